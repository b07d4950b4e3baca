"""整读 — every row of a question, for sums and checks over a whole year: read from a cursor in the driver's binary form.

Composing values from text row by row (moments above all) takes longer than the database needs to find them.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import QuerySet

AT_ONCE = 20_000
_NUMBERS = count()


def whole(asked: QuerySet[Any, Any]) -> Iterator[tuple[Any, ...]]:
    """The rows of a question given with ``values_list``, inside a transaction; moments are those of UTC.

    The columns are keys, texts, numbers, dates, moments; JSON comes as data.
    """
    if not connection.in_atomic_block:
        raise RuntimeError("rows are read in parts: that needs a transaction")
    try:
        sql, parameters = asked.query.sql_with_params()
    except EmptyResultSet:
        return
    with connection.connection.cursor(name=f"whole_{next(_NUMBERS)}", binary=True) as cursor:
        cursor.execute(sql, parameters)
        while rows := cursor.fetchmany(AT_ONCE):
            yield from rows


@contextmanager
def many_rows() -> Iterator[None]:
    """Within, millions of small values are made that all stay: nothing is searched for what could be thrown away."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
