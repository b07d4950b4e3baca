"""公开账本: does sealing slow an act, how fast is it, how fast are a proof and the whole check.

  acts      the plain act of bench/plain_act.py by 2 clients, in turns with the ledger on (trigger, and a sealer that
            works through a backlog all the while) and off (no trigger, no sealer); medians of the ratios
  sealing   entries that wait are sealed: 100,000 on top of the large tree
  proofs    inclusion of a random leaf, and consistency of two random sizes, in a tree of LEAVES leaves (12 million)
  check     check_record over ENTRIES entries (a million) with their leaves, nodes and heads

Last line: one JSON object with ratio_on_off, sealed_per_second, proof_ms (median) and check_seconds.
"""

from __future__ import annotations

import json
import multiprocessing
import os
import random
import statistics
import time
from typing import Any

from bench import acts, database

NAME = "yimen_bench_ledger"
ROUNDS = int(os.environ.get("ROUNDS", "5"))
EACH = int(os.environ.get("EACH", "300"))
LEAVES = int(os.environ.get("LEAVES", "12000000"))
ENTRIES = int(os.environ.get("ENTRIES", "1000000"))
SEALED = 100_000
CLIENTS = 2
AT_ONCE = 250_000
TRIGGER = "ALTER TABLE audit_entry {} TRIGGER entry_waits_for_its_seal"

MORE_ENTRIES = """
SELECT audit_append(made::text) FROM (
    SELECT body::jsonb || jsonb_build_object('id', gen_random_uuid()::text, 'chain', bench_id(9, n / 12)::text,
        'correlation', gen_random_uuid()::text, 'n', n) AS made
    FROM generate_series(%s::int, %s::int) n, (SELECT body FROM audit_entry WHERE seq = 3 LIMIT 1) one OFFSET 0
) rows
"""
LARGE_TREE = """
INSERT INTO ledger_leaf (position, entry, seed, hash, mark)
SELECT n, bench_id(8, n), decode(md5('s' || n), 'hex'), sha256(convert_to('h' || n, 'UTF8')), hashint8extended(n, 1)
FROM generate_series(%s::bigint, %s::bigint) n
"""


def sql(statement: str, *parameters: object) -> Any:
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(statement, parameters or None)
        return cursor.fetchall() if cursor.description else None


# --- acts with the ledger on and off


def _seal_all_the_while(url: str, stop: Any, told: Any) -> None:
    """The worker's loop: what waits, once a second."""
    database.settle(url)
    from yimen.kernel.ledger.sealing import BATCH, seal_waiting

    count = 0
    while not stop.is_set():
        sealed = seal_waiting()
        count += sealed
        if sealed < BATCH:
            stop.wait(1)
    told.put(count)


def rate_with(on: bool, first: int) -> float:
    sql(TRIGGER.format("ENABLE" if on else "DISABLE"))
    if not on:
        return acts.rate("ours", CLIENTS, first)
    context = multiprocessing.get_context("spawn")
    stop, told = context.Event(), context.Queue()
    sealer = context.Process(target=_seal_all_the_while, args=(os.environ["DATABASE_URL"], stop, told))
    sealer.start()
    time.sleep(3)  # Django's start is no part of the figure
    try:
        return acts.rate("ours", CLIENTS, first)
    finally:
        stop.set()
        print(f"    sealed meanwhile: {told.get(timeout=60)}")
        sealer.join()


def ratio_on_off() -> tuple[float, float, float]:
    from bench.population import multiply

    acts.EACH = EACH
    size = CLIENTS * (EACH + 5)
    multiply(acts.source(), first=1, count=2 * (ROUNDS + 1) * size + 10)
    free, figures = 1, {True: [], False: []}  # type: dict[bool, list[float]]
    pairs = []
    for turn in range(ROUNDS + 1):
        found = {}
        for on in (turn % 2 == 0, turn % 2 == 1):
            found[on] = rate_with(on, free)
            free += size
        if turn:  # the first round warms up
            pairs.append(found[True] / found[False])
            for on, value in found.items():
                figures[on].append(value)
            print(f"  acts/s on {found[True]:.0f}, off {found[False]:.0f}")
    sql(TRIGGER.format("ENABLE"))
    return statistics.median(pairs), statistics.median(figures[True]), statistics.median(figures[False])


# --- entries, sealing, check


def add_entries(first: int, last: int) -> None:
    from django.db import transaction

    for begin in range(first, last + 1, 50_000):
        with transaction.atomic():
            sql("SET LOCAL max_parallel_workers_per_gather = 0")
            sql(f"SELECT count(*) FROM ({MORE_ENTRIES}) made", begin, min(begin + 49_999, last))


