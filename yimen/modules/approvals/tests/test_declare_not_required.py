"""不需许可 (行政许可法 32(1)): told at once with the reason; the case ends."""

from __future__ import annotations

import pytest

from tests.trials import clocks, once, only, papers, refused, waiting
from tests.world import FILING, NOON, SPOT, World
from yimen.kernel.audit.recorded import recorded
from yimen.kernel.base.refusals import RuleBroken, WrongState
from yimen.modules.approvals import actions
from yimen.modules.approvals.models import Application
from yimen.modules.approvals.states import Outcome, State

pytestmark = pytest.mark.django_db


def test_ends_the_case_with_a_paper(world: World, submitted: Application) -> None:
    done = actions.declare_not_required(submitted, reason=" 自有院内施工 ", by=world.clerk, at=NOON)
    application = world.fresh(done.application)
    assert recorded(done) == "示例·陈静 告知此事不需要取得许可"
    assert (application.state, application.outcome) == (State.NOT_REQUIRED, Outcome.NOT_REQUIRED)
    assert (application.ended_at, application.accepted_at) == (NOON, None)
    assert (application.case.closed_at, application.case.outcome) == (NOON, "not_required")
    assert papers(application) == ["receipt_slip", "not_required"]
    assert application.documents.get(kind="not_required").document.data["reasons"] == ["自有院内施工"]
    assert clocks(application) == {"acceptance": (5, "2026-03-09", "stopped")}
    assert waiting(application) == []


@pytest.mark.parametrize(("code", "clerk"), [(SPOT, "clerk.driver"), (FILING, "clerk.centre")])
def test_is_a_step_of_every_pattern(world: World, code: str, clerk: str) -> None:
    application = world.submitted(code)
    done = actions.declare_not_required(application, reason="无须许可", by=world.actor(clerk), at=NOON)
    assert done.application.state == State.NOT_REQUIRED


def test_refuses_without_a_reason(world: World, submitted: Application) -> None:
    with refused(RuleBroken, submitted, "请说明为什么不需要许可。", ["reason"]):
        actions.declare_not_required(submitted, reason="  ", by=world.clerk, at=NOON)


def test_refuses_once_accepted(world: World, accepted: Application) -> None:
    with refused(WrongState, accepted):
        actions.declare_not_required(accepted, reason="无须许可", by=world.clerk, at=NOON)


def test_only_the_window(world: World, submitted: Application) -> None:
    only(world, submitted, actions.declare_not_required, "clerk", "reception", reason="无须许可")


def test_endpoint_does_it_once(world: World, submitted: Application) -> None:
    code = "approvals.application.not-required"
    assert once(world.clerk, submitted, "non-requirement", code, reason="无须许可")["state"] == "not_required"
