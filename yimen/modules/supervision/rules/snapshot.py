"""快照: what a rule is given. The same shape for one case on entry, for last night, and for a past year."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from yimen.kernel.calendar.days import WorkingDays

from .answers import Answer
from .facts import (
    CaseRow,
    ChargeRow,
    CheckRow,
    Counts,
    ItemRow,
    OwnVisitRow,
    PaperRow,
    ReceiptRow,
    RegisterEntry,
    SeatRow,
    SerialRow,
    Shifts,
    TaskRow,
    VersionRow,
    VisitRow,
)
from .process import Procedure


@dataclass(slots=True)
class Snapshot:
    """快照 — the days that are judged, and the rows of everything that touched them.

    ``last`` is also the day as of which open things are judged. ``counts`` reach back a year before ``first``.
    """

    first: date
    last: date
    calendar: WorkingDays
    cases: Sequence[CaseRow] = ()
    items: Sequence[ItemRow] = ()
    versions: Sequence[VersionRow] = ()
    papers: Sequence[PaperRow] = ()
    serials: Sequence[SerialRow] = ()
    charges: Sequence[ChargeRow] = ()
    receipts: Sequence[ReceiptRow] = ()
    registers: Sequence[RegisterEntry] = ()
    answers: Sequence[Answer] = ()
    checks: Sequence[CheckRow] = ()
    visits: Sequence[VisitRow] = ()
    tasks: Sequence[TaskRow] = ()
    seats: Sequence[SeatRow] = ()
    own_visits: Sequence[OwnVisitRow] = ()
    shifts: Shifts = field(default_factory=dict)
    closed_windows: frozenset[tuple[str, str]] = frozenset()
    received: Counts = field(default_factory=dict)
    refused: Counts = field(default_factory=dict)
    procedures: Mapping[str, Procedure] = field(default_factory=dict)

    def covers(self, day: date | None) -> bool:
        """Whether the day is one of those that are judged."""
        return day is not None and self.first <= day <= self.last

    def days_over(self, start: date, end: date) -> int:
        """Working days after ``start`` up to ``end``."""
        return self.calendar.count(start, end)

    def working_days(self) -> Iterable[date]:
        """The working days that are judged, in order."""
        day = self.first
        while day <= self.last:
            if self.calendar.is_working(day):
                yield day
            day += timedelta(days=1)

    def whole_months(self) -> Iterable[tuple[date, date]]:
        """The months that are judged from their first to their last day."""
        first = self.first if self.first.day == 1 else _next_month(self.first)
        while (end := _next_month(first) - timedelta(days=1)) <= self.last:
            yield first, end
            first = _next_month(first)


def _next_month(day: date) -> date:
    return (day.replace(day=1) + timedelta(days=32)).replace(day=1)


def code_of(org_path: str) -> str:
    """The code of the body whose path this is: its last part."""
    return org_path.rstrip(".").rsplit(".", 1)[-1]


def day_after(day: date) -> date:
    """The first day on which something that was due on the day is late."""
    return day + timedelta(days=1)
