"""上报: up, back, decided."""

from __future__ import annotations

from uuid import UUID

from django.utils import timezone
from ninja import Field, Schema, Status

from yimen.kernel.web.request import Request
from yimen.modules.approvals import actions
from yimen.modules.approvals.models import Application

from .found import application_of
from .routes import router
from .schemas import PROBLEMS, ApplicationDetail, ReasonIn

Out = {201: ApplicationDetail, **PROBLEMS}


class AboveIn(Schema):
    """上级决定."""

    granted: bool
    reasons: str = Field("", max_length=5000)
    conditions: str = Field("", max_length=2000)


@router.post("/applications/{application_id}/report", response=Out)
def report_up(request: Request, application_id: UUID) -> Status[Application]:
    """上报 — with opinion and all materials."""
    found = application_of(request, application_id)
    actions.report_up(found, by=request.actor, at=timezone.now())
    return Status(201, application_of(request, application_id))


@router.post("/applications/{application_id}/return-from-above", response=Out)
def return_from_above(request: Request, application_id: UUID, body: ReasonIn) -> Status[Application]:
    """上级退回."""
    found = application_of(request, application_id)
    actions.return_from_above(found, **body.dict(), by=request.actor, at=timezone.now())
    return Status(201, application_of(request, application_id))


@router.post("/applications/{application_id}/decision-above", response=Out)
def decide_above(request: Request, application_id: UUID, body: AboveIn) -> Status[Application]:
    """上级决定 — in the upper body's own name."""
    found = application_of(request, application_id)
    actions.decide_above(found, **body.dict(), by=request.actor, at=timezone.now())
    return Status(201, application_of(request, application_id))
