"""投诉举报 and 更正信息记录 by the API."""

from __future__ import annotations

from uuid import UUID

from django.shortcuts import get_object_or_404
from django.utils import timezone
from ninja import Status

from yimen.kernel.web.request import Request
from yimen.modules.requests import actions, queries
from yimen.modules.requests.models import DisclosureComplaint, RecordCorrectionRequest

from .found import body_of
from .routes import router
from .schemas import (
    ComplaintSettlementIn,
    DisclosureComplaintIn,
    DisclosureComplaintOut,
    RecordCorrectionAskedIn,
    RecordCorrectionOut,
    RecordCorrectionSettledIn,
)

MOST = 200


@router.get("/complaints", response=list[DisclosureComplaintOut])
def complaints(request: Request) -> list[DisclosureComplaintOut]:
    """投诉举报 — the newest first."""
    return [_complaint(one) for one in queries.complaints(request.actor).order_by("-filed_at")[:MOST]]


@router.post("/complaints", response={201: DisclosureComplaintOut})
def file_complaint(request: Request, body: DisclosureComplaintIn) -> Status[DisclosureComplaintOut]:
    """提出投诉举报."""
    about = None
    if body.request is not None:
        about = get_object_or_404(queries.own_requests(request.actor), pk=body.request)
    done = actions.file_complaint(
        body_of(body.org),
        kind=body.kind,
        text=body.text,
        request=about,
        by=request.actor,
        at=timezone.now(),
    )
    return Status(201, _complaint(done.complaint))


@router.post("/complaints/{complaint_id}/settlement", response={201: DisclosureComplaintOut})
def settle_complaint(
    request: Request, complaint_id: UUID, body: ComplaintSettlementIn
) -> Status[DisclosureComplaintOut]:
    """处理投诉举报."""
    found = get_object_or_404(queries.complaints(request.actor), pk=complaint_id)
    done = actions.settle_complaint(found, **body.dict(), by=request.actor, at=timezone.now())
    return Status(201, _complaint(done.complaint))


@router.get("/record-corrections", response=list[RecordCorrectionOut])
def record_corrections(request: Request) -> list[RecordCorrectionOut]:
    """更正信息记录的申请 — the newest first."""
    rows = queries.record_corrections(request.actor).order_by("-filed_at")[:MOST]
    return [_correction(one) for one in rows]


@router.post("/record-corrections", response={201: RecordCorrectionOut})
def file_record_correction(request: Request, body: RecordCorrectionAskedIn) -> Status[RecordCorrectionOut]:
    """申请更正记录."""
    facts = body.dict(exclude={"org"})
    done = actions.file_record_correction(body_of(body.org), **facts, by=request.actor, at=timezone.now())
    return Status(201, _correction(done.correction))


@router.post("/record-corrections/{correction_id}/settlement", response={201: RecordCorrectionOut})
def settle_record_correction(
    request: Request, correction_id: UUID, body: RecordCorrectionSettledIn
) -> Status[RecordCorrectionOut]:
    """处理更正申请."""
    found = get_object_or_404(queries.record_corrections(request.actor), pk=correction_id)
    done = actions.settle_record_correction(found, **body.dict(), by=request.actor, at=timezone.now())
    return Status(201, _correction(done.correction))


def _complaint(one: DisclosureComplaint) -> DisclosureComplaintOut:
    return DisclosureComplaintOut(
        id=one.pk,
        org=one.org.code,
        kind=one.kind,
        state=one.state,
        result=one.result,
        due_on=one.due_on,
        correct_by=one.correct_by,
    )


def _correction(one: RecordCorrectionRequest) -> RecordCorrectionOut:
    return RecordCorrectionOut(
        id=one.pk, org=one.org.code, record=one.record, state=one.state, result=one.result
    )
