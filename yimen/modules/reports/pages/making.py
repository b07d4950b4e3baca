"""年度报告 — the desk of those who make, review, submit and receive it: one page an act."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from yimen.kernel.people.actor import has_role, org_paths
from yimen.kernel.people.roles import Role
from yimen.kernel.web.acts import sent
from yimen.kernel.web.attempt import attempt, done_message
from yimen.kernel.web.pages import render, table_response
from yimen.kernel.web.request import Request
from yimen.kernel.web.shapes import Tone, state_badges
from yimen.kernel.web.tables import Column, Filter, Table
from yimen.kernel.web.words import named
from yimen.modules.reports import actions, formats, forms, queries
from yimen.modules.reports.models import AnnualReport
from yimen.modules.reports.permissions import Permission
from yimen.modules.reports.states import ReportState

from .found import crumbs, kept_report

TONES: dict[str, Tone] = {
    ReportState.OPEN: "neutral",
    ReportState.SUBMITTED: "warning",
    ReportState.PUBLISHED: "success",
}
"""The others are on their way."""
OVERSEERS = (Role.OPENNESS_SUPERVISOR, Role.SUPERVISOR, Role.AUDITOR)


state_badge = state_badges(TONES, "info")


def _page(row: AnnualReport) -> str:
    return reverse("reports:report", args=[row.pk])


DESK = Table(
    name="reports",
    caption=gettext_lazy("年度报告"),
    default_sort="-year",
    columns=[
        Column(
            "title", gettext_lazy("年度报告"), sort="org__path", value=lambda row: row.shown_title, link=_page
        ),
        Column("year", gettext_lazy("年度"), sort=("year", "org__path", "version"), number=True),
        Column("version", gettext_lazy("版本"), number=True),
        Column("state", gettext_lazy("状态"), sort="state", value=state_badge),
        Column("due_on", gettext_lazy("报送期限"), value=queries.due_on),
        Column("submitted_at", gettext_lazy("报送时间"), sort="submitted_at"),
    ],
    filters=[
        Filter("q", gettext_lazy("报告机关"), lookups=["org__name__icontains", "org__short_name__icontains"]),
        Filter("year", gettext_lazy("年度"), lookup="year__iexact"),
        Filter("state", gettext_lazy("状态"), kind="choice", choices=ReportState),
    ],
    empty=gettext_lazy("没有符合条件的年度报告。"),
)


@require_safe
def reports(request: Request) -> HttpResponseBase:
    """年度报告 — those of the bodies where the actor's posts reach."""
    if not has_role(request.actor, *queries.READERS):
        raise Http404
    page = DESK.read(request.GET, queries.kept_reports(request.actor))
    today = timezone.localdate()
    context = {
        "may_open": bool(queries.opens_for(request.actor, today)),
        "oversees": bool(org_paths(request.actor, OVERSEERS)),
        "year": today.year - 1,
        "crumbs": crumbs(None, _("年度报告")),
    }
    return table_response(request, "reports/reports.html", page, context)


@require_safe
def overview(request: Request, year: int) -> HttpResponse:
    """报送情况 — who has submitted the report of a year, who has not, who was late."""
    if not org_paths(request.actor, OVERSEERS) or not 2008 <= year <= 2999:
        raise Http404
    rows = queries.standings(request.actor, year, timezone.localdate())
    context = {
        "year": year,
        "rows": [(one, state_badge(one.report) if one.report else None) for one in rows],
        "missing": sum(one.is_missing for one in rows),
        "late": sum(one.is_late for one in rows),
        "crumbs": crumbs(None, _("报送情况")),
    }
    return render(request, "reports/overview.html", context)


def opening(request: Request) -> HttpResponse:
    """建立年度报告 — of the own body, or of the government whose openness it is in charge of."""
    today = timezone.localdate()
    orgs = queries.opens_for(request.actor, today)
    if not orgs:
        raise Http404
    form = forms.Opening(request.POST or None, orgs=orgs, initial={"year": today.year - 1})
    if form.is_valid():
        org, at = form.chosen, timezone.now()
        handler = queries.handler_of(org, today)
        done = attempt(form, actions.open_report, handler, org=org, **form.facts(), by=request.actor, at=at)
        if done:
            done_message(request, _("已建立年度报告。"))
            return redirect("reports:report", done.report.pk)
    title = _("建立年度报告")
    context = {"form": form, "title": title, "lead": "", "crumbs": crumbs(None, title)}
    return render(request, "reports/opening.html", context)


