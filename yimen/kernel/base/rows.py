"""行 — a row that a statement of our own read, as its model: without the work that a queryset does for what it cannot know."""

from __future__ import annotations

from functools import lru_cache
from typing import Any, TypeVar

from django.db import connection
from django.db.models import Model
from django.db.models.base import ModelState

M = TypeVar("M", bound=Model)


@lru_cache(maxsize=256)
def attributes(model: type[Model]) -> tuple[str, ...]:
    """The columns of a row in the order in which ``made`` takes them, by their names on the model."""
    return tuple(one.attname for one in model._meta.concrete_fields)


def made(model: type[M], values: tuple[Any, ...]) -> M:
    """The row as a model. Not through __init__: nothing listens to its signals, and no default is wanted."""
    row = model.__new__(model)
    row.__dict__.update(zip(attributes(model), _converted(model, values), strict=True))
    state = ModelState()
    state.adding, state.db = False, connection.alias
    row._state = state
    return row


def _converted(model: type[Model], values: tuple[Any, ...]) -> list[Any]:
    """The values as the fields would read them (JSON text becomes data); most fields need nothing."""
    row = list(values)
    for index, converters in _converters(model):
        for convert in converters:
            row[index] = convert(row[index])
    return row


@lru_cache(maxsize=256)
def _converters(model: type[Model]) -> tuple[tuple[int, tuple[Any, ...]], ...]:
    found: list[tuple[int, tuple[Any, ...]]] = []
    for index, one in enumerate(model._meta.concrete_fields):
        backend = connection.ops.get_db_converters(one.get_col(model._meta.db_table))
        own = one.get_db_converters(connection)
        both = [*backend, *own]
        if both:
            column = one.get_col(model._meta.db_table)
            found.append((index, tuple(lambda value, c=c, k=column: c(value, k, connection) for c in both)))
    return tuple(found)
