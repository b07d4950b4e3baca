"""推进: what follows in a stage from what its departments decided. Reads only; the acts are in actions/tasks.py and issuing.py."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from uuid import UUID

from yimen.modules.approvals.public import PartStanding, parts_of

from .models import Stage, StageOrder, Task
from .states import DoneWhen, OrderKind


class Following:
    """阶段推进 — the tasks of one stage, how each stands, what comes before what."""

    def __init__(self, stage_id: UUID) -> None:
        self.tasks = list(
            Task.objects.filter(stage=stage_id).select_related("item", "org", "case").order_by("position")
        )
        self.standings: Mapping[UUID, PartStanding] = parts_of(stage_id)
        ids = [one.item_id for one in self.tasks]
        orders = StageOrder.objects.filter(before__in=ids, after__in=ids)
        self._by_item = {one.item_id: one for one in self.tasks}
        self._before: dict[UUID, list[tuple[UUID, str]]] = {}
        for before, after, kind in orders.values_list("before_id", "after_id", "kind"):
            self._before.setdefault(after, []).append((before, kind))

    def standing(self, task: Task) -> PartStanding:
        return self.standings[task.case_id]

    def before(self, task: Task) -> Iterator[tuple[Task, str]]:
        """The tasks that come before one, each with the kind of the order."""
        for item, kind in self._before.get(task.item_id, []):
            yield self._by_item[item], kind

    def is_free(self, task: Task) -> bool:
        """Whether what comes before is decided as it must be: granted where hard, decided or ended where soft."""
        return self.standing(task).is_open and all(
            self.standing(one).is_granted or (kind == OrderKind.SOFT and not self.standing(one).is_open)
            for one, kind in self.before(task)
        )

    def cause(self, task: Task) -> PartStanding | None:
        """The hard predecessor that ended without being granted, if any."""
        if not self.standing(task).is_open:
            return None
        hard = (self.standing(one) for one, kind in self.before(task) if kind == OrderKind.HARD)
        return next((one for one in hard if one.has_failed), None)

    def released(self) -> list[Task]:
        """The tasks that waited and need not wait any more."""
        return [one for one in self.tasks if one.waits_for and self.is_free(one)]

    def doomed(self) -> list[Task]:
        """The open tasks whose hard predecessor failed."""
        return [one for one in self.tasks if self.cause(one) is not None]

    def is_over(self, done_when: str) -> bool:
        """Whether nothing is open any more, or a milestone is granted where one suffices."""
        if all(not self.standing(one).is_open for one in self.tasks):
            return True
        milestones = [one for one in self.tasks if one.item.is_milestone]
        return done_when == DoneWhen.ANY and any(self.standing(one).is_granted for one in milestones)


def is_free(task: Task) -> bool:
    """Whether the task need not wait any more."""
    found = Following(task.stage_id)
    return found.is_free(next(one for one in found.tasks if one.pk == task.pk))


def cause_of(task: Task) -> PartStanding | None:
    """What ended before the task and takes it with it."""
    found = Following(task.stage_id)
    return found.cause(next(one for one in found.tasks if one.pk == task.pk))


def is_over(stage: Stage) -> bool:
    """Whether the stage's results may be given out."""
    return Following(stage.pk).is_over(stage.version.done_when)
