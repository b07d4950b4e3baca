"""Verbs that end a case without a decision, or open a decided one again."""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from yimen.kernel.audit.action import action
from yimen.kernel.base.actor import Actor
from yimen.kernel.base.days import local_day
from yimen.kernel.base.refusals import RuleBroken
from yimen.kernel.cases import clocks, opening, work
from yimen.kernel.cases.models import ClockKind
from yimen.kernel.documents import actions as documents
from yimen.kernel.documents.queries import SEALED
from yimen.kernel.people.roles import Role
from yimen.modules.approvals import papers, patterns, rules
from yimen.modules.approvals.events import ApplicationReopened, ApplicationTerminated, ToleranceLapsed
from yimen.modules.approvals.models import Application, Reopening
from yimen.modules.approvals.permissions import Permission
from yimen.modules.approvals.states import Outcome, ReopeningGround, State

from .acceptance import missing_tolerated
from .acting import acting_person, end
from .intake import HANDLING

CAUSES = {
    "applicant_gone": gettext_lazy("申请人死亡、丧失行为能力或者终止"),
    "quota_used": gettext_lazy("数量已满"),
    "predecessor_refused": gettext_lazy("前置事项未获准予"),
    "law_changed": gettext_lazy("法律法规变化"),
}
LAPSED = {"withdrawn": Outcome.WITHDRAWN_AFTER_ACCEPTANCE, "refused": Outcome.REFUSED}
REOPENED = (Outcome.GRANTED, Outcome.REFUSED, Outcome.TERMINATED)


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


@action(permission=Permission.APPLICATION_LAPSE, moves=(HANDLING, State.CLOSED))
def lapse_tolerance(application: Application, *, by: Actor, at: datetime) -> ToleranceLapsed:
    """容缺逾期 — what was promised did not come: the item says whether that counts as withdrawn or is refused."""
    patterns.require(application.pattern, "lapse_tolerance")
    tolerance = getattr(application, "tolerance", None)
    if tolerance is None or tolerance.supplied_at is not None:
        raise RuleBroken(_("没有等待补交的容缺材料。"))
    clock = application.own_case.clocks.filter(kind=ClockKind.TOLERANCE).exclude(state="stopped").get()
    if local_day(at) <= max(clock.due_on, tolerance.due_on) or clock.is_provisional:
        raise RuleBroken(_("容缺补交期限尚未届满。"))
    names = missing_tolerated(application)
    if not names:
        raise RuleBroken(_("容缺材料已经交齐，请确认补齐。"))
    outcome = LAPSED[application.version.tolerance_lapse]
    papers.issue_lapse_notice(application, names, outcome, due_on=tolerance.due_on, at=at)
    end(application, outcome, at=at)
    return ToleranceLapsed(application, names, outcome.label)


@action(permission=Permission.APPLICATION_REOPEN, moves=((State.CLOSED,), State.IN_REVIEW))
def reopen(
    application: Application,
    *,
    ground: str,
    instrument_no: str,
    reason: str,
    days: int,
    by: Actor,
    at: datetime,
) -> ApplicationReopened:
    """恢复办理 — a judgment, a reconsideration decision or a revocation undid the decision; a new one is to be made.

    What was decided stands in the record; its sealed documents are revoked, new clocks run, another decision
    follows in the sequence.
    """
    patterns.require(application.pattern, "reopen")
    if application.outcome not in REOPENED:
        raise RuleBroken(_("此办件不是因决定或者终止而结束，不能恢复办理。"))
    if ground not in ReopeningGround.values:
        raise RuleBroken(_("请选择恢复办理的依据。"), fields={"ground": _("请选择")})
    number = rules.require_text(instrument_no, "instrument_no", _("请填写判决书或者决定书的文号。"))
    reason = rules.require_text(reason, "reason", _("请写明恢复办理的理由。"))
    if not 0 < days <= application.version.statutory_days:
        most = {"most": application.version.statutory_days}
        raise RuleBroken(
            _("重新作出决定的期限应在 1 到 %(most)s 个工作日之间。") % most,
            fields={"days": _("天数超出范围")},
        )
    Reopening.objects.create(
        application=application,
        ground=ground,
        instrument_no=number,
        reason=reason,
        days=days,
        earlier_outcome=application.outcome,
        earlier_decided_at=application.decided_at,
        reopened_at=at,
        reopened_by=acting_person(by),
    )
    _undo_results(application, f"{ReopeningGround(ground).label} {number}", by=by, at=at)
    _begin_anew(application, days=days, basis=number, at=at)
    return ApplicationReopened(application, ReopeningGround(ground).label, number, reason)


def _undo_results(application: Application, reason: str, *, by: Actor, at: datetime) -> None:
    """The documents of the decision that was undone hold no more; whoever verifies them is told."""
    kinds = [kind for kind, word in papers.WORDS.items() if word.is_result]
    rows = application.documents.filter(SEALED, kind__in=kinds).select_related("document")
    for one in rows.order_by("pk"):
        documents.revoke(one.document, reason=reason, by=by, at=at)


def _begin_anew(application: Application, *, days: int, basis: str, at: datetime) -> None:
    case, today = application.own_case, local_day(at)
    opening.reopen_case(case)
    application.outcome, application.is_on_time = Outcome.NONE, None
    application.reviewer = application.approver = None
    application.decided_at = application.concluded_at = None
    application.delivered_at = application.ended_at = None
    clocks.start(
        case,
        ClockKind.PROMISED,
        budget=min(days, application.version.promised_days),
        start_on=today,
        basis=basis,
    )
    statutory = clocks.start(case, ClockKind.STATUTORY, budget=days, start_on=today, basis=basis)
    work.wait_for(case, "assign", role=Role.SECTION_EXAMINER, at=at, due_on=statutory.due_on)
