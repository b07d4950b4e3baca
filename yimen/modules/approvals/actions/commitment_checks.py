"""Verbs of the later check of a commitment: drawn by lot, recorded, put right or revoked, credit repaired."""

from __future__ import annotations

import secrets
from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from yimen.kernel import calendar
from yimen.kernel.audit.action import action
from yimen.kernel.base.actor import Actor
from yimen.kernel.base.days import local_day
from yimen.kernel.base.refusals import RuleBroken
from yimen.kernel.cases import work
from yimen.kernel.documents import actions as documents
from yimen.kernel.people.roles import Role
from yimen.modules.approvals import commitment_papers, papers, procedures, rules
from yimen.modules.approvals.events import (
    CheckOfficersDrawn,
    CommitmentChecked,
    CommittedDecisionRevoked,
    CreditRepaired,
    RectificationVerified,
    RevocationSealed,
)
from yimen.modules.approvals.limits import limit
from yimen.modules.approvals.models import CommitmentCheck, CreditExclusion
from yimen.modules.approvals.permissions import Permission
from yimen.modules.approvals.states import CheckOutcome, CheckState

from .acting import acting_person

ORDERED = (CheckOutcome.PARTLY, CheckOutcome.FALSE)
RESULTS = {True: gettext_lazy("已整改到位"), False: gettext_lazy("未整改到位")}


@action(permission=Permission.COMMITMENT_DRAW, moves=((CheckState.DUE,), CheckState.DRAWN))
def draw_check_officers(check: CommitmentCheck, *, by: Actor, at: datetime) -> CheckOfficersDrawn:
    """抽取核查人员 — by lot among the examiners of the body who did not decide; fewer than two: it waits."""
    candidates = list(procedures.check_officers(check, local_day(at)))
    if len(candidates) < procedures.FEWEST_DRAWN:
        raise RuleBroken(_("可以抽取的核查人员不足两名，请先安排审核岗位。"))
    drawn = secrets.SystemRandom().sample(candidates, procedures.FEWEST_DRAWN)
    check.candidates = [str(one.pk) for one in candidates]
    check.first_officer, check.second_officer, check.drawn_at = drawn[0], drawn[1], at
    work.wait_for(
        check.application.own_case,
        "check_commitment",
        role=Role.SECTION_EXAMINER,
        at=at,
        due_on=check.due_on,
        assignee_id=drawn[0].pk,
    )
    return CheckOfficersDrawn(check, [one.name for one in drawn], [one.name for one in candidates])


@action(
    permission=Permission.COMMITMENT_CHECK,
    moves=((CheckState.DRAWN,), (CheckState.KEPT, CheckState.ORDERED)),
)
def record_commitment_check(
    check: CommitmentCheck, *, outcome: str, findings: str, by: Actor, at: datetime
) -> CommitmentChecked:
    """承诺核查 — kept, partly kept or false; what is not so is ordered to be put right, false costs the credit."""
    _require_drawn(check, by)
    if outcome not in CheckOutcome.values:
        raise RuleBroken(_("请选择核查结果。"), fields={"outcome": _("请选择")})
    check.findings = rules.require_text(findings, "findings", _("请写明核查情况。"))
    check.outcome, check.recorded_at = outcome, at
    work.done(check.application.own_case, "check_commitment", at=at)
    if outcome in ORDERED:
        _order(check, at=at)
    else:
        check.state, check.ended_at = CheckState.KEPT, at
    if outcome == CheckOutcome.FALSE:
        _exclude(check, at=at)
    due = check.rectify_due_on.isoformat() if check.rectify_due_on else ""
    return CommitmentChecked(check, CheckOutcome(outcome).label, check.findings, due)


