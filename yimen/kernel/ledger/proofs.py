"""证明: files that show an entry to be in the ledger, or one head to be the beginning of another.

A leaf hides its entry: each field stands there salted by itself. A proof discloses the fields that its reader may
know, by value and salt; of the others it holds the digest alone.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from hmac import compare_digest
from typing import Any
from uuid import UUID

from django.db import connection

from yimen.kernel.audit.models import Entry

from . import heads, keys, offline, tree
from .models import Head, Leaf
from .nodes import StoredTree

EVERYTHING = offline.FIELDS
HIDDEN = ("chain", "seq", "hash")
"""Of an act inside the body its reader learns that it was recorded, not which it was or when."""
STANDING = (
    "SELECT count(*), count(l.position) FILTER (WHERE l.position < %s) "
    "FROM audit_entry e LEFT JOIN ledger_leaf l ON l.entry = e.id WHERE e.chain = %s"
)
Disclosed = Callable[[Entry], Collection[str]]


@dataclass(frozen=True)
class Standing:
    """入账情况 — how many entries of a chain there are, and how many of them a signed head covers."""

    entries: int
    sealed: int
    head: Head | None

    @property
    def waiting(self) -> int:
        return self.entries - self.sealed


def last_head() -> Head | None:
    return Head.objects.order_by("-number").first()


def standing_of(chain: UUID) -> Standing:
    """入账情况 of a case or of another row that has a chain."""
    head = last_head()
    with connection.cursor() as cursor:
        cursor.execute(STANDING, [head.size if head else 0, chain])
        entries, sealed = cursor.fetchone()
    return Standing(entries, sealed, head)


def proof_of_case(chain: UUID, told: Collection[UUID]) -> dict[str, Any] | None:
    """入账证明 of a case for its reader: what was told is disclosed, of other entries that they were recorded."""
    return proof_of_chain(chain, lambda entry: EVERYTHING if entry.pk in told else HIDDEN)


def proof_of_chain(chain: UUID, disclosed: Disclosed, *, with_text: bool = False) -> dict[str, Any] | None:
    """入账证明 of the sealed entries of a chain; None while none of them is sealed."""
    return proof_of(Entry.objects.filter(chain=chain).order_by("seq"), disclosed, with_text=with_text)


def proof_of(
    entries: Iterable[Entry], disclosed: Disclosed, *, with_text: bool = False
) -> dict[str, Any] | None:
    """入账证明 — one file for these entries under the last head; None while none of them is sealed."""
    head, shown = last_head(), list(entries)
    if head is None:
        return None
    rows = Leaf.objects.filter(entry__in=[one.pk for one in shown], position__lt=head.size)
    leaves = {one.entry: one for one in rows}
    stored = StoredTree()
    proved = [
        _entry(one, leaves[one.pk], disclosed(one), head, stored) | (_text(one) if with_text else {})
        for one in shown
        if one.pk in leaves
    ]
    if not proved:
        return None
    return {
        "format": offline.PROOF,
        "entries": proved,
        "head": heads.as_file(head),
        "keys": keys.register(),
    }


def _entry(
    entry: Entry, leaf: Leaf, disclosed: Collection[str], head: Head, stored: StoredTree
) -> dict[str, Any]:
    path = tree.inclusion(leaf.position, head.size, stored)
    return {
        "position": leaf.position,
        "fields": _fields(entry, bytes(leaf.seed), disclosed),
        "path": [one.hex() for one in path],
    }


def _fields(entry: Entry, seed: bytes, disclosed: Collection[str]) -> Mapping[str, str | dict[str, str]]:
    values = (str(entry.chain), str(entry.seq), entry.code, entry.recorded_text, bytes(entry.hash).hex())
    found: dict[str, str | dict[str, str]] = {}
    for name, value in zip(offline.FIELDS, values, strict=True):
        salt = offline.salt_of(seed, name)
        is_told = name in disclosed
        hidden = offline.digest_of(name, value, salt).hex()
        found[name] = {"value": value, "salt": salt.hex()} if is_told else hidden
    return found


def _text(entry: Entry) -> dict[str, Any]:
    """The text over which the hash of the entry stands, for those who read the record."""
    return {"text": {"previous": bytes(entry.previous_hash).hex(), "body": entry.body}}


def proof_of_hash(entry_hash: bytes) -> dict[str, Any] | None:
    """入账证明 for whoever knows the hash of an entry: that it is in the ledger, and nothing else about it."""
    mark = int.from_bytes(entry_hash[:8], "big", signed=True)
    ids = Leaf.objects.filter(mark=mark).values_list("entry", flat=True)
    entries = Entry.objects.filter(pk__in=list(ids))
    return proof_of(
        [one for one in entries if compare_digest(bytes(one.hash), entry_hash)], lambda _entry: ("hash",)
    )


def consistency_of(first: Head, second: Head) -> dict[str, Any]:
    """前后一致证明 — that the tree of the second head begins with that of the first."""
    earlier, later = sorted((first, second), key=lambda one: one.number)
    path: Sequence[bytes] = tree.consistency(earlier.size, later.size, StoredTree())
    return {
        "format": offline.CONSISTENCY,
        "first": heads.as_file(earlier),
        "second": heads.as_file(later),
        "path": [one.hex() for one in path],
        "keys": keys.register(),
    }
