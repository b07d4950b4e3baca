"""补齐容缺材料: everything that was tolerated is there; its clock stops and the decision is free."""

from __future__ import annotations

import pytest

from tests.trials import clocks, once, only, refused
from tests.world import NOON, World
from yimen.kernel.audit.recorded import recorded
from yimen.kernel.base.refusals import RuleBroken, WrongState
from yimen.modules.approvals import actions
from yimen.modules.approvals.models import Application

pytestmark = pytest.mark.django_db


@pytest.fixture
def tolerated(world: World) -> Application:
    application = world.submitted(without=["restoration-plan"])
    facts = {"window": None, "promise": "补交", "days": 10}
    return actions.accept_with_tolerance(application, **facts, by=world.clerk, at=NOON).application


def bring(world: World, application: Application) -> None:
    actions.attach_material(
        application,
        key="restoration-plan",
        name="方案",
        received=world.received(),
        by=world.resident,
        at=world.later(1),
    )


def test_frees_the_decision(world: World, tolerated: Application) -> None:
    bring(world, tolerated)
    done = actions.supply_tolerated(tolerated, by=world.resident, at=world.later(1))
    application = world.fresh(done.application)
    assert recorded(done) == "示例居民甲 补齐了容缺材料"
    assert done.materials == ["占用期满清理和恢复原状方案"]
    assert application.tolerance.supplied_at == world.later(1)
    assert clocks(application)["tolerance"] == (10, "2026-03-16", "stopped")
    assert clocks(application)["promised"] == (8, "2026-03-12", "running")


def test_refuses_while_something_is_missing(world: World, tolerated: Application) -> None:
    with refused(RuleBroken, tolerated, "还缺少材料：占用期满清理和恢复原状方案"):
        actions.supply_tolerated(tolerated, by=world.resident, at=NOON)


def test_refuses_what_waits_for_nothing(world: World, accepted: Application, tolerated: Application) -> None:
    bring(world, tolerated)
    actions.supply_tolerated(tolerated, by=world.resident, at=world.later(1))
    for application in (accepted, tolerated):
        with refused(RuleBroken, application, "没有等待补交的容缺材料。"):
            actions.supply_tolerated(application, by=world.resident, at=world.later(1))


def test_refuses_before_acceptance(world: World, submitted: Application) -> None:
    with refused(WrongState, submitted):
        actions.supply_tolerated(submitted, by=world.resident, at=NOON)


def test_only_the_applicant_or_the_window(world: World, tolerated: Application) -> None:
    only(world, tolerated, actions.supply_tolerated, "resident", "clerk", "reception")


def test_endpoint_supplies_once(world: World, tolerated: Application) -> None:
    bring(world, tolerated)
    once(world.resident, tolerated, "tolerated-supply", "approvals.tolerance.supplied", again=422)
