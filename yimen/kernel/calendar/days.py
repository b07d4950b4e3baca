"""Working days as numbers: counting and adding over the years that are loaded, in microseconds.

The days of loaded years are facts. A year that is not loaded is reckoned Monday to Friday, and everything
that touches it is provisional: no date is ever guessed in silence.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import NamedTuple

NOTHING_LOADED = date(2004, 1, 1).toordinal()


class Due(NamedTuple):
    """到期日 — a date; provisional (暂定) when a year that is not loaded had a part in it.

    ``is_held`` says that the clock is held at present: the date supposes that it goes on today.
    """

    on: date
    is_provisional: bool = False
    is_held: bool = False


@dataclass(frozen=True, slots=True)
class Day:
    """日 — one day of a loaded year; ``name`` is the festival it belongs to, also on a make-up day."""

    on: date
    is_working: bool
    name: str = ""
    name_en: str = ""
    is_official: bool = True


class WorkingDays:
    """工作日 — the working days of a city, built once from its calendar and then only read."""

    def __init__(self, days: Iterable[Day], *, version: int = 0) -> None:
        rows = sorted(days, key=lambda day: day.on)
        self.version = version
        self._first = rows[0].on.toordinal() if rows else NOTHING_LOADED
        self._last = rows[-1].on.toordinal() if rows else NOTHING_LOADED - 1
        self._gaps = _gaps(rows, self._first)
        self._working = _working(rows, self._gaps)
        self._unusual = [day for day in rows if _is_weekday(day.on.toordinal()) != day.is_working]
        self._unusual_at = [day.on.toordinal() for day in self._unusual]

    @property
    def first(self) -> date:
        """The first loaded day."""
        return date.fromordinal(self._first)

    @property
    def last(self) -> date:
        """The last loaded day; the day before ``first`` when nothing is loaded."""
        return date.fromordinal(self._last)

    def knows(self, day: date) -> bool:
        """Whether the day's year is loaded from an official notice."""
        return self.covers(day.toordinal() - 1, day.toordinal())

    def is_working(self, day: date) -> bool:
        """Whether the day is a working day; for a day that the calendar does not know: Monday to Friday."""
        ordinal = day.toordinal()
        return self.rank(ordinal) != self.rank(ordinal - 1)

    def count(self, after: date, until: date) -> int:
        """The working days d with after < d <= until; negative when the days lie the other way round."""
        return self.rank(until.toordinal()) - self.rank(after.toordinal())

    def add(self, start: date, number: int) -> Due:
        """The day on which ``number`` working days after ``start`` are complete; ``start`` is not counted."""
        if number < 0:
            raise ValueError("the number of working days to add is not negative")
        if number == 0:
            return Due(start)
        begin = start.toordinal()
        end = self.at(self.rank(begin) + number)
        return Due(date.fromordinal(end), not self.covers(begin, end))

    def next(self, day: date) -> Due:
        """The first working day after the day."""
        return self.add(day, 1)

    def previous(self, day: date) -> Due:
        """The last working day before the day."""
        ordinal = day.toordinal()
        found = self.at(self.rank(ordinal - 1))
        return Due(date.fromordinal(found), not self.covers(found - 1, ordinal - 1))

    def on_or_after(self, day: date) -> Due:
        """The day itself when it is a working day, else the next one."""
        return self.add(day - timedelta(days=1), 1)

    def unusual(self, after: date, until: date) -> list[Day]:
        """The days d, after < d <= until, on which the week lies: rest on a weekday, work at the weekend."""
        begin = bisect_right(self._unusual_at, after.toordinal())
        return self._unusual[begin : bisect_right(self._unusual_at, until.toordinal())]

    # --- the same in ordinals, for those who count often

    def rank(self, ordinal: int) -> int:
        """How many working days up to and including this day, counted from the first loaded day."""
        if ordinal > self._last:
            return len(self._working) + _weekdays(self._last, ordinal)
        if ordinal < self._first:
            return -_weekdays(ordinal, self._first - 1)
        return bisect_right(self._working, ordinal)

    def at(self, rank: int) -> int:
        """The working day of this rank, as ordinal."""
        known = len(self._working)
        if rank > known:
            return _weekday_at(_weekday_rank(self._last) + rank - known)
        if rank < 1:
            return _weekday_at(_weekday_rank(self._first - 1) + rank)
        return self._working[rank - 1]

    def covers(self, after: int, until: int) -> bool:
        """Whether every day d, after < d <= until, belongs to a year that is loaded officially."""
        if until <= after:
            return True
        if after + 1 < self._first or until > self._last:
            return False
        return not any(start <= until and end > after for start, end in self._gaps)


def _working(rows: list[Day], gaps: list[tuple[int, int]]) -> list[int]:
    """The working days in order: as loaded, and Monday to Friday where a gap has no rows."""
    known = {day.on.toordinal() for day in rows}
    guessed = [
        one for start, end in gaps for one in range(start, end + 1) if _is_weekday(one) and one not in known
    ]
    return sorted([*(day.on.toordinal() for day in rows if day.is_working), *guessed])


def _gaps(rows: list[Day], first: int) -> list[tuple[int, int]]:
    """The stretches inside the calendar that are not loaded, or not from an official notice."""
    official = [day.on.toordinal() for day in rows if day.is_official]
    last = rows[-1].on.toordinal() if rows else first - 1
    found: list[tuple[int, int]] = []
    expected = first
    for ordinal in [*official, last + 1]:
        if ordinal > expected:
            found.append((expected, ordinal - 1))
        expected = ordinal + 1
    return found


def _is_weekday(ordinal: int) -> bool:
    return (ordinal + 6) % 7 < 5


def _weekdays(after: int, until: int) -> int:
    """Mondays to Fridays d with after < d <= until."""
    return _weekday_rank(until) - _weekday_rank(after)


def _weekday_rank(ordinal: int) -> int:
    weeks, rest = divmod(ordinal, 7)
    return weeks * 5 + min(rest, 5)


def _weekday_at(rank: int) -> int:
    weeks, rest = divmod(rank - 1, 5)
    return weeks * 7 + rest + 1
