"""Verbs of the one consolidated correction: told by the lead, supplied by the applicant, or not in time."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from uuid import UUID

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from yimen.kernel.audit.action import action
from yimen.kernel.base.actor import Actor
from yimen.kernel.base.days import local_day
from yimen.kernel.base.punctuation import joined
from yimen.kernel.base.refusals import RuleBroken
from yimen.kernel.cases import clocks, work
from yimen.kernel.cases.models import ClockKind
from yimen.modules.approvals import public as approvals
from yimen.modules.projects import queries, rules
from yimen.modules.projects.events import CorrectionConsolidated, CorrectionSupplied, StageCorrectionLapsed
from yimen.modules.projects.limits import limit
from yimen.modules.projects.machines import PROJECTS
from yimen.modules.projects.models import ConsolidatedCorrection, Stage, Task
from yimen.modules.projects.permissions import Permission
from yimen.modules.projects.states import Completeness, StageState, TaskState

IN_PROGRESS = (StageState.IN_PROGRESS,)
UNCHECKED = (TaskState.PENDING_RECEIPT, TaskState.RECEIVED)


@action(permission=Permission.STAGE_CORRECT, moves=(IN_PROGRESS, StageState.IN_PROGRESS))
def consolidate_correction(
    stage: Stage, *, merges: Mapping[str, str] | None = None, by: Actor, at: datetime
) -> CorrectionConsolidated:
    """统一补正告知 — once, when every department has spoken or its time is over; ``merges`` joins what means the same."""
    today = local_day(at)
    if ConsolidatedCorrection.objects.filter(stage=stage).exists():
        raise RuleBroken(_("统一补正告知只发一次。"))
    if stage.tasks.filter(state__in=UNCHECKED, opinion_due_on__gte=today).exists():
        raise RuleBroken(_("还有部门在核对材料的期限内，待其提出意见后再统一告知。"))
    rows = rules.consolidated(queries.demands(stage), merges)
    if not rows:
        raise RuleBroken(_("没有部门提出补正要求。"))
    answer = limit("correction_answer", today)
    clock = clocks.start(
        stage.own_case, ClockKind.CORRECTION, budget=answer.days, start_on=today, basis=answer.basis
    )
    ConsolidatedCorrection.objects.create(
        stage=stage, rows=rows, issued_at=at, issued_by=by.label, due_on=clock.due_on
    )
    for position in stage.tasks.filter(demands__isnull=False).distinct().values_list("position", flat=True):
        work.done(stage.own_case, f"consolidate_correction:{position}", at=at)
    names = [row["name"] for row in rows]
    return CorrectionConsolidated(stage, len(rows), names, clock.due_on.isoformat())


@action(permission=Permission.CORRECTION_FINISH, moves=(IN_PROGRESS, StageState.IN_PROGRESS))
def finish_correction(stage: Stage, *, by: Actor, at: datetime) -> CorrectionSupplied:
    """完成补正 — everything that was listed is there anew; the departments that asked go on."""
    notice = _open_notice(stage)
    if waiting := [row["name"] for row in notice.rows if not row["is_cured"]]:
        raise RuleBroken(_("还没有补正：%(names)s") % {"names": joined(waiting, "、")})
    notice.answered_at = at
    notice.save(update_fields=["answered_at"])
    clocks.stop(stage.own_case, ClockKind.CORRECTION, on=local_day(at))
    _go_on(stage, [one.pk for one in _wanting(stage)])
    return CorrectionSupplied(stage)


@action(permission=Permission.CORRECTION_LAPSE, moves=(IN_PROGRESS, StageState.IN_PROGRESS))
def lapse_stage_correction(stage: Stage, *, by: Actor, at: datetime) -> StageCorrectionLapsed:
    """统一补正逾期 — parts that need what did not come end as their items say; parts that have all theirs go on."""
    notice = _open_notice(stage)
    clock = stage.own_case.clocks.filter(kind=ClockKind.CORRECTION).exclude(state="stopped").get()
    if local_day(at) <= max(clock.due_on, notice.due_on) or clock.is_provisional:
        raise RuleBroken(_("补正期限尚未届满。"))
    if not (wanted := notice.wanted_keys):
        raise RuleBroken(_("材料已经补正，请完成补正。"))
    notice.lapsed_at = at
    notice.save(update_fields=["lapsed_at"])
    clocks.stop(stage.own_case, ClockKind.CORRECTION, on=local_day(at))
    missing = {
        one.pk: [row.name for row in one.demands.all() if row.key in wanted] for one in _wanting(stage)
    }
    _go_on(stage, [pk for pk, names in missing.items() if not names])
    ended = _end_parts(stage, missing, due_on=notice.due_on, at=at)
    names = [row["name"] for row in notice.rows if not row["is_cured"]]
    return StageCorrectionLapsed(stage, names, ended)


def _end_parts(stage: Stage, missing: Mapping[UUID, list[str]], *, due_on: date, at: datetime) -> int:
    """逾期终结 of the open parts that lack something, in the order of the stage; how many they were."""
    standings = approvals.parts_of(stage.pk)
    lacking = [one for one in _wanting(stage) if missing[one.pk] and standings[one.case_id].is_open]
    for task in lacking:
        part = approvals.part_with(task.case_id)
        approvals.lapse_part(part, names=missing[task.pk], due_on=due_on, by=PROJECTS, at=at)
    return len(lacking)


def _open_notice(stage: Stage) -> ConsolidatedCorrection:
    notice = ConsolidatedCorrection.objects.filter(stage=stage).first()
    if notice is None or not notice.is_open:
        raise RuleBroken(_("没有等待补正的告知。"))
    return notice


def _wanting(stage: Stage) -> QuerySet[Task]:
    rows = stage.tasks.filter(state=TaskState.SUPPLEMENT_WANTED).order_by("position")
    return rows.prefetch_related("demands")


def _go_on(stage: Stage, tasks: Sequence[UUID]) -> None:
    rows = stage.tasks.filter(pk__in=tasks)
    rows.update(state=TaskState.COMPLETE, completeness=Completeness.SUPPLIED)
