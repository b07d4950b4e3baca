"""生效: on its first day, by the sweep; the one before it is superseded the same moment."""

from __future__ import annotations

from datetime import date

import pytest

from tests.trials import refused
from tests.world import World
from yimen.kernel.audit.recorded import recorded
from yimen.kernel.base.refusals import NotAllowed, RuleBroken, WrongState
from yimen.modules.approvals import actions, queries
from yimen.modules.approvals.models import ItemVersion
from yimen.modules.approvals.states import VersionState

pytestmark = pytest.mark.django_db


@pytest.fixture
def scheduled(world: World) -> ItemVersion:
    """In force from 9 March."""
    return world.published(world.copied(date(2026, 3, 9)))


def test_on_its_first_day(world: World, scheduled: ItemVersion) -> None:
    before = world.version()
    done = actions.bring_into_force(scheduled, by=world.machine("catalogue sweep"), at=world.later(7))
    before.refresh_from_db()
    assert recorded(done) == "城市道路占用、挖掘许可 第2版 生效"
    assert done.version.state == VersionState.IN_FORCE
    assert before.state == VersionState.SUPERSEDED


def test_not_a_day_earlier(world: World, scheduled: ItemVersion) -> None:
    assert scheduled not in queries.due_versions(date(2026, 3, 8))
    assert scheduled in queries.due_versions(date(2026, 3, 9))
    with refused(RuleBroken, scheduled, "此版本尚未到生效日期。"):
        actions.bring_into_force(scheduled, by=world.machine("catalogue sweep"), at=world.later(6))


def test_applications_follow_the_day_and_not_the_sweep(world: World, scheduled: ItemVersion) -> None:
    assert world.draft(at=world.later(6)).version.number == 1
    assert world.draft(at=world.later(7)).version == scheduled


def test_once(world: World, scheduled: ItemVersion) -> None:
    actions.bring_into_force(scheduled, by=world.machine("catalogue sweep"), at=world.later(7))
    with refused(WrongState, scheduled):
        actions.bring_into_force(scheduled, by=world.machine("catalogue sweep"), at=world.later(7))


def test_only_the_sweep(world: World, scheduled: ItemVersion) -> None:
    for by in (world.actor("approver.catalogue"), world.administrator, world.machine("city data")):
        with refused(NotAllowed, scheduled):
            actions.bring_into_force(scheduled, by=by, at=world.later(7))
