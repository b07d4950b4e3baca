"""权力下放: the public list of what was devolved and entrusted, who takes an item in where, and the acts behind it."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET

from yimen.kernel.audit.offers import Offer, open_to
from yimen.kernel.orgs.models import Org
from yimen.kernel.people.actor import person_actor
from yimen.kernel.people.roles import Role
from yimen.kernel.web.acts import sent
from yimen.kernel.web.attempt import attempt, done_message
from yimen.kernel.web.pages import render, table_response
from yimen.kernel.web.request import Request
from yimen.kernel.web.shapes import Badge, Crumb, Tone, state_badges
from yimen.kernel.web.tables import Column, Filter, Table
from yimen.kernel.web.words import briefly, cn_date, named
from yimen.modules.approvals import actions, delegations, queries, routing
from yimen.modules.approvals.forms import delegation as forms
from yimen.modules.approvals.models import DelegationGrant, DelegationLine, Item
from yimen.modules.approvals.states import DelegationKind, DelegationState

from .sheets import require_may, sheet

TONES: dict[str, Tone] = {"in_force": "success", "published": "info", "draft": "warning"}
AS_IT_STANDS = state_badges(TONES)


def state_badge(grant: DelegationGrant) -> Badge:
    """状态 — one whose end was decided holds until its last day has passed."""
    if grant.state == DelegationState.ENDED and grant.ends_on and grant.ends_on > timezone.localdate():
        return Badge(_("施行中，将于%(day)s终止") % {"day": cn_date(grant.ends_on)}, "warning")
    return AS_IT_STANDS(grant)


def _grant_page(row: DelegationLine) -> str:
    return reverse("approvals:delegation", args=[row.grant_id])


LINES = Table(
    columns=[
        Column(
            "item",
            gettext_lazy("事项"),
            value=lambda row: named(row.item),
            sort="item__pinyin",
            link=_grant_page,
        ),
        Column("giver", gettext_lazy("原机关"), value=lambda row: briefly(row.item.org)),
        Column(
            "receiver", gettext_lazy("承接机关"), value=lambda row: named(row.receiver), sort="receiver__path"
        ),
        Column("territory", gettext_lazy("区域"), value=lambda row: named(row.territory)),
        Column("kind", gettext_lazy("方式"), value=lambda row: row.get_kind_display()),
        Column("projects", gettext_lazy("项目范围"), value=delegations.projects_in_words),
        Column("starts_on", gettext_lazy("施行日期"), sort="starts_on"),
        Column("ends_on", gettext_lazy("失效日期")),
        Column("instrument", gettext_lazy("文件"), value=lambda row: row.grant.instrument_no),
        Column("state", gettext_lazy("状态"), value=lambda row: state_badge(row.grant)),
    ],
    filters=[
        Filter(
            "q",
            gettext_lazy("事项、机关或者文号"),
            lookups=[
                "item__name__icontains",
                "item__name_en__icontains",
                "receiver__name__icontains",
                "grant__instrument_no__icontains",
            ],
        ),
        Filter("kind", gettext_lazy("方式"), kind="choice", choices=DelegationKind),
        Filter(
            "place",
            gettext_lazy("区域"),
            kind="choice",
            lookup="territory_id",
            choices=lambda: [(one.pk, named(one)) for one in delegations.places()],
        ),
        Filter("state", gettext_lazy("状态"), kind="choice", lookup="grant__state", choices=DelegationState),
    ],
    default_sort="item",
    name="delegations",
    caption=gettext_lazy("权力下放"),
    empty=gettext_lazy("没有符合条件的下放、委托。"),
)


@login_not_required
@require_GET
def list_of_delegations(request: Request) -> HttpResponseBase:
    """权力下放 — every item that another body takes in, where, from when, by which instrument."""
    page = LINES.read(request.GET, delegations.lines(request.actor))
    context = {"crumbs": [Crumb(_("权力下放"))], "may_draft": bool(_bodies(request))}
    return table_response(request, "approvals/list_of_delegations.html", page, context)


OFFERS = (
    Offer(actions.publish_delegation, gettext_lazy("公布"), "approvals:delegation-publication", "primary"),
    Offer(actions.amend_delegation, gettext_lazy("修改草稿"), "approvals:delegation-amendment"),
    Offer(actions.confirm_hand_over_point, gettext_lazy("确认交接"), "approvals:hand-over-point"),
    Offer(actions.end_delegation, gettext_lazy("终止下放"), "approvals:delegation-end", "danger"),
)


@login_not_required
@require_GET
def delegation(request: Request, grant_id: UUID) -> HttpResponse:
    """下放决定 — one instrument: items, receivers, places, and how far the hand-over is."""
    grant = _grant(request, grant_id)
    context = {
        "grant": grant,
        "state": state_badge(grant),
        "lines": delegations.lines(request.actor).filter(grant=grant),
        "points": delegations.points(grant),
        "offers": open_to(request.actor, grant, OFFERS),
        "crumbs": _crumbs(grant),
    }
    return render(request, "approvals/delegation.html", context)


@login_not_required
@require_GET
def whereabouts(request: Request, code: str) -> HttpResponse:
    """在哪里办 — who takes the item in, for one's own place and project: exactly one body."""
    today = timezone.localdate()
    item = get_object_or_404(queries.guide(today), code=code)
    asked = routing.asked_about(item, today) | {"place"}
    form = forms.Where(request.GET or None, asked=asked)
    route = None
    if form.is_valid() and form.place_given:
        route = routing.route_anew(item, form.place_given, form.project, received_on=today)
    own = delegations.receivers_item(route.org, item, today) if route else None
    crumbs = [Crumb(_("办事指南"), reverse("approvals:guide"))]
    crumbs += [Crumb(named(item), reverse("approvals:item", args=[code])), Crumb(_("在哪里办"))]
    context = {"item": item, "form": form, "route": route, "own_item": own, "crumbs": crumbs}
    return render(request, "approvals/whereabouts.html", context)


