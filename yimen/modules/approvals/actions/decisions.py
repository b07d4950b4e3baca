"""Verbs of the decision and its seal: approve, refuse, on the spot, filing, conclude."""

from __future__ import annotations

from datetime import date, datetime

from django.utils.translation import gettext as _

from yimen.kernel.audit.action import action
from yimen.kernel.audit.adding import add
from yimen.kernel.base.actor import Actor
from yimen.kernel.base.days import local_day
from yimen.kernel.base.refusals import RuleBroken
from yimen.kernel.cases import clocks
from yimen.kernel.cases.models import ClockKind
from yimen.kernel.documents.models import Document
from yimen.kernel.orgs.models import Window
from yimen.kernel.people.models import Person
from yimen.kernel.people.roles import Role
from yimen.modules.approvals import licence_register, papers, patterns, precedence, queries, rules
from yimen.modules.approvals.charging import reads
from yimen.modules.approvals.events import (
    ApplicationApproved,
    ApplicationConcluded,
    ApplicationDecidedOnTheSpot,
    ApplicationFiled,
    ApplicationRefused,
)
from yimen.modules.approvals.limits import limit
from yimen.modules.approvals.models import Application, Decision
from yimen.modules.approvals.permissions import Permission
from yimen.modules.approvals.states import Opinion, Outcome, State

from .acceptance import require_ready
from .acting import acting_person, require_second_officer, wait_for_role, way_done
from .heard import require_heard
from .punctuality import due_dates, was_in_time

LEGAL_CLOCKS = (
    ClockKind.PROMISED,
    ClockKind.STATUTORY,
    ClockKind.ACCEPTANCE,
    ClockKind.TOLERANCE,
    ClockKind.HEARING_REQUEST,
)


@action(permission=Permission.APPLICATION_APPROVE, moves=((State.IN_APPROVAL,), State.DECIDED))
def approve(
    application: Application, *, conditions: str = "", reasons: str = "", by: Actor, at: datetime
) -> ApplicationApproved:
    """批准 — the leader grants; never the one who reviewed. The decision and the licence are drawn up, not yet sealed."""
    patterns.require(application.pattern, "approve")
    reads.require_settled(application, "decision", local_day(at))
    decision = _decide(application, Outcome.GRANTED, reasons=reasons, conditions=conditions, by=by, at=at)
    papers.issue_decision(application, decision, at=at)
    return ApplicationApproved(application, decision)


@action(permission=Permission.APPLICATION_APPROVE, moves=((State.IN_APPROVAL,), State.DECIDED))
def refuse(application: Application, *, reasons: str, by: Actor, at: datetime) -> ApplicationRefused:
    """不予批准 — a written decision with reasons and remedies (行政许可法 38)."""
    patterns.require(application.pattern, "refuse")
    licence_register.require_no_deemed(application, local_day(at))
    reasons = rules.require_text(reasons, "reasons", _("不予许可必须说明理由。"))
    decision = _decide(application, Outcome.REFUSED, reasons=reasons, conditions="", by=by, at=at)
    papers.issue_decision(application, decision, at=at)
    return ApplicationRefused(application, decision, reasons)


@action(permission=Permission.APPLICATION_DECIDE_ON_THE_SPOT, moves=((State.SUBMITTED,), State.DECIDED))
def decide_on_the_spot(
    application: Application,
    *,
    window: Window | None,
    granted: bool = True,
    reasons: str = "",
    second_officer: Person | None = None,
    by: Actor,
    at: datetime,
) -> ApplicationDecidedOnTheSpot:
    """当场决定 — complete and lawful at the counter: accepted and decided in one contact (行政许可法 34).

    It was registered before, when it was submitted. One officer suffices only where the item says so.
    """
    patterns.require(application.pattern, "decide_on_the_spot")
    require_ready(application, on=local_day(at))
    officer, today = acting_person(by), local_day(at)
    if second_officer is None and not application.version.single_officer_allowed:
        raise RuleBroken(
            _("此事项须由两名工作人员办理。"), fields={"second_officer": _("请选择第二名工作人员")}
        )
    require_second_officer(application, second_officer, by=by, at=at)
    if granted:
        reads.require_settled(application, "decision", today)
    else:
        reasons = rules.require_text(reasons, "reasons", _("不予许可必须说明理由。"))
    application.accepted_at, application.accepted_on = at, today
    application.window, application.reviewer = window, second_officer
    outcome = Outcome.GRANTED if granted else Outcome.REFUSED
    decision = record_decision(
        application, outcome, reviewer=second_officer, approver=officer, reasons=reasons, conditions="", at=at
    )
    papers.issue_decision(application, decision, at=at)
    return ApplicationDecidedOnTheSpot(application, decision, outcome.label)


