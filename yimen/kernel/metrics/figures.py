"""指标定义: what a figure counts, what it is divided by, how it can be split. Modules register theirs in metrics.py.

A definition that changes gets a new ``version`` and stands beside the old one, which is never edited: what was printed by
it is counted again by it (``measure(code, version)``). ``measures()`` are the newest of each.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import Any
from uuid import UUID

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
ALMOST_ALL = Decimal("99.99")
"""The most that a rate says of what is not all (domain: 82,818 of 82,830 is 99.99, and 100 is never printed of it)."""

Number = int | Decimal
Counts = Mapping[str, Number]
"""Numbers of figures by their ``key``."""


@dataclass(frozen=True)
class Dimension:
    """维度 — a way to split a figure: the path of the value in its rows, and what the values are called."""

    name: str
    label: Text
    value: str
    labels: Labels
    read: Callable[[str], Any] = UUID
    """A kept value of the dimension, which is text, as the rows have it."""


@dataclass(frozen=True, kw_only=True)
class Defined:
    """口径 — what every measure says of itself: its words, the version of its definition, and since when that holds."""

    code: str
    title: Text
    definition: Text
    source: Text = ""
    version: int = 1
    since: date | None = None
    changed: Text = ""
    is_public: bool = False
    is_detail: bool = False
    """Shown on its own page and in the dictionary, not in the tables of the main figures."""

    @property
    def key(self) -> str:
        """The code with the version: what its numbers are kept under."""
        return f"{self.code}@{self.version}"


@dataclass(frozen=True, kw_only=True)
class Figure(Defined):
    """指标 — a number of rows: those of ``rows`` for which ``only`` (which may depend on the period) holds.

    Figures that share the same ``rows`` are counted by one query. ``day`` is the day on which a row counts;
    a figure without it tells the state at the end of the period and cannot be split by day. One that ``sums`` a column
    adds its amounts instead of counting rows. ``scope_by`` are the columns of its body and its centre (or ``""``).

    One that ``is_of_now`` tells of the moment only: no report quotes it.
    Numbers by day are kept (cells.py), unless what is counted can change without its own row: then ``is_kept`` is False.
    """

    rows: Rows
    only: Q | Callable[[Period], Q] = field(default_factory=Q)
    day: str | Combinable = ""
    unit: Text = CASES
    sums: str = ""
    is_of_now: bool = False
    dimensions: tuple[Dimension, ...] = ()
    cases: Cases | None = None
    scope_by: tuple[str, str] = ("org_path", "centre_path")
    is_kept: bool = True

    @property
    def parts(self) -> tuple[Figure, ...]:
        """The counts that it needs: itself."""
        return (self,)

    def of_which(self, only: Q, *, code: str, title: Text, definition: Text, **said: Any) -> Figure:
        """其中 — the same rows of the same day, as far as ``only`` holds; ``said`` is what it says of itself differently."""
        return replace(self, only=only, code=code, title=title, definition=definition, **said)

    def dimension(self, name: str) -> Dimension | None:
        """The way to split it that has this name."""
        return next((one for one in self.dimensions if one.name == name), None)

    def number(self, found: Any) -> Number:
        """What the database answers, as the figure has it: an amount, or a whole number of rows."""
        return Decimal(found) if self.sums else int(found)

    def value(self, counts: Counts, period: Period) -> Number | None:
        return counts[self.key]


@dataclass(frozen=True, kw_only=True)
class Rate(Defined):
    """比率 — one figure in a hundred of another, to two decimals, never rounded up to all: 82,818 of 82,830 is 99.99."""

    numerator: Figure
    denominator: Figure
    unit: Text = "%"

    @property
    def parts(self) -> tuple[Figure, ...]:
        return (self.numerator, self.denominator)

    def value(self, counts: Counts, period: Period) -> Decimal | None:
        return percent(counts[self.numerator.key], counts[self.denominator.key])


@dataclass(frozen=True, kw_only=True)
class PerWorkingDay(Defined):
    """日均 — a figure by the working days of the period that have begun, to one decimal."""

    figure: Figure
    unit: Text = A_DAY

    @property
    def parts(self) -> tuple[Figure, ...]:
        return (self.figure,)

    def value(self, counts: Counts, period: Period) -> Decimal | None:
        return per_day(counts[self.figure.key], period.working_days)


@dataclass(frozen=True, kw_only=True)
class Total(Defined):
    """合计 — counts of different rows, added: what was asked and what was brought are both visits."""

    figures: tuple[Figure, ...]
    unit: Text = CASES

    @property
    def parts(self) -> tuple[Figure, ...]:
        return self.figures

    def value(self, counts: Counts, period: Period) -> Number:
        return sum((counts[one.key] for one in self.figures), 0)


Measure = Figure | Rate | PerWorkingDay | Total


def percent(part: Number, whole: Number) -> Decimal | None:
    """Two decimals, rounded half up, but only what is all is 100. None where there is nothing to compare with."""
    if whole == 0:
        return None
    found = (Decimal(part * 100) / Decimal(whole)).quantize(Decimal("0.01"), rounding=ROUND_HALF_UP)
    return min(found, ALMOST_ALL) if part < whole else found


def per_day(count: Number, days: int) -> Decimal | None:
    """One decimal, rounded half up; None when no working day has begun."""
    if days == 0:
        return None
    return (Decimal(count) / days).quantize(Decimal("0.1"), rounding=ROUND_HALF_UP)


_MEASURES: dict[str, dict[int, Measure]] = {}


def register(measures: Sequence[Measure]) -> None:
    """Adds a module's figures, in the order in which they are shown; one version of a code is used once."""
    for one in measures:
        known = _MEASURES.setdefault(one.code, {})
        if known.get(one.version, one) is not one:
            raise ValueError(f"figure {one.key} is registered twice")
        known[one.version] = one


def measures() -> Mapping[str, Measure]:
    """Every figure of the house by code, each by its newest definition."""
    return {code: known[max(known)] for code, known in _MEASURES.items()}


def measure(code: str, version: int | None = None) -> Measure:
    """One figure by its newest definition, or by an older one; raises LookupError for what was never defined."""
    known = _MEASURES[code]
    return known[max(known) if version is None else version]


def versions(code: str) -> tuple[Measure, ...]:
    """Every definition that a figure has had, the oldest first; raises LookupError for an unknown code."""
    known = _MEASURES[code]
    return tuple(known[number] for number in sorted(known))


def every_figure() -> list[Figure]:
    """Every count by every definition, the parts of rates and averages too."""
    found = {part.key: part for known in _MEASURES.values() for one in known.values() for part in one.parts}
    return list(found.values())


def dimensions() -> list[Dimension]:
    """Every dimension by which some figure can be split."""
    figures = [one for one in measures().values() if isinstance(one, Figure)]
    found = {each.name: each for one in figures for each in one.dimensions}
    return list(found.values())
