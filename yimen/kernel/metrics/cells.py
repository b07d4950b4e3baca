"""汇总数 from rows: one statement counts all figures of the same rows, for some days, by one dimension, into cells.

What is kept and what is counted live come from the same queryset of the figure's definition, so they cannot mean
different things.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

from django.db import connection
from django.db.models import CharField, F, QuerySet
from django.db.models import Value as Constant

from .figures import Figure, Rows, every_figure
from .grouping import counted, grouped_by_rows, name
from .periods import Period, one_day
from .scope import WHOLE_CITY

EARLIEST, LATEST = date(1900, 1, 1), date(2999, 12, 31)
COLUMNS = "figure, dimension, is_whole, day, org_path, centre_path, key, number"
OWN = "figure = ANY(%s) AND dimension = %s AND day BETWEEN %s AND %s"
COUNTED = """
WITH counted AS (
    SELECT v.figure, q.cell_day AS day, q.cell_org AS org_path, q.cell_centre AS centre_path, q.cell_key::text AS key, v.number
    FROM ({sql}) q CROSS JOIN LATERAL (VALUES {pairs}) AS v (figure, number) WHERE v.number <> 0
), both_ways AS (
    SELECT figure, false AS is_whole, day, org_path, centre_path, key, number FROM counted
    UNION ALL SELECT figure, true, day, '', '', key, sum(number) FROM counted GROUP BY figure, day, key
)
SELECT figure, %s::text AS dimension, is_whole, day, org_path, centre_path, key, number FROM both_ways
"""
GONE = f"DELETE FROM metrics_rollupcell WHERE {OWN}"  # noqa: S608 - made of constants
DIFFERENT = f"""
WITH counted AS ({{source}}), kept AS (SELECT {COLUMNS} FROM metrics_rollupcell WHERE {OWN})
SELECT coalesce(c.figure, k.figure), coalesce(c.day, k.day), coalesce(c.org_path, k.org_path), coalesce(c.key, k.key),
       coalesce(k.number, 0), coalesce(c.number, 0)
FROM counted c FULL JOIN kept k ON (c.figure, c.is_whole, c.day, c.org_path, c.centre_path)
        = (k.figure, k.is_whole, k.day, k.org_path, k.centre_path)
    AND (c.key IS NULL) = (k.key IS NULL) AND coalesce(c.key, '') = coalesce(k.key, '')
WHERE c.number IS DISTINCT FROM k.number
ORDER BY 1, 2, 3, 4
"""  # noqa: S608 - made of constants


@dataclass(frozen=True)
class Part:
    """汇总的一部分 — figures of the same rows, split one way: for each body and centre, and added up for the whole city."""

    figures: tuple[Figure, ...]
    dimension: str

    def own(self, first: date, last: date) -> list[Any]:
        """What tells its cells from all others."""
        return [[one.key for one in self.figures], self.dimension, first, last]


@dataclass(frozen=True)
class Difference:
    """汇总不符 — a cell that does not say what its rows say."""

    figure: str
    dimension: str
    day: date
    org_path: str
    key: str | None
    kept: Any
    counted: Any


def is_kept(figure: Figure) -> bool:
    """Whether the figure is kept by day: it has a day, and what it counts does not depend on the day of asking."""
    return bool(figure.day) and figure.is_kept and not callable(figure.only)


def kept_figures() -> list[Figure]:
    """Every definition, old ones too, whose numbers are kept."""
    return [one for one in every_figure() if is_kept(one)]


@lru_cache(maxsize=256)
def table_of(rows: Rows) -> str:
    """The table whose changes change the figure."""
    found: str = rows(one_day(EARLIEST, EARLIEST), WHOLE_CITY).model._meta.db_table
    return found


def parts(figures: Iterable[Figure]) -> Iterator[Part]:
    """What is to be written for these figures."""
    for group in grouped_by_rows(figures).values():
        names = dict.fromkeys(each.name for one in group for each in one.dimensions)
        for dimension in ("", *names):
            able = tuple(one for one in group if not dimension or one.dimension(dimension))
            yield Part(able, dimension)


def write(part: Part, first: date, last: date) -> None:
    """The cells of these days are taken away and counted anew."""
    source, params = _source(part, first, last)
    with connection.cursor() as cursor:
        cursor.execute(GONE, part.own(first, last))
        cursor.execute(f"INSERT INTO metrics_rollupcell ({COLUMNS}) {source}", params)


def differences(part: Part, first: date, last: date) -> list[Difference]:
    """The cells of these days that do not say what the rows say."""
    source, params = _source(part, first, last)
    with connection.cursor() as cursor:
        cursor.execute(DIFFERENT.format(source=source), [*params, *part.own(first, last)])
        return [Difference(row[0], part.dimension, *row[1:]) for row in cursor.fetchall()]


def _source(part: Part, first: date, last: date) -> tuple[str, list[Any]]:
    """Counts of the rows as rows of cells: one SELECT, a cell for each figure that is not nought."""
    sql, params = _counts(part, Period(first, last, last)).query.sql_with_params()
    pairs = ", ".join(f'(%s, q."{name(one)}"::numeric)' for one in part.figures)
    source = COUNTED.format(sql=sql, pairs=pairs)
    return source, [*params, *(one.key for one in part.figures), part.dimension]


def _counts(part: Part, period: Period) -> QuerySet[Any]:
    first = part.figures[0]
    day = F(first.day) if isinstance(first.day, str) else first.day
    org, centre = first.scope_by
    split = first.dimension(part.dimension)
    keys = {
        "cell_day": day,
        "cell_org": _column(org),
        "cell_centre": _column(centre),
        "cell_key": F(split.value) if split else Constant(None, output_field=CharField()),
    }
    measured = {name(one): counted(one, period) for one in part.figures}
    found: QuerySet[Any] = first.rows(period, WHOLE_CITY).order_by().values(**keys).annotate(**measured)
    return found


def _column(path: str) -> Any:
    return F(path) if path else Constant("", output_field=CharField())


def groups_of(figures: Sequence[Figure], table: str) -> list[Figure]:
    """Those of the figures that are counted from this table."""
    return [one for one in figures if table_of(one.rows) == table]
