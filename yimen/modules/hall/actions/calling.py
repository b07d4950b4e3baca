"""The verbs of the window: numbers are called, called again, passed over, moved, served.

A window calls one number at a time: its row is locked while it picks, and the number it picks is skipped by
every other window that picks at the same moment.
"""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext as _

from yimen.kernel.audit.action import action
from yimen.kernel.base.actor import Actor
from yimen.kernel.base.days import local_day
from yimen.kernel.base.refusals import NotAllowed, RuleBroken
from yimen.kernel.cases.models import Case
from yimen.kernel.orgs.models import Window
from yimen.kernel.people.actor import person_actor
from yimen.modules.hall import queries
from yimen.modules.hall.events import (
    NumberCalled,
    NumberCalledAgain,
    NumberMoved,
    NumberPassed,
    NumberReleased,
    NumberServed,
)
from yimen.modules.hall.models import Ticket
from yimen.modules.hall.permissions import Permission
from yimen.modules.hall.states import TicketState


@action(permission=Permission.TICKET_CALL)
def call_next(window: Window, *, by: Actor, at: datetime) -> NumberCalled:
    """叫号 — the next number in order, for this window; two windows never get the same one."""
    _require_seat(window.pk, by, at)
    _require_free(window)
    ticket = queries.callable_at(window, at).select_for_update(skip_locked=True, of=("self",)).first()
    if ticket is None:
        raise RuleBroken(_("现在没有等候的人。"))
    _call(ticket, window, by, at)
    ticket.save(update_fields=["state", "window", "called_at", "first_called_at", "call_count", "called_by"])
    return NumberCalled(ticket, window)


@action(
    permission=Permission.TICKET_CALL, moves=((TicketState.WAITING, TicketState.PASSED), TicketState.CALLED)
)
def call_number(ticket: Ticket, *, window: Window, by: Actor, at: datetime) -> NumberCalled:
    """点号 — one number of the window's own queues out of its order: who was passed over, who needs help at once."""
    _require_seat(window.pk, by, at)
    if window.centre_id != ticket.centre_id or ticket.day != local_day(at):
        raise RuleBroken(_("只能叫本大厅当天的号码。"))
    if not queries.may_be_called_to(window, ticket, at):
        raise RuleBroken(_("这个号码不在本窗口办理的队列中，请由办理该业务的窗口叫号。"))
    _require_free(Window.objects.select_for_update(no_key=True).get(pk=window.pk))
    ticket.ended_at = None
    _call(ticket, window, by, at)
    return NumberCalled(ticket, window)


@action(permission=Permission.TICKET_CALL, moves=((TicketState.CALLED,), TicketState.CALLED))
def call_again(ticket: Ticket, *, by: Actor, at: datetime) -> NumberCalledAgain:
    """重呼 — once more, aloud and on the screen."""
    _require_seat(ticket.window_id, by, at)
    ticket.called_at, ticket.call_count = at, ticket.call_count + 1
    return NumberCalledAgain(ticket, ticket.call_count)


@action(permission=Permission.TICKET_CALL, moves=((TicketState.CALLED,), TicketState.PASSED))
def pass_over(ticket: Ticket, *, by: Actor, at: datetime) -> NumberPassed:
    """过号 — nobody came; the number may be called once more the same day."""
    _require_seat(ticket.window_id, by, at)
    ticket.ended_at = at
    return NumberPassed(ticket, ticket.call_count)


@action(permission=Permission.TICKET_CALL, moves=((TicketState.CALLED,), TicketState.WAITING))
def move_number(ticket: Ticket, *, window: Window, by: Actor, at: datetime) -> NumberMoved:
    """转窗口 — it waits for another window of the hall, at the place of its own time."""
    _require_seat(ticket.window_id, by, at)
    if window.centre_id != ticket.centre_id or not window.is_open:
        raise RuleBroken(_("请选择本大厅正在使用的窗口。"), fields={"window": _("请选择窗口")})
    if window.pk == ticket.window_id:
        raise RuleBroken(_("已经在这个窗口。"), fields={"window": _("已经在这个窗口")})
    ticket.sent_to, ticket.window, ticket.called_at = window, None, None
    return NumberMoved(ticket, window)


@action(permission=Permission.TICKET_CALL, moves=((TicketState.CALLED,), TicketState.WAITING))
def release_number(ticket: Ticket, *, reason: str, by: Actor, at: datetime) -> NumberReleased:
    """退回排队 — the window cannot serve it now; it waits again at its own place, for any window of its class."""
    _require_seat(ticket.window_id, by, at)
    if not reason.strip():
        raise RuleBroken(_("请填写原因。"), fields={"reason": _("请填写原因")})
    ticket.sent_to, ticket.window, ticket.called_at = None, None, None
    return NumberReleased(ticket, reason.strip()[:200])


@action(permission=Permission.TICKET_CALL, moves=((TicketState.CALLED,), TicketState.SERVED))
def serve_number(ticket: Ticket, *, case: Case | None = None, by: Actor, at: datetime) -> NumberServed:
    """办毕 — served, with the case that came of it or without one."""
    _require_seat(ticket.window_id, by, at)
    ticket.ended_at, ticket.case = at, case
    return NumberServed(ticket, case)


def give_back(window: Window, reason: str, *, at: datetime, by: Actor) -> None:
    """What a window that closes was serving waits again: nobody is forgotten because a clerk leaves."""
    ticket = (
        Ticket.objects.select_for_update(of=("self",)).filter(window=window, state=TicketState.CALLED).first()
    )
    if ticket is None:
        return
    ticket.state, ticket.sent_to, ticket.window, ticket.called_at = TicketState.WAITING, None, None, None
    ticket.save(update_fields=["state", "sent_to", "window", "called_at"])


def _call(ticket: Ticket, window: Window, by: Actor, at: datetime) -> None:
    ticket.state, ticket.window, ticket.sent_to = TicketState.CALLED, window, ticket.sent_to
    ticket.called_at, ticket.first_called_at = at, ticket.first_called_at or at
    ticket.call_count, ticket.called_by = ticket.call_count + 1, by.label[:100]


def _require_seat(window_id: UUID | None, by: Actor, at: datetime) -> None:
    """A number is handled at a window at which one may sit, or does sit by the running shift."""
    person = person_actor(by)
    if person is None:
        raise NotAllowed
    if window_id in {one.pk for one in person.windows()}:
        return
    seat = queries.seat(person.person, at)
    if seat is None or seat.pk != window_id:
        raise NotAllowed


def _require_free(window: Window) -> None:
    busy = queries.at_window(window)
    if busy is not None:
        raise RuleBroken(_("请先结束当前号码 %(number)s。") % {"number": busy.number})
