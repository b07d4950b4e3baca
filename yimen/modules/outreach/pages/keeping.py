"""Those who keep a centre: its points, its agents, who takes over."""

from __future__ import annotations

from uuid import UUID

from django.forms import Form
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from yimen.kernel.base.refusals import Text
from yimen.kernel.web.acts import show_act
from yimen.kernel.web.attempt import attempt, done_message
from yimen.kernel.web.pages import render, table_response
from yimen.kernel.web.request import Request
from yimen.kernel.web.shapes import Badge, Crumb
from yimen.kernel.web.tables import Column, Filter, Table
from yimen.kernel.web.words import named
from yimen.modules.outreach import actions, queries
from yimen.modules.outreach.forms import keeping as forms
from yimen.modules.outreach.models import Agent
from yimen.modules.outreach.states import AgentKind


def _serving(row: Agent) -> Badge:
    return Badge(_("已解聘")) if row.until is not None else Badge(_("在任"), tone="success")


AGENTS = Table(
    columns=[
        Column(
            "person",
            gettext_lazy("姓名"),
            value=lambda row: named(row.person),
            link=lambda row: reverse("outreach:agent", args=[row.pk]),
        ),
        Column("kind", gettext_lazy("类型"), value=lambda row: row.get_kind_display()),
        Column(
            "point",
            gettext_lazy("代理点"),
            value=lambda row: named(row.point),
            link=lambda row: reverse("outreach:point", args=[row.point_id]),
        ),
        Column("since", gettext_lazy("聘任日期"), sort="since"),
        Column("state", gettext_lazy("状态"), value=_serving),
        Column(
            "stand_in",
            gettext_lazy("接替人"),
            value=lambda row: named(row.stand_in.person) if row.stand_in else "—",
        ),
    ],
    filters=[
        Filter(
            "q", gettext_lazy("姓名或者代理点"), lookups=["person__name__icontains", "point__name__icontains"]
        ),
        Filter("kind", gettext_lazy("类型"), kind="choice", choices=AgentKind),
    ],
    default_sort="-since",
    name="agents",
    caption=gettext_lazy("代理员"),
    empty=gettext_lazy("还没有代理员。请在代理点的页面上聘任。"),
)


@require_safe
def agents(request: Request) -> HttpResponseBase:
    """代理员 — of the centres that the actor keeps."""
    context = {
        "centres": queries.managed_centres(request.actor),
        "crumbs": _way(_("代理员"))[1:],
    }
    page = AGENTS.read(request.GET, queries.agents(request.actor))
    return table_response(request, "outreach/agents.html", page, context)


@require_safe
def agent(request: Request, agent_id: UUID) -> HttpResponse:
    """代理员档案 — since when, by which instrument, who takes over, what is open."""
    shown = _agent(request, agent_id)
    context = {
        "agent": shown,
        "open_count": queries.open_errands_of(shown).count(),
        "crumbs": _way(named(shown.person)),
    }
    return render(request, "outreach/agent.html", context)


def opening(request: Request, code: str) -> HttpResponse:
    """设立代理点 — under a centre that the actor keeps."""
    org = get_object_or_404(queries.managed_centres(request.actor), code=code)
    form = forms.Opening(request.POST or None, org=org)
    if form.is_valid():
        done = attempt(
            form, actions.open_point, org, **form.cleaned_data, by=request.actor, at=timezone.now()
        )
        if done is not None:
            done_message(request, _("代理点已设立。"))
            return redirect("outreach:point", done.point.pk)
    return _form_page(request, form, _("设立代理点"), named(org))


def closing(request: Request, point_id: UUID) -> HttpResponse:
    """撤销代理点 — when nobody serves there any more."""
    point = get_object_or_404(queries.managed_points(request.actor), pk=point_id)
    form = forms.Reason(request.POST or None)
    if form.is_valid() and attempt(
        form, actions.close_point, point, **form.cleaned_data, by=request.actor, at=timezone.now()
    ):
        done_message(request, _("代理点已撤销。"))
        return redirect("outreach:agents")
    return _form_page(request, form, _("撤销代理点"), named(point), danger=True)


def appointment(request: Request, point_id: UUID) -> HttpResponse:
    """聘任代理员 — one who holds the post serves at this point."""
    point = get_object_or_404(queries.managed_points(request.actor), pk=point_id)
    form = forms.Appointment(request.POST or None, point=point, on=timezone.localdate())
    if form.is_valid() and attempt(
        form, actions.appoint_agent, point, **form.cleaned_data, by=request.actor, at=timezone.now()
    ):
        done_message(request, _("代理员已聘任。"))
        return redirect("outreach:point", point.pk)
    return _form_page(request, form, _("聘任代理员"), named(point))


def stand_in(request: Request, agent_id: UUID) -> HttpResponse:
    """指定接替人 — to whom open errands go when this agent leaves."""
    shown = _serving_agent(request, agent_id)
    form = forms.StandIn(request.POST or None, agent=shown, on=timezone.localdate())
    if form.is_valid() and attempt(
        form, actions.name_stand_in, shown, **form.cleaned_data, by=request.actor, at=timezone.now()
    ):
        done_message(request, _("接替人已指定。"))
        return redirect("outreach:agent", shown.pk)
    return _form_page(request, form, _("指定接替人"), named(shown.person))


def ending(request: Request, agent_id: UUID) -> HttpResponse:
    """解聘代理员 — what is open goes to the stand-in."""
    shown = _serving_agent(request, agent_id)
    form = forms.Reason(request.POST or None)
    if form.is_valid() and attempt(
        form, actions.end_agent, shown, **form.cleaned_data, by=request.actor, at=timezone.now()
    ):
        done_message(request, _("代理员已解聘，未办结的代办事项已经移交。"))
        return redirect("outreach:agents")
    return _form_page(request, form, _("解聘代理员"), named(shown.person), danger=True)


def _agent(request: Request, agent_id: UUID) -> Agent:
    return get_object_or_404(queries.agents(request.actor), pk=agent_id)


def _serving_agent(request: Request, agent_id: UUID) -> Agent:
    shown = _agent(request, agent_id)
    if shown.until is not None:
        raise Http404
    return shown


def _form_page(
    request: Request, form: Form, title: Text, lead: Text, *, danger: bool = False
) -> HttpResponse:
    return show_act(request, form, title, _way(title)[:1], lead=lead, kind="danger" if danger else "primary")


def _way(title: Text) -> list[Crumb]:
    return [Crumb(_("代理员"), reverse("outreach:agents")), Crumb(title)]
