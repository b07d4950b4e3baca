"""How a change is told to every process: with the act's own commit, by the database's NOTIFY."""

from __future__ import annotations

from django.db import connection, transaction

from .keeping import caches

CHANNEL = "web_pages"
EVERYTHING = "*"
LONGEST = 7000  # bytes; PostgreSQL takes 8,000 in one notification


def forget(*subjects: str) -> None:
    """Forgets every page that was made from one of the subjects, in all processes, when the transaction commits.

    A transaction that is rolled back tells nothing. EVERYTHING forgets all pages.
    """
    told = " ".join(sorted(set(subjects)))
    if not told:
        return
    payload = told if len(told.encode()) <= LONGEST else EVERYTHING
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_notify(%s, %s)", [CHANNEL, payload])
    transaction.on_commit(lambda: forget_here(payload))


def forget_here(payload: str) -> None:
    """In this process at once: whoever made the change must not read the old page from their own process."""
    for cache in caches():
        cache.forget(payload.split(" "))