def delegation_draft(request: Request) -> HttpResponse:
    """起草下放决定 — by the editors of the body whose items they are."""
    today, bodies, wanted = timezone.localdate(), _bodies(request), request.GET.get("org", "")
    org = next((one for one in bodies if wanted in ("", one.code)), None)
    if org is None:
        raise Http404
    items = delegations.own_items(request.actor, today).filter(org=org)
    form = forms.Drafting(sent(request), items=items, org=org, today=today)
    if form.is_valid():
        done = attempt(
            form, actions.draft_delegation, org, **form.facts(), by=request.actor, at=timezone.now()
        )
        if done:
            done_message(request, _("已起草，由目录审定人员公布后生效。"))
            return redirect("approvals:delegation", done.grant.pk)
    crumbs = [Crumb(_("权力下放"), reverse("approvals:delegations")), Crumb(_("起草下放决定"))]
    context = {"org": org, "others": [one for one in bodies if one != org]}
    return sheet(request, "delegation_draft", form, _("保存草稿"), crumbs, context)


def delegation_amendment(request: Request, grant_id: UUID) -> HttpResponse:
    """修改下放决定 — while it is a draft: what is wrong in it, or a first day that has passed."""
    grant, today = _grant(request, grant_id), timezone.localdate()
    require_may(request, "amend_delegation", grant)
    items = delegations.own_items(request.actor, today).filter(org=grant.org)
    form = forms.Drafting(sent(request), items=items, org=grant.org, today=today, grant=grant)
    facts: dict[str, Any] = {"by": request.actor, "at": timezone.now()}
    if form.is_valid() and attempt(form, actions.amend_delegation, grant, **form.facts(), **facts):
        done_message(request, _("已修改，由目录审定人员公布后生效。"))
        return redirect("approvals:delegation", grant_id)
    crumbs = [*_crumbs(grant, linked=True), Crumb(_("修改草稿"))]
    return sheet(request, "delegation_amendment", form, _("保存草稿"), crumbs, {"org": grant.org})


def delegation_publication(request: Request, grant_id: UUID) -> HttpResponse:
    """公布下放决定 — by another person than the drafter."""
    grant = _grant(request, grant_id)
    require_may(request, "publish_delegation", grant)
    form = forms.Publication(sent(request), initial={"published_on": grant.published_on})
    facts: dict[str, Any] = {"by": request.actor, "at": timezone.now()}
    if form.is_valid() and attempt(form, actions.publish_delegation, grant, **form.cleaned_data, **facts):
        done_message(request, _("已公布。"))
        return redirect("approvals:delegation", grant_id)
    crumbs = [*_crumbs(grant, linked=True), Crumb(_("公布"))]
    context = {"grant": grant, "lines": delegations.lines(request.actor).filter(grant=grant)}
    return sheet(request, "delegation_publication", form, _("公布"), crumbs, context)


def delegation_end(request: Request, grant_id: UUID) -> HttpResponse:
    """终止下放 — from a day on the body itself is competent again."""
    grant = _grant(request, grant_id)
    require_may(request, "end_delegation", grant)
    form = forms.Ending(sent(request), first=timezone.localdate())
    facts: dict[str, Any] = {"by": request.actor, "at": timezone.now()}
    if form.is_valid() and attempt(form, actions.end_delegation, grant, **form.cleaned_data, **facts):
        first = {"day": cn_date(form.cleaned_data["ends_on"]), "body": named(grant.org)}
        done_message(request, _("已登记终止，自%(day)s起由%(body)s受理。") % first)
        return redirect("approvals:delegation", grant_id)
    crumbs = [*_crumbs(grant, linked=True), Crumb(_("终止下放"))]
    return sheet(request, "delegation_end", form, _("终止下放"), crumbs, {"grant": grant})


def hand_over_point(request: Request, grant_id: UUID) -> HttpResponse:
    """确认交接 — training, seals, forms, data, archived cases."""
    grant = _grant(request, grant_id)
    require_may(request, "confirm_hand_over_point", grant)
    form = forms.Confirming(sent(request), grant=grant)
    facts: dict[str, Any] = {"by": request.actor, "at": timezone.now()}
    if form.is_valid() and attempt(
        form, actions.confirm_hand_over_point, grant, **form.cleaned_data, **facts
    ):
        done_message(request, _("已确认。"))
        return redirect("approvals:delegation", grant_id)
    crumbs = [*_crumbs(grant, linked=True), Crumb(_("确认交接"))]
    return sheet(request, "hand_over_point", form, _("确认"), crumbs, {"grant": grant})


def _grant(request: Request, grant_id: UUID) -> DelegationGrant:
    return get_object_or_404(delegations.delegations(request.actor), pk=grant_id)


def _crumbs(grant: DelegationGrant, *, linked: bool = False) -> list[Crumb]:
    here = reverse("approvals:delegation", args=[grant.pk]) if linked else ""
    return [Crumb(_("权力下放"), reverse("approvals:delegations")), Crumb(grant.shown_title, here)]


def _bodies(request: Request) -> list[Org]:
    """The bodies for which the actor drafts: those of the posts as editor, with items of their own."""
    person = person_actor(request.actor)
    posts = person.posts if person else []
    bodies = list(dict.fromkeys(one.org for one in posts if one.role == Role.CATALOGUE_EDITOR))
    have = set(Item.objects.filter(org__in=bodies).values_list("org_id", flat=True)) if bodies else set()
    return [one for one in bodies if one.pk in have]
