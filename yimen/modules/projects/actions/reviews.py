"""Verbs of joint reviews and acceptances, and of the one joint visit."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from yimen.kernel.audit.action import action
from yimen.kernel.base.actor import Actor
from yimen.kernel.base.days import local_day
from yimen.kernel.base.refusals import NotAllowed, RuleBroken
from yimen.kernel.cases import work
from yimen.kernel.documents.actions import keep_file
from yimen.kernel.documents.intake import Received
from yimen.kernel.orgs.models import Org
from yimen.kernel.people.actor import PersonActor
from yimen.kernel.people.models import Person
from yimen.kernel.people.roles import Role
from yimen.modules.approvals import public as approvals
from yimen.modules.projects import rules
from yimen.modules.projects.events import (
    ConsentDeemed,
    JointReviewCalled,
    JointReviewCancelled,
    JointReviewHeld,
    JointVisitCalled,
    SeatExcused,
    SeatOpinionGiven,
)
from yimen.modules.projects.machines import PROJECTS
from yimen.modules.projects.models import JointReview, ReviewSeat, Stage, Task
from yimen.modules.projects.permissions import Permission
from yimen.modules.projects.states import (
    ReviewKind,
    ReviewState,
    SeatStance,
    SeatState,
    StageState,
)

IN_PROGRESS = (StageState.IN_PROGRESS,)
CALLED = (ReviewState.CALLED,)
INVITED = (SeatState.INVITED,)


@action(permission=Permission.REVIEW_CALL, creates=True)
def call_review(
    stage: Stage,
    *,
    kind: str,
    begins_at: datetime,
    place: str,
    agenda: str,
    orgs: Collection[Org] = (),
    survey: Received | None = None,
    by: Actor,
    at: datetime,
) -> JointReviewCalled:
    """组织联合会审 — all departments of the stage, or those that are named; a joint acceptance has one survey for all."""
    _require_in_progress(stage)
    kind = _kind(kind)
    place, agenda = _told(place, agenda, begins_at, at)
    if kind == ReviewKind.ACCEPTANCE and survey is None:
        raise RuleBroken(_("联合验收须提交联合测绘成果。"), fields={"survey": _("请选择文件")})
    invited = _invited(stage, orgs)
    review = JointReview.objects.create(
        stage=stage,
        kind=kind,
        begins_at=begins_at,
        place=place,
        agenda=agenda,
        survey=keep_file(survey, at=at) if survey else None,
        called_by=_person(by),
        called_at=at,
    )
    ReviewSeat.objects.bulk_create(ReviewSeat(review=review, org=one, org_path=one.path) for one in invited)
    _await(review, invited, at=at)
    names = [one.name for one in invited]
    return JointReviewCalled(review, ReviewKind(kind).label, _when(begins_at), place, names)


def _kind(kind: str) -> str:
    if kind not in ReviewKind.values:
        raise RuleBroken(_("请选择会审种类。"), fields={"kind": _("请选择")})
    return kind


def _told(place: str, agenda: str, begins_at: datetime, at: datetime) -> tuple[str, str]:
    if begins_at <= at:
        raise RuleBroken(_("会审时间应当晚于现在。"), fields={"begins_at": _("时间已过")})
    where = rules.require_text(place, "place", _("请填写地点。"), most=200)
    return where, rules.require_text(agenda, "agenda", _("请填写议程。"))


def _invited(stage: Stage, orgs: Collection[Org]) -> list[Org]:
    """The departments of the stage, each once; nobody else has a part in it."""
    tasks = Task.objects.filter(stage=stage).select_related("org").order_by("position")
    own = list({one.org_id: one.org for one in tasks}.values())
    if not orgs:
        return own
    wanted = {one.pk for one in orgs}
    if wanted - {one.pk for one in own}:
        raise rules.wrong("orgs", _("只能通知本阶段的办理部门。"))
    return [one for one in own if one.pk in wanted]


def _await(review: JointReview, orgs: Sequence[Org], *, at: datetime) -> None:
    for org in orgs:
        work.wait_for(
            review.stage.own_case,
            _work(org, review),
            role=Role.SECTION_EXAMINER,
            at=at,
            due_on=local_day(review.begins_at),
            org_path=org.path,
        )


def _work(org: Org, review: JointReview) -> str:
    return f"attend_review:{review.pk.hex[-8:]}{org.pk.hex[-8:]}"


@action(permission=Permission.REVIEW_TAKE_PART, moves=(INVITED, SeatState.EXCUSED))
def excuse_seat(seat: ReviewSeat, *, reason: str, by: Actor, at: datetime) -> SeatExcused:
    """会审请假 — before it begins, with the reason: then staying away is no consent."""
    _require_called(seat)
    if at >= seat.review.begins_at:
        raise RuleBroken(_("会审已经开始，不能再请假。"))
    seat.reason = rules.require_text(reason, "reason", _("请写明请假的原因。"), most=300)
    _said(seat, by=by, at=at)
    return SeatExcused(seat, seat.org.name, seat.reason)


@action(
    permission=Permission.REVIEW_TAKE_PART, moves=((SeatState.INVITED, SeatState.EXCUSED), SeatState.ATTENDED)
)
def give_review_opinion(
    seat: ReviewSeat, *, stance: str, opinion: str, by: Actor, at: datetime
) -> SeatOpinionGiven:
    """提出会审意见 — who takes part says what the department thinks."""
    _require_called(seat)
    if stance not in SeatStance.values or not stance:
        raise RuleBroken(_("请选择意见。"), fields={"stance": _("请选择")})
    if stance != SeatStance.AGREE:
        opinion = rules.require_text(opinion, "opinion", _("请写明意见。"))
    seat.stance, seat.opinion = stance, opinion.strip()
    _said(seat, by=by, at=at)
    return SeatOpinionGiven(seat, seat.org.name, SeatStance(stance).label)


@action(permission=Permission.STAGE_FOLLOW, moves=(INVITED, SeatState.DEEMED_CONSENT))
def deem_consent(seat: ReviewSeat, *, by: Actor, at: datetime) -> ConsentDeemed:
    """缺席视为同意 — the department neither came nor said so; it answers for the result."""
    if at < seat.review.begins_at:
        raise RuleBroken(_("会审还没有开始。"))
    seat.stance = SeatStance.AGREE
    _said(seat, by=by, at=at)
    return ConsentDeemed(seat, seat.org.name)


@action(permission=Permission.REVIEW_CALL, moves=(CALLED, ReviewState.HELD))
def hold_review(
    review: JointReview, *, minutes: str, decision: str, by: Actor, at: datetime
) -> JointReviewHeld:
    """形成会审纪要 — minutes and decision of the lead; who was absent without notice has consented, and that is recorded."""
    if at < review.begins_at:
        raise RuleBroken(_("会审还没有开始。"))
    review.minutes = rules.require_text(minutes, "minutes", _("请填写纪要。"), most=20_000)
    review.decision = rules.require_text(decision, "decision", _("请填写会审结论。"))
    review.held_at = at
    absent = review.seats.filter(state=SeatState.INVITED).select_related("org").order_by("org_path")
    names = [deem_consent(one, by=PROJECTS, at=at).org for one in absent]
    return JointReviewHeld(review, review.get_kind_display(), review.decision, names)


@action(permission=Permission.REVIEW_CALL, moves=(CALLED, ReviewState.CANCELLED))
def cancel_review(review: JointReview, *, reason: str, by: Actor, at: datetime) -> JointReviewCancelled:
    """取消联合会审 — with the reason; nobody need come."""
    reason = rules.require_text(reason, "reason", _("请写明取消的原因。"), most=300)
    for seat in review.seats.select_related("org"):
        work.done(review.stage.own_case, _work(seat.org, review), at=at)
    return JointReviewCancelled(review, review.get_kind_display(), reason)


@action(permission=Permission.REVIEW_CALL, moves=(IN_PROGRESS, StageState.IN_PROGRESS))
def call_joint_visit(
    stage: Stage,
    *,
    begins_at: datetime,
    place: str,
    purpose: str,
    checklist: Sequence[str] = (),
    by: Actor,
    at: datetime,
) -> JointVisitCalled:
    """组织联合勘验 — one visit for all departments that must see the place; its report serves every one of them."""
    tasks = list(stage.tasks.select_related("item", "org").order_by("position"))
    visiting = [one for one in tasks if one.item.needs_visit]
    own = next((one for one in tasks if one.org_id == stage.org_id), None)
    if not visiting:
        raise RuleBroken(_("本阶段没有需要现场勘验的事项。"))
    if own is None:
        raise RuleBroken(_("牵头部门没有本阶段的事项，请由需要勘验的部门自行组织。"))
    orgs = list({one.org_id: one.org for one in visiting}.values())
    part = approvals.part_with(own.case_id)
    approvals.call_inspection(
        part, begins_at=begins_at, place=place, purpose=purpose, orgs=orgs, checklist=checklist, by=by, at=at
    )
    return JointVisitCalled(stage, _when(begins_at), place, [one.name for one in orgs])


def _require_in_progress(stage: Stage) -> None:
    if stage.state not in IN_PROGRESS:
        raise RuleBroken(_("这个阶段已经不在办理中。"))


def _require_called(seat: ReviewSeat) -> None:
    if seat.review.state != ReviewState.CALLED:
        raise RuleBroken(_("会审已经结束或者取消。"))


def _said(seat: ReviewSeat, *, by: Actor, at: datetime) -> None:
    seat.said_at, seat.said_by = at, by.label
    work.done(seat.review.stage.own_case, _work(seat.org, seat.review), at=at)


def _person(by: Actor) -> Person:
    if not isinstance(by, PersonActor):
        raise NotAllowed
    return by.person


def _when(moment: datetime) -> str:
    return timezone.localtime(moment).strftime("%Y-%m-%d %H:%M")
