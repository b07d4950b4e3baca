"""A year as twelve months of weeks, for a page: what each day is, by mark and by word."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from django.utils.dates import MONTHS, WEEKDAYS_ABBR
from django.utils.translation import gettext as _

from yimen.kernel.base.punctuation import joined
from yimen.kernel.base.refusals import Text
from yimen.kernel.web.words import named

from .models import CalendarDay
from .reasons import Reason

MONDAY_TO_SUNDAY = range(7)


@dataclass(frozen=True)
class DayCell:
    """日 — one square of a month: the number, the mark (休 or 班), and the words for those who do not see it."""

    on: date
    kind: str
    mark: str
    words: str


@dataclass(frozen=True)
class Month:
    """月 — its weeks from Monday to Sunday; None where a day belongs to another month."""

    name: Text
    weeks: Sequence[Sequence[DayCell | None]]
    working_count: int


def weekday_names() -> list[Text]:
    """Monday to Sunday, short."""
    return [WEEKDAYS_ABBR[number] for number in MONDAY_TO_SUNDAY]


def months(days: Iterable[CalendarDay]) -> list[Month]:
    """The months of the days, which come in order."""
    return [_month(number, list(group)) for number, group in groupby(days, key=lambda day: day.date.month)]


def _month(number: int, days: list[CalendarDay]) -> Month:
    cells: list[DayCell | None] = [None] * days[0].date.weekday()
    cells += [_cell(day) for day in days]
    cells += [None] * (-len(cells) % 7)
    weeks = [cells[start : start + 7] for start in range(0, len(cells), 7)]
    return Month(MONTHS[number], weeks, sum(day.is_working for day in days))


def _cell(day: CalendarDay) -> DayCell:
    """Ordinary days and weekends carry no mark; the others say 休 or 班, and what for."""
    if day.reason in (Reason.ORDINARY, Reason.WEEKEND):
        return DayCell(day.date, day.reason or "ordinary", "", str(day.get_reason_display()))
    words = joined((part for part in (str(day.get_reason_display()), named(day)) if part), "，")
    return DayCell(day.date, day.reason, _("班") if day.is_working else _("休"), words)
