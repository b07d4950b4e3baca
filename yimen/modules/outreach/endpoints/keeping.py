"""Those who keep a centre: points and agents."""

from __future__ import annotations

from uuid import UUID

from django.shortcuts import get_object_or_404
from django.utils import timezone
from ninja import Status

from yimen.kernel.base.days import local_day
from yimen.kernel.orgs.models import Region
from yimen.kernel.web.request import Request
from yimen.modules.outreach import actions, queries
from yimen.modules.outreach.models import AgencyPoint

from .found import agent_out, managed_agent, point_line
from .routes import router
from .schemas import AgencyPointIn, AgencyPointLine, AgentIn, AgentOut, OutreachReasonIn, StandInIn


def _managed_point(request: Request, point_id: UUID) -> AgencyPoint:
    return get_object_or_404(queries.managed_points(request.actor), pk=point_id)


@router.post("/centres/{code}/points", response={201: AgencyPointLine})
def open_point(request: Request, code: str, body: AgencyPointIn) -> Status[AgencyPointLine]:
    """设立代理点 — under a centre that one keeps."""
    org = get_object_or_404(queries.managed_centres(request.actor), code=code)
    facts = body.dict()
    region = get_object_or_404(Region, pk=facts.pop("region"))
    done = actions.open_point(org, region=region, **facts, by=request.actor, at=timezone.now())
    return Status(201, point_line(done.point))


@router.post("/points/{point_id}/closing", response={201: AgencyPointLine})
def close_point(request: Request, point_id: UUID, body: OutreachReasonIn) -> Status[AgencyPointLine]:
    """撤销代理点."""
    point = _managed_point(request, point_id)
    done = actions.close_point(point, reason=body.reason, by=request.actor, at=timezone.now())
    return Status(201, point_line(done.point))


@router.post("/points/{point_id}/appointment", response={201: AgentOut})
def appoint_agent(request: Request, point_id: UUID, body: AgentIn) -> Status[AgentOut]:
    """聘任代理员."""
    point, facts, at = _managed_point(request, point_id), body.dict(), timezone.now()
    posts = queries.posts_to_serve(point, local_day(at))
    post = get_object_or_404(posts, pk=facts.pop("post_id"))
    done = actions.appoint_agent(point, post=post, **facts, by=request.actor, at=at)
    return Status(201, agent_out(done.agent))


@router.post("/agents/{agent_id}/stand-in", response={201: AgentOut})
def name_stand_in(request: Request, agent_id: UUID, body: StandInIn) -> Status[AgentOut]:
    """指定接替人."""
    agent, heir = managed_agent(request, agent_id), managed_agent(request, body.agent_id)
    done = actions.name_stand_in(agent, stand_in=heir, by=request.actor, at=timezone.now())
    return Status(201, agent_out(done.agent))


@router.post("/agents/{agent_id}/ending", response={201: AgentOut})
def end_agent(request: Request, agent_id: UUID, body: OutreachReasonIn) -> Status[AgentOut]:
    """解聘代理员 — what is open goes to the stand-in."""
    agent = managed_agent(request, agent_id)
    done = actions.end_agent(agent, reason=body.reason, by=request.actor, at=timezone.now())
    return Status(201, agent_out(done.agent))
