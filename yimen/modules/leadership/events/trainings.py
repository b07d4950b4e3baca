"""Facts about trainings."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from yimen.kernel.audit.events import Event
from yimen.kernel.orgs.models import Org
from yimen.modules.leadership.models import TrainingSession


@dataclass(frozen=True)
class TrainingPlanned(Event):
    """安排培训 — who teaches what, where and when."""

    code = "leadership.training.planned"
    says = _("%(by)s 安排 %(org)s 的培训 %(training)s，%(starts_at)s，%(place)s")
    about = "training"
    training: TrainingSession
    org: Org
    starts_at: str
    place: str


@dataclass(frozen=True)
class TrainingAmended(Event):
    """变更培训安排 — another day, place or teacher."""

    code = "leadership.training.amended"
    says = _("%(by)s 变更了培训 %(training)s 的安排")
    training: TrainingSession
    before: dict[str, object]


@dataclass(frozen=True)
class TrainingCancelled(Event):
    """取消培训 — it does not take place."""

    code = "leadership.training.cancelled"
    says = _("%(by)s 取消了培训 %(training)s：%(reason)s")
    training: TrainingSession
    reason: str


@dataclass(frozen=True)
class AttendeesEnrolled(Event):
    """登记参训名单 — so many more are to come."""

    code = "leadership.attendees.enrolled"
    says = _("%(by)s 为培训 %(training)s 登记了 %(count)s 人")
    training: TrainingSession
    count: int


@dataclass(frozen=True)
class AttendeeStruck(Event):
    """划去参训人员 — one of the list does not belong there."""

    code = "leadership.attendee.struck"
    says = _("%(by)s 从培训 %(training)s 的名单划去 %(org)s 的一人：%(reason)s")
    training: TrainingSession
    org: Org
    reason: str


@dataclass(frozen=True)
class TrainingHeld(Event):
    """登记培训举办 — it took place; so many of those on the list came."""

    code = "leadership.training.held"
    says = _("%(by)s 登记培训 %(training)s 已举办，名单 %(enrolled)s 人，到场 %(present)s 人")
    training: TrainingSession
    enrolled: int
    present: int


@dataclass(frozen=True)
class TrainingEvaluated(Event):
    """评估培训 — what it brought; so many passed."""

    code = "leadership.training.evaluated"
    says = _("%(by)s 评估了培训 %(training)s，合格 %(passed)s 人")
    training: TrainingSession
    passed: int
