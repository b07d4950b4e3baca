"""图片检查 — the size of a picture from its first bytes, before anything is decoded."""

import io
import struct
from typing import IO

from django.utils.translation import gettext as _

from yimen.kernel.base.refusals import RuleBroken

FRAMES = {0xC0, 0xC1, 0xC2, 0xC3, 0xC5, 0xC6, 0xC7, 0xC9, 0xCA, 0xCB, 0xCD, 0xCE, 0xCF}


def require_sane_picture(kind: str, stream: IO[bytes], most_pixels: int) -> None:
    """Raises RuleBroken for a picture that is broken, or that would fill the memory when opened."""
    raw = stream.read()
    stream.seek(0)
    size = picture_size(kind, raw)
    if size is None or 0 in size:
        raise RuleBroken(_("图片已经损坏，打不开。请重新拍照或者扫描后上传。"))
    if size[0] * size[1] > most_pixels:
        raise RuleBroken(
            _("图片太大（%(width)s × %(height)s 像素）。请降低分辨率后重新上传。")
            % {"width": size[0], "height": size[1]}
        )
    _require_whole(raw)


def picture_size(kind: str, raw: bytes) -> tuple[int, int] | None:
    """Width and height, or None when the picture does not say."""
    try:
        if kind == "png":
            return struct.unpack(">II", raw[16:24])
        if kind == "gif":
            return struct.unpack("<HH", raw[6:10])
        return _size_of_jpeg(raw)
    except struct.error:
        return None


def _size_of_jpeg(raw: bytes) -> tuple[int, int] | None:
    place = 2
    while place + 9 < len(raw):
        if raw[place] != 0xFF:
            return None
        marker = raw[place + 1]
        if marker in FRAMES:
            height, width = struct.unpack(">HH", raw[place + 5 : place + 9])
            return width, height
        if marker == 0xFF or 0xD0 <= marker <= 0xD8 or marker == 0x01:
            place += 1 if marker == 0xFF else 2
            continue
        place += 2 + int(struct.unpack(">H", raw[place + 2 : place + 4])[0])
    return None


def _require_whole(raw: bytes) -> None:
    from PIL import Image

    try:
        with Image.open(io.BytesIO(raw)) as picture:
            picture.verify()
    except Exception as error:  # Pillow fails in many ways on broken pictures
        raise RuleBroken(_("图片已经损坏，打不开。请重新拍照或者扫描后上传。")) from error
