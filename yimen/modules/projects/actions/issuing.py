"""Verbs at the end of a stage: all decided, and all results given out together."""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext as _

from yimen.kernel.audit.action import action
from yimen.kernel.base.actor import Actor
from yimen.kernel.base.days import local_day
from yimen.kernel.base.punctuation import joined, noted
from yimen.kernel.base.refusals import RuleBroken
from yimen.kernel.cases import clocks, opening, work
from yimen.kernel.cases.models import ClockKind
from yimen.kernel.people.roles import Role
from yimen.modules.approvals import public as approvals
from yimen.modules.projects import rules
from yimen.modules.projects.events import StageAllDecided, StageIssued
from yimen.modules.projects.following import Following
from yimen.modules.projects.limits import limit
from yimen.modules.projects.machines import PROJECTS
from yimen.modules.projects.models import Stage
from yimen.modules.projects.permissions import Permission
from yimen.modules.projects.states import StageState


@action(permission=Permission.STAGE_FOLLOW, moves=((StageState.IN_PROGRESS,), StageState.ALL_DECIDED))
def settle_stage(stage: Stage, *, by: Actor, at: datetime) -> StageAllDecided:
    """各部门均已决定 — nothing is open any more (or a milestone is granted, where one suffices): the stage clock stops."""
    found = Following(stage.pk)
    if not found.is_over(stage.version.done_when):
        raise RuleBroken(_("还有部门没有决定。"))
    today, case = local_day(at), stage.own_case
    stage.decided_at = at
    clocks.stop(case, ClockKind.PROMISED, ClockKind.STATUTORY, ClockKind.CORRECTION, on=today)
    work.done(case, at=at)
    delivery = limit("delivery_limit", today)
    clock = clocks.start(case, ClockKind.DELIVERY, budget=delivery.days, start_on=today, basis=delivery.basis)
    work.wait_for(
        case,
        "issue_stage",
        role=Role.ISSUE_CLERK,
        at=at,
        due_on=clock.due_on,
        centre_path=stage.centre_path,
    )
    granted = sum(one.is_granted for one in found.standings.values())
    return StageAllDecided(stage, granted, len(found.tasks) - granted)


@action(
    permission=Permission.STAGE_ISSUE,
    moves=((StageState.ALL_DECIDED, StageState.ISSUED), StageState.ISSUED),
)
def issue_stage(stage: Stage, *, method: str, receiver: str, by: Actor, at: datetime) -> StageIssued:
    """统一发放结果 — every sealed decision at once; those that a department has not sealed yet are named.

    Where a milestone sufficed, what is decided afterwards is given out in the same way.
    """
    receiver = rules.require_text(receiver, "receiver", _("请填写签收人。"), most=100)
    found = Following(stage.pk)
    decided = [one for one in found.tasks if found.standing(one).is_decided]
    waiting = [one for one in decided if found.standing(one).concluded_at is None]
    if waiting:
        names = joined((noted(one.case.title, one.org.name) for one in waiting), "、")
        raise RuleBroken(_("以下决定尚未用印：%(names)s") % {"names": names})
    sealed = [one for one in decided if found.standing(one).is_sealed]
    if not sealed and stage.issued_at is not None:
        raise RuleBroken(_("没有新的结果可以发放。"))
    for task in sealed:
        part = approvals.part_with(task.case_id)
        approvals.issue_part(part, method=method, receiver=receiver, by=PROJECTS, at=at)
    if stage.issued_at is None:
        stage.issued_at = stage.ended_at = at
        clocks.stop(stage.own_case, ClockKind.DELIVERY, on=local_day(at))
        opening.close_case(stage.own_case, outcome=_outcome(found), at=at)
    return StageIssued(stage, len(sealed), receiver)


def _outcome(found: Following) -> str:
    granted = [one.is_granted for one in found.standings.values()]
    return "granted" if all(granted) else "partly_granted" if any(granted) else "refused"
