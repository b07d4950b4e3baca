"""日历 — working days and holidays of the city, as data: `calendar.current()` counts with them."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .days import WorkingDays


def current() -> WorkingDays:
    """The calendar as it is loaded; kept in the process, at most five seconds behind a change."""
    from . import queries

    return queries.current()


def version() -> int:
    """The number of the calendar's present edition; it grows with every year loaded and every day changed."""
    return current().version


def forget() -> None:
    """Reads the calendar anew at the next question (after a change; between tests)."""
    from . import queries

    queries.forget()
