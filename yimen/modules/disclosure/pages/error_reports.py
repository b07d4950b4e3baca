"""纠错 — anybody says what is wrong or outdated; the body that publishes answers; the answer is read by its code."""

from __future__ import annotations

from uuid import UUID

from django.contrib.auth.decorators import login_not_required
from django.forms import Form
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from yimen.kernel.base.refusals import TooMany
from yimen.kernel.web import limits
from yimen.kernel.web.attempt import attempt, done_message
from yimen.kernel.web.pages import render, table_response
from yimen.kernel.web.request import Request
from yimen.kernel.web.shapes import Crumb, Tone, state_badges
from yimen.kernel.web.tables import Column, Filter, Table
from yimen.modules.disclosure import actions, browsing, reported
from yimen.modules.disclosure.forms import channels as forms
from yimen.modules.disclosure.states import ErrorKind, ReportState

from .collections import home_crumb

TONES: dict[str, Tone] = {
    ReportState.RECEIVED: "warning",
    ReportState.CORRECTED: "success",
    ReportState.EXPLAINED: "neutral",
}
REPORTS = Table(
    name="error-reports",
    columns=(
        Column("code", gettext_lazy("查询码"), link=lambda one: reverse("disclosure:error-answering", args=[one.pk]), nowrap=True),
        Column("publication", gettext_lazy("名称"), value=lambda one: one.publication.title),
        Column("kind", gettext_lazy("问题类型"), value=lambda one: one.get_kind_display()),
        Column("received_at", gettext_lazy("收到时间"), sort="received_at"),
        Column("due_on", gettext_lazy("应答复日期"), sort="due_on"),
        Column("state", gettext_lazy("状态"), value=state_badges(TONES)),
    ),
    filters=(
        Filter("state", gettext_lazy("状态"), kind="choice", choices=ReportState),
        Filter("kind", gettext_lazy("问题类型"), kind="choice", choices=ErrorKind),
        Filter("q", gettext_lazy("名称"), lookup="publication__title__icontains"),
        Filter("received_at", gettext_lazy("收到时间"), kind="dates", more=True),
    ),
    default_sort="due_on",
    empty=gettext_lazy("没有纠错。公众在信息页面上可以指出错误，收到后列在这里。"),
)  # fmt: skip


@login_not_required
def error_report(request: Request, publication_id: UUID) -> HttpResponse:
    """纠错 — one publication is wrong or outdated; anybody may say so."""
    publication = get_object_or_404(browsing.open_publications(timezone.localdate()), pk=publication_id)
    form = forms.ErrorReport(request.POST or None)
    if form.is_valid() and _is_patient(form, request):
        facts = {**form.cleaned_data, "by": request.actor, "at": timezone.now()}
        if done := attempt(form, actions.report_error, publication, **facts):
            return redirect(f"{reverse('disclosure:error-answer')}?code={done.report.code}&sent=1")
    crumbs = [
        *home_crumb(),
        Crumb(publication.title, reverse("disclosure:publication", args=[publication.pk])),
    ]
    context = {"publication": publication, "form": form, "crumbs": [*crumbs, Crumb(_("纠错"))]}
    return render(request, "disclosure/error_report.html", context)


@login_not_required
@require_safe
def error_answer(request: Request) -> HttpResponse:
    """纠错答复 — what became of a report, for whoever has its code; guessing is limited."""
    form = forms.ReportCode(request.GET or None)
    report = None
    if form.is_valid() and _is_patient(form, request):
        report = reported.with_code(form.cleaned_data["code"])
        if report is None:
            form.add_error("code", _("没有这个查询码的纠错。请核对后再试。"))
    context = {
        "form": form,
        "report": report,
        "sent": "sent" in request.GET,
        "crumbs": [*home_crumb(), Crumb(_("纠错答复"))],
    }
    return render(request, "disclosure/error_answer.html", context)


def _is_patient(form: Form, request: Request) -> bool:
    """Not too often from one address: neither reports nor guesses of codes."""
    try:
        limits.require_patience(request, "error-report", timezone.now())
    except TooMany as refusal:
        form.add_error(None, str(refusal.message))
        return False
    return True


@require_safe
def error_reports(request: Request) -> HttpResponseBase:
    """纠错 — what was reported about the publications of the own bodies."""
    page = REPORTS.read(request.GET, reported.reports(request.actor))
    return table_response(request, "disclosure/error_reports.html", page, {"crumbs": [Crumb(_("纠错"))]})


def error_answering(request: Request, report_id: UUID) -> HttpResponse:
    """纠错 — one report, and its answer."""
    found = get_object_or_404(reported.reports(request.actor), pk=report_id)
    form = forms.ReportAnswer(request.POST or None)
    if form.is_valid() and attempt(
        form, actions.answer_report, found, **form.cleaned_data, by=request.actor, at=timezone.now()
    ):
        done_message(request, _("已经答复。提出人凭查询码可以看到。"))
        return redirect("disclosure:error-answering", report_id)
    crumbs = [Crumb(_("纠错"), reverse("disclosure:error-reports")), Crumb(found.code)]
    return render(
        request, "disclosure/error_answering.html", {"report": found, "form": form, "crumbs": crumbs}
    )
