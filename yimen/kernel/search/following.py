"""Following: the one writer of this machine's index, which brings it up to the documents as they are kept.

Every machine that answers has such a follower and its own index; nothing but PostgreSQL is shared between them.
"""

from __future__ import annotations

import fcntl
import json
import logging
import random
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import tantivy
from django.db import connection, transaction

from . import index
from .folding import CUT
from .frequent import SAMPLE, Frequent, learn
from .index import Row

log = logging.getLogger(__name__)
AT_ONCE = 500
THINNED = "thinned"
"""A file that says that something was taken out of an index."""
WRITER_BYTES = 64_000_000
BUILDER_BYTES = 512_000_000
COLUMNS = """
id, source, key, version, is_gone, title, title_en, comparable, sound, identifiers, facets, dated_on, in_force, family,
audience, weight, entered_at
"""
FACETS = 10
"""The place of the facets among them; the driver may give JSON as text."""
NEWER = f"SELECT {COLUMNS} FROM search_document WHERE version > %s ORDER BY version LIMIT %s"  # noqa: S608 - own names
ALL = f"SELECT {COLUMNS} FROM search_document WHERE NOT is_gone"  # noqa: S608 - own names
NEWEST = "SELECT coalesce(max(version), 0), count(*) FROM search_document"
SAMPLED = "SELECT comparable FROM search_document WHERE NOT is_gone AND id = ANY(%s)"
IDS = "SELECT id FROM search_document WHERE NOT is_gone"


class Follower:
    """跟进 — holds the writer of the current index; there is one in each machine (tantivy's lock file says so)."""

    def __init__(self) -> None:
        self._folder: Path | None = None
        self._writer: tantivy.IndexWriter | None = None
        self._frequent = Frequent()
        self._lock = threading.Lock()

    def follow(self) -> int:
        """跟进 — one round: what is newer goes into the index; returns how many documents were written.

        Without an index of today's format, or with one that cannot be opened, a new one is built first.
        """
        with self._lock:
            if not self._is_ready():
                return 0
            assert self._writer is not None  # noqa: S101 - said by _is_ready
            assert self._folder is not None  # noqa: S101 - said by _is_ready
            rows = list(_rows(NEWER, [index.position(self._folder), AT_ONCE]))
            if rows:
                _apply(self._writer, rows, self._frequent)
                if any(row.is_gone for row in rows):
                    (self._folder / THINNED).touch()
                index.note_position(self._folder, rows[-1].version)
            return len(rows)

    def close(self) -> None:
        """Gives the writer back."""
        with self._lock:
            self._release()

    def _is_ready(self) -> bool:
        """Whether the writer of the current index is ours, opening it when it is free."""
        folder = index.current()
        if self._writer is not None and folder is not None and folder == self._folder:
            return True
        self._release()
        return self._open(folder or build(in_place_of=folder))

    def _open(self, folder: Path) -> bool:
        try:
            found = tantivy.Index.open(str(folder))
        except (ValueError, OSError) as error:
            log.warning("the index %s cannot be opened (%s); a new one is built", folder, error)
            folder = build(in_place_of=folder)
            found = tantivy.Index.open(str(folder))
        try:
            self._writer = found.writer(heap_size=WRITER_BYTES, num_threads=1)
        except ValueError:  # another process of this machine has it
            return False
        self._folder, self._frequent = folder, index.frequent_of(folder)
        return True

    def _release(self) -> None:
        writer, self._writer, self._folder = self._writer, None, None
        if writer is None:
            return
        try:
            writer.wait_merging_threads()  # gives back the lock
        except (ValueError, OSError) as error:  # its folder may be gone by now
            log.info("the writer of an index that was replaced ended with %s", error)


def rebuild() -> Path:
    """重建 — as build, whatever is there."""
    return build(in_place_of=index.current())


def build(*, in_place_of: Path | None) -> Path:
    """重建 — a new index of all documents, while the old one goes on answering; then it takes its place.

    When somebody else has replaced that old one meanwhile, theirs is taken.
    """
    with _only_builder():
        standing = index.current()
        if standing is not None and standing != in_place_of:
            return standing
        folder = index.new_folder()
        made = tantivy.Index(index.schema(), path=str(folder))
        with transaction.atomic():
            position, count = _newest()
            frequent = learn(_sample(count), cut=CUT)
            index.note_frequent(folder, frequent)
            writer = made.writer(heap_size=BUILDER_BYTES, num_threads=1)
            for row in _rows(ALL, [], server_side=True):
                writer.add_document(index.entry(row, frequent))
        writer.commit()
        writer.wait_merging_threads()
        index.note_position(folder, position)
        index.switch_to(folder)
        return folder


@contextmanager
def _only_builder() -> Iterator[None]:
    """One build at a time on this machine; a second one waits."""
    index.root().mkdir(parents=True, exist_ok=True)
    with (index.root() / "building").open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


def renew() -> bool:
    """换新 — builds anew when something was taken out: until then its characters lie in the files, though nobody finds it."""
    folder = index.current()
    if folder is None or not (folder / THINNED).exists():
        return False
    rebuild()
    return True


def _apply(writer: tantivy.IndexWriter, rows: list[Row], frequent: Frequent) -> None:
    for row in rows:
        writer.delete_documents_by_term("place", index.place(row.source, row.key))
        if not row.is_gone:
            writer.add_document(index.entry(row, frequent))
    writer.commit()


def _newest() -> tuple[int, int]:
    """The newest version, and how many rows there are. It is read before the rows: what is written meanwhile follows."""
    with connection.cursor() as cursor:
        cursor.execute(NEWEST)
        version, count = cursor.fetchone()
        return int(version), int(count)


def _sample(count: int) -> list[str]:
    if not count:
        return []
    with connection.cursor() as cursor:
        cursor.execute(IDS)
        ids = [key for (key,) in cursor.fetchall()]
        chosen = random.Random(count).sample(ids, min(SAMPLE, len(ids)))  # noqa: S311 - no secret
        cursor.execute(SAMPLED, [chosen])
        return [text for (text,) in cursor.fetchall()]


def _rows(sql: str, parameters: list[int], *, server_side: bool = False) -> Iterator[Row]:
    with connection.chunked_cursor() if server_side else connection.cursor() as cursor:
        cursor.execute(sql, parameters)
        while some := cursor.fetchmany(AT_ONCE):
            for values in some:
                yield _row(values)


def _row(values: tuple[Any, ...]) -> Row:
    fields = list(values)
    if isinstance(fields[FACETS], str):
        fields[FACETS] = json.loads(fields[FACETS])
    return Row(*fields)
