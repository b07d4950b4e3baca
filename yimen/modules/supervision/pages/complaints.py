"""审批投诉: brought by whoever was treated wrongly, decided by the supervisors; the body never learns who it was."""

from __future__ import annotations

from typing import Any
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
from yimen.kernel.web.words import named
from yimen.modules.supervision import actions, lists
from yimen.modules.supervision.case_states import ComplaintDecision, ComplaintState, Said
from yimen.modules.supervision.forms.complaints import ComplaintDecided, ComplaintStart
from yimen.modules.supervision.models import SupervisionComplaint
from yimen.modules.supervision.permissions import Permission
from yimen.modules.supervision.queries import cases


def _state(row: SupervisionComplaint) -> Badge:
    if row.state == ComplaintState.DECIDED:
        return Badge(row.get_decision_display())
    late = row.due_on < timezone.localdate()
    return Badge(_("逾期") if late else row.get_state_display(), "danger" if late else "warning")


COMPLAINTS = Table(
    columns=[
        Column(
            "filed_at",
            gettext_lazy("提出时间"),
            sort="filed_at",
            link=lambda row: reverse("supervision:complaint", args=[row.pk]),
        ),
        Column("org", gettext_lazy("被投诉单位"), value=lambda row: named(row.org)),
        Column("said", gettext_lazy("反映的情况"), value=lambda row: row.get_said_display() or _("其他")),
        Column("state", gettext_lazy("状态"), value=_state),
        Column("due_on", gettext_lazy("处理期限"), sort="due_on"),
    ],
    filters=[
        Filter("state", gettext_lazy("状态"), kind="choice", choices=ComplaintState),
        Filter("said", gettext_lazy("反映的情况"), kind="choice", choices=Said),
        Filter("decision", gettext_lazy("投诉处理决定"), kind="choice", choices=ComplaintDecision, more=True),
        Filter("filed", gettext_lazy("提出日期"), kind="dates", lookup="filed_at", more=True),
    ],
    default_sort="-filed_at",
    name="supervision-complaints",
    caption=lists.COMPLAINTS,
    empty=gettext_lazy("没有投诉。"),
)


@require_safe
def complaints(request: Request) -> HttpResponseBase:
    """审批投诉 — the own ones, or those about the bodies that one supervises."""
    page = COMPLAINTS.read(request.GET, cases.complaints(request.actor))
    return table_response(request, "supervision/complaints.html", page, {"crumbs": [Crumb(lists.COMPLAINTS)]})


def complaint_start(request: Request) -> HttpResponse:
    """提出审批投诉."""
    form = ComplaintStart(request.POST or None, about=None, actor=request.actor, initial=_asked(request))
    if form.is_valid():
        act, org = actions.file_supervision_complaint, form.cleaned_data["org"]
        done = attempt(form, act, org, **form.facts(), by=request.actor, at=timezone.now())
        if done is not None:
            done_message(request, _("投诉已提出，处理结果会通知您。被投诉单位看不到您的身份。"))
            return redirect("supervision:complaint", done.complaint.pk)
    trail = [Crumb(lists.COMPLAINTS, reverse("supervision:complaints")), Crumb(_("提出投诉"))]
    return render(request, "supervision/complaint_start.html", {"form": form, "crumbs": trail})


def _asked(request: Request) -> dict[str, Any]:
    return {name: request.GET[name][:64] for name in ("org", "case") if name in request.GET}


def complaint(request: Request, complaint_id: UUID) -> HttpResponse:
    """审批投诉 — what was said and what became of it; the supervisor decides."""
    shown = get_object_or_404(cases.complaints(request.actor), pk=complaint_id)
    own = str(shown.person_id) == request.actor.id
    decides = not own and shown.state == ComplaintState.FILED
    decides = decides and request.actor.may(Permission.COMPLAINT_DECIDE, shown)
    form = ComplaintDecided(request.POST or None, about=shown, actor=request.actor)
    if decides and form.is_valid():
        act = actions.decide_supervision_complaint
        if attempt(form, act, shown, **form.facts(), by=request.actor, at=timezone.now()):
            done_message(request, _("投诉已处理，已答复投诉人。"))
            return redirect("supervision:complaint", shown.pk)
    context = {"shown": shown, "form": form, "decides": decides, "is_own": own, "badge": _state(shown)}
    trail = [Crumb(lists.COMPLAINTS, reverse("supervision:complaints")), Crumb(named(shown.org))]
    return render(request, "supervision/complaint.html", context | {"crumbs": trail})
