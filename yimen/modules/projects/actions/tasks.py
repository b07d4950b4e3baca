"""Verbs of the departments on their parts, and of the machine that lets parts go on or ends them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from django.utils.translation import gettext as _

from yimen.kernel.audit.action import action
from yimen.kernel.base.actor import Actor
from yimen.kernel.base.days import local_day
from yimen.kernel.base.refusals import RuleBroken
from yimen.kernel.cases import work
from yimen.kernel.people.roles import Role
from yimen.modules.approvals import public as approvals
from yimen.modules.projects import rules
from yimen.modules.projects.asking import asking_of, situation_of
from yimen.modules.projects.events import (
    SupplementWanted,
    TaskAcknowledged,
    TaskDeemedComplete,
    TaskEnded,
    TaskFoundComplete,
    TaskReleased,
)
from yimen.modules.projects.following import cause_of, is_free
from yimen.modules.projects.machines import PROJECTS
from yimen.modules.projects.models import ConsolidatedCorrection, MaterialDemand, Task
from yimen.modules.projects.permissions import Permission
from yimen.modules.projects.states import Completeness, StageState, TaskState

UNCHECKED = (TaskState.PENDING_RECEIPT, TaskState.RECEIVED)
ANY = tuple(TaskState)


@action(permission=Permission.TASK_CHECK, moves=((TaskState.PENDING_RECEIPT,), TaskState.RECEIVED))
def acknowledge_task(task: Task, *, by: Actor, at: datetime) -> TaskAcknowledged:
    """签收部门任务 — within one working day; later is noted, and may still be done."""
    _require_running(task)
    task.acknowledged_at, task.acknowledged_by = at, by.label
    _work_done(task, "acknowledge_task", at=at)
    work.wait_for(
        task.stage.own_case,
        f"check_task:{task.position}",
        role=Role.SECTION_EXAMINER,
        at=at,
        due_on=task.opinion_due_on,
        org_path=task.org_path,
    )
    return TaskAcknowledged(task, local_day(at) > task.acknowledge_due_on)


@action(permission=Permission.TASK_CHECK, moves=((TaskState.RECEIVED,), TaskState.COMPLETE))
def find_complete(task: Task, *, by: Actor, at: datetime) -> TaskFoundComplete:
    """确认材料齐全 — the department needs nothing more to review."""
    _require_running(task)
    _opinion(task, Completeness.DECLARED, by=by, at=at)
    return TaskFoundComplete(task)


@action(permission=Permission.TASK_CHECK, moves=((TaskState.RECEIVED,), TaskState.SUPPLEMENT_WANTED))
def want_supplement(
    task: Task, *, rows: Sequence[Mapping[str, str]], by: Actor, at: datetime
) -> SupplementWanted:
    """提出补正要求 — all at once, to the lead; the applicant hears of it in the one consolidated notice."""
    _require_running(task)
    if ConsolidatedCorrection.objects.filter(stage=task.stage_id).exists():
        raise RuleBroken(_("统一补正告知已经发出，不能再提出新的补正要求。"))
    if local_day(at) > task.opinion_due_on:
        raise RuleBroken(_("核对材料的期限已过，视为材料齐全。"))
    needed = _needed(task, at)
    MaterialDemand.objects.bulk_create(_demand(task, row, needed, at=at) for row in _once(rows))
    _opinion(task, Completeness.UNKNOWN, by=by, at=at)
    work.wait_for(
        task.stage.own_case,
        f"consolidate_correction:{task.position}",
        role=Role.WINDOW_CLERK,
        at=at,
        due_on=task.opinion_due_on,
        centre_path=task.stage.centre_path,
    )
    names = [needed[row["key"]] for row in rows]
    return SupplementWanted(task, len(names), names)


def _needed(task: Task, at: datetime) -> dict[str, str]:
    """What the item of the task asks for, by the keys of the stage: materials, and the form as a whole."""
    today, stage = local_day(at), task.stage
    found = asking_of(stage, today).materials(situation_of(stage, today))
    code = task.item.item_code
    return {one.key: one.name for one in found if code in dict(one.members)}


def _once(rows: Sequence[Mapping[str, str]]) -> Sequence[Mapping[str, str]]:
    keys = [row.get("key", "") for row in rows]
    if not keys:
        raise RuleBroken(_("请列出需要补正的材料。"))
    if len(keys) != len(set(keys)):
        raise RuleBroken(_("同一项材料只需列一次。"))
    return rows


def _demand(task: Task, row: Mapping[str, str], needed: Mapping[str, str], *, at: datetime) -> MaterialDemand:
    key = row["key"]
    if key not in needed:
        raise RuleBroken(_("本事项不需要这项材料：%(key)s") % {"key": key})
    if row.get("defect", "") not in approvals.Defect.values:
        raise RuleBroken(_("请选择存在的问题。"))
    cure = rules.require_text(row.get("cure", ""), "cure", _("请写明如何补正。"), most=300)
    return MaterialDemand(
        task=task,
        key=key,
        name=needed[key],
        defect=row["defect"],
        cure=cure,
        article=row.get("article", "").strip()[:200],
        demanded_at=at,
    )


@action(permission=Permission.TASK_DEEM, moves=(UNCHECKED, TaskState.COMPLETE))
def deem_complete(task: Task, *, by: Actor, at: datetime) -> TaskDeemedComplete:
    """逾期视为齐全 — a department that says nothing within its two working days misses nothing; nobody waits for it."""
    _require_running(task)
    if local_day(at) <= task.opinion_due_on:
        raise RuleBroken(_("核对材料的期限尚未届满。"))
    if task.acknowledged_at is None:
        _work_done(task, "acknowledge_task", at=at)
    _opinion(task, Completeness.DEEMED, by=by, at=at)
    return TaskDeemedComplete(task, task.org.name)


@action(permission=Permission.STAGE_FOLLOW)
def release_task(task: Task, *, by: Actor, at: datetime) -> TaskReleased:
    """前项办结放行 — the predecessors are decided as they must be; the part may be decided as well."""
    if not task.waits_for or not is_free(task):
        raise RuleBroken(_("前项尚未办结。"))
    part = approvals.part_with(task.case_id)
    names, task.waits_for = list(task.waits_for), []
    approvals.admit_decision(part, by=PROJECTS, at=at)
    return TaskReleased(task, task.item.item_code, names)


@action(permission=Permission.STAGE_FOLLOW)
def end_task(task: Task, *, by: Actor, at: datetime) -> TaskEnded:
    """后项终止 — what had to be granted before was not: the part ends with that cause, whatever was reviewed already."""
    cause = cause_of(task)
    if cause is None:
        raise RuleBroken(_("前项没有被拒绝或者终止。"))
    part = approvals.part_with(task.case_id)
    reason = _("前项“%(item)s”%(outcome)s") % {"item": cause.item_name, "outcome": cause.shown_outcome}
    approvals.terminate(part, cause="predecessor_refused", reason=reason, by=PROJECTS, at=at)
    task.ended_by, task.waits_for = cause.item_code, []
    return TaskEnded(task, task.case.title, reason)


def _require_running(task: Task) -> None:
    if task.stage.state != StageState.IN_PROGRESS:
        raise RuleBroken(_("这个阶段已经不在办理中。"))


def _opinion(task: Task, completeness: str, *, by: Actor, at: datetime) -> None:
    task.completeness, task.opinion_at, task.opinion_by = completeness, at, by.label
    _work_done(task, "check_task", at=at)


def _work_done(task: Task, kind: str, *, at: datetime) -> None:
    work.done(task.stage.own_case, f"{kind}:{task.position}", at=at)
