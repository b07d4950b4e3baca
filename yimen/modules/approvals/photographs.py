"""照片信息: when and where a picture says that it was taken (EXIF); what it does not say is asked of the officer."""

from __future__ import annotations

import io
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

from django.utils import timezone
from PIL import ExifTags, Image

TAKEN, OFFSET = ExifTags.Base.DateTimeOriginal, ExifTags.Base.OffsetTimeOriginal
FORM = "%Y:%m:%d %H:%M:%S"


@dataclass(frozen=True)
class Taken:
    """拍摄信息 — what the picture itself says; None where it says nothing that can be believed."""

    at: datetime | None = None
    latitude: Decimal | None = None
    longitude: Decimal | None = None


def taken(content: bytes) -> Taken:
    """Reads time and position; a picture without them, or with broken ones, simply does not say."""
    try:
        with Image.open(io.BytesIO(content)) as picture:
            found = picture.getexif()
            details = found.get_ifd(ExifTags.IFD.Exif)
            position = found.get_ifd(ExifTags.IFD.GPSInfo)
    except Exception:  # Pillow fails in many ways; the document intake refuses what is no picture
        return Taken()
    latitude = _degrees(position, ExifTags.GPS.GPSLatitude, ExifTags.GPS.GPSLatitudeRef, "S", 90)
    longitude = _degrees(position, ExifTags.GPS.GPSLongitude, ExifTags.GPS.GPSLongitudeRef, "W", 180)
    if latitude is None or longitude is None:
        latitude = longitude = None
    return Taken(_moment(details), latitude, longitude)


def _moment(details: dict[Any, Any]) -> datetime | None:
    """In the time zone that the picture names, else in that of the city."""
    try:
        plain = datetime.strptime(str(details[TAKEN]), FORM)  # noqa: DTZ007 - the zone follows
    except (KeyError, ValueError):
        return None
    zone = str(details.get(OFFSET, ""))
    if len(zone) == 6 and zone[0] in "+-" and zone[1:3].isdigit() and zone[4:].isdigit():
        minutes = (int(zone[1:3]) * 60 + int(zone[4:])) * (-1 if zone[0] == "-" else 1)
        return plain.replace(tzinfo=timezone.get_fixed_timezone(timedelta(minutes=minutes)))
    return timezone.make_aware(plain)


def _degrees(position: dict[Any, Any], key: int, ref: int, negative: str, most: int) -> Decimal | None:
    try:
        degrees, minutes, seconds = (Decimal(str(float(one))) for one in position[key])
    except (KeyError, TypeError, ValueError, ZeroDivisionError, ArithmeticError):
        return None
    value = degrees + minutes / 60 + seconds / 3600
    if not 0 <= value <= most:
        return None
    return (-value if str(position.get(ref, "")).upper() == negative else value).quantize(Decimal("0.000001"))
