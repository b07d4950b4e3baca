"""并联审批阶段: prepared, filled, submitted by the applicant; taken in, corrected, issued by the lead."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.shortcuts import get_object_or_404
from django.utils import timezone
from ninja import File, Router, Status
from ninja.files import UploadedFile

from yimen.kernel.documents.intake import receive
from yimen.kernel.web.request import Request
from yimen.modules.projects import actions, queries
from yimen.modules.projects.limits import upload_limits

from .found import for_act, shown_stage, stage_rows
from .schemas import (
    MergeIn,
    StageExtensionIn,
    StageFillIn,
    StageIn,
    StageIssueIn,
    StageOut,
    StageReasonIn,
    WishIn,
)

router = Router()
Out = {201: StageOut}


@router.get("/stages/{stage_id}", response=StageOut)
def stage(request: Request, stage_id: UUID) -> StageOut:
    """阶段 — where it stands, and every task with who holds it."""
    return shown_stage(request, stage_id)


@router.post("/projects/{project_id}/stages", response=Out)
def prepare_stage(request: Request, project_id: UUID, body: StageIn) -> Status[StageOut]:
    """准备阶段申请 — of one of the stages that are offered."""
    project = for_act(request, queries.projects(request.actor), project_id, "prepare_stage")
    template = get_object_or_404(queries.templates(), code=body.template)
    actions.prepare_stage(
        project,
        template=template,
        stage_id=body.id,
        channel=body.channel,
        by=request.actor,
        at=timezone.now(),
    )
    return Status(201, shown_stage(request, body.id))


@router.post("/stages/{stage_id}/filling", response=Out)
def fill_stage(request: Request, stage_id: UUID, body: StageFillIn) -> Status[StageOut]:
    """填写阶段申请 — items, situation, the one form."""
    return _done(request, stage_id, "fill_stage", **body.dict())


@router.post("/stages/{stage_id}/materials/{need_key}", response=Out)
def share_material(
    request: Request,
    stage_id: UUID,
    need_key: str,
    file: File[UploadedFile],
) -> Status[StageOut]:
    """提交共享材料 — a new version reaches everybody who uses it."""
    for_act(request, stage_rows(request), stage_id, "share_material")
    limits = upload_limits(timezone.localdate())
    received = receive(file.read(), filename=file.name or need_key, limits=limits)
    return _done(request, stage_id, "share_material", key=need_key, name=received.filename, received=received)


@router.post("/stages/{stage_id}/submission", response=Out)
def submit_stage(request: Request, stage_id: UUID) -> Status[StageOut]:
    """提交阶段申请 — one application for all items."""
    return _done(request, stage_id, "submit_stage")


@router.post("/stages/{stage_id}/acceptance", response=Out)
def accept_stage(request: Request, stage_id: UUID) -> Status[StageOut]:
    """并联受理 — at one window, for all departments at the same instant."""
    return _done(request, stage_id, "accept_stage")


@router.post("/stages/{stage_id}/declining", response=Out)
def decline_stage(request: Request, stage_id: UUID, body: StageReasonIn) -> Status[StageOut]:
    """不予并联受理 — with the reason."""
    return _done(request, stage_id, "decline_stage", **body.dict())


@router.post("/stages/{stage_id}/extension", response=Out)
def extend_stage(request: Request, stage_id: UUID, body: StageExtensionIn) -> Status[StageOut]:
    """延长并联期限 — by the head of the government."""
    return _done(request, stage_id, "extend_stage", **body.dict())


@router.post("/stages/{stage_id}/correction", response=Out)
def consolidate_correction(request: Request, stage_id: UUID, body: MergeIn) -> Status[StageOut]:
    """统一补正告知 — once, for all departments."""
    return _done(request, stage_id, "consolidate_correction", **body.dict())


@router.post("/stages/{stage_id}/supply", response=Out)
def finish_correction(request: Request, stage_id: UUID) -> Status[StageOut]:
    """完成补正 — everything that was listed is there."""
    return _done(request, stage_id, "finish_correction")


@router.post("/stages/{stage_id}/issue", response=Out)
def issue_stage(request: Request, stage_id: UUID, body: StageIssueIn) -> Status[StageOut]:
    """统一发放结果 — all results at once."""
    return _done(request, stage_id, "issue_stage", **body.dict())


@router.post("/stages/{stage_id}/wish", response=Out)
def state_wish(request: Request, stage_id: UUID, body: WishIn) -> Status[StageOut]:
    """其余事项的意愿 — whether the others go on when one is refused."""
    return _done(request, stage_id, "state_wish", **body.dict())


@router.post("/stages/{stage_id}/withdrawal", response=Out)
def withdraw_stage(request: Request, stage_id: UUID, body: StageReasonIn) -> Status[StageOut]:
    """撤回阶段申请 — with every part that is not decided."""
    return _done(request, stage_id, "withdraw_stage", **body.dict())


def _done(request: Request, stage_id: UUID, verb: str, **facts: Any) -> Status[StageOut]:
    found = for_act(request, stage_rows(request), stage_id, verb)
    getattr(actions, verb)(found, **facts, by=request.actor, at=timezone.now())
    return Status(201, shown_stage(request, stage_id))
