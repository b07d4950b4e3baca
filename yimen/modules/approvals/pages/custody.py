"""纸质材料 — what lies with me, the tab of a case, and each step of the paper as a page."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.forms import BaseForm
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from yimen.kernel.base.refusals import Text
from yimen.kernel.people import queries as persons
from yimen.kernel.people.actor import person_actor
from yimen.kernel.web.acts import sent
from yimen.kernel.web.attempt import attempt, done_message
from yimen.kernel.web.pages import render, table_response
from yimen.kernel.web.request import Request
from yimen.kernel.web.shapes import Badge, Crumb
from yimen.kernel.web.tables import Column, Filter, Table
from yimen.modules.approvals import actions, queries
from yimen.modules.approvals.forms import custody as forms
from yimen.modules.approvals.models import PaperCustody
from yimen.modules.approvals.permissions import Permission
from yimen.modules.approvals.states import PaperState

from .opening import seen

PAPERS = Table(
    columns=[
        Column(
            "title",
            gettext_lazy("材料"),
            link=lambda row: reverse("approvals:papers", args=[row.application_id]),
        ),
        Column("case", gettext_lazy("办件编号"), value=lambda row: row.application.number, nowrap=True),
        Column("sheets", gettext_lazy("页数"), number=True),
        Column("state", gettext_lazy("状态"), value=lambda row: Badge(row.get_state_display())),
        Column("receiver", gettext_lazy("交给"), value=lambda row: row.receiver or ""),
        Column("held_since", gettext_lazy("保管起始"), sort="held_since"),
    ],
    filters=[
        Filter(
            "q",
            gettext_lazy("办件编号或材料"),
            lookups=["application__case__number__startswith", "title__icontains"],
        ),
        Filter("state", gettext_lazy("状态"), kind="choice", choices=PaperState),
    ],
    default_sort="-held_since",
    name="papers",
    caption=gettext_lazy("我保管的纸质材料"),
    empty=gettext_lazy("没有由您保管的纸质材料。"),
)


@require_safe
def own_papers(request: Request) -> HttpResponseBase:
    """我保管的纸质材料 — what lies with me, and what waits for my signature."""
    person = person_actor(request.actor)
    if person is None or not person.is_staff:
        raise Http404
    page = PAPERS.read(request.GET, queries.papers_held(request.actor))
    context = {"waiting": queries.papers_to_receive(request.actor), "crumbs": [Crumb(_("纸质材料"))]}
    return table_response(request, "approvals/own_papers.html", page, context)


def papers(request: Request, application_id: UUID) -> HttpResponse:
    """纸质材料 — the tab of a case: who holds what, how it came there; the window registers what it takes in."""
    application = seen(request, application_id)
    if not queries.is_staff_of(request.actor, application):
        raise Http404
    may_register = request.actor.may(Permission.PAPER_REGISTER, application)
    form = forms.Registered(sent(request) if may_register else None)
    if form.is_valid() and attempt(
        form, actions.register_paper, application, **form.cleaned_data, by=request.actor, at=timezone.now()
    ):
        done_message(request, _("已登记，由您保管。"))
        return redirect("approvals:papers", application_id)
    context = {
        "application": application,
        "papers": queries.papers_of(application),
        "form": form if may_register else None,
        "crumbs": _crumbs(application_id, application.number),
    }
    return render(request, "approvals/papers.html", context)


def paper_handing(request: Request, custody_id: UUID) -> HttpResponse:
    """交出 — to a named official, who signs."""
    custody = _held(request, custody_id)
    officials = persons.officials(timezone.localdate()).exclude(pk=request.actor.id)
    form = forms.Handed(sent(request), officials=officials)
    if form.is_valid() and attempt(
        form, actions.hand_paper, custody, **form.cleaned_data, by=request.actor, at=timezone.now()
    ):
        return _done(request, custody, _("已交出，等待对方签收。"))
    return _act(request, custody, form, _("交出纸质材料"))


def paper_receipt(request: Request, custody_id: UUID) -> HttpResponse:
    """签收 — the paper is here, and I answer for it."""
    custody = get_object_or_404(queries.papers_to_receive(request.actor), pk=custody_id)
    form = forms.Plain(sent(request))
    if form.is_valid() and attempt(form, actions.receive_paper, custody, by=request.actor, at=timezone.now()):
        return _done(request, custody, _("已签收，由您保管。"))
    return _act(request, custody, form, _("签收纸质材料"))


def paper_return(request: Request, custody_id: UUID) -> HttpResponse:
    """退还 — to whoever signs for it."""
    custody = _held(request, custody_id)
    form = forms.Returned(sent(request), initial={"signed_by": custody.application.applicant_name})
    if form.is_valid() and attempt(
        form, actions.return_paper, custody, **form.cleaned_data, by=request.actor, at=timezone.now()
    ):
        return _done(request, custody, _("已退还。"))
    return _act(request, custody, form, _("退还纸质材料"))


def paper_loss(request: Request, custody_id: UUID) -> HttpResponse:
    """报失 — at once, with what is known."""
    custody = _held(request, custody_id)
    form = forms.Lost(sent(request))
    if form.is_valid() and attempt(
        form, actions.report_paper_lost, custody, **form.cleaned_data, by=request.actor, at=timezone.now()
    ):
        return _done(request, custody, _("已报失。请同时报告本单位负责人。"))
    return _act(request, custody, form, _("报失纸质材料"))


def _held(request: Request, custody_id: UUID) -> PaperCustody:
    return get_object_or_404(queries.papers_held(request.actor), pk=custody_id)


def _done(request: Request, custody: PaperCustody, text: Text) -> HttpResponse:
    done_message(request, text)
    return redirect("approvals:own-papers")


def _act(request: Request, custody: PaperCustody, form: BaseForm, title: str) -> HttpResponse:
    application = custody.application
    context: dict[str, Any] = {
        "custody": custody,
        "form": form,
        "act_title": title,
        "crumbs": [
            Crumb(_("纸质材料"), reverse("approvals:own-papers")),
            Crumb(application.number),
            Crumb(title),
        ],
    }
    return render(request, "approvals/paper_act.html", context)


def _crumbs(application_id: UUID, number: str) -> list[Crumb]:
    return [
        Crumb(_("办件"), reverse("approvals:handled")),
        Crumb(number or _("草稿"), reverse("approvals:application", args=[application_id])),
        Crumb(_("纸质材料")),
    ]
