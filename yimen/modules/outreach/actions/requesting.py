"""The verb by which a matter is brought to a point."""

from __future__ import annotations

from datetime import datetime
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
from yimen.modules.outreach import rules
from yimen.modules.outreach.events import ErrandRequested
from yimen.modules.outreach.models import AgencyPoint, AgencyService, Agent, Errand
from yimen.modules.outreach.permissions import Permission
from yimen.modules.outreach.states import ErrandState

SENT_BEFORE = gettext_lazy("这份代办已经登记过了。")
"""Also what the database says when the same one comes twice at once."""
constraints.register("outreach_errand_pkey", SENT_BEFORE)


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
    _require_offered(point, agent, service, at)
    said = rules.require_text(
        statement, "statement", _("请按委托人的原话写明要办什么。"), most=rules.LONGEST_STATEMENT
    )
    if Errand.objects.filter(pk=errand_id).exists():
        raise RuleBroken(SENT_BEFORE)
    errand = Errand.objects.create(
        id=errand_id,
        point=point,
        org_path=point.org.path,
        agent=agent,
        principal=_known(principal, point, agent, by=by, at=at),
        service=service,
        statement=said,
        state=ErrandState.REQUESTED,
        requested_at=at,
        requested_on=local_day(at),
        phone_at=phone_at,
    )
    return ErrandRequested(errand)


def _require_offered(point: AgencyPoint, agent: Agent, service: AgencyService, at: datetime) -> None:
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
        raise RuleBroken(_("代理员不能受托办理本人的事项，请由他人代办或者本人申请。"))
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
