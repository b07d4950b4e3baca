"""A ledger to test with: a case that was accepted, sealed, and a head over it; keys and files in folders of their own."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from django.db import connection

from tests.world import NOON, World
from yimen.kernel.ledger import heads, jobs
from yimen.kernel.ledger.models import Check, Head
from yimen.kernel.ledger.sealing import seal_waiting
from yimen.modules.approvals.models import Application

Sealing = Callable[[], Head]


@pytest.fixture
def own_folders(settings, tmp_path: Path) -> Path:  # type: ignore[no-untyped-def]
    """Keys of seals stay where they are; those of the ledger and its files lie here."""
    settings.VAR = tmp_path
    return tmp_path


@pytest.fixture
def seal(own_folders: Path) -> Sealing:
    """Seals everything that waits and signs a head, a minute after the one before."""

    def sealed() -> Head:
        last = Head.objects.order_by("-number").first()
        at = last.at + timedelta(minutes=1) if last else NOON
        while seal_waiting():
            pass
        head = heads.sign_when_due(at)
        assert head is not None
        return head

    return sealed


@pytest.fixture
def case(world: World) -> Application:
    return world.accepted()


def tamper(
    sql: str, *parameters: object, table: str = "audit_entry", trigger: str = "entry_cannot_change"
) -> None:
    """As one who owns the tables could: the guard put aside, and back in its place."""
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER {trigger}")
        cursor.execute(sql, parameters)
        assert cursor.rowcount >= 1
        cursor.execute(f"ALTER TABLE {table} ENABLE TRIGGER {trigger}")
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")


def example() -> dict[str, str]:
    """For the tables of addresses: everything sealed, two heads, and a check of it."""
    for minutes in (0, 1):
        while seal_waiting():
            pass
        heads.sign_when_due(NOON + timedelta(minutes=minutes))
    jobs.check_record()
    return {"head_id": "2", "check_id": str(Check.objects.latest("begun_at").pk)}
