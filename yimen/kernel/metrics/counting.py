"""Counting: figures by kept numbers of days where they are fresh, and from their rows where they are not.

Figures with the same rows cost one query together, grouped in the database.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models.expressions import Combinable

from yimen.kernel.base.refusals import Text
from yimen.kernel.web.words import cn_date, cn_month

from . import stored
from .figures import Counts, Dimension, Figure, Measure, Number, PerWorkingDay
from .grouping import Question, answered, grouped_by_rows
from .periods import Period
from .scope import Scope

DAY, MONTH = "day", "month"
TIMES = (DAY, MONTH)


@dataclass(frozen=True)
class Value:
    """指标数值 — a measure with its number (None: nothing to divide by) and the address of the cases behind it."""

    measure: Measure
    number: Number | None
    cases: str = ""


@dataclass(frozen=True)
class Row:
    """One value of a dimension: its name, and the numbers of every measure asked for, in their order."""

    key: Any
    label: Text
    values: tuple[Value, ...]

    @property
    def number(self) -> Number | None:
        """The first number: for those who asked for one figure."""
        return self.values[0].number


def count(figure: Figure, period: Period, scope: Scope) -> Number:
    """How many rows the figure counts in the period and scope."""
    return counts([figure], period, scope)[figure.key]


def count_by(figure: Figure, period: Period, scope: Scope, dimension: str) -> list[Row]:
    """The figure split by a dimension, the largest number first (days in their order)."""
    return read_by([figure], period, scope, dimension)


def counts(figures: Iterable[Figure], period: Period, scope: Scope) -> dict[str, Number]:
    """The numbers of several figures by key: kept ones by day, the others from rows that they share in one query."""
    asked = stored.plan(list(figures), period)
    found = stored.sums(asked, period, scope) | _live(asked.live, period, scope)
    for stale, group in asked.by_stale_days().items():
        for run in stored.runs(stale, period):
            for key, number in _live(group, run, scope).items():
                found[key] += number
    return found


def _live(figures: Iterable[Figure], period: Period, scope: Scope) -> dict[str, Number]:
    asked = list(figures)
    found: dict[str, Number] = {one.key: 0 for one in asked}
    questions = [Question(rows(period, scope), group) for rows, group in grouped_by_rows(asked).items()]
    for _question, _value, numbers in answered(questions, period):
        found |= numbers
    return found


def read(measures: Sequence[Measure], period: Period, scope: Scope) -> list[Value]:
    """The values of figures, rates and averages, in their order."""
    found = counts(_parts(measures), period, scope)
    return [Value(one, one.value(found, period), _cases(one, period)) for one in measures]


def recount(measures: Sequence[Measure], period: Period, scope: Scope) -> list[Value]:
    """The same from the rows alone, as if no number had been kept."""
    found = _live(_parts(measures), period, scope)
    return [Value(one, one.value(found, period), _cases(one, period)) for one in measures]


def read_by(measures: Sequence[Measure], period: Period, scope: Scope, dimension: str) -> list[Row]:
    """The same split by a dimension; a measure that cannot be split by it is left out of the rows' values."""
    able = [one for one in measures if can_split(one, dimension)]
    found = _counts_by(_parts(able), period, scope, dimension)
    labels = _labels(able, dimension, list(found))
    rows = [
        _row(key, labels.get(key, key), able, numbers, period, dimension) for key, numbers in found.items()
    ]
    if dimension in TIMES:
        return sorted(rows, key=lambda row: row.key)
    return sorted(rows, key=lambda row: (-(row.number or 0), str(row.label)))


def can_split(measure: Measure, dimension: str) -> bool:
    """Whether every count that the measure needs can be split so; an average of days is not split by day."""
    if dimension in TIMES and isinstance(measure, PerWorkingDay):
        return False
    if dimension in TIMES:
        return all(part.day for part in measure.parts)
    return all(part.dimension(dimension) is not None for part in measure.parts)


def _row(
    key: Any, label: Text, measures: Sequence[Measure], numbers: Counts, period: Period, dimension: str
) -> Row:
    values = tuple(
        Value(one, one.value(numbers, period), _cases(one, period, dimension, key)) for one in measures
    )
    return Row(key, label, values)


def _counts_by(
    figures: Sequence[Figure], period: Period, scope: Scope, dimension: str
) -> dict[Any, dict[str, Number]]:
    if dimension == MONTH:
        return _by_month(figures, _counts_by(figures, period, scope, DAY))
    by = "" if dimension == DAY else dimension
    asked = stored.plan(figures, period)
    found = _added(
        figures, stored.sums_by(asked, period, scope, by), _live_by(asked.live, period, scope, dimension)
    )
    for stale, group in asked.by_stale_days().items():
        for run in stored.runs(stale, period):
            found = _added(figures, found, _live_by(group, run, scope, dimension))
    return {key: numbers for key, numbers in found.items() if any(numbers.values())}


def _by_month(figures: Sequence[Figure], days: Mapping[Any, Counts]) -> dict[Any, dict[str, Number]]:
    return _added(figures, *({day.replace(day=1): numbers} for day, numbers in days.items()))


def _added(figures: Sequence[Figure], *parts: Mapping[Any, Counts]) -> dict[Any, dict[str, Number]]:
    """Numbers by value of a dimension, with nought where nothing was counted."""
    found: dict[Any, dict[str, Number]] = {}
    for part in parts:
        for key, numbers in part.items():
            own = found.setdefault(key, {one.key: 0 for one in figures})
            for figure, number in numbers.items():
                own[figure] += number
    return found


def _live_by(
    figures: Iterable[Figure], period: Period, scope: Scope, dimension: str
) -> dict[Any, dict[str, Number]]:
    found: dict[Any, dict[str, Number]] = {}
    questions = [
        Question(rows(period, scope), group, _key(group[0], dimension))
        for rows, group in grouped_by_rows(figures).items()
    ]
    for asked, text, numbers in answered(questions, period):
        value = None if text is None else _read(asked.figures[0], dimension, text)
        found.setdefault(value, {}).update(numbers)
    return found


def _key(figure: Figure, dimension: str) -> str | Combinable:
    """Where the value stands in the figure's rows; figures of the same rows have the same day."""
    return figure.day if dimension == DAY else _dimension(figure, dimension).value


def _read(figure: Figure, dimension: str, text: str) -> Any:
    return date.fromisoformat(text) if dimension == DAY else _dimension(figure, dimension).read(text)


def _dimension(figure: Figure, name: str) -> Dimension:
    found = figure.dimension(name)
    if found is None:
        raise ValueError(f"{figure.code} is not split by {name}")
    return found


def _parts(measures: Iterable[Measure]) -> list[Figure]:
    """Every count that the measures need, once."""
    return list({part.key: part for one in measures for part in one.parts}.values())


def _labels(measures: Sequence[Measure], dimension: str, keys: list[Any]) -> Mapping[Any, Text]:
    if dimension == DAY:
        return {key: cn_date(key) if isinstance(key, date) else str(key) for key in keys}
    if dimension == MONTH:
        return {key: cn_month(key) for key in keys}
    split = next((one.parts[0].dimension(dimension) for one in measures), None)
    return split.labels(keys) if split is not None else {}


def _cases(measure: Measure, period: Period, dimension: str = "", key: Any = None) -> str:
    """Only a count has cases behind it; a rate leads nowhere."""
    if not isinstance(measure, Figure) or measure.cases is None:
        return ""
    return measure.cases(period, dimension, key)
