"""After submission: the own applications, the answer to a correction notice, what was tolerated, withdrawal."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.forms import Form
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from yimen.kernel.web.attempt import attempt, done_message
from yimen.kernel.web.pages import render, table_response
from yimen.kernel.web.request import Request
from yimen.kernel.web.shapes import Crumb, Tone, state_badges
from yimen.kernel.web.tables import Column, Filter, Table
from yimen.kernel.web.words import named
from yimen.modules.approvals import actions, checklist, queries
from yimen.modules.approvals.forms.following import Withdrawal
from yimen.modules.approvals.limits import upload_limits
from yimen.modules.approvals.models import Application
from yimen.modules.approvals.models.applications import ENDED
from yimen.modules.approvals.permissions import Permission
from yimen.modules.approvals.states import State

from .opening import already_done, open_for

STAGES = [
    ("draft", gettext_lazy("草稿")),
    ("running", gettext_lazy("办理中")),
    ("ended", gettext_lazy("已结束")),
]
TONES: dict[str, Tone] = {
    State.CORRECTION_REQUESTED: "warning",
    State.SEALED: "success",
    State.DELIVERED: "success",
    State.REFUSED_ACCEPTANCE: "danger",
    State.DRAFT: "info",
}


def _of_stage(rows: QuerySet[Any], stage: str) -> QuerySet[Any]:
    if stage == "draft":
        return rows.filter(state=State.DRAFT)
    if stage == "ended":
        return rows.filter(state__in=ENDED)
    return rows.exclude(state__in=[State.DRAFT, *ENDED])


def _page_of(application: Application) -> str:
    return reverse(
        f"approvals:{'draft' if application.state == State.DRAFT else 'application'}", args=[application.pk]
    )


state_badge = state_badges(TONES)


MINE = Table(
    columns=[
        Column("item", gettext_lazy("事项"), value=lambda row: named(row.item), link=_page_of),
        Column("subject", gettext_lazy("申请内容")),
        Column("number", gettext_lazy("办件编号"), nowrap=True),
        Column("state", gettext_lazy("状态"), value=state_badge),
        Column("drafted_at", gettext_lazy("开始时间"), sort="drafted_at"),
        Column("due_on", gettext_lazy("应办结日期"), value=lambda row: row.case.due_on if row.case else None),
    ],
    filters=[
        Filter(
            "q",
            gettext_lazy("编号、事项或者内容"),
            lookups=[
                "case__number__startswith",
                "item__name__icontains",
                "item__name_en__icontains",
                "subject__icontains",
            ],
        ),
        Filter("stage", gettext_lazy("阶段"), kind="choice", choices=STAGES, apply=_of_stage),
    ],
    default_sort="-drafted_at",
    name="mine",
    page_size=30,
    export=False,
    empty=gettext_lazy("还没有申请。"),
)


def mine(request: Request) -> HttpResponseBase:
    """我的申请 — drafts, what is being handled, what has ended."""
    rows = (
        queries.own_applications(request.actor).exclude(state=State.DISCARDED).select_related("case", "item")
    )
    page = MINE.read(request.GET, rows)
    return table_response(request, "approvals/mine.html", page, {"crumbs": [Crumb(_("我的申请"))]})


def resubmission(request: Request, application_id: UUID) -> HttpResponse:
    """补正材料 — every listed row with how to cure it; sent back when all are there anew."""
    application = open_for(request, application_id, Permission.APPLICATION_SUBMIT)
    if over := already_done(request, application, "resubmit"):
        return over
    form = Form(request.POST or None)
    if request.method == "POST" and attempt(
        form, actions.resubmit, application, by=request.actor, at=timezone.now()
    ):
        done_message(request, _("补正材料已提交，受理期限重新起算。"))
        return redirect("approvals:application", application_id)
    rows = [row for row in checklist.rows(application) if row.correction]
    context = {"form": form, "rows": rows, "notice": getattr(application, "correction", None)}
    context |= {
        "is_complete": all(row.is_fresh for row in rows),
        "crumbs": _crumbs(application, _("补正材料")),
        "largest": upload_limits(timezone.localdate()).size,
    }
    return render(request, "approvals/resubmission.html", {"application": application} | context)


def tolerated_supply(request: Request, application_id: UUID) -> HttpResponse:
    """补交容缺材料 — what was promised at acceptance; the decision waits for it."""
    application = open_for(request, application_id, Permission.APPLICATION_AMEND)
    if over := already_done(request, application, "supply_tolerated"):
        return over
    form = Form(request.POST or None)
    if request.method == "POST" and attempt(
        form, actions.supply_tolerated, application, by=request.actor, at=timezone.now()
    ):
        done_message(request, _("容缺材料已补齐。"))
        return redirect("approvals:application", application_id)
    keys = checklist.tolerated_keys(application)
    rows = [row for row in checklist.rows(application) if row.material.key in keys]
    context = {"form": form, "rows": rows, "tolerance": getattr(application, "tolerance", None)}
    context |= {"is_complete": bool(rows) and all(row.present for row in rows)}
    context |= {"largest": upload_limits(timezone.localdate()).size}
    crumbs = _crumbs(application, _("补交容缺材料"))
    return render(
        request, "approvals/tolerated_supply.html", {"application": application, "crumbs": crumbs} | context
    )


def withdrawal(request: Request, application_id: UUID) -> HttpResponse:
    """撤回申请 — at any time before the decision; what follows is said before it is done."""
    application = open_for(request, application_id, Permission.APPLICATION_WITHDRAW)
    if over := already_done(request, application, "withdraw"):
        return over
    form = Withdrawal(request.POST or None)
    if form.is_valid() and attempt(
        form, actions.withdraw, application, **form.cleaned_data, by=request.actor, at=timezone.now()
    ):
        done_message(request, _("申请已撤回。"))
        return redirect("approvals:application", application_id)
    context = {"application": application, "form": form, "crumbs": _crumbs(application, _("撤回申请"))}
    return render(request, "approvals/withdrawal.html", context)


def _crumbs(application: Application, title: str) -> list[Crumb]:
    case_page = reverse("approvals:application", args=[application.pk])
    return [
        Crumb(_("我的申请"), reverse("approvals:mine")),
        Crumb(application.number, case_page),
        Crumb(title),
    ]