def seal_everything() -> tuple[int, float]:
    from yimen.kernel.ledger.sealing import seal_waiting

    started, count = time.perf_counter(), 0
    while sealed := seal_waiting():
        count += sealed
    return count, time.perf_counter() - started


def check_seconds() -> tuple[float, int]:
    from datetime import timedelta

    from django.utils import timezone

    from yimen.kernel.ledger import heads
    from yimen.kernel.ledger.checking import check

    add_entries(1, ENTRIES)
    sql("ANALYZE audit_entry")
    count, took = seal_everything()
    print(f"  sealed {count} in {took:.1f} s: {count / took:,.0f} a second, into a small tree")
    heads.sign_when_due(timezone.now(), every=timedelta(0))
    sql("ANALYZE ledger_leaf")
    started = time.perf_counter()
    finding = check()
    took = time.perf_counter() - started
    assert not [one for one in finding.faults if one.code != "put_in"], finding.faults[:3]
    print(
        f"  checked {finding.entries} entries, {finding.leaves} leaves, {finding.heads} heads in {took:.1f} s"
    )
    return took * 1_000_000 / finding.entries, finding.entries


# --- a large tree


def grow(target: int) -> None:
    """Leaves without entries up to the size, and their nodes, level by level."""
    from yimen.kernel.ledger.nodes import size

    began = size()
    first_new = began
    while first_new < target:
        last = min(first_new + AT_ONCE, target) - 1
        sql(LARGE_TREE, first_new, last)
        first_new = last + 1
    _nodes_from(began)
    sql("ANALYZE ledger_leaf")
    sql("ANALYZE ledger_node")


def _nodes_from(began: int) -> None:
    from yimen.kernel.ledger import tree
    from yimen.kernel.ledger.nodes import StoredTree, size

    level, total, first = 1, size() // 256, began // 256
    while total:
        rows = []
        for number in range(first, total):
            rows.append((level, number, tree.complete(StoredTree().row(level - 1, number))))
        _insert(rows)
        level, total, first = level + 1, total // 256, first // 256


def _insert(rows: list[tuple[int, int, bytes]]) -> None:
    from django.db import connection

    with connection.cursor() as cursor, cursor.copy("COPY ledger_node FROM STDIN") as copy:
        for row in rows:
            copy.write_row(row)


def proof_times(total: int) -> tuple[list[float], list[float]]:
    """Milliseconds of proofs of random leaves, and of random pairs of sizes, each with a mind of its own."""
    from yimen.kernel.ledger import offline, tree
    from yimen.kernel.ledger.nodes import StoredTree

    root = tree.root(total, StoredTree())
    chance, inclusions, consistencies = random.Random(7), [], []
    for turn in range(320):
        position, smaller = chance.randrange(total), chance.randrange(1, total)
        started = time.perf_counter()
        path = tree.inclusion(position, total, StoredTree())
        inclusions.append((time.perf_counter() - started) * 1000)
        leaf = StoredTree().row(0, position // 256)[position % 256]
        assert offline.root_by_inclusion(leaf, position, total, path) == root
        started = time.perf_counter()
        tree.consistency(smaller, total, StoredTree())
        consistencies.append((time.perf_counter() - started) * 1000)
        if turn == 19:
            inclusions, consistencies = [], []
    return inclusions, consistencies


def main() -> None:
    database.prepare(NAME)
    from yimen.kernel.ledger.nodes import size

    ratio, on, off = ratio_on_off()
    check_took, _entries = check_seconds()
    grow(LEAVES)
    add_entries(ENTRIES + 1, ENTRIES + SEALED)
    count, took = seal_everything()
    inclusions, consistencies = proof_times(size())
    report = {
        "ratio_on_off": round(ratio, 3),
        "acts_per_second_on": round(on),
        "acts_per_second_off": round(off),
        "sealed_per_second": round(count / took),
        "leaves": size(),
        "proof_ms": round(statistics.median(inclusions), 2),
        "proof_ms_p95": round(statistics.quantiles(inclusions, n=20)[-1], 2),
        "consistency_ms": round(statistics.median(consistencies), 2),
        "check_seconds": round(check_took, 1),
        "checked_per_second": round(1_000_000 / check_took),
    }
    for name, value in report.items():
        print(f"{name:22}{value:>14}")
    print(
        json.dumps(
            {key: report[key] for key in ("ratio_on_off", "sealed_per_second", "proof_ms", "check_seconds")}
        )
    )


if __name__ == "__main__":
    main()