def draft(request: Request, report_id: UUID) -> HttpResponse:
    """起草 — the texts of the six parts, beside what the numbers say."""
    report = kept_report(request, report_id, Permission.REPORT_DRAFT)
    whole = formats.form(report.format_year)
    form = forms.Draft(request.POST or None, form=whole, texts=queries.prefilled(report))
    if form.is_valid() and attempt(
        form, actions.draft_report, report, texts=form.texts(), by=request.actor, at=timezone.now()
    ):
        done_message(request, _("已起草，等待审核。"))
        return redirect("reports:report", report_id)
    return _shown(request, "draft", form, report, _("起草"), findings=queries.findings(report))


def freezing(request: Request, report_id: UUID) -> HttpResponse:
    """锁定年度数据 — from here on the numbers do not move."""
    return _simple(
        request, report_id, "freezing", actions.freeze_report, Permission.REPORT_DRAFT, _("锁定年度数据")
    )


def review(request: Request, report_id: UUID) -> HttpResponse:
    """审核 — every check must hold."""
    return _simple(request, report_id, "review", actions.review_report, Permission.REPORT_REVIEW, _("审核"))


def submission(request: Request, report_id: UUID) -> HttpResponse:
    """报送 — to the body in charge of openness."""
    return _simple(
        request, report_id, "submission", actions.submit_report, Permission.REPORT_SUBMIT, _("报送")
    )


def publication(request: Request, report_id: UUID) -> HttpResponse:
    """公布 — for everybody, with the sealed text."""
    return _simple(
        request, report_id, "publication", actions.publish_report, Permission.REPORT_PUBLISH, _("公布")
    )


def reception(request: Request, report_id: UUID) -> HttpResponse:
    """接收 — by the body in charge of openness."""
    return _simple(
        request, report_id, "reception", actions.receive_report, Permission.REPORT_RECEIVE, _("接收")
    )


def return_(request: Request, report_id: UUID) -> HttpResponse:
    """退回起草 — with the reason."""
    return _with_reason(
        request, report_id, "return", actions.return_report, Permission.REPORT_RETURN, _("退回起草")
    )


def sending_back(request: Request, report_id: UUID) -> HttpResponse:
    """退回报送 — with the reason."""
    return _with_reason(
        request, report_id, "sending_back", actions.send_back_report, Permission.REPORT_RECEIVE, _("退回报送")
    )


def correction(request: Request, report_id: UUID) -> HttpResponse:
    """更正 — a new version with a note."""
    report = kept_report(request, report_id, Permission.REPORT_CORRECT)
    form = forms.Correction(request.POST or None)
    if form.is_valid():
        done = attempt(
            form, actions.correct_report, report, **form.cleaned_data, by=request.actor, at=timezone.now()
        )
        if done:
            done_message(request, _("已建立更正版本。"))
            return redirect("reports:report", done.report.pk)
    return _shown(request, "correction", form, report, _("更正"))


def _simple(
    request: Request, report_id: UUID, name: str, act: Callable[..., Any], permission: str, title: str
) -> HttpResponse:
    """A page of one act that asks nothing but yes."""
    report = kept_report(request, report_id, permission)
    form = forms.Nothing(sent(request))
    if form.is_valid() and attempt(form, act, report, by=request.actor, at=timezone.now()):
        done_message(request, _("已办理：%(act)s。") % {"act": title})
        return redirect("reports:report", report_id)
    return _shown(request, name, form, report, title, findings=queries.findings(report))


def _with_reason(
    request: Request, report_id: UUID, name: str, act: Callable[..., Any], permission: str, title: str
) -> HttpResponse:
    """A page of one act that asks for a reason."""
    report = kept_report(request, report_id, permission)
    form = forms.WhyForm(request.POST or None)
    if form.is_valid() and attempt(
        form, act, report, **form.cleaned_data, by=request.actor, at=timezone.now()
    ):
        done_message(request, _("已办理：%(act)s。") % {"act": title})
        return redirect("reports:report", report_id)
    return _shown(request, name, form, report, title)


def _shown(
    request: Request, name: str, form: object, report: AnnualReport, title: str, **more: object
) -> HttpResponse:
    lead = f"{named(report.org)} · {report.year}"
    context = {"form": form, "report": report, "title": title, "lead": lead, "crumbs": crumbs(report, title)}
    return render(request, f"reports/{name}.html", context | more)
