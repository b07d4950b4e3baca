"""发送: takes what is due from the outbox, signs it, sends it, notes the receipt. Several workers may do so at once.

A message is taken by pushing its next try ahead (a lease): what a killed worker had taken is tried again. It may
be sent twice: the other side answers the second as the first. A node that cannot be reached uses up no try: all
that waits for it waits, a little longer each time; what it refuses is tried again, and parked in the end.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db import connection
from django.utils.translation import gettext as _

from yimen.kernel.base.refusals import Refused

from . import applying, door, secrecy, signing
from .calling import MESSAGES, Away, Call, TurnedAway
from .envelope import Malformed, is_signed_by, read
from .models import Node, Outgoing
from .states import MessageType, OutgoingState

LEASE = timedelta(minutes=2)
WAITS = tuple(timedelta(seconds=one) for one in (2, 10, 60, 300, 1800, 7200))
AWAY = (2, 5, 15, 60, 300)
CLAIM = """
WITH due AS MATERIALIZED (
    SELECT o.id FROM network_outgoing o JOIN network_node n ON n.id = o.node_id
    WHERE o.state IN ('waiting', 'failed') AND o.next_try_at <= %(at)s AND n.state = 'connected'
    ORDER BY o.next_try_at, o.id LIMIT %(limit)s FOR UPDATE OF o SKIP LOCKED
)
UPDATE network_outgoing o SET next_try_at = %(until)s FROM due WHERE o.id = due.id RETURNING o.id
"""
POSTPONE = """
UPDATE network_outgoing SET next_try_at = greatest(next_try_at, %(until)s), last_error = %(error)s, state = 'failed'
WHERE node_id = %(node)s AND state IN ('waiting', 'failed') AND next_try_at < %(until)s
"""


@dataclass(frozen=True)
class Round:
    """一轮发送 — how many were taken, and how many of them arrived."""

    taken: int
    arrived: int


def send_waiting(*, limit: int, at: datetime) -> Round:
    """发送 — one round of the outbox."""
    by_node: dict[UUID, list[Outgoing]] = defaultdict(list)
    taken = _claim(limit, at)
    for message in taken:
        by_node[message.node_id].append(message)
    arrived = sum(_send_all(messages[0].node, messages, at) for messages in by_node.values())
    return Round(len(taken), arrived)


def _claim(limit: int, at: datetime) -> list[Outgoing]:
    with connection.cursor() as cursor:
        cursor.execute(CLAIM, {"at": at, "limit": limit, "until": at + LEASE})
        ids = [row[0] for row in cursor.fetchall()]
    return list(Outgoing.objects.filter(pk__in=ids).select_related("node__org").order_by("pk"))


def _send_all(node: Node, messages: list[Outgoing], at: datetime) -> int:
    """All over one connection; when the node goes away, the rest waits."""
    arrived = 0
    with Call(node) as call:
        for message in messages:
            try:
                _send(call, message, at)
                arrived += 1
            except Away as error:
                _postpone(node, messages, str(error), at, was_there=arrived > 0)
                break
            except (TurnedAway, Refused, Malformed) as error:
                _failed(message, str(error), at)
        else:
            if arrived and any(one.tries_away for one in messages):
                _bring_forward(node, at)
    return arrived


def _bring_forward(node: Node, at: datetime) -> None:
    """The node is back: what waited for it goes at the moment."""
    waiting = Outgoing.objects.filter(node=node, state__in=("waiting", "failed"), tries_away__gt=0)
    waiting.update(next_try_at=at, tries_away=0)


def _send(call: Call, message: Outgoing, at: datetime) -> None:
    envelope = signing.around(
        message.node,
        message.type,
        secrecy.opened(message.body, message.pk),
        message_id=message.pk,
        occurred_at=message.occurred_at,
        at=at,
        case_no=message.case_no,
        sequence=message.sequence,
    )
    answer = read(call.post(MESSAGES, envelope.text()))
    key = door.key_of(message.node, answer.key_id, at)
    is_ours = answer.type == MessageType.ACK and answer.body.get("message_id") == str(message.pk)
    if key is None or not is_ours or not is_signed_by(answer, key):
        raise TurnedAway(_("回执不是该节点自己的"))
    _arrived(message, str(answer.body["status"]), str(answer.body.get("reason", "")), at)


def _arrived(message: Outgoing, status: str, reason: str, at: datetime) -> None:
    state = applying.ANSWERS.get(status, OutgoingState.DELIVERED)
    rows = Outgoing.objects.filter(pk=message.pk).exclude(state=OutgoingState.REPLACED)
    rows.update(state=state, answered_at=at, last_error=reason[:500], attempts=message.attempts + 1)


def _postpone(node: Node, messages: list[Outgoing], error: str, at: datetime, *, was_there: bool) -> None:
    """The node is away: nothing that waits for it is tried before the pause is over; no try is used up.

    Where something arrived a moment ago only the wire is bad, and the pauses begin anew: otherwise a wire that loses
    one message in ten would be waited for as long as a node that is gone.
    """
    failures = 0 if was_there else max(message.tries_away for message in messages)
    until = at + timedelta(seconds=AWAY[min(failures, len(AWAY) - 1)])
    pending = [one.pk for one in messages if one.answered_at is None]
    Outgoing.objects.filter(pk__in=pending, state__in=("waiting", "failed")).update(
        next_try_at=until, tries_away=failures + 1, last_error=error[:500], state=OutgoingState.FAILED
    )
    with connection.cursor() as cursor:
        cursor.execute(POSTPONE, {"node": node.pk, "until": until, "error": error[:500]})
    if was_there:
        _bring_forward(node, until)


def _failed(message: Outgoing, error: str, at: datetime) -> None:
    """It was refused at the door: tried again, later each time, then parked for an operator."""
    attempts = message.attempts + 1
    parked = attempts > len(WAITS)
    Outgoing.objects.filter(pk=message.pk).update(
        attempts=attempts,
        state=OutgoingState.PARKED if parked else OutgoingState.FAILED,
        next_try_at=at if parked else at + WAITS[attempts - 1],
        last_error=error[:500],
    )
