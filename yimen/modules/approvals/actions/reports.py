"""Verbs of reporting up (行政许可法 35, 43): a lower body reviews first, the upper one decides; one case, two clocks."""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext as _

from yimen.kernel.audit.action import action
from yimen.kernel.base.actor import Actor
from yimen.kernel.base.days import local_day
from yimen.kernel.base.refusals import RuleBroken
from yimen.kernel.cases import clocks, work
from yimen.kernel.cases.models import ClockKind
from yimen.kernel.orgs.models import Org
from yimen.kernel.people.roles import Role
from yimen.modules.approvals import licence_register, papers, patterns, rules
from yimen.modules.approvals.events import (
    ApplicationDecidedAbove,
    ApplicationReportedUp,
    ApplicationReturnedFromAbove,
)
from yimen.modules.approvals.models import Application
from yimen.modules.approvals.permissions import Permission
from yimen.modules.approvals.states import Outcome, State

from .acting import acting_person
from .decisions import record_decision, require_free

SECOND_LEG = (ClockKind.PROMISED, ClockKind.STATUTORY)


@action(permission=Permission.APPLICATION_REPORT_UP, moves=((State.IN_APPROVAL,), State.REPORTED))
def report_up(application: Application, *, by: Actor, at: datetime) -> ApplicationReportedUp:
    """上报 — within the limit of the first review, opinion and all materials go up; the second clock starts."""
    patterns.require(application.pattern, "report_up")
    person = acting_person(by)
    if application.reviewer_id == person.pk:
        raise RuleBroken(_("审核人不能报送自己审查的办件，请由其他负责人报送。"))
    require_free(application, person, on=local_day(at))
    upper, today, case = upper_body(application), local_day(at), application.own_case
    clocks.stop(case, ClockKind.FIRST_REVIEW, on=today)
    version = application.version
    promised = clocks.start(case, ClockKind.PROMISED, budget=version.promised_days, start_on=today)
    clocks.start(
        case,
        ClockKind.STATUTORY,
        budget=version.statutory_days,
        start_on=today,
        basis=version.statutory_basis,
    )
    application.in_name_of = None  # the letter is the lower body's own
    papers.issue_first_review(application, upper, due_on=promised.due_on, at=at)
    application.in_name_of = upper
    work.done(case, "report_up", at=at)
    work.wait_for(case, "decide_above", role=Role.LEADER, at=at, due_on=promised.due_on, org_path=upper.path)
    return ApplicationReportedUp(application, upper.name, promised.due_on.isoformat())


@action(permission=Permission.APPLICATION_DECIDE_ABOVE, moves=((State.REPORTED,), State.IN_REVIEW))
def return_from_above(
    application: Application, *, reason: str, by: Actor, at: datetime
) -> ApplicationReturnedFromAbove:
    """上级退回 — to the lower body for another review; its clock goes on, the applicant is asked for nothing."""
    patterns.require(application.pattern, "return_from_above")
    reason = rules.require_text(reason, "reason", _("请写明退回理由。"))
    review = application.reviews.filter(returned_at__isnull=True).latest("submitted_at")
    review.returned_at, review.return_reason = at, reason
    review.save(update_fields=["returned_at", "return_reason"])
    application.return_count += 1
    work.done(application.own_case, "decide_above", at=at)
    work.wait_for(
        application.own_case,
        "examine",
        role=Role.SECTION_EXAMINER,
        at=at,
        due_on=application.own_case.due_on,
        assignee_id=application.reviewer_id,
    )
    clocks.stop(application.own_case, *SECOND_LEG, on=local_day(at))
    _begin_first_leg_again(application, at=at)
    return ApplicationReturnedFromAbove(application, reason)


@action(permission=Permission.APPLICATION_DECIDE_ABOVE, moves=((State.REPORTED,), State.DECIDED))
def decide_above(
    application: Application,
    *,
    granted: bool,
    reasons: str = "",
    conditions: str = "",
    by: Actor,
    at: datetime,
) -> ApplicationDecidedAbove:
    """上级决定 — in the upper body's own name, on what the lower one sent; it asks the applicant for nothing again."""
    patterns.require(application.pattern, "decide_above")
    review = application.reviews.filter(returned_at__isnull=True).latest("submitted_at")
    if not granted:
        licence_register.require_no_deemed(application, local_day(at))
        reasons = rules.require_text(reasons, "reasons", _("不予许可必须说明理由。"))
    outcome = Outcome.GRANTED if granted else Outcome.REFUSED
    decision = record_decision(
        application,
        outcome,
        reviewer=review.reviewer,
        approver=acting_person(by),
        reasons=reasons.strip() or review.grounds,
        conditions=conditions.strip() or (review.conditions if granted else ""),
        at=at,
    )
    papers.issue_decision(application, decision, at=at)
    return ApplicationDecidedAbove(application, decision, outcome.label)


def upper_body(application: Application) -> Org:
    """The body that decides, as the item says; raises RuleBroken when it says none."""
    code = application.version.body.extra.get("report_up", {}).get("upper", "")
    upper = Org.objects.filter(code=code).first()
    if upper is None:
        raise RuleBroken(_("此事项没有写明由哪个上级机关决定。"))
    return upper


def _begin_first_leg_again(application: Application, *, at: datetime) -> None:
    """The days that the first review had left; a day at least, so that there is a date."""
    first = application.own_case.clocks.filter(kind=ClockKind.FIRST_REVIEW).latest("start_on", "id")
    today = local_day(at)
    left = max(clocks.days_left(first, today), 1)
    clocks.start(application.own_case, ClockKind.FIRST_REVIEW, budget=left, start_on=today, basis=first.basis)
