"""一项指标: the number, what it means, how it went by day or month beside the period before, and the cases behind it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any
from urllib.parse import urlencode

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpResponse, HttpResponseBase
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from yimen.kernel.base.punctuation import noted
from yimen.kernel.base.refusals import Text
from yimen.kernel.metrics import counting, figures, periods
from yimen.kernel.metrics.counting import DAY, MONTH, Value
from yimen.kernel.metrics.figures import Figure, Measure, Number, Rate, Total, measure, versions
from yimen.kernel.metrics.periods import Period, Span
from yimen.kernel.metrics.scope import Scope, scope_of
from yimen.kernel.web.pages import render
from yimen.kernel.web.request import Request
from yimen.kernel.web.shapes import Chart, Crumb, Series, Tab
from yimen.kernel.web.tables import Column
from yimen.kernel.web.tables.columns import Cell
from yimen.kernel.web.tables.export import exported
from yimen.kernel.web.words import cn_date, cn_month

from .sheets import FORMATS, exports, sheet

MOST_DAYS = 92
"""A longer period is told by month, unless days are asked for."""
MOST_POINTS = 800
ONE_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Point:
    """一点 — one day, month or part, its number, and the number at the same place of the period before."""

    key: Any
    label: Text
    value: Value
    before: Number | None = None


@dataclass(frozen=True)
class Change:
    """比上期 — the difference, and for counts how much that is in a hundred."""

    difference: Number
    share: Decimal | None

    @property
    def sign(self) -> str:
        return "+" if self.difference > 0 else ""


@require_safe
def one_figure(request: Request, code: str) -> HttpResponseBase:
    """一项指标 — for those who read figures; ``version`` asks by an older definition."""
    scope, asked = scope_of(request.actor), _asked(code, request.GET.get("version", ""))
    if scope is None or asked is None:
        raise Http404
    period = periods.read(request.GET, timezone.localdate())
    by = _by(asked, period, request.GET.get("by", ""))
    points = _points(asked, period, scope, by) if by else []
    if request.GET.get("format") in FORMATS:
        return exported(_sheet(asked, points, by, request.GET["format"]))
    return render(request, "portal/figure.html", _context(asked, period, scope, by, points))


@login_not_required
@require_safe
def definitions(request: Request) -> HttpResponse:
    """指标口径 — the dictionary of figures: all of them for those who read figures, the public ones for everybody."""
    reads_all = scope_of(request.actor) is not None
    shown = [one for one in figures.measures().values() if reads_all or one.is_public]
    lines = [(one, list(reversed(versions(one.code)[:-1]))) for one in shown]
    crumbs = [Crumb(_("指标口径"))]
    if reads_all:
        crumbs.insert(0, Crumb(_("办件统计"), reverse("portal:figures")))
    return render(request, "portal/definitions.html", {"lines": lines, "links": reads_all, "crumbs": crumbs})


def _asked(code: str, version: str) -> Measure | None:
    try:
        return measure(code, int(version) if version.isdecimal() else None)
    except LookupError:
        return None


def _by(asked: Measure, period: Period, wanted: str) -> str:
    """What the points are: months or days where it has days, else its departments, else nothing."""
    if counting.can_split(asked, DAY):
        days = (period.last - period.first).days
        fitting = DAY if days <= MOST_DAYS else MONTH
        by = wanted if wanted in (DAY, MONTH) else fitting
        return MONTH if days > MOST_POINTS else by
    names = dict.fromkeys(each.name for part in asked.parts for each in part.dimensions)
    return next((one for one in names if counting.can_split(asked, one)), "")


def _points(asked: Measure, period: Period, scope: Scope, by: str) -> list[Point]:
    rows = counting.read_by([asked], period, scope, by)
    if by not in (DAY, MONTH):
        return [Point(row.key, row.label, row.values[0]) for row in rows]
    found = {row.key: row.values[0] for row in rows}
    earlier = {row.key: row.number for row in counting.read_by([asked], period.before, scope, by)}
    keys, keys_before = _times(period, by), _times(period.before, by)
    nothing = 0 if isinstance(asked, Figure | Total) else None
    return [
        Point(
            key,
            cn_date(key) if by == DAY else cn_month(key),
            found.get(key, Value(asked, nothing)),
            earlier.get(keys_before[place], nothing) if place < len(keys_before) else None,
        )
        for place, key in enumerate(keys)
    ]


def _times(period: Period, by: str) -> list[date]:
    """The days or months of the period that have begun."""
    days = [period.first + ONE_DAY * n for n in range((period.counted_to - period.first).days + 1)]
    return days if by == DAY else list(dict.fromkeys(day.replace(day=1) for day in days))


def _context(
    asked: Measure, period: Period, scope: Scope, by: str, points: Sequence[Point]
) -> dict[str, Any]:
    (value,) = counting.read([asked], period, scope)
    (before,) = counting.read([asked], period.before, scope) if _has_before(asked) else (Value(asked, None),)
    return {
        "measure": asked,
        "value": value,
        "before": before,
        "before_label": _("上期（%(days)s）") % {"days": period.before.label},
        "change": _change(value.number, before.number, is_rate=isinstance(asked, Rate)),
        "points": points,
        "by": by,
        "is_time": by in (DAY, MONTH),
        "head": _label_of(asked, by),
        "chart": _chart(asked, points, by) if points else None,
        "exports": exports({**period.params, "by": by, "version": str(asked.version)}),
        **_frame(asked, period, by),
    }


def _has_before(asked: Measure) -> bool:
    """What is true at this moment alone was not kept for the period before."""
    return all(part.day for part in asked.parts)


def _change(now: Number | None, before: Number | None, *, is_rate: bool) -> Change | None:
    if now is None or before is None:
        return None
    share = None if is_rate else figures.percent(now - before, before)
    return Change(now - before, share)


def _chart(asked: Measure, points: Sequence[Point], by: str) -> Chart:
    rows = [Series(_("本期"), [one.value.number for one in points])]
    if by in (DAY, MONTH):
        rows.append(Series(_("上期"), [one.before for one in points]))
    kind: Any = "line" if by == DAY else "bar"
    return Chart(asked.title, [one.label for one in points], rows, unit=asked.unit, kind=kind)


def _frame(asked: Measure, period: Period, by: str) -> dict[str, Any]:
    """What stands around it: period, steps of time, the ways to split it, other versions, crumbs."""
    kept = {"by": by, "version": str(asked.version)}
    here = {**period.params, **kept}
    spans = [
        Tab(label, f"?{urlencode({'span': span, **kept})}", current=period.span == span)
        for span, label in Span.choices
        if span != Span.CUSTOM
    ]
    steps = [
        Tab(label, f"?{urlencode({**here, 'by': one})}", current=by == one)
        for one, label in ((DAY, _("按日")), (MONTH, _("按月")))
    ]
    whole = f"{reverse('portal:figures')}?{urlencode(period.params)}"
    return {
        "period": period,
        "spans": spans,
        "steps": steps if by in (DAY, MONTH) else [],
        "kept": kept,
        "splits": [
            Tab(one.label, f"{reverse('portal:figures-by', args=[one.name])}?{urlencode(period.params)}")
            for one in _split_by(asked)
        ],
        "others": [one for one in versions(asked.code) if one.version != asked.version],
        "crumbs": [Crumb(_("办件统计"), whole), Crumb(asked.title)],
    }


def _split_by(asked: Measure) -> Iterable[figures.Dimension]:
    """The dimensions of the tables; averages and details stand in none of them."""
    if asked.is_detail or isinstance(asked, figures.PerWorkingDay):
        return []
    return [one for one in asked.parts[0].dimensions if counting.can_split(asked, one.name)]


def _label_of(asked: Measure, by: str) -> Text:
    if by == DAY:
        return _("日期")
    if by == MONTH:
        return _("月份")
    split = asked.parts[0].dimension(by)
    return split.label if split is not None else ""


def _sheet(asked: Measure, points: Sequence[Point], by: str, file_format: str) -> Any:
    is_time = by in (DAY, MONTH)
    columns = [Column("label", _label_of(asked, by)), Column("number", noted(asked.title, asked.unit))]
    if is_time:
        columns.append(Column("before", _("上期")))
    cells = [
        [
            Cell(columns[0], one.key if is_time else str(one.label)),
            Cell(columns[1], one.value.number),
            *([Cell(columns[2], one.before)] if is_time else []),
        ]
        for one in points
    ]
    return sheet(columns, cells, f"figure-{asked.code}", asked.title, file_format)
