"""纸质材料: who holds the paper of a case, and each step of it."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils import timezone
from ninja import Schema, Status

from yimen.kernel.web.request import Request
from yimen.modules.approvals import actions, queries
from yimen.modules.approvals.models import PaperCustody

from .found import application_of, examiner
from .routes import router


class PaperIn(Schema):
    """登记纸质材料."""

    title: str
    sheets: int


class HandingIn(Schema):
    """交出纸质材料."""

    receiver: UUID
    note: str = ""


class SignedIn(Schema):
    """退还纸质材料."""

    signed_by: str = ""


class LossIn(Schema):
    """报失纸质材料."""

    reason: str = ""


class CustodyOut(Schema):
    """纸质材料保管."""

    id: UUID
    title: str
    sheets: int
    state: str
    holder: str
    receiver: str | None
    held_since: datetime


@router.get("/applications/{application_id}/papers", response=list[CustodyOut])
def papers(request: Request, application_id: UUID) -> list[CustodyOut]:
    """纸质材料 — who holds what of the case."""
    application = application_of(request, application_id)
    if not queries.is_staff_of(request.actor, application):
        raise Http404
    return [_shown(one) for one in queries.papers_of(application)]


@router.post("/applications/{application_id}/papers", response={201: CustodyOut})
def register_paper(request: Request, application_id: UUID, body: PaperIn) -> Status[CustodyOut]:
    """登记纸质材料 — taken in at the window, held by name."""
    application = application_of(request, application_id)
    done = actions.register_paper(application, **body.dict(), by=request.actor, at=timezone.now())
    return Status(201, _shown(done.custody))


@router.get("/papers", response=list[CustodyOut])
def own_papers(request: Request) -> list[CustodyOut]:
    """我保管的纸质材料 — what lies with me."""
    return [_shown(one) for one in queries.papers_held(request.actor).filter(ended_at=None)[:500]]


@router.post("/papers/{custody_id}/handing", response={201: CustodyOut})
def hand_paper(request: Request, custody_id: UUID, body: HandingIn) -> Status[CustodyOut]:
    """交出纸质材料 — to a named official."""
    custody = get_object_or_404(queries.papers_held(request.actor), pk=custody_id)
    receiver = examiner(body.receiver)
    done = actions.hand_paper(custody, receiver=receiver, note=body.note, by=request.actor, at=timezone.now())
    return Status(201, _shown(done.custody))


@router.post("/papers/{custody_id}/receipt", response={201: CustodyOut})
def receive_paper(request: Request, custody_id: UUID) -> Status[CustodyOut]:
    """签收纸质材料 — by the one it was handed to."""
    custody = get_object_or_404(queries.papers_to_receive(request.actor), pk=custody_id)
    done = actions.receive_paper(custody, by=request.actor, at=timezone.now())
    return Status(201, _shown(done.custody))


@router.post("/papers/{custody_id}/return", response={201: CustodyOut})
def return_paper(request: Request, custody_id: UUID, body: SignedIn) -> Status[CustodyOut]:
    """退还纸质材料 — to whoever signs for it."""
    custody = get_object_or_404(queries.papers_held(request.actor), pk=custody_id)
    done = actions.return_paper(custody, **body.dict(), by=request.actor, at=timezone.now())
    return Status(201, _shown(done.custody))


@router.post("/papers/{custody_id}/loss", response={201: CustodyOut})
def report_paper_lost(request: Request, custody_id: UUID, body: LossIn) -> Status[CustodyOut]:
    """报失纸质材料 — at once, with what is known."""
    custody = get_object_or_404(queries.papers_held(request.actor), pk=custody_id)
    done = actions.report_paper_lost(custody, **body.dict(), by=request.actor, at=timezone.now())
    return Status(201, _shown(done.custody))


def _shown(one: PaperCustody) -> CustodyOut:
    return CustodyOut(
        id=one.pk,
        title=one.title,
        sheets=one.sheets,
        state=one.state,
        holder=one.holder.name,
        receiver=one.receiver.name if one.receiver else None,
        held_since=one.held_since,
    )
