"""年度报告 — read by everybody once published, with its files; before that by those who make it."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpResponse, HttpResponseBase, JsonResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from yimen.kernel.documents.serving import disposition, serve
from yimen.kernel.orgs.models import Org
from yimen.kernel.web.pages import render, table_response
from yimen.kernel.web.request import Request
from yimen.kernel.web.shapes import Crumb
from yimen.kernel.web.tables import Column, Filter, Table
from yimen.kernel.web.words import named
from yimen.modules.reports import behind, formats, machine_form, offers, queries, sheets, word
from yimen.modules.reports.models import AnnualReport
from yimen.modules.reports.permissions import Permission
from yimen.modules.reports.states import ReportState

from .found import crumbs, kept_report, report_of


def _page(row: AnnualReport) -> str:
    return reverse("reports:report", args=[row.pk])


def _title(row: AnnualReport) -> str:
    return row.shown_title


PUBLISHED = Table(
    name="yearly-reports",
    caption=gettext_lazy("政府信息公开工作年度报告"),
    default_sort="-year",
    columns=[
        Column("title", gettext_lazy("年度报告"), sort="org__path", value=_title, link=_page),
        Column("org", gettext_lazy("报告机关"), value=lambda row: named(row.org)),
        Column("year", gettext_lazy("年度"), sort=("year", "org__path"), number=True),
        Column("version", gettext_lazy("版本"), number=True),
        Column("published_at", gettext_lazy("公布时间"), sort="published_at"),
    ],
    filters=[
        Filter("q", gettext_lazy("报告机关"), lookups=["org__name__icontains", "org__short_name__icontains"]),
        Filter("year", gettext_lazy("年度"), lookup="year__iexact"),
    ],
    empty=gettext_lazy("还没有公布的年度报告。"),
    keep=("org",),
)


@login_not_required
@require_safe
def published(request: Request) -> HttpResponseBase:
    """信息公开年报 — the last published version of each."""
    org = Org.objects.filter(code=request.GET.get("org", "")).first()
    rows = queries.published()
    page = PUBLISHED.read(request.GET, rows if org is None else rows.filter(org=org))
    context = {"org": org, "crumbs": [Crumb(_("信息公开年报"))]}
    return table_response(request, "reports/published.html", page, context)


@login_not_required
@require_safe
def report(request: Request, report_id: UUID) -> HttpResponse:
    """年度报告 — six parts with their tables; those who make it see what is wrong and what they may do next."""
    found = report_of(request, report_id)
    form = formats.form(found.format_year)
    may_read = request.actor.may(Permission.REPORT_READ, found)
    numbers, versions = queries.values(found), list(queries.versions(found))
    context = {
        "report": found,
        "form": form,
        "newer": next((one for one in versions if one.version > found.version), None),
        "sections": sheets.sections(form, numbers, found.texts, behind.links(found) if may_read else None),
        "versions": [one for one in versions if one.pk != found.pk],
        "is_published": found.state == ReportState.PUBLISHED,
        "crumbs": crumbs(found),
    }
    if may_read:
        context |= {
            "findings": queries.findings(found, numbers),
            "offers": offers.offers(request.actor, found),
            "due_on": queries.due_on(found),
            "waiting": queries.waiting_supplements(found).count(),
        }
    return render(request, "reports/report.html", context)


@login_not_required
@require_safe
def pdf(request: Request, report_id: UUID) -> HttpResponseBase:
    """PDF — the sealed text of a published report."""
    found = report_of(request, report_id)
    if found.document is None:
        raise Http404
    return serve(found.document, filename=f"{found}.pdf", inline=True, request=request)


@login_not_required
@require_safe
def docx(request: Request, report_id: UUID) -> HttpResponse:
    """DOCX — the same parts and tables, to be worked with."""
    found = report_of(request, report_id)
    form = formats.form(found.format_year)
    data = word.document_of(found, sheets.sections(form, queries.values(found), found.texts))
    headers = {"Content-Disposition": disposition("attachment", f"{found}.docx")}
    return HttpResponse(data, content_type=word.DOCX, headers=headers)


@login_not_required
@require_safe
def machine(request: Request, report_id: UUID) -> HttpResponse:
    """JSON — for programs."""
    found = report_of(request, report_id)
    data = machine_form.whole(found, queries.values(found))
    return JsonResponse(data, json_dumps_params={"ensure_ascii": False, "indent": 1})


@require_safe
def cell_cases(request: Request, report_id: UUID, cell: str) -> HttpResponse:
    """单元格 — what stands behind one number: the cases that the reader may see, and what was added."""
    found = kept_report(request, report_id)
    form = formats.form(found.format_year)
    if cell not in form.leaves():
        raise Http404
    one = queries.cells(found)[cell]
    context: dict[str, Any] = {
        "report": found,
        "cell": one,
        "name": form.name_of(cell),
        "behind": behind.rows(request.actor, cell, one.ids, timezone.localdate()),
        "supplement": queries.supplements(found).filter(code=cell).first(),
        "crumbs": crumbs(found, form.name_of(cell)),
    }
    return render(request, "reports/cell.html", context)
