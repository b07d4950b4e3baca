"""Verbs of notify and commit before the decision, and the decision itself (告知承诺)."""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext as _

from yimen.kernel import calendar
from yimen.kernel.audit.action import action
from yimen.kernel.base.actor import Actor
from yimen.kernel.base.days import local_day
from yimen.kernel.base.refusals import RuleBroken
from yimen.kernel.cases import work
from yimen.kernel.orgs.models import Window
from yimen.kernel.people.models import Person
from yimen.modules.approvals import commitment_papers, papers, patterns, rules
from yimen.modules.approvals.commitment_terms import Terms, barred, commitment_of, terms
from yimen.modules.approvals.events import (
    ApplicationDecidedByCommitment,
    CommitmentSigned,
    CommitmentWithdrawn,
)
from yimen.modules.approvals.models import Application, Commitment, CommitmentCheck
from yimen.modules.approvals.permissions import Permission
from yimen.modules.approvals.states import CheckState, Outcome, State

from .acceptance import require_ready
from .acting import acting_person, require_second_officer, wait_for_intake
from .decisions import record_decision

BEFORE_DECISION = (State.DRAFT, State.SUBMITTED)


@action(permission=Permission.COMMITMENT_SIGN, moves=(BEFORE_DECISION, BEFORE_DECISION))
def sign_commitment(
    application: Application, *, signature: str, shown_hash: str, by: Actor, at: datetime
) -> CommitmentSigned:
    """签署承诺 — of one's own will, under the text that was shown; not in excluded fields, not with lost credit."""
    patterns.require(application.pattern, "sign_commitment")
    offered = _require_offered(application, at)
    if shown_hash != offered.hash:
        raise RuleBroken(_("告知承诺书的内容已有变化，请重新阅读后签署。"))
    if signature.strip() != application.applicant_name:
        raise RuleBroken(
            _("签名应当与申请人名称一致。"), fields={"signature": _("请填写申请人的姓名或者名称")}
        )
    facts = {
        "text": offered.text,
        "promises": list(offered.promises),
        "text_hash": offered.hash,
        "signature": signature.strip(),
        "signed_by": by.label,
        "signed_at": at,
        "withdrawn_at": None,
    }
    commitment, _made = Commitment.objects.update_or_create(application=application, defaults=facts)
    if application.case is not None:
        _wait(application, at=at)
    return CommitmentSigned(application, commitment, offered.hash)


@action(permission=Permission.COMMITMENT_SIGN, moves=(BEFORE_DECISION, BEFORE_DECISION))
def withdraw_commitment(application: Application, *, by: Actor, at: datetime) -> CommitmentWithdrawn:
    """撤回承诺 — at any time before the decision, without a reason; the ordinary way is open as before."""
    patterns.require(application.pattern, "withdraw_commitment")
    commitment = commitment_of(application)
    if commitment is None:
        raise RuleBroken(_("没有已经签署的承诺。"))
    commitment.withdrawn_at = at
    commitment.save(update_fields=["withdrawn_at"])
    if application.case is not None:
        _wait(application, at=at)
    return CommitmentWithdrawn(application, commitment)


@action(permission=Permission.APPLICATION_DECIDE_BY_COMMITMENT, moves=((State.SUBMITTED,), State.DECIDED))
def decide_by_commitment(
    application: Application, *, window: Window | None, second_officer: Person, by: Actor, at: datetime
) -> ApplicationDecidedByCommitment:
    """告知承诺决定 — granted at once by two officers; the later check is due within sixty working days."""
    patterns.require(application.pattern, "decide_by_commitment")
    if commitment_of(application) is None:
        raise RuleBroken(_("申请人没有签署承诺，请按一般程序受理。"))
    offered = _require_offered(application, at)
    require_ready(application, on=local_day(at))
    require_second_officer(application, second_officer, by=by, at=at)
    today = local_day(at)
    application.accepted_at, application.accepted_on = at, today
    application.window, application.reviewer = window, second_officer
    decision = record_decision(
        application,
        Outcome.GRANTED,
        reviewer=second_officer,
        approver=acting_person(by),
        reasons="",
        conditions="",
        at=at,
    )
    commitment_papers.issue_commitment(application, at=at)
    papers.issue_decision(application, decision, at=at)
    due_on = calendar.current().add(today, offered.check_days).on
    CommitmentCheck.objects.create(application=application, state=CheckState.DUE, due_on=due_on)
    return ApplicationDecidedByCommitment(application, decision, due_on.isoformat())


def _require_offered(application: Application, at: datetime) -> Terms:
    """The terms, for whoever may commit to them; raises RuleBroken, saying why not."""
    offered = terms(application.version)
    if offered is None:
        raise RuleBroken(_("此事项没有公布告知承诺书，请按一般程序办理。"))
    if why := barred(application, local_day(at)):
        raise RuleBroken(why)
    rules.require_text(application.applicant_name, "signature", _("请填写申请人名称。"))
    return offered


def _wait(application: Application, *, at: datetime) -> None:
    """The intake work follows the commitment: decided at once, or taken in the ordinary way."""
    for kind in ("accept", "decide_by_commitment"):
        work.done(application.own_case, kind, at=at)
    wait_for_intake(application, at=at, due_on=application.own_case.due_on or local_day(at))
