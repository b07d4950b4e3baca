"""What must come before what, broken on purpose: see test_constraints.py."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from tests.world import NOON, World
from yimen.modules.approvals.models import Application, Prerequisite, PrerequisiteCheck

SINCE = date(2026, 1, 1)


def arrow(world: World, **changed: Any) -> Prerequisite:
    """One that holds, or would not."""
    facts: dict[str, Any] = {
        "before": world.item("investment-filing"),
        "after": world.item(),
        "kind": "soft",
        "legal_basis": "行政许可法第十二条",
        "since": SINCE,
    }
    return Prerequisite.objects.create(**facts | changed)


def twice(world: World, **changed: Any) -> None:
    arrow(world)
    arrow(world, **changed)


def checked_twice(world: World, given: Application) -> None:
    facts = {"application": given, "prerequisite": arrow(world), "checked_by": "甲", "checked_at": NOON}
    PrerequisiteCheck.objects.create(**facts, evidence="一")
    PrerequisiteCheck.objects.create(**facts, evidence="二")


PRECEDENCE: dict[str, Callable[[World, Application], Any]] = {
    "a_prerequisite_has_its_basis": lambda world, _given: arrow(world, legal_basis=""),
    "a_prerequisite_is_checked_once": checked_twice,
    "an_ended_prerequisite_has_its_basis": lambda world, _given: arrow(world, ended_on=SINCE),
    "an_item_comes_before_another_once": lambda world, _given: twice(world),
    "no_item_comes_before_itself": lambda world, _given: arrow(world, before=world.item()),
    "only_hard_prerequisites_block": lambda world, _given: arrow(world, blocks_decision=True),
}
