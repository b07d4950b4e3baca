"""代办事项: the desk of agents and centres, one errand, the own list, what is brought to a point."""

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
from django.views.decorators.http import require_GET, require_safe

from yimen.kernel.base.actor import Actor
from yimen.kernel.base.ids import new_id
from yimen.kernel.documents.serving import serve
from yimen.kernel.people.actor import person_actor
from yimen.kernel.web.acts import sent
from yimen.kernel.web.attempt import attempt, done_message
from yimen.kernel.web.once import once_key
from yimen.kernel.web.pages import render, table_response
from yimen.kernel.web.request import Request
from yimen.kernel.web.shapes import Badge, Crumb, Tab, Tone, state_badges
from yimen.kernel.web.tables import Column, Filter, Table
from yimen.kernel.web.words import named
from yimen.modules.approvals import public as approvals
from yimen.modules.outreach import actions, menu, queries
from yimen.modules.outreach.forms import asking
from yimen.modules.outreach.forms.keeping import Confirmed
from yimen.modules.outreach.models import Errand, Mandate
from yimen.modules.outreach.permissions import Permission
from yimen.modules.outreach.states import ErrandState
from yimen.modules.outreach.story import steps, story

from .acts import crumbs, offers, seen
from .public import point_of

TONES: dict[str, Tone] = {
    ErrandState.REQUESTED: "warning",
    ErrandState.DELIVERED: "success",
    ErrandState.ARCHIVED: "neutral",
    ErrandState.FOLLOWED_UP: "success",
    ErrandState.RETURNED: "danger",
    ErrandState.CANCELLED: "neutral",
}


state_badge = state_badges(TONES, "info")


def due_shown(row: Errand) -> object:
    """The day by which it goes on; late is computed here, stored nowhere."""
    if row.state != ErrandState.PRE_CHECKED or row.forward_due_on is None:
        return None
    if row.forward_due_on < timezone.localdate():
        return Badge(_("逾期未送"), tone="danger")
    return row.forward_due_on


def handled_table(actor: Actor) -> Table:
    """The list as this reader has it."""

    def waits(rows: QuerySet[Errand], _value: Any) -> QuerySet[Errand]:
        return queries.waiting_for(actor, rows)

    return Table(
        columns=[
            Column(
                "service",
                gettext_lazy("代办事项"),
                value=lambda row: named(row.service),
                link=lambda row: reverse("outreach:errand", args=[row.pk]),
            ),
            Column("number", gettext_lazy("代办编号"), value=lambda row: row.number or "—"),
            Column("principal", gettext_lazy("委托人"), value=lambda row: row.masked_principal),
            Column("state", gettext_lazy("状态"), value=state_badge),
            Column("point", gettext_lazy("代理点"), value=lambda row: named(row.point)),
            Column("agent", gettext_lazy("代理员"), value=lambda row: str(row.agent or "—")),
            Column("due", gettext_lazy("应送日期"), value=due_shown),
            Column("requested_at", gettext_lazy("提出时间"), sort="requested_at"),
        ],
        filters=[
            Filter("number", gettext_lazy("代办编号"), lookup="number__icontains"),
            Filter("waits", gettext_lazy("只看等我办理的"), kind="flag", apply=waits),
            Filter("state", gettext_lazy("状态"), kind="choice", choices=ErrandState),
            Filter("requested", gettext_lazy("提出日期"), kind="dates", lookup="requested_on", more=True),
        ],
        default_sort="-requested_at",
        name="errands",
        caption=gettext_lazy("代办事项"),
        empty=gettext_lazy("没有符合条件的代办事项。"),
    )


@require_safe
def errands(request: Request) -> HttpResponseBase:
    """代办事项 — what the actor carries or oversees; names masked."""
    counts = queries.waiting_counts(request.actor)
    context = {
        "tabs": [
            Tab(state.label, f"?state={state.value}", count=counts[state.value])
            for state in ErrandState
            if counts.get(state.value)
        ],
        "advises": menu.carries(request.actor),
        "crumbs": [Crumb(_("代办事项"))],
    }
    page = handled_table(request.actor).read(request.GET, queries.handled_errands(request.actor))
    return table_response(request, "outreach/errands.html", page, context)


@require_safe
def errand(request: Request, errand_id: UUID) -> HttpResponse:
    """一项代办 — who carries it, how far it is, what can be done now."""
    shown, actor, today = seen(request, errand_id), request.actor, timezone.localdate()
    mine = str(shown.principal_id) == actor.id
    progress = approvals.progress(shown.application_id, today) if shown.application_id else None
    context = {
        "errand": shown,
        "badge": state_badge(shown),
        "is_mine": mine,
        "steps": steps(shown),
        "moments": story(shown),
        "offers": offers(shown, actor),
        "progress": progress,
        "mandate": shown.mandate,
        "entrusted": queries.services_in(shown.mandate) if shown.mandate else [],
        "visit": getattr(shown, "home_visit", None),
        "follow_up": getattr(shown, "follow_up", None)
        if actor.may(Permission.ERRAND_FOLLOW_UP, shown)
        else None,
        "crumbs": crumbs(request, shown),
    }
    return render(request, "outreach/errand.html", context)


