"""Verbs of the green channel: applied for by one person, decided by another, ended."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from django.utils.translation import gettext as _

from yimen.kernel.audit.action import action
from yimen.kernel.base.actor import Actor
from yimen.kernel.base.days import local_day
from yimen.kernel.base.refusals import RuleBroken, Text
from yimen.kernel.orgs.models import Org
from yimen.kernel.people.models import Person
from yimen.modules.projects import rules
from yimen.modules.projects.events import (
    CriterionAdded,
    EnrolmentApplied,
    EnrolmentApproved,
    EnrolmentDeclined,
    EnrolmentEnded,
    EnrolmentExpired,
)
from yimen.modules.projects.models import GreenChannelCriterion, GreenChannelEnrolment, Project
from yimen.modules.projects.permissions import Permission
from yimen.modules.projects.states import EnrolmentState

from .officers import acting_person, require_officer

APPLIED = (EnrolmentState.APPLIED,)
EXPIRED = "期限届满"  # 中文


@action(permission=Permission.CRITERION_ADD, creates=True)
def add_criterion(
    city: Org,
    *,
    code: str,
    name: str,
    basis: str,
    name_en: str = "",
    is_confirmed: bool = True,
    by: Actor,
    at: datetime,
) -> CriterionAdded:
    """设立绿色通道条件 — for which a project may be enrolled, and what says so."""
    name = rules.require_text(name, "name", _("请填写名称。"), most=120)
    basis = rules.require_text(basis, "basis", _("请填写依据。"), most=200)
    if GreenChannelCriterion.objects.filter(pk=code).exists():
        raise RuleBroken(_("这个代码已经使用。"), fields={"code": _("已经使用")})
    criterion = GreenChannelCriterion.objects.create(
        code=code, name=name, name_en=name_en.strip(), basis=basis, is_confirmed=is_confirmed
    )
    return CriterionAdded(criterion, basis)


@action(permission=Permission.ENROLMENT_APPLY, creates=True)
def apply_green_channel(
    project: Project,
    *,
    criteria: Sequence[str],
    grounds: str,
    officer: Person,
    from_on: date,
    until_on: date | None = None,
    by: Actor,
    at: datetime,
) -> EnrolmentApplied:
    """提出进入绿色通道 — for the criteria that the project meets, with the officer who will lead it through."""
    met = list(GreenChannelCriterion.objects.filter(pk__in=criteria))
    if not met or len(met) != len(set(criteria)):
        raise RuleBroken(_("请选择项目符合的条件。"), fields={"criteria": _("请选择")})
    if not project.is_active:
        raise RuleBroken(_("项目已经结束。"))
    _require_span(from_on, until_on)
    require_officer(project.org, officer, field="officer", at=at)
    enrolment = GreenChannelEnrolment.objects.create(
        project=project,
        org=project.org,
        org_path=project.org_path,
        criteria=[one.pk for one in met],
        grounds=rules.require_text(grounds, "grounds", _("请填写理由。")),
        officer=officer,
        applied_by=acting_person(by),
        applied_at=at,
        from_on=from_on,
        until_on=until_on,
    )
    names: list[Text] = [one.name for one in met]
    return EnrolmentApplied(enrolment, names, officer)


def _require_span(from_on: date, until_on: date | None) -> None:
    if until_on is not None and until_on < from_on:
        raise rules.wrong("until_on", _("截止日期不能早于起始日期。"))


@action(permission=Permission.ENROLMENT_DECIDE, moves=(APPLIED, EnrolmentState.APPROVED))
def approve_enrolment(enrolment: GreenChannelEnrolment, *, by: Actor, at: datetime) -> EnrolmentApproved:
    """批准进入绿色通道 — never by the one who applied for it."""
    if enrolment.until_on is not None and enrolment.until_on < local_day(at):
        raise RuleBroken(_("申请的截止日期已过，请不同意后另行提出。"))
    _decide(enrolment, by=by, at=at)
    return EnrolmentApproved(enrolment, enrolment.from_on)


@action(permission=Permission.ENROLMENT_DECIDE, moves=(APPLIED, EnrolmentState.DECLINED))
def decline_enrolment(
    enrolment: GreenChannelEnrolment, *, reason: str, by: Actor, at: datetime
) -> EnrolmentDeclined:
    """不同意进入绿色通道 — with the reason; the project may be put forward again."""
    enrolment.reason = rules.require_text(reason, "reason", _("请填写原因。"), most=300)
    _decide(enrolment, by=by, at=at)
    return EnrolmentDeclined(enrolment, enrolment.reason)


def _decide(enrolment: GreenChannelEnrolment, *, by: Actor, at: datetime) -> None:
    person = acting_person(by)
    if person.pk == enrolment.applied_by_id:
        raise RuleBroken(_("进入绿色通道应当由提出人以外的另一人决定。"))
    enrolment.approved_by, enrolment.decided_at = person, at


@action(permission=Permission.ENROLMENT_END, moves=((EnrolmentState.APPROVED,), EnrolmentState.ENDED))
def end_enrolment(
    enrolment: GreenChannelEnrolment, *, reason: str, by: Actor, at: datetime
) -> EnrolmentEnded:
    """退出绿色通道 — from today on the project goes the common way."""
    enrolment.reason = rules.require_text(reason, "reason", _("请填写原因。"), most=300)
    enrolment.ended_at = at
    enrolment.until_on = max(local_day(at), enrolment.from_on)
    return EnrolmentEnded(enrolment, enrolment.reason)


@action(permission=Permission.ENROLMENT_EXPIRE, moves=((EnrolmentState.APPROVED,), EnrolmentState.ENDED))
def expire_enrolment(enrolment: GreenChannelEnrolment, *, by: Actor, at: datetime) -> EnrolmentExpired:
    """绿色通道到期 — its last day has passed; from now on the project goes the common way."""
    if enrolment.until_on is None or enrolment.until_on >= local_day(at):
        raise RuleBroken(_("绿色通道尚未到期。"))
    enrolment.reason, enrolment.ended_at = EXPIRED, at
    return EnrolmentExpired(enrolment, enrolment.until_on)
