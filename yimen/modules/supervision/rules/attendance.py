"""R-PA 不按要求参加联合办理: named nobody, did not come, came again alone."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from yimen.modules.supervision.states import Level

from .findings import Evidence, Finding, of_case, of_numbered
from .registry import Numbers, number, rule
from .snapshot import Snapshot, day_after

COMPLETED = "approvals.inspection.completed"
RECORDED = "approvals.inspection.part-recorded"
JOINT = _("并联审批的任务，等并联审批上线")


@rule("R-PA-1", _("未按时签收联合办理的任务"), basis=_("行政许可法第26条"), level=Level.YELLOW, reads=("visits",),
      parameters=(number("days", _("勘验前多少个工作日确定勘验人员"), "1", "1", "10"),), waits_for=JOINT)  # fmt: skip
def not_acknowledged(snapshot: Snapshot, numbers: Numbers) -> Iterator[Finding]:
    """未按时签收联合办理的任务 — a department called to the one visit has named nobody in time before it."""
    for visit in snapshot.visits:
        calendar = snapshot.calendar
        due = date.fromordinal(calendar.at(calendar.rank(visit.day.toordinal()) - int(numbers["days"])))
        if not visit.named and snapshot.last > due and snapshot.covers(day_after(due)):
            yield of_numbered(
                visit, f"named:{visit.ref}"[:80], day_after(due), Evidence(visit.ref, "nobody_named")
            )


@rule("R-PA-2", _("缺席联合勘验"), basis=_("行政许可法第26条、第34条"), level=Level.YELLOW, reads=("visits",),
      waits_for=_("网上会审的到会情况，等会审系统上线"))  # fmt: skip
def absent(snapshot: Snapshot, numbers: Numbers) -> Iterator[Finding]:
    """缺席联合勘验 — the visit was held, and the department recorded nothing."""
    for visit in snapshot.visits:
        if visit.is_over and visit.recorded is None and snapshot.covers(visit.day):
            yield of_numbered(
                visit, f"absent:{visit.ref}"[:80], visit.day, Evidence(visit.ref, "recorded_nothing")
            )


@rule("R-PA-3", _("联合勘验后又单独勘验"), basis=_("行政许可法第26条"), level=Level.YELLOW, on_entry=True,
      waits_for=_("部门自行外出检查的记录，等巡查系统上线"))  # fmt: skip
def came_again(snapshot: Snapshot, numbers: Numbers) -> Iterator[Finding]:
    """联合勘验后又单独勘验 — a department's visit was recorded after the one visit had been concluded."""
    for case in snapshot.cases:
        over = next((place for place, one in enumerate(case.steps) if one.code == COMPLETED), None)
        if over is None:
            continue
        for step in case.steps[over:]:
            day = timezone.localtime(step.noted).date()
            if step.code == RECORDED and snapshot.covers(day):
                yield of_case(
                    case, f"again:{step.entry}"[:80], day, Evidence(f"entry:{step.entry}", "visited_again")
                )
