"""相撞 — two who wait for each other: the database ends one of them, and its act is done again as if it had come later.

What each of them then meets is a rule or a constraint with words, not an error of the database. The way there is not
only the locking of rows, whose order a verb can keep: two who insert beside each other under an exclusion constraint
may wait for each other as well (PostgreSQL 17, 5.4.6 and 13.3.4).
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from django.db import OperationalError
from psycopg.errors import DeadlockDetected, SerializationFailure

E = TypeVar("E")
TRIES = 3


def is_clash(error: OperationalError) -> bool:
    """Whether the database ended a transaction for the sake of another one."""
    return isinstance(error.__cause__, DeadlockDetected | SerializationFailure)


def again_after_a_clash(act: Callable[[], E]) -> E:
    """Does a whole transaction, and once more where it clashed; raises what the third try raises."""
    for _ in range(TRIES - 1):
        try:
            return act()
        except OperationalError as error:
            if not is_clash(error):
                raise
    return act()
