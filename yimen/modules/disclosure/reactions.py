"""What follows facts of other parts: due dates follow the calendar of working days."""

from __future__ import annotations

from datetime import datetime

from yimen.kernel.audit.followers import reacts_to
from yimen.kernel.base.actor import Actor
from yimen.kernel.calendar.events import CalendarDayChanged, CalendarYearLoaded

from .jobs import move_due


@reacts_to(CalendarYearLoaded, CalendarDayChanged)
def calendar_changed(_fact: CalendarYearLoaded | CalendarDayChanged, *, by: Actor, at: datetime) -> None:
    """A year was loaded or a day changed: everything in preparation is counted anew."""
    move_due.defer()
