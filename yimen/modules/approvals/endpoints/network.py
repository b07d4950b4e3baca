"""移交 and 结果共享 by the API."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.shortcuts import get_object_or_404
from django.utils import timezone
from ninja import Field, Router, Schema, Status

from yimen.kernel.web.request import Request
from yimen.modules.approvals import actions, queries, transfers
from yimen.modules.approvals.actions.competence import centre_near
from yimen.modules.approvals.models import HandOver, SharingRequest

from .found import application_of
from .routes import router as applications
from .schemas import PROBLEMS

router = Router()


class HandOverOut(Schema):
    """移交."""

    id: UUID
    number: str = Field(alias="application.number")
    item: str = Field(alias="application.item.code")
    giver: str = Field(alias="from_org.code")
    receiver: str = Field(alias="to_org.code")
    reason: str
    basis: str
    state: str
    fingerprint: str
    proposed_at: datetime
    answered_at: datetime | None


class OfferIn(Schema):
    """提出移交 — the receiver by its code."""

    receiver: str
    reason: str
    basis: str = Field(max_length=200)


class HandOverAnswerIn(Schema):
    """理由."""

    answer: str


class SharingOut(Schema):
    """结果共享申请."""

    id: UUID
    wanted: str = Field(alias="wanted.number")
    asking: str = Field(alias="asking_org.code")
    holding: str = Field(alias="holding_org.code")
    purpose: str
    basis: str
    state: str
    read_count: int


class ResultIn(Schema):
    """请求结果共享."""

    number: str = Field(max_length=20)
    purpose: str
    basis: str = Field(max_length=200)


class DocumentIn(Schema):
    """提供的文书."""

    document: UUID


Out = {201: HandOverOut, **PROBLEMS}
Shared = {201: SharingOut, **PROBLEMS}
MOST = 200


@router.get("/hand-overs", response=list[HandOverOut])
def list_of_hand_overs(request: Request, state: str = "") -> list[HandOver]:
    """移交 — given by the asker's body, or offered to it."""
    rows = transfers.hand_overs(request.actor).order_by("-proposed_at", "-pk")
    return list((rows.filter(state=state) if state else rows)[:MOST])


@applications.post("/applications/{application_id}/hand-over", response=Out)
def propose_hand_over(request: Request, application_id: UUID, body: OfferIn) -> Status[HandOver]:
    """提出移交."""
    found = application_of(request, application_id)
    receiver = get_object_or_404(transfers.receivers(found), code=body.receiver)
    done = actions.propose_hand_over(
        found,
        to_org=receiver,
        to_centre=centre_near(receiver),
        reason=body.reason,
        basis=body.basis,
        by=request.actor,
        at=timezone.now(),
    )
    return Status(201, done.hand_over)


@applications.post("/applications/{application_id}/hand-over-recall", response=Out)
def recall_hand_over(request: Request, application_id: UUID) -> Status[HandOver]:
    """撤回移交."""
    found = application_of(request, application_id)
    done = actions.recall_hand_over(found, by=request.actor, at=timezone.now())
    return Status(201, done.hand_over)


@router.post("/hand-overs/{hand_over_id}/acceptance", response=Out)
def accept_hand_over(request: Request, hand_over_id: UUID) -> Status[HandOver]:
    """接收移交."""
    found = get_object_or_404(transfers.hand_overs(request.actor), pk=hand_over_id)
    actions.accept_hand_over(found, by=request.actor, at=timezone.now())
    return Status(201, get_object_or_404(transfers.hand_overs(request.actor), pk=hand_over_id))


@router.post("/hand-overs/{hand_over_id}/declining", response=Out)
def decline_hand_over(request: Request, hand_over_id: UUID, body: HandOverAnswerIn) -> Status[HandOver]:
    """退回移交."""
    found = get_object_or_404(transfers.hand_overs(request.actor), pk=hand_over_id)
    actions.decline_hand_over(found, **body.dict(), by=request.actor, at=timezone.now())
    return Status(201, get_object_or_404(transfers.hand_overs(request.actor), pk=hand_over_id))


@router.get("/results", response=list[SharingOut])
def list_of_sharing(request: Request) -> list[SharingRequest]:
    """结果共享 — asked for by the asker's body, or asked of it."""
    return list(transfers.sharing(request.actor).order_by("-asked_at", "-pk")[:MOST])


@applications.post("/applications/{application_id}/result-request", response=Shared)
def request_result(request: Request, application_id: UUID, body: ResultIn) -> Status[SharingRequest]:
    """请求结果共享."""
    found = application_of(request, application_id)
    done = actions.request_result(found, **body.dict(), by=request.actor, at=timezone.now())
    return Status(201, done.request)


@router.post("/results/{sharing_id}/sharing", response=Shared)
def share_result(request: Request, sharing_id: UUID, body: DocumentIn) -> Status[SharingRequest]:
    """提供结果."""
    found = _sharing(request, sharing_id)
    document = get_object_or_404(queries.documents(found.wanted, request.actor), pk=body.document)
    actions.share_result(found, document=document, by=request.actor, at=timezone.now())
    return Status(201, _sharing(request, sharing_id))


@router.post("/results/{sharing_id}/declining", response=Shared)
def decline_result(request: Request, sharing_id: UUID, body: HandOverAnswerIn) -> Status[SharingRequest]:
    """不予提供结果."""
    found = _sharing(request, sharing_id)
    actions.decline_result(found, **body.dict(), by=request.actor, at=timezone.now())
    return Status(201, _sharing(request, sharing_id))


@router.post("/results/{sharing_id}/reading", response=Shared)
def read_shared_result(request: Request, sharing_id: UUID) -> Status[SharingRequest]:
    """查看共享结果 — notes the look; the document is then opened on its page."""
    found = _sharing(request, sharing_id)
    actions.read_shared_result(found, by=request.actor, at=timezone.now())
    return Status(201, _sharing(request, sharing_id))


def _sharing(request: Request, sharing_id: UUID) -> SharingRequest:
    return get_object_or_404(transfers.sharing(request.actor), pk=sharing_id)
