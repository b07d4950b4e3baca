"""分派规则 and 审核小组."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils import timezone
from ninja import Field, Schema, Status

from yimen.kernel.orgs.models import Org, Section
from yimen.kernel.web.request import Request
from yimen.modules.approvals import actions, procedures
from yimen.modules.approvals.models import Item, RoutingRule, Team

from .found import examiner
from .routes import router
from .schemas import PROBLEMS


class TeamIn(Schema):
    """审核小组."""

    name: str = Field(max_length=60)
    members: list[UUID]


class MembersIn(Schema):
    """审核小组成员."""

    members: list[UUID]


class TeamOut(Schema):
    """审核小组."""

    id: UUID
    name: str
    members: list[str]

    @staticmethod
    def resolve_members(team: Team) -> list[str]:
        return [one.name for one in team.members.order_by("name")]


class RuleIn(Schema):
    """分派规则 — item by code, section by code, a person or a team by id."""

    item: str = ""
    section: str = ""
    person: UUID | None = None
    team: UUID | None = None


class RuleOut(Schema):
    """分派规则."""

    id: UUID
    text: str
    since: date
    until: date | None

    @staticmethod
    def resolve_text(rule: RoutingRule) -> str:
        return str(rule)


def own_body(request: Request) -> Org:
    """The body for which the asker keeps rules; else Http404."""
    org = procedures.routing_body(request.actor)
    if org is None:
        raise Http404
    return org


@router.get("/routing-rules", response=list[RuleOut])
def routing_rules(request: Request) -> list[RoutingRule]:
    """分派规则 — of the own body."""
    return list(procedures.routing_rules(request.actor)[:500])


@router.post("/routing-rules", response={201: RuleOut, **PROBLEMS})
def add_routing_rule(request: Request, body: RuleIn) -> Status[RoutingRule]:
    """设定分派规则."""
    org = own_body(request)
    done = actions.add_routing_rule(
        org,
        item=get_object_or_404(Item, org=org, code=body.item) if body.item else None,
        section=get_object_or_404(Section, org=org, code=body.section) if body.section else None,
        person=examiner(body.person) if body.person else None,
        team=get_object_or_404(procedures.teams(request.actor), pk=body.team) if body.team else None,
        by=request.actor,
        at=timezone.now(),
    )
    return Status(201, done.rule)


@router.post("/routing-rules/{rule_id}/end", response={201: RuleOut, **PROBLEMS})
def end_routing_rule(request: Request, rule_id: UUID) -> Status[RoutingRule]:
    """停用分派规则."""
    found = get_object_or_404(procedures.routing_rules(request.actor), pk=rule_id)
    return Status(201, actions.end_routing_rule(found, by=request.actor, at=timezone.now()).rule)


@router.get("/teams", response=list[TeamOut])
def teams(request: Request) -> list[Team]:
    """审核小组 — of the own body."""
    return list(procedures.teams(request.actor)[:200])


@router.post("/teams", response={201: TeamOut, **PROBLEMS})
def form_team(request: Request, body: TeamIn) -> Status[Team]:
    """组建审核小组."""
    members = [examiner(one) for one in body.members]
    done = actions.form_team(
        own_body(request), name=body.name, members=members, by=request.actor, at=timezone.now()
    )
    return Status(201, done.team)


@router.post("/teams/{team_id}/members", response={201: TeamOut, **PROBLEMS})
def change_team(request: Request, team_id: UUID, body: MembersIn) -> Status[Team]:
    """调整审核小组."""
    found = get_object_or_404(procedures.teams(request.actor), pk=team_id)
    members = [examiner(one) for one in body.members]
    return Status(201, actions.change_team(found, members=members, by=request.actor, at=timezone.now()).team)
