"""Verbs of an application that a node's own system handles: sent there, followed from there, come back.

The steps themselves are taken there, by its officers; here stands only what the applicant and the law need: that
it was sent, what is to be corrected, that it came back, how it ended. The network module acts as ``machine("network")``.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext as _

from yimen.kernel.audit.action import action
from yimen.kernel.base.actor import Actor
from yimen.kernel.base.days import local_day
from yimen.kernel.base.refusals import RuleBroken
from yimen.kernel.cases import clocks, opening, work
from yimen.kernel.cases.models import ClockKind
from yimen.modules.approvals import rules
from yimen.modules.approvals.events import (
    ApplicationEndedAtNode,
    ApplicationGivenBack,
    ApplicationHandedToNode,
    ApplicationReopenedAtNode,
    ApplicationReturnedByNode,
    ApplicationTakenOver,
    CorrectionRelayed,
)
from yimen.modules.approvals.limits import limit
from yimen.modules.approvals.models import Application, CorrectionNotice
from yimen.modules.approvals.permissions import Permission
from yimen.modules.approvals.states import Outcome, State

from .acting import end, receive, wait_for_intake
from .settling import settle

AWAY = (State.ELSEWHERE, State.CORRECTION_REQUESTED)


@action(permission=Permission.APPLICATION_HAND_TO_NODE, moves=((State.SUBMITTED,), State.ELSEWHERE))
def hand_to_node(application: Application, *, node: str, by: Actor, at: datetime) -> ApplicationHandedToNode:
    """转送节点 — the system of the body that handles the item takes it on; nobody here has to take it in.

    The acceptance clock goes on: the law counts from receipt, wherever the application is looked at.
    """
    application.handled_at = rules.require_text(node, "node", _("请写明办理节点。"))
    work.done(application.own_case, at=at)
    return ApplicationHandedToNode(application, application.handled_at)


@action(permission=Permission.APPLICATION_FOLLOW_NODE, moves=((State.ELSEWHERE,), State.CORRECTION_REQUESTED))
def relay_correction(
    application: Application, *, rows: Sequence[Mapping[str, Any]], officer: str, by: Actor, at: datetime
) -> CorrectionRelayed:
    """转达补正告知 — what the node's officer listed is put before the applicant, who answers it here."""
    today = local_day(at)
    answer = limit("correction_answer", today)
    clocks.stop(application.own_case, ClockKind.ACCEPTANCE, on=today)
    clock = clocks.start(
        application.own_case, ClockKind.CORRECTION, budget=answer.days, start_on=today, basis=answer.basis
    )
    listed = [{**row, "is_cured": False} for row in rows]
    _keep_notice(application, listed, officer=officer, due_on=clock.due_on, at=at)
    names = [str(row["name"]) for row in listed]
    return CorrectionRelayed(application, officer, names, clock.due_on.isoformat())


def _keep_notice(
    application: Application, rows: list[dict[str, Any]], *, officer: str, due_on: date, at: datetime
) -> None:
    """One notice a case: a repetition takes the place of what it repeats."""
    said = {"issued_at": at, "issued_by": officer[:100], "due_on": due_on, "rows": rows, "answered_at": None}
    CorrectionNotice.objects.update_or_create(application=application, defaults=said)


@action(permission=Permission.APPLICATION_FOLLOW_NODE, moves=((State.ELSEWHERE,), State.SUBMITTED))
def return_from_node(
    application: Application, *, officer: str, reason: str, by: Actor, at: datetime
) -> ApplicationReturnedByNode:
    """节点退回 — the node gives the application back; the window here takes it in, within the time that is left."""
    reason = rules.require_text(reason, "reason", _("请写明退回的理由。"))
    clock = application.own_case.clocks.filter(kind=ClockKind.ACCEPTANCE).exclude(state="stopped").first()
    if clock is None:
        raise RuleBroken(_("节点已经受理，不能再退回。"))
    node, application.handled_at = application.handled_at, ""
    wait_for_intake(application, at=at, due_on=clock.due_on)
    return ApplicationReturnedByNode(application, node, officer, reason)


@action(permission=Permission.APPLICATION_FOLLOW_NODE, moves=(AWAY, State.CLOSED))
def end_at_node(application: Application, *, outcome: str, by: Actor, at: datetime) -> ApplicationEndedAtNode:
    """节点归结 — the node told the end; the case is closed here with the same outcome."""
    if outcome not in Outcome.values or not outcome:
        raise RuleBroken(_("节点回传的办理结果无法识别。"))
    end(application, outcome, at=at)
    return ApplicationEndedAtNode(application, application.handled_at, Outcome(outcome).label)


@action(permission=Permission.APPLICATION_FOLLOW_NODE, moves=((State.CLOSED,), State.ELSEWHERE))
def reopen_at_node(application: Application, *, by: Actor, at: datetime) -> ApplicationReopenedAtNode:
    """节点恢复办理 — the node's decision was undone; it makes another one."""
    if not application.handled_at:
        raise RuleBroken(_("此办件不由节点办理。"))
    opening.reopen_case(application.own_case)
    application.outcome, application.ended_at = Outcome.NONE, None
    return ApplicationReopenedAtNode(application, application.handled_at)


@action(permission=Permission.APPLICATION_TAKE_OVER, moves=((State.DRAFT,), State.SUBMITTED))
def take_over(
    application: Application,
    *,
    centre: str,
    number: str,
    query_code: str,
    received_on: date,
    form: Mapping[str, Any],
    by: Actor,
    at: datetime,
) -> ApplicationTakenOver:
    """接收转送 — a node takes on what was submitted at the centre: same number, same query code, same day of receipt.

    The receipt slip was given there; the time to accept runs from there.
    """
    application.form = dict(form)
    settle(application, on=received_on)
    application.taken_over_from = rules.require_text(centre, "centre", _("请写明转送的中心。"))
    receive(application, received_on=received_on, at=at, given=opening.Given(number, query_code))
    return ApplicationTakenOver(application, received_on.isoformat())


@action(permission=Permission.APPLICATION_GIVE_BACK, moves=((State.SUBMITTED,), State.GIVEN_BACK))
def give_back(application: Application, *, reason: str, by: Actor, at: datetime) -> ApplicationGivenBack:
    """退回中心 — before acceptance, what the centre sent may be given back to it: it is handled there from now on."""
    if not application.taken_over_from:
        raise RuleBroken(_("只有中心转送的申请可以退回。"))
    reason = rules.require_text(reason, "reason", _("请写明退回的理由。"))
    end(application, Outcome.GIVEN_BACK, at=at)
    return ApplicationGivenBack(application, application.taken_over_from, reason)
