"""代办统计 — visits, taken in, done, at once, at the door, satisfaction; by town, point or month, and as a file."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from urllib.parse import urlencode

from django.http import Http404, HttpResponse, HttpResponseBase
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from yimen.kernel.metrics import counting, periods
from yimen.kernel.metrics.counting import Row
from yimen.kernel.metrics.scope import scope_of
from yimen.kernel.web.pages import render
from yimen.kernel.web.request import Request
from yimen.kernel.web.shapes import Crumb, Tab
from yimen.kernel.web.tables.export import BOM, safe
from yimen.modules.outreach.metrics import MEASURES

WAYS = {
    "township": gettext_lazy("按乡镇（街道）"),
    "village": gettext_lazy("按代理点"),
    "month": gettext_lazy("按月"),
}


@require_safe
def figures(request: Request) -> HttpResponseBase:
    """代办统计 — of the bodies whose figures the actor reads."""
    scope = scope_of(request.actor)
    if scope is None:
        raise Http404
    period = periods.read(request.GET, timezone.localdate())
    by = request.GET.get("by", "") if request.GET.get("by") in WAYS else "township"
    rows = counting.read_by(MEASURES, period, scope, by)
    if request.GET.get("format") == "csv":
        return _sheet(rows, str(WAYS[by]))
    context = {
        "period": period,
        "whole": counting.read(MEASURES, period, scope),
        "measures": MEASURES,
        "rows": rows,
        "by": WAYS[by],
        "tabs": [
            Tab(label, f"?{urlencode({**period.params, 'by': key})}", current=key == by)
            for key, label in WAYS.items()
        ],
        "spans": [
            Tab(label, f"?{urlencode({'span': span, 'by': by})}", current=period.span == span)
            for span, label in periods.Span.choices
            if span != periods.Span.CUSTOM
        ],
        "export": f"?{urlencode({**period.params, 'by': by, 'format': 'csv'})}",
        "crumbs": [Crumb(_("代办统计"))],
    }
    return render(request, "outreach/figures.html", context)


def _sheet(rows: Sequence[Row], head: str) -> HttpResponse:
    """The same table as CSV, with the mark by which spreadsheets know UTF-8."""
    response = HttpResponse(BOM, content_type="text/csv; charset=utf-8")
    writer = csv.writer(response)
    writer.writerow([head, *(str(one.title) for one in MEASURES)])
    for row in rows:
        writer.writerow([safe(str(row.label)), *(safe(one.number) for one in row.values)])
    response.headers["Content-Disposition"] = 'attachment; filename="errands.csv"'
    return response
