"""Facts about the tasks of departments."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from yimen.kernel.audit.events import Event
from yimen.modules.projects.models import Task


@dataclass(frozen=True)
class TaskAcknowledged(Event):
    """签收部门任务 — the department has seen its part."""

    code = "projects.task.acknowledged"
    says = _("%(by)s 签收了部门任务")
    task: Task
    is_late: bool


@dataclass(frozen=True)
class TaskFoundComplete(Event):
    """确认材料齐全 — the department needs nothing more."""

    code = "projects.task.found-complete"
    says = _("%(by)s 确认材料齐全")
    task: Task


@dataclass(frozen=True)
class SupplementWanted(Event):
    """提出补正要求 — what one department misses; the lead tells the applicant, once, for all of them."""

    code = "projects.task.supplement-wanted"
    says = _("%(by)s 提出补正要求 %(count)s 项：%(names)s")
    task: Task
    count: int
    names: list[str]


@dataclass(frozen=True)
class TaskDeemedComplete(Event):
    """逾期视为齐全 — the department said nothing within two working days."""

    code = "projects.task.deemed-complete"
    says = _("%(org)s 逾期未提出意见，视为材料齐全")
    task: Task
    org: str


@dataclass(frozen=True)
class TaskReleased(Event):
    """前项办结放行 — what came before is decided; this part may be decided as well."""

    code = "projects.task.released"
    says = _("前项已办结，%(item)s 可以作出决定")
    task: Task
    item: str
    after: list[str]


@dataclass(frozen=True)
class TaskEnded(Event):
    """后项终止 — what had to come before was not granted; this part ends with that cause."""

    code = "projects.task.ended"
    says = _("%(cause)s，%(item)s 随之终止")
    task: Task
    item: str
    cause: str
