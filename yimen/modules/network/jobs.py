"""Work by the clock: the queue is sent, files are fetched, what waits is entered; once a night both sides are compared."""

from __future__ import annotations

import logging
from datetime import timedelta

from django.utils import timezone

from yimen.kernel.jobs import every, job, loop

from . import actions, applying, comparing, door, fetching, sending
from .calling import NO_ANSWER_OF_OURS, TREE, Away, Call, TurnedAway, told
from .door import BY
from .models import Incoming, Node, Rejection
from .states import NodeRole, NodeState

log = logging.getLogger(__name__)
AT_ONCE = 50
SETTLE = timedelta(seconds=3)
KEPT = timedelta(days=90)


@loop(seconds=1)
def send() -> bool:
    """发送 — one round of the outbox; true when more may wait."""
    done = sending.send_waiting(limit=AT_ONCE, at=timezone.now())
    return done.taken == AT_ONCE and done.arrived > 0


@loop(seconds=2)
def enter_waiting() -> bool:
    """办理等待中的报文 — those that wait for a file, and those that a process left behind."""
    at = timezone.now()
    ids = fetching.stuck(at - SETTLE, AT_ONCE)
    for message in Incoming.objects.filter(pk__in=ids).select_related("node__org").order_by("id"):
        if applying.missing_files(message):
            fetching.bring_files(message, at)
        else:
            door.process(message, at=at)
    return len(ids) == AT_ONCE


@loop(seconds=5)
def fetch_papers() -> bool:
    """取件 — documents of mirrored cases; false when none could be had, so that the loop pauses."""
    at = timezone.now()
    by_node: dict[Node, int] = {}
    for paper in fetching.waiting_papers(AT_ONCE):
        node = paper.mirror.node
        if by_node.get(node) == 0:
            continue
        with Call(node) as call:
            by_node[node] = int(fetching.bring_paper(paper, call, at))
    return sum(by_node.values()) > 0


@every("20 3 * * *", name="network.reconcile")
def reconcile_all() -> None:
    """对账 — each node below us by itself; one that cannot be asked does not keep the others."""
    for node in Node.objects.filter(state=NodeState.CONNECTED, role=NodeRole.BELOW).order_by("code"):
        try:
            reconcile_node(node)
        except Exception:
            log.exception("reconciliation with %s failed", node.code)


@job(name="network.reconcile_one", lock="network.reconcile")
def reconcile_one(*, code: str) -> None:
    """对账 with one node, because somebody asked for it."""
    node = Node.objects.filter(state=NodeState.CONNECTED, code=code).first()
    if node is not None:
        reconcile_node(node)


def reconcile_node(node: Node) -> None:
    """Compares both sides now and notes what was found."""
    started = timezone.now()
    found, error = None, ""
    try:
        with Call(node) as call:
            found = comparing.compare(
                node, lambda question: dict(call.ask(TREE, question, at=timezone.now()))
            )
    except (Away, TurnedAway) as trouble:
        error = str(trouble)
    except (KeyError, TypeError, ValueError) as trouble:
        error = told(NO_ANSWER_OF_OURS, trouble)
    actions.reconcile(node, found=found, error=error, started_at=started, by=BY, at=timezone.now())


@every("50 3 * * *", name="network.forget_rejections")
def forget_rejections() -> None:
    """拒收记录 older than three months go."""
    Rejection.objects.filter(rejected_at__lt=timezone.now() - KEPT).delete()
