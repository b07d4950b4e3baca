"""Verbs between acceptance and decision: assign, examine, return, what was tolerated."""

from __future__ import annotations

from datetime import date, datetime

from django.utils.translation import gettext as _

from yimen.kernel.audit.action import action
from yimen.kernel.base.actor import Actor
from yimen.kernel.base.days import local_day
from yimen.kernel.base.refusals import RuleBroken
from yimen.kernel.cases import clocks, work
from yimen.kernel.cases.models import ClockKind
from yimen.kernel.people.models import Person
from yimen.kernel.people.queries import holders
from yimen.kernel.people.roles import Role
from yimen.modules.approvals import patterns, rules
from yimen.modules.approvals.events import (
    ApplicationAssigned,
    ApplicationExamined,
    ApplicationReturned,
    ToleratedSupplied,
)
from yimen.modules.approvals.models import Application, Review
from yimen.modules.approvals.outline import known_of
from yimen.modules.approvals.permissions import Permission
from yimen.modules.approvals.states import HearingState, Opinion, State

from .acceptance import present_keys
from .acting import acting_person, require_second_officer, wait_for_role
from .inspections import require_inspected
from .intake import HANDLING


@action(permission=Permission.APPLICATION_ASSIGN, moves=((State.ACCEPTED, State.IN_REVIEW), State.IN_REVIEW))
def assign(application: Application, *, reviewer: Person, by: Actor, at: datetime) -> ApplicationAssigned:
    """分派审核 — the section head gives the case to an examiner, or an examiner takes it."""
    patterns.require(application.pattern, "assign")
    day = local_day(at)
    head = by.kind == "machine" or _is_head(application, by, at)
    if not head and str(reviewer.pk) != by.id:
        raise RuleBroken(_("审核员只能自己接办；分派他人由处室负责人办理。"))
    if not _holds(reviewer, Role.SECTION_EXAMINER, application, day):
        raise RuleBroken(
            _("%(name)s 不是此机关的审核员。") % {"name": reviewer.name}, fields={"reviewer": _("不是审核员")}
        )
    _keep_apart_from_host(application, reviewer)
    application.reviewer = reviewer
    work.done(application.own_case, "assign", at=at)
    work.done(application.own_case, "examine", at=at)
    _wait_for_reviewer(application, at=at)
    return ApplicationAssigned(application, reviewer)


def _wait_for_reviewer(application: Application, *, at: datetime) -> None:
    work.wait_for(
        application.own_case,
        "examine",
        role=Role.SECTION_EXAMINER,
        at=at,
        due_on=application.own_case.due_on,
        assignee_id=application.reviewer_id,
    )


def _keep_apart_from_host(application: Application, reviewer: Person) -> None:
    """Who hosts a hearing of the case does not review it (行政许可法 48)."""
    hosted = application.hearings.filter(host=reviewer).exclude(state=HearingState.WAIVED)
    if hosted.exists():
        raise RuleBroken(
            _("听证主持人不能审核同一办件。"), fields={"reviewer": _("请选择没有主持听证的审核员")}
        )
    for hearing in application.hearings.all():
        if hearing.reviewer_id != reviewer.pk:
            hearing.reviewer = reviewer
            hearing.save(update_fields=["reviewer"])


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
    require_inspected(application)
    grounds = rules.require_text(grounds, "grounds", _("请写明审核理由。"))
    if opinion == Opinion.GRANT_WITH_CONDITIONS:
        rules.require_text(conditions, "conditions", _("请写明附加条件。"))
    require_second_officer(application, second_officer, by=by, at=at)
    Review.objects.create(
        application=application,
        reviewer=person,
        second_officer=second_officer,
        opinion=opinion,
        grounds=grounds,
        conditions=conditions.strip(),
        submitted_at=at,
    )
    work.done(application.own_case, "examine", at=at)
    step = patterns.steps(application.pattern)
    wait_for_role(application, step.approving_work, step.approving_role, at=at)
    second = second_officer.name if second_officer else ""
    return ApplicationExamined(application, Opinion(opinion).label, second)


@action(permission=Permission.APPLICATION_APPROVE, moves=((State.IN_APPROVAL,), State.IN_REVIEW))
def return_to_review(
    application: Application, *, reason: str, by: Actor, at: datetime
) -> ApplicationReturned:
    """退回重审 — back to the section with a reason; the clocks go on untouched."""
    patterns.require(application.pattern, "return_to_review")
    reason = rules.require_text(reason, "reason", _("请写明退回理由。"))
    review_anew(application, reason, at=at)
    application.return_count += 1
    return ApplicationReturned(application, reason, application.return_count)


def review_anew(application: Application, reason: str, *, at: datetime) -> None:
    """The opinion is given back with the reason, and its reviewer must examine again."""
    review = application.reviews.filter(returned_at__isnull=True).latest("submitted_at")
    review.returned_at, review.return_reason = at, reason
    review.save(update_fields=["returned_at", "return_reason"])
    work.done(application.own_case, patterns.steps(application.pattern).approving_work, at=at)
    _wait_for_reviewer(application, at=at)


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