@require_safe
def mine(request: Request) -> HttpResponse:
    """我的代办 — what others carry for me, and whom I have entrusted."""
    context = {
        "errands": queries.own_errands(request.actor)[:50],
        "crumbs": [Crumb(_("我的代办"))],
    }
    return render(request, "outreach/mine.html", context)


@require_GET
def proof(request: Request, errand_id: UUID) -> HttpResponseBase:
    """委托书 — the signed form or the photograph of the thumb-print."""
    shown = seen(request, errand_id)
    if shown.mandate is None or shown.mandate.proof is None:
        raise Http404
    return serve(shown.mandate.proof, filename=_("委托书"), inline=True, request=request)


@require_GET
def visit_proof(request: Request, errand_id: UUID) -> HttpResponseBase:
    """签收照片 — what was signed or photographed at the door."""
    visit = getattr(seen(request, errand_id), "home_visit", None)
    if visit is None or visit.proof is None:
        raise Http404
    return serve(visit.proof, filename=_("签收"), inline=True, request=request)


def requesting(request: Request, point_id: UUID) -> HttpResponse:
    """提出代办 — by oneself, or before an agent or the centre, who read the document that is shown."""
    point, today = point_of(point_id), timezone.localdate()
    person = person_actor(request.actor)
    if person is None or (person.is_staff and not menu.brings(request.actor)):
        raise Http404
    key = once_key(request) or new_id()
    make = asking.RequestBefore if person.is_staff else asking.Request
    form = make(request.POST or None, point=point, on=today)
    if form.is_valid():
        principal = form.principal if isinstance(form, asking.RequestBefore) else person.person
        facts = {"errand_id": key, "principal": principal, **form.facts()}
        done = attempt(form, actions.request_errand, point, **facts, by=request.actor, at=timezone.now())
        if done is not None or queries.errands(request.actor).filter(pk=key).exists():
            done_message(request, _("已登记代办。签署委托以后，代理员开始办理。"))
            return redirect("outreach:errand", key)
    way = [Crumb(_("代办服务"), reverse("outreach:points"))]
    shown = {"point": point, "form": form, "crumbs": [*way, Crumb(named(point)), Crumb(_("提出代办"))]}
    return render(request, "outreach/requesting.html", shown)


def beginning(request: Request, mandate_id: UUID) -> HttpResponse:
    """依委托再办 — another item of a mandate that stands, without a new signature."""
    mandate = get_object_or_404(queries.usable_mandates(request.actor), pk=mandate_id)
    key, agents = once_key(request) or new_id(), queries.agents_to_begin(request.actor, mandate)
    if queries.errands(request.actor).filter(pk=key).exists():  # sent twice: begun already
        return redirect("outreach:errand", key)
    form = asking.Beginning(request.POST or None, mandate=mandate, agents=agents)
    if form.is_valid():
        facts = {"errand_id": key, **form.cleaned_data}
        if attempt(form, actions.begin_errand, mandate, **facts, by=request.actor, at=timezone.now()):
            done_message(request, _("已登记代办，不需要重新签署委托。"))
            return redirect("outreach:errand", key)
    context = {
        "mandate": mandate,
        "services": queries.services_in(mandate),
        "has_more": queries.services_left(mandate).exists(),
        "form": form,
        "crumbs": [_list_crumb(request, mandate), Crumb(_("依委托再办一项"))],
    }
    return render(request, "outreach/beginning.html", context)


def _list_crumb(request: Request, mandate: Mandate) -> Crumb:
    """The list from which the reader came: the own one, or that of the desk."""
    if str(mandate.principal_id) == request.actor.id:
        return Crumb(_("我的代办"), reverse("outreach:mine"))
    return Crumb(_("代办事项"), reverse("outreach:errands"))


def revocation(request: Request, mandate_id: UUID) -> HttpResponse:
    """撤销委托 — at any time, without a reason."""
    mandate = get_object_or_404(queries.mandates(request.actor), pk=mandate_id)
    form = Confirmed(sent(request))
    if form.is_valid() and attempt(
        form, actions.revoke_mandate, mandate, by=request.actor, at=timezone.now()
    ):
        done_message(request, _("委托已撤销，代理员不能再为您办理。"))
        is_mine = str(mandate.principal_id) == request.actor.id
        return redirect("outreach:mine" if is_mine else "outreach:errands")
    context = {
        "mandate": mandate,
        "errands": queries.open_errands_under(mandate),
        "form": form,
        "crumbs": [_list_crumb(request, mandate), Crumb(_("撤销委托"))],
    }
    return render(request, "outreach/revocation.html", context)


def advice(request: Request) -> HttpResponse:
    """登记咨询 — somebody asked and was answered; no name is asked for."""
    agencies = queries.own_agencies(request.actor)
    if not agencies:
        raise Http404
    form = asking.AdviceGiven(request.POST or None, agencies=agencies)
    if form.is_valid():
        key = once_key(request) or new_id()
        facts = {"advice_id": key, **form.facts()}
        agent = form.cleaned_data["agent"]
        if attempt(form, actions.log_advice, agent, **facts, by=request.actor, at=timezone.now()):
            done_message(request, _("咨询已登记。"))
            return redirect("outreach:errands")
    latest = queries.advice(request.actor)[:20]
    way = [Crumb(_("代办事项"), reverse("outreach:errands")), Crumb(_("登记咨询"))]
    return render(request, "outreach/advice.html", {"form": form, "latest": latest, "crumbs": way})
