"""Verbs between acceptance and decision: assign, examine, return, special procedures, extension, termination."""

from __future__ import annotations

from datetime import date, datetime

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from yimen.kernel.audit.action import action
from yimen.kernel.base.actor import Actor
from yimen.kernel.base.refusals import RuleBroken
from yimen.kernel.cases import clocks, work
from yimen.kernel.cases.models import ClockKind, HoldKind
from yimen.kernel.cases.opening import local_day
from yimen.kernel.people.models import Person
from yimen.kernel.people.queries import holders
from yimen.kernel.people.roles import Role
from yimen.modules.approvals import papers, patterns, rules
from yimen.modules.approvals.events import (
    ApplicationAssigned,
    ApplicationExamined,
    ApplicationExtended,
    ApplicationReturned,
    ApplicationTerminated,
    HoldClosed,
    HoldOpened,
    ToleratedSupplied,
)
from yimen.modules.approvals.models import Application, Review
from yimen.modules.approvals.outline import known_of
from yimen.modules.approvals.permissions import Permission
from yimen.modules.approvals.states import Opinion, Outcome, State

from .acceptance import present_keys
from .acting import acting_person, end, wait_for_role
from .intake import HANDLING

CAUSES = {
    "applicant_gone": gettext_lazy("申请人死亡、丧失行为能力或者终止"),
    "quota_used": gettext_lazy("数量已满"),
    "predecessor_refused": gettext_lazy("前置事项未获准予"),
    "law_changed": gettext_lazy("法律法规变化"),
}


@action(permission=Permission.APPLICATION_ASSIGN, moves=((State.ACCEPTED, State.IN_REVIEW), State.IN_REVIEW))
def assign(application: Application, *, reviewer: Person, by: Actor, at: datetime) -> ApplicationAssigned:
    """分派审核 — the section head gives the case to an examiner, or an examiner takes it."""
    patterns.require(application.pattern, "assign")
    day = local_day(at)
    head = by.may(Permission.APPLICATION_ASSIGN, application) and _is_head(application, by, at)
    if not head and str(reviewer.pk) != by.id:
        raise RuleBroken(_("审核员只能自己接办；分派他人由处室负责人办理。"))
    if not _holds(reviewer, Role.SECTION_EXAMINER, application, day):
        raise RuleBroken(
            _("%(name)s 不是此机关的审核员。") % {"name": reviewer.name}, fields={"reviewer": _("不是审核员")}
        )
    application.reviewer = reviewer
    work.done(application.own_case, at=at)
    work.wait_for(
        application.own_case,
        "examine",
        role=Role.SECTION_EXAMINER,
        at=at,
        due_on=application.own_case.due_on,
        assignee_id=reviewer.pk,
    )
    return ApplicationAssigned(application, reviewer)


def _is_head(application: Application, by: Actor, at: datetime) -> bool:
    return _holds(acting_person(by), Role.SECTION_HEAD, application, local_day(at))


def _holds(person: Person, role: Role, application: Application, on: date) -> bool:
    return holders(role, org_path=application.org_path, on=on).filter(pk=person.pk).exists()


@action(permission=Permission.APPLICATION_EXAMINE, moves=((State.IN_REVIEW,), State.IN_APPROVAL))
def examine(
    application: Application,
    *,
    opinion: str,
    grounds: str,
    conditions: str = "",
    second_officer: Person | None = None,
    by: Actor,
    at: datetime,
) -> ApplicationExamined:
    """审核 — the examiner's opinion with grounds; two officers where facts were checked on the spot (行政许可法 34)."""
    patterns.require(application.pattern, "examine")
    person = acting_person(by)
    if application.reviewer_id != person.pk:
        raise RuleBroken(_("此办件已由其他审核员承办。"))
    grounds = rules.require_text(grounds, "grounds", _("请写明审核理由。"))
    if opinion == Opinion.GRANT_WITH_CONDITIONS:
        rules.require_text(conditions, "conditions", _("请写明附加条件。"))
    if second_officer is not None and second_officer.pk == person.pk:
        raise RuleBroken(_("第二名核查人员不能是审核员本人。"), fields={"second_officer": _("请选择另一人")})
    Review.objects.create(
        application=application,
        reviewer=person,
        second_officer=second_officer,
        opinion=opinion,
        grounds=grounds,
        conditions=conditions.strip(),
        submitted_at=at,
    )
    work.done(application.own_case, at=at)
    wait_for_role(application, "approve", patterns.steps(application.pattern).approving_role, at=at)
    second = second_officer.name if second_officer else ""
    return ApplicationExamined(application, Opinion(opinion).label, second)


@action(permission=Permission.APPLICATION_APPROVE, moves=((State.IN_APPROVAL,), State.IN_REVIEW))
def return_to_review(
    application: Application, *, reason: str, by: Actor, at: datetime
) -> ApplicationReturned:
    """退回重审 — back to the section with a reason; the clocks go on untouched."""
    patterns.require(application.pattern, "return_to_review")
    reason = rules.require_text(reason, "reason", _("请写明退回理由。"))
    review = application.reviews.filter(returned_at__isnull=True).latest("submitted_at")
    review.returned_at, review.return_reason = at, reason
    review.save(update_fields=["returned_at", "return_reason"])
    application.return_count += 1
    work.done(application.own_case, at=at)
    work.wait_for(
        application.own_case,
        "examine",
        role=Role.SECTION_EXAMINER,
        at=at,
        due_on=application.own_case.due_on,
        assignee_id=application.reviewer_id,
    )
    return ApplicationReturned(application, reason, application.return_count)


