"""决定、用印、送达、归档、更正."""

from __future__ import annotations

from uuid import UUID

from django.utils import timezone
from ninja import Status

from yimen.kernel.web.request import Request
from yimen.modules.approvals import actions
from yimen.modules.approvals.late import entered_late
from yimen.modules.approvals.models import Application

from .found import application_of, official, window_of
from .routes import router
from .schemas import (
    PROBLEMS,
    ApplicationDetail,
    ApprovalIn,
    DeliveryIn,
    FieldIn,
    LateIn,
    RecordCorrectionIn,
    RefusalIn,
    SpotDecisionIn,
)

Out = {201: ApplicationDetail, **PROBLEMS}


@router.post("/applications/{application_id}/approval", response=Out)
def approve(request: Request, application_id: UUID, body: ApprovalIn) -> Status[Application]:
    """批准 — never the one who reviewed."""
    found = application_of(request, application_id)
    actions.approve(found, **body.dict(), by=request.actor, at=timezone.now())
    return Status(201, application_of(request, application_id))


@router.post("/applications/{application_id}/archiving", response=Out)
def archive(request: Request, application_id: UUID) -> Status[Application]:
    """归档."""
    found = application_of(request, application_id)
    actions.archive(found, by=request.actor, at=timezone.now())
    return Status(201, application_of(request, application_id))


@router.post("/applications/{application_id}/conclusion", response=Out)
def conclude(request: Request, application_id: UUID) -> Status[Application]:
    """办结 — the seal keeper sets the seal."""
    found = application_of(request, application_id)
    actions.conclude(found, by=request.actor, at=timezone.now())
    return Status(201, application_of(request, application_id))


@router.post("/applications/{application_id}/record-correction-confirmation", response=Out)
def confirm_record_correction(request: Request, application_id: UUID, body: FieldIn) -> Status[Application]:
    """确认更正 — by a second person."""
    found = application_of(request, application_id)
    actions.confirm_record_correction(found, **body.dict(), by=request.actor, at=timezone.now())
    return Status(201, application_of(request, application_id))


@router.post("/applications/{application_id}/spot-decision", response=Out)
def decide_on_the_spot(request: Request, application_id: UUID, body: SpotDecisionIn) -> Status[Application]:
    """当场决定 — accepted and decided in one contact."""
    found = application_of(request, application_id)
    actions.decide_on_the_spot(
        found,
        window=window_of(request, body.window),
        granted=body.granted,
        reasons=body.reasons,
        second_officer=official(body.second_officer),
        by=request.actor,
        at=timezone.now(),
    )
    return Status(201, application_of(request, application_id))


@router.post("/applications/{application_id}/delivery", response=Out)
def deliver(request: Request, application_id: UUID, body: DeliveryIn) -> Status[Application]:
    """送达."""
    found = application_of(request, application_id)
    entered_late(actions.deliver)(found, **body.dict(), by=request.actor, at=timezone.now())
    return Status(201, application_of(request, application_id))


@router.post("/applications/{application_id}/record-correction", response=Out)
def propose_record_correction(
    request: Request, application_id: UUID, body: RecordCorrectionIn
) -> Status[Application]:
    """提出更正."""
    found = application_of(request, application_id)
    actions.propose_record_correction(found, **body.dict(), by=request.actor, at=timezone.now())
    return Status(201, application_of(request, application_id))


@router.post("/applications/{application_id}/filing", response=Out)
def record_filing(request: Request, application_id: UUID, body: LateIn) -> Status[Application]:
    """备案 — complete is enough."""
    found = application_of(request, application_id)
    entered_late(actions.record_filing)(
        found,
        window=window_of(request, body.window),
        occurred_at=body.occurred_at,
        by=request.actor,
        at=timezone.now(),
    )
    return Status(201, application_of(request, application_id))


@router.post("/applications/{application_id}/refusal", response=Out)
def refuse(request: Request, application_id: UUID, body: RefusalIn) -> Status[Application]:
    """不予批准 — with reasons."""
    found = application_of(request, application_id)
    actions.refuse(found, **body.dict(), by=request.actor, at=timezone.now())
    return Status(201, application_of(request, application_id))
