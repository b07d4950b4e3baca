"""Keeping: the text of every document in PostgreSQL, read anew from its source when it has changed.

One transaction takes the noted changes, asks their sources and writes what they say; one process at a time does so,
so that versions are committed in their order and every index can follow them by number.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection, Iterable, Iterator
from itertools import islice
from typing import Any

from django.db import connection, transaction

from .documents import Document, DocumentSource, document_sources
from .folding import CUT, folded
from .sound import syllables

AT_ONCE = 200
LOCK = "SELECT pg_advisory_xact_lock(hashtext('search.keeping'))"
TAKE = """
WITH taken AS MATERIALIZED (SELECT id FROM search_change ORDER BY id LIMIT %s FOR UPDATE SKIP LOCKED)
DELETE FROM search_change c USING taken WHERE c.id = taken.id RETURNING c.source, c.key
"""
KEEP = """
INSERT INTO search_document AS d (
    source, key, version, is_gone, title, title_en, summary, body, attachments, comparable, sound, identifiers, facets,
    dated_on, in_force, family, audience, href, weight, digest
)
SELECT r.source, r.key, nextval('search_version'), false, r.title, r.title_en, r.summary, r.body, r.attachments,
    r.comparable, r.sound, r.identifiers, r.facets, r.dated_on, r.in_force, r.family, r.audience, r.href, r.weight, r.digest
FROM jsonb_to_recordset(%s::jsonb) AS r (
    source text, key text, title text, title_en text, summary text, body text, attachments text, comparable text, sound text,
    identifiers text[], facets jsonb, dated_on date, in_force boolean, family text, audience text[], href text,
    weight double precision, digest text
)
ON CONFLICT (source, key) DO UPDATE SET
    version = excluded.version, is_gone = false, title = excluded.title, title_en = excluded.title_en,
    summary = excluded.summary, body = excluded.body, attachments = excluded.attachments,
    comparable = excluded.comparable, sound = excluded.sound, identifiers = excluded.identifiers, facets = excluded.facets,
    dated_on = excluded.dated_on, in_force = excluded.in_force, family = excluded.family,
    audience = excluded.audience, href = excluded.href, weight = excluded.weight, digest = excluded.digest
WHERE d.is_gone OR d.digest <> excluded.digest
"""
TAKE_OUT = """
UPDATE search_document SET is_gone = true, version = nextval('search_version'), title = '', title_en = '', summary = '',
    body = '', attachments = '', comparable = '', sound = '', identifiers = '{}', facets = '{}', audience = '{}', digest = ''
WHERE source = %s AND NOT is_gone AND key = ANY(%s)
"""
KEYS = "SELECT key FROM search_document WHERE source = %s AND NOT is_gone"
OTHERS = """
SELECT source, array_agg(key) FROM search_document WHERE NOT source = ANY(%s) AND NOT is_gone GROUP BY source
"""
TITLE_HEARD = 200
TOO_LONG = 2_000_000
"""Characters of one part of a document beyond which the rest is left out."""


def keep_changes(limit: int = AT_ONCE) -> int:
    """收录变更 — takes noted changes and writes what their sources now say; returns how many were taken."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(LOCK)
        cursor.execute(TAKE, [limit])
        taken: dict[str, list[str]] = {}
        for source, key in cursor.fetchall():
            taken.setdefault(source, []).append(key)
        for code, keys in taken.items():
            source = document_sources().get(code)
            if source is not None:
                _keep(source, list(dict.fromkeys(keys)))
        return sum(map(len, taken.values()))


def keep_everything(source: DocumentSource) -> int:
    """Reads one source whole; what did not change keeps its version. Returns how many documents it has."""
    known: set[str] = set()
    documents = source.documents(None)
    while batch := list(islice(documents, AT_ONCE)):
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(LOCK)
            _write(batch)
        known.update(one.key for one in batch)
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(LOCK)
        cursor.execute(KEYS, [source.code])
        gone = [key for (key,) in cursor.fetchall() if key not in known]
        # what appeared while the source was read is in no list of ours: ask once more before it is taken out
        _keep(source, gone)
    return len(known)


def keep_only(sources: Collection[str]) -> None:
    """Takes out what came from sources that exist no more."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(LOCK)
        cursor.execute(OTHERS, [list(sources)])
        for code, keys in cursor.fetchall():
            cursor.execute(TAKE_OUT, [code, keys])


def _keep(source: DocumentSource, keys: list[str]) -> None:
    """What the source says about these keys; those about which it says nothing are taken out."""
    for some in _slices(keys, AT_ONCE):
        found = list(source.documents(some))
        _write(found)
        missing = set(some) - {one.key for one in found}
        if missing:
            with connection.cursor() as cursor:
                cursor.execute(TAKE_OUT, [source.code, sorted(missing)])


def _slices(keys: list[str], size: int) -> Iterator[list[str]]:
    return (keys[start : start + size] for start in range(0, len(keys), size))


def _write(documents: Iterable[Document]) -> None:
    rows = {(one.source, one.key): _row(one) for one in documents}
    if rows:
        with connection.cursor() as cursor:
            cursor.execute(KEEP, [json.dumps(list(rows.values()), ensure_ascii=False)])


def _row(document: Document) -> dict[str, Any]:
    texts = {
        name: _clean(getattr(document, name))
        for name in ("title", "title_en", "summary", "body", "attachments")
    }
    row: dict[str, Any] = {
        **texts,
        "source": document.source,
        "key": document.key,
        "identifiers": [_clean(one) for one in document.identifiers],
        "facets": {code: list(values) for code, values in document.facets.items() if values},
        "dated_on": document.dated_on.isoformat() if document.dated_on else None,
        "in_force": document.in_force,
        "family": document.family,
        "audience": list(document.audience),
        "href": document.href,
        "weight": document.weight,
    }
    digest = hashlib.sha256(json.dumps(row, sort_keys=True).encode()).hexdigest()
    sound = " ".join(syllables(folded(document.title[:TITLE_HEARD])))
    return {**row, "digest": digest, "comparable": comparable(document), "sound": sound}


def comparable(document: Document) -> str:
    """The folded text of a document, its parts held apart so that nothing is found across them."""
    title, english = folded(document.title), folded(document.title_en)
    names = f"{title}{CUT}{CUT}{english}" if english else title
    parts = (*document.identifiers, document.summary, document.body, document.attachments)
    return f"{CUT}{CUT}".join([names, *filter(None, (folded(part[:TOO_LONG]) for part in parts))])


def _clean(text: str) -> str:
    """PostgreSQL holds no NUL, and JSON no half of a pair."""
    return text[:TOO_LONG].replace("\x00", "").encode("utf-8", "ignore").decode()
