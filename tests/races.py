"""At the same moment: acts that begin together, each on a connection of its own.

A file of such tests asks for the fixture ``own_database``: what is committed there no other test sees.
"""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

from django.db import connection, connections

from yimen.kernel.base.refusals import Refused


def at_once(*acts: Callable[[], Any]) -> list[Any]:
    """What each act gave, or how it was refused."""
    gate = Barrier(len(acts))

    def run(act: Callable[[], Any]) -> Any:
        try:
            connection.ensure_connection()
            gate.wait(timeout=30)
            return act()
        except Refused as refusal:
            return refusal
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(run, acts))


def lost(results: list[Any]) -> list[type[Refused]]:
    """The kinds of refusal among the results, in the order of the acts."""
    return [type(one) for one in results if isinstance(one, Refused)]


def refusals(results: list[Any]) -> list[str]:
    """What those were told who came second."""
    return [str(one) for one in results if isinstance(one, Refused)]
