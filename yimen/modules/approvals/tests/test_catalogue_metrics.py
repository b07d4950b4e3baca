"""Figures of the catalogue: items in force and in the centres, what a round cancelled, counties, centres; by way."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from tests.sixth_round import SixthRound
from tests.world import FOUR_ONES, NOON, World
from yimen.kernel.metrics import counting
from yimen.kernel.metrics.datasets import datasets
from yimen.kernel.metrics.periods import Period
from yimen.kernel.metrics.scope import WHOLE_CITY, Scope
from yimen.kernel.orgs.models import Org
from yimen.modules.approvals import actions, catalogue_metrics, way_metrics
from yimen.modules.approvals.models import ItemVersion

pytestmark = pytest.mark.django_db
TODAY = NOON.date()


def numbers(last: date = TODAY, scope: Scope = WHOLE_CITY) -> dict[str, Any]:
    period = Period(date(last.year, 1, 1), last, last + timedelta(days=1))
    found = counting.read(catalogue_metrics.MEASURES, period, scope)
    return {one.measure.code.split(".")[1]: one.number for one in found}


def test_the_catalogue_on_a_day(world: World) -> None:
    found = numbers()
    in_force = ItemVersion.objects.filter(state__in=["in_force", "suspended"])
    assert found == {
        "items": in_force.count(),
        "items-in-centres": in_force.filter(centre__kind__in=["centre", "subcentre"]).count(),
        "items-cancelled": 0,
        "delegated-counties": 0,
        "sub-centres": 4,
        "network-centres": 16,
    }
    assert found["items"] == 55
    assert numbers(NOON.date().replace(year=1990))["items"] == 0


def test_an_item_that_is_cancelled_by_a_round(world: World) -> None:
    cast = SixthRound(world)
    round_ = cast.opened()
    for proposal in list(round_.proposals.all()):
        cast.decided(proposal, "cancel" if proposal.item.code == FOUR_ONES else "retain")
    cast.published(round_)
    assert numbers()["items-cancelled"] == 1
    assert numbers(TODAY - timedelta(days=1))["items-cancelled"] == 0
    assert numbers(scope=Scope(paths=("city-government.education.",)))["items-cancelled"] == 0
    (row,) = datasets()["approvals-cancelled"].records(Period(TODAY, TODAY, TODAY), WHOLE_CITY)
    assert row[:4] == (6, TODAY, FOUR_ONES, "城市道路占用、挖掘许可")


def test_a_county_counts_once_while_it_has_powers(world: World) -> None:
    loader = world.machine("city data")
    receiver = Org.objects.select_related("region").get(code="county-faku")
    for code in ("river-works", "road-occupation"):
        item = world.item(code)
        grant = actions.draft_delegation(
            item.org, kind="devolved", title="示例", instrument_no="示例〔2026〕1号", items=[item],
            receivers=[(receiver, receiver.region)], starts_on=TODAY, by=loader, at=NOON,
        ).grant  # fmt: skip
        actions.publish_delegation(grant, by=loader, at=NOON)
    assert numbers()["delegated-counties"] == 1
    assert numbers(TODAY - timedelta(days=1))["delegated-counties"] == 0
    rows = list(datasets()["approvals-delegations"].records(Period(TODAY, TODAY, TODAY), WHOLE_CITY))
    assert sorted((row[0], row[2], row[5], row[7]) for row in rows) == [
        ("river-works", "下放", "210124000000", "county"),
        ("road-occupation", "下放", "210124000000", "county"),
    ]


def test_accepted_by_way(world: World) -> None:
    world.accepted()
    day = Period(TODAY, TODAY, TODAY)
    split = {
        by: [
            (str(row.label), row.number)
            for row in counting.read_by(way_metrics.MEASURES, day, WHOLE_CITY, by)
        ]
        for by in ("pattern", "way", "mode")
    }
    assert split == {"pattern": [("四个一", 1)], "way": [("网上", 1)], "mode": [("承诺件", 1)]}
