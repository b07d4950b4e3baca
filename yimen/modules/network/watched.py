"""监督读取: cases whose steps are taken in nodes' own systems, step by step as they were told."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from typing import Any, NamedTuple

from django.db.models import QuerySet

from yimen.kernel.cases.models import Case

from .models import Incoming, MirroredCase
from .states import IncomingState, MessageType

STEPS = (MessageType.ACCEPT, MessageType.STEP, MessageType.RESULT)


class WatchedMirror(NamedTuple):
    """镜像办件 as supervision reads it."""

    id: object
    number: str
    item: str
    org: str
    org_path: str
    state: str
    outcome: str
    received_on: date
    accepted_on: date | None
    concluded_on: date | None
    is_deemed: bool
    rating: int | None
    told_at: datetime


class WatchedStep(NamedTuple):
    """镜像环节 — one message about a case: what was done, by whom there, when, and when we were told."""

    ref: str
    number: str
    step: str
    officer: str
    happened: datetime
    received: datetime


def mirrored(cases: QuerySet[Case]) -> Iterator[WatchedMirror]:
    """The mirrored cases among these."""
    rows = MirroredCase.objects.filter(case__in=cases).values_list(
        "pk", "case__number", "item_code", "case__org__code", "org_path", "state", "outcome", "received_on",
        "accepted_on", "concluded_on", "is_deemed_accepted", "rating", "told_at",
    ).order_by()  # fmt: skip
    return map(WatchedMirror._make, rows.iterator(5000))


def steps(cases: QuerySet[Case]) -> Iterator[WatchedStep]:
    """What nodes told of these cases, in the order in which it happened."""
    rows = Incoming.objects.filter(
        type__in=STEPS, state=IncomingState.APPLIED, case_no__in=cases.values("number")
    ).values_list("pk", "case_no", "type", "body", "occurred_at", "received_at")
    for key, number, kind, body, happened, received in rows.order_by("case_no", "sequence").iterator(2000):
        yield WatchedStep(
            f"network.incoming:{key}", number, _step(kind, body), _officer(body), happened, received
        )


def _step(kind: str, body: dict[str, Any]) -> str:
    return str(body.get("kind", "")) if kind == MessageType.STEP else str(kind)


def _officer(body: dict[str, Any]) -> str:
    said = body.get("officer") or {}
    return str(said.get("number") or said.get("name") or "")
