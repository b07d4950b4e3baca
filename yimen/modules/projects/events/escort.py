"""Facts about the free escort of projects."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext_lazy as _

from yimen.kernel.audit.events import Event
from yimen.kernel.people.models import Person
from yimen.modules.projects.models import EscortService


@dataclass(frozen=True)
class EscortBegun(Event):
    """开始全程无偿代理 — with the principal's mandate, for nothing."""

    code = "projects.escort.begun"
    says = _("%(by)s 开始为项目 %(escort)s 全程无偿代理，代理专员：%(officer)s")
    about = "escort"
    escort: EscortService
    officer: Person


@dataclass(frozen=True)
class EscortStepPlanned(Event):
    """安排代理计划事项."""

    code = "projects.escort.step-planned"
    says = _("%(by)s 将“%(name)s”列入代理计划，%(planned_on)s 前完成")
    escort: EscortService
    name: str
    planned_on: date


@dataclass(frozen=True)
class EscortStepReached(Event):
    """完成代理计划事项."""

    code = "projects.escort.step-reached"
    says = _("%(by)s 登记“%(name)s”完成")
    escort: EscortService
    name: str


@dataclass(frozen=True)
class ObstacleRaised(Event):
    """提出代理障碍 — what keeps the project from going on."""

    code = "projects.escort.obstacle-raised"
    says = _("%(by)s 提出代理障碍，涉及：%(body)s")
    escort: EscortService
    obstacle_id: str
    body: str


@dataclass(frozen=True)
class ObstacleSolved(Event):
    """解决代理障碍."""

    code = "projects.escort.obstacle-solved"
    says = _("%(by)s 登记代理障碍已经解决，涉及：%(body)s")
    escort: EscortService
    obstacle_id: str
    body: str


@dataclass(frozen=True)
class EscortMeetingMinuted(Event):
    """登记代理协调会 — with its minutes."""

    code = "projects.escort.meeting-minuted"
    says = _("%(by)s 登记了 %(held_on)s 的协调会纪要")
    escort: EscortService
    held_on: date


@dataclass(frozen=True)
class EscortHandedOn(Event):
    """更换代理专员 — another officer goes on."""

    code = "projects.escort.handed-on"
    says = _("%(by)s 将代理专员更换为 %(officer)s：%(reason)s")
    escort: EscortService
    officer: Person
    reason: str


@dataclass(frozen=True)
class EscortConcluded(Event):
    """代理完毕 — the principal is asked for a rating."""

    code = "projects.escort.concluded"
    says = _("%(by)s 登记全程代理完毕，计划事项 %(steps)s 个")
    escort: EscortService
    steps: int


@dataclass(frozen=True)
class EscortRated(Event):
    """评价全程代理 — by the principal."""

    code = "projects.escort.rated"
    says = _("委托人评价全程代理：%(rating)s 分")
    escort: EscortService
    rating: int
