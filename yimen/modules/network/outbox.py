"""发件: a message is laid into the outbox inside the act whose fact it tells; a loop sends it (sending.py)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Max, QuerySet

from yimen.kernel.audit.action import current_act
from yimen.kernel.base.asked_often import AskedOften
from yimen.kernel.base.ids import new_id

from . import secrecy
from .models import Node, NodeItem, Outgoing
from .states import MessageType, NodeState

LIVE = (NodeState.CONNECTED, NodeState.SUSPENDED)


def link_of(item_code: str) -> Node | None:
    """The node over whose link the cases of an item go now, or None. A suspended one keeps its queue."""
    if not HAS_LINK.any(item_code):
        return None
    found = _links(item_code).select_related("node__org").first()
    return found.node if found else None


def _links(item_code: str) -> QuerySet[NodeItem]:
    return NodeItem.objects.filter(item_code=item_code, until__isnull=True, node__state__in=LIVE)


HAS_LINK = AskedOften(_links, settled=True)


def tell(
    node: Node,
    message_type: str,
    body: Mapping[str, Any],
    *,
    at: datetime,
    case_no: str = "",
    case_ref: UUID | None = None,
    stream: str = "",
) -> Outgoing:
    """Lays one message into the outbox, next in its stream; only inside an act, whose lock keeps the order."""
    current_act()
    identity = new_id()
    stream = case_no or stream
    return Outgoing.objects.create(
        id=identity,
        node=node,
        type=message_type,
        stream=stream,
        case_no=case_no,
        case_ref=case_ref,
        sequence=_next_in(node, stream) if stream else 0,
        occurred_at=at,
        created_at=at,
        next_try_at=at,
        body=secrecy.sealed(body, identity),
    )


def _next_in(node: Node, stream: str) -> int:
    last = Outgoing.objects.filter(node=node, stream=stream).aggregate(last=Max("sequence"))["last"]
    return int(last or 0) + 1


def receipt(node: Node, *, message_id: UUID, status: str, reason: str, at: datetime) -> None:
    """回执 — tells the sender what became of a message after the first answer to it."""
    body = {"message_id": str(message_id), "status": status, "reason": reason[:500]}
    tell(node, MessageType.ACK, body, at=at)
