"""When a calendar year is loaded or a day changes, running clocks are counted anew by a job."""

from __future__ import annotations

from datetime import datetime

from yimen.kernel.audit.followers import reacts_to
from yimen.kernel.base.actor import Actor
from yimen.kernel.calendar.events import CalendarDayChanged, CalendarYearLoaded

from . import jobs


@reacts_to(CalendarYearLoaded, CalendarDayChanged)
def count_anew(fact: CalendarYearLoaded | CalendarDayChanged, *, by: Actor, at: datetime) -> None:
    jobs.recount.defer()
