"""由谁受理: which body is competent for an item at a place, for a project, on a day. Exactly one, always.

The table is held in the process and asked without a query; acts read the item's own lines anew, and the database
refuses what slips through (approvals_competence_guard).
"""

from __future__ import annotations

import time
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from uuid import UUID

from yimen.kernel.base.asked_often import AskedOften
from yimen.kernel.orgs.models import Org, Region

from .models import DelegationLine, Item
from .models.delegation import live_lines
from .models.reference import body
from .states import DelegationKind

KEEP_SECONDS = 30.0


@dataclass(frozen=True, slots=True)
class Attributes:
    """项目情况 — what the conditions of a delegation ask about."""

    project_class: str = ""
    amount: Decimal | None = None


UNSTATED = Attributes()


@dataclass(frozen=True, slots=True)
class Line:
    """明细 — one line of the table, as plain values."""

    territory: str
    project_class: str
    amount_from: Decimal | None
    amount_below: Decimal | None
    starts_on: date
    ends_on: date | None
    kind: str
    receiver: Org
    grant_id: UUID

    def holds(self, places: frozenset[str], attributes: Attributes, on: date) -> bool:
        """Whether the line answers for one of the places (a place and all in which it lies)."""
        return (
            self.territory in places
            and self.starts_on <= on
            and (self.ends_on is None or on < self.ends_on)
            and (not self.project_class or self.project_class == attributes.project_class)
            and self._takes(attributes.amount)
        )

    def _takes(self, amount: Decimal | None) -> bool:
        if self.amount_from is None and self.amount_below is None:
            return True
        if amount is None:
            return False
        return (self.amount_from is None or amount >= self.amount_from) and (
            self.amount_below is None or amount < self.amount_below
        )


@dataclass(frozen=True, slots=True)
class Route:
    """去向 — the body to which one applies, and how it came to be competent: by itself, or through a line."""

    org: Org
    kind: str = ""
    in_name_of: Org | None = None
    line: Line | None = None


@dataclass(frozen=True)
class Places:
    """区域 — each place with all in which it lies; small, and the same for a process for a while."""

    within: Mapping[str, frozenset[str]]

    def of(self, place: str) -> frozenset[str]:
        return self.within.get(place, frozenset((place,)))


@dataclass
class RoutingTable:
    """去向表 — the live lines by item, and the places."""

    lines: Mapping[UUID, tuple[Line, ...]]
    places: Places
    read_at: float = field(default_factory=time.monotonic)

    def route(
        self, item: Item, place: str | None, attributes: Attributes = UNSTATED, *, received_on: date
    ) -> Route:
        """The way of one application; without a place, or where no line answers, it is the item's own body."""
        line = self.line(item, place, attributes, received_on)
        return Route(item.org) if line is None else _through(item, line)

    def line(self, item: Item, place: str | None, attributes: Attributes, received_on: date) -> Line | None:
        """The line that answers, or None where the item's own body does."""
        lines = self.lines.get(item.pk)
        if lines and place:
            places = self.places.of(place)
            for line in lines:
                if line.territory in places and line.holds(places, attributes, received_on):
                    return line
        return None


def _through(item: Item, line: Line) -> Route:
    own = None if line.kind == DelegationKind.DEVOLVED else item.org
    return Route(line.receiver, line.kind, own, line)


def competent_body(
    item: Item, place: Region | str | None, attributes: Attributes = UNSTATED, *, received_on: date
) -> Org:
    """主管机关 — the one body to which one applies for the item at the place, received on the day.

    What was received before the first day of a delegation stays with the old body.
    """
    code = place.area_code if isinstance(place, Region) else place
    line = table().line(item, code, attributes, received_on)
    return item.org if line is None else line.receiver


HAS_LINES = AskedOften(lambda item: live_lines([item]), settled=True)


