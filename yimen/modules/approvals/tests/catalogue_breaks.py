"""Attempts to break the constraints of the catalogue, by their names; test_constraints.py makes them."""

from __future__ import annotations

from datetime import date
from typing import Any

from tests.world import NOON, World
from yimen.modules.approvals.models import (
    Application,
    BasicItem,
    Cancellation,
    Item,
    Suspension,
    VersionOpinion,
)

FROM, TO = date(2026, 3, 9), date(2026, 4, 1)


def _suspended(world: World, **changed: Any) -> Suspension:
    version = world.version()
    told = {"instrument_no": "示例〔2026〕5号", "notice": "暂停", "suspended_by": "x", "suspended_at": NOON}
    facts = told | {"item_id": version.item_id, "version": version, "from_on": FROM, "to_on": TO}
    return Suspension.objects.create(**facts | changed)


def _opinion(world: World, **changed: Any) -> VersionOpinion:
    facts = {"version": world.version(), "review_round": 1, "kind": "legal", "stance": "agree"}
    said = {"text": "", "given_by": "x", "given_by_label": "x", "given_at": NOON}
    return VersionOpinion.objects.create(**facts | said | changed)


def _overlapping_suspensions(world: World, _given: Application) -> None:
    _suspended(world)
    _suspended(world, from_on=date(2026, 3, 31), to_on=date(2026, 5, 1))


def _two_opinions(world: World, _given: Application) -> None:
    _opinion(world)
    _opinion(world, stance="disagree", text="不同意")


def _cancelled_without_instrument(world: World, _given: Application) -> None:
    facts = {"instrument_no": "", "on": FROM, "cancelled_by": "x", "cancelled_at": NOON}
    Cancellation.objects.create(item=world.item(), **facts)


def _basic(world: World, **changed: Any) -> BasicItem:
    facts = {"basic_code": "B1", "code_scheme": "local", "name": "示例", "item_type": "01", "level": "3"}
    return BasicItem.objects.create(**facts | {"valid_from": FROM} | changed)


def _two_basic_codes(world: World, _given: Application) -> None:
    _basic(world)
    _basic(world, name="另一项")


def _two_items(world: World, _given: Application) -> None:
    item = world.item()
    Item.objects.filter(org=item.org).update(basic=_basic(world))


def _two_official_codes(_world: World, _given: Application) -> None:
    Item.objects.update(official_code="1", code_scheme="local")


CATALOGUE = {
    "basic_code_once_in_a_scheme": _two_basic_codes,
    "basic_item_ends_after_it_begins": lambda world, _given: _basic(world, valid_to=FROM),
    "one_item_of_a_basic_item_in_a_body": _two_items,
    "official_code_once_in_a_scheme": _two_official_codes,
    "cancellation_has_its_instrument": _cancelled_without_instrument,
    "disagreement_has_its_reason": lambda world, _given: _opinion(world, stance="disagree"),
    "one_opinion_of_a_kind_in_a_round": _two_opinions,
    "one_suspension_of_an_item_at_a_time": _overlapping_suspensions,
    "suspension_ends_after_it_begins": lambda world, _given: _suspended(world, to_on=FROM),
    "suspension_has_its_instrument": lambda world, _given: _suspended(world, instrument_no=""),
    "suspension_is_resumed_within_it": lambda world, _given: _suspended(world, resumed_on=date(2026, 4, 2)),
}
