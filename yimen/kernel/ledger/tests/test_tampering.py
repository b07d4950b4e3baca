"""核对: whatever the owner of the database changes is named, by the chains, the leaves, the heads, or heads kept elsewhere."""

from __future__ import annotations

import json
from datetime import timedelta
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection, transaction

from tests.world import World
from yimen.kernel.audit.models import Entry
from yimen.kernel.base.ids import new_id
from yimen.kernel.ledger import actions, heads, keys, offline, sealing, tree
from yimen.kernel.ledger.checking import check
from yimen.kernel.ledger.models import Head, Key, Leaf
from yimen.kernel.ledger.nodes import StoredTree
from yimen.modules.approvals.models import Application

from .conftest import Sealing, tamper

pytestmark = pytest.mark.django_db
REWRITE = """
DO $$
DECLARE
    row record; before bytea := ''; made bytea;
BEGIN
    FOR row IN SELECT * FROM audit_entry WHERE chain = '{chain}' ORDER BY seq LOOP
        made := sha256(convert_to(encode(before, 'hex') || E'\\n' || row.seq || E'\\n' || row.recorded_text || E'\\n'
                || replace(row.body, '示例', '别处'), 'UTF8'));
        UPDATE audit_entry SET body = replace(body, '示例', '别处'), actor_label = replace(actor_label, '示例', '别处'),
            subject_label = replace(subject_label, '示例', '别处'), previous_hash = before, hash = made
            WHERE id = row.id;
        before := made;
    END LOOP;
END $$
"""


@pytest.fixture
def sealed(case: Application, seal: Sealing) -> Application:
    seal()
    seal()
    return case


def entry(case: Application, seq: int) -> Entry:
    return Entry.objects.get(chain=case.pk, seq=seq)


def position(case: Application, seq: int) -> int:
    return Leaf.objects.get(entry=entry(case, seq).pk).position


def named() -> list[tuple[str, str]]:
    """What the check says, as kind and words."""
    return [(one.code, one.detail) for one in check().faults]


def last(case: Application) -> Entry:
    return Entry.objects.filter(chain=case.pk).latest("seq")


def rewrite(case: Application) -> None:
    """A whole chain with other words and fresh hashes, each link right."""
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE audit_entry DISABLE TRIGGER entry_cannot_change")
        cursor.execute(REWRITE.format(chain=case.pk))
        cursor.execute("ALTER TABLE audit_entry ENABLE TRIGGER entry_cannot_change")


def test_an_untouched_ledger_is_whole(sealed: Application) -> None:
    finding = check()
    assert finding.faults == []
    assert (finding.entries, finding.leaves, finding.heads) == (
        Entry.objects.count(), Leaf.objects.count(), 2,
    )  # fmt: skip


def test_a_changed_row(sealed: Application) -> None:
    tamper("UPDATE audit_entry SET body = replace(body, '示例', '别人') WHERE id = %s", entry(sealed, 2).pk)
    assert named() == [("chain", "hash does not fit seq, recorded_text and body")]


def test_a_deleted_row(sealed: Application) -> None:
    gone, where = entry(sealed, 2).pk, position(sealed, 2)
    tamper("DELETE FROM audit_entry WHERE id = %s", gone)
    assert named() == [
        ("chain", "seq is 3 after 1: entries are missing"),
        ("taken_away", f"entry {gone}, sealed as leaf {where}, was taken away"),
    ]


def test_the_last_entries_of_a_chain_taken_away(sealed: Application) -> None:
    one = last(sealed)
    where = position(sealed, one.seq)
    tamper("DELETE FROM audit_entry WHERE id = %s", one.pk)
    assert named() == [("taken_away", f"entry {one.pk}, sealed as leaf {where}, was taken away")]


def test_an_entry_taken_away_before_it_was_sealed(world: World, sealed: Application) -> None:
    late = world.accepted()
    one = last(late)
    tamper("DELETE FROM audit_entry WHERE id = %s", one.pk)
    assert named() == [("taken_away", f"entry {one.pk} was taken away before it was sealed")]


