"""R-PA 不按要求参加联合办理: named nobody, did not come, came again alone."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from django.utils.translation import gettext_lazy as _

from yimen.kernel.base.days import local_day
from yimen.modules.supervision.states import Level

from .findings import Evidence, Finding, of_case, of_numbered
from .registry import Numbers, number, rule
from .snapshot import Snapshot, day_after

COMPLETED = "approvals.inspection.completed"
RECORDED = "approvals.inspection.part-recorded"


@rule("R-PA-1", _("未按时签收联合办理的任务"), basis=_("行政许可法第26条"), level=Level.YELLOW,
      reads=("visits", "tasks"), parameters=(number("days", _("勘验前多少个工作日确定勘验人员"), "1", "1", "10"),))  # fmt: skip
def not_acknowledged(snapshot: Snapshot, numbers: Numbers) -> Iterator[Finding]:
    """未按时签收联合办理的任务 — a part of a stage was not acknowledged by its day, or nobody named in time for the one visit."""
    for task in snapshot.tasks:
        late = task.acknowledged is None or task.acknowledged > task.due
        if late and snapshot.last > task.due and snapshot.covers(day_after(task.due)):
            evidence = Evidence(task.ref, "not_acknowledged", task.due.isoformat())
            yield of_numbered(task, f"task:{task.ref}"[:80], day_after(task.due), evidence)
    for visit in snapshot.visits:
        calendar = snapshot.calendar
        due = date.fromordinal(calendar.at(calendar.rank(visit.day.toordinal()) - int(numbers["days"])))
        if not visit.named and snapshot.last > due and snapshot.covers(day_after(due)):
            yield of_numbered(
                visit, f"named:{visit.ref}"[:80], day_after(due), Evidence(visit.ref, "nobody_named")
            )


@rule("R-PA-2", _("缺席联合会审或者联合勘验"), basis=_("行政许可法第26条、第34条"), level=Level.YELLOW,
      reads=("visits", "seats"))  # fmt: skip
def absent(snapshot: Snapshot, numbers: Numbers) -> Iterator[Finding]:
    """缺席联合会审或者联合勘验 — it was held, and the department neither came nor sent word, or recorded nothing."""
    for seat in snapshot.seats:
        if snapshot.covers(seat.day):
            yield of_numbered(seat, f"seat:{seat.ref}"[:80], seat.day, Evidence(seat.ref, "stayed_away"))
    for visit in snapshot.visits:
        if visit.is_over and visit.recorded is None and snapshot.covers(visit.day):
            yield of_numbered(
                visit, f"absent:{visit.ref}"[:80], visit.day, Evidence(visit.ref, "recorded_nothing")
            )


@rule("R-PA-3", _("联合勘验后又单独勘验"), basis=_("行政许可法第26条"), level=Level.YELLOW, on_entry=True,
      reads=("cases", "own_visits"), waits_for=_("部门自行外出检查的记录，等巡查系统上线"))  # fmt: skip
def came_again(snapshot: Snapshot, numbers: Numbers) -> Iterator[Finding]:
    """联合勘验后又单独勘验 — a visit was recorded after the one visit had been concluded, or one's own was tried beside it."""
    for own in snapshot.own_visits:
        if snapshot.covers(own.day):
            yield of_numbered(own, f"own:{own.ref}"[:80], own.day, Evidence(own.ref, "own_visit_tried"))
    for case in snapshot.cases:
        over = next((place for place, one in enumerate(case.steps) if one.code == COMPLETED), None)
        if over is None:
            continue
        for step in case.steps[over:]:
            day = local_day(step.noted)
            if step.code == RECORDED and snapshot.covers(day):
                yield of_case(
                    case, f"again:{step.entry}"[:80], day, Evidence(f"entry:{step.entry}", "visited_again")
                )
