"""对账: 100,000 cases on both sides of a link compared, with a few that differ; limit 30 seconds.

Both sides are read from PostgreSQL and speak to each other in JSON, as over the wire, for every question anew: the
node's cases from the applications, the centre's from its mirrored cases. Beside it: the time to compare by sending
every case. CASES=… makes another size. The last line is one JSON object.
"""

from __future__ import annotations

import json
import os
import time
from typing import Any

from bench import database

CASES = int(os.environ.get("CASES", "100000"))
NAME = "yimen_bench_reconcile"
NUMBERS = """
UPDATE cases_case SET number = '210100' || to_char(date '2020-01-01' + (substr(number, 2)::bigint / 50000)::integer,
    'YYYYMMDD') || lpad((substr(number, 2)::bigint % 50000)::text, 5, '0') || '0' WHERE number LIKE '9%'
"""
MIRROR = """
INSERT INTO network_mirroredcase (id, case_id, node_id, org_path, origin, item_code, item_name, applicant_name, state,
    outcome, received_on, is_deemed_accepted, officer, told_at)
SELECT a.id, a.case_id, %s, a.org_path, 'there', i.code, i.name, a.applicant_name, a.state, '', a.received_on, false,
    '', a.submitted_at
FROM approvals_application a JOIN approvals_item i ON i.id = a.item_id WHERE a.case_id IS NOT NULL
"""
SPOIL = (
    "DELETE FROM network_mirroredcase WHERE id = (SELECT id FROM network_mirroredcase ORDER BY id OFFSET 100 LIMIT 1)",
    "UPDATE network_mirroredcase SET state = 'accepted' WHERE id = "
    "(SELECT id FROM network_mirroredcase ORDER BY id OFFSET 5000 LIMIT 1)",
    "UPDATE network_mirroredcase SET state = 'in_review' WHERE id = "
    "(SELECT id FROM network_mirroredcase ORDER BY id OFFSET 70000 LIMIT 1)",
)


def link() -> tuple[Any, Any]:
    """The node as the centre sees it, and the centre as the node sees it, in one database."""
    from django.utils import timezone

    from tests.world import FOUR_ONES
    from yimen.kernel.orgs.models import Org
    from yimen.modules.network.models import Node, NodeItem

    now, org = timezone.now(), Org.objects.get(code="urban-rural-construction")
    same = {"org": org, "address": "http://127.0.0.1:9", "schema_versions": [2], "registered_at": now}
    below = Node.objects.create(code="below", name="below", role="below", state="connected", **same)
    above = Node.objects.create(code="above", name="above", role="above", state="connected", **same)
    long_ago, far = now.replace(year=2010), now.replace(year=2099)
    NodeItem.objects.create(node=above, item_code=FOUR_ONES, since=long_ago, until=far)
    return below, above


def populate(below: Any) -> None:
    """Cases and applications from one that was made by the acts, and a mirror of each."""
    from django.db import connection

    from bench import population
    from bench.acts import source

    made_of = source()
    with connection.cursor() as cursor:
        cursor.execute(population.FUNCTIONS)
        for table, own, changes in population.TABLES:
            if table in ("cases_case", "approvals_application"):
                places = {"source": made_of, "first": 1, "last": CASES - 1, "days": 0}
                cursor.execute(population._copy(table, own, changes), places)
        cursor.execute(NUMBERS)
        cursor.execute(MIRROR, [below.pk])
        for statement in SPOIL:
            cursor.execute(statement)
        cursor.execute("ANALYZE")


def main() -> None:
    database.prepare(NAME)
    from yimen.modules.network import comparing
    from yimen.modules.network.tree import unlike

    below, above = link()
    populate(below)
    sent = [0]

    def ask(question: dict[str, Any]) -> dict[str, Any]:
        text = json.dumps(comparing.answer(above, json.loads(json.dumps(question))))
        sent[0] += len(text)
        return dict(json.loads(text))

    begun = time.perf_counter()
    found = comparing.compare(below, ask)
    seconds = time.perf_counter() - begun
    begun = time.perf_counter()
    theirs = comparing.tree_of(above).under("")
    whole = len(json.dumps([[one.number, one.item, one.state] for one in theirs]))
    differing = unlike(comparing.tree_of(below).under(""), theirs)
    plain = time.perf_counter() - begun
    assert [one.number for one in differing] == sorted(one.number for one in found.unlike)
    print(f"{found.here:,} and {found.there:,} cases, {len(found.unlike)} differ, {found.asked} questions")
    print(
        f"by hashes: {seconds:.1f} s, {sent[0]:,} bytes; sending every case: {plain:.1f} s, {whole:,} bytes"
    )
    print(json.dumps({"seconds": round(seconds, 2), "cases": found.there, "differences": len(found.unlike)}))


if __name__ == "__main__":
    main()
