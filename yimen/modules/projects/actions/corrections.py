"""Verbs of the one consolidated correction: told by the lead, supplied by the applicant."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from django.utils.translation import gettext as _

from yimen.kernel.audit.action import action
from yimen.kernel.base.actor import Actor
from yimen.kernel.base.days import local_day
from yimen.kernel.base.refusals import RuleBroken
from yimen.kernel.cases import clocks, work
from yimen.kernel.cases.models import ClockKind
from yimen.modules.projects import queries, rules
from yimen.modules.projects.events import CorrectionConsolidated, CorrectionSupplied
from yimen.modules.projects.limits import limit
from yimen.modules.projects.models import ConsolidatedCorrection, Stage
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


@action(permission=Permission.STAGE_PREPARE, moves=(IN_PROGRESS, StageState.IN_PROGRESS))
def finish_correction(stage: Stage, *, by: Actor, at: datetime) -> CorrectionSupplied:
    """完成补正 — everything that was listed is there anew; the departments that asked go on."""
    notice = ConsolidatedCorrection.objects.filter(stage=stage, answered_at__isnull=True).first()
    if notice is None:
        raise RuleBroken(_("没有等待补正的告知。"))
    if waiting := [row["name"] for row in notice.rows if not row["is_cured"]]:
        raise RuleBroken(_("还没有补正：%(names)s") % {"names": "、".join(waiting)})
    notice.answered_at = at
    notice.save(update_fields=["answered_at"])
    clocks.stop(stage.own_case, ClockKind.CORRECTION, on=local_day(at))
    wanting = stage.tasks.filter(state=TaskState.SUPPLEMENT_WANTED).order_by("position")
    wanting.update(state=TaskState.COMPLETE, completeness=Completeness.SUPPLIED)
    return CorrectionSupplied(stage)
