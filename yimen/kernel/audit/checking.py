"""核对留痕: recomputes the chains of the record from its rows alone and names what does not fit.

Whoever takes away the last entries of a chain, or writes all of them anew with new hashes, leaves a chain: that
shows only against what stands elsewhere. The public ledger brings it in by ``Beside``.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import connection, transaction

from .models import Entry

AT_ONCE = 2000
COPIED = (
    "code",
    "subject_type",
    "subject_id",
    "subject_label",
    "actor_kind",
    "actor_id",
    "actor_label",
    "org_path",
    "origin",
)
IDENTITIES = ("id", "chain", "correlation")
NEEDED = {*COPIED, *IDENTITIES, "happened_at"}
CUT = {"subject_label": 200, "actor_label": 100}  # as the database function cuts them
SELECT = (
    "SELECT e.body, json_build_array(e.id, e.chain, e.seq, e.happened_at, e.recorded_at, e.recorded_text, "
    "e.correlation, NULL, encode(e.previous_hash, 'hex'), encode(e.hash, 'hex'), "
)
"""One JSON text a row: it is read many times faster than twenty columns."""
BODY = 7
OWN = 10 + len(COPIED)
Row = list[Any]


@dataclass(frozen=True)
class Fault:
    """不符 — the first entry of a chain that does not fit, and why."""

    chain: UUID
    seq: int
    entry: UUID
    reason: str


@dataclass
class Finding:
    """核对结果 — how much was read, and the first fault of each chain that has one."""

    entries: int
    chains: int
    faults: list[Fault]


@dataclass(frozen=True)
class Beside:
    """旁证 — columns of another table beside each entry, and what they say is wrong with it, or nothing."""

    columns: tuple[str, ...]
    join: str
    fault: Callable[[Row, Row], str]


def check(chain: UUID | None = None, beside: Beside | None = None) -> Finding:
    """Reads every entry, or those of one chain, in the order of the chains; memory does not grow with the record."""
    finding = Finding(0, 0, [])
    current, previous, seq, is_broken = "", "", 0, False
    for row in _rows(chain, beside):
        finding.entries += 1
        if row[1] != current:
            finding.chains += 1
            current, previous, seq, is_broken = row[1], "", 0, False
        if is_broken:
            continue
        told = beside.fault(row, row[OWN:]) if beside is not None else ""
        reason = _linked(row, seq, previous) or _copied(row) or told
        if reason:
            is_broken = True
            finding.faults.append(Fault(UUID(row[1]), row[2], UUID(row[0]), reason))
        seq, previous = row[2], row[9]
    return finding


def _rows(chain: UUID | None, beside: Beside | None) -> Iterator[Row]:
    """Through a cursor of the server, so that any number of entries can be read."""
    columns = ", ".join((*(f"e.{name}" for name in COPIED), *(beside.columns if beside else ())))
    table = f"{Entry._meta.db_table} e {beside.join if beside else ''}"
    where = " WHERE e.chain = %s" if chain else ""
    sql = f"{SELECT}{columns})::text FROM {table}{where} ORDER BY e.chain, e.seq"
    with transaction.atomic(), connection.chunked_cursor() as cursor:
        cursor.execute(sql, [chain] if chain else [])
        while rows := cursor.fetchmany(AT_ONCE):
            for body, columns in rows:
                row: Row = json.loads(columns)
                row[BODY] = body
                yield row


def _linked(row: Row, seq: int, previous: str) -> str:
    """What is wrong with the place of an entry in its chain, or nothing."""
    if row[2] != seq + 1:
        return f"seq is {row[2]} after {seq}: entries are missing"
    if row[8] != previous:
        return "previous_hash is not the hash of the entry before"
    if hashlib.sha256(f"{previous}\n{row[2]}\n{row[5]}\n{row[BODY]}".encode()).hexdigest() != row[9]:
        return "hash does not fit seq, recorded_text and body"
    return ""


def _copied(row: Row) -> str:
    """Which column does not say what the body says, or nothing."""
    body = _body(row[BODY])
    if not body.keys() >= NEEDED:
        return "body is not the body of an entry"
    wrong = [
        name for name, said in zip(IDENTITIES, (row[0], row[1], row[6]), strict=True) if body[name] != said
    ]
    for name, said in zip(COPIED, row[10:OWN], strict=True):
        if said != body[name] and said != body[name][: CUT.get(name)]:
            wrong.append(name)
    if datetime.fromisoformat(body["happened_at"]) != datetime.fromisoformat(row[3]):
        wrong.append("happened_at")
    if datetime.fromisoformat(row[5]) != datetime.fromisoformat(row[4]):
        wrong.append("recorded_at")
    return f"columns differ from the body: {', '.join(wrong)}" if wrong else ""


def _body(text: str) -> dict[str, Any]:
    try:
        found = json.loads(text)
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}
