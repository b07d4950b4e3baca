"""The verbs of trainings: planned, held, evaluated; the list of those who attend."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime
from decimal import Decimal
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from yimen.kernel.audit.action import action
from yimen.kernel.base.actor import Actor
from yimen.kernel.base.refusals import RuleBroken
from yimen.kernel.base.text import normal
from yimen.kernel.orgs.models import Org
from yimen.modules.leadership.events import (
    AttendeesEnrolled,
    AttendeeStruck,
    TrainingAmended,
    TrainingCancelled,
    TrainingEvaluated,
    TrainingHeld,
    TrainingPlanned,
)
from yimen.modules.leadership.models import Attendance, TrainingSession
from yimen.modules.leadership.permissions import Permission
from yimen.modules.leadership.states import TrainingKind, TrainingState

from .required import required

TOLD = ("kind", "topic", "topic_en", "trainer", "place", "starts_at", "hours", "material")
PLANNED, HELD = (TrainingState.PLANNED,), (TrainingState.HELD,)


@action(permission=Permission.TRAINING_PLAN, creates=True)
def plan_training(
    org: Org,
    *,
    kind: str,
    topic: str,
    topic_en: str = "",
    trainer: str,
    place: str,
    starts_at: datetime,
    hours: Decimal,
    material: str = "",
    by: Actor,
    at: datetime,
) -> TrainingPlanned:
    """安排培训 — who teaches what, where, when and for how long."""
    training = TrainingSession(org=org)
    _arrange(training, kind, topic, topic_en, trainer, place, starts_at, hours, material)
    training.save(force_insert=True)
    moment = f"{timezone.localtime(starts_at):%Y-%m-%d %H:%M}"
    return TrainingPlanned(training, org, moment, training.place)


@action(permission=Permission.TRAINING_PLAN, moves=(PLANNED, TrainingState.PLANNED))
def amend_training(
    training: TrainingSession,
    *,
    kind: str,
    topic: str,
    topic_en: str = "",
    trainer: str,
    place: str,
    starts_at: datetime,
    hours: Decimal,
    material: str = "",
    by: Actor,
    at: datetime,
) -> TrainingAmended:
    """变更培训安排 — before it is held."""
    before: dict[str, object] = {one: getattr(training, one) for one in TOLD}
    _arrange(training, kind, topic, topic_en, trainer, place, starts_at, hours, material)
    return TrainingAmended(training, before)


@action(permission=Permission.TRAINING_PLAN, moves=(PLANNED, TrainingState.CANCELLED))
def cancel_training(training: TrainingSession, *, reason: str, by: Actor, at: datetime) -> TrainingCancelled:
    """取消培训 — it does not take place."""
    training.cancel_reason = required(reason, "reason", _("请填写原因。"))[:200]
    return TrainingCancelled(training, training.cancel_reason)


@action(permission=Permission.TRAINING_KEEP, moves=(PLANNED, TrainingState.PLANNED))
def enrol_attendees(
    training: TrainingSession, *, attendees: Sequence[tuple[Org, str]], by: Actor, at: datetime
) -> AttendeesEnrolled:
    """登记参训名单 — bodies and names; whoever is on the list already stays there once."""
    known = set(Attendance.objects.filter(session=training).values_list("org_id", "name"))
    fresh = {(org.pk, normal(name)): org for org, name in attendees if normal(name)}
    rows = [
        Attendance(session=training, org=org, name=name)
        for (org_id, name), org in fresh.items()
        if (org_id, name) not in known
    ]
    if not rows:
        raise RuleBroken(_("名单上没有新的人员。"), fields={"attendees": _("没有新的人员")})
    Attendance.objects.bulk_create(rows)
    return AttendeesEnrolled(training, len(rows))


@action(permission=Permission.TRAINING_KEEP, moves=(PLANNED, TrainingState.PLANNED))
def strike_attendee(
    training: TrainingSession, *, attendance: UUID, reason: str, by: Actor, at: datetime
) -> AttendeeStruck:
    """划去参训人员 — one of the list will not come, or does not belong there."""
    row = Attendance.objects.filter(session=training, pk=attendance).select_related("org").first()
    if row is None:
        raise RuleBroken(_("名单上没有这个人。"))
    org, said = row.org, required(reason, "reason", _("请填写原因。"))
    row.delete()
    return AttendeeStruck(training, org, said)


@action(permission=Permission.TRAINING_KEEP, moves=(PLANNED, TrainingState.HELD))
def hold_training(
    training: TrainingSession, *, present: Collection[UUID], by: Actor, at: datetime
) -> TrainingHeld:
    """登记培训举办 — it took place, and these of the list came."""
    if training.starts_at > at:
        raise RuleBroken(_("培训还没有开始，不能登记为已举办。"))
    rows = Attendance.objects.filter(session=training)
    enrolled, came = rows.count(), rows.filter(pk__in=present)
    if not came.exists():
        raise RuleBroken(_("请至少登记一名到场人员。"), fields={"present": _("请登记到场人员")})
    rows.update(is_present=False)
    return TrainingHeld(training, enrolled, came.update(is_present=True))


@action(permission=Permission.TRAINING_KEEP, moves=(HELD, TrainingState.EVALUATED))
def evaluate_training(
    training: TrainingSession, *, passed: Collection[UUID], evaluation: str, by: Actor, at: datetime
) -> TrainingEvaluated:
    """评估培训 — what it brought; and these of those who came have passed."""
    training.evaluation = required(evaluation, "evaluation", _("请填写评估意见。"))
    rows = Attendance.objects.filter(session=training, is_present=True)
    rows.update(has_passed=False)
    return TrainingEvaluated(training, rows.filter(pk__in=passed).update(has_passed=True))


def _arrange(
    training: TrainingSession,
    kind: str,
    topic: str,
    topic_en: str,
    trainer: str,
    place: str,
    starts_at: datetime,
    hours: Decimal,
    material: str,
) -> None:
    """What is planned, set on the row."""
    if kind not in TrainingKind.values:
        raise RuleBroken(_("请选择培训类型。"), fields={"kind": _("请选择培训类型")})
    if not 0 < hours <= 80:
        raise RuleBroken(_("学时应大于0，不超过80。"), fields={"hours": _("请核对学时")})
    training.kind, training.starts_at, training.hours = kind, starts_at, hours
    training.topic = required(topic, "topic", _("请填写培训主题。"))
    training.trainer = required(trainer, "trainer", _("请填写授课人。"))
    training.place = required(place, "place", _("请填写地点。"))
    training.topic_en, training.material = normal(topic_en), normal(material)
