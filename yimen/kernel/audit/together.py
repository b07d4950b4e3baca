"""成批办理 — many acts in one transaction: for mass work, where the commits would cost more than the acts.

Each act is what it is alone: it locks, asks for permission, checks the state, records, is followed. They stand beside
one another as acts of several people at one moment do: what they ask about settled things (``AskedOften(settled=True)``)
is asked once, what they lay into the outbox goes there in one statement at the end, what their followers leave for
the end (``at_the_end``) is done once for all of them.

One refusal undoes them all; they are then done again one by one, each in its own transaction, so that what can be
done is done and what is refused is recorded as refused. Keep them few (about a hundred): rows and series of numbers
that they touch stay locked until the last is done; sort them so that all take these in the same order.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextvars import ContextVar
from dataclasses import dataclass, field
from uuid import UUID

from django.db import IntegrityError, OperationalError, transaction
from django.db.models import Model

from yimen.kernel.base.meanwhile import meanwhile
from yimen.kernel.base.refusals import Refused

from .clashes import is_clash
from .locking import Row, lock_all
from .tail import Tail

Doing = Callable[[], object]
Leaving = Callable[[list[UUID]], object]


@dataclass
class Batch:
    """一批 — what its acts leave for its end."""

    rows: dict[Model, Row] = field(default_factory=dict)
    tail: Tail = field(default_factory=Tail)
    left: dict[Leaving, list[UUID]] = field(default_factory=dict)


_running: ContextVar[Batch | None] = ContextVar("batch", default=None)


def current_batch() -> Batch | None:
    return _running.get()


def at_the_end(leave: Leaving, key: UUID) -> None:
    """Calls ``leave`` in the running batch's transaction, at its end, once with all keys; without a batch now, with this one.

    For followers that queue a job: a batch of a hundred acts then queues one.
    """
    batch = current_batch()
    if batch is None:
        leave([key])
    else:
        batch.left.setdefault(leave, []).append(key)


def together(
    acts: Sequence[Doing], *, undone: Callable[[], None], subjects: Sequence[Model] = ()
) -> list[Refused]:
    """Does the acts in their order, in one transaction if all go through; what was refused, in order.

    ``undone`` is called when they are about to be done again: what the acts gave their caller is not there.
    ``subjects``, rows of one table that stand alone, are locked by one statement before the first act; name them only
    where no act of the batch changes the subject of another.
    """
    try:
        _in_one(acts, subjects)
    except (Refused, IntegrityError):
        undone()
        return _one_by_one(acts)
    except OperationalError as error:
        if not is_clash(error):
            raise
        undone()
        return _one_by_one(acts)
    return []


def _in_one(acts: Sequence[Doing], subjects: Sequence[Model]) -> None:
    batch = Batch()
    token = _running.set(batch)
    try:
        with transaction.atomic(), meanwhile():
            batch.rows = lock_all(subjects)
            for act in acts:
                act()
            batch.tail.flush()
            for leave, keys in batch.left.items():
                leave(keys)
    finally:
        _running.reset(token)


def _one_by_one(acts: Sequence[Doing]) -> list[Refused]:
    refusals = []
    for act in acts:
        try:
            act()
        except Refused as refusal:
            refusals.append(refusal)
    return refusals
