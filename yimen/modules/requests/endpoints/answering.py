"""The answer and what follows it: approval, seal, service, remedies, archive."""

from __future__ import annotations

from uuid import UUID

from django.shortcuts import get_object_or_404
from django.utils import timezone
from ninja import Status

from yimen.kernel.web.request import Request
from yimen.modules.requests import actions

from .found import request_of, shown_to
from .routes import router
from .schemas import (
    AnswerDraftIn,
    ArchiveBoxIn,
    OnTheSpotIn,
    RemedyIn,
    RemedyResultIn,
    RequestOut,
    RequestReasonIn,
    RequestReopeningIn,
    ServiceIn,
    SuggestionAnswerIn,
)

Out = {201: RequestOut}


@router.post("/requests/{request_id}/answer-draft", response=Out)
def draft_answer(request: Request, request_id: UUID, body: AnswerDraftIn) -> Status[RequestOut]:
    """拟写答复 — one part for each matter."""
    shown = request_of(request, request_id)
    actions.draft_answer(
        shown,
        parts=[actions.PartGiven(**one.dict()) for one in body.parts],
        by=request.actor,
        at=timezone.now(),
    )
    return Status(201, shown_to(request, request_id))


@router.post("/requests/{request_id}/answer-return", response=Out)
def return_answer(request: Request, request_id: UUID, body: RequestReasonIn) -> Status[RequestOut]:
    """退回答复."""
    shown = request_of(request, request_id)
    actions.return_answer(shown, **body.dict(), by=request.actor, at=timezone.now())
    return Status(201, shown_to(request, request_id))


@router.post("/requests/{request_id}/answer-approval", response=Out)
def approve_answer(request: Request, request_id: UUID) -> Status[RequestOut]:
    """签发答复."""
    shown = request_of(request, request_id)
    actions.approve_answer(shown, by=request.actor, at=timezone.now())
    return Status(201, shown_to(request, request_id))


@router.post("/requests/{request_id}/on-the-spot-answer", response=Out)
def answer_on_the_spot(request: Request, request_id: UUID, body: OnTheSpotIn) -> Status[RequestOut]:
    """当场答复."""
    shown = request_of(request, request_id)
    actions.answer_on_the_spot(shown, **body.dict(), by=request.actor, at=timezone.now())
    return Status(201, shown_to(request, request_id))


@router.post("/requests/{request_id}/answer-seal", response=Out)
def seal_answer(request: Request, request_id: UUID) -> Status[RequestOut]:
    """答复用印."""
    shown = request_of(request, request_id)
    actions.seal_answer(shown, by=request.actor, at=timezone.now())
    return Status(201, shown_to(request, request_id))


@router.post("/requests/{request_id}/service", response=Out)
def serve_answer(request: Request, request_id: UUID, body: ServiceIn) -> Status[RequestOut]:
    """送达答复."""
    shown = request_of(request, request_id)
    actions.serve_answer(shown, **body.dict(), by=request.actor, at=timezone.now())
    return Status(201, shown_to(request, request_id))


@router.post("/requests/{request_id}/remedy", response=Out)
def open_remedy(request: Request, request_id: UUID, body: RemedyIn) -> Status[RequestOut]:
    """登记复议诉讼."""
    shown = request_of(request, request_id)
    actions.open_remedy(shown, **body.dict(), by=request.actor, at=timezone.now())
    return Status(201, shown_to(request, request_id))


@router.post("/requests/{request_id}/remedy-result", response=Out)
def conclude_remedy(request: Request, request_id: UUID, body: RemedyResultIn) -> Status[RequestOut]:
    """登记复议诉讼结果."""
    shown = request_of(request, request_id)
    actions.conclude_remedy(
        shown,
        remedy=get_object_or_404(shown.remedies, pk=body.remedy),
        **body.dict(exclude={"remedy"}),
        by=request.actor,
        at=timezone.now(),
    )
    return Status(201, shown_to(request, request_id))


@router.post("/requests/{request_id}/reopening", response=Out)
def reopen_request(request: Request, request_id: UUID, body: RequestReopeningIn) -> Status[RequestOut]:
    """重新办理."""
    shown = request_of(request, request_id)
    actions.reopen_request(shown, **body.dict(), by=request.actor, at=timezone.now())
    return Status(201, shown_to(request, request_id))


@router.post("/requests/{request_id}/archiving", response=Out)
def close_request(request: Request, request_id: UUID, body: ArchiveBoxIn) -> Status[RequestOut]:
    """归档申请."""
    shown = request_of(request, request_id)
    actions.close_request(shown, **body.dict(), by=request.actor, at=timezone.now())
    return Status(201, shown_to(request, request_id))


@router.post("/requests/{request_id}/suggestion-answer", response=Out)
def answer_suggestion(request: Request, request_id: UUID, body: SuggestionAnswerIn) -> Status[RequestOut]:
    """答复建议."""
    shown = request_of(request, request_id)
    actions.answer_suggestion(shown, **body.dict(), by=request.actor, at=timezone.now())
    return Status(201, shown_to(request, request_id))
