"""来访咨询 — the log of the desk for big projects, one visit, and the acts on it."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from yimen.kernel.audit.offers import open_to
from yimen.kernel.base.text import masked_name, masked_phone
from yimen.kernel.web.acts import sent
from yimen.kernel.web.attempt import attempt, done_message
from yimen.kernel.web.pages import render, table_response
from yimen.kernel.web.request import Request
from yimen.kernel.web.shapes import Crumb
from yimen.kernel.web.tables import Column, Filter, Table
from yimen.kernel.web.words import named
from yimen.modules.projects import actions, offers, queries
from yimen.modules.projects.forms import consultations as forms
from yimen.modules.projects.models import ProjectConsultation
from yimen.modules.projects.permissions import Permission
from yimen.modules.projects.states import ConsultationState, ConsultationTopic

from .acting import Says, act_page, open_for

HOME = "projects:consultations"


def _due(rows: QuerySet[ProjectConsultation], _value: Any) -> QuerySet[ProjectConsultation]:
    return queries.due_follow_ups(rows, timezone.localdate())


CONSULTATIONS = Table(
    name="consultations",
    caption=gettext_lazy("来访咨询"),
    default_sort="-visited_on",
    columns=[
        Column(
            "number",
            gettext_lazy("咨询编号"),
            link=lambda row: reverse("projects:consultation", args=[row.pk]),
            nowrap=True,
        ),
        Column("visited_on", gettext_lazy("来访日期"), sort="visited_on"),
        Column("visitor", gettext_lazy("来访人"), value=lambda row: masked_name(row.visitor)),
        Column("visitor_body", gettext_lazy("来访单位")),
        Column("phone", gettext_lazy("联系电话"), value=lambda row: masked_phone(row.phone)),
        Column("topic", gettext_lazy("咨询主题"), value=lambda row: row.get_topic_display()),
        Column("project", gettext_lazy("重大项目")),
        Column("staff", gettext_lazy("接待人"), value=lambda row: named(row.staff)),
        Column("state", gettext_lazy("状态"), value=lambda row: row.get_state_display()),
    ],
    filters=[
        Filter(
            "q",
            gettext_lazy("编号、单位或者内容"),
            lookups=["number__startswith", "visitor_body__icontains", "question__icontains"],
        ),
        Filter("topic", gettext_lazy("咨询主题"), kind="choice", choices=ConsultationTopic),
        Filter("state", gettext_lazy("状态"), kind="choice", choices=ConsultationState),
        Filter("due", gettext_lazy("只看应当回访的"), kind="flag", apply=_due),
        Filter("visited", gettext_lazy("来访日期"), kind="dates", lookup="visited_on"),
    ],
    empty=gettext_lazy("没有符合条件的来访咨询。"),
)


def _crumbs(*steps: Crumb) -> list[Crumb]:
    return [
        Crumb(_("重大项目窗口"), reverse("projects:vip")),
        Crumb(_("来访咨询"), reverse(HOME)),
        *steps,
    ]


@require_safe
def consultations(request: Request) -> HttpResponseBase:
    """来访咨询 — the log: searched, filtered, exported; persons masked."""
    if not queries.reads_consultations(request.actor):
        raise Http404
    page = CONSULTATIONS.read(request.GET, queries.consultations(request.actor))
    start = reverse("projects:consultation-registration") if queries.desks(request.actor).exists() else ""
    context = {
        "title": _("来访咨询"),
        "start_href": start,
        "start_label": _("登记来访咨询"),
        "crumbs": [_crumbs()[0], Crumb(_("来访咨询"))],
    }
    return table_response(request, "projects/vip_list.html", page, context)


@require_safe
def consultation(request: Request, consultation_id: UUID) -> HttpResponse:
    """一次来访咨询 — who may answer reads the telephone; for others it is masked."""
    found = get_object_or_404(queries.consultations(request.actor), pk=consultation_id)
    answers = request.actor.may(Permission.CONSULTATION_ANSWER, found)
    context = {
        "consultation": found,
        "follow_ups": found.follow_ups.select_related("person"),
        "answers": answers,
        "offers": open_to(request.actor, found, offers.OF_CONSULTATION),
        "crumbs": _crumbs(Crumb(found.number)),
    }
    return render(request, "projects/consultation.html", context)


def consultation_registration(request: Request) -> HttpResponse:
    """登记来访咨询."""
    orgs = queries.desks(request.actor)
    if not orgs.exists():
        raise Http404
    form = forms.Registration(
        sent(request),
        orgs=orgs,
        projects=queries.projects(request.actor),
        initial={"visited_at": timezone.localtime()},
    )
    if form.is_valid():
        org, facts = form.cleaned_data["org"], form.facts()
        done = attempt(form, actions.log_consultation, org, **facts, by=request.actor, at=timezone.now())
        if done:
            done_message(request, _("已登记来访咨询。"))
            return redirect("projects:consultation", done.consultation.pk)
    says = Says(_("登记来访咨询"), _("登记"), "")
    context = {"form": form, "says": says, "back": reverse(HOME), "crumbs": _crumbs(Crumb(says.title))}
    return render(request, "projects/act.html", context)


def consultation_answer(request: Request, consultation_id: UUID) -> HttpResponse:
    """答复来访咨询."""
    found = _open(request, consultation_id, "answer_consultation")
    form = forms.Answer(sent(request), initial={"minutes": found.minutes})
    says = Says(_("答复来访咨询"), _("答复"), _("已答复。"), found.question)
    return _acted(request, form, actions.answer_consultation, found, says)


def follow_up_plan(request: Request, consultation_id: UUID) -> HttpResponse:
    """安排咨询回访."""
    found = _open(request, consultation_id, "plan_follow_up")
    form = forms.FollowUpPlan(sent(request), officers=queries.receivers(found.org, timezone.localdate()))
    says = Says(_("安排咨询回访"), _("安排回访"), _("已安排回访。"))
    return _acted(request, form, actions.plan_follow_up, found, says)


def follow_up_result(request: Request, consultation_id: UUID, follow_up_id: UUID) -> HttpResponse:
    """办理咨询回访."""
    found = _open(request, consultation_id, "follow_up_consultation")
    follow_up = get_object_or_404(found.follow_ups, pk=follow_up_id)
    form = forms.FollowUpResult(sent(request))
    says = Says(_("办理咨询回访"), _("登记回访结果"), _("已登记回访结果。"), follow_up.purpose)
    return _acted(
        request,
        form,
        actions.follow_up_consultation,
        found,
        says,
        lambda: {"follow_up": follow_up, **form.cleaned_data},
    )


def _open(request: Request, consultation_id: UUID, verb: str) -> ProjectConsultation:
    return open_for(request, queries.consultations(request.actor), consultation_id, verb)


def _acted(
    request: Request, form: Any, act: Any, found: ProjectConsultation, says: Says, facts: Any = None
) -> HttpResponse:
    back = reverse("projects:consultation", args=[found.pk])
    crumbs = _crumbs(Crumb(found.number, back), Crumb(says.title))
    return act_page(request, form, act, found, says=says, back=back, crumbs=crumbs, facts=facts)
