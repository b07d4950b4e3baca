"""The verbs by which a matter is brought to a point: asked for, or begun under a mandate that stands."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from yimen.kernel.audit import constraints
from yimen.kernel.audit.action import action
from yimen.kernel.base.actor import Actor
from yimen.kernel.base.days import local_day
from yimen.kernel.base.ids import new_id
from yimen.kernel.base.refusals import NotAllowed, RuleBroken
from yimen.kernel.orgs import queries as orgs
from yimen.kernel.people import actions as people
from yimen.kernel.people import queries as persons
from yimen.kernel.people import rules as person_rules
from yimen.kernel.people.models import Person, PersonKind
from yimen.modules.outreach import queries, rules
from yimen.modules.outreach.events import ErrandBegun, ErrandRequested
from yimen.modules.outreach.models import AgencyPoint, AgencyService, Agent, Errand, Mandate
from yimen.modules.outreach.permissions import Permission
from yimen.modules.outreach.states import GIVEN_UP, ErrandState

SENT_BEFORE = gettext_lazy("这份代办已经登记过了。")
"""Also what the database says when the same one comes twice at once."""
CARRIED_BEFORE = gettext_lazy("这项委托事项已经在代办或者办过了；再办一次，请重新委托。")
NOT_NAMED = gettext_lazy("委托书没有写明“%(service)s”，请委托人另行委托。")
constraints.register("outreach_errand_pkey", SENT_BEFORE)
constraints.register("item_of_a_mandate_is_carried_once", CARRIED_BEFORE)


@action(permission=Permission.ERRAND_REQUEST, creates=True)
def request_errand(
    point: AgencyPoint,
    *,
    errand_id: UUID,
    agent: Agent,
    service: AgencyService,
    principal: Person | rules.Stated,
    statement: str,
    phone_at: datetime | None = None,
    by: Actor,
    at: datetime,
) -> ErrandRequested:
    """提出代办 — the principal asks, online or before an agent or the centre; without a mandate nothing follows yet.

    ``errand_id`` is chosen by the caller: the same id sent twice is one errand.
    """
    brought = _Brought(errand_id, agent, service, statement, phone_at)
    _require_offered(point, brought, at)
    known = _known(principal, point, agent, by=by, at=at)
    return ErrandRequested(_create(brought, point, at, principal=known))


@action(permission=Permission.ERRAND_BEGIN, creates=True)
def begin_errand(
    mandate: Mandate,
    *,
    errand_id: UUID,
    agent: Agent,
    service: AgencyService,
    statement: str,
    phone_at: datetime | None = None,
    by: Actor,
    at: datetime,
) -> ErrandBegun:
    """依委托代办 — another item that a standing mandate names, without a new signature; each of them once.

    ``errand_id`` is chosen by the caller: the same id sent twice is one errand.
    """
    brought = _Brought(errand_id, agent, service, statement, phone_at)
    _require_entrusted(mandate, brought, at)
    _require_offered(mandate.point, brought, at)
    mandated = {"mandate": mandate, "state": ErrandState.MANDATED}
    return ErrandBegun(_create(brought, mandate.point, at, principal=mandate.principal, **mandated), mandate)


@dataclass(frozen=True)
class _Brought:
    """What is brought: by whose agent, which service, in the principal's words."""

    errand_id: UUID
    agent: Agent
    service: AgencyService
    statement: str
    phone_at: datetime | None


def _require_entrusted(mandate: Mandate, brought: _Brought, at: datetime) -> None:
    """It stands, names the item, was given to this agent, and the item is not carried under it yet."""
    agent, service = brought.agent, brought.service
    if not mandate.holds_on(local_day(at)):
        raise RuleBroken(_("委托已经撤销或者过期，请委托人重新委托。"))
    if service.pk not in mandate.services:
        raise RuleBroken(NOT_NAMED % {"service": service.name}, fields={"service": _("请选择委托的事项")})
    if not queries.entrusted_agents(mandate).filter(pk=agent.pk).exists():
        raise RuleBroken(_("委托没有交给这位代理员。"), fields={"agent": _("请选择受托的代理员")})
    if mandate.errands.filter(service=service).exclude(state__in=GIVEN_UP).exists():
        raise RuleBroken(CARRIED_BEFORE, fields={"service": _("请选择还没有代办的事项")})


def _create(
    brought: _Brought, point: AgencyPoint, at: datetime, *, principal: Person, **facts: Any
) -> Errand:
    said = rules.require_text(
        brought.statement, "statement", _("请按委托人的原话写明要办什么。"), most=rules.LONGEST_STATEMENT
    )
    if Errand.objects.filter(pk=brought.errand_id).exists():
        raise RuleBroken(SENT_BEFORE)
    if brought.agent.person_id == principal.pk:
        raise RuleBroken(rules.OWN_MATTER)
    return Errand.objects.create(
        id=brought.errand_id,
        point=point,
        org_path=point.org.path,
        agent=brought.agent,
        principal=principal,
        service=brought.service,
        statement=said,
        requested_at=at,
        requested_on=local_day(at),
        phone_at=brought.phone_at,
        **facts,
    )


def _require_offered(point: AgencyPoint, brought: _Brought, at: datetime) -> None:
    agent, service = brought.agent, brought.service
    if point.closed_on is not None:
        raise RuleBroken(_("该代理点已经撤销。"))
    if agent.point_id != point.pk or agent.until is not None or not agent.serves_on(local_day(at)):
        raise RuleBroken(_("该代理员不在此代理点服务。"), fields={"agent": _("请选择在任的代理员")})
    if not service.is_offered or point.kind not in service.kinds:
        raise RuleBroken(_("该代理点不提供这项服务。"), fields={"service": _("请选择其他服务")})


def _known(
    principal: Person | rules.Stated, point: AgencyPoint, agent: Agent, *, by: Actor, at: datetime
) -> Person:
    """The principal's account: oneself, or who is known by number and name; else one is opened without a password."""
    if isinstance(principal, Person):
        if str(principal.pk) != by.id:
            raise NotAllowed
        return principal
    if not (by.may(Permission.ERRAND_CARRY, point) or by.may(Permission.ADVICE_LOG, agent)):
        raise NotAllowed
    number = person_rules.normal_number(principal.id_type, principal.id_number)
    known = persons.person_with_number(principal.id_type, number)
    if known is None:
        return _registered(principal, number, by=by, at=at)
    if known.name != principal.name.strip():
        message = _("与该证件号码登记的姓名不一致，请核对证件。")
        raise RuleBroken(message, fields={"name": message})
    if str(known.pk) == by.id:
        raise RuleBroken(rules.OWN_MATTER)
    return known


def _registered(stated: rules.Stated, number: str, *, by: Actor, at: datetime) -> Person:
    """注册 — an account that its owner can claim later."""
    city = orgs.city_org()
    if city is None:
        raise RuleBroken(_("还没有登记本级人民政府，不能注册。"))
    return people.register(
        city,
        kind=PersonKind.RESIDENT,
        login=f"agency-{new_id().hex[-12:]}",
        name=stated.name,
        phone=stated.phone,
        id_type=stated.id_type,
        id_number=number,
        by=by,
        at=at,
    ).person
