"""封存: every entry once, none passed over, whatever happens in between."""

from __future__ import annotations

import pytest
from django.db import connection

from tests.world import World
from yimen.kernel.audit.models import Entry
from yimen.kernel.ledger import offline, sealing, tree
from yimen.kernel.ledger.models import Head, Leaf, TreeNode
from yimen.kernel.ledger.nodes import StoredTree, size
from yimen.kernel.ledger.sealing import seal_waiting
from yimen.modules.approvals.models import Application

from .conftest import Sealing

pytestmark = pytest.mark.django_db


def waiting() -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM ledger_waiting")
        return int(cursor.fetchone()[0])


def test_every_entry_becomes_one_leaf(case: Application, seal: Sealing) -> None:
    head = seal()
    leaves = list(Leaf.objects.order_by("position"))
    assert [one.position for one in leaves] == list(range(head.size))
    assert {one.entry for one in leaves} | set(
        Entry.objects.filter(code="ledger.key.appointed").values_list("id", flat=True)
    ) == set(Entry.objects.values_list("id", flat=True))
    assert len({bytes(one.seed) for one in leaves}) == len(leaves)
    entry = Entry.objects.get(chain=case.pk, seq=2)
    leaf = Leaf.objects.get(entry=entry.pk)
    values = (str(entry.chain), "2", entry.code, entry.recorded_text, bytes(entry.hash).hex())
    digests = [
        offline.digest_of(name, value, offline.salt_of(bytes(leaf.seed), name))
        for name, value in zip(offline.FIELDS, values, strict=True)
    ]
    made = offline.leaf_hash(digests)
    assert made == sealing.leaf_of(bytes(leaf.seed), values)
    assert (made, leaf.mark.to_bytes(8, "big", signed=True)) == (bytes(leaf.hash), bytes(entry.hash)[:8])


def test_roots_and_nodes_are_those_of_the_leaves(case: Application, seal: Sealing) -> None:
    head = seal()
    leaves = [bytes(one) for one in Leaf.objects.order_by("position").values_list("hash", flat=True)]
    assert len(leaves) > 256

    def plainly(hashes: list[bytes]) -> bytes:
        if len(hashes) == 1:
            return hashes[0]
        middle = tree.split(len(hashes))
        return offline.node_hash(plainly(hashes[:middle]), plainly(hashes[middle:]))

    assert bytes(head.root) == plainly(leaves)
    nodes = {one.number: bytes(one.hash) for one in TreeNode.objects.filter(level=1)}
    whole = len(leaves) // 256
    assert nodes == {number: plainly(leaves[256 * number : 256 * number + 256]) for number in range(whole)}
    assert tree.root(300, StoredTree()) == plainly(leaves[:300])


def test_in_small_batches_the_same_tree(case: Application, own_folders: object) -> None:
    total = waiting()
    counts = []
    while count := seal_waiting(limit=97):
        counts.append(count)
    assert (sum(counts), size(), waiting()) == (total, total, 0)
    assert TreeNode.objects.filter(level=1).count() == total // 256


def test_what_comes_later_goes_to_the_end(world: World, case: Application, seal: Sealing) -> None:
    first = seal()
    before = list(Leaf.objects.order_by("position").values_list("position", "hash"))
    second = seal()
    assert second.size == first.size + 1 == size()  # the key's own entry
    assert list(Leaf.objects.order_by("position").values_list("position", "hash"))[: len(before)] == before
    assert Head.objects.count() == 2