@action(
    permission=Permission.COMMITMENT_CHECK,
    moves=((CheckState.ORDERED,), (CheckState.PUT_RIGHT, CheckState.FAILED)),
)
def verify_rectification(
    check: CommitmentCheck, *, is_put_right: bool, findings: str, by: Actor, at: datetime
) -> RectificationVerified:
    """整改复核 — put right, or put before the leader for revocation once the time has passed."""
    _require_drawn(check, by)
    if not is_put_right and check.rectify_due_on and local_day(at) <= check.rectify_due_on:
        raise RuleBroken(_("整改期限尚未届满。"))
    check.rectification = rules.require_text(findings, "findings", _("请写明整改情况。"))
    case = check.application.own_case
    work.done(case, "verify_rectification", at=at)
    if is_put_right:
        check.state, check.ended_at = CheckState.PUT_RIGHT, at
    else:
        check.state = CheckState.FAILED
        _exclude(check, at=at)
        work.wait_for(case, "revoke_decision", role=Role.LEADER, at=at, due_on=local_day(at))
    return RectificationVerified(check, RESULTS[is_put_right], check.rectification)


@action(permission=Permission.COMMITMENT_REVOKE, moves=((CheckState.FAILED,), CheckState.REVOKED))
def revoke_committed_decision(
    check: CommitmentCheck, *, reason: str, by: Actor, at: datetime
) -> CommittedDecisionRevoked:
    """撤销决定 — by the leader, never by who checked; decision and licence hold no more (行政许可法 69)."""
    reason = rules.require_text(reason, "reason", _("请写明撤销的理由。"))
    if acting_person(by).pk in (check.first_officer_id, check.second_officer_id):
        raise RuleBroken(_("核查人员不能作出撤销决定。"))
    case = check.application.own_case
    commitment_papers.issue_revocation(check.application, reason, at=at)
    kinds = ("decision", "licence")
    rows = check.application.documents.filter(kind__in=kinds, document__state__in=["drawn_up", "sealed"])
    for one in rows.select_related("document").order_by("pk"):
        documents.revoke(one.document, reason=reason, by=by, at=at)
    work.done(case, "revoke_decision", at=at)
    work.wait_for(case, "seal_revocation", role=Role.SEAL_KEEPER, at=at, due_on=local_day(at))
    check.ended_at = at
    return CommittedDecisionRevoked(check, reason)


@action(permission=Permission.APPLICATION_CONCLUDE, moves=((CheckState.REVOKED,), CheckState.SEALED))
def seal_revocation(check: CommitmentCheck, *, by: Actor, at: datetime) -> RevocationSealed:
    """撤销决定用印 — the seal keeper seals what the leader decided; then it is delivered."""
    papers.seal_waiting(check.application, ("revocation_decision",), by=by, at=at)
    work.done(check.application.own_case, "seal_revocation", at=at)
    return RevocationSealed(check)


@action(permission=Permission.CREDIT_REPAIR)
def repair_credit(exclusion: CreditExclusion, *, reason: str, by: Actor, at: datetime) -> CreditRepaired:
    """信用修复 — what was wrong is put right; from now on the person may commit again."""
    if exclusion.repaired_on is not None:
        raise RuleBroken(_("此项限制已经解除。"))
    exclusion.repair_reason = rules.require_text(reason, "reason", _("请写明修复的理由。"))[:300]
    exclusion.repaired_on, exclusion.repaired_by = local_day(at), by.label
    return CreditRepaired(exclusion, exclusion.repair_reason)


def _require_drawn(check: CommitmentCheck, by: Actor) -> None:
    if acting_person(by).pk not in (check.first_officer_id, check.second_officer_id):
        raise RuleBroken(_("由抽取到的核查人员办理。"))


def _order(check: CommitmentCheck, *, at: datetime) -> None:
    today = local_day(at)
    check.state = CheckState.ORDERED
    check.rectify_due_on = calendar.current().add(today, limit("commitment_rectify", today).days).on
    commitment_papers.issue_order(check, at=at)
    work.wait_for(
        check.application.own_case,
        "verify_rectification",
        role=Role.SECTION_EXAMINER,
        at=at,
        due_on=check.rectify_due_on,
        assignee_id=check.first_officer_id,
    )


def _exclude(check: CommitmentCheck, *, at: datetime) -> None:
    """One open exclusion of a person, whatever follows in other cases."""
    person = check.application.applicant
    if not person.credit_exclusions.filter(repaired_on__isnull=True).exists():
        CreditExclusion.objects.create(
            person=person, check_of=check, reason=check.findings[:300], since=local_day(at)
        )