def put_in(case: Application, text: str | None = None) -> Entry:
    """One more entry at the end of the chain, with the right link and hash, behind the back of the sealer."""
    before = last(case)
    fields = {one.attname: getattr(before, one.attname) for one in Entry._meta.concrete_fields}
    made, seq = new_id(), before.seq + 1
    recorded = text or before.recorded_text
    body = json.loads(before.body) | {"id": str(made)}
    lines = f"{bytes(before.hash).hex()}\n{seq}\n{recorded}\n{json.dumps(body)}"
    fields |= {"id": made, "seq": seq, "body": json.dumps(body), "previous_hash": before.hash}
    fields |= {"recorded_text": recorded, "recorded_at": recorded, "hash": offline.sha256(lines.encode())}
    return Entry.objects.create(**fields)


def test_a_row_that_was_put_in(sealed: Application) -> None:
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE audit_entry DISABLE TRIGGER entry_waits_for_its_seal")
    made = put_in(sealed)
    where = f"chain {sealed.pk} seq {made.seq}"
    assert named() == [("put_in", f"entry {made.pk} ({where}) was put in: neither sealed nor waiting")]


def test_a_row_that_was_dated_back(sealed: Application, seal: Sealing) -> None:
    """It was sealed today, but claims a time before a head that does not hold it."""
    second = Head.objects.get(number=2)
    put_in(sealed, (second.at - timedelta(hours=2)).isoformat())
    seal()
    said = f"back-dated: recorded_at is before head 2 ({second.at.isoformat()}), which does not hold it"
    assert named() == [("chain", said)]


def test_a_whole_chain_written_anew(sealed: Application) -> None:
    rewrite(sealed)
    assert named() == [("chain", f"not what was sealed as leaf {position(sealed, 1)}")]


def reseal(case: Application) -> None:
    """The leaves of the chain made to fit it."""
    for leaf in Leaf.objects.filter(entry__in=Entry.objects.filter(chain=case.pk).values("id")):
        one = Entry.objects.get(pk=leaf.entry)
        values = (str(one.chain), str(one.seq), one.code, one.recorded_text, bytes(one.hash).hex())
        made = sealing.leaf_of(bytes(leaf.seed), values)
        tamper(
            "UPDATE ledger_leaf SET hash = %s WHERE position = %s", made, leaf.position,
            table="ledger_leaf", trigger="ledger_leaf_cannot_change",
        )  # fmt: skip


def test_leaves_written_anew_do_not_fit_their_heads(sealed: Application) -> None:
    rewrite(sealed)
    reseal(sealed)
    sizes = list(Head.objects.order_by("number").values_list("size", flat=True))
    block = position(sealed, 1) // 256
    found = named()
    assert found[:2] == [
        ("tree", f"the first {size} leaves are not those that head {number} signs")
        for number, size in enumerate(sizes, 1)
    ]
    assert {code for code, _detail in found} == {"tree"}
    nodes = [detail for _code, detail in found[2:]]
    if sizes[0] // 256 > block:
        assert nodes[0].startswith(f"leaves {256 * block} to {256 * block + 255} are not those")


def forge_heads() -> None:
    """New heads over the tree as it is now, signed with the real key: what only its holder can do."""
    stored, key, ledger = StoredTree(), Key.objects.get(), actions.ledger()
    previous = bytes(32)
    for row in Head.objects.order_by("number"):
        checkpoint = offline.Checkpoint(
            ledger.origin, row.size, tree.root(row.size, stored), row.at, previous
        )
        signature = keys.private_of(bytes(key.public)).sign(checkpoint.text.encode())
        note = offline.signed_note(checkpoint, keys.as_verifier(ledger, key), signature)
        previous = offline.sha256(note.encode())
        tamper(
            "UPDATE ledger_head SET root = %s, note = %s WHERE number = %s", checkpoint.root, note, row.number,
            table="ledger_head", trigger="ledger_head_cannot_change",
        )  # fmt: skip