@action(permission=Permission.APPLICATION_HOLD, moves=(HANDLING, HANDLING))
def open_hold(
    application: Application, *, kind: str, reason: str, expected_days: int, by: Actor, at: datetime
) -> HoldOpened:
    """启动特别程序 — a kind that the item allows; its length is told in writing (行政许可法 45)."""
    patterns.require(application.pattern, "open_hold")
    allowed = application.version.body.hold(kind)
    if allowed is None:
        label = HoldKind(kind).label if kind in HoldKind.values else kind
        raise RuleBroken(_("此事项没有规定“%(kind)s”程序。") % {"kind": label})
    reason = rules.require_text(reason, "reason", _("请写明启动的原因。"))
    if expected_days < 1:
        raise RuleBroken(_("请填写预计天数。"), fields={"expected_days": _("请填写预计天数")})
    today = local_day(at)
    hold = clocks.hold(
        application.own_case,
        kind=kind,
        reason=reason,
        basis=allowed.basis,
        stops=allowed.stops,
        expected_days=expected_days,
        on=today,
    )
    papers.issue_hold_notice(application, hold, at=at)
    return HoldOpened(application, hold, expected_days)


@action(permission=Permission.APPLICATION_HOLD, moves=(HANDLING, HANDLING))
def close_hold(application: Application, *, kind: str, result: str, by: Actor, at: datetime) -> HoldClosed:
    """结束特别程序 — its days are not counted where the article says so; the due date follows."""
    patterns.require(application.pattern, "close_hold")
    result = rules.require_text(result, "result", _("请写明特别程序的结果。"))
    hold = application.own_case.holds.filter(kind=kind, ended_on__isnull=True).first()
    if hold is None:
        raise RuleBroken(_("没有正在进行的此类特别程序。"))
    clocks.end_hold(hold, on=local_day(at), result=result)
    promised = application.own_case.clocks.filter(kind=ClockKind.PROMISED).exclude(state="stopped").first()
    return HoldClosed(application, hold, promised.due_on.isoformat() if promised else "")


@action(permission=Permission.APPLICATION_EXTEND, moves=(HANDLING, HANDLING))
def extend(
    application: Application, *, days: int, reason: str, by: Actor, at: datetime
) -> ApplicationExtended:
    """延期 — once, before the due date, by the head of the body; the reason is told (行政许可法 42)."""
    patterns.require(application.pattern, "extend")
    reason = rules.require_text(reason, "reason", _("请写明延期理由，理由将告知申请人。"))
    today = local_day(at)
    running = {one.kind: one for one in application.own_case.clocks.exclude(state="stopped")}
    extension = clocks.extend(
        running[ClockKind.STATUTORY],
        days=days,
        reason=reason,
        on=today,
        most=application.version.extension_max,
    )
    if ClockKind.PROMISED in running:
        clocks.extend(
            running[ClockKind.PROMISED],
            days=days,
            reason=reason,
            on=today,
            most=application.version.extension_max,
        )
    papers.issue_extension_notice(application, extension, at=at)
    return ApplicationExtended(application, extension, days, reason)


@action(permission=Permission.APPLICATION_AMEND, moves=(HANDLING, HANDLING))
def supply_tolerated(application: Application, *, by: Actor, at: datetime) -> ToleratedSupplied:
    """补齐容缺材料 — everything that was tolerated is there; the decision is free."""
    patterns.require(application.pattern, "supply_tolerated")
    tolerance = getattr(application, "tolerance", None)
    if tolerance is None or tolerance.supplied_at is not None:
        raise RuleBroken(_("没有等待补交的容缺材料。"))
    rules.require_complete(application.version.body, known_of(application), present_keys(application))
    tolerance.supplied_at = at
    tolerance.save(update_fields=["supplied_at"])
    clocks.stop(application.own_case, ClockKind.TOLERANCE, on=local_day(at))
    names = [one.name for one in application.version.body.materials if one.key in tolerance.keys]
    return ToleratedSupplied(application, names)


@action(permission=Permission.APPLICATION_TERMINATE, moves=(HANDLING, State.CLOSED))
def terminate(
    application: Application, *, cause: str, reason: str, by: Actor, at: datetime
) -> ApplicationTerminated:
    """终止办理 — ends without a decision, for one of the causes that the law knows."""
    patterns.require(application.pattern, "terminate")
    if cause not in CAUSES:
        raise RuleBroken(_("请选择终止原因。"), fields={"cause": _("请选择")})
    reason = rules.require_text(reason, "reason", _("请写明终止理由。"))
    papers.issue(application, "termination_notice", at=at, reason=reason)
    end(application, Outcome.TERMINATED, at=at)
    return ApplicationTerminated(application, cause, reason)
