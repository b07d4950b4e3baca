"""退回重审: back to the same examiner with a reason; no clock stops for it."""

from __future__ import annotations

import pytest

from tests.trials import clocks, once, only, refused, waiting
from tests.world import NOON, World
from yimen.kernel.audit.recorded import recorded
from yimen.kernel.base.refusals import RuleBroken, WrongState
from yimen.modules.approvals import actions
from yimen.modules.approvals.models import Application
from yimen.modules.approvals.states import State

pytestmark = pytest.mark.django_db


def test_goes_back_with_the_reason_and_the_clocks_run_on(world: World, in_approval: Application) -> None:
    before = clocks(in_approval)
    done = actions.return_to_review(in_approval, reason="请核实面积。", by=world.leader, at=world.later(1))
    application = world.fresh(done.application)
    assert recorded(done) == "示例·刘芳 退回重审：请核实面积。"
    assert (application.state, application.return_count, done.times) == (State.IN_REVIEW, 1, 1)
    review = application.reviews.get()
    assert (review.returned_at, review.return_reason) == (world.later(1), "请核实面积。")
    assert waiting(application) == [("examine", "section_examiner", "2026-03-12", "examiner.construction")]
    assert clocks(application) == before


def test_each_round_leaves_its_own_review(world: World, in_approval: Application) -> None:
    actions.return_to_review(in_approval, reason="请核实面积。", by=world.leader, at=world.later(1))
    facts = {"opinion": "refuse", "grounds": "面积不实。"}
    actions.examine(in_approval, **facts, by=world.examiner, at=world.later(2))
    done = actions.return_to_review(in_approval, reason="请补充。", by=world.chief, at=world.later(3))
    application = world.fresh(done.application)
    assert application.return_count == 2
    assert [(one.opinion, one.return_reason) for one in application.reviews.all()] == [
        ("grant", "请核实面积。"),
        ("refuse", "请补充。"),
    ]


def test_the_decision_follows_the_last_review(world: World, in_approval: Application) -> None:
    actions.return_to_review(in_approval, reason="请核实面积。", by=world.leader, at=world.later(1))
    facts = {"opinion": "grant_with_conditions", "grounds": "面积已核实。", "conditions": "夜间施工"}
    actions.examine(in_approval, **facts, by=world.examiner, at=world.later(2))
    decision = actions.approve(in_approval, by=world.leader, at=world.later(2)).decision
    assert (decision.reasons, decision.conditions) == ("面积已核实。", "夜间施工")


def test_refuses_without_a_reason(world: World, in_approval: Application) -> None:
    with refused(RuleBroken, in_approval, "请写明退回理由。", ["reason"]):
        actions.return_to_review(in_approval, reason=" ", by=world.leader, at=NOON)


def test_refuses_before_the_review_and_after_the_decision(
    world: World, in_review: Application, decided: Application
) -> None:
    for application in (in_review, decided):
        with refused(WrongState, application):
            actions.return_to_review(application, reason="请核实。", by=world.leader, at=NOON)


def test_only_leader_and_chief(world: World, in_approval: Application) -> None:
    only(world, in_approval, actions.return_to_review, "leader", "chief", reason="请核实。")


def test_endpoint_returns_once(world: World, in_approval: Application) -> None:
    code = "approvals.application.returned"
    assert once(world.leader, in_approval, "return", code, reason="请核实。")["state"] == "in_review"
