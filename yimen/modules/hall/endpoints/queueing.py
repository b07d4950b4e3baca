"""取号: open to anybody."""

from __future__ import annotations

from uuid import UUID

from django.shortcuts import get_object_or_404
from django.utils import timezone
from ninja import Router, Status

from yimen.kernel.base.refusals import RuleBroken
from yimen.kernel.people.auth import OPEN
from yimen.kernel.web.request import Request
from yimen.modules.hall import actions, queries, rules
from yimen.modules.hall.models import BusinessClass, Ticket
from yimen.modules.hall.pages.found import hall_of
from yimen.modules.hall.states import TicketChannel, TicketState

from .schemas import HallLine, HallOut, NumberIn, NumberOut, QueueOut, WaitOut, WindowOut

router = Router()


@router.get("/halls", response=list[HallLine], auth=OPEN)
def halls(request: Request) -> list[HallLine]:
    """办事大厅 — where one can queue or book."""
    return [HallLine(code=one.code, name=one.name, hours=one.hours) for one in queries.halls()]


@router.get("/halls/{code}", response=HallOut, auth=OPEN)
def hall(request: Request, code: str) -> HallOut:
    """大厅 — windows and queues as they are now."""
    centre, at = hall_of(code), timezone.now()
    queues = [_queue(one) for one in queries.queues_now(centre, at)]
    windows = [
        WindowOut(
            id=one.window.pk,
            number=one.window.number,
            name=one.window.name,
            is_open=one.is_open,
            is_away=one.is_away,
        )
        for one in queries.standings(centre, at)
    ]
    return HallOut(code=centre.code, name=centre.name, hours=centre.hours, queues=queues, windows=windows)


@router.post("/halls/{code}/numbers", response={200: NumberOut, 201: NumberOut}, auth=OPEN)
def take_number(request: Request, code: str, body: NumberIn) -> Status[NumberOut]:
    """取号 — the same key sent twice is one number: 201 the first time, 200 again."""
    centre = hall_of(code)
    business = get_object_or_404(BusinessClass.objects.filter(centre=centre), pk=body.business)
    priority = get_object_or_404(queries.priorities(), pk=body.priority) if body.priority else None
    try:
        actions.take_number(
            business,
            ticket_id=body.key,
            channel=TicketChannel.WEB,
            item_code=body.item_code,
            priority=priority,
            by=request.actor,
            at=timezone.now(),
        )
    except RuleBroken as refusal:
        if actions.TAKEN_ALREADY not in refusal.fields:
            raise
        return Status(200, shown(_own(body.key)))
    return Status(201, shown(_own(body.key)))


@router.get("/numbers/{ticket_id}", response=NumberOut, auth=OPEN)
def number(request: Request, ticket_id: UUID) -> NumberOut:
    """排队号 — its place, by its key."""
    return shown(_own(ticket_id))


@router.post("/numbers/{ticket_id}/leaving", response={201: NumberOut}, auth=OPEN)
def leave_queue(request: Request, ticket_id: UUID) -> Status[NumberOut]:
    """放弃排队 — the place goes to the next."""
    actions.leave_queue(_own(ticket_id), by=request.actor, at=timezone.now())
    return Status(201, shown(_own(ticket_id)))


def shown(ticket: Ticket) -> NumberOut:
    """The number as its holder, or the window, reads it."""
    is_waiting = ticket.state == TicketState.WAITING
    ahead = queries.ahead_of(ticket, timezone.now()) if is_waiting else None
    return NumberOut(
        id=ticket.pk,
        number=ticket.number,
        state=ticket.state,
        taken_at=ticket.taken_at,
        window=ticket.window.number if ticket.window else None,
        ahead=ahead.count if ahead else None,
        wait=_wait(ahead.wait) if ahead else None,
    )


def _own(ticket_id: UUID) -> Ticket:
    return get_object_or_404(queries.own_tickets(ticket_id))


def _queue(one: queries.QueueNow) -> QueueOut:
    return QueueOut(
        id=one.business.pk,
        letter=one.business.letter,
        name=one.business.name,
        name_en=one.business.name_en,
        waiting=one.waiting,
        wait=_wait(one.wait),
    )


def _wait(wait: rules.Wait | None) -> WaitOut | None:
    return WaitOut(least=wait.least, most=wait.most) if wait else None
