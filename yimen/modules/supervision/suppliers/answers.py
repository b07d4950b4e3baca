"""Answers of people: whoever asks them registers here how they are read."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import date

from yimen.modules.supervision.rules.answers import Answer

Supplier = Callable[[date, date], Iterable[Answer]]

_SUPPLIERS: list[Supplier] = []


def register(supplier: Supplier) -> None:
    """Adds ``supplier(first, last)``: the answers given on these days, both included."""
    if supplier not in _SUPPLIERS:
        _SUPPLIERS.append(supplier)


def answers(first: date, last: date) -> Iterator[Answer]:
    """Every answer that was given on these days."""
    for supplier in _SUPPLIERS:
        yield from supplier(first, last)
