"""Idempotent loading: a year that stands as it is stated is left alone, so loading twice records nothing new."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from yimen.kernel.base.actor import Actor

from . import actions, announced
from .models import CalendarDay, WorkCalendar
from .reasons import Reason
from .stated import DayStated, completed


def ensure_year(
    year: int, days: Iterable[DayStated], *, source_instrument: str, by: Actor, at: datetime
) -> WorkCalendar | None:
    """载入年度日历, unless its days stand there already; returns the calendar when it was loaded."""
    stated = completed(year, days)
    if _stands(year, stated):
        return None
    done = actions.load_year(
        actions.book(), year=year, days=stated, source_instrument=source_instrument, by=by, at=at
    )
    return done.calendar


def ensure_announced(years: Iterable[int], *, by: Actor, at: datetime) -> list[WorkCalendar]:
    """Loads the announced years that do not stand there yet; a year that a city loaded itself stays as it is."""
    made = []
    known = set(WorkCalendar.objects.filter(is_official=True).values_list("year", flat=True))
    for year in years:
        if year in known:
            continue
        source = announced.instrument(year)
        if loaded := ensure_year(year, announced.year(year), source_instrument=source, by=by, at=at):
            made.append(loaded)
    return made


def _stands(year: int, stated: list[DayStated]) -> bool:
    calendar = WorkCalendar.objects.filter(year=year, is_official=True).first()
    if calendar is None:
        return False
    kept = {day.date: day for day in calendar.days.all()}
    return all(_same(kept[one.on], one) for one in stated)


def _same(kept: CalendarDay, stated: DayStated) -> bool:
    if kept.reason == Reason.LOCAL_CLOSURE and stated.reason == Reason.ORDINARY:
        return True
    return (kept.reason, kept.name, kept.name_en) == (stated.reason, stated.name, stated.name_en)
