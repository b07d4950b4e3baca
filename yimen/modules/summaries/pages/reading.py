"""年度工作总结 — read by everybody once published, each number with what it means; before that by those who make it."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from yimen.kernel.audit.offers import open_to
from yimen.kernel.documents.serving import serve
from yimen.kernel.metrics.scope import scope_of
from yimen.kernel.web.pages import render, table_response
from yimen.kernel.web.request import Request
from yimen.kernel.web.shapes import Crumb
from yimen.kernel.web.tables import Column, Filter, Table
from yimen.modules.summaries import behind, open_files, queries, rules, shown
from yimen.modules.summaries.models import SummaryFigure
from yimen.modules.summaries.offers import OFFERS
from yimen.modules.summaries.permissions import Permission
from yimen.modules.summaries.states import IN_WORK, SummaryState

from .columns import AS_OF, EDITION, TITLE
from .found import crumbs, summary_of

PUBLISHED = Table(
    name="yearly-summaries",
    caption=gettext_lazy("年度工作总结"),
    default_sort="-year",
    columns=[
        TITLE,
        Column("year", gettext_lazy("年度"), sort=("year", "org__path"), number=True),
        EDITION,
        AS_OF,
        Column("published_at", gettext_lazy("公布时间"), sort="published_at"),
    ],
    filters=[Filter("year", gettext_lazy("年度"), lookup="year__iexact")],
    empty=gettext_lazy("还没有公布的年度工作总结。"),
)


@login_not_required
@require_safe
def published(request: Request) -> HttpResponseBase:
    """年度工作总结 — the last published edition of each."""
    page = PUBLISHED.read(request.GET, queries.published())
    return table_response(request, "summaries/published.html", page, {"crumbs": [Crumb(_("年度工作总结"))]})


@login_not_required
@require_safe
def summary(request: Request, summary_id: UUID) -> HttpResponse:
    """年度工作总结 — its chapters; each number leads to what it counts; those who make it see what they may do next."""
    found = summary_of(request, summary_id)
    context: dict[str, Any] = {
        "summary": found,
        "chapters": shown.chapters(found, _figure_page),
        "changes": [(*one, _figure_page(one[0])) for one in shown.changes(found.figures.all())],
        "not_recorded": shown.not_recorded(found),
        "editions": [one for one in queries.editions(found) if one.pk != found.pk],
        "is_published": found.state == SummaryState.PUBLISHED,
        "crumbs": crumbs(found),
    }
    if request.actor.may(Permission.SUMMARY_READ, found):
        context |= {
            "makes": True,
            "offers": open_to(request.actor, found, OFFERS),
            "may_write": found.state in IN_WORK and request.actor.may(Permission.SUMMARY_WRITE, found),
        }
    return render(request, "summaries/summary.html", context)


def _figure_page(row: SummaryFigure) -> str:
    return reverse("summaries:figure", args=[row.summary_id, row.place])


@login_not_required
@require_safe
def figure(request: Request, summary_id: UUID, place: int) -> HttpResponse:
    """引用数值 — what it counts, over which days, by which version; and the cases behind it for those who read figures."""
    found = summary_of(request, summary_id)
    row = get_object_or_404(found.figures, place=place)
    context = {
        "summary": found,
        "figure": row,
        "number": rules.shown(row.number, row.places),
        "before": rules.shown(row.before, row.places),
        "measure": behind.measure_of(row),
        "bars": shown.Block(figure=row).bars,
        "crumbs": crumbs(found, row.title),
    }
    if scope_of(request.actor) is not None:
        context |= {"cases": behind.cases(row), "parts": behind.parts(row)}
    return render(request, "summaries/figure.html", context)


@login_not_required
@require_safe
def pdf(request: Request, summary_id: UUID) -> HttpResponseBase:
    """PDF — the sealed text of a published report."""
    found = summary_of(request, summary_id)
    if found.document is None:
        raise Http404
    return serve(found.document, filename=f"{found}.pdf", inline=True, request=request)


@login_not_required
@require_safe
def data(request: Request, summary_id: UUID) -> HttpResponse:
    """开放数据 — which files there are, what each column says, how each number is defined."""
    found = summary_of(request, summary_id)
    context = {
        "summary": found,
        "files": open_files.files().values(),
        "measures": behind.measures_of(found),
        "crumbs": crumbs(found, _("开放数据")),
    }
    return render(request, "summaries/data.html", context)
