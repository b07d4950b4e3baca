"""听证: told, asked for, called, scheduled, held."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.utils import timezone
from ninja import Field, Schema, Status

from yimen.kernel.web.request import Request
from yimen.modules.approvals import actions
from yimen.modules.approvals.models import Application

from .found import application_of, examiner
from .routes import router
from .schemas import PROBLEMS, ApplicationDetail, ReasonIn

Out = {201: ApplicationDetail, **PROBLEMS}


class HearingRequestIn(Schema):
    """申请听证."""

    statement: str = Field("", max_length=5000)


class HearingScheduleIn(Schema):
    """通知听证 — the host's id."""

    begins_at: datetime
    place: str = Field(max_length=200)
    host: UUID
    invited: str = Field("", max_length=2000)
    is_public: bool = True


class HearingMoveIn(Schema):
    """变更听证 — the host's id, and why."""

    begins_at: datetime
    place: str = Field(max_length=200)
    host: UUID
    reason: str = Field("", max_length=2000)


class HearingMinutesIn(Schema):
    """听证笔录."""

    attended: str = Field(max_length=2000)
    minutes: str = Field(max_length=50_000)
    signed_by: str = Field(max_length=2000)


@router.post("/applications/{application_id}/hearing-offer", response=Out)
def offer_hearing(request: Request, application_id: UUID, body: ReasonIn) -> Status[Application]:
    """告知听证权利."""
    found = application_of(request, application_id)
    actions.offer_hearing(found, **body.dict(), by=request.actor, at=timezone.now())
    return Status(201, application_of(request, application_id))


@router.post("/applications/{application_id}/hearing-request", response=Out)
def request_hearing(request: Request, application_id: UUID, body: HearingRequestIn) -> Status[Application]:
    """申请听证 — by the applicant."""
    found = application_of(request, application_id)
    actions.request_hearing(found, **body.dict(), by=request.actor, at=timezone.now())
    return Status(201, application_of(request, application_id))


@router.post("/applications/{application_id}/hearing-waiver", response=Out)
def waive_hearing(request: Request, application_id: UUID) -> Status[Application]:
    """放弃听证 — by the applicant."""
    found = application_of(request, application_id)
    actions.waive_hearing(found, by=request.actor, at=timezone.now())
    return Status(201, application_of(request, application_id))


@router.post("/applications/{application_id}/hearing", response=Out)
def call_hearing(request: Request, application_id: UUID, body: ReasonIn) -> Status[Application]:
    """决定举行听证."""
    found = application_of(request, application_id)
    actions.call_hearing(found, **body.dict(), by=request.actor, at=timezone.now())
    return Status(201, application_of(request, application_id))


@router.post("/applications/{application_id}/hearing-schedule", response=Out)
def schedule_hearing(request: Request, application_id: UUID, body: HearingScheduleIn) -> Status[Application]:
    """通知听证 — seven days ahead."""
    found = application_of(request, application_id)
    facts = {**body.dict(), "host": examiner(body.host)}
    actions.schedule_hearing(found, **facts, by=request.actor, at=timezone.now())
    return Status(201, application_of(request, application_id))


@router.post("/applications/{application_id}/hearing-move", response=Out)
def move_hearing(request: Request, application_id: UUID, body: HearingMoveIn) -> Status[Application]:
    """变更听证 — before it was held, with the reason."""
    found = application_of(request, application_id)
    facts = {**body.dict(), "host": examiner(body.host)}
    actions.move_hearing(found, **facts, by=request.actor, at=timezone.now())
    return Status(201, application_of(request, application_id))


@router.post("/applications/{application_id}/hearing-minutes", response=Out)
def record_hearing(request: Request, application_id: UUID, body: HearingMinutesIn) -> Status[Application]:
    """听证笔录 — by the host."""
    found = application_of(request, application_id)
    actions.record_hearing(found, **body.dict(), by=request.actor, at=timezone.now())
    return Status(201, application_of(request, application_id))
