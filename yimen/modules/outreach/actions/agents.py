"""The verbs of agents: appointed, with a stand-in, ended."""

from __future__ import annotations

from datetime import date, datetime

from django.utils.translation import gettext as _

from yimen.kernel.audit.action import action
from yimen.kernel.base.actor import Actor
from yimen.kernel.base.days import local_day
from yimen.kernel.base.language import official_language
from yimen.kernel.base.refusals import RuleBroken
from yimen.kernel.people.models import Post
from yimen.kernel.people.roles import Role
from yimen.modules.outreach import queries, rules
from yimen.modules.outreach.events import AgentAppointed, AgentEnded, AgentLapsed, StandInNamed
from yimen.modules.outreach.models import AgencyPoint, Agent
from yimen.modules.outreach.permissions import Permission
from yimen.modules.outreach.states import AgentKind

from .ending import MACHINE, hand_over_errand, return_errand


@action(permission=Permission.AGENT_APPOINT, creates=True)
def appoint_agent(
    point: AgencyPoint,
    *,
    post: Post,
    kind: str,
    since: date,
    instrument: str = "",
    is_party_member: bool = False,
    training: str = "",
    service_area: str = "",
    by: Actor,
    at: datetime,
) -> AgentAppointed:
    """聘任代理员 — a person who holds the post of an agent at the point's centre serves at this point."""
    _require_point(point)
    if kind not in AgentKind.values:
        raise RuleBroken(_("请选择代理员类型。"), fields={"kind": _("请选择代理员类型")})
    if post.role != Role.AGENT or post.org_id != point.org_id or not post.is_held_on(since):
        message = _("此人在管理机构没有代理员岗位，请先由系统管理员任命。")
        raise RuleBroken(message, fields={"post": message})
    if Agent.objects.filter(point=point, person=post.person_id, until=None).exists():
        raise RuleBroken(_("此人已经是该代理点的代理员。"), fields={"post": _("已经聘任")})
    agent = Agent.objects.create(
        point=point,
        person=post.person,
        post=post,
        org_path=point.org.path,
        kind=kind,
        since=since,
        instrument=instrument,
        is_party_member=is_party_member,
        training=training,
        service_area=service_area,
    )
    return AgentAppointed(agent, point, since.isoformat())


@action(permission=Permission.AGENT_APPOINT)
def name_stand_in(agent: Agent, *, stand_in: Agent, by: Actor, at: datetime) -> StandInNamed:
    """指定接替人 — another agent of the same centre, to whom open errands go when this one leaves."""
    _require_serving(agent)
    _require_other(agent, stand_in, local_day(at))
    agent.stand_in = stand_in
    return StandInNamed(agent, stand_in)


@action(permission=Permission.AGENT_APPOINT)
def end_agent(agent: Agent, *, reason: str, by: Actor, at: datetime) -> AgentEnded:
    """解聘代理员 — from today; what is open goes to the stand-in, and what was entrusted to this one alone goes back.

    Raises RuleBroken while errands are open and nobody is named who takes them over.
    """
    _require_serving(agent)
    said = rules.require_text(reason, "reason", _("请写明原因。"))
    heir = _heir(agent, local_day(at))
    if heir is None and queries.open_errands_of(agent).exists():
        raise RuleBroken(_("此人还有未办结的代办事项，请先指定接替人。"))
    agent.until = max(local_day(at), agent.since)
    return AgentEnded(agent, _pass_on(agent, heir, at=at), said)


@action(permission=Permission.AGENT_LAPSE)
def lapse_agent(agent: Agent, *, by: Actor, at: datetime) -> AgentLapsed:
    """随岗解聘 — the post has ended: open errands go to the stand-in, or wait at the centre for another agent."""
    _require_serving(agent)
    agent.until = max(local_day(at), agent.since)
    return AgentLapsed(agent, _pass_on(agent, _heir(agent, local_day(at)), at=at))


def _pass_on(agent: Agent, heir: Agent | None, *, at: datetime) -> int:
    """Every open errand is handed over; a mandate to this agent alone lets nobody else go on."""
    with official_language():
        left = _("只委托给已经离任的代理员，请重新委托。")
    errands = list(queries.open_errands_of(agent).select_for_update(of=("self",)).order_by("pk"))
    for one in errands:
        personal = one.mandate is not None and one.mandate.only_agent_id is not None
        if personal and one.is_before_submission:
            return_errand(one, reason=left, by=MACHINE, at=at)
        else:
            hand_over_errand(one, agent=None if personal else heir, by=MACHINE, at=at)
    return len(errands)


def _heir(agent: Agent, today: date) -> Agent | None:
    """The stand-in, if that one still serves."""
    named = agent.stand_in_id and Agent.objects.filter(pk=agent.stand_in_id).first()
    return named if named and named.serves_on(today) and named.until is None else None


def _require_point(point: AgencyPoint) -> None:
    if point.closed_on is not None:
        raise RuleBroken(_("该代理点已经撤销。"))


def _require_serving(agent: Agent) -> None:
    if agent.until is not None:
        raise RuleBroken(_("该代理员已经解聘。"))


def _require_other(agent: Agent, stand_in: Agent, today: date) -> None:
    fields = {"stand_in": _("请选择同一机构的另一位代理员")}
    if stand_in.pk == agent.pk or stand_in.person_id == agent.person_id:
        raise RuleBroken(_("不能由本人接替本人。"), fields=fields)
    if stand_in.org_path != agent.org_path or not stand_in.serves_on(today):
        raise RuleBroken(_("接替人应当是同一机构在任的代理员。"), fields=fields)