def test_everything_written_anew_is_betrayed_by_a_head_kept_elsewhere(
    sealed: Application, own_folders: Path
) -> None:
    assert heads.keep_files() == 2
    rewrite(sealed)
    reseal(sealed)
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE ledger_node DISABLE TRIGGER ledger_node_cannot_change")
        cursor.execute("DELETE FROM ledger_node")
        hashes = [bytes(one) for one in Leaf.objects.order_by("position").values_list("hash", flat=True)]
        for level, first, made in sealing._new_nodes(0, hashes, StoredTree()):
            for number, one in enumerate(made, first):
                cursor.execute("INSERT INTO ledger_node VALUES (%s, %s, %s)", [level, number, one])
        cursor.execute("ALTER TABLE ledger_node ENABLE TRIGGER ledger_node_cannot_change")
    forge_heads()
    assert named() == []
    out, err, failure = run("--heads", str(heads.folder()))
    first = Head.objects.get(number=1)
    assert f"{heads.folder()}/2026.ndjson: head 1 signs" in err
    assert f"the first {first.size} leaves are not those that" in err
    assert failure == "公开账本有 2 处不符 / 2 places of the ledger do not fit"
    assert "whole" not in out


def run(*arguments: str) -> tuple[str, str, str]:
    out, err = StringIO(), StringIO()
    try:
        call_command("check_record", *arguments, stdout=out, stderr=err)
    except CommandError as error:
        return out.getvalue(), err.getvalue(), str(error)
    return out.getvalue(), err.getvalue(), ""


def test_a_shorter_ledger_is_betrayed_by_a_head(sealed: Application, own_folders: Path) -> None:
    heads.keep_files()
    for table in ("ledger_head", "ledger_leaf"):
        what = "number = 2" if table == "ledger_head" else f"position >= {Head.objects.get(number=1).size}"
        tamper(f"DELETE FROM {table} WHERE {what}", table=table, trigger=f"{table}_cannot_change")
    assert run("--heads", str(heads.folder() / "2026.ndjson"))[1].count("there are only") == 1


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ("root = sha256('x')", "head 1: columns differ from the note"),
        ("note = replace(note, 'time 20', 'time 21')", "head 1: the signature does not hold"),
        ("note = 'nothing'", "head 1: "),
    ],
)
def test_a_changed_head(sealed: Application, change: str, said: str) -> None:
    tamper(
        f"UPDATE ledger_head SET {change} WHERE number = 1",
        table="ledger_head",
        trigger="ledger_head_cannot_change",
    )
    found = named()
    assert ("head" in found[0][0], found[-1][1].startswith(said) or found[0][1].startswith(said)) == (
        True,
        True,
    )


def test_a_head_under_a_replaced_key_is_false(world: World, sealed: Application, seal: Sealing) -> None:
    at = Head.objects.get(number=2).at + timedelta(seconds=1)
    actions.appoint_key(actions.ledger(), by=world.administrator, at=at)
    seal()
    assert named() == []  # former heads keep the key of their time
    old, row, ledger = Key.objects.get(number=1), Head.objects.get(number=3), actions.ledger()
    said, _mark, _signature = offline.read_note(row.note)
    note = offline.signed_note(
        said, keys.as_verifier(ledger, old), keys.private_of(bytes(old.public)).sign(said.text.encode())
    )
    tamper(
        "UPDATE ledger_head SET note = %s WHERE number = 3",
        note,
        table="ledger_head",
        trigger="ledger_head_cannot_change",
    )
    assert named() == [("head", "head 3: signed outside the time of its key")]


def test_a_leaf_taken_away(sealed: Application) -> None:
    tamper(
        "DELETE FROM ledger_leaf WHERE position = 7", table="ledger_leaf", trigger="ledger_leaf_cannot_change"
    )
    codes = [(code, detail) for code, detail in named()]
    assert ("tree", "leaf 7 is missing from the tree") in codes
    assert "put_in" in {code for code, _detail in codes}


def test_nothing_of_the_ledger_can_be_changed(sealed: Application) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    for table in ("ledger_leaf", "ledger_node", "ledger_head", "ledger_key", "ledger_ledger"):
        for act in (f"DELETE FROM {table}", f"TRUNCATE {table} CASCADE"):
            with pytest.raises(DatabaseError, match="the record cannot be changed"):
                _do(act)


def _do(statement: str) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)
