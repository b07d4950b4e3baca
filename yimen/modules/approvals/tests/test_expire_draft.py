"""草稿过期: the sweep ends what nobody touched for as long as the city's parameter says, and nothing younger."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.trials import only, refused
from tests.world import NOON, World
from yimen.kernel.audit.recorded import recorded
from yimen.kernel.base.refusals import RuleBroken, WrongState
from yimen.modules.approvals import actions, queries
from yimen.modules.approvals.models import Application
from yimen.modules.approvals.states import State

pytestmark = pytest.mark.django_db
OLD = NOON + timedelta(days=91)


def test_ends_the_draft(world: World, draft: Application) -> None:
    done = actions.expire_draft(draft, by=world.machine("draft sweep"), at=OLD)
    application = world.fresh(done.application)
    assert recorded(done) == "草稿长期未提交，已自动清理"
    assert (application.state, application.ended_at) == (State.DISCARDED, OLD)


def test_the_sweep_finds_it_after_ninety_days_and_not_before(world: World, draft: Application) -> None:
    assert draft not in queries.old_drafts((NOON + timedelta(days=90)).date())
    assert draft in queries.old_drafts(OLD.date())
    actions.amend_draft(draft, contact={"subject": "x"}, by=world.resident, at=world.later(1))
    assert draft not in queries.old_drafts(OLD.date())


def test_refuses_a_draft_that_was_touched_meanwhile(world: World, draft: Application) -> None:
    actions.amend_draft(draft, contact={"subject": "x"}, by=world.resident, at=world.later(1))
    with refused(RuleBroken, draft, "草稿还没有过期。"):
        actions.expire_draft(draft, by=world.machine("draft sweep"), at=OLD)


def test_refuses_what_is_submitted(world: World, submitted: Application, discarded: Application) -> None:
    for application in (submitted, discarded):
        with refused(WrongState, application):
            actions.expire_draft(application, by=world.machine("draft sweep"), at=OLD)


def test_only_the_sweep(world: World, draft: Application) -> None:
    only(world, draft, actions.expire_draft)
