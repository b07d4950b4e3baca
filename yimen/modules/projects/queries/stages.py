"""Stages, tasks and templates that an actor may see."""

from __future__ import annotations

from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet

from yimen.kernel.base.actor import Actor
from yimen.kernel.base.days import local_day
from yimen.kernel.cases.queries import CASE_READERS, under
from yimen.kernel.people.actor import PersonActor, person_actor
from yimen.kernel.people.roles import HALL_ROLES
from yimen.modules.projects.asking import asking_of, situation_of
from yimen.modules.projects.models import (
    JointReview,
    MaterialDemand,
    ReviewSeat,
    SharedMaterial,
    Stage,
    StageTemplate,
    Task,
)
from yimen.modules.projects.rules import Demanded
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


def past_correction(on: date) -> QuerySet[Stage]:
    """并联审批阶段 in progress whose one correction notice was not answered in its time."""
    open_notice = {
        "correction__answered_at": None,
        "correction__lapsed_at": None,
        "correction__due_on__lt": on,
    }
    return (
        Stage.objects.filter(state=StageState.IN_PROGRESS, **open_notice)
        .select_related("correction")
        .order_by("pk")
    )


def materials(actor: Actor, stage: Stage) -> QuerySet[SharedMaterial]:
    """共享材料 that the actor may open: the applicant and the lead all, a department those that its own items list."""
    person = person_actor(actor)
    rows = SharedMaterial.objects.filter(project=stage.project_id)
    if person is None:
        return rows.none()
    if stage.applicant_id == person.person.pk or _leads(person, stage):
        return rows
    paths = list(person.org_paths(*CASE_READERS))
    own = Task.objects.filter(under("org_path", paths), stage=stage).values_list("item__item_code", flat=True)
    codes = set(own)
    today = stage.accepted_on or local_day(stage.drafted_at)
    listed = asking_of(stage, today).materials(situation_of(stage, today))
    return rows.filter(key__in=[one.key for one in listed if codes & set(dict(one.members))])


def _leads(person: PersonActor, stage: Stage) -> bool:
    """By a post in the lead, or at the centre that takes the stage in."""
    at_lead = any(stage.org_path.startswith(path) for path in person.org_paths(*CASE_READERS))
    at_hall = any(stage.centre_path.startswith(path) for path in person.org_paths(*HALL_ROLES))
    return at_lead or (bool(stage.centre_path) and at_hall)


def reviews(actor: Actor) -> QuerySet[JointReview]:
    """联合会审 of the stages that the actor sees by a post; an applicant hears of the result."""
    person = person_actor(actor)
    rows = JointReview.objects.select_related(
        "stage__project", "stage__version__template", "stage__case", "survey"
    )
    if person is None:
        return rows.none()
    paths = list(person.org_paths(*CASE_READERS))
    halls = list(person.org_paths(*HALL_ROLES))
    invited = ReviewSeat.objects.filter(under("org_path", paths), review=OuterRef("pk"))
    lead = under("stage__org_path", paths) | under("stage__centre_path", halls)
    return rows.filter(lead | Exists(invited))


def seats(actor: Actor) -> QuerySet[ReviewSeat]:
    """参会部门 of the own department."""
    person = person_actor(actor)
    rows = ReviewSeat.objects.select_related(
        "review__stage__project", "review__stage__version__template", "org"
    )
    if person is None:
        return rows.none()
    return rows.filter(under("org_path", list(person.org_paths(*CASE_READERS))))


def demands(stage: Stage) -> list[Demanded]:
    """补正要求 of all departments of a stage, as they made them; for the lead's one notice."""
    rows = MaterialDemand.objects.filter(task__stage=stage).select_related("task__org")
    return [Demanded(one.key, one.name, one.defect, one.cure, one.article, one.task.org.name) for one in rows]
