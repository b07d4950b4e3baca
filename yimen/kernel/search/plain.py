"""The search without an index: the same question put to PostgreSQL, slower, while an index is built or mended.

What is found is the same, for a run is looked for as the substring that it is. How things sound is not asked.
"""

from __future__ import annotations

from typing import Any

from django.db import connection

from . import identifiers
from .asking import Asked, Run
from .engine import FARTHEST, Found, enough_of, pieces
from .folding import CUT
from .index import family_number

BEST = """
SELECT id, family FROM search_document WHERE {where}
ORDER BY {order} LIMIT %s
"""
COUNTS = """
WITH found AS MATERIALIZED (SELECT source, facets FROM search_document WHERE {where})
SELECT 'source' AS code, source AS value, count(*) FROM found GROUP BY source
UNION ALL
SELECT f.key, v.value, count(*) FROM found, jsonb_each(found.facets) f, jsonb_array_elements_text(f.value) v
GROUP BY f.key, v.value
"""
NEARLY = "SELECT count(*) FROM unnest(%s::text[]) p WHERE position(p IN comparable) > 0"
BY_ENTRY = "date_trunc('second', entered_at) DESC, id DESC"
BY_DAY = "dated_on DESC NULLS LAST, id DESC"


class Plain:
    """检索（不用索引） — answers like the engine, from the table."""

    def find(self, asked: Asked, *, limit: int, any_run: bool = False) -> Found:
        """As Engine.find."""
        where, values = _where(asked, any_run)
        counts: dict[str, dict[str, int]] = {}
        with connection.cursor() as cursor:
            cursor.execute(COUNTS.format(where=where), values)
            for code, value, count in cursor.fetchall():
                counts.setdefault(code, {})[value] = count
            total = sum(counts.get("source", {}).values())
            if not total or not limit:
                return Found(total=total, counts=counts)
            order, ordering = _order(asked)
            cursor.execute(BEST.format(where=where, order=order), [*values, *ordering, min(limit, FARTHEST)])
            rows = cursor.fetchall()
        return Found(
            total, tuple(row[0] for row in rows), tuple(family_number(row[1]) for row in rows), counts
        )

    def titles(self, asked: Asked, *, limit: int) -> tuple[int, ...]:
        """As Engine.titles, without sounds."""
        if not asked.question:
            return ()
        where, values = _where(asked, False)
        named = " AND ".join("split_part(comparable, %s, 1) LIKE %s" for _run in asked.question.runs)
        more = [part for run in asked.question.runs for part in (CUT * 2, f"%{run.text}%")]
        order, ordering = _order(asked)
        with connection.cursor() as cursor:
            sql = BEST.format(where=f"{where} AND {named}", order=order)
            cursor.execute(sql, [*values, *more, *ordering, limit])
            return tuple(row[0] for row in cursor.fetchall())

    def sounding_like(self, _syllables: list[str], _asked: Asked, *, limit: int) -> tuple[int, ...]:
        """Without an index nothing is known of sounds."""
        return ()


def _where(asked: Asked, any_run: bool) -> tuple[str, list[Any]]:
    clauses = ["NOT is_gone", "audience && %s"]
    values: list[Any] = [sorted(asked.audience)]
    matching, given = _matching(asked, any_run)
    if matching:
        clauses.append(matching)
        values += given
    if asked.sources:
        clauses.append("source = ANY(%s)")
        values.append(list(asked.sources))
    for code, chosen in asked.chosen.items():
        if code == "source":
            clauses.append("source = ANY(%s)")
            values.append(list(chosen))
        else:
            clauses.append("facets -> %s ?| %s")
            values += [code, list(chosen)]
    if asked.entered:
        clauses.append(
            "date_trunc('second', entered_at) >= to_timestamp(%s) AND date_trunc('second', entered_at) < to_timestamp(%s)"
        )
        values += asked.entered
    return " AND ".join(clauses), values


def _matching(asked: Asked, any_run: bool) -> tuple[str, list[Any]]:
    """Every run (or any), or the number that was asked for."""
    runs = asked.question.runs
    if not runs:
        return "", []
    if any_run and len(runs) == 1:
        return _nearly(runs[0].text)
    parts: list[str] = []
    values: list[Any] = []
    for run in runs:
        parts.append("comparable LIKE ANY(%s)")
        values.append([f"%{way}%" for way in (run.text, *run.others)])
    together = (" OR " if any_run else " AND ").join(parts)
    numbers = _numbers(asked)
    if not numbers or any_run:
        return f"({together})", values
    return f"(({together}) OR identifiers && %s)", [*values, numbers]


def _nearly(run: str) -> tuple[str, list[Any]]:
    """At least half of the pairs of characters of a run."""
    found = pieces(run)
    if not found:
        return "false", []
    return f"({NEARLY}) >= %s", [found, enough_of(found)]


def _numbers(asked: Asked) -> list[str]:
    """The identifiers, as they were given, that are among the asked ones."""
    question = asked.question
    if not question.identifiers and not question.beginning:
        return []
    with connection.cursor() as cursor:
        cursor.execute("SELECT DISTINCT unnest(identifiers) FROM search_document WHERE NOT is_gone")
        known = [row[0] for row in cursor.fetchall()]
    return [one for one in known if _is_asked(one, question.identifiers, question.beginning)]


def _is_asked(identifier: str, asked: tuple[str, ...], beginning: str) -> bool:
    kept = identifiers.keys(identifier)
    return bool(set(kept) & set(asked)) or bool(beginning and any(one.startswith(beginning) for one in kept))


def _order(asked: Asked) -> tuple[str, list[Any]]:
    """The number first, then titles, then what is in force, then the newest."""
    if asked.by_entry:
        return BY_ENTRY, []
    if asked.by_date or not asked.question:
        return BY_DAY, []
    runs: tuple[Run, ...] = asked.question.runs
    named = " AND ".join("split_part(comparable, %s, 1) LIKE %s" for _run in runs)
    values: list[Any] = [part for run in runs for part in (CUT * 2, f"%{run.text}%")]
    return (
        f"identifiers && %s DESC, ({named}) DESC, length(title) < 60 DESC, in_force DESC, {BY_DAY}",
        [_numbers(asked), *values],
    )
