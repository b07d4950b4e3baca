"""Counting: figures with the same rows in one query, live, grouped in the database."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import Aggregate, Count, F, QuerySet, Sum
from django.db.models import Value as Constant
from django.db.models.expressions import Combinable
from django.db.models.functions import Coalesce

from yimen.kernel.base.refusals import Text
from yimen.kernel.web.words import cn_date

from .figures import Counts, Dimension, Figure, Measure, Number, PerWorkingDay, Rows
from .periods import Period
from .scope import Scope

DAY = "day"


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
    """The numbers of several figures by key; those that share their rows cost one query together."""
    asked, found = list(figures), dict[str, Number]()
    for rows, group in _groups(asked).items():
        found |= rows(period, scope).aggregate(**{_name(one): _counted(one, period) for one in group})
    return {one.key: found[_name(one)] for one in asked}


def read(measures: Sequence[Measure], period: Period, scope: Scope) -> list[Value]:
    """The values of figures, rates and averages, in their order."""
    found = counts(_parts(measures), period, scope)
    return [Value(one, one.value(found, period), _cases(one, period)) for one in measures]


def read_by(measures: Sequence[Measure], period: Period, scope: Scope, dimension: str) -> list[Row]:
    """The same split by a dimension; a measure that cannot be split by it is left out of the rows' values."""
    able = [one for one in measures if can_split(one, dimension)]
    found = _counts_by(_parts(able), period, scope, dimension)
    labels = _labels(able, dimension, list(found))
    rows = [
        _row(key, labels.get(key, key), able, numbers, period, dimension) for key, numbers in found.items()
    ]
    if dimension == DAY:
        return sorted(rows, key=lambda row: row.key)
    return sorted(rows, key=lambda row: (-(row.number or 0), str(row.label)))


def can_split(measure: Measure, dimension: str) -> bool:
    """Whether every count that the measure needs can be split so; an average of days is not split by day."""
    if dimension == DAY and isinstance(measure, PerWorkingDay):
        return False
    if dimension == DAY:
        return all(part.day for part in measure.parts)
    return all(_dimension(part, dimension) is not None for part in measure.parts)


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
    found: dict[Any, dict[str, Number]] = {}
    for rows, group in _groups(figures).items():
        for row in _grouped(rows(period, scope), group, period, dimension):
            numbers = found.setdefault(row["key"], {one.key: 0 for one in figures})
            numbers |= {one.key: row[_name(one)] for one in group}
    return {key: numbers for key, numbers in found.items() if any(numbers.values())}


def _grouped(
    rows: QuerySet[Any], group: Sequence[Figure], period: Period, dimension: str
) -> Iterable[dict[str, Any]]:
    """One query for figures of the same rows, which have the same day."""
    key = group[0].day if dimension == DAY else _path(group[0], dimension)
    expression: Combinable = F(key) if isinstance(key, str) else key
    counted = {_name(one): _counted(one, period) for one in group}
    found: Iterable[dict[str, Any]] = rows.order_by().values(key=expression).annotate(**counted)
    return found


def _path(figure: Figure, dimension: str) -> str:
    found = _dimension(figure, dimension)
    if found is None:
        raise ValueError(f"{figure.code} is not split by {dimension}")
    return found.value


def _groups(figures: Iterable[Figure]) -> dict[Rows, list[Figure]]:
    groups: dict[Rows, list[Figure]] = {}
    for one in figures:
        groups.setdefault(one.rows, []).append(one)
    return groups


def _parts(measures: Iterable[Measure]) -> list[Figure]:
    """Every count that the measures need, once."""
    return list({part.key: part for one in measures for part in one.parts}.values())


def _counted(figure: Figure, period: Period) -> Aggregate | Coalesce:
    """A count of rows, not of a column: so that an index alone can answer it; or the sum of a column, 0 for none."""
    only = figure.only(period) if callable(figure.only) else figure.only
    if figure.sums:
        return Coalesce(Sum(figure.sums, filter=only or None), Constant(Decimal(0)))
    return Count(Constant(1), filter=only) if only else Count("*")


def _name(figure: Figure) -> str:
    return figure.key.replace(".", "_").replace("-", "_").replace("@", "_")


def _dimension(figure: Figure, name: str) -> Dimension | None:
    return next((one for one in figure.dimensions if one.name == name), None)


def _labels(measures: Sequence[Measure], dimension: str, keys: list[Any]) -> Mapping[Any, Text]:
    if dimension == DAY:
        return {key: cn_date(key) if isinstance(key, date) else str(key) for key in keys}
    split = next((_dimension(one.parts[0], dimension) for one in measures), None)
    return split.labels(keys) if split is not None else {}


def _cases(measure: Measure, period: Period, dimension: str = "", key: Any = None) -> str:
    """Only a count has cases behind it; a rate leads nowhere."""
    if not isinstance(measure, Figure) or measure.cases is None:
        return ""
    return measure.cases(period, dimension, key)
