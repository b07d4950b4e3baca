"""What of a question the kept numbers can answer, and their answer. The rest is counted from the rows (counting.py).

A day whose rows have changed since it was counted is *stale*: it is left out here and counted live, so that the sum
is always what the rows say.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from django.conf import settings
from django.db import connection
from django.db.models import Q, QuerySet, Sum

from .cells import is_kept, table_of
from .figures import Figure, Number
from .models import RollupCell
from .periods import Period
from .scope import Scope

MOST_RUNS = 4
"""Stretches of stale days that are counted beside the kept ones; more, and the rows are counted as a whole."""
KNOWN = """
SELECT figure, NULL::text, NULL::date FROM metrics_keptfigure WHERE figure = ANY(%(figures)s)
UNION ALL
SELECT DISTINCT NULL, table_name, on_day FROM (
    SELECT table_name, coalesce(day, (moment AT TIME ZONE %(zone)s)::date) AS on_day FROM metrics_changedday
    WHERE table_name = ANY(%(tables)s)
) c WHERE on_day BETWEEN %(first)s AND %(last)s
ORDER BY 3
"""


@dataclass(frozen=True)
class Plan:
    """汇总与实时 — the figures answered by kept numbers, the days of each that are counted live, and all the others."""

    kept: tuple[Figure, ...] = ()
    live: tuple[Figure, ...] = ()
    stale: Mapping[str, tuple[date, ...]] = field(default_factory=dict)

    def stale_days(self, figure: Figure) -> tuple[date, ...]:
        return self.stale.get(table_of(figure.rows), ())

    def by_stale_days(self) -> dict[tuple[date, ...], list[Figure]]:
        """The kept figures, those together of which the same days are stale."""
        found: dict[tuple[date, ...], list[Figure]] = {}
        for one in self.kept:
            found.setdefault(self.stale_days(one), []).append(one)
        return found


def plan(figures: Sequence[Figure], period: Period) -> Plan:
    """One query, and none where no figure is kept by day."""
    able = [one for one in figures if is_kept(one)]
    if not able:
        return Plan(live=tuple(figures))
    built, stale = _known(able, period)
    kept = tuple(
        one
        for one in able
        if one.key in built and len(runs(stale.get(table_of(one.rows), ()), period)) <= MOST_RUNS
    )
    keys = {one.key for one in kept}
    return Plan(kept, tuple(one for one in figures if one.key not in keys), stale)


def _known(figures: Sequence[Figure], period: Period) -> tuple[set[str], dict[str, tuple[date, ...]]]:
    built: set[str] = set()
    stale: dict[str, tuple[date, ...]] = {}
    with connection.cursor() as cursor:
        asked: dict[str, Any] = {
            "figures": [one.key for one in figures],
            "tables": list({table_of(one.rows) for one in figures}),
            "zone": settings.TIME_ZONE,
            "first": period.first,
            "last": period.last,
        }
        cursor.execute(KNOWN, asked)
        for figure, table, day in cursor.fetchall():
            if figure is not None:
                built.add(figure)
            else:
                stale[table] = (*stale.get(table, ()), day)
    return built, stale


def runs(days: Iterable[date], period: Period) -> list[Period]:
    """Days in their order as stretches without a gap."""
    found: list[tuple[date, date]] = []
    for day in days:
        if found and day - found[-1][1] <= timedelta(days=1):
            found[-1] = (found[-1][0], day)
        else:
            found.append((day, day))
    return [Period(first, last, period.today) for first, last in found]


def sums(asked: Plan, period: Period, scope: Scope) -> dict[str, Number]:
    """The kept numbers of the plan's figures, without their stale days."""
    found: dict[str, Number] = {one.key: 0 for one in asked.kept}
    for stale, figures in asked.by_stale_days().items():
        known = {one.key: one for one in figures}
        rows = _cells(known, period, scope, "").exclude(day__in=stale).values("figure")
        for key, number in rows.annotate(n=Sum("number")).values_list("figure", "n"):
            found[key] = known[key].number(number)
    return found


def sums_by(asked: Plan, period: Period, scope: Scope, dimension: str) -> dict[Any, dict[str, Number]]:
    """The same by the values of a dimension, or by day (``""``)."""
    found: dict[Any, dict[str, Number]] = {}
    for stale, figures in asked.by_stale_days().items():
        known = {one.key: one for one in figures}
        rows = _cells(known, period, scope, dimension).exclude(day__in=stale)
        split = "key" if dimension else "day"
        for figure, value, number in (
            rows.values("figure", split).annotate(n=Sum("number")).values_list("figure", split, "n")
        ):
            key = _value(known[figure], dimension, value)
            found.setdefault(key, {})[figure] = known[figure].number(number)
    return found


def _cells(figures: Iterable[str], period: Period, scope: Scope, dimension: str) -> QuerySet[RollupCell]:
    narrowed = Q() if scope.is_whole else scope.narrow()
    return RollupCell.objects.filter(
        narrowed,
        figure__in=list(figures),
        dimension=dimension,
        is_whole=scope.is_whole,
        day__gte=period.first,
        day__lte=period.last,
    ).order_by()


def _value(figure: Figure, dimension: str, value: Any) -> Any:
    """The value of a dimension as the rows have it."""
    split = figure.dimension(dimension)
    return value if split is None or value is None else split.read(value)
