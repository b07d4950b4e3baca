"""Facts about points, services and agents."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from yimen.kernel.audit.events import Event
from yimen.modules.outreach.models import AgencyPoint, AgencyService, Agent, ServiceClass


@dataclass(frozen=True)
class AgencyPointOpened(Event):
    """设立代理点 — one more place near people's homes."""

    code = "outreach.point.opened"
    says = _("%(by)s 设立了%(point)s")
    about = "point"
    point: AgencyPoint


@dataclass(frozen=True)
class AgencyPointClosed(Event):
    """撤销代理点 — nobody sits there any more."""

    code = "outreach.point.closed"
    says = _("%(by)s 撤销了%(point)s：%(reason)s")
    point: AgencyPoint
    reason: str


@dataclass(frozen=True)
class ServiceClassAdded(Event):
    """登记服务类别 — one of the classes of a centre's catalogue."""

    code = "outreach.service-class.added"
    says = _("%(by)s 登记了服务类别%(service_class)s")
    about = "service_class"
    service_class: ServiceClass


@dataclass(frozen=True)
class AgencyServiceSet(Event):
    """设定代办服务项目 — offered, changed or no longer offered."""

    code = "outreach.service.set"
    says = _("%(by)s 设定了代办服务项目%(service)s")
    about = "service"
    service: AgencyService


@dataclass(frozen=True)
class AgentAppointed(Event):
    """聘任代理员 — somebody serves at a point, from a day on."""

    code = "outreach.agent.appointed"
    says = _("%(by)s 聘任%(agent)s 为%(point)s的代理员，自 %(since)s 起")
    about = "agent"
    agent: Agent
    point: AgencyPoint
    since: str


@dataclass(frozen=True)
class StandInNamed(Event):
    """指定接替人 — who goes on with the errands when this agent leaves."""

    code = "outreach.agent.stand-in-named"
    says = _("%(by)s 指定%(stand_in)s 接替代理员%(agent)s")
    agent: Agent
    stand_in: Agent


@dataclass(frozen=True)
class AgentEnded(Event):
    """解聘代理员 — what was open went to whoever takes over."""

    code = "outreach.agent.ended"
    says = _("%(by)s 解聘了代理员%(agent)s，移交代办事项 %(count)s 件：%(reason)s")
    agent: Agent
    count: int
    reason: str


@dataclass(frozen=True)
class AgentLapsed(Event):
    """随岗解聘 — the post of the agent ended, and the service with it."""

    code = "outreach.agent.lapsed"
    says = _("%(by)s 因岗位终止解聘了代理员%(agent)s，移交代办事项 %(count)s 件")
    agent: Agent
    count: int
