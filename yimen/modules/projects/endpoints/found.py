"""How operations find their subjects, and how they show them."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.http import Http404
from django.shortcuts import get_object_or_404

from yimen.kernel.audit.action import verbs
from yimen.kernel.orgs.models import Org
from yimen.kernel.web.request import Request
from yimen.modules.projects import queries
from yimen.modules.projects.following import Following
from yimen.modules.projects.menu import keeps_templates
from yimen.modules.projects.models import JointReview, Project, Stage, Task, TemplateVersion
from yimen.modules.projects.standing import Row, rows_of

from .schemas import ProjectOut, ReviewOut, SeatOut, StageOut, TaskOut, TemplateVersionOut


def for_act(request: Request, rows: QuerySet[Any], key: UUID, verb: str) -> Any:
    """The subject of an act; 404 also for those whose grounds do not reach it."""
    found = get_object_or_404(rows, pk=key)
    if not request.actor.may(verbs()[f"projects.{verb}"].permission, found):
        raise Http404
    return found


def stage_rows(request: Request) -> QuerySet[Stage]:
    return queries.stages(request.actor).select_related("applicant")


def version_rows(request: Request) -> QuerySet[TemplateVersion]:
    rows = TemplateVersion.objects.select_related("template__lead")
    return rows if keeps_templates(request.actor) else rows.none()


def org_with(code: str) -> Org:
    return get_object_or_404(Org.objects.select_related("region"), code=code)


def shown_project(found: Project) -> ProjectOut:
    return ProjectOut(
        id=found.pk,
        number=found.number,
        name=found.name,
        owner_name=found.owner_name,
        classes=found.classes,
        investments={one.currency: one.amount for one in found.investments.all()},
        org=found.org.code,
        state=found.state,
    )


def shown_stage(request: Request, stage_id: UUID) -> StageOut:
    """The stage as it stands now."""
    found = get_object_or_404(stage_rows(request), pk=stage_id)
    return StageOut(
        id=found.pk,
        project=found.project_id,
        template=found.version.template.code,
        number=found.number,
        state=found.state,
        org=found.org.code,
        chosen=found.chosen,
        accepted_on=found.accepted_on,
        due_on=found.case.due_on if found.case else None,
        tasks=[shown_task(one) for one in rows_of(Following(found.pk))],
    )


def shown_task(row: Row) -> TaskOut:
    task: Task = row.task
    return TaskOut(
        id=task.pk,
        case=task.case_id,
        case_number=row.part.number,
        item=task.item.item_code,
        org=task.org.code,
        state=task.state,
        part_state=row.part.state,
        outcome=row.part.outcome,
        waits_for=task.waits_for,
        acknowledge_due_on=task.acknowledge_due_on,
        opinion_due_on=task.opinion_due_on,
        acknowledged_at=task.acknowledged_at,
        completeness=task.completeness,
    )


def shown_review(found: JointReview) -> ReviewOut:
    seats = found.seats.select_related("org")
    return ReviewOut(
        id=found.pk,
        stage=found.stage_id,
        kind=found.kind,
        state=found.state,
        begins_at=found.begins_at,
        decision=found.decision,
        seats=[SeatOut(id=one.pk, org=one.org.code, state=one.state, stance=one.stance) for one in seats],
    )


def shown_version(found: TemplateVersion) -> TemplateVersionOut:
    return TemplateVersionOut(
        id=found.pk,
        template=found.template.code,
        number=found.number,
        state=found.state,
        items=list(found.items.values_list("item_code", flat=True)),
    )
