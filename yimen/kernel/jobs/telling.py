"""进度: how far a long piece of work is, told through a connection of its own, so that others see it while it is open."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from uuid import UUID

from django.db import connection

TOLD_EVERY = 0.5


@contextmanager
def telling(statement: str, key: UUID) -> Iterator[Callable[[int], None]]:
    """A function that is told how much is done, for ``statement`` with that number and the key; at most twice a second."""
    own = connection.copy()
    last = time.monotonic()

    def tell(done: int) -> None:
        nonlocal last
        if time.monotonic() - last < TOLD_EVERY:
            return
        last = time.monotonic()
        with own.cursor() as cursor:
            cursor.execute(statement, [done, key])

    try:
        yield tell
    finally:
        own.close()
