"""叫号: for those who sit at a window."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils import timezone
from ninja import Router, Status

from yimen.kernel.cases.models import Case
from yimen.kernel.orgs.models import Window
from yimen.kernel.web.request import Request
from yimen.modules.hall import actions
from yimen.modules.hall.models import Ticket
from yimen.modules.hall.pages.found import own_windows, ticket_of

from .queueing import shown
from .schemas import HallReasonIn, NumberMoveIn, NumberOut, ServedIn

router = Router()
Out = {201: NumberOut}


@router.post("/windows/{window_id}/call", response=Out)
def call_next(request: Request, window_id: UUID) -> Status[NumberOut]:
    """叫号 — the next number in order."""
    window = next((one for one in own_windows(request) if one.pk == window_id), None)
    if window is None:
        raise Http404
    done = actions.call_next(window, by=request.actor, at=timezone.now())
    return Status(201, shown(ticket_of(request, done.ticket.pk)))


@router.post("/numbers/{ticket_id}/call", response=Out)
def call_number(request: Request, ticket_id: UUID, body: NumberMoveIn) -> Status[NumberOut]:
    """点号 — one number out of its order."""
    ticket = ticket_of(request, ticket_id)
    actions.call_number(ticket, window=_window(ticket, body.window), by=request.actor, at=timezone.now())
    return Status(201, shown(ticket_of(request, ticket_id)))


@router.post("/numbers/{ticket_id}/repetition", response=Out)
def call_again(request: Request, ticket_id: UUID) -> Status[NumberOut]:
    """重呼 — once more."""
    actions.call_again(ticket_of(request, ticket_id), by=request.actor, at=timezone.now())
    return Status(201, shown(ticket_of(request, ticket_id)))


@router.post("/numbers/{ticket_id}/passing", response=Out)
def pass_over(request: Request, ticket_id: UUID) -> Status[NumberOut]:
    """过号 — nobody came."""
    actions.pass_over(ticket_of(request, ticket_id), by=request.actor, at=timezone.now())
    return Status(201, shown(ticket_of(request, ticket_id)))


@router.post("/numbers/{ticket_id}/moving", response=Out)
def move_number(request: Request, ticket_id: UUID, body: NumberMoveIn) -> Status[NumberOut]:
    """转窗口 — it keeps its place."""
    ticket = ticket_of(request, ticket_id)
    actions.move_number(ticket, window=_window(ticket, body.window), by=request.actor, at=timezone.now())
    return Status(201, shown(ticket_of(request, ticket_id)))


@router.post("/numbers/{ticket_id}/releasing", response=Out)
def release_number(request: Request, ticket_id: UUID, body: HallReasonIn) -> Status[NumberOut]:
    """退回排队 — at its own place."""
    actions.release_number(ticket_of(request, ticket_id), **body.dict(), by=request.actor, at=timezone.now())
    return Status(201, shown(ticket_of(request, ticket_id)))


@router.post("/numbers/{ticket_id}/serving", response=Out)
def serve_number(request: Request, ticket_id: UUID, body: ServedIn) -> Status[NumberOut]:
    """办毕 — with a case or without one."""
    ticket = ticket_of(request, ticket_id)
    case = get_object_or_404(Case, number=body.case_number) if body.case_number else None
    actions.serve_number(ticket, case=case, by=request.actor, at=timezone.now())
    return Status(201, shown(ticket_of(request, ticket_id)))


def _window(ticket: Ticket, window_id: UUID) -> Window:
    return get_object_or_404(
        Window.objects.filter(centre=ticket.centre_id).select_related("centre"), pk=window_id
    )
