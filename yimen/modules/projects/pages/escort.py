"""全程无偿代理 — the escorts, one of them with plan, obstacles and meetings, and the acts on it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from yimen.kernel.audit.offers import open_to
from yimen.kernel.cases.queries import cases
from yimen.kernel.documents.intake import receive
from yimen.kernel.documents.serving import serve
from yimen.kernel.orgs.queries import open_orgs
from yimen.kernel.web.acts import sent
from yimen.kernel.web.attempt import attempt
from yimen.kernel.web.pages import render, table_response
from yimen.kernel.web.request import Request
from yimen.kernel.web.shapes import Crumb
from yimen.kernel.web.tables import Column, Filter, Table
from yimen.kernel.web.words import named
from yimen.modules.projects import actions, offers, queries
from yimen.modules.projects.forms import escort as forms
from yimen.modules.projects.models import EscortService
from yimen.modules.projects.states import EscortState

from .acting import Says, act_page, offered_items, open_for

MANDATES = ("pdf", "png", "jpg")

ESCORTS = Table(
    name="escorts",
    caption=gettext_lazy("全程无偿代理"),
    default_sort="-begun_on",
    columns=[
        Column(
            "project",
            gettext_lazy("重大项目"),
            value=lambda row: row.project.name,
            link=lambda row: reverse("projects:escort", args=[row.pk]),
        ),
        Column("number", gettext_lazy("项目编号"), value=lambda row: row.project.number, nowrap=True),
        Column("officer", gettext_lazy("代理专员"), value=lambda row: named(row.officer)),
        Column("begun_on", gettext_lazy("开始日期"), sort="begun_on"),
        Column("state", gettext_lazy("状态"), value=lambda row: row.get_state_display()),
        Column("rating", gettext_lazy("委托人评价"), number=True),
    ],
    filters=[
        Filter(
            "q",
            gettext_lazy("项目名称或者编号"),
            lookups=["project__name__icontains", "project__number__startswith"],
        ),
        Filter("state", gettext_lazy("状态"), kind="choice", choices=EscortState),
        Filter("begun", gettext_lazy("开始日期"), kind="dates", lookup="begun_on"),
    ],
    empty=gettext_lazy("没有符合条件的全程代理。"),
)


def _crumbs(*steps: Crumb) -> list[Crumb]:
    return [
        Crumb(_("重大项目窗口"), reverse("projects:vip")),
        Crumb(_("全程无偿代理"), reverse("projects:escorts")),
        *steps,
    ]


@require_safe
def escorts(request: Request) -> HttpResponseBase:
    """全程无偿代理 — those that the actor sees."""
    if not queries.sees_projects(request.actor):
        raise Http404
    page = ESCORTS.read(request.GET, queries.escorts(request.actor))
    context = {
        "title": _("全程无偿代理"),
        "lead": _("代理不收取任何费用；从项目页面开始。"),
        "crumbs": [_crumbs()[0], Crumb(_("全程无偿代理"))],
    }
    return table_response(request, "projects/vip_list.html", page, context)


@require_safe
def escort(request: Request, escort_id: UUID) -> HttpResponse:
    """一个项目的全程代理 — plan, milestones, obstacles, meetings, rating."""
    found = get_object_or_404(queries.escorts(request.actor), pk=escort_id)
    open_offers = open_to(request.actor, found, offers.OF_ESCORT)
    context = {
        "escort": found,
        "steps": found.steps.select_related("case"),
        "obstacles": found.obstacles.select_related("org"),
        "meetings": found.meetings.all(),
        "offers": open_offers,
        "keeps": any(one.act == "plan_step" for one in open_offers),
        "crumbs": _crumbs(Crumb(found.project.name)),
    }
    return render(request, "projects/escort.html", context)


@require_safe
def mandate(request: Request, escort_id: UUID) -> HttpResponseBase:
    """委托书."""
    found = get_object_or_404(queries.escorts(request.actor), pk=escort_id)
    return serve(found.mandate, filename=_("委托书"), inline=True, request=request)


def escort_beginning(request: Request, project_id: UUID) -> HttpResponse:
    """开始全程无偿代理."""
    found = open_for(request, queries.projects(request.actor), project_id, "begin_escort")
    officers = queries.officers(found.org, timezone.localdate())
    form = forms.EscortBeginning(sent(request), request.FILES or None, officers=officers)
    given = form.cleaned_data["mandate"] if form.is_valid() else None
    received = attempt(form, receive, given, filename=given.name, formats=MANDATES) if given else None
    says = Says(_("开始全程无偿代理"), _("开始代理"), _("已开始全程无偿代理。"), found.name)
    back = reverse("projects:project", args=[found.pk])
    return act_page(
        request,
        form,
        actions.begin_escort,
        found,
        says=says,
        back=back,
        crumbs=_crumbs(Crumb(says.title)),
        facts=lambda: form.cleaned_data | {"mandate": received},
    )


def step_plan(request: Request, escort_id: UUID) -> HttpResponse:
    """安排代理计划事项."""
    found = _open(request, escort_id, "plan_step")
    form = forms.StepPlan(sent(request), items=offered_items())
    says = Says(_("安排代理计划事项"), _("列入计划"), _("已列入计划。"))
    return _acted(request, form, actions.plan_step, found, says)


def step_reaching(request: Request, escort_id: UUID, step_id: UUID) -> HttpResponse:
    """完成代理计划事项."""
    found = _open(request, escort_id, "reach_step")
    step = get_object_or_404(found.steps, pk=step_id)
    form = forms.StepReaching(
        sent(request), cases=cases(request.actor), initial={"reached_on": timezone.localdate()}
    )
    says = Says(_("完成代理计划事项"), _("登记完成"), _("已登记完成。"), step.name)
    facts = lambda: {"step": step, **form.cleaned_data}  # noqa: E731
    return _acted(request, form, actions.reach_step, found, says, facts)


def obstacle(request: Request, escort_id: UUID) -> HttpResponse:
    """提出代理障碍."""
    found = _open(request, escort_id, "raise_obstacle")
    form = forms.Obstacle(sent(request), orgs=open_orgs(timezone.localdate()).order_by("path"))
    says = Says(_("提出代理障碍"), _("提出"), _("已登记障碍。"))
    return _acted(request, form, actions.raise_obstacle, found, says)


def obstacle_solution(request: Request, escort_id: UUID, obstacle_id: UUID) -> HttpResponse:
    """解决代理障碍."""
    found = _open(request, escort_id, "solve_obstacle")
    raised = get_object_or_404(found.obstacles, pk=obstacle_id)
    form = forms.Solution(sent(request))
    says = Says(_("解决代理障碍"), _("登记解决"), _("已登记解决。"), raised.text)
    facts = lambda: {"obstacle": raised, **form.cleaned_data}  # noqa: E731
    return _acted(request, form, actions.solve_obstacle, found, says, facts)


def meeting(request: Request, escort_id: UUID) -> HttpResponse:
    """登记代理协调会."""
    found = _open(request, escort_id, "minute_meeting")
    says = Says(_("登记代理协调会"), _("登记纪要"), _("已登记纪要。"))
    return _acted(request, forms.Meeting(sent(request)), actions.minute_meeting, found, says)


def handing_on(request: Request, escort_id: UUID) -> HttpResponse:
    """更换代理专员."""
    found = _open(request, escort_id, "hand_on_escort")
    officers = queries.officers(found.org, timezone.localdate()).exclude(pk=found.officer_id)
    says = Says(_("更换代理专员"), _("更换"), _("已更换代理专员。"))
    return _acted(
        request, forms.HandingOn(sent(request), officers=officers), actions.hand_on_escort, found, says
    )


def conclusion(request: Request, escort_id: UUID) -> HttpResponse:
    """代理完毕."""
    found = _open(request, escort_id, "conclude_escort")
    says = Says(_("登记代理完毕"), _("登记完毕"), _("已登记，等待委托人评价。"))
    return _acted(request, forms.Conclusion(sent(request)), actions.conclude_escort, found, says)


def rating(request: Request, escort_id: UUID) -> HttpResponse:
    """评价全程代理."""
    found = _open(request, escort_id, "rate_escort")
    lead = _("代理是免费的。如果有人向您收取费用，请在评价意见中写明。")
    says = Says(_("评价全程代理"), _("评价"), _("谢谢您的评价。"), lead)
    return _acted(request, forms.Rating(sent(request)), actions.rate_escort, found, says)


def _open(request: Request, escort_id: UUID, verb: str) -> EscortService:
    return open_for(request, queries.escorts(request.actor), escort_id, verb)


def _acted(
    request: Request,
    form: Any,
    act: Any,
    found: EscortService,
    says: Says,
    facts: Callable[[], Mapping[str, Any]] | None = None,
) -> HttpResponse:
    back = reverse("projects:escort", args=[found.pk])
    crumbs = _crumbs(Crumb(found.project.name, back), Crumb(says.title))
    return act_page(request, form, act, found, says=says, back=back, crumbs=crumbs, facts=facts)
