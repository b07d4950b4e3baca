"""部门任务 and 联合会审: what departments do on their parts, and together."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.shortcuts import get_object_or_404
from django.utils import timezone
from ninja import File, Form, Router, Status
from ninja.files import UploadedFile

from yimen.kernel.documents.intake import Received, receive
from yimen.kernel.orgs.models import Org
from yimen.kernel.web.request import Request
from yimen.modules.approvals.public import parts_with
from yimen.modules.projects import actions, queries
from yimen.modules.projects.limits import SURVEY_FORMATS, upload_limits
from yimen.modules.projects.models import Task
from yimen.modules.projects.standing import Row

from .found import for_act, shown_review, shown_stage, shown_task, stage_rows
from .schemas import (
    DemandsIn,
    JointVisitIn,
    MinutesIn,
    ReviewIn,
    ReviewOut,
    SeatOpinionIn,
    StageOut,
    StageReasonIn,
    TaskOut,
)

router = Router()
Out = {201: TaskOut}
Review = {201: ReviewOut}


@router.get("/tasks/{task_id}", response=TaskOut)
def task(request: Request, task_id: UUID) -> TaskOut:
    """部门任务 — one part of a stage."""
    return _shown(get_object_or_404(queries.tasks(request.actor), pk=task_id))


@router.post("/tasks/{task_id}/receipt", response=Out)
def acknowledge_task(request: Request, task_id: UUID) -> Status[TaskOut]:
    """签收部门任务."""
    return _done(request, task_id, "acknowledge_task")


@router.post("/tasks/{task_id}/completeness", response=Out)
def find_complete(request: Request, task_id: UUID) -> Status[TaskOut]:
    """确认材料齐全."""
    return _done(request, task_id, "find_complete")


@router.post("/tasks/{task_id}/supplement", response=Out)
def want_supplement(request: Request, task_id: UUID, body: DemandsIn) -> Status[TaskOut]:
    """提出补正要求 — all at once; the lead tells the applicant."""
    return _done(request, task_id, "want_supplement", rows=[one.dict() for one in body.rows])


def _done(request: Request, task_id: UUID, verb: str, **facts: Any) -> Status[TaskOut]:
    found = for_act(request, queries.tasks(request.actor), task_id, verb)
    getattr(actions, verb)(found, **facts, by=request.actor, at=timezone.now())
    return Status(201, task(request, task_id))


def _shown(found: Task) -> TaskOut:
    return shown_task(Row(found, parts_with([found.case_id])[found.case_id]))


@router.get("/reviews/{joint_review_id}", response=ReviewOut)
def review(request: Request, joint_review_id: UUID) -> ReviewOut:
    """联合会审 — who was invited, what was said and decided."""
    return shown_review(get_object_or_404(queries.reviews(request.actor), pk=joint_review_id))


@router.post("/stages/{stage_id}/review", response=Review)
def call_review(request: Request, stage_id: UUID, body: ReviewIn) -> Status[ReviewOut]:
    """组织联合会审."""
    return _called(request, stage_id, body, "review")


@router.post("/stages/{stage_id}/joint-acceptance", response=Review)
def call_joint_acceptance(
    request: Request, stage_id: UUID, body: Form[ReviewIn], survey: File[UploadedFile]
) -> Status[ReviewOut]:
    """组织联合验收 — with the one survey that serves all departments."""
    for_act(request, stage_rows(request), stage_id, "call_review")
    limits, name = upload_limits(timezone.localdate()), survey.name or "survey"
    received = receive(survey.read(), filename=name, formats=SURVEY_FORMATS, limits=limits)
    return _called(request, stage_id, body, "acceptance", survey=received)


def _called(
    request: Request, stage_id: UUID, body: ReviewIn, kind: str, *, survey: Received | None = None
) -> Status[ReviewOut]:
    stage = for_act(request, stage_rows(request), stage_id, "call_review")
    facts = body.dict() | {"kind": kind, "orgs": list(Org.objects.filter(code__in=body.orgs))}
    done = actions.call_review(stage, **facts, survey=survey, by=request.actor, at=timezone.now())
    return Status(201, shown_review(done.review))


@router.post("/stages/{stage_id}/visit", response={201: StageOut})
def call_joint_visit(request: Request, stage_id: UUID, body: JointVisitIn) -> Status[StageOut]:
    """组织联合勘验 — one visit of all departments that must see the place."""
    stage = for_act(request, stage_rows(request), stage_id, "call_joint_visit")
    actions.call_joint_visit(stage, **body.dict(), by=request.actor, at=timezone.now())
    return Status(201, shown_stage(request, stage_id))


@router.post("/reviews/{joint_review_id}/minutes", response=Review)
def hold_review(request: Request, joint_review_id: UUID, body: MinutesIn) -> Status[ReviewOut]:
    """形成会审纪要 — who was absent without notice has consented."""
    found = for_act(request, queries.reviews(request.actor), joint_review_id, "hold_review")
    actions.hold_review(found, **body.dict(), by=request.actor, at=timezone.now())
    return Status(201, review(request, joint_review_id))


@router.post("/reviews/{joint_review_id}/cancellation", response=Review)
def cancel_review(request: Request, joint_review_id: UUID, body: StageReasonIn) -> Status[ReviewOut]:
    """取消联合会审."""
    found = for_act(request, queries.reviews(request.actor), joint_review_id, "cancel_review")
    actions.cancel_review(found, **body.dict(), by=request.actor, at=timezone.now())
    return Status(201, review(request, joint_review_id))


@router.post("/seats/{seat_id}/opinion", response=Review)
def give_review_opinion(request: Request, seat_id: UUID, body: SeatOpinionIn) -> Status[ReviewOut]:
    """提出会审意见."""
    found = for_act(request, queries.seats(request.actor), seat_id, "give_review_opinion")
    actions.give_review_opinion(found, **body.dict(), by=request.actor, at=timezone.now())
    return Status(201, review(request, found.review_id))


@router.post("/seats/{seat_id}/excuse", response=Review)
def excuse_seat(request: Request, seat_id: UUID, body: StageReasonIn) -> Status[ReviewOut]:
    """会审请假 — before it begins."""
    found = for_act(request, queries.seats(request.actor), seat_id, "excuse_seat")
    actions.excuse_seat(found, **body.dict(), by=request.actor, at=timezone.now())
    return Status(201, review(request, found.review_id))
