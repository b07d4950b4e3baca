"""抽样对象: whom the lot named, what they said; call, visit, questionnaire. And the suspicions that follow."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from yimen.kernel.people.actor import has_role
from yimen.kernel.people.roles import Role
from yimen.kernel.web.acts import Plain, sent
from yimen.kernel.web.attempt import attempt, done_message
from yimen.kernel.web.pages import render, table_response
from yimen.kernel.web.request import Request
from yimen.kernel.web.shapes import Crumb, state_badges
from yimen.kernel.web.tables import Column, Filter, Table
from yimen.kernel.web.words import briefly
from yimen.modules.supervision import actions, lists, reaching
from yimen.modules.supervision.case_states import WAITING, CampaignState, Said, SampleState, SuspicionState
from yimen.modules.supervision.forms import campaigns as forms
from yimen.modules.supervision.models import Sample
from yimen.modules.supervision.queries import enquiries

SUSPICIONS = Table(
    columns=[
        Column(
            "said",
            gettext_lazy("反映的情况"),
            value=lambda row: row.get_said_display(),
            link=lambda row: reverse("supervision:suspicion", args=[row.pk]),
        ),
        Column("org", gettext_lazy("办理单位"), value=lambda row: briefly(row.org)),
        Column("case", gettext_lazy("办件"), value=lambda row: row.case.number if row.case else None),
        Column("said_on", gettext_lazy("反映日期"), sort="said_on"),
        Column("state", gettext_lazy("状态"), value=state_badges({}, "info")),
    ],
    filters=[
        Filter("said", gettext_lazy("反映的情况"), kind="choice", choices=Said),
        Filter("state", gettext_lazy("状态"), kind="choice", choices=SuspicionState),
        Filter("on", gettext_lazy("反映日期"), kind="dates", lookup="said_on", more=True),
    ],
    default_sort="-said_on",
    name="suspicions",
    caption=lists.SUSPICIONS,
    empty=gettext_lazy("没有疑点。"),
)


def _sample(request: Request, sample_id: UUID) -> Sample:
    return get_object_or_404(enquiries.samples(request.actor), pk=sample_id)


def _crumbs(shown: Sample, *more: Crumb) -> list[Crumb]:
    campaign = shown.frame.campaign
    own = Crumb(
        _("第%(position)s位抽样对象") % {"position": shown.position},
        reverse("supervision:sample", args=[shown.pk]) if more else "",
    )
    there = reverse("supervision:campaign", args=[campaign.pk])
    return [
        Crumb(lists.CAMPAIGNS, reverse("supervision:campaigns")),
        Crumb(campaign.title, there),
        own,
        *more,
    ]


@require_safe
def sample(request: Request, sample_id: UUID) -> HttpResponse:
    """抽样对象 — masked, with every answer that was given."""
    shown = _sample(request, sample_id)
    asked = [(one, enquiries.shown(one)) for one in enquiries.asked(shown)]
    running = shown.frame.campaign.state == CampaignState.RUNNING
    context = {
        "shown": shown,
        "respondent": reaching.respondent(shown),
        "asked": asked,
        "may_ask": running and shown.state in WAITING,
        "may_send": running
        and shown.state in (SampleState.DRAWN, SampleState.UNREACHED)
        and reaching.way_to(shown) is not None,
        "crumbs": _crumbs(shown),
    }
    return render(request, "supervision/sample.html", context)


def call(request: Request, sample_id: UUID) -> HttpResponse:
    """回访 — the questions on one page, to be answered by keyboard while one listens."""
    return _ask(request, _sample(request, sample_id), actions.make_call, _("回访"), forms.Call)


def visit(request: Request, sample_id: UUID) -> HttpResponse:
    """走访."""
    return _ask(request, _sample(request, sample_id), actions.pay_visit, _("走访"), forms.Visit)


def _ask(
    request: Request, shown: Sample, verb: Callable[..., Any], title: str, form_class: type[forms.Answers]
) -> HttpResponse:
    questions = enquiries.question_set(timezone.localdate())
    if questions is None:
        raise Http404
    form = form_class(request.POST or None, about=questions, actor=request.actor)
    if form.is_valid() and attempt(form, verb, shown, **form.facts(), by=request.actor, at=timezone.now()):
        done_message(request, _("已登记。"))
        return redirect("supervision:sample", shown.pk)
    context = {
        "shown": shown,
        "form": form,
        "title": title,
        "respondent": reaching.respondent(shown),
        "back": reverse("supervision:sample", args=[shown.pk]),
        "crumbs": _crumbs(shown, Crumb(title)),
    }
    return render(request, "supervision/asking.html", context)


def questionnaire_sending(request: Request, sample_id: UUID) -> HttpResponse:
    """发出问卷 — the link goes to the respondent only."""
    shown = _sample(request, sample_id)
    form = Plain(sent(request), about=shown, actor=request.actor)
    if form.is_valid() and attempt(
        form, actions.send_questionnaire, shown, by=request.actor, at=timezone.now()
    ):
        done_message(request, _("问卷已发出。"))
        return redirect("supervision:sample", shown.pk)
    title, back = _("发出问卷"), reverse("supervision:sample", args=[shown.pk])
    context = {"form": form, "title": title, "back": back, "crumbs": _crumbs(shown, Crumb(title))}
    return render(request, "supervision/asked_act.html", context)


@require_safe
def suspicions(request: Request) -> HttpResponseBase:
    """疑点 — what people said against bodies, to be verified."""
    if not has_role(request.actor, Role.SUPERVISOR):
        raise Http404
    page = SUSPICIONS.read(request.GET, enquiries.suspicions(request.actor))
    return table_response(request, "supervision/suspicions.html", page, {"crumbs": [Crumb(lists.SUSPICIONS)]})


def suspicion(request: Request, suspicion_id: UUID) -> HttpResponse:
    """疑点 — open a case from it, or set it aside with the reason."""
    shown = get_object_or_404(enquiries.suspicions(request.actor), pk=suspicion_id)
    is_open = shown.state == SuspicionState.OPEN
    form = forms.SetAside(request.POST or None, about=shown, actor=request.actor)
    if form.is_valid() and attempt(
        form, actions.set_aside_suspicion, shown, **form.facts(), by=request.actor, at=timezone.now()
    ):
        done_message(request, _("已登记。"))
        return redirect("supervision:suspicion", shown.pk)
    trail = [Crumb(lists.SUSPICIONS, reverse("supervision:suspicions")), Crumb(str(shown))]
    opening = reverse("supervision:case-opening", args=[shown.org.code]) + f"?suspicions={shown.pk}"
    context = {"shown": shown, "form": form, "is_open": is_open, "opening": opening, "crumbs": trail}
    return render(request, "supervision/suspicion.html", context)
