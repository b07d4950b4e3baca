"""办件统计: the numbers, what they mean, and the cases behind them."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.http import Http404, HttpResponse, HttpResponseBase
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from yimen.kernel.base.punctuation import noted
from yimen.kernel.base.refusals import Text
from yimen.kernel.metrics import counting, periods
from yimen.kernel.metrics.counting import DAY, MONTH, Row
from yimen.kernel.metrics.figures import Measure, PerWorkingDay, dimensions, measures
from yimen.kernel.metrics.periods import Period, Span
from yimen.kernel.metrics.scope import Scope, scope_of
from yimen.kernel.web.pages import render
from yimen.kernel.web.request import Request
from yimen.kernel.web.shapes import Bar, Crumb, Tab
from yimen.kernel.web.tables import Column
from yimen.kernel.web.tables.columns import Cell
from yimen.kernel.web.tables.export import exported

from .sheets import FORMATS, Sheet, exports, sheet

BARS = 20


@require_safe
def figures(request: Request) -> HttpResponse:
    """办件统计 — every figure of the period, for those who answer for it."""
    scope = _scope(request)
    period = periods.read(request.GET, timezone.localdate())
    context = {
        "values": counting.read(list(measures().values()), period, scope),
        **_frame(period, ""),
    }
    return render(request, "portal/figures.html", context)


@require_safe
def split(request: Request, dimension: str) -> HttpResponseBase:
    """办件统计 — the figures by department, item, window or day."""
    scope = _scope(request)
    labels = dict(_dimensions())
    if dimension not in labels:
        raise Http404
    period = periods.read(request.GET, timezone.localdate())
    able = [one for one in measures().values() if _is_shown(one, dimension)]
    rows = counting.read_by(able, period, scope, dimension)
    if request.GET.get("format") in FORMATS:
        return exported(_sheet(able, rows, labels[dimension], dimension, request.GET["format"]))
    context = {
        "measures": able,
        "rows": rows,
        "bars": _bars(rows),
        "bars_title": able[0].title,
        "dimension_label": labels[dimension],
        "exports": exports(period.params),
        **_frame(period, dimension),
    }
    return render(request, "portal/figures_by.html", context)


def _is_shown(measure: Measure, dimension: str) -> bool:
    """Averages of days and details stay out: the table has room for the main counts and rates."""
    return (
        not isinstance(measure, PerWorkingDay)
        and not measure.is_detail
        and counting.can_split(measure, dimension)
    )


def _scope(request: Request) -> Scope:
    scope = scope_of(request.actor)
    if scope is None:
        raise Http404
    return scope


def _dimensions() -> list[tuple[str, Text]]:
    return [*((one.name, one.label) for one in dimensions()), (DAY, _("日期")), (MONTH, _("月份"))]


def _frame(period: Period, dimension: str) -> dict[str, Any]:
    """What both pages have around them: period, tabs, crumbs."""
    asked = urlencode(period.params)
    whole = reverse("portal:figures")
    crumbs = [Crumb(_("办件统计"), f"{whole}?{asked}" if dimension else "")]
    tabs = [Tab(_("总览"), f"{whole}?{asked}", current=not dimension)]
    for name, label in _dimensions():
        href = reverse("portal:figures-by", args=[name])
        tabs.append(Tab(label, f"{href}?{asked}", current=name == dimension))
        if name == dimension:
            crumbs.append(Crumb(label))
    spans = [
        Tab(label, f"?span={span}", current=period.span == span)
        for span, label in Span.choices
        if span != Span.CUSTOM
    ]
    return {"period": period, "asked": asked, "tabs": tabs, "spans": spans, "crumbs": crumbs}


def _bars(rows: list[Row]) -> list[Bar]:
    """The first figure of each row as a bar."""
    return [Bar(row.label, row.number or 0, href=row.values[0].cases) for row in rows[:BARS]]


# --- 导出: the same rows as a file


def _sheet(able: list[Measure], rows: list[Row], label: Text, dimension: str, file_format: str) -> Sheet:
    heads = [noted(one.title, one.unit) for one in able]
    columns = [
        Column("label", label),
        *(Column(one.code, head) for one, head in zip(able, heads, strict=True)),
    ]
    cells = [
        [
            Cell(columns[0], _exact(row)),
            *(Cell(c, v.number) for c, v in zip(columns[1:], row.values, strict=True)),
        ]
        for row in rows
    ]
    return sheet(columns, cells, f"figures-{dimension}", _("办件统计"), file_format)


def _exact(row: Row) -> object:
    """Days stay days in a spreadsheet."""
    return row.key if hasattr(row.key, "isoformat") else str(row.label)
