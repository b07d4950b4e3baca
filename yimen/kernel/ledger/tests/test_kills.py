"""封存 killed at each of its steps, and two sealers at once: no entry twice, none left out, and it goes on."""

from __future__ import annotations

import os
import signal
import threading
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from django.db import connection
from pytest_django.plugin import DjangoDbBlocker

from tests.world import NOON
from yimen.kernel.ledger import heads, keys, sealing
from yimen.kernel.ledger.checking import check
from yimen.kernel.ledger.models import Head, Leaf

STEPS = (
    "LOCK",
    "DELETE FROM ledger_waiting",
    "COPY ledger_leaf",
    "COPY ledger_node",
    'INSERT INTO "ledger_head"',
)


@pytest.fixture(scope="module")
def committed(own_database: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    with django_db_blocker.unblock():
        yield
        connection.close()


def in_a_process_that_dies_at(step: str) -> int:
    """Seals and signs in a process of its own, which is killed right after the step; its signal is returned."""
    connection.close()
    child = os.fork()
    if child:
        return os.waitpid(child, 0)[1]
    try:
        _die_after(step)
        while sealing.seal_waiting(limit=200):
            pass
        heads.sign_when_due(NOON)
    finally:
        os._exit(0)


def _die_after(step: str) -> None:
    def dying(execute, sql, params, many, context):  # type: ignore[no-untyped-def]
        result = execute(sql, params, many, context)
        if step in sql or (step == "LOCK" and sql == sealing.LOCK):
            os.kill(os.getpid(), signal.SIGKILL)
        return result

    connection.execute_wrappers.append(dying)
    copy = sealing._copy

    def dying_copy(cursor, statement, rows):  # type: ignore[no-untyped-def]
        copy(cursor, statement, rows)
        if statement.startswith(step):
            os.kill(os.getpid(), signal.SIGKILL)

    sealing._copy = dying_copy


def one_number(statement: str) -> int:
    with connection.cursor() as cursor:
        cursor.execute(statement)
        return int(cursor.fetchone()[0])


def test_killed_at_each_step(committed: None, settings, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    settings.VAR = tmp_path
    for step in STEPS:
        assert in_a_process_that_dies_at(step) == signal.SIGKILL
        sealed = Leaf.objects.count()
        assert one_number("SELECT count(*) FROM ledger_waiting") + sealed == one_number(
            "SELECT count(*) FROM audit_entry"
        )
        assert sealed % 200 == 0 or step == STEPS[-1]
        assert Head.objects.count() == 0
    assert in_a_process_that_dies_at("nothing") == 0
    assert [one.number for one in Head.objects.all()] == [1]
    assert check().faults == []


def test_two_sealers_at_once(committed: None, settings, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    settings.VAR = tmp_path
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT audit_append((body::jsonb || jsonb_build_object('id', gen_random_uuid(), 'n', n))::text) "
            "FROM generate_series(1, 600) n, (SELECT body FROM audit_entry LIMIT 1) one"
        )
    before, results, gate = Leaf.objects.count(), [], threading.Barrier(2)

    def work() -> None:
        gate.wait(10)
        try:
            for _turn in range(20):
                results.append(sealing.seal_waiting(limit=50))
                heads.sign_when_due(NOON + timedelta(minutes=9))
        finally:
            connection.close()

    threads = [threading.Thread(target=work) for _ in range(2)]
    for one in threads:
        one.start()
    for one in threads:
        one.join(60)
    while left := sealing.seal_waiting():
        results.append(left)
    assert sum(results) == Leaf.objects.count() - before >= 600
    assert one_number("SELECT max(position) + 1 FROM ledger_leaf") == Leaf.objects.count()
    assert Head.objects.filter(at=NOON + timedelta(minutes=9)).count() == 1
    assert (check().faults, keys.register()["keys"] != []) == ([], True)
