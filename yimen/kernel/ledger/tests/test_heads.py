"""账本签署: the next head follows the one before, is not signed over a changed tree, and lies in files as well."""

from __future__ import annotations

import json
from datetime import timedelta
from pathlib import Path

import pytest
from django.db import connection

from tests.world import NOON, World
from yimen.kernel.ledger import actions, heads, keys, offline, queries
from yimen.kernel.ledger.models import Head, Key, Leaf
from yimen.kernel.ledger.sealing import seal_waiting
from yimen.modules.approvals.models import Application

from .conftest import Sealing, tamper

pytestmark = pytest.mark.django_db
MINUTE = timedelta(minutes=1)


def test_a_head_is_a_signed_checkpoint(case: Application, seal: Sealing) -> None:
    first, second = seal(), seal()
    known = offline.read_keys(keys.register())
    checkpoint, key = offline.check_note(second.note, known)
    assert (checkpoint.size, checkpoint.root, checkpoint.at) == (second.size, bytes(second.root), second.at)
    assert checkpoint.previous == offline.sha256(first.note.encode())
    assert key.public == bytes(Key.objects.get().public)
    assert second.note.splitlines()[0] == "127.0.0.1:8000/ledger"
    assert (Key.objects.get().since, first.at) == (NOON, NOON)


def test_none_is_signed_too_early_or_over_the_same_tree(case: Application, seal: Sealing) -> None:
    last = seal()
    assert heads.sign_when_due(last.at + MINUTE) is None  # the entry of the key still waits
    seal_waiting()
    assert heads.sign_when_due(last.at + MINUTE / 2) is None
    assert heads.sign_when_due(last.at + MINUTE) is not None
    assert heads.sign_when_due(last.at + 5 * MINUTE) is None


def test_the_clock_goes_backwards(case: Application, seal: Sealing) -> None:
    last = seal()
    seal_waiting()
    before = last.at - timedelta(days=1)
    assert heads.sign_when_due(before) is None
    assert (queries.clock_is_behind(before), queries.clock_is_behind(last.at + MINUTE)) == (True, False)
    assert Head.objects.count() == 1
    assert heads.sign_when_due(last.at + MINUTE) == Head.objects.get(number=2)


def test_nothing_is_signed_over_a_tree_that_was_changed(case: Application, seal: Sealing) -> None:
    last = seal()
    seal_waiting()
    size = last.size
    tamper(
        "UPDATE ledger_leaf SET hash = %s WHERE position = %s", bytes(32), size - 1,
        table="ledger_leaf", trigger="ledger_leaf_cannot_change",
    )  # fmt: skip
    with pytest.raises(heads.TreeChangedError, match="does not begin with head 1"):
        heads.sign_when_due(last.at + MINUTE)
    assert Head.objects.count() == 1


def test_heads_lie_in_files(case: Application, seal: Sealing, own_folders: Path) -> None:
    first, second = seal(), seal()
    assert (heads.keep_files(), heads.keep_files()) == (2, 0)
    file = own_folders / "ledger" / "heads" / "2026.ndjson"
    assert [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()] == [
        heads.as_file(first), heads.as_file(second),
    ]  # fmt: skip
    assert json.loads((file.parent / "keys.json").read_text(encoding="utf-8")) == keys.register()
    whole = file.read_text(encoding="utf-8")
    file.write_text(whole[:-40], encoding="utf-8")  # a kill in the middle of a line
    assert heads.keep_files() == 1
    assert json.loads(file.read_text(encoding="utf-8").splitlines()[-1]) == heads.as_file(second)


def test_a_key_takes_the_place_of_another(world: World, case: Application, seal: Sealing) -> None:
    first = seal()
    at = first.at + MINUTE / 2
    done = actions.appoint_key(actions.ledger(), by=world.administrator, at=at)
    assert (done.number, done.key.since) == (2, at)
    second = seal()
    known = offline.read_keys(keys.register())
    assert offline.is_endorsed(known[1], known[0])
    assert [offline.check_note(one.note, known)[1].public for one in (first, second)] == [
        one.public for one in known
    ]
    assert Leaf.objects.count() == second.size
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM audit_entry WHERE code = 'ledger.key.appointed'")
        assert cursor.fetchone()[0] == 2
