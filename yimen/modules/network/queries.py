"""Reads of the network: the link for those who run it, mirrored cases for those who may see the case."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Avg, Count, DurationField, Exists, ExpressionWrapper, F, Max, OuterRef, QuerySet

from yimen.kernel.base.actor import Actor
from yimen.kernel.cases.models import NumberBlock
from yimen.kernel.cases.queries import cases
from yimen.kernel.people.actor import has_role
from yimen.kernel.people.roles import Role

from .models import (
    CentreVersion,
    Difference,
    Incoming,
    LocalKey,
    LocalNode,
    MirroredCase,
    Node,
    Outgoing,
    Reconciliation,
    Rejection,
)
from .permissions import Permission
from .states import DifferenceState, IncomingState, OutgoingState

RECENT = timedelta(days=7)
STUCK = (OutgoingState.REFUSED, OutgoingState.PARKED)
LAG = ExpressionWrapper(F("received_at") - F("occurred_at"), output_field=DurationField())


def may_read(actor: Actor) -> bool:
    """Whether the pages of the network exist for the actor."""
    return actor.may(Permission.NODE_READ, None)


def may_run(actor: Actor) -> bool:
    """Whether the acts of the network are the actor's: who oversees it reads, and has none of them."""
    return has_role(actor, Role.ADMINISTRATOR, Role.DATA_STEWARD)


def local_node() -> LocalNode | None:
    """本节点, or None before it has been established."""
    return LocalNode.objects.first()


def local_nodes(actor: Actor) -> QuerySet[LocalNode]:
    rows = LocalNode.objects.all()
    return rows if may_read(actor) else rows.none()


def local_keys(actor: Actor) -> QuerySet[LocalKey]:
    rows = LocalKey.objects.all()
    return rows if may_read(actor) else rows.none()


def nodes(actor: Actor) -> QuerySet[Node]:
    """联网节点; for those who do not run the network there are none."""
    rows = Node.objects.select_related("org")
    return rows if may_read(actor) else rows.none()


def outgoing(actor: Actor) -> QuerySet[Outgoing]:
    rows = Outgoing.objects.select_related("node__org")
    return rows if may_read(actor) else rows.none()


def incoming(actor: Actor) -> QuerySet[Incoming]:
    """收到报文, each with its lag."""
    rows = Incoming.objects.select_related("node__org").annotate(lag_time=LAG)
    return rows if may_read(actor) else rows.none()


def rejections(actor: Actor) -> QuerySet[Rejection]:
    rows = Rejection.objects.all()
    return rows if may_read(actor) else rows.none()


def reconciliations(actor: Actor) -> QuerySet[Reconciliation]:
    rows = Reconciliation.objects.select_related("node__org")
    return rows if may_read(actor) else rows.none()


def differences(actor: Actor) -> QuerySet[Difference]:
    rows = Difference.objects.select_related("node__org", "reconciliation")
    return rows if may_read(actor) else rows.none()


def versions(actor: Actor) -> QuerySet[CentreVersion]:
    rows = CentreVersion.objects.select_related("node")
    return rows if may_read(actor) else rows.none()


def blocks(node: Node) -> QuerySet[NumberBlock]:
    return NumberBlock.objects.filter(holder=node.code).order_by("area", "first_serial", "first_on")


def mirrored(actor: Actor) -> QuerySet[MirroredCase]:
    """镜像办件 that the actor may see: as a party of the case, or by a post in the responsible body or above."""
    rows = MirroredCase.objects.select_related("case__org", "node")
    return rows.filter(case__in=cases(actor))


def mirror_of(case_id: UUID) -> MirroredCase:
    """The mirror behind a case; raises MirroredCase.DoesNotExist."""
    return MirroredCase.objects.select_related("case", "node").get(pk=case_id)


def standing(actor: Actor) -> dict[str, int]:
    """What waits for an operator: parked here, stuck there, differences, what waits in the queue."""
    return {
        "parked": incoming(actor).filter(state=IncomingState.PARKED).count(),
        "stuck": outgoing(actor).filter(state__in=STUCK).count(),
        "differences": differences(actor).filter(state=DifferenceState.OPEN).count(),
        "queue": outgoing(actor).filter(state__in=(OutgoingState.WAITING, OutgoingState.FAILED)).count(),
        "waiting": incoming(actor).filter(state=IncomingState.WAITING).count(),
    }


@dataclass(frozen=True)
class Traffic:
    """往来 — one node as an operator looks at it."""

    node: Node
    queue: int
    stuck: int
    waiting: int
    parked: int
    heard_at: datetime | None
    lag: timedelta | None
    longest: timedelta | None
    checked: Reconciliation | None
    open_differences: int


def traffic(actor: Actor, at: datetime) -> list[Traffic]:
    """Every node with its queues, the lag of the last week, the last reconciliation; five queries for all."""
    found = list(nodes(actor))
    out = _counted(Outgoing.objects.filter(node__in=found))
    come = _counted(Incoming.objects.filter(node__in=found))
    rows = Incoming.objects.filter(node__in=found, received_at__gt=at - RECENT).values("node")
    lags = {
        row["node"]: row for row in rows.annotate(mean=Avg(LAG), longest=Max(LAG), heard=Max("received_at"))
    }
    later = Reconciliation.objects.filter(node=OuterRef("node"), started_at__gt=OuterRef("started_at"))
    last = {one.node_id: one for one in Reconciliation.objects.filter(~Exists(later), node__in=found)}
    differing = Difference.objects.filter(node__in=found, state=DifferenceState.OPEN).values("node")
    differ = {row["node"]: row["count"] for row in differing.annotate(count=Count("pk"))}
    return [_traffic(one, out, come, lags.get(one.pk, {}), last.get(one.pk), differ) for one in found]


def _counted(rows: QuerySet[Any]) -> dict[tuple[UUID, str], int]:
    counted = rows.order_by().values("node", "state").annotate(count=Count("pk"))
    return {(row["node"], row["state"]): row["count"] for row in counted}


def _traffic(
    node: Node,
    out: Mapping[tuple[UUID, str], int],
    come: Mapping[tuple[UUID, str], int],
    lag: Mapping[str, Any],
    checked: Reconciliation | None,
    differ: Mapping[UUID, int],
) -> Traffic:
    def count(of: Mapping[tuple[UUID, str], int], *states: str) -> int:
        return sum(of.get((node.pk, state), 0) for state in states)

    return Traffic(
        node=node,
        queue=count(out, OutgoingState.WAITING, OutgoingState.FAILED),
        stuck=count(out, *STUCK),
        waiting=count(come, IncomingState.WAITING),
        parked=count(come, IncomingState.PARKED),
        heard_at=lag.get("heard"),
        lag=lag.get("mean"),
        longest=lag.get("longest"),
        checked=checked,
        open_differences=differ.get(node.pk, 0),
    )
