"""领导总览: work in hand, what is at risk and overdue, today's intake against the usual, by department, centre, district.

Counts alone, the same for the leader's page and for the wall. Districts stand as tiles in their rough places (the city's
own parameter ``portal.district_map``): a map without geometry, on which each district is as large as its name needs.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from yimen.kernel import policies
from yimen.kernel.metrics import counting, figures
from yimen.kernel.metrics.counting import Row, Value
from yimen.kernel.metrics.figures import Number
from yimen.kernel.metrics.periods import Period, one_day
from yimen.kernel.metrics.scope import Scope
from yimen.kernel.orgs.models import Region
from yimen.kernel.web.words import named
from yimen.modules.approvals import public as approvals
from yimen.modules.supervision import public as supervision

IN_HAND = (approvals.OPEN, approvals.NEAR_DUE, approvals.OVERDUE)
OF_TODAY = (approvals.ACCEPTED, approvals.CONCLUDED)
ALERTS = (supervision.ALERTS_OPEN, supervision.ALERTS_LATE)
USUAL_DAYS = timedelta(days=28)
SIDE, GAP, EDGE = 100, 6, 8
SHADES = 4


@dataclass(frozen=True)
class Tile:
    """区县方格 — a district at its rough place, with what is in hand, at risk and overdue there."""

    name: str
    more: str
    values: tuple[Value, ...]
    column: int
    row: int
    shade: int

    @property
    def x(self) -> int:
        return self.column * (SIDE + GAP)

    @property
    def y(self) -> int:
        return self.row * (SIDE + GAP)

    @property
    def full_name(self) -> str:
        return f"{self.name} {self.more}".strip()


@dataclass(frozen=True)
class Board:
    """总览 — the counts of one moment, ``alerts`` those of supervision.

    ``usual`` is what is accepted on an average working day of the last four weeks.
    """

    values: Sequence[Value]
    today: Sequence[Value]
    alerts: Sequence[Value]
    usual: Decimal | None
    departments: Sequence[Row]
    centres: Sequence[Row]
    tiles: Sequence[Tile]
    elsewhere: Sequence[Row]

    @property
    def against_usual(self) -> Decimal | None:
        """Today's intake in a hundred of the usual."""
        intake = self.today[0].number
        if not self.usual or intake is None:
            return None
        return figures.percent(intake, self.usual)

    @property
    def width(self) -> int:
        return max((one.x for one in self.tiles), default=0) + SIDE + EDGE

    @property
    def height(self) -> int:
        return max((one.y for one in self.tiles), default=0) + SIDE + EDGE


def board(scope: Scope, today: date) -> Board:
    """The counts of the moment in a scope."""
    day = one_day(today, today)
    values = counting.read([*IN_HAND, *OF_TODAY, *ALERTS], day, scope)
    now, rest = values[: len(IN_HAND)], values[len(IN_HAND) :]
    districts = counting.read_by(IN_HAND, day, scope, "district")
    tiles, elsewhere = _map(districts, day)
    return Board(
        values=now,
        today=rest[: len(OF_TODAY)],
        alerts=rest[len(OF_TODAY) :],
        usual=_usual(scope, today),
        departments=_urgent(counting.read_by(IN_HAND, day, scope, "department")),
        centres=_urgent(counting.read_by(IN_HAND, day, scope, "centre")),
        tiles=tiles,
        elsewhere=elsewhere,
    )


def _usual(scope: Scope, today: date) -> Decimal | None:
    before = Period(today - USUAL_DAYS, today - timedelta(days=1), today)
    return figures.per_day(counting.count(approvals.ACCEPTED, before, scope), before.working_days)


def _urgent(rows: Sequence[Row]) -> list[Row]:
    """What is overdue first, then what is at risk, then the most in hand."""
    return sorted(rows, key=lambda row: tuple(-(row.values[n].number or 0) for n in (2, 1, 0)))


def _map(rows: Sequence[Row], day: Period) -> tuple[list[Tile], list[Row]]:
    """The tiles of the city's map, and the rows of places that have no tile."""
    places = places_on(day.today)
    found = {str(row.key): row for row in rows}
    most = max((row.number or 0 for key, row in found.items() if key in places), default=0)
    regions = {one.pk: one for one in Region.objects.filter(pk__in=places)}
    tiles = [
        _tile(regions[code], place, found.get(code), most)
        for code, place in places.items()
        if code in regions
    ]
    return tiles, [row for key, row in found.items() if key not in places]


def _tile(region: Region, place: tuple[int, int], row: Row | None, most: Number) -> Tile:
    values = row.values if row is not None else tuple(Value(one, 0) for one in IN_HAND)
    number = values[0].number or 0
    name, _space, more = named(region).partition(" ")
    shade = int(-(-number * SHADES // most)) if most else 0
    return Tile(name, more, values, place[0], place[1], shade)


def places_on(day: date) -> dict[str, tuple[int, int]]:
    """区县方格 by the codes of their regions: column and row. A city that has not drawn its map has none."""
    drawn = policies.find(day, "portal.district_map")
    found: dict[str, tuple[int, int]] = {}
    for one in (drawn.text if drawn is not None else "").split(";"):
        code, _space, place = one.strip().partition(" ")
        column, _comma, row = place.partition(",")
        if column.strip().isdecimal() and row.strip().isdecimal():
            found[code] = (int(column), int(row))
    return found
