"""Populations for benchmarks: many applications from one that was made by the acts, multiplied in the database.

The copies differ in their ids, numbers and days; the n-th copy's id is ``copy_id(n)``. Their record is as long
as wished; its hashes are not linked (a population is measured, not verified).
"""

from __future__ import annotations

from uuid import UUID

from django.db import connection

FUNCTIONS = """
CREATE OR REPLACE FUNCTION bench_id(kind integer, n bigint) RETURNS uuid LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT (lpad(to_hex(n), 12, '0') || '7' || lpad(to_hex(kind), 3, '0') || '8000000000000000')::uuid
$$;
"""


def copy_id(n: int, kind: int = 0) -> UUID:
    """The id of the n-th copy: the number leads, so copies lie in their order as real ids do."""
    return UUID(f"{n:012x}7{kind:03x}8000000000000000")


def multiply(source: UUID, *, first: int, count: int, spread_days: int = 0, entries: int = 0) -> None:
    """Copies one application with case, party, clocks, work, materials and documents ``count`` times.

    ``spread_days`` lays the copies over so many days before the source's; ``entries`` writes so many rows of the
    record for each copy.
    """
    last = first + count - 1
    with connection.cursor() as cursor:
        cursor.execute(FUNCTIONS)
        for table, own, changes in TABLES:
            cursor.execute(
                _copy(table, own, changes),
                {"source": source, "first": first, "last": last, "days": spread_days},
            )
        if entries:
            cursor.execute(
                ENTRIES,
                {"source": source, "first": first, "last": last, "each": entries, "days": spread_days},
            )
        cursor.execute("ANALYZE")


DAY = "(%(days)s * (n - %(first)s) / greatest(%(last)s - %(first)s, 1))::integer"
SHIFT = f"make_interval(days => {DAY})"

CASE = {
    "id": "bench_id(0, n)",
    "number": "'9' || lpad(n::text, 19, '0')",
    "opened_at": f"opened_at - {SHIFT}",
    "closed_at": f"closed_at - {SHIFT}",
    "due_on": f"due_on - {DAY}",
}
APPLICATION = {
    "id": "bench_id(0, n)",
    "case_id": "bench_id(0, n)",
    "submitted_at": f"submitted_at - {SHIFT}",
    "received_on": f"received_on - {DAY}",
    "accepted_at": f"accepted_at - {SHIFT}",
    "accepted_on": f"accepted_on - {DAY}",
    "decided_at": f"decided_at - {SHIFT}",
    "concluded_at": f"concluded_at - {SHIFT}",
    "delivered_at": f"delivered_at - {SHIFT}",
    "ended_at": f"ended_at - {SHIFT}",
}
OF_CASE = {
    "id": "bench_id((100 + row_number() OVER (PARTITION BY n ORDER BY s.id))::integer, n)",
    "case_id": "bench_id(0, n)",
}
OF_APPLICATION = {
    "id": "bench_id((100 + row_number() OVER (PARTITION BY n ORDER BY s.id))::integer, n)",
    "application_id": "bench_id(0, n)",
}
DOCUMENT = {
    "id": "bench_id((100 + row_number() OVER (PARTITION BY n ORDER BY s.id))::integer, n)",
    "case_ref": "bench_id(0, n)",
    "number": "s.number || '-' || n",
    "verify_code": "substr(md5(s.verify_code || n), 1, 20)",
}
ISSUED = OF_APPLICATION | {
    "document_id": "bench_id((100 + row_number() OVER (PARTITION BY n ORDER BY s.document_id))::integer, n)"
}
TABLES: tuple[tuple[str, str, dict[str, str]], ...] = (
    ("cases_case", "id", CASE),
    ("approvals_application", "id", APPLICATION),
    ("cases_party", "case_id", OF_CASE),
    (
        "cases_clock",
        "case_id",
        OF_CASE
        | {"start_on": f"start_on - {DAY}", "due_on": f"due_on - {DAY}", "stop_on": f"stop_on - {DAY}"},
    ),
    (
        "cases_workitem",
        "case_id",
        OF_CASE | {"due_on": f"due_on - {DAY}", "opened_at": f"opened_at - {SHIFT}"},
    ),
    ("approvals_applicationmaterial", "application_id", OF_APPLICATION),
    ("documents_document", "case_ref", DOCUMENT),
    ("approvals_issueddocument", "application_id", ISSUED),
    ("approvals_review", "application_id", OF_APPLICATION),
    ("approvals_decision", "application_id", OF_APPLICATION),
    ("approvals_delivery", "application_id", OF_APPLICATION),
)

ENTRIES = f"""
INSERT INTO audit_entry (id, chain, seq, code, subject_type, subject_id, subject_label, actor_kind, actor_id, actor_label,
                         org_path, happened_at, recorded_at, recorded_text, correlation, origin, body, previous_hash, hash)
SELECT bench_id(200 + k, n), bench_id(0, n), k, s.code, s.subject_type, bench_id(0, n)::text, s.subject_label, s.actor_kind,
       s.actor_id, s.actor_label, s.org_path, s.happened_at - {SHIFT}, s.recorded_at - {SHIFT}, s.recorded_text,
       bench_id(300 + k, n), s.origin, s.body, ''::bytea, sha256(convert_to(n || '/' || k, 'UTF8'))
FROM generate_series(%(first)s::bigint, %(last)s::bigint) AS n
CROSS JOIN generate_series(1, %(each)s) AS k
JOIN LATERAL (
    SELECT e.* FROM (
        SELECT *, row_number() OVER (ORDER BY seq) AS place, count(*) OVER () AS size
        FROM audit_entry WHERE chain = %(source)s
    ) e WHERE e.place = 1 + (k - 1) %% e.size
) s ON true
"""


def _copy(table: str, own: str, changes: dict[str, str]) -> str:
    with connection.cursor() as cursor:
        columns = [one.name for one in connection.introspection.get_table_description(cursor, table)]
    values = [changes.get(column, f"s.{column}") for column in columns]
    names = ", ".join(f'"{column}"' for column in columns)
    return (
        f"INSERT INTO {table} ({names}) SELECT {', '.join(values)} FROM {table} s "
        f"CROSS JOIN generate_series(%(first)s::bigint, %(last)s::bigint) AS n WHERE s.{own} = %(source)s"
    )
