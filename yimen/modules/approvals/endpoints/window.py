"""窗口: what a window may do with what it receives (行政许可法 32)."""

from __future__ import annotations

from uuid import UUID

from django.utils import timezone
from ninja import Status

from yimen.kernel.web.request import Request
from yimen.modules.approvals import actions
from yimen.modules.approvals.late import entered_late
from yimen.modules.approvals.models import Application

from .found import application_of, window_of
from .routes import router
from .schemas import (
    PROBLEMS,
    ApplicationDetail,
    CorrectionIn,
    KeyIn,
    LateIn,
    NotCompetentIn,
    ReasonIn,
    RefusalProposalIn,
    SpotCorrectionIn,
    ToleranceIn,
)

Out = {201: ApplicationDetail, **PROBLEMS}


@router.post("/applications/{application_id}/acceptance", response=Out)
def accept(request: Request, application_id: UUID, body: LateIn) -> Status[Application]:
    """受理 — take the application in; its clocks start."""
    found = application_of(request, application_id)
    entered_late(actions.accept)(
        found,
        window=window_of(request, body.window),
        occurred_at=body.occurred_at,
        by=request.actor,
        at=timezone.now(),
    )
    return Status(201, application_of(request, application_id))


@router.post("/applications/{application_id}/tolerance", response=Out)
def accept_with_tolerance(request: Request, application_id: UUID, body: ToleranceIn) -> Status[Application]:
    """容缺受理 — tolerable materials may follow."""
    found = application_of(request, application_id)
    entered_late(actions.accept_with_tolerance)(
        found,
        occurred_at=body.occurred_at,
        window=window_of(request, body.window),
        promise=body.promise,
        days=body.days,
        by=request.actor,
        at=timezone.now(),
    )
    return Status(201, application_of(request, application_id))


@router.post("/applications/{application_id}/giving-back", response=Out)
def give_back(request: Request, application_id: UUID, body: ReasonIn) -> Status[Application]:
    """退回中心 — what the centre sent is handled there again."""
    found = application_of(request, application_id)
    actions.give_back(found, **body.dict(), by=request.actor, at=timezone.now())
    return Status(201, application_of(request, application_id))


@router.post("/applications/{application_id}/original-check", response=Out)
def check_original(request: Request, application_id: UUID, body: KeyIn) -> Status[Application]:
    """核对原件 — the original of one material was seen."""
    found = application_of(request, application_id)
    actions.check_original(found, **body.dict(), by=request.actor, at=timezone.now())
    return Status(201, application_of(request, application_id))


@router.post("/applications/{application_id}/spot-correction", response=Out)
def correct_on_the_spot(
    request: Request, application_id: UUID, body: SpotCorrectionIn
) -> Status[Application]:
    """当场更正 — put right at once."""
    found = application_of(request, application_id)
    actions.correct_on_the_spot(found, **body.dict(), by=request.actor, at=timezone.now())
    return Status(201, application_of(request, application_id))


@router.post("/applications/{application_id}/non-competence", response=Out)
def decide_not_competent(request: Request, application_id: UUID, body: NotCompetentIn) -> Status[Application]:
    """不属职权 — name the body that is competent."""
    found = application_of(request, application_id)
    actions.decide_not_competent(found, **body.dict(), by=request.actor, at=timezone.now())
    return Status(201, application_of(request, application_id))


@router.post("/applications/{application_id}/non-requirement", response=Out)
def declare_not_required(request: Request, application_id: UUID, body: ReasonIn) -> Status[Application]:
    """不需许可 — told at once."""
    found = application_of(request, application_id)
    actions.declare_not_required(found, **body.dict(), by=request.actor, at=timezone.now())
    return Status(201, application_of(request, application_id))


@router.post("/applications/{application_id}/refusal-proposal", response=Out)
def propose_refusal(request: Request, application_id: UUID, body: RefusalProposalIn) -> Status[Application]:
    """提出不予受理 — the chief representative decides."""
    found = application_of(request, application_id)
    actions.propose_refusal(found, **body.dict(), by=request.actor, at=timezone.now())
    return Status(201, application_of(request, application_id))


@router.post("/applications/{application_id}/acceptance-refusal", response=Out)
def refuse_acceptance(request: Request, application_id: UUID) -> Status[Application]:
    """不予受理 — decide on the clerk's proposal."""
    found = application_of(request, application_id)
    actions.refuse_acceptance(found, by=request.actor, at=timezone.now())
    return Status(201, application_of(request, application_id))


@router.post("/applications/{application_id}/correction-notice", response=Out)
def require_correction(request: Request, application_id: UUID, body: CorrectionIn) -> Status[Application]:
    """要求补正 — the one notice that lists everything."""
    found = application_of(request, application_id)
    actions.require_correction(
        found, rows=[row.dict() for row in body.rows], by=request.actor, at=timezone.now()
    )
    return Status(201, application_of(request, application_id))
