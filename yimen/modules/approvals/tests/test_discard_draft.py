"""放弃草稿: the owner gives the draft up; it had no case and leaves none."""

from __future__ import annotations

import pytest

from tests.trials import once, only, refused
from tests.world import NOON, World
from yimen.kernel.audit.recorded import recorded
from yimen.kernel.base.refusals import WrongState
from yimen.modules.approvals import actions
from yimen.modules.approvals.models import Application
from yimen.modules.approvals.states import State

pytestmark = pytest.mark.django_db


def test_ends_the_draft(world: World, draft: Application) -> None:
    done = actions.discard_draft(draft, by=world.resident, at=NOON)
    application = world.fresh(done.application)
    assert recorded(done) == "示例居民甲 放弃了草稿"
    assert (application.state, application.ended_at, application.case) == (State.DISCARDED, NOON, None)
    assert application.materials.count() == draft.materials.count()


def test_refuses_what_is_submitted_and_twice(
    world: World, submitted: Application, discarded: Application
) -> None:
    for application in (submitted, discarded):
        with refused(WrongState, application):
            actions.discard_draft(application, by=world.resident, at=NOON)


def test_only_the_applicant_or_the_window(world: World, draft: Application) -> None:
    only(world, draft, actions.discard_draft, "resident", "clerk", "reception")


def test_endpoint_discards_once(world: World, draft: Application) -> None:
    once(world.resident, draft, "discarding", "approvals.application.discarded")
