"""How operations find what they are about, among what the asker may see, and how they show it."""

from __future__ import annotations

from uuid import UUID

from django.shortcuts import get_object_or_404
from django.utils import timezone

from yimen.kernel.web.request import Request
from yimen.modules.outreach import queries
from yimen.modules.outreach.models import AgencyPoint, AgencyService, Agent, Errand

from .schemas import AgencyPointLine, AgencyServiceOut, AgentOut, ErrandOut


def errand_of(request: Request, errand_id: UUID) -> Errand:
    """The errand, if the asker may see it; else Http404."""
    return get_object_or_404(queries.errands(request.actor), pk=errand_id)


def point_of(point_id: UUID) -> AgencyPoint:
    """A point that is open; else Http404."""
    return get_object_or_404(queries.points(timezone.localdate()), pk=point_id)


def managed_agent(request: Request, agent_id: UUID) -> Agent:
    """An agent of a centre that the asker keeps; else Http404."""
    return get_object_or_404(queries.agents(request.actor), pk=agent_id)


def own_agency(request: Request, agent_id: UUID) -> Agent:
    """The asker as an agent of a point; else Http404."""
    return get_object_or_404(queries.own_agencies(request.actor), pk=agent_id)


def point_line(point: AgencyPoint) -> AgencyPointLine:
    return AgencyPointLine(
        id=point.pk,
        kind=point.kind,
        name=point.name,
        name_en=point.name_en,
        region=point.region_id,
        address=point.address,
        phone=point.phone,
        opened_on=point.opened_on,
    )


def service_out(service: AgencyService) -> AgencyServiceOut:
    return AgencyServiceOut(
        code=service.code,
        service_class=service.service_class_id,
        name=service.name,
        name_en=service.name_en,
        powers=service.powers,
        materials=service.materials,
        item_code=service.item_code,
        is_on_the_spot=service.is_on_the_spot,
        presence_basis=service.presence_basis,
    )


def agent_out(agent: Agent) -> AgentOut:
    return AgentOut(
        id=agent.pk,
        name=agent.person.name,
        point_id=agent.point_id,
        kind=agent.kind,
        since=agent.since,
        until=agent.until,
        stand_in_id=agent.stand_in_id,
    )


def errand_out(errand: Errand) -> ErrandOut:
    return ErrandOut(
        id=errand.pk,
        number=errand.number,
        point_id=errand.point_id,
        agent_id=errand.agent_id,
        service=errand.service_id,
        state=errand.state,
        principal=errand.masked_principal,
        statement=errand.statement,
        mandate_id=errand.mandate_id,
        requested_at=errand.requested_at,
        accepted_on=errand.accepted_on,
        forward_due_on=errand.forward_due_on,
        application_id=errand.application_id,
        result=errand.result,
        done_on=errand.done_on,
        delivered_on=errand.delivered_on,
        ended_reason=errand.ended_reason,
    )


def errand_as_it_is(errand_id: UUID) -> ErrandOut:
    """The errand after an act, for who did it: also where it is closed to them from now on."""
    return errand_out(Errand.objects.select_related("principal").get(pk=errand_id))
