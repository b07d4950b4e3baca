"""结束特别程序: its days are taken out where the article says so; due dates as in the worked examples of the law."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from tests.trials import clocks, only, post, refused
from tests.world import NOON, World
from yimen.kernel.audit.recorded import recorded
from yimen.kernel.base.refusals import RuleBroken, WrongState
from yimen.modules.approvals import actions
from yimen.modules.approvals.models import Application
from yimen.modules.approvals.states import State

pytestmark = pytest.mark.django_db


def on(day: int) -> datetime:
    return NOON.replace(day=day)


def hold(world: World, application: Application, kind: str, first: int, last: int) -> Application:
    """The procedure lasts from one day of March to another."""
    facts = {"kind": kind, "reason": "技术复杂", "expected_days": 5}
    actions.open_hold(application, **facts, by=world.examiner, at=on(first))
    end = {"kind": kind, "result": "专家同意"}
    return world.fresh(actions.close_hold(application, **end, by=world.examiner, at=on(last)).application)


def test_five_working_days_are_taken_out(world: World, in_review: Application) -> None:
    application = hold(world, in_review, "expert_review", 9, 16)
    assert clocks(application)["statutory"] == (20, "2026-04-07", "running")
    assert clocks(application)["promised"] == (8, "2026-03-19", "running")
    assert (application.state, application.case.is_held) == (State.IN_REVIEW, False)
    assert application.case.due_on == date(2026, 3, 19)
    ended = application.case.holds.get()
    assert (ended.ended_on, ended.result) == (date(2026, 3, 16), "专家同意")


def test_says_until_when_it_is_now_due(world: World, in_review: Application) -> None:
    facts = {"kind": "expert_review", "reason": "技术复杂", "expected_days": 5}
    actions.open_hold(in_review, **facts, by=world.examiner, at=on(9))
    done = actions.close_hold(in_review, kind="expert_review", result="同意", by=world.head, at=on(16))
    assert recorded(done) == "示例·张伟东 结束专家评审，办结期限变为 2026-03-19"


def test_holds_that_overlap_are_taken_out_once(world: World, stage: World) -> None:
    testing = {"kind": "testing", "basis": "行政许可法第四十五条"}
    review = {"kind": "expert_review", "basis": "行政许可法第四十五条"}
    application = world.in_review(code=world.variant(content={"holds": [testing, review]}))
    facts = {"reason": "重大", "expected_days": 5}
    actions.open_hold(application, kind="testing", **facts, by=world.examiner, at=on(9))
    actions.open_hold(application, kind="expert_review", **facts, by=world.examiner, at=on(12))
    actions.close_hold(application, kind="testing", result="合格", by=world.examiner, at=on(16))
    assert clocks(world.fresh(application))["statutory"][2] == "held"
    actions.close_hold(application, kind="expert_review", result="同意", by=world.examiner, at=on(18))
    assert clocks(world.fresh(application))["statutory"] == (20, "2026-04-09", "running")


@pytest.mark.parametrize(("first", "last"), [(9, 9), (7, 8)])
def test_a_hold_of_no_working_day_moves_nothing(
    world: World, in_review: Application, first: int, last: int
) -> None:
    application = hold(world, in_review, "expert_review", first, last)
    assert clocks(application)["statutory"] == (20, "2026-03-30", "running")
    assert clocks(application)["promised"] == (8, "2026-03-12", "running")


def test_the_days_of_a_visit_count(world: World, in_review: Application) -> None:
    application = hold(world, in_review, "site_inspection", 9, 16)
    assert clocks(application)["statutory"] == (20, "2026-03-30", "running")
    assert clocks(application)["promised"] == (8, "2026-03-12", "running")


def test_a_second_one_of_the_kind_may_follow(world: World, in_review: Application) -> None:
    hold(world, in_review, "expert_review", 9, 16)
    application = hold(world, in_review, "expert_review", 17, 18)
    assert clocks(application)["statutory"] == (20, "2026-04-08", "running")


def test_refuses_what_is_not_open(world: World, in_review: Application) -> None:
    with refused(RuleBroken, in_review, "没有正在进行的此类特别程序。"):
        actions.close_hold(in_review, kind="expert_review", result="同意", by=world.examiner, at=NOON)


def test_refuses_without_the_result(world: World, in_review: Application) -> None:
    facts = {"kind": "expert_review", "reason": "技术复杂", "expected_days": 5}
    actions.open_hold(in_review, **facts, by=world.examiner, at=NOON)
    with refused(RuleBroken, in_review, "请写明特别程序的结果。", ["result"]):
        actions.close_hold(in_review, kind="expert_review", result=" ", by=world.examiner, at=NOON)


def test_refuses_when_handling_has_ended(world: World, decided: Application) -> None:
    with refused(WrongState, decided):
        actions.close_hold(decided, kind="expert_review", result="同意", by=world.examiner, at=NOON)


def test_only_the_section(world: World, in_review: Application) -> None:
    facts = {"kind": "expert_review", "reason": "技术复杂", "expected_days": 5}
    actions.open_hold(in_review, **facts, by=world.examiner, at=NOON)
    end = {"kind": "expert_review", "result": "同意"}
    only(world, in_review, actions.close_hold, "examiner", "second_examiner", "head", **end)


def test_endpoint_closes_it_once(world: World, in_review: Application) -> None:
    facts = {"kind": "expert_review", "reason": "技术复杂", "expected_days": 5}
    actions.open_hold(in_review, **facts, by=world.examiner, at=NOON)
    end = {"kind": "expert_review", "result": "同意"}
    assert post(world.examiner, in_review, "hold-end", **end).status_code == 201
    assert post(world.examiner, in_review, "hold-end", **end).status_code == 422
