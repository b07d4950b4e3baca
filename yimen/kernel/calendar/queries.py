"""Reads: the calendar as it is loaded, kept in the process until a change is seen."""

from __future__ import annotations

import time
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import QuerySet

from yimen.kernel.audit.models import Entry

from .days import Day, WorkingDays
from .models import CalendarBook, CalendarDay, WorkCalendar

LOOK_SECONDS = 5.0


@dataclass
class _Kept:
    edition: UUID | None
    days: WorkingDays
    looked_at: float


_kept: _Kept | None = None


def current() -> WorkingDays:
    """The calendar; whether it changed is asked at most every five seconds, by one short query."""
    global _kept
    now = time.monotonic()
    kept = _kept
    if kept is not None and now - kept.looked_at < LOOK_SECONDS:
        return kept.days
    version, edition = _edition()
    if kept is None or kept.edition != edition:
        kept = _Kept(edition, _read(version), now)
    _kept = _Kept(kept.edition, kept.days, now)
    return kept.days


def look_again() -> None:
    """Asks at the next question whether something changed, however short ago it was asked."""
    if _kept is not None:
        _kept.looked_at = float("-inf")


def forget() -> None:
    """Reads anew at the next question."""
    global _kept
    _kept = None


def years() -> QuerySet[WorkCalendar]:
    """The years that are loaded, in order."""
    return WorkCalendar.objects.all()


def days(calendar: WorkCalendar) -> QuerySet[CalendarDay]:
    """Every day of a loaded year, in order."""
    return calendar.days.order_by("date")


def day(on: date) -> QuerySet[CalendarDay]:
    """One day with its year, if that is loaded."""
    return CalendarDay.objects.select_related("calendar").filter(date=on)


def journal(calendar: WorkCalendar) -> QuerySet[Entry]:
    """What was loaded and changed in a year, the latest first."""
    return Entry.objects.filter(chain=calendar.pk).order_by("-seq")


def _edition() -> tuple[int, UUID | None]:
    row = CalendarBook.objects.filter(pk=1).values_list("version", "edition").first()
    return row or (0, None)


def _read(version: int) -> WorkingDays:
    rows = CalendarDay.objects.values_list("date", "is_working", "name", "name_en", "calendar__is_official")
    return WorkingDays((Day(*row) for row in rows), version=version)
