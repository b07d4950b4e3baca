"""启动特别程序 (行政许可法 45): a kind that the item allows, told in writing; which clock it stops is the item's word."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from tests.trials import clocks, papers, post, refused
from tests.trials import only as allowed_only
from tests.world import NOON, World
from yimen.kernel.audit.recorded import recorded
from yimen.kernel.base.refusals import RuleBroken, WrongState
from yimen.modules.approvals import actions, deadlines, special_procedures
from yimen.modules.approvals.models import Application
from yimen.modules.approvals.states import State

pytestmark = pytest.mark.django_db
REVIEW = {"kind": "expert_review", "reason": "技术复杂", "expected_days": 10}
VISIT = {"kind": "site_inspection", "reason": "核实位置", "expected_days": 2}


def test_expert_review_stops_both_clocks(world: World, in_review: Application) -> None:
    done = actions.open_hold(in_review, **REVIEW, by=world.examiner, at=world.later(7))
    application = world.fresh(done.application)
    assert recorded(done) == "示例·王磊 启动专家评审，预计 10 个工作日"
    assert (application.state, application.case.is_held) == (State.IN_REVIEW, True)
    assert clocks(application) == {
        "acceptance": (5, "2026-03-09", "stopped"),
        "promised": (8, "2026-03-12", "held"),
        "statutory": (20, "2026-03-30", "held"),
    }
    hold = application.case.holds.get()
    assert (hold.kind, hold.basis, hold.stops) == (
        "expert_review",
        "行政许可法第四十五条",
        ["statutory", "promised"],
    )
    assert (hold.started_on, hold.told_on, hold.ended_on) == (date(2026, 3, 9), date(2026, 3, 9), None)
    assert (hold.expected_days, hold.started_by) == (10, "示例·王磊")


def test_a_visit_to_the_site_stops_none(world: World, in_review: Application) -> None:
    application = world.fresh(
        actions.open_hold(in_review, **VISIT, by=world.examiner, at=world.later(7)).application
    )
    assert clocks(application)["promised"] == (8, "2026-03-12", "running")
    assert clocks(application)["statutory"] == (20, "2026-03-30", "running")
    assert (application.case.holds.get().stops, application.case.is_held) == ([], True)


def test_the_applicant_is_told_in_writing(world: World, in_review: Application) -> None:
    counted, running = "所需时间不计入承诺时限和法定时限", "承诺时限和法定时限照常计算"
    for facts, told in ((REVIEW, counted), (VISIT, running)):
        actions.open_hold(in_review, **facts, by=world.examiner, at=world.later(7))
        data = in_review.documents.filter(kind="hold_notice").latest("pk").document.data
        assert (data["expected_days"], data["counting"]) == (facts["expected_days"], told)
        assert (data["reason"], data["started_on"]) == (facts["reason"], "2026-03-09")
    assert papers(in_review) == ["receipt_slip", "acceptance_notice", "hold_notice", "hold_notice"]


def test_the_case_says_which_procedure_stops_which_limit_by_which_article(
    world: World, in_review: Application
) -> None:
    """Ten working days were told on Monday 9 March, so until the 23rd; on the 24th it takes longer than was told."""
    actions.open_hold(in_review, **REVIEW, by=world.examiner, at=world.later(7))
    actions.open_hold(in_review, **VISIT, by=world.examiner, at=world.later(7))
    application, today = world.fresh(in_review), date(2026, 3, 24)
    review, visit = special_procedures.running(application, today)
    assert (review.kind, review.basis, review.counting, review.expected_on, review.is_longer) == (
        "专家评审",
        "行政许可法第四十五条",
        "所需时间不计入承诺时限和法定时限",
        date(2026, 3, 23),
        True,
    )
    assert (visit.counting, visit.expected_on) == ("承诺时限和法定时限照常计算", date(2026, 3, 11))
    assert [one.is_longer for one in special_procedures.running(application, date(2026, 3, 11))] == [
        False,
        False,
    ]
    promised, statutory = deadlines.deadlines(application, today=today)
    for one, due in ((promised, date(2026, 3, 27)), (statutory, date(2026, 4, 15))):
        assert (one.state, one.due_on, one.lines[-1].to_on) == ("held", due, due)
        assert [line.why for line in one.lines if line.code == "hold"] == ["专家评审，行政许可法第四十五条"]


@pytest.mark.parametrize("who", ["resident", "examiner"])
def test_applicant_and_official_read_it_on_the_case(
    world: World, in_review: Application, client: Client, who: str
) -> None:
    actions.open_hold(in_review, **REVIEW, by=world.examiner, at=NOON)
    client.force_login(getattr(world, who).person)
    html = client.get(reverse("approvals:application", args=[in_review.pk])).content.decode()
    for told in (
        "所需时间不计入承诺时限和法定时限",
        "行政许可法第四十五条",
        "超过告知的时间",
        "10个工作日，到2026年3月16日",
    ):
        assert told in html


def test_a_limit_that_runs_on_is_told_apart() -> None:
    """A procedure of the city's own stops what was promised, never what the law demands."""
    said = {stops: str(special_procedures.counting(stops)) for stops in (("promised",), ("statutory",))}
    assert said == {
        ("promised",): "所需时间不计入承诺时限，法定时限照常计算",
        ("statutory",): "所需时间不计入法定时限，承诺时限照常计算",
    }


