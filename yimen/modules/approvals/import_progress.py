"""导入进度: how far an import is, told through a connection of its own while its one transaction is open."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from uuid import UUID

from django.db import connection

TOLD_EVERY = 0.5
TELL = "UPDATE approvals_importprogress SET done = %s WHERE of_id = %s"


@contextmanager
def telling(import_id: UUID) -> Iterator[Callable[[int], None]]:
    """A function that is told how many rows are done; it writes at most twice a second."""
    own = connection.copy()
    last = time.monotonic()

    def tell(done: int) -> None:
        nonlocal last
        if time.monotonic() - last < TOLD_EVERY:
            return
        last = time.monotonic()
        with own.cursor() as cursor:
            cursor.execute(TELL, [done, import_id])

    try:
        yield tell
    finally:
        own.close()
