"""当场更正 (行政许可法 32(3)): what can be put right at once is put right; nothing else changes."""

from __future__ import annotations

import pytest

from tests.trials import clocks, facts_of, only, post, refused
from tests.world import NOON, World
from yimen.kernel.audit.recorded import recorded
from yimen.kernel.base.refusals import RuleBroken, WrongState
from yimen.modules.approvals import actions
from yimen.modules.approvals.models import Application
from yimen.modules.approvals.states import State

pytestmark = pytest.mark.django_db
FACTS = {"what": "更正电话", "values": {"contact_phone": " 13900000000 "}}


def test_puts_it_right_and_nothing_else(world: World, submitted: Application) -> None:
    done = actions.correct_on_the_spot(submitted, **FACTS, by=world.clerk, at=NOON)
    application = world.fresh(done.application)
    assert recorded(done) == "示例·陈静 协助申请人当场更正：更正电话"
    assert (application.state, application.contact_phone) == (State.SUBMITTED, "13900000000")
    assert (application.subject, application.applicant_name) == ("示例申请", "示例居民甲")
    assert clocks(application) == {"acceptance": (5, "2026-03-09", "running")}


@pytest.mark.parametrize("field", ["applicant_name", "state", "answers", "accepted_on"])
def test_refuses_other_fields(world: World, submitted: Application, field: str) -> None:
    with refused(RuleBroken, submitted, "这一栏不能当场更正。"):
        actions.correct_on_the_spot(submitted, what="更正", values={field: "x"}, by=world.clerk, at=NOON)


def test_refuses_what_does_not_fit(world: World, submitted: Application) -> None:
    with refused(RuleBroken, submitted, "最多填写 30 个字。", ["contact_phone"]):
        actions.correct_on_the_spot(
            submitted, what="更正", values={"contact_phone": "1" * 31}, by=world.clerk, at=NOON
        )


def test_refuses_without_saying_what(world: World, submitted: Application) -> None:
    with refused(RuleBroken, submitted, "请写明更正了什么。", ["what"]):
        actions.correct_on_the_spot(submitted, what="", values={}, by=world.clerk, at=NOON)


def test_refuses_once_accepted(world: World, accepted: Application) -> None:
    with refused(WrongState, accepted):
        actions.correct_on_the_spot(accepted, **FACTS, by=world.clerk, at=NOON)


def test_only_the_window(world: World, submitted: Application) -> None:
    only(world, submitted, actions.correct_on_the_spot, "clerk", "reception", **FACTS)


def test_endpoint_corrects(world: World, submitted: Application) -> None:
    facts = {"what": "更正说明", "values": {"statement": "三日"}}
    assert post(world.clerk, submitted, "spot-correction", **facts).json()["statement"] == "三日"
    assert facts_of(submitted)[-1] == "approvals.application.corrected-on-the-spot"
