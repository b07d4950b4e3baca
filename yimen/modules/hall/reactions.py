"""What follows from facts of the kernel: a day that became a rest day displaces what was booked on it."""

from __future__ import annotations

from datetime import datetime

from yimen.kernel.audit.followers import reacts_to
from yimen.kernel.base.actor import Actor
from yimen.kernel.calendar.events import CalendarDayChanged, CalendarYearLoaded

from .jobs import move_displaced


@reacts_to(CalendarDayChanged, CalendarYearLoaded)
def look_for_displaced(fact: CalendarDayChanged | CalendarYearLoaded, *, by: Actor, at: datetime) -> None:
    """Slow work is a job: it begins when the change is committed."""
    if isinstance(fact, CalendarYearLoaded) and not fact.changed:
        return
    if isinstance(fact, CalendarDayChanged) and fact.is_working:
        return
    move_displaced.defer()
