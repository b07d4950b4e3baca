"""Verbs of messages: taken in once, applied in order or parked with the reason; mended, sent again, or left out by two."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from yimen.kernel.audit.action import action
from yimen.kernel.base.actor import Actor
from yimen.kernel.base.ids import new_id
from yimen.kernel.base.refusals import NotAllowed, RuleBroken
from yimen.kernel.people.actor import person_actor
from yimen.modules.network import applying, schemas, secrecy
from yimen.modules.network.envelope import Envelope, Malformed, canonical
from yimen.modules.network.events import (
    MessageApplied,
    MessageDelayed,
    MessageDismissalProposed,
    MessageDismissed,
    MessageParked,
    MessageReceived,
    MessageReplaced,
    MessageResent,
    MessageRetried,
    MessageWithheld,
)
from yimen.modules.network.models import Incoming, Node, Outgoing
from yimen.modules.network.outbox import receipt
from yimen.modules.network.permissions import Permission
from yimen.modules.network.states import IncomingState, MessageType, OutgoingState, ParkReason

EXCHANGE = Permission.MESSAGE_EXCHANGE
MENDABLE = (OutgoingState.FAILED, OutgoingState.REFUSED, OutgoingState.PARKED, OutgoingState.DELIVERED)
FILE_WAIT = timedelta(seconds=20)
PARKED_FROM_THE_START = (ParkReason.SCHEMA, ParkReason.VERSION, ParkReason.TYPE, ParkReason.TIME)


class TakenAlready(RuleBroken):
    """重复报文 — the same message came before: it is answered as it was then."""


@action(permission=EXCHANGE, creates=True)
def receive(
    node: Node, *, envelope: Envelope, fault: ParkReason, why: str, by: Actor, at: datetime
) -> MessageReceived:
    """收到报文 — keeps a message whose signature holds; one that cannot be read is kept aside with its ``fault``.

    Raises TakenAlready for one that came before, by its id or by its place in the order.
    """
    identity = new_id()
    state = IncomingState.PARKED if fault else IncomingState.WAITING
    parked = _parked_in_its_place(node, envelope) if not fault else None
    try:
        with transaction.atomic():
            message = Incoming.objects.create(
                id=identity,
                node=node,
                message_id=envelope.message_id,
                type=envelope.type[:30],
                stream=envelope.stream[:80],
                case_no=envelope.case_no[:20],
                sequence=envelope.sequence_in_case,
                schema_version=envelope.schema_version,
                occurred_at=envelope.occurred_at,
                sent_at=envelope.sent_at,
                received_at=at,
                next_try_at=at,
                body=_kept(envelope, fault, identity),
                body_hash=envelope.body_hash,
                state=state,
                park_reason=fault,
                reason=why[:500],
            )
    except IntegrityError as error:
        raise TakenAlready(_("此报文已经收到过。")) from error
    if parked is not None:
        replace_message(parked, by=by, at=at)
    return MessageReceived(node, message, str(envelope.message_id))


def _kept(envelope: Envelope, fault: ParkReason, identity: Any) -> dict[str, Any]:
    """The body in the current version; what could not be read is kept as it came, a number in it sealed."""
    body: Mapping[str, Any] = envelope.body
    if not fault:
        body = schemas.raised(body, envelope.schema_version)
    return secrecy.sealed(body, identity)


def _parked_in_its_place(node: Node, envelope: Envelope) -> Incoming | None:
    """What lies parked where this message stands in the order: this one is its mended form."""
    if not envelope.stream:
        return None
    rows = Incoming.objects.filter(node=node, stream=envelope.stream, state=IncomingState.PARKED)
    return rows.filter(sequence=envelope.sequence_in_case).first()


@action(permission=EXCHANGE, moves=((IncomingState.PARKED,), IncomingState.REPLACED))
def replace_message(message: Incoming, *, by: Actor, at: datetime) -> MessageReplaced:
    """代替报文 — the sender sent this step anew; the mended one stands in its place."""
    return MessageReplaced(message)


@action(permission=EXCHANGE, moves=((IncomingState.WAITING,), IncomingState.APPLIED))
def apply_message(message: Incoming, *, is_late: bool = False, by: Actor, at: datetime) -> MessageApplied:
    """办理报文 — enters here what the message tells, by the acts of the case it belongs to.

    ``is_late`` says that its sender was told that it waits: it is told now that it does not any more. Raises
    RuleBroken while its predecessor is missing, or whatever the act refuses with.
    """
    if not applying.is_next(message):
        raise RuleBroken(_("前一报文尚未办理。"))
    applying.apply(message, secrecy.opened(message.body, message.pk), by=by)
    message.applied_at = at
    message.reason = ""
    if is_late and message.type != MessageType.ACK:
        receipt(message.node, message_id=message.message_id, status="applied", reason="", at=at)
    return MessageApplied(message)


@action(permission=EXCHANGE, moves=((IncomingState.WAITING,), IncomingState.PARKED))
def park_message(
    message: Incoming, *, why: ParkReason, reason: str, by: Actor, at: datetime
) -> MessageParked:
    """搁置报文 — it could not be entered; the sender is told, the next case goes on."""
    message.park_reason, message.reason = why, reason[:500]
    receipt(message.node, message_id=message.message_id, status="parked", reason=reason, at=at)
    return MessageParked(message, why.label, message.reason)


@action(permission=EXCHANGE, moves=((IncomingState.WAITING,), IncomingState.WAITING))
def wait_for_files(message: Incoming, *, reason: str, by: Actor, at: datetime) -> MessageDelayed:
    """等待附件 — a file behind a hash cannot be had now; it is asked for again, later each time."""
    message.tries += 1
    message.reason = reason[:500]
    message.next_try_at = at + FILE_WAIT * 2 ** min(message.tries, 7)
    return MessageDelayed(message, message.reason)


@action(permission=Permission.MESSAGE_RETRY, moves=((IncomingState.PARKED,), IncomingState.WAITING))
def retry_message(message: Incoming, *, by: Actor, at: datetime) -> MessageRetried:
    """重新办理报文 — the cause has been removed here: a body registered, an item assigned, a version learnt."""
    standing = Incoming.objects.filter(
        node=message.node, stream=message.stream, sequence=message.sequence, state__in=("waiting", "applied")
    )
    if message.sequence and standing.exists():
        raise RuleBroken(_("同一序号已有另一报文，不能再办理这一份。"))
    if message.park_reason in PARKED_FROM_THE_START:
        message.body = _read_again(message)
    message.park_reason, message.reason, message.tries = "", "", 0
    message.next_try_at = at
    message.proposed_by, message.proposed_by_name, message.proposed_at = None, "", None
    return MessageRetried(message)


def _read_again(message: Incoming) -> dict[str, Any]:
    """The body, if it can be read by now; raises RuleBroken when it cannot."""
    body = secrecy.opened(message.body, message.pk)
    try:
        schemas.require_valid(message.type, message.schema_version, body)
    except KeyError as error:
        raise RuleBroken(_("仍然不认识这种报文，或者不支持它的格式版本。")) from error
    except schemas.NotValid as error:
        raise RuleBroken(
            _("内容仍然不符合格式：%(error)s。请由发方更正后重发。") % {"error": error}
        ) from error
    return secrecy.sealed(schemas.raised(body, message.schema_version), message.pk)


@action(
    permission=Permission.MESSAGE_PROPOSE_DISMISSAL, moves=((IncomingState.PARKED,), IncomingState.PARKED)
)
def propose_dismissal(message: Incoming, *, reason: str, by: Actor, at: datetime) -> MessageDismissalProposed:
    """提议不予办理报文 — with the reason; a second person has to agree."""
    said = _reason(reason)
    person = person_actor(by)
    if person is None:
        raise NotAllowed
    message.proposed_by, message.proposed_by_name, message.proposed_at = person.person.pk, by.label, at
    message.reason = said
    return MessageDismissalProposed(message, said)


@action(
    permission=Permission.MESSAGE_CONFIRM_DISMISSAL, moves=((IncomingState.PARKED,), IncomingState.DISMISSED)
)
def confirm_dismissal(message: Incoming, *, by: Actor, at: datetime) -> MessageDismissed:
    """确认不予办理报文 — what follows in the case goes on without this step; the sender is told."""
    person = person_actor(by)
    if message.proposed_by is None or person is None:
        raise RuleBroken(_("还没有人提议不予办理。"))
    if message.proposed_by == person.person.pk:
        raise RuleBroken(_("提议的人不能自己确认，请由另一人确认。"))
    message.dismissed_by = person.person.pk
    receipt(message.node, message_id=message.message_id, status="dismissed", reason=message.reason, at=at)
    return MessageDismissed(message, message.reason)


@action(permission=Permission.OUTGOING_RESEND, moves=(MENDABLE, OutgoingState.REPLACED))
def resend_message(
    message: Outgoing, *, reason: str, body: Mapping[str, Any] | None = None, by: Actor, at: datetime
) -> MessageResent:
    """重发报文 — the same step under the same number in the case, as it was or mended; the old one is replaced."""
    said = _reason(reason)
    whole = dict(body) if body is not None else secrecy.opened(message.body, message.pk)
    try:
        canonical(whole)
        schemas.require_valid(message.type, schemas.CURRENT, whole)
    except (Malformed, schemas.NotValid) as error:
        text = _("内容不符合格式：%(error)s") % {"error": error}
        raise RuleBroken(text, fields={"body": text}) from error
    identity = new_id()
    message.replaced_by_id = identity
    message.state = OutgoingState.REPLACED
    Outgoing.objects.filter(pk=message.pk).update(state=OutgoingState.REPLACED, replaced_by=identity)
    same = ("node", "type", "stream", "case_no", "case_ref", "sequence", "occurred_at")
    successor = Outgoing.objects.create(
        id=identity,
        **{name: getattr(message, name) for name in same},
        created_at=at,
        next_try_at=at,
        body=secrecy.sealed(whole, identity),
    )
    return MessageResent(message, successor, said)


@action(
    permission=Permission.OUTGOING_WITHHOLD,
    moves=((OutgoingState.WAITING, OutgoingState.FAILED), OutgoingState.PARKED),
)
def withhold_message(message: Outgoing, *, reason: str, by: Actor, at: datetime) -> MessageWithheld:
    """搁置发出报文 — it is not sent until somebody sends it again; what follows in the case waits at the other side."""
    message.last_error = _reason(reason)
    return MessageWithheld(message, message.last_error)


def _reason(text: str) -> str:
    said = text.strip()[:500]
    if not said:
        raise RuleBroken(_("请写明原因。"), fields={"reason": _("请写明原因")})
    return said