@action(permission=Permission.APPLICATION_FILE, moves=((State.SUBMITTED,), State.DECIDED))
def record_filing(
    application: Application, *, window: Window | None, by: Actor, at: datetime
) -> ApplicationFiled:
    """备案 — complete is enough: a filing cannot be refused on its merits."""
    patterns.require(application.pattern, "record_filing")
    require_ready(application, on=local_day(at))
    application.accepted_at, application.accepted_on = at, local_day(at)
    application.window = window
    decision = record_decision(
        application,
        Outcome.FILED,
        reviewer=None,
        approver=acting_person(by),
        reasons="",
        conditions="",
        at=at,
    )
    papers.issue_filing_receipt(application, at=at)
    return ApplicationFiled(application, decision)


@action(permission=Permission.APPLICATION_CONCLUDE, moves=((State.DECIDED,), State.SEALED))
def conclude(application: Application, *, by: Actor, at: datetime) -> ApplicationConcluded:
    """办结 — the seal keeper sets the seal on the decision and what goes with it; the delivery clock starts."""
    patterns.require(application.pattern, "conclude")
    decided = queries.LAST_DECISION.row(application.pk)
    if decided is None:
        raise Decision.DoesNotExist
    _sequence, approver, is_single_officer = decided
    if approver == acting_person(by).pk and not is_single_officer:
        raise RuleBroken(_("作出决定的人不能自己用印。"))
    today = local_day(at)
    sealed = papers.seal_results(application, by=by, at=at)
    application.concluded_at = at
    application.is_on_time = was_in_time(application) and rules.is_on_time(
        application.decided_day, due_dates(application)
    )
    delivery = limit("delivery_limit", today)
    clock = clocks.start(
        application.own_case,
        ClockKind.DELIVERY,
        budget=delivery.days,
        start_on=application.decided_day,
        basis=delivery.basis,
    )
    way_done(application, at=at)
    if patterns.allows(application.pattern, "deliver"):
        wait_for_role(application, "deliver", Role.ISSUE_CLERK, at=at, due_on=clock.due_on)
    return ApplicationConcluded(application, [_title(one) for one in sealed], bool(application.is_on_time))


def _title(document: Document) -> str:
    return f"{document.title} {document.number or ''}".strip()


def _decide(
    application: Application, outcome: Outcome, *, reasons: str, conditions: str, by: Actor, at: datetime
) -> Decision:
    approver = acting_person(by)
    require_free(application, approver, on=local_day(at))
    review = application.reviews.filter(returned_at__isnull=True).latest("submitted_at")
    if outcome == Outcome.GRANTED and review.opinion == Opinion.GRANT_WITH_CONDITIONS:
        conditions = conditions.strip() or review.conditions
    return record_decision(
        application,
        outcome,
        reviewer=review.reviewer,
        approver=approver,
        reasons=reasons.strip() or review.grounds,
        conditions=conditions.strip(),
        at=at,
    )


def require_free(application: Application, approver: Person, *, on: date) -> None:
    """Nothing stands in the way: another person reviewed, what was owed was heard, no procedure is open, nothing is missing."""
    if application.reviewer_id == approver.pk:
        raise RuleBroken(_("审核人不能批准同一办件，请由其他领导批准。"))
    review = application.reviews.filter(returned_at__isnull=True).latest("submitted_at")
    require_heard(application, reviewed_at=review.submitted_at, on=on)
    if application.own_case.holds.filter(ended_on__isnull=True).exists():
        raise RuleBroken(_("特别程序尚未结束，不能作出决定。"))
    tolerance = getattr(application, "tolerance", None)
    if tolerance is not None and tolerance.supplied_at is None:
        raise RuleBroken(_("容缺材料尚未补齐，不能作出决定。"))


def _require_admitted(application: Application) -> None:
    """Everything may be reviewed before the predecessor has come; granted it is afterwards."""
    if application.waits_for:
        names = {"names": application.waits_for}
        raise RuleBroken(_("前项尚未办结：%(names)s。可以先行审查，前项办结后再作决定。") % names)


def record_decision(
    application: Application,
    outcome: Outcome,
    *,
    reviewer: Person | None,
    approver: Person,
    reasons: str,
    conditions: str,
    at: datetime,
) -> Decision:
    if outcome != Outcome.REFUSED:
        precedence.require_met(application, on=local_day(at))
        _require_admitted(application)
    decision = add(
        Decision(
            application=application,
            sequence=(queries.LAST_DECISION.first(application.pk) or 0) + 1,
            outcome=outcome,
            reasons=reasons,
            conditions=conditions,
            reviewer=reviewer,
            approver=approver,
            is_single_officer=reviewer is None,
            decided_at=at,
        )
    )
    application.outcome, application.approver, application.decided_at = outcome, approver, at
    clocks.stop(application.own_case, *LEGAL_CLOCKS, on=local_day(at))
    way_done(application, at=at)
    wait_for_role(
        application,
        "conclude",
        Role.SEAL_KEEPER,
        at=at,
        due_on=local_day(at),
        org_path=application.signing_org.path,
    )
    return decision
