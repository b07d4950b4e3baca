"""期限的计算: when a clock is due, and why. Pure: dates in, dates out; no database, no clock of its own.

Working days leave out rest days and legal holidays (行政许可法 82). The day of the start is not counted
(民法典 201). Months end on the same day number, or on the month's last day (民法典 202). A period counted in
days or months whose last day is a holiday ends on the next working day (民法典 203). The days after
``from_on`` up to and including ``to_on`` of a hold do not count; holds that overlap take a day out once.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from yimen.kernel.calendar.days import Due, WorkingDays

if TYPE_CHECKING:
    from .why_due import Line

WORKING_DAY, CALENDAR_DAY, MONTH = "working_day", "calendar_day", "month"


@dataclass(frozen=True, slots=True)
class Hold:
    """中止 — the days d with from_on < d <= to_on do not count; an open hold has no end yet."""

    from_on: date
    to_on: date | None = None
    why: str = ""


@dataclass(frozen=True, slots=True)
class Extension:
    """延期 — more days: working days for a clock in working days, calendar days for the others."""

    days: int
    why: str = ""


@dataclass(frozen=True, slots=True)
class Terms:
    """时限条件 — all that a due date follows from; ``stop_on`` is the day on which it stopped, if any."""

    start_on: date
    budget: int
    unit: str = WORKING_DAY
    holds: tuple[Hold, ...] = ()
    extensions: tuple[Extension, ...] = ()
    stop_on: date | None = None
    why: str = ""


Stretch = tuple[int, int]


def elapsed(terms: Terms, on: date, calendar: WorkingDays) -> int:
    """The days used up by the end of ``on``: working days, or calendar days for the other units."""
    end = (min(on, terms.stop_on) if terms.stop_on else on).toordinal()
    return _used(terms, terms.start_on.toordinal(), end, calendar, merged(terms, on))


def due(terms: Terms, calendar: WorkingDays, today: date) -> Due:
    """到期日 — the last day of the period; an open hold is taken to end today."""
    begin = terms.start_on.toordinal()
    held = merged(terms, today)
    if terms.unit == WORKING_DAY:
        end = _working_end(terms, calendar, begin, held)
        provisional = not calendar.covers(begin, end)
    else:
        raw = last_day(terms, today).toordinal()
        end = _free_working_day(raw, calendar, held)
        provisional = not calendar.covers(raw - 1, end)
    return Due(date.fromordinal(end), provisional, is_held(terms))


def remaining(terms: Terms, calendar: WorkingDays, today: date) -> int:
    """The days left after today until the due date; negative when it has passed."""
    here, end = today.toordinal(), due(terms, calendar, today).on.toordinal()
    held = merged(terms, today)
    return (
        _used(terms, here, end, calendar, held) if here <= end else -_used(terms, end, here, calendar, held)
    )


def is_held(terms: Terms) -> bool:
    """Whether a hold is open and the clock has not stopped."""
    return terms.stop_on is None and any(hold.to_on is None for hold in terms.holds)


def is_overdue(terms: Terms, calendar: WorkingDays, today: date) -> bool:
    """Whether the due date has passed while the clock runs on; by date, never by hour."""
    return terms.stop_on is None and today > due(terms, calendar, today).on


def was_late(terms: Terms, calendar: WorkingDays) -> bool:
    """Whether the clock stopped after its due date."""
    return terms.stop_on is not None and terms.stop_on > due(terms, calendar, terms.stop_on).on


def explain(terms: Terms, calendar: WorkingDays, today: date) -> list[Line]:
    """The due date, line by line: what, on which days, how many, and by which rule."""
    from . import why_due

    return why_due.explain(terms, calendar, today)


def added(terms: Terms) -> int:
    """The days that extensions add."""
    return sum(extension.days for extension in terms.extensions)


def merged(terms: Terms, today: date) -> list[Stretch]:
    """The held stretches after the start, in order, joined where they touch: (from, to] in ordinals.

    An open hold reaches until today, or until the clock stopped.
    """
    if not terms.holds:
        return []
    begin = terms.start_on.toordinal()
    until = (terms.stop_on or today).toordinal()
    return union((max(hold.from_on.toordinal(), begin), _end(hold, until)) for hold in terms.holds)


def union(stretches: Iterable[Stretch]) -> list[Stretch]:
    """Stretches in order, joined where they touch or overlap; empty ones vanish."""
    found: list[Stretch] = []
    for start, end in sorted(stretches):
        if end <= start:
            continue
        if found and start <= found[-1][1]:
            found[-1] = (found[-1][0], max(found[-1][1], end))
        else:
            found.append((start, end))
    return found


def months_after(day: date, months: int) -> date:
    """The same day number so many months later, or that month's last day (民法典 202)."""
    years, month = divmod(day.month - 1 + months, 12)
    year = day.year + years
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def last_day(terms: Terms, today: date) -> date:
    """The day on which the days of a clock in calendar days or months are complete, holiday or not."""
    begin = terms.start_on.toordinal()
    if terms.unit == MONTH:
        left = months_after(terms.start_on, terms.budget).toordinal() - begin + added(terms)
    else:
        left = terms.budget + added(terms)
    here = begin
    for start, end in merged(terms, today):
        if left <= start - here:
            break
        left -= start - here
        here = end
    return date.fromordinal(here + left)


def _end(hold: Hold, until: int) -> int:
    return until if hold.to_on is None else hold.to_on.toordinal()


def _used(terms: Terms, begin: int, end: int, calendar: WorkingDays, held: list[Stretch]) -> int:
    """The days of the clock's kind d, begin < d <= end, that no hold takes out."""
    if end <= begin:
        return 0
    inside = [(max(start, begin), min(stop, end)) for start, stop in held if start < end and stop > begin]
    if terms.unit != WORKING_DAY:
        return end - begin - sum(stop - start for start, stop in inside)
    rank = calendar.rank
    return rank(end) - rank(begin) - sum(rank(stop) - rank(start) for start, stop in inside)


def _working_end(terms: Terms, calendar: WorkingDays, begin: int, held: list[Stretch]) -> int:
    left = terms.budget + added(terms)
    if left <= 0:
        return begin
    rank = calendar.rank
    here = rank(begin)
    for start, end in held:
        free = rank(start) - here
        if left <= free:
            break
        left -= free
        here = rank(end)
    return calendar.at(here + left)


def _free_working_day(day: int, calendar: WorkingDays, held: list[Stretch]) -> int:
    """The day itself, or the next working day that no hold takes out (民法典 203)."""
    found = calendar.at(calendar.rank(day - 1) + 1)
    for start, end in held:
        if start < found <= end:
            found = calendar.at(calendar.rank(end) + 1)
    return found
