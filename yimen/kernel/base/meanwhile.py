"""其间 — answers that stand for as long as one undertaking lasts: kept beside it, gone with it, never longer.

Outside such a stretch nothing is kept, and every question goes to the database.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import TypeVar

T = TypeVar("T")
_kept: ContextVar[dict[Hashable, object] | None] = ContextVar("meanwhile", default=None)


@contextmanager
def meanwhile() -> Iterator[None]:
    """Within, what is asked through ``kept`` is asked once."""
    token = _kept.set({})
    try:
        yield
    finally:
        _kept.reset(token)


def kept(key: Hashable, ask: Callable[[], T]) -> T:
    """The answer of this stretch; outside of one it is asked for each time."""
    answers = _kept.get()
    if answers is None:
        return ask()
    if key not in answers:
        answers[key] = ask()
    return answers[key]  # type: ignore[return-value]  # what was kept under the key is what ``ask`` gave


def forget() -> None:
    """Something was done that may change the answers: they are asked for again."""
    answers = _kept.get()
    if answers is not None:
        answers.clear()
