"""导入进度: how far an import is, told while its one transaction is open."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from uuid import UUID

from yimen.kernel.jobs.telling import telling

TELL = "UPDATE approvals_importprogress SET done = %s WHERE of_id = %s"


def telling_rows(import_id: UUID) -> AbstractContextManager[Callable[[int], None]]:
    """A function that is told how many rows are done."""
    return telling(TELL, import_id)
