"""常问 — a question that acts ask again and again: its SQL is composed once, each asking costs one round trip.

Composing a queryset takes several times as long as a small prepared statement. What is asked is the same queryset with the
same conditions, read at this moment; nothing is kept but the text of the question. In a batch of acts what is settled (the
catalogue, its lines, its links: nothing that an act on a case changes) is asked once.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import QuerySet

from .meanwhile import kept

Value = UUID | date | datetime | str


class AskedOften:
    """``AskedOften(lambda code, on: Row.objects.filter(code=code, on=on))``: is there a row?

    The values are UUIDs, dates, moments and texts; each stands in the queryset as it is given.
    """

    def __init__(self, rows: Callable[..., QuerySet[Any, Any]], *, settled: bool = False) -> None:
        self.rows = rows
        self.settled = settled
        self._composed: dict[bool, tuple[str, tuple[Any, ...]]] = {}

    def any(self, *values: Value) -> bool:
        """Whether there is a row."""
        return self.first(*values) is not None

    def first(self, *values: Value) -> Any:
        """The first column of the first row, or None: for rows given with ``values_list``."""
        row = self.row(*values)
        return None if row is None else row[0]

    def row(self, *values: Value) -> tuple[Any, ...] | None:
        """The first row, or None: for rows given with ``values_list`` of columns that need no conversion."""
        found = self._answer(values, only_first=True)
        return found[0] if found else None

    def all(self, *values: Value) -> list[tuple[Any, ...]]:
        """Every row, as ``row`` gives one."""
        return self._answer(values, only_first=False)

    def _answer(self, values: tuple[Value, ...], *, only_first: bool) -> list[tuple[Any, ...]]:
        if not self.settled:
            return self._ask(values, only_first)
        return kept((self, values, only_first), lambda: self._ask(values, only_first))

    def _ask(self, values: tuple[Value, ...], only_first: bool) -> list[tuple[Any, ...]]:
        if only_first not in self._composed:
            self._composed[only_first] = self._compose(values, only_first)
        sql, places = self._composed[only_first]
        parameters = [values[one.number] if isinstance(one, _Place) else one for one in places]
        with connection.cursor() as cursor:
            cursor.execute(sql, parameters)
            return list(cursor.fetchall())

    def _compose(self, values: tuple[Value, ...], only_first: bool) -> tuple[str, tuple[Any, ...]]:
        marks = list(_marks(values))
        rows = self.rows(*marks)
        if not rows.query.values_select:
            rows = rows.order_by().values_list("pk")
        rows = rows[:1] if only_first else rows
        try:
            sql, given = rows.query.get_compiler(connection=connection).as_sql()
        except EmptyResultSet:
            raise ValueError("a question that no row can answer") from None
        places = tuple(_Place(marks.index(one)) if one in marks else one for one in given)
        if {one.number for one in places if isinstance(one, _Place)} != set(range(len(values))):
            raise ValueError("a value does not stand in the question as it was given")
        return sql, places


class _Place:
    """Where a value of the asker goes."""

    def __init__(self, number: int) -> None:
        self.number = number


def _marks(values: tuple[Any, ...]) -> Iterator[Any]:
    """Values of the same kinds that occur nowhere else, by which their places are found."""
    for number, value in enumerate(values):
        if isinstance(value, UUID):
            yield UUID(int=0xA5ED_0F7E_0000 + number)
        elif isinstance(value, datetime):
            yield datetime(1, 2, 3, tzinfo=UTC) + timedelta(seconds=number)
        elif isinstance(value, date):
            yield date(1, 2, 3 + number)
        elif isinstance(value, str):
            yield f"asked often {number}"
        else:
            raise TypeError(f"{value!r} cannot stand in a question")
