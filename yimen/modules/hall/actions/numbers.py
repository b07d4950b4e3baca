"""The verbs by which numbers are taken and given up."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext as _

from yimen.kernel.audit.action import action
from yimen.kernel.base.actor import Actor
from yimen.kernel.base.days import local_day
from yimen.kernel.base.refusals import RuleBroken
from yimen.kernel.cases.numbers import next_number
from yimen.modules.hall import rules
from yimen.modules.hall.events import NumberExpired, NumberLeft, NumberTaken
from yimen.modules.hall.models import Appointment, BusinessClass, PriorityGround, Ticket
from yimen.modules.hall.permissions import Permission
from yimen.modules.hall.slots import minutes
from yimen.modules.hall.states import AppointmentState, TicketChannel, TicketState

TAKEN_ALREADY = "taken"


@action(permission=Permission.TICKET_TAKE, creates=True)
def take_number(
    business: BusinessClass,
    *,
    ticket_id: UUID,
    channel: str = TicketChannel.KIOSK,
    item_code: str = "",
    priority: PriorityGround | None = None,
    by: Actor,
    at: datetime,
) -> NumberTaken:
    """取号 — the next number of the class for the day, without gap or double.

    ``ticket_id`` is chosen by the caller: the same key sent twice is one number (a double click, a machine that
    lost power after it had asked). Raises RuleBroken when the class gives no numbers, or when the key was used.
    """
    if not business.is_open:
        raise RuleBroken(_("该业务现在不取号。"))
    ticket = _numbered(
        business, ticket_id, at, channel=channel, item_code=item_code[:60], priority=priority, queued_at=at
    )
    return NumberTaken(ticket, business)


@action(
    permission=Permission.APPOINTMENT_CHANGE, moves=((AppointmentState.BOOKED,), AppointmentState.ARRIVED)
)
def check_in(
    appointment: Appointment,
    *,
    ticket_id: UUID,
    priority: PriorityGround | None = None,
    by: Actor,
    at: datetime,
) -> NumberTaken:
    """预约签到 — a number that goes first in its slot; who comes later than the city forgives queues as one who just came."""
    if local_day(appointment.starts_at) != local_day(at):
        raise RuleBroken(_("请在预约当天签到。"))
    late = rules.is_late(appointment.starts_at, at, minutes(local_day(at), "late_minutes"))
    appointment.ended_at = at
    ticket = _numbered(
        appointment.business,
        ticket_id,
        at,
        channel=TicketChannel.APPOINTMENT,
        item_code=appointment.item_code,
        appointment=appointment,
        priority=priority,
        slot_at=None if late else appointment.starts_at,
        queued_at=at,
    )
    return NumberTaken(ticket, appointment.business)


@action(permission=Permission.TICKET_LEAVE, moves=((TicketState.WAITING,), TicketState.LEFT))
def leave_queue(ticket: Ticket, *, by: Actor, at: datetime) -> NumberLeft:
    """放弃排队 — the holder does not wait any longer."""
    ticket.ended_at = at
    return NumberLeft(ticket)


@action(
    permission=Permission.TICKET_EXPIRE,
    moves=((TicketState.WAITING, TicketState.CALLED), TicketState.EXPIRED),
)
def expire_number(ticket: Ticket, *, by: Actor, at: datetime) -> NumberExpired:
    """作废 — its day is over."""
    if ticket.day >= local_day(at):
        raise RuleBroken(_("当天的号码还有效。"))
    ticket.ended_at = at
    return NumberExpired(ticket, ticket.day.isoformat())


def _numbered(business: BusinessClass, ticket_id: UUID, at: datetime, **facts: object) -> Ticket:
    """The row with the next number; the series stays locked until the act ends, so the key is looked at behind it."""
    day = local_day(at)
    serial = next_number(f"hall:{business.pk}", f"{day:%Y%m%d}")
    if Ticket.objects.filter(pk=ticket_id).exists():
        raise RuleBroken(_("这个号码已经取过了。"), fields={TAKEN_ALREADY: _("已经取过")})
    return Ticket.objects.create(
        id=ticket_id,
        business=business,
        centre_id=business.centre_id,
        day=day,
        serial=serial,
        number=rules.number_of(business.letter, serial),
        taken_at=at,
        **facts,
    )
