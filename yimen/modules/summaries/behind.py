"""数字背后 — the measure of a kept number by its version, the counts that it is made of, and the way to the cases."""

from __future__ import annotations

from yimen.kernel.metrics import counting
from yimen.kernel.metrics.counting import Value
from yimen.kernel.metrics.figures import Figure, Measure, measure
from yimen.kernel.metrics.periods import Period

from . import computing
from .computing import NEXT_DAY
from .models import AnnualSummary, SummaryFigure


def measure_of(row: SummaryFigure) -> Measure:
    """By the version of the definition that was used."""
    return measure(row.code, row.version)


def measures_of(summary: AnnualSummary) -> list[Measure]:
    """Every measure that the report quotes, in the order of its numbers."""
    used = dict.fromkeys(summary.figures.values_list("code", "version"))
    return [measure(code, version) for code, version in used]


def period_of(row: SummaryFigure) -> Period:
    return Period(row.first, row.last, row.last + NEXT_DAY)


def parts(row: SummaryFigure) -> list[Value]:
    """What a rate or an average is made of, as the records say now."""
    one = measure_of(row)
    if isinstance(one, Figure) or row.dimension:
        return []
    return counting.read(one.parts, period_of(row), computing.scope_at(row.scope))


def cases(row: SummaryFigure) -> str:
    """The address of the cases that the number counts; empty where no list answers so."""
    one = measure_of(row)
    if not isinstance(one, Figure) or one.cases is None or row.scope:
        return ""
    if not row.value_of_dimension:
        return one.cases(period_of(row), "", None)
    rows = counting.read_by([one], period_of(row), computing.scope_at(row.scope), row.dimension)
    wanted = row.value_of_dimension
    return next((each.values[0].cases for each in rows if wanted in (str(each.key), str(each.label))), "")
