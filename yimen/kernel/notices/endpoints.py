"""My messages by the API, and the outbox for administrators: the same verbs as the pages."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from django.shortcuts import get_object_or_404
from django.utils import timezone
from ninja import Field, Router, Schema, Status

from yimen.kernel.web.request import Request

from . import actions, queries
from .models import Delivery, Notice

router = Router()
PAGE = 50


class NoticeOut(Schema):
    """通知."""

    id: UUID
    code: str
    subject: str
    body: str
    link: str
    case_ref: UUID | None
    created_at: datetime
    read_at: datetime | None


class NoticePage(Schema):
    """我的通知 — newest first; ``before`` asks for the next page."""

    unread_count: int
    notices: list[NoticeOut]
    before: UUID | None


class DeliveryOut(Schema):
    """投递."""

    id: UUID
    notice: UUID = Field(alias="notice_id")
    channel: str
    address: str
    state: str
    attempts: int
    next_try_at: datetime
    last_error: str
    sent_at: datetime | None


@router.get("", response=NoticePage, summary="我的通知")
def notices(request: Request, before: UUID | None = None, unread: bool = False) -> dict[str, Any]:
    """The own messages by id, which follows time."""
    rows = queries.notices(request.actor).order_by("-id")
    rows = rows.filter(read_at=None) if unread else rows
    rows = rows.filter(pk__lt=before) if before else rows
    found: list[Notice] = list(rows[: PAGE + 1])
    more = len(found) > PAGE
    return {
        "unread_count": queries.unread_count(request.actor),
        "notices": found[:PAGE],
        "before": found[PAGE - 1].pk if more else None,
    }


@router.post("/{uuid:notice_id}/reading", response={201: NoticeOut}, summary="阅读")
def mark_read(request: Request, notice_id: UUID) -> Status[Notice]:
    shown = get_object_or_404(queries.notices(request.actor), pk=notice_id)
    return Status(201, actions.mark_read(shown, by=request.actor, at=timezone.now()).notice)


@router.get("/outbox", response=list[DeliveryOut], summary="发件箱")
def outbox(request: Request, state: str = "parked", before: UUID | None = None) -> list[Delivery]:
    """Deliveries in a state, newest first, for administrators; empty for everybody else."""
    rows = queries.deliveries(request.actor).filter(state=state).order_by("-id")
    return list((rows.filter(pk__lt=before) if before else rows)[:PAGE])


@router.post("/outbox/{uuid:delivery_id}/retry", response={201: DeliveryOut}, summary="重新发送")
def retry(request: Request, delivery_id: UUID) -> Status[Delivery]:
    shown = get_object_or_404(queries.deliveries(request.actor), pk=delivery_id)
    return Status(201, actions.retry_delivery(shown, by=request.actor, at=timezone.now()).delivery)
