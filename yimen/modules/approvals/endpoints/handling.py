"""审核: between acceptance and decision."""

from __future__ import annotations

from uuid import UUID

from django.shortcuts import get_object_or_404
from django.utils import timezone
from ninja import Status

from yimen.kernel.web.request import Request
from yimen.modules.approvals import actions, queries
from yimen.modules.approvals.models import Application

from .catalogue_schemas import MigrationIn
from .found import application_of, examiner, official
from .routes import router
from .schemas import (
    PROBLEMS,
    ApplicationDetail,
    AssignIn,
    ExamineIn,
    ExtensionIn,
    HoldEndIn,
    HoldIn,
    ReasonIn,
    ReopeningIn,
    TerminationIn,
)

Out = {201: ApplicationDetail, **PROBLEMS}


@router.post("/applications/{application_id}/assignment", response=Out)
def assign(request: Request, application_id: UUID, body: AssignIn) -> Status[Application]:
    """接办或分派 — oneself, or the examiner that is named."""
    found = application_of(request, application_id)
    actions.assign(
        found, reviewer=examiner(body.reviewer or UUID(request.actor.id)), by=request.actor, at=timezone.now()
    )
    return Status(201, application_of(request, application_id))


@router.post("/applications/{application_id}/examination", response=Out)
def examine(request: Request, application_id: UUID, body: ExamineIn) -> Status[Application]:
    """审核 — the opinion of the section."""
    found = application_of(request, application_id)
    actions.examine(
        found,
        **body.dict(exclude={"second_officer"}),
        second_officer=official(body.second_officer),
        by=request.actor,
        at=timezone.now(),
    )
    return Status(201, application_of(request, application_id))


@router.post("/applications/{application_id}/version-migration", response=Out)
def migrate_case(request: Request, application_id: UUID, body: MigrationIn) -> Status[Application]:
    """转入新版本 — for the applicant's benefit, never with another material."""
    found = application_of(request, application_id)
    version = get_object_or_404(queries.newer_versions(found, timezone.localdate()), pk=body.version)
    actions.migrate_case(found, version=version, benefit=body.benefit, by=request.actor, at=timezone.now())
    return Status(201, application_of(request, application_id))


@router.post("/applications/{application_id}/extension", response=Out)
def extend(request: Request, application_id: UUID, body: ExtensionIn) -> Status[Application]:
    """延期 — once, by the head of the body."""
    found = application_of(request, application_id)
    actions.extend(found, **body.dict(), by=request.actor, at=timezone.now())
    return Status(201, application_of(request, application_id))


@router.post("/applications/{application_id}/hold", response=Out)
def hold(request: Request, application_id: UUID, body: HoldIn) -> Status[Application]:
    """启动特别程序 — a kind that the item allows."""
    found = application_of(request, application_id)
    actions.open_hold(found, **body.dict(), by=request.actor, at=timezone.now())
    return Status(201, application_of(request, application_id))


@router.post("/applications/{application_id}/hold-end", response=Out)
def hold_end(request: Request, application_id: UUID, body: HoldEndIn) -> Status[Application]:
    """结束特别程序."""
    found = application_of(request, application_id)
    actions.close_hold(found, **body.dict(), by=request.actor, at=timezone.now())
    return Status(201, application_of(request, application_id))


@router.post("/applications/{application_id}/reopening", response=Out)
def reopen(request: Request, application_id: UUID, body: ReopeningIn) -> Status[Application]:
    """恢复办理 — after a judgment, a reconsideration or a revocation."""
    found = application_of(request, application_id)
    actions.reopen(found, **body.dict(), by=request.actor, at=timezone.now())
    return Status(201, application_of(request, application_id))


@router.post("/applications/{application_id}/return", response=Out)
def return_to_review(request: Request, application_id: UUID, body: ReasonIn) -> Status[Application]:
    """退回重审."""
    found = application_of(request, application_id)
    actions.return_to_review(found, **body.dict(), by=request.actor, at=timezone.now())
    return Status(201, application_of(request, application_id))


@router.post("/applications/{application_id}/termination", response=Out)
def terminate(request: Request, application_id: UUID, body: TerminationIn) -> Status[Application]:
    """终止办理."""
    found = application_of(request, application_id)
    actions.terminate(found, **body.dict(), by=request.actor, at=timezone.now())
    return Status(201, application_of(request, application_id))