def route_anew(
    item: Item, place: Region | str | None, attributes: Attributes = UNSTATED, *, received_on: date
) -> Route:
    """As ``competent_body``, with the item's lines read at this moment: for acts."""
    if not HAS_LINES.any(item.pk):
        return Route(body(item.org_id))
    code = place.area_code if isinstance(place, Region) else place
    fresh = RoutingTable(_by_item(live_lines([item.pk])), _places())
    return fresh.route(item, code, attributes, received_on=received_on)


_held: list[RoutingTable] = []


def table() -> RoutingTable:
    """The table of this process, at most half a minute old."""
    if not _held or time.monotonic() - _held[0].read_at > KEEP_SECONDS:
        _held[:] = [RoutingTable(_by_item(live_lines()), _places())]
    return _held[0]


def forget() -> None:
    """Reads anew at the next question."""
    _held.clear()
    _known.clear()


def _by_item(rows: Iterable[DelegationLine]) -> dict[UUID, tuple[Line, ...]]:
    found: dict[UUID, list[Line]] = {}
    for row in rows:
        found.setdefault(row.item_id, []).append(as_line(row))
    return {item: tuple(lines) for item, lines in found.items()}


def as_line(row: DelegationLine) -> Line:
    return Line(
        row.territory_id,
        row.project_class,
        row.amount_from,
        row.amount_below,
        row.starts_on,
        row.ends_on,
        row.kind,
        row.receiver,
        row.grant_id,
    )


_known: list[Places] = []


def _places() -> Places:
    """Every division with those above it; divisions change once in years, so a process reads them once."""
    if not _known:
        above = dict(Region.objects.values_list("area_code", "parent_id"))
        _known.append(Places({code: frozenset(_chain(code, above)) for code in above}))
    return _known[0]


def _chain(code: str | None, above: Mapping[str, str | None]) -> Iterable[str]:
    while code is not None:
        yield code
        code = above.get(code)


def meet(one: Line, other: Line) -> bool:
    """Whether two lines of an item would both answer some question."""
    places = _places()
    near = one.territory in places.of(other.territory) or other.territory in places.of(one.territory)
    classes = not one.project_class or not other.project_class or one.project_class == other.project_class
    days = _overlap(one.starts_on, one.ends_on, other.starts_on, other.ends_on)
    amounts = _overlap(one.amount_from, one.amount_below, other.amount_from, other.amount_below)
    return near and classes and days and amounts


def _overlap(first: object, end: object, other_first: object, other_end: object) -> bool:
    """Two ranges [first, end), open where None."""
    return _before(first, other_end) and _before(other_first, end)


def _before(start: object, end: object) -> bool:
    return start is None or end is None or start < end  # type: ignore[operator]


def asked_about(item: Item, on: date) -> frozenset[str]:
    """What an applicant must say so that the competent body is known: place, project_class, amount; mostly nothing."""
    return _asked(table().lines.get(item.pk, ()), on)


def asked_anew(item: Item, on: date) -> frozenset[str]:
    """As ``asked_about``, with the item's lines read at this moment: for acts."""
    return _asked([as_line(row) for row in live_lines([item.pk])] if HAS_LINES.any(item.pk) else [], on)


def _asked(lines: Iterable[Line], on: date) -> frozenset[str]:
    holding = [one for one in lines if one.starts_on <= on and (one.ends_on is None or on < one.ends_on)]
    asked = {"place"} if holding else set()
    if any(one.project_class for one in holding):
        asked.add("project_class")
    if any(one.amount_from is not None or one.amount_below is not None for one in holding):
        asked.add("amount")
    return frozenset(asked)


def lines_on(item: Item, on: date) -> list[Line]:
    """The lines of the item that hold on the day, for the guide."""
    found = [
        one
        for one in table().lines.get(item.pk, ())
        if one.starts_on <= on and (one.ends_on is None or on < one.ends_on)
    ]
    return sorted(found, key=lambda one: (one.territory, one.project_class))
