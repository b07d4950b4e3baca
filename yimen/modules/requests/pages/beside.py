"""投诉举报 and 更正信息记录: brought by whoever is concerned, settled by those in charge."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from yimen.kernel.web.attempt import attempt, done_message
from yimen.kernel.web.pages import render, table_response
from yimen.kernel.web.request import Request
from yimen.kernel.web.shapes import Badge, Crumb
from yimen.kernel.web.tables import Column, Filter, Table
from yimen.kernel.web.words import briefly, named
from yimen.modules.requests import actions, queries
from yimen.modules.requests.forms import asking, oversight
from yimen.modules.requests.models import DisclosureComplaint, InformationRequest, RecordCorrectionRequest
from yimen.modules.requests.permissions import Permission
from yimen.modules.requests.states import ComplaintKind, ComplaintResult, MatterState


def _state(row: DisclosureComplaint | RecordCorrectionRequest) -> Badge:
    settled = row.state == MatterState.SETTLED
    return Badge(
        row.get_result_display() if settled else row.get_state_display(), "neutral" if settled else "warning"
    )


COMPLAINTS = Table(
    columns=[
        Column(
            "filed_at",
            gettext_lazy("提出时间"),
            sort="filed_at",
            link=lambda row: reverse("requests:complaint", args=[row.pk]),
        ),
        Column("org", gettext_lazy("被投诉机关"), value=lambda row: named(row.org)),
        Column("kind", gettext_lazy("事由"), value=lambda row: row.get_kind_display()),
        Column("state", gettext_lazy("状态"), value=_state),
        Column("due_on", gettext_lazy("处理期限"), sort="due_on"),
        Column("correct_by", gettext_lazy("整改期限")),
    ],
    filters=[
        Filter("state", gettext_lazy("状态"), kind="choice", choices=MatterState),
        Filter("kind", gettext_lazy("事由"), kind="choice", choices=ComplaintKind),
        Filter("result", gettext_lazy("处理结果"), kind="choice", choices=ComplaintResult, more=True),
        Filter("filed", gettext_lazy("提出日期"), kind="dates", lookup="filed_at", more=True),
    ],
    default_sort="-filed_at",
    name="complaints",
    caption=gettext_lazy("信息公开投诉举报"),
    empty=gettext_lazy("没有投诉举报。"),
)

RECORD_CORRECTIONS = Table(
    columns=[
        Column(
            "filed_at",
            gettext_lazy("提出时间"),
            sort="filed_at",
            link=lambda row: reverse("requests:record-correction", args=[row.pk]),
        ),
        Column("org", gettext_lazy("行政机关"), value=lambda row: briefly(row.org)),
        Column("record", gettext_lazy("信息记录")),
        Column("state", gettext_lazy("状态"), value=_state),
    ],
    filters=[Filter("state", gettext_lazy("状态"), kind="choice", choices=MatterState)],
    default_sort="-filed_at",
    name="record-corrections",
    caption=gettext_lazy("更正信息记录的申请"),
    empty=gettext_lazy("没有更正信息记录的申请。"),
)


@require_safe
def complaints(request: Request) -> HttpResponseBase:
    """投诉举报 — the own ones, or those about the bodies that one supervises."""
    page = COMPLAINTS.read(request.GET, queries.complaints(request.actor))
    return table_response(request, "requests/complaints.html", page, {"crumbs": [Crumb(_("投诉举报"))]})


def complaint_start(request: Request) -> HttpResponse:
    """提出投诉举报 — to the department in charge of openness."""
    about = _about(request)
    initial = {"org": about.org} if about else {}
    form = asking.Complaint(
        request.POST or None, bodies=queries.bodies(timezone.localdate()), initial=initial
    )
    if form.is_valid():
        org, kind, text = (form.cleaned_data[name] for name in ("org", "kind", "text"))
        facts = {"kind": kind, "text": text, "request": about if about and about.org_id == org.pk else None}
        done = attempt(form, actions.file_complaint, org, **facts, by=request.actor, at=timezone.now())
        if done:
            done_message(request, _("投诉举报已提出，处理结果会通知您。"))
            return redirect("requests:complaint", done.complaint.pk)
    crumbs = [Crumb(_("投诉举报"), reverse("requests:complaints")), Crumb(_("提出投诉举报"))]
    return render(request, "requests/complaint_start.html", {"form": form, "about": about, "crumbs": crumbs})


def _about(request: Request) -> InformationRequest | None:
    """The own request that it is about, if the address names one."""
    try:
        key = UUID(request.GET.get("request", ""))
    except ValueError:
        return None
    return queries.own_requests(request.actor).filter(pk=key).first()


def complaint(request: Request, complaint_id: UUID) -> HttpResponse:
    """投诉举报 — what was brought, what came of it; those in charge settle it here."""
    shown = get_object_or_404(queries.complaints(request.actor), pk=complaint_id)
    settles = request.actor.may(Permission.COMPLAINT_SETTLE, shown)
    form = oversight.ComplaintSettlement(request.POST or None)
    if settles and form.is_valid():
        facts = form.cleaned_data
        if attempt(form, actions.settle_complaint, shown, **facts, by=request.actor, at=timezone.now()):
            done_message(request, _("已处理，并已通知投诉人。"))
            return redirect("requests:complaint", shown.pk)
    crumbs = [Crumb(_("投诉举报"), reverse("requests:complaints")), Crumb(shown.get_kind_display())]
    is_open = settles and shown.state == MatterState.FILED
    context = {"shown": shown, "form": form, "settles": is_open, "crumbs": crumbs}
    return render(request, "requests/complaint.html", context)


@require_safe
def record_corrections(request: Request) -> HttpResponseBase:
    """更正信息记录 — the own ones, or those to the body of the own post."""
    page = RECORD_CORRECTIONS.read(request.GET, queries.record_corrections(request.actor))
    context = {"crumbs": [Crumb(_("更正信息记录"))]}
    return table_response(request, "requests/record_corrections.html", page, context)


def record_correction_start(request: Request) -> HttpResponse:
    """申请更正信息记录 — which record, what is wrong, by which evidence."""
    form = asking.RecordCorrection(request.POST or None, bodies=queries.bodies(timezone.localdate()))
    if form.is_valid():
        facts = dict(form.cleaned_data)
        org = facts.pop("org")
        done = attempt(
            form, actions.file_record_correction, org, **facts, by=request.actor, at=timezone.now()
        )
        if done:
            done_message(request, _("申请已提出，处理结果会通知您。"))
            return redirect("requests:record-correction", done.correction.pk)
    crumbs = [Crumb(_("更正信息记录"), reverse("requests:record-corrections")), Crumb(_("申请更正"))]
    return render(request, "requests/record_correction_start.html", {"form": form, "crumbs": crumbs})


def record_correction(request: Request, correction_id: UUID) -> HttpResponse:
    """更正信息记录的申请 — what was brought, what came of it; the office settles it here."""
    shown = get_object_or_404(queries.record_corrections(request.actor), pk=correction_id)
    settles = request.actor.may(Permission.RECORD_CORRECTION_SETTLE, shown)
    form = oversight.RecordCorrectionSettlement(request.POST or None)
    if settles and form.is_valid():
        facts = form.cleaned_data
        act = actions.settle_record_correction
        if attempt(form, act, shown, **facts, by=request.actor, at=timezone.now()):
            done_message(request, _("已处理，并已通知申请人。"))
            return redirect("requests:record-correction", shown.pk)
    crumbs = [Crumb(_("更正信息记录"), reverse("requests:record-corrections")), Crumb(_("办理"))]
    is_open = settles and shown.state == MatterState.FILED
    context = {"shown": shown, "form": form, "settles": is_open, "crumbs": crumbs}
    return render(request, "requests/record_correction.html", context)
