"""How figures are counted in the database: those that share their rows in one query, each as an aggregate of its own."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from django.db.models import Aggregate, Count, DecimalField, Sum
from django.db.models import Value as Constant
from django.db.models.functions import Coalesce

from .figures import Figure, Rows
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
