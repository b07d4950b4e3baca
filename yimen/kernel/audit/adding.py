"""A new row, written by a statement that is composed once a table: for the rows that nearly every act of mass work leaves."""

from __future__ import annotations

from functools import lru_cache
from typing import Any, TypeVar

from django.db import DEFAULT_DB_ALIAS, connection, connections
from django.db.models import Model

M = TypeVar("M", bound=Model)


def add(row: M) -> M:
    """As ``row.save(force_insert=True)`` of a row whose key is its own; the database's constraints speak as ever."""
    own = connections[DEFAULT_DB_ALIAS]
    sql, fields = _insert_sql(type(row))
    values = [one.get_db_prep_save(one.pre_save(row, add=True), own) for one in fields]
    with own.cursor() as cursor:
        cursor.execute(sql, values)
    row._state.adding, row._state.db = False, own.alias
    return row


@lru_cache(maxsize=64)
def _insert_sql(model: type[Model]) -> tuple[str, tuple[Any, ...]]:
    quote, fields = connection.ops.quote_name, tuple(model._meta.concrete_fields)
    columns = ", ".join(quote(str(one.column)) for one in fields)
    places = ", ".join(["%s"] * len(fields))
    return f"INSERT INTO {quote(model._meta.db_table)} ({columns}) VALUES ({places})", fields  # noqa: S608 - names from the models
