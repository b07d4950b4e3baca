"""Facts of the calendar. Whoever follows them reads the calendar anew: `calendar.current()` already has the change."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext_lazy as _

from yimen.kernel.audit.events import Event

from .models import CalendarDay, WorkCalendar


@dataclass(frozen=True)
class CalendarYearLoaded(Event):
    """年度日历载入 — a year was loaded, or loaded anew; ``changed`` are the days that were otherwise before."""

    code = "calendar.year.loaded"
    about = "calendar"
    says = _("%(by)s 载入了%(calendar)s第%(version)s版（%(source)s），改变%(changed_count)s天")
    calendar: WorkCalendar
    version: int
    source: str
    changed_count: int
    changed: list[dict[str, object]]


@dataclass(frozen=True)
class CalendarDayChanged(Event):
    """工作日调整 — one day was made a working day or a rest day, or got another reason."""

    code = "calendar.day.changed"
    about = "day"
    says = _("%(by)s 将%(on)s由“%(before)s”调整为“%(after)s”：%(name)s")
    day: CalendarDay
    on: date
    before: str
    after: str
    name: str
    was_working: bool
    is_working: bool
