"""责任追究: supervision refers to who may decide, and notes the outcome."""

from __future__ import annotations

from datetime import date, datetime

from django.utils.translation import gettext as _

from yimen.kernel.audit.action import action
from yimen.kernel.base.actor import Actor
from yimen.kernel.base.days import local_day
from yimen.kernel.base.refusals import RuleBroken
from yimen.kernel.cases import work
from yimen.kernel.cases.opening import close_case
from yimen.kernel.people.roles import Role
from yimen.modules.supervision.case_states import PLAN_WAITS, CaseState
from yimen.modules.supervision.events.cases import AccountabilityConcluded, CaseEscalated
from yimen.modules.supervision.models import Accountability, SupervisionCase
from yimen.modules.supervision.permissions import Permission

from .stating import required

BEFORE = (*PLAN_WAITS, CaseState.PLAN_RECEIVED, CaseState.RECTIFYING, CaseState.VERIFIED)


@action(permission=Permission.CASE_ESCALATE, moves=(BEFORE, CaseState.ESCALATED))
def escalate_case(
    supervision_case: SupervisionCase, *, referred_to: str, reason: str, by: Actor, at: datetime
) -> CaseEscalated:
    """移送追究责任 — to the body that may hold somebody accountable; supervision itself decides over nobody."""
    made = Accountability.objects.create(
        supervision_case=supervision_case,
        referred_to=required(referred_to, "referred_to", _("请填写移送机关。"), most=100),
        reason=required(reason, "reason", _("请写明移送理由。")),
        referred_on=local_day(at),
    )
    work.done(supervision_case.case, at=at)
    work.wait_for(supervision_case.case, "conclude_accountability", role=Role.SUPERVISOR, at=at)
    return CaseEscalated(supervision_case, made.referred_to, made.reason)


@action(permission=Permission.ACCOUNTABILITY_CONCLUDE, moves=((CaseState.ESCALATED,), CaseState.CLOSED))
def conclude_accountability(
    supervision_case: SupervisionCase, *, outcome: str, outcome_on: date, by: Actor, at: datetime
) -> AccountabilityConcluded:
    """登记追究结果 — as the other body told it; the case ends."""
    made = supervision_case.accountability
    if not made.referred_on <= outcome_on <= local_day(at):
        told = _("处理日期应当在移送日期和今天之间。")
        raise RuleBroken(told, fields={"outcome_on": told})
    outcome = required(outcome, "outcome", _("请写明处理结果。"))
    Accountability.objects.filter(pk=made.pk).update(outcome=outcome, outcome_on=outcome_on)
    supervision_case.closed_at = at
    close_case(supervision_case.case, outcome="accountability", at=at)
    return AccountabilityConcluded(supervision_case, outcome)
