"""核对: the record against the sealed tree, the tree against its heads, the heads against their keys and kept copies.

The chains of the record betray who changes one row; the leaves betray who writes a whole chain anew or takes its end
away; the signed heads betray who writes the leaves anew as well; and heads kept elsewhere betray whoever has the key.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import datetime, timedelta
from itertools import pairwise
from typing import Any
from uuid import UUID

from django.db import connection

from yimen.kernel.audit import checking

from .growing import GrowingTree
from .heads_checking import SignedHead, heads_of, key_faults
from .sealing import leaf_of

LATE = timedelta(hours=1)
AT_ONCE = 4096
BESIDE = ("l.position", "encode(l.seed, 'hex')", "encode(l.hash, 'hex')")
JOIN = "LEFT JOIN ledger_leaf l ON l.entry = e.id"
UNSEALED = (
    "SELECT e.id, e.chain, e.seq FROM audit_entry e WHERE e.id = ANY(%s::uuid[]) "
    "AND NOT EXISTS (SELECT 1 FROM ledger_leaf l WHERE l.entry = e.id) "
    "AND NOT EXISTS (SELECT 1 FROM ledger_waiting w WHERE w.entry = e.id) ORDER BY e.id"
)
TAKEN_AWAY = (
    "SELECT l.position, l.entry FROM ledger_leaf l WHERE NOT EXISTS "
    "(SELECT 1 FROM audit_entry e WHERE e.id = l.entry) ORDER BY l.position"
)
NEVER_SEALED = (
    "SELECT DISTINCT w.entry FROM ledger_waiting w WHERE NOT EXISTS "
    "(SELECT 1 FROM audit_entry e WHERE e.id = w.entry) ORDER BY w.entry"
)
LEAVES = (
    "SELECT string_agg(hash, ''::bytea ORDER BY position), count(*), max(position) FROM ledger_leaf "
    "WHERE position >= %s AND position < %s"
)
MISSING = (
    "SELECT min(n) FROM generate_series(%s::bigint, %s::bigint) n "
    "WHERE NOT EXISTS (SELECT 1 FROM ledger_leaf l WHERE l.position = n)"
)
NODES = "SELECT level, number, hash FROM ledger_node"


@dataclass(frozen=True)
class Fault:
    """不符 — what does not fit, where, and in which words the command says it."""

    code: str
    detail: str
    chain: str = ""
    seq: int = 0
    entry: str = ""
    position: int = -1
    head: int = 0

    def as_data(self) -> dict[str, Any]:
        return asdict(self)

    def __str__(self) -> str:
        if self.code == "chain":
            return f"chain {self.chain} seq {self.seq} entry {self.entry}: {self.detail}"
        return f"ledger: {self.detail}"


@dataclass
class Finding:
    """核对结果 — how much was compared, and what does not fit."""

    entries: int = 0
    chains: int = 0
    leaves: int = 0
    heads: int = 0
    faults: list[Fault] = field(default_factory=list)


def check(chain: UUID | None = None, kept: Iterable[SignedHead] = ()) -> Finding:
    """Compares everything, or the entries of one chain with their leaves; ``kept`` are heads from elsewhere."""
    heads = heads_of()
    record = _Record(heads)
    read = checking.check(chain, checking.Beside(BESIDE, JOIN, record.fault))
    finding = Finding(entries=read.entries, chains=read.chains)
    finding.faults = [
        Fault("chain", one.reason, str(one.chain), one.seq, str(one.entry)) for one in read.faults
    ]
    named = {one.entry for one in finding.faults}
    finding.faults += [one for one in _unsealed(record.unsealed) if one.entry not in named]
    if chain is None:
        finding.faults += [*_gone(), *_tree(finding, heads, list(kept)), *key_faults()]
    return finding


class _Record:
    """留痕与账页 — looks at each entry beside its leaf while the chains are read."""

    def __init__(self, heads: Sequence[SignedHead]) -> None:
        self._sizes = [one.size for one in heads]
        self._moments = [one.at for one in heads]
        self.unsealed: list[str] = []

    def fault(self, row: checking.Row, beside: checking.Row) -> str:
        position, seed, sealed = beside
        if position is None:
            self.unsealed.append(row[0])
            return ""
        if leaf_of(bytes.fromhex(seed), (row[1], str(row[2]), row[10], row[5], row[9])).hex() != sealed:
            return f"not what was sealed as leaf {position}"
        signed = bisect_right(self._sizes, position)
        if signed and datetime.fromisoformat(row[4]) < self._moments[signed - 1] - LATE:
            said = self._moments[signed - 1].isoformat()
            return f"back-dated: recorded_at is before head {signed} ({said}), which does not hold it"
        return ""


def _unsealed(found: Sequence[str]) -> Iterable[Fault]:
    """Entries that are neither sealed nor waiting: they were put in behind the back of the record."""
    for begin in range(0, len(found), AT_ONCE):
        with connection.cursor() as cursor:
            cursor.execute(UNSEALED, [list(found[begin : begin + AT_ONCE])])
            for entry, chain, seq in cursor.fetchall():
                detail = f"entry {entry} (chain {chain} seq {seq}) was put in: neither sealed nor waiting"
                yield Fault("put_in", detail, str(chain), seq, str(entry))


def _gone() -> Iterable[Fault]:
    """Entries that were sealed, or waited for it, and are not there any more."""
    with connection.cursor() as cursor:
        cursor.execute(TAKEN_AWAY)
        for position, entry in cursor.fetchall():
            detail = f"entry {entry}, sealed as leaf {position}, was taken away"
            yield Fault("taken_away", detail, entry=str(entry), position=position)
        cursor.execute(NEVER_SEALED)
        for (entry,) in cursor.fetchall():
            detail = f"entry {entry} was taken away before it was sealed"
            yield Fault("taken_away", detail, entry=str(entry))


def _tree(finding: Finding, heads: Sequence[SignedHead], kept: Sequence[SignedHead]) -> list[Fault]:
    """Builds the tree anew from its leaves and compares it with its nodes and with every head."""
    finding.heads = len(heads)
    faults = _sequence(heads)
    wanted: dict[int, list[SignedHead]] = {}
    for one in (*heads, *kept):
        wanted.setdefault(one.size, []).append(one)
    growing = GrowingTree(_nodes())
    for leaf in _leaves(faults):
        growing.add(leaf)
        if growing.size in wanted:
            faults += _compared(wanted.pop(growing.size), growing)
    finding.leaves = growing.size
    for detail in growing.faults:
        faults.append(Fault("tree", detail))
    for one in (head for size in sorted(wanted) for head in wanted[size]):
        detail = f"{one} signs {one.size} leaves; there are only {growing.size}"
        faults.append(Fault("tree", detail, head=one.number))
    return faults


def _leaves(faults: list[Fault]) -> Iterator[bytes]:
    """The hashes of the leaves in their order, up to the first that is missing."""
    first = 0
    with connection.cursor() as cursor:
        while True:
            cursor.execute(LEAVES, [first, first + AT_ONCE])
            whole, count, last = cursor.fetchone()
            if last is not None and last != first + count - 1:
                cursor.execute(MISSING, [first, last])
                position = int(cursor.fetchone()[0])
                faults.append(Fault("tree", f"leaf {position} is missing from the tree", position=position))
                count = position - first
            raw = bytes(whole or b"")
            yield from (raw[place : place + 32] for place in range(0, 32 * count, 32))
            first += AT_ONCE
            if count < AT_ONCE:
                return


def _compared(heads: Iterable[SignedHead], growing: GrowingTree) -> list[Fault]:
    root = growing.root()
    found = []
    for one in heads:
        if one.fault:
            found.append(Fault("head", f"{one}: {one.fault}", head=one.number))
        elif one.root != root:
            detail = f"the first {one.size} leaves are not those that {one} signs"
            found.append(Fault("tree", detail, head=one.number))
    return found


def _sequence(heads: Sequence[SignedHead]) -> list[Fault]:
    """Each head follows the one before: number, size, time, digest."""
    found = []
    for before, one in pairwise(heads):
        fits = (one.number == before.number + 1, one.size > before.size, one.at > before.at)
        if not all(fits) or one.previous != before.digest:
            found.append(Fault("head", f"{one} does not follow {before}", head=one.number))
    if heads and heads[0].number != 1:
        found.append(Fault("head", f"the heads before {heads[0]} are missing", head=heads[0].number))
    return found


def _nodes() -> Mapping[tuple[int, int], bytes]:
    with connection.cursor() as cursor:
        cursor.execute(NODES)
        return {(level, number): bytes(one) for level, number, one in cursor.fetchall()}
