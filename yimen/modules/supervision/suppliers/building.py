"""A snapshot for some rules: only what they read is asked of the database, in bulk."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from datetime import date, timedelta
from typing import Any

from django.db import connection, transaction
from django.db.models import QuerySet

from yimen.kernel import calendar
from yimen.kernel.base.reading import many_rows
from yimen.kernel.cases.models import Case
from yimen.modules.approvals.public import watched
from yimen.modules.supervision.rules.process import NODE, NODE_PROCEDURE, Move, Procedure
from yimen.modules.supervision.rules.snapshot import Snapshot

from . import answers, cases, halls, joint, money, nodes

READ_ALL = "SET LOCAL cursor_tuple_fraction = 1; SET LOCAL jit = off; SET LOCAL work_mem = '64MB'"
"""Every row is read to the end: plans for the first rows of a cursor would be the wrong ones."""
MARGIN = timedelta(days=30)
"""Receipts and visits of the days before may become late on a judged day."""


Tell = Callable[[int], None]
"""Hears how many parts have been read."""


def untold(done: int) -> None:
    """Nobody waits to hear."""


def of_period(first: date, last: date, reads: Collection[str], tell: Tell = untold) -> Snapshot:
    """The days from ``first`` to ``last``: for the night, and for a past year alike."""
    return _built(cases.touched(first, last), first, last, reads, tell)


def of_cases(found: QuerySet[Case], day: date, reads: Collection[str]) -> Snapshot:
    """Some cases as they stand on the day: for what has just been recorded."""
    return _built(found, day, day, reads, untold)


def _built(found: QuerySet[Case], first: date, last: date, reads: Collection[str], tell: Tell) -> Snapshot:
    snapshot = Snapshot(first, last, calendar.current())
    with many_rows(), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(READ_ALL)
        asked = [one for one in _parts(found, first, last).items() if one[0] in reads]
        for done, (part, read) in enumerate(asked, 1):
            setattr(snapshot, part, read())
            tell(done)
        if "papers" in reads:
            snapshot.papers = money.papers_for(first, last, list(snapshot.registers))
    return snapshot


def _parts(found: QuerySet[Case], first: date, last: date) -> Mapping[str, Callable[[], Any]]:
    return {
        "cases": lambda: [*cases.rows(found), *nodes.rows(found)],
        "items": halls.items,
        "versions": halls.versions,
        "shifts": lambda: halls.shifts(first, last),
        "received": lambda: halls.received(first, last),
        "refused": lambda: halls.refused(first, last),
        # a number follows the one before it in its year, however long ago that was given
        "serials": lambda: money.serials(first.replace(month=1, day=1), last),
        "charges": lambda: money.charges(first, last),
        "receipts": lambda: money.receipts(first - MARGIN, last),
        "registers": lambda: money.registers(first, last),
        "checks": lambda: money.checks(first, last),
        "visits": lambda: money.visits(first - MARGIN),
        "tasks": lambda: joint.tasks(found),
        "seats": lambda: joint.seats(found),
        "own_visits": lambda: joint.own_visits(found),
        "answers": lambda: list(answers.answers(first, last)),
        "procedures": procedures,
    }


def procedures() -> dict[str, Procedure]:
    """审批流程 of every pattern, and of the nodes."""
    known = watched.governed_facts()
    ours = {
        pattern: Procedure({code: Move(*move) for code, move in moves.items()}, known)
        for pattern, moves in watched.procedures().items()
    }
    return {**ours, NODE: NODE_PROCEDURE}
