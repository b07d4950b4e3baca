"""浏览公开信息 — by tree, by time, all of it; public."""

from __future__ import annotations

from datetime import date

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from yimen.kernel.web.edge import kept
from yimen.kernel.web.pages import render, table_response
from yimen.kernel.web.request import Request
from yimen.kernel.web.shapes import Crumb
from yimen.kernel.web.words import named
from yimen.modules.disclosure import queries, tables
from yimen.modules.disclosure.forgetting import LISTS
from yimen.modules.disclosure.states import Scheme

from .found import crumbs


@login_not_required
@require_safe
def publications(request: Request) -> HttpResponseBase:
    """公开信息 — of every body, narrowed as one likes."""
    today = timezone.localdate()
    rows = queries.with_validity(queries.listed(today), today)
    month = request.GET.get("month", "")
    if len(month) == 7 and month.replace("-", "").isdigit():
        rows = rows.filter(first_published_at__year=int(month[:4]), first_published_at__month=int(month[5:]))
    page = tables.EVERYWHERE.read(request.GET, rows)
    return table_response(
        request, "disclosure/publications.html", page, {"crumbs": crumbs(Crumb(_("全部公开信息")))}
    )


@login_not_required
@require_safe
def tree(request: Request, scheme: str) -> HttpResponse:
    """分类浏览 — a tree with the number of publications at each place."""
    if scheme not in Scheme.values:
        raise Http404
    today = timezone.localdate()
    counts = queries.node_counts(scheme, today)
    label = Scheme(scheme).label
    context = {
        "scheme": scheme,
        "label": label,
        "nodes": [(one, counts.get(one.path, 0)) for one in queries.nodes(scheme, today)],
        "schemes": [(one, one.label) for one in Scheme],
        "crumbs": crumbs(Crumb(label)),
    }
    return kept(render(request, "disclosure/tree.html", context), LISTS)


@login_not_required
@require_safe
def node(request: Request, scheme: str, code: str) -> HttpResponseBase:
    """分类 — what lies at one place of a tree, and below it."""
    today = timezone.localdate()
    found = get_object_or_404(queries.nodes(scheme), code=code)
    rows = queries.with_validity(queries.under_node(queries.listed(today), found), today)
    page = tables.EVERYWHERE.read(request.GET, rows)
    context = {
        "node": found,
        "children": queries.nodes(scheme, today).filter(parent=found),
        "crumbs": crumbs(
            Crumb(Scheme(scheme).label, reverse("disclosure:tree", args=[scheme])), Crumb(named(found))
        ),
    }
    return table_response(request, "disclosure/node.html", page, context)


@login_not_required
@require_safe
def timeline(request: Request) -> HttpResponse:
    """按时间浏览 — how much was published in each month, the latest first."""
    years: dict[int, list[tuple[date, int]]] = {}
    for year, month, count in queries.month_counts(timezone.localdate()):
        years.setdefault(year, []).append((date(year, month, 1), count))
    context = {"years": list(years.items()), "crumbs": crumbs(Crumb(_("按时间浏览")))}
    return kept(render(request, "disclosure/timeline.html", context), LISTS)
