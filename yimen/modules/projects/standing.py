"""阶段现状: what the page of a stage shows — who holds what, what waits for what, by when and why."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _

from yimen.kernel import calendar
from yimen.kernel.base.days import local_day
from yimen.kernel.base.language import either
from yimen.kernel.base.refusals import Text
from yimen.kernel.cases import clocks
from yimen.kernel.cases.models import ClockState
from yimen.kernel.web.drawing import Drawing, Node
from yimen.kernel.web.shapes import Step
from yimen.kernel.web.words import briefly
from yimen.modules.approvals.public import Deadline, PartStanding

from .drawing import Orders, drawn
from .following import Following
from .models import Stage, StageOrder, Task
from .rules import Longest, longest
from .states import StageState, TaskState

WAY = (StageState.PREPARING, StageState.SUBMITTED, StageState.IN_PROGRESS, StageState.ALL_DECIDED)
SAID = (TaskState.PENDING_RECEIPT, TaskState.RECEIVED, TaskState.SUPPLEMENT_WANTED)


@dataclass(frozen=True)
class Row:
    """一项 of a stage: the task, and how the application behind it stands."""

    task: Task
    part: PartStanding

    @property
    def name(self) -> str:
        """The item in the reader's language."""
        return either(self.part.item_name, self.part.item_name_en)

    @property
    def shown_state(self) -> str:
        """The state of the task until the department has said what it misses; then that of the application."""
        if self.part.is_open and self.task.state in SAID:
            return self.task.get_state_display()
        return self.part.shown_outcome or self.part.shown_state

    @property
    def tone(self) -> str:
        if self.part.is_granted:
            return "success"
        if self.part.has_failed:
            return "danger"
        return "warning" if self.task.waits_for else "info"

    @property
    def is_late(self) -> bool:
        """签收 after its day."""
        at = self.task.acknowledged_at
        return at is not None and local_day(at) > self.task.acknowledge_due_on


def rows_of(found: Following) -> list[Row]:
    """Every task of the stage with its standing, in order."""
    return [Row(one, found.standing(one)) for one in found.tasks]


def steps(stage: Stage) -> list[Step]:
    """The way of the stage: done, being done, to come."""
    labels: tuple[Text, ...] = (_("准备"), _("受理"), _("并联办理"), _("统一发放"))
    if stage.state in (StageState.WITHDRAWN, StageState.DECLINED):
        return [Step(labels[0], "done"), Step(stage.get_state_display(), "stopped", at=stage.ended_at)]
    here = WAY.index(StageState(stage.state)) if stage.state in WAY else len(WAY)
    moments = (stage.submitted_at, stage.accepted_on, stage.decided_at, stage.issued_at)
    return [
        Step(label, "done" if place < here else "current" if place == here else "waiting", at=moments[place])
        for place, label in enumerate(labels)
    ]


def deadlines(stage: Stage, today: date) -> list[Deadline]:
    """The running clocks of the stage, the nearest first; each explains itself."""
    if stage.case is None:
        return []
    running = stage.case.clocks.exclude(state=ClockState.STOPPED).select_related("extension", "case")
    days = calendar.current()
    return [
        Deadline(
            one.get_kind_display(),
            one.due_on,
            days.count(today, one.due_on),
            "provisional" if one.is_provisional else "running",
            clocks.explain(one, today=today),
        )
        for one in running.order_by("due_on", "-kind")
    ]


def drawing_of(rows: Sequence[Row], orders: Orders, way: Collection[str]) -> Drawing | None:
    """Who holds what, and what waits for what; the longest way is marked."""
    nodes = [
        Node(
            row.task.item.item_code,
            row.name,
            f"{briefly(row.task.org)} · {row.shown_state}",
            row.tone,
            reverse("projects:task", args=[row.task.pk]),
        )
        for row in rows
    ]
    return drawn(nodes, orders, way)


def orders_of(version_id: UUID) -> Orders:
    """先后关系 of a template version, by the codes of the items."""
    rows = StageOrder.objects.filter(version=version_id)
    return {
        (before, after): kind
        for before, after, kind in rows.values_list("before__item_code", "after__item_code", "kind")
    }


def longest_of(rows: Sequence[Row], orders: Orders) -> Longest:
    """最长路径 of what was taken in, by the days that each part was given."""
    return longest({row.task.item.item_code: row.part.days or 0 for row in rows}, list(orders))
