"""Facts about the green channel."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext_lazy as _

from yimen.kernel.audit.events import Event
from yimen.kernel.base.refusals import Text
from yimen.kernel.people.models import Person
from yimen.modules.projects.models import GreenChannelCriterion, GreenChannelEnrolment


@dataclass(frozen=True)
class CriterionAdded(Event):
    """设立绿色通道条件 — for which a project may be enrolled."""

    code = "projects.criterion.added"
    says = _("%(by)s 设立了绿色通道条件 %(criterion)s（%(basis)s）")
    about = "criterion"
    criterion: GreenChannelCriterion
    basis: str


@dataclass(frozen=True)
class EnrolmentApplied(Event):
    """提出进入绿色通道 — by one person; another one decides."""

    code = "projects.enrolment.applied"
    says = _("%(by)s 提出项目进入绿色通道，符合：%(criteria)s")
    about = "enrolment"
    enrolment: GreenChannelEnrolment
    criteria: list[Text]
    officer: Person


@dataclass(frozen=True)
class EnrolmentApproved(Event):
    """批准进入绿色通道 — by another person than who applied."""

    code = "projects.enrolment.approved"
    says = _("%(by)s 批准项目进入绿色通道，自 %(from_on)s 起")
    enrolment: GreenChannelEnrolment
    from_on: date


@dataclass(frozen=True)
class EnrolmentDeclined(Event):
    """不同意进入绿色通道."""

    code = "projects.enrolment.declined"
    says = _("%(by)s 不同意项目进入绿色通道：%(reason)s")
    enrolment: GreenChannelEnrolment
    reason: str


@dataclass(frozen=True)
class EnrolmentEnded(Event):
    """退出绿色通道."""

    code = "projects.enrolment.ended"
    says = _("%(by)s 登记项目退出绿色通道：%(reason)s")
    enrolment: GreenChannelEnrolment
    reason: str


@dataclass(frozen=True)
class EnrolmentExpired(Event):
    """绿色通道到期 — its last day has passed."""

    code = "projects.enrolment.expired"
    says = _("绿色通道已于 %(until_on)s 到期，项目退出绿色通道")
    enrolment: GreenChannelEnrolment
    until_on: date
