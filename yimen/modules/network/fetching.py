"""取件: a file behind a hash is fetched once, its hash checked, examined like anything that people bring."""

from __future__ import annotations

import hashlib
import logging
from datetime import datetime
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from yimen.kernel.base.refusals import Refused, RuleBroken
from yimen.kernel.documents import store
from yimen.kernel.documents.actions import keep_file
from yimen.kernel.documents.intake import Received, receive
from yimen.kernel.documents.models import File

from . import actions, applying
from .calling import FILES, Away, Call, TurnedAway
from .door import BY, process
from .models import Incoming, MirroredCase, MirroredPaper, Node, Outgoing
from .states import IncomingState, NodeState, ParkReason

log = logging.getLogger(__name__)
MOST_TRIES = 40


def fetch(call: Call, sha256: str, name: str, at: datetime) -> Received:
    """The file, from the store when it is here, else from the node.

    Raises Away or TurnedAway as the call does, RuleBroken when the content is not what the hash says.
    """
    known = File.objects.filter(pk=sha256).first()
    if known is not None and store.is_stored(sha256):
        return Received(known.sha256, known.size, known.media_type, name)
    content = call.fetch(f"{FILES}{sha256}", at=at)
    if hashlib.sha256(content).hexdigest() != sha256:
        raise RuleBroken(ParkReason.FILE.label)
    return receive(content, filename=name)


def bring_files(message: Incoming, at: datetime) -> None:
    """Fetches what a message needs before it can be entered, then enters it; or waits, or parks it."""
    try:
        with Call(message.node) as call:
            for row in message.body.get("materials", ()):
                if row.get("sha256") in applying.missing_files(message):
                    _keep(fetch(call, row["sha256"], row["name"], at), at)
    except Away as error:
        _wait(message, str(error), at)
    except (TurnedAway, Refused) as error:
        actions.park_message(message, why=ParkReason.FILE, reason=str(error), by=BY, at=at)
    else:
        process(message, at=at)


def _keep(received: Received, at: datetime) -> None:
    """Nobody sees a file that no act refers to; the act that applies the message will."""
    keep_file(received, at=at)


def _wait(message: Incoming, error: str, at: datetime) -> None:
    if message.tries >= MOST_TRIES:
        actions.park_message(message, why=ParkReason.FILE, reason=error, by=BY, at=at)
    else:
        actions.wait_for_files(message, reason=error, by=BY, at=at)


def bring_paper(paper: MirroredPaper, call: Call, at: datetime) -> bool:
    """Fetches one document of a mirrored case; whether it is here now."""
    try:
        received = fetch(call, paper.sha256, f"{paper.name}.pdf", at)
        mirror = MirroredCase.objects.get(pk=paper.mirror_id)
        actions.keep_paper(mirror, paper_id=paper.pk, received=received, by=BY, at=at)
    except (Away, TurnedAway, Refused) as error:
        log.info("paper %s is not here yet: %s", paper.pk, error)
        return False
    return True


def waiting_papers(limit: int) -> QuerySet[MirroredPaper]:
    """Documents whose file is still at the node."""
    rows = MirroredPaper.objects.filter(file=None, mirror__node__state=NodeState.CONNECTED)
    return rows.exclude(sha256="").select_related("mirror__node__org").order_by("pk")[:limit]


def may_fetch(node: Node, sha256: str) -> bool:
    """Whether a node may fetch a file: only one whose hash was told to it in a message."""
    told = Q(body__materials__contains=[{"sha256": sha256}])
    told |= Q(body__papers__contains=[{"sha256": sha256}]) | Q(body__sha256=sha256)
    return Outgoing.objects.filter(told, node=node).exists()


def stuck(at: datetime, limit: int) -> list[UUID]:
    """Messages that wait here though their turn has come: for a file, or because a process ended too early."""
    before = Incoming.objects.filter(
        node=OuterRef("node"),
        stream=OuterRef("stream"),
        sequence=OuterRef("sequence") - 1,
        state__in=applying.PASSED,
    )
    rows = Incoming.objects.filter(
        Q(sequence__lte=1) | Q(Exists(before)), state=IncomingState.WAITING, next_try_at__lte=at
    )
    rows = rows.filter(node__state=NodeState.CONNECTED).order_by("next_try_at", "id")
    return list(rows.values_list("pk", flat=True)[:limit])
