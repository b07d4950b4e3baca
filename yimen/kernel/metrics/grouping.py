"""How figures are counted in the database: those that share their rows in one query, each as an aggregate of its own;
all these queries are sent as one statement.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import Aggregate, Count, DecimalField, F, QuerySet, Sum
from django.db.models import Value as Constant
from django.db.models.expressions import Combinable
from django.db.models.functions import Coalesce

from .figures import Figure, Number, Rows
from .periods import Period


def grouped_by_rows(figures: Iterable[Figure]) -> dict[Rows, list[Figure]]:
    """Figures of the same rows, which have the same day."""
    groups: dict[Rows, list[Figure]] = {}
    for one in figures:
        groups.setdefault(one.rows, []).append(one)
    return groups


def counted(figure: Figure, period: Period) -> Aggregate | Coalesce:
    """A count of rows, not of a column: so that an index alone can answer it; or the sum of a column, 0 for none."""
    only = figure.only(period) if callable(figure.only) else figure.only
    if figure.sums:
        amount = DecimalField(max_digits=20, decimal_places=2)
        return Coalesce(Sum(figure.sums, filter=only or None), Constant(Decimal(0)), output_field=amount)
    return Count(Constant(1), filter=only) if only else Count("*")


def name(figure: Figure) -> str:
    """The figure's name as a column."""
    return figure.key.replace(".", "_").replace("-", "_").replace("@", "_")


@dataclass(frozen=True)
class Question:
    """What is asked of rows: the numbers of figures, as a whole or for each value of ``key``."""

    rows: QuerySet[Any]
    figures: Sequence[Figure]
    key: str | Combinable = ""

    def query(self, period: Period) -> QuerySet[Any]:
        """Grouped by the key; a constant groups nothing, so that the whole is one row, of nought too."""
        key = F(self.key) if isinstance(self.key, str) and self.key else self.key or Constant(1)
        numbers = {name(one): counted(one, period) for one in self.figures}
        grouped: QuerySet[Any] = self.rows.order_by().values(key=key).annotate(**numbers)
        return grouped


def answered(
    questions: Sequence[Question], period: Period
) -> Iterator[tuple[Question, str | None, dict[str, Number]]]:
    """The answers to all questions by one statement: which, the value of its key as text, the numbers."""
    parts, parameters = list[str](), list[Any]()
    for place, one in enumerate(questions):
        try:
            sql, given = one.query(period).query.get_compiler(connection=connection).as_sql()
        except EmptyResultSet:
            continue
        columns = ", ".join(f"{connection.ops.quote_name(name(each))}::numeric" for each in one.figures)
        key = "key::text" if one.key else "NULL"
        parts.append(f"SELECT {place}, {key}, ARRAY[{columns}] FROM ({sql}) AS part")  # noqa: S608
        parameters += given
    if not parts:
        return
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(parts), parameters)
        for place, value, numbers in cursor.fetchall():
            asked = questions[place]
            pairs = zip(asked.figures, numbers, strict=True)
            yield asked, value, {one.key: one.number(number) for one, number in pairs}
