"""指标定义: what a figure counts, what it is divided by, how it can be split. Modules register theirs in metrics.py."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal
from typing import Any

from django.db.models import Q, QuerySet
from django.db.models.expressions import Combinable
from django.utils.translation import gettext_lazy as _

from yimen.kernel.base.refusals import Text

from .periods import Period
from .scope import Scope

Rows = Callable[[Period, Scope], QuerySet[Any]]
Labels = Callable[[Collection[Any]], Mapping[Any, Text]]
Cases = Callable[[Period, str, Any], str]
"""The address of the cases behind a number: of the period, and of one value of a dimension (or of all: ``""``)."""


CASES = _("件")
A_DAY = _("件/工作日")


@dataclass(frozen=True)
class Dimension:
    """维度 — a way to split a figure: the path of the value in its rows, and what the values are called."""

    name: str
    label: Text
    value: str
    labels: Labels


@dataclass(frozen=True)
class Figure:
    """指标 — a number of rows: those of ``rows`` for which ``only`` (which may depend on the period) holds.

    Figures that share the same ``rows`` are counted by one query. ``day`` is the day on which a row counts;
    a figure without it tells the state at the end of the period and cannot be split by day.
    """

    code: str
    title: Text
    definition: Text
    rows: Rows
    only: Q | Callable[[Period], Q] = field(default_factory=Q)
    day: str | Combinable = ""
    unit: Text = CASES
    source: Text = ""
    dimensions: tuple[Dimension, ...] = ()
    cases: Cases | None = None

    @property
    def parts(self) -> tuple[Figure, ...]:
        """The counts that it needs: itself."""
        return (self,)

    def value(self, counts: Mapping[str, int], period: Period) -> int | Decimal | None:
        return counts[self.code]


@dataclass(frozen=True)
class Rate:
    """比率 — one figure in a hundred of another, to two decimals, never rounded up: 82,818 of 82,830 is 99.98."""

    code: str
    title: Text
    definition: Text
    numerator: Figure
    denominator: Figure
    source: Text = ""
    unit: Text = "%"

    @property
    def parts(self) -> tuple[Figure, ...]:
        return (self.numerator, self.denominator)

    def value(self, counts: Mapping[str, int], period: Period) -> Decimal | None:
        return percent(counts[self.numerator.code], counts[self.denominator.code])


@dataclass(frozen=True)
class PerWorkingDay:
    """日均 — a figure by the working days of the period that have begun, to one decimal."""

    code: str
    title: Text
    definition: Text
    figure: Figure
    source: Text = ""
    unit: Text = A_DAY

    @property
    def parts(self) -> tuple[Figure, ...]:
        return (self.figure,)

    def value(self, counts: Mapping[str, int], period: Period) -> Decimal | None:
        return per_day(counts[self.figure.code], period.working_days)


Measure = Figure | Rate | PerWorkingDay


def percent(part: int, whole: int) -> Decimal | None:
    """Two decimals, cut off: only what is all is 100. None where there is nothing to compare with."""
    if whole == 0:
        return None
    return (Decimal(part * 100) / whole).quantize(Decimal("0.01"), rounding=ROUND_DOWN)


def per_day(count: int, days: int) -> Decimal | None:
    """One decimal, rounded half up; None when no working day has begun."""
    if days == 0:
        return None
    return (Decimal(count) / days).quantize(Decimal("0.1"), rounding=ROUND_HALF_UP)


_MEASURES: dict[str, Measure] = {}


def register(measures: Sequence[Measure]) -> None:
    """Adds a module's figures, in the order in which they are shown; a code is used once."""
    for one in measures:
        if _MEASURES.get(one.code, one) is not one:
            raise ValueError(f"figure {one.code} is registered twice")
        _MEASURES[one.code] = one


def measures() -> Mapping[str, Measure]:
    """Every figure of the house by code."""
    return dict(_MEASURES)


def dimensions() -> list[Dimension]:
    """Every dimension by which some figure can be split."""
    figures = [one for one in _MEASURES.values() if isinstance(one, Figure)]
    found = {each.name: each for one in figures for each in one.dimensions}
    return list(found.values())
