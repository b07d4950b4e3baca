"""The applicant: draft, amend, submit, correct, explain, suggest, withdraw."""

from __future__ import annotations

from uuid import UUID

from django.shortcuts import get_object_or_404
from django.utils import timezone
from ninja import File, Form, Status
from ninja.files import UploadedFile

from yimen.kernel.documents.intake import receive
from yimen.kernel.web.request import Request
from yimen.modules.requests import actions, queries
from yimen.modules.requests.forms.asking import FORMATS
from yimen.modules.requests.uploading import upload_limits

from .found import body_of, request_of, shown_to
from .routes import router
from .schemas import (
    ReasonsIn,
    RequestAmendIn,
    RequestCorrectionIn,
    RequestDraftIn,
    RequestOut,
    RequestReasonIn,
)

Out = {201: RequestOut}


@router.post("/requests/{request_id}/submission", response=Out)
def submit_request(request: Request, request_id: UUID) -> Status[RequestOut]:
    """提交公开申请 — the case is opened; number and query code are in the answer of the case."""
    shown = request_of(request, request_id)
    actions.submit_request(shown, by=request.actor, at=timezone.now())
    return Status(201, shown_to(request, request_id))


@router.post("/requests/{request_id}/discarding", response=Out)
def discard_request(request: Request, request_id: UUID) -> Status[RequestOut]:
    """放弃公开申请 — the draft is given up."""
    shown = request_of(request, request_id)
    actions.discard_request(shown, by=request.actor, at=timezone.now())
    return Status(201, shown_to(request, request_id))


@router.post("/requests/{request_id}/withdrawal", response=Out)
def withdraw_request(request: Request, request_id: UUID, body: RequestReasonIn) -> Status[RequestOut]:
    """撤回公开申请 — before the answer."""
    shown = request_of(request, request_id)
    actions.withdraw_request(shown, **body.dict(), by=request.actor, at=timezone.now())
    return Status(201, shown_to(request, request_id))


@router.post("/requests/{request_id}/correction", response=Out)
def supply_correction(request: Request, request_id: UUID, body: RequestCorrectionIn) -> Status[RequestOut]:
    """提交补正 — the answer period begins anew."""
    shown = request_of(request, request_id)
    actions.supply_correction(
        shown,
        matters=[one.dict() for one in body.matters],
        received_on=body.received_on,
        by=request.actor,
        at=timezone.now(),
    )
    return Status(201, shown_to(request, request_id))


@router.post("/requests/{request_id}/reasons", response=Out)
def state_reasons(request: Request, request_id: UUID, body: ReasonsIn) -> Status[RequestOut]:
    """说明理由."""
    shown = request_of(request, request_id)
    actions.state_reasons(shown, **body.dict(), by=request.actor, at=timezone.now())
    return Status(201, shown_to(request, request_id))


@router.post("/requests/{request_id}/suggestion", response=Out)
def suggest_publication(request: Request, request_id: UUID, body: RequestReasonIn) -> Status[RequestOut]:
    """建议主动公开."""
    shown = request_of(request, request_id)
    actions.suggest_publication(shown, **body.dict(), by=request.actor, at=timezone.now())
    return Status(201, shown_to(request, request_id))


@router.post("/requests", response=Out)
def draft_request(request: Request, body: RequestDraftIn) -> Status[RequestOut]:
    """起草公开申请 — to one body."""
    matters = [one.dict() for one in body.matters]
    actions.draft_request(
        body_of(body.org),
        request_id=body.key,
        stated=body.stated,
        matters=matters,
        by=request.actor,
        at=timezone.now(),
    )
    return Status(201, shown_to(request, body.key))


@router.post("/requests/{request_id}/draft", response=Out)
def amend_request(request: Request, request_id: UUID, body: RequestAmendIn) -> Status[RequestOut]:
    """修改公开申请."""
    shown = request_of(request, request_id)
    matters = None if body.matters is None else [one.dict() for one in body.matters]
    actions.amend_request(shown, stated=body.stated, matters=matters, by=request.actor, at=timezone.now())
    return Status(201, shown_to(request, request_id))


@router.post("/requests/{request_id}/attachments", response=Out)
def attach_file(
    request: Request,
    request_id: UUID,
    use: Form[str],
    file: File[UploadedFile],
) -> Status[RequestOut]:
    """添加附件 — examined before it is kept."""
    shown = request_of(request, request_id)
    limits = upload_limits(timezone.localdate())
    given = receive(file.file, filename=file.name or "", formats=FORMATS, limits=limits)  # type: ignore[arg-type]
    actions.attach_file(shown, use=use, received=given, by=request.actor, at=timezone.now())
    return Status(201, shown_to(request, request_id))


@router.post("/requests/{request_id}/attachments/{attachment_id}/removal", response=Out)
def remove_file(request: Request, request_id: UUID, attachment_id: UUID) -> Status[RequestOut]:
    """移除附件 — before it is submitted."""
    shown = request_of(request, request_id)
    one = get_object_or_404(queries.files(request.actor, shown), pk=attachment_id)
    actions.remove_file(shown, file=one, by=request.actor, at=timezone.now())
    return Status(201, shown_to(request, request_id))
