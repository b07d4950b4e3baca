"""封存: entries that wait become leaves, in one transaction a batch, so that a kill at any step leaves nothing half done.

An act only leaves the id of its entry in ``ledger_waiting`` (a trigger, no index, no lock that others could want), and
that row becomes visible together with the entry: one that commits late is found late, and never passed over. One
sealer at a time works, held by an advisory lock of its own; a second one goes away at once.
"""

from __future__ import annotations

import json
import os
import struct
from collections.abc import Iterator, Sequence
from hashlib import sha256
from typing import Any

from django.db import connection, transaction

from . import offline, tree
from .nodes import WIDTH, StoredTree, size

BATCH = 20_000
NAMES = [name.encode() for name in offline.FIELDS]
LEAF, SALT = b"\0" + offline.LEAF, offline.SALT
LOCK = "SELECT pg_try_advisory_xact_lock(hashtextextended('yimen.ledger', 7))"
TAKE = """
WITH taken AS (
    SELECT w.ctid AS place, e.id, e.chain, e.seq, e.code, e.recorded_text, encode(e.hash, 'hex') AS hash
    FROM ledger_waiting w JOIN audit_entry e ON e.id = w.entry LIMIT %s
), gone AS (
    DELETE FROM ledger_waiting WHERE ctid = ANY(ARRAY(SELECT place FROM taken))
)
SELECT json_agg(json_build_array(id, chain, seq, code, recorded_text, hash) ORDER BY id)::text FROM taken
"""
Taken = tuple[str, str, int, str, str, str]
"""Id, chain, number, code, time and hash of an entry, as JSON has them."""
Level = tuple[int, int, list[bytes]]
HEADER = b"PGCOPY\n\xff\r\n\0" + bytes(8)
LEAF_ROW = struct.Struct(">hiqi16si16si32si8s")
NODE_ROW = struct.Struct(">hihiqi32s")


def seal_waiting(limit: int = BATCH) -> int:
    """Seals up to ``limit`` entries and says how many; 0 too when another sealer is at work."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(LOCK)
        if not cursor.fetchone()[0]:
            return 0
        cursor.execute(TAKE, [limit])
        taken: list[Taken] = json.loads(cursor.fetchone()[0] or "[]")
        if taken:
            _append(cursor, taken)
        return len(taken)


def leaf_of(seed: bytes, values: Sequence[str]) -> bytes:
    """The hash of the leaf of an entry over the values of its fields; offline.py says the same at more length."""
    digests = [LEAF]
    for name, value in zip(NAMES, values, strict=True):
        salt = sha256(SALT + seed + name).digest()[:16]
        digests.append(sha256(salt + name + b"\0" + value.encode()).digest())
    return sha256(b"".join(digests)).digest()


def _append(cursor: Any, taken: Sequence[Taken]) -> None:
    first, seeds = size(), os.urandom(16 * len(taken))
    hashes: list[bytes] = []
    rows: list[bytes] = []
    for place, (entry, chain, seq, code, recorded, entry_hash) in enumerate(taken):
        seed = seeds[16 * place : 16 * place + 16]
        one = leaf_of(seed, (chain, str(seq), code, recorded, entry_hash))
        hashes.append(one)
        key, mark = bytes.fromhex(entry.replace("-", "")), bytes.fromhex(entry_hash[:16])
        rows.append(LEAF_ROW.pack(5, 8, first + place, 16, key, 16, seed, 32, one, 8, mark))
    stored = StoredTree()
    nodes = [
        NODE_ROW.pack(3, 2, level, 8, number, 32, one)
        for level, begin, made in _new_nodes(first, hashes, stored)
        for number, one in enumerate(made, begin)
    ]
    _copy(cursor, "COPY ledger_leaf (position, entry, seed, hash, mark) FROM STDIN BINARY", rows)
    _copy(cursor, "COPY ledger_node (level, number, hash) FROM STDIN BINARY", nodes)


def _copy(cursor: Any, statement: str, rows: Sequence[bytes]) -> None:
    if rows:
        with cursor.copy(statement) as copy:
            copy.write(b"".join([HEADER, *rows, b"\xff\xff"]))


def _new_nodes(first: int, hashes: list[bytes], stored: StoredTree) -> Iterator[Level]:
    """Level by level, the nodes that the new hashes complete: (level, number of the first, their hashes)."""
    level, begin, news = 0, first, hashes
    while news:
        number, rest = divmod(begin, WIDTH)
        row = (stored.row(level, number)[:rest] if rest else []) + news
        whole = len(row) // WIDTH
        made = [tree.complete(row[WIDTH * place : WIDTH * (place + 1)]) for place in range(whole)]
        if made:
            yield level + 1, number, made
        level, begin, news = level + 1, number, made
