"""计算 — every number that a report quotes, counted from the records: those of the same days and bodies in one reading."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from yimen.kernel.base.language import official_language
from yimen.kernel.base.punctuation import joined
from yimen.kernel.base.refusals import RuleBroken
from yimen.kernel.metrics import counting
from yimen.kernel.metrics.figures import Figure, Measure, PerWorkingDay, Rate, Total, measure
from yimen.kernel.metrics.periods import Period
from yimen.kernel.metrics.scope import WHOLE_CITY, Scope, is_whole
from yimen.kernel.orgs.models import Org

from . import rules
from .models import AnnualSummary, SummaryFigure
from .rules import DAY, MONTH, Quotation

NEXT_DAY = timedelta(days=1)
MOST_ROWS = 40


@dataclass(frozen=True)
class Computed:
    """算得的数值 — a quotation with what it means today, and its number or its rows."""

    quotation: Quotation
    measure: Measure
    period: Period
    scope: str
    number: Decimal | None = None
    rows: tuple[tuple[str, str], ...] = ()

    @property
    def places(self) -> int:
        return places_of(self.measure)

    @property
    def told(self) -> rules.Counted:
        """What the hash covers."""
        number = None if self.number is None else f"{self.number:.2f}"
        days = (self.period.first.isoformat(), self.period.last.isoformat())
        return (self.quotation.key, self.measure.version, *days, number, [list(row) for row in self.rows])


def places_of(one: Measure) -> int:
    """The decimals with which it is written."""
    if isinstance(one, Figure):
        return 2 if one.sums else 0
    if isinstance(one, Total):
        return 0
    return 2 if isinstance(one, Rate) else 1


def measure_of(quotation: Quotation) -> Measure:
    """The measure by the version that is asked for. Raises RuleBroken where no report can quote it."""
    try:
        found = measure(quotation.code, quotation.version)
    except LookupError as error:
        raise RuleBroken(_("没有这个指标或者口径版本：%(key)s") % {"key": quotation.key}) from error
    if any(part.is_of_now for part in found.parts):
        raise RuleBroken(_("“%(title)s”只说明此刻，不能引用。") % {"title": found.title})
    if quotation.dimension and not _can_split(found, quotation.dimension):
        raise RuleBroken(
            _("“%(title)s”不能按“%(by)s”取数。") % {"title": found.title, "by": quotation.dimension}
        )
    return found


def _can_split(found: Measure, dimension: str) -> bool:
    if dimension == MONTH:
        return isinstance(found, Figure) and bool(found.day)
    return dimension != DAY and counting.can_split(found, dimension)


def compute(summary: AnnualSummary, quotations: Sequence[Quotation]) -> list[Computed]:
    """The numbers in the order of the quotations."""
    return compute_over(summary.period.first, summary.period.last, quotations)


@official_language()
def compute_over(first: date, last: date, quotations: Sequence[Quotation]) -> list[Computed]:
    """The numbers of the quotations for a year up to a day."""
    paths = _paths(one.scope for one in quotations)
    asked = [_asked(one, first, last, paths) for one in quotations]
    found = _plain([one for one in asked if not one.quotation.dimension])
    found |= {one.quotation.key: _split(one) for one in asked if one.quotation.dimension}
    return [found[one.quotation.key] for one in asked]


def compute_before(summary: AnnualSummary, quotations: Sequence[Quotation]) -> dict[str, Decimal | None]:
    """The same numbers of the year before, by key: of the services that have a record of that year, else none."""
    period = summary.period
    first, last = rules.year_before(period.first), rules.year_before(period.last)
    found = compute_over(first, last, [one for one in quotations if not one.is_split])
    recorded = {_service(one) for one in found if one.number and all(part.day for part in one.measure.parts)}
    return {one.quotation.key: one.number for one in found if _service(one) in recorded}


def _service(one: Computed) -> str:
    """The first word of the code: whose records are counted."""
    return one.measure.code.split(".")[0]


def _asked(one: Quotation, first: date, last: date, paths: dict[str, str]) -> Computed:
    begin, end = rules.days_of(one.period, first, last)
    return Computed(one, measure_of(one), Period(begin, end, end + NEXT_DAY), paths[one.scope])


def _paths(codes: Iterable[str]) -> dict[str, str]:
    """The path of each body that is named; the city itself is written as nothing."""
    wanted = {code for code in codes if code}
    found = dict(Org.objects.filter(code__in=wanted).values_list("code", "path"))
    if missing := sorted(wanted - found.keys()):
        raise RuleBroken(_("没有这个机构：%(code)s") % {"code": joined(missing, "、")})
    return {"": ""} | {code: "" if is_whole(path) else path for code, path in found.items()}


def scope_at(path: str) -> Scope:
    """The scope of a body: what it is responsible for, and what is handled there."""
    return Scope(paths=(path,), centres=(path,)) if path else WHOLE_CITY


def _plain(asked: Sequence[Computed]) -> dict[str, Computed]:
    """Those without a dimension: one reading for the same days and scope."""
    groups: dict[tuple[Period, str], list[Computed]] = {}
    for one in asked:
        groups.setdefault((one.period, one.scope), []).append(one)
    found: dict[str, Computed] = {}
    for (period, path), group in groups.items():
        values = counting.recount([one.measure for one in group], period, scope_at(path))
        for one, value in zip(group, values, strict=True):
            found[one.quotation.key] = _with(one, value.number)
    return found


def _split(one: Computed) -> Computed:
    """One value of a dimension, or the rows of all of them."""
    by = one.quotation.dimension
    rows = counting.read_by([one.measure], one.period, scope_at(one.scope), DAY if by == MONTH else by)
    if by == MONTH:
        return Computed(one.quotation, one.measure, one.period, one.scope, rows=_by_month(rows, one.period))
    if one.quotation.is_split:
        shown = tuple((str(row.label), rules.shown(row.number, one.places)) for row in rows[:MOST_ROWS])
        return Computed(one.quotation, one.measure, one.period, one.scope, rows=shown)
    wanted = one.quotation.value
    number = next(
        (row.number for row in rows if wanted in (str(row.key), str(row.label))), _nothing(one.measure)
    )
    return _with(one, number)


def _nothing(one: Measure) -> int | None:
    """What no row means: none for a count, no number for a rate."""
    return 0 if isinstance(one, Figure | PerWorkingDay | Total) else None


def _by_month(rows: Iterable[Any], period: Period) -> tuple[tuple[str, str], ...]:
    """Every month of the period, also one without any."""
    months = {
        f"{period.first.year}-{number:02}": 0 for number in range(period.first.month, period.last.month + 1)
    }
    for row in rows:
        months[f"{row.key:%Y-%m}"] += int(row.number or 0)
    return tuple((month, str(number)) for month, number in months.items())


def _with(one: Computed, number: Any) -> Computed:
    value = None if number is None else Decimal(number)
    return Computed(one.quotation, one.measure, one.period, one.scope, value)


@official_language()
def kept(summary: AnnualSummary, place: int, one: Computed, before: Decimal | None) -> SummaryFigure:
    """The number as a row of the report, with the words of its definition as they are now."""
    quotation = one.quotation
    return SummaryFigure(
        summary=summary,
        place=place,
        key=quotation.key,
        code=one.measure.code,
        version=one.measure.version,
        first=one.period.first,
        last=one.period.last,
        scope=one.scope,
        dimension=quotation.dimension,
        value_of_dimension=quotation.value,
        title=str(one.measure.title)[:100],
        definition=str(one.measure.definition),
        unit=str(one.measure.unit)[:30],
        number=one.number,
        places=one.places,
        rows=[list(row) for row in one.rows],
        before=before,
    )


# --- 重建


def quotation_of(row: SummaryFigure, quotations: Iterable[Quotation]) -> Quotation:
    """The quotation that a kept number answers, by the version of the definition that it was counted by."""
    found = next(one for one in quotations if one.key == row.key)
    return Quotation(found.code, found.period, found.scope, row.version, found.dimension, found.value)


def rebuilt(summary: AnnualSummary) -> list[dict[str, str]]:
    """What the records say now, compared with what was kept: every number that differs, by its title and both values."""
    texts = summary.parts.values_list("text", flat=True)
    asked, stood = rules.quotations(texts), list(summary.figures.all())
    now = compute(summary, [quotation_of(row, asked) for row in stood])
    return [_difference(row, one) for row, one in zip(stood, now, strict=True) if not _equal(row, one)]


def _equal(row: SummaryFigure, one: Computed) -> bool:
    return row.number == one.number and row.rows == [list(each) for each in one.rows]


def _difference(row: SummaryFigure, one: Computed) -> dict[str, str]:
    stood, now = rules.shown(row.number, row.places), rules.shown(one.number, row.places)
    if row.is_split:
        changed = [new for old, new in _paired(row.rows, one.rows) if old != new]
        before = [old for old, new in _paired(row.rows, one.rows) if old != new]
        stood, now = _told(before), _told(changed)
    return {"place": str(row.place), "key": row.key, "title": row.title, "stood": stood, "now": now}


def _paired(old: Sequence[Sequence[str]], new: Sequence[Sequence[str]]) -> list[tuple[list[str], list[str]]]:
    """The rows of both by their labels."""
    stood, now = {one[0]: one[1] for one in old}, {one[0]: one[1] for one in new}
    labels = list(dict.fromkeys([*stood, *now]))
    return [([one, stood.get(one, "0")], [one, now.get(one, "0")]) for one in labels]


def _told(rows: Iterable[Sequence[str]]) -> str:
    return "；".join(f"{label} {value}" for label, value in rows)  # 中文
