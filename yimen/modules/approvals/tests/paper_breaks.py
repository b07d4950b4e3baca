"""Attempts to break the constraints of the custody of papers, each on a bundle that is whole."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from tests.world import NOON, World
from yimen.modules.approvals import actions
from yimen.modules.approvals.models import Application, PaperCustody, PaperMovement

Break = Callable[[World, Application], Any]
PAPER: dict[str, Break] = {}


def breaks(name: str) -> Callable[[Break], Break]:
    def decorate(attempt: Break) -> Break:
        PAPER[name] = attempt
        return attempt

    return decorate


def held(world: World) -> PaperCustody:
    facts: dict[str, Any] = {"title": "图纸", "sheets": 3}
    return actions.register_paper(world.submitted(), **facts, by=world.clerk, at=NOON).custody


def on_its_way(world: World) -> PaperCustody:
    custody = held(world)
    actions.hand_paper(custody, receiver=world.examiner.person, by=world.clerk, at=NOON)
    return custody


def change(custody: PaperCustody, **values: Any) -> int:
    return PaperCustody.objects.filter(pk=custody.pk).update(**values)


@breaks("paper_on_its_way_has_a_receiver")
def _(world: World, given: Application) -> Any:
    change(on_its_way(world), receiver=None)


@breaks("nobody_hands_paper_to_himself")
def _(world: World, given: Application) -> Any:
    change(on_its_way(world), receiver=world.clerk.person)


@breaks("paper_has_sheets")
def _(world: World, given: Application) -> Any:
    change(held(world), sheets=0)


@breaks("paper_is_on_one_way_at_once")
def _(world: World, given: Application) -> Any:
    custody = on_its_way(world)
    way = {"giver": world.clerk.person, "taker": world.head.person, "handed_at": NOON}
    PaperMovement.objects.create(custody=custody, **way)


@breaks("paper_arrives_after_it_was_handed")
def _(world: World, given: Application) -> Any:
    rows = PaperMovement.objects.filter(custody=on_its_way(world))
    rows.update(received_at=NOON - timedelta(days=1))
