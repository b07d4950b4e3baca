"""大厅统计 — waiting times, served, no-shows, by window, class and hour; for those who keep the hall."""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import urlencode

from django.http import HttpResponse, HttpResponseBase
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from yimen.kernel.metrics import periods
from yimen.kernel.web.pages import render
from yimen.kernel.web.request import Request
from yimen.kernel.web.shapes import Bar, Crumb, Tab
from yimen.kernel.web.words import briefly
from yimen.modules.hall import figures as counting
from yimen.modules.hall import queries
from yimen.modules.hall.figures import HallRow

from .found import managed_hall

LABELS = {
    "window": gettext_lazy("窗口"),
    "business": gettext_lazy("业务"),
    "hour": gettext_lazy("取号时刻"),
}


@require_safe
def figures(request: Request, code: str) -> HttpResponseBase:
    """大厅统计 — the whole hall, and split; as bars with their table, and as a file."""
    centre = managed_hall(request, code)
    period = periods.read(request.GET, timezone.localdate())
    by = request.GET.get("by", "") if request.GET.get("by") in LABELS else "window"
    names = queries.names_of_queues(centre) if by == "business" else {}
    rows = [(_label(by, row, names), row) for row in counting.split(centre, period, by)]
    if request.GET.get("format") == "csv":
        return _sheet(rows, str(LABELS[by]))
    came, missed = counting.missed(centre, period)
    context = {
        "centre": centre,
        "period": period,
        "whole": counting.whole(centre, period),
        "came": came,
        "missed": missed,
        "rows": rows,
        "by": LABELS[by],
        "bars": [Bar(label, row.median_minutes or 0) for label, row in rows if row.median is not None],
        "tabs": [
            Tab(label, f"?{urlencode({**period.params, 'by': key})}", current=key == by)
            for key, label in LABELS.items()
        ],
        "spans": [
            Tab(label, f"?{urlencode({'span': span, 'by': by})}", current=period.span == span)
            for span, label in periods.Span.choices
            if span != periods.Span.CUSTOM
        ],
        "export": f"?{urlencode({**period.params, 'by': by, 'format': 'csv'})}",
        "crumbs": [
            Crumb(briefly(centre), reverse("hall:hall", args=[centre.code])),
            Crumb(_("大厅统计")),
        ],
    }
    return render(request, "hall/figures.html", context)


def _label(by: str, row: HallRow, names: Mapping[str, str]) -> str:
    if row.key is None:
        return _("未叫号")
    if by == "hour":
        return _("%(hour)s时") % {"hour": row.key}
    return names.get(row.key, row.key)


def _sheet(rows: list[tuple[str, HallRow]], head: str) -> HttpResponse:
    """The same table as CSV, with the mark by which spreadsheets know UTF-8."""
    heads = [
        head,
        _("取号数"),
        _("办毕数"),
        _("过号数"),
        _("放弃"),
        _("等候中位数（分钟）"),
        _("等候95%（分钟）"),
    ]
    lines = [heads] + [
        [label, row.taken, row.served, row.passed, row.left, row.median_minutes, row.slow_minutes]
        for label, row in rows
    ]
    text = "".join(",".join("" if one is None else str(one) for one in line) + "\r\n" for line in lines)
    response = HttpResponse("\ufeff" + text, content_type="text/csv; charset=utf-8")
    response.headers["Content-Disposition"] = 'attachment; filename="hall.csv"'
    return response
