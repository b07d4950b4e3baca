"""Stages, tasks and templates that an actor may see."""

from __future__ import annotations

from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet

from yimen.kernel.base.actor import Actor
from yimen.kernel.cases.queries import CASE_READERS, under
from yimen.kernel.people.actor import person_actor
from yimen.kernel.people.roles import HALL_ROLES
from yimen.modules.projects.models import Stage, StageTemplate, Task
from yimen.modules.projects.states import StageState, TaskState, TemplateState


def stages(actor: Actor) -> QuerySet[Stage]:
    """并联审批阶段: the applicant's own; of the lead and of its centre once submitted; of departments that have a task in it."""
    person = person_actor(actor)
    rows = Stage.objects.select_related("case", "project", "version__template", "org", "centre")
    if person is None:
        return rows.none()
    own = Q(applicant_id=person.person.pk)
    paths = list(person.org_paths(*CASE_READERS))
    halls = list(person.org_paths(*HALL_ROLES))
    takes_part = Task.objects.filter(under("org_path", paths), stage=OuterRef("pk"))
    reached = under("org_path", paths) | under("centre_path", halls) | Exists(takes_part)
    return rows.filter(
        own | (reached & Q(submitted_at__isnull=False)) | (under("org_path", paths) & Q(channel="window"))
    )


def tasks(actor: Actor) -> QuerySet[Task]:
    """部门任务: those of the own department, and all of a stage that the actor leads or applied for."""
    person = person_actor(actor)
    rows = Task.objects.select_related("stage__project", "stage__version__template", "item", "case", "org")
    if person is None:
        return rows.none()
    paths = list(person.org_paths(*CASE_READERS))
    halls = list(person.org_paths(*HALL_ROLES))
    mine = Q(stage__applicant_id=person.person.pk)
    lead = under("stage__org_path", paths) | under("stage__centre_path", halls)
    return rows.filter(mine | under("org_path", paths) | lead)


def templates() -> QuerySet[StageTemplate]:
    """阶段模板 with a version that holds; public."""
    return (
        StageTemplate.objects.filter(versions__state=TemplateState.PUBLISHED)
        .select_related("lead")
        .order_by("theme", "position", "code")
    )


def silent_tasks(on: date) -> QuerySet[Task]:
    """Tasks of running stages whose department said nothing within its time."""
    return (
        Task.objects.filter(
            state__in=[TaskState.PENDING_RECEIPT, TaskState.RECEIVED],
            opinion_due_on__lt=on,
            stage__state=StageState.IN_PROGRESS,
        )
        .select_related("stage", "org", "case", "item")
        .order_by("stage", "position")
    )
