"""The tail of an act: rows that every act writes, gathered and sent to the database in one statement.

Lock, body and tail are the three round trips of an act. Kernel parts that write on nearly every act (the
record, clocks and work items, the outbox) each own one SQL function that takes their rows as JSON; the tail
calls the functions that have rows, in the order in which the parts stand in the house.
"""

from __future__ import annotations

import json
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import Field, JSONField, Model

_FUNCTIONS: list[str] = []
_PATIENT: set[str] = set()


def register(function: str, *, is_patient: bool = False) -> None:
    """Adds a part's SQL function ``name(rows jsonb)``, called with an array of the rows that were pended for it.

    ``is_patient``: no act reads these rows, so that those of a batch may be written together at its end.
    """
    if not function.isidentifier():
        raise ValueError(f"{function!r} is not a name of a function")
    if function not in _FUNCTIONS:
        _FUNCTIONS.append(function)
    if is_patient:
        _PATIENT.add(function)


def as_json(value: Any) -> str:
    """JSON as the record and the tail write it: sorted keys, no spaces, Chinese as it is."""
    return _ENCODER.encode(value)


def _lasting(value: Any) -> str:
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, UUID | Decimal):
        return str(value)
    return str(value)


_ENCODER = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=_lasting)


def _stored(one: Field[Any, Any], row: Model) -> Any:
    value = getattr(row, one.attname)
    return value if isinstance(one, JSONField) else one.get_prep_value(value)


class Tail:
    """The rows that the running act has gathered so far."""

    def __init__(self) -> None:
        self._entries: list[str] = []
        self._change: tuple[str, list[Any]] | None = None
        self._rows: dict[str, list[dict[str, Any]]] = {}

    def add(self, function: str, row: dict[str, Any]) -> None:
        """Pends one row for a registered function."""
        if function not in _FUNCTIONS:
            raise ValueError(f"{function} is not registered with the tail")
        self._rows.setdefault(function, []).append(row)

    def insert(self, row: Model) -> None:
        """Pends a new row of a table whose part brought ``<table>_insert(rows jsonb)`` with its migrations."""
        self.add(
            f"{row._meta.db_table}_insert",
            {str(one.column): _stored(one, row) for one in row._meta.concrete_fields},
        )

    def record(self, body: str) -> None:
        """Pends one entry by its canonical text."""
        self._entries.append(body)

    def change(self, statement: str, parameters: list[Any]) -> None:
        """Pends the UPDATE of the act's subject; it goes in the same statement."""
        self._change = (statement, parameters)

    def hand_over(self, later: Tail) -> None:
        """Leaves the rows of patient functions to a tail that is sent later."""
        for function in _PATIENT & self._rows.keys():
            later._rows.setdefault(function, []).extend(self._rows.pop(function))

    def flush(self) -> None:
        """Sends what was gathered, in one statement; nothing to send, no statement."""
        calls: list[str] = []
        first, parameters = self._change or ("", [])
        parameters = list(parameters)
        for body in self._entries:
            calls.append("audit_append(%s)")
            parameters.append(body)
        for function in _FUNCTIONS:
            if rows := self._rows.get(function):
                calls.append(f"{function}(%s::jsonb)")
                parameters.append(as_json(rows))
        self._entries, self._rows, self._change = [], {}, None
        if calls or first:
            changed = f"WITH changed AS ({first}) " if first else ""
            with connection.cursor() as cursor:
                cursor.execute(f"{changed}SELECT {', '.join(calls) or '1'}", parameters)