def test_a_held_case_can_be_worked_on_but_not_decided(world: World, in_review: Application) -> None:
    actions.open_hold(in_review, **REVIEW, by=world.examiner, at=NOON)
    facts = {"opinion": "grant", "grounds": "专家意见同意。"}
    actions.examine(in_review, **facts, by=world.examiner, at=world.later(1))
    with refused(RuleBroken, in_review, "特别程序尚未结束，不能作出决定。"):
        actions.approve(in_review, by=world.leader, at=world.later(1))


def test_one_of_a_kind_at_a_time(world: World, in_review: Application) -> None:
    actions.open_hold(in_review, **REVIEW, by=world.examiner, at=NOON)
    with refused(RuleBroken, in_review, "此办件已有正在进行的同类特别程序，请先结束它。"):
        actions.open_hold(in_review, **REVIEW, by=world.examiner, at=NOON)


@pytest.mark.parametrize(
    ("changed", "message"),
    [
        ({"kind": "auction"}, "此事项没有规定“拍卖”程序。"),
        ({"kind": "hearing"}, "听证有自己的程序，请从“听证”办理。"),
        ({"kind": "coffee"}, "此事项没有规定“coffee”程序。"),
        ({"reason": " "}, "请写明启动的原因。"),
        ({"expected_days": 0}, "请填写预计天数。"),
    ],
)
def test_refuses_what_the_item_does_not_allow_or_is_not_said(
    world: World, in_review: Application, changed: dict[str, Any], message: str
) -> None:
    with refused(RuleBroken, in_review, message):
        actions.open_hold(in_review, **REVIEW | changed, by=world.examiner, at=NOON)


def test_only_between_acceptance_and_decision(
    world: World,
    accepted: Application,
    in_approval: Application,
    submitted: Application,
    decided: Application,
) -> None:
    for application in (accepted, in_approval):
        done = actions.open_hold(application, **VISIT, by=world.head, at=NOON)
        assert done.application.state == application.state
    for application in (submitted, decided):
        with refused(WrongState, application):
            actions.open_hold(application, **VISIT, by=world.examiner, at=NOON)


def test_only_the_section(world: World, in_review: Application) -> None:
    allowed_only(world, in_review, actions.open_hold, "examiner", "second_examiner", "head", **VISIT)


def test_endpoint_opens_it_once(world: World, in_review: Application) -> None:
    assert post(world.examiner, in_review, "hold", **REVIEW).status_code == 201
    assert post(world.examiner, in_review, "hold", **REVIEW).status_code == 422
    assert in_review.case.holds.count() == 1
