"""The verbs of the calendar. All of them lock the one book, so that changes stand in one order."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from yimen.kernel.audit.action import action
from yimen.kernel.base.actor import Actor
from yimen.kernel.base.ids import new_id
from yimen.kernel.base.refusals import RuleBroken

from . import queries
from .events import CalendarDayChanged, CalendarYearLoaded
from .models import CalendarBook, CalendarDay, WorkCalendar
from .permissions import Permission
from .reasons import Reason, fits, rests
from .stated import DayStated, completed


def book() -> CalendarBook:
    """工作日历册 — the one row; made when it is missing."""
    return CalendarBook.objects.get_or_create(pk=1)[0]


@action(permission=Permission.YEAR_LOAD)
def load_year(
    book: CalendarBook,
    *,
    year: int,
    days: Iterable[DayStated],
    source_instrument: str,
    is_official: bool = True,
    by: Actor,
    at: datetime,
) -> CalendarYearLoaded:
    """载入年度日历 — every day of a year; days that are not stated are as usual. A later edition replaces it.

    A local closure stays where the notice says nothing of the day.
    """
    if not source_instrument.strip():
        raise RuleBroken(_("请写明所依据的文件。"), fields={"source_instrument": _("请写明所依据的文件")})
    stated = completed(year, days)
    calendar = _calendar(year, source_instrument.strip(), is_official, at)
    before = {day.date: day for day in calendar.days.all()}
    made = [_day(calendar, one, before.get(one.on)) for one in stated]
    changed = _changed(before, made)
    calendar.days.all().delete()
    CalendarDay.objects.bulk_create(made)
    _new_edition(book)
    return CalendarYearLoaded(calendar, calendar.version, calendar.source_instrument, len(changed), changed)


@action(permission=Permission.DAY_CHANGE)
def change_day(
    book: CalendarBook, *, on: date, reason: str, name: str, name_en: str = "", by: Actor, at: datetime
) -> CalendarDayChanged:
    """调整工作日 — one day becomes a working day or a rest day; ``name`` says why (a festival, a closure)."""
    day = CalendarDay.objects.select_related("calendar").filter(date=on).first()
    if day is None:
        raise RuleBroken(_("%(year)s年的日历还没有载入，请先载入。") % {"year": on.year})
    if not fits(on, reason):
        raise RuleBroken(_("这一天不能用这个原因。"), fields={"reason": _("与星期不符")})
    if reason not in (Reason.ORDINARY, Reason.WEEKEND) and not name.strip():
        raise RuleBroken(_("请写明名称。"), fields={"name": _("请写明节日或停办的名称")})
    if (day.reason, day.name) == (reason, name.strip()):
        raise RuleBroken(_("没有需要变更的内容。"))
    before, was_working = day.get_reason_display(), day.is_working
    day.reason, day.is_working = reason, not rests(reason)
    day.name, day.name_en = name.strip(), name_en.strip()
    day.save()
    _new_edition(book)
    return CalendarDayChanged(
        day, on, str(before), str(day.get_reason_display()), day.name, was_working, day.is_working
    )


def _calendar(year: int, source: str, is_official: bool, at: datetime) -> WorkCalendar:
    """The year's row, made or brought to its next version."""
    calendar = WorkCalendar.objects.filter(year=year).first() or WorkCalendar(year=year, version=0)
    calendar.version += 1
    calendar.source_instrument, calendar.is_official, calendar.loaded_at = source, is_official, at
    calendar.save()
    return calendar


def _day(calendar: WorkCalendar, stated: DayStated, before: CalendarDay | None) -> CalendarDay:
    is_silent = stated.reason == Reason.ORDINARY
    if before is not None and before.reason == Reason.LOCAL_CLOSURE and is_silent:
        stated = DayStated(stated.on, False, before.reason, before.name, before.name_en)
    return CalendarDay(
        date=stated.on,
        calendar=calendar,
        is_working=stated.is_working,
        reason=stated.reason,
        name=stated.name,
        name_en=stated.name_en,
    )


def _changed(before: dict[date, CalendarDay], made: Sequence[CalendarDay]) -> list[dict[str, object]]:
    """The days on which work became rest or rest became work; nothing when the year is new."""
    return [
        {
            "date": day.date.isoformat(),
            "was_working": before[day.date].is_working,
            "is_working": day.is_working,
        }
        for day in made
        if day.date in before and before[day.date].is_working != day.is_working
    ]


def _new_edition(book: CalendarBook) -> None:
    """Every process reads anew: this one at once, the others within seconds after commit."""
    book.version += 1
    book.edition = new_id()
    queries.forget()
    transaction.on_commit(queries.forget)
