"""Reads of the ledger: what everybody may see, and what those see who answer for it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db import connection
from django.db.models import QuerySet

from yimen.kernel.base.actor import Actor

from . import offline
from .heads_checking import NEVER
from .keys import register
from .models import Check, Head
from .permissions import Permission


def heads() -> QuerySet[Head]:
    """账本签署 — for everybody."""
    return Head.objects.select_related("key")


@dataclass(frozen=True)
class KeyLine:
    """账本密钥 — one key as the page shows it."""

    number: int
    verifier: str
    since: datetime
    until: datetime | None
    is_endorsed: bool


def key_lines() -> list[KeyLine]:
    """账本密钥 — the public halves, for everybody, the present one first."""
    known = offline.read_keys(register())
    lines = []
    for number, one in enumerate(known, 1):
        endorsed = number == 1 or offline.is_endorsed(one, known[number - 2])
        lines.append(KeyLine(number, one.verifier, one.since or NEVER, one.until, endorsed))
    return lines[::-1]


def checks(actor: Actor) -> QuerySet[Check]:
    """核对 — for those who audit, supervise or administer the city."""
    if not actor.may(Permission.CHECK_READ, None):
        return Check.objects.none()
    return Check.objects.order_by("-begun_at")


def waiting_count() -> int:
    """How many entries are not sealed yet."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM ledger_waiting")
        return int(cursor.fetchone()[0])


def clock_is_behind(at: datetime) -> bool:
    """Whether the clock stands before the last head, so that no other is signed."""
    return Head.objects.filter(at__gt=at).exists()
