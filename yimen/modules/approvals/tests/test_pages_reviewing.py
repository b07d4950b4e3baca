"""The pages of review: who examines, the opinion, the way back, special procedures, extension, termination."""

from __future__ import annotations

import pytest
from django.utils import timezone

from tests.trials import facts_of, standing, waiting
from tests.world import World
from yimen.modules.approvals import actions
from yimen.modules.approvals.models import Application
from yimen.modules.approvals.states import State

from .pages import Trial, address, does_once, enter, is_hidden, opened, sent, text

pytestmark = pytest.mark.django_db

TRIALS = [
    Trial(
        "examination",
        "in_review",
        "examiner",
        "in_approval",
        "application.examined",
        {"opinion": "grant", "grounds": "材料齐全。", "phrase": "", "conditions": "", "second_officer": ""},
    ),
    Trial(
        "return", "in_approval", "leader", "in_review", "application.returned", {"reason": "请核实占道期限。"}
    ),
    Trial(
        "termination",
        "in_review",
        "leader",
        "closed",
        "application.terminated",
        {"cause": "law_changed", "reason": "依据已经废止。"},
    ),
]


@pytest.mark.parametrize("trial", TRIALS, ids=str)
def test_does_its_act_once(world: World, trial: Trial) -> None:
    does_once(world, trial.reached(world), trial)


@pytest.mark.parametrize("trial", TRIALS, ids=str)
def test_does_not_exist_for_others(world: World, trial: Trial) -> None:
    is_hidden(
        world,
        trial.reached(world),
        trial,
        "resident",
        "stranger",
        "outsider",
        "clerk",
        "keeper",
    )


def test_the_head_chooses_among_the_examiners(world: World, accepted: Application) -> None:
    page = opened(world.head, "assignment", accepted)
    for one in (world.examiner, world.second_examiner):
        assert f"{one.label}（在办 0 件）" in page
    chosen = str(world.second_examiner.person.pk)
    assert sent(world.head, "assignment", accepted, reviewer=chosen).status_code == 302
    assert waiting(accepted)[0][0::3] == ("examine", "examiner2.construction")


def test_an_examiner_takes_it_but_cannot_give_it_away(world: World, accepted: Application) -> None:
    page = opened(world.examiner, "assignment", accepted)
    assert world.second_examiner.label not in page
    before = standing(accepted)
    other = sent(world.examiner, "assignment", accepted, reviewer=str(world.second_examiner.person.pk))
    assert other.status_code == 200
    assert standing(accepted) == before
    own = sent(world.examiner, "assignment", accepted, reviewer=str(world.examiner.person.pk))
    assert own.status_code == 302
    assert world.fresh(accepted).reviewer == world.examiner.person


def test_examination_shows_materials_and_conditions(world: World, in_review: Application) -> None:
    page = opened(world.examiner, "examination", in_review)
    for shown in (
        "application-form.pdf",
        "许可条件",
        "承诺时限",
        "不符合本事项的条件：",
        world.second_examiner.label,
    ):
        assert shown in page


def test_a_phrase_begins_the_grounds(world: World, in_review: Application) -> None:
    phrase = "申请材料齐全、符合法定形式，申请人符合本事项的条件。"
    facts = {"opinion": "grant", "phrase": phrase, "grounds": "占道期限合理。"}
    sent(world.examiner, "examination", in_review, **facts)
    assert in_review.reviews.get().grounds == f"{phrase}\n占道期限合理。"


def test_an_opinion_without_grounds_or_condition_is_refused(world: World, in_review: Application) -> None:
    before = standing(in_review)
    assert "请写明审核理由。" in text(sent(world.examiner, "examination", in_review, opinion="grant"))
    facts = {"opinion": "grant_with_conditions", "grounds": "可以准予"}
    page = text(sent(world.examiner, "examination", in_review, **facts))
    assert "请写明附加条件。" in page
    assert "可以准予" in page
    assert standing(in_review) == before


def test_another_examiner_reads_whose_it_is(world: World, in_review: Application) -> None:
    page = opened(world.second_examiner, "examination", in_review)
    assert f"此办件由{world.examiner.label}承办" in page
    before = standing(in_review)
    facts = {"opinion": "grant", "grounds": "材料齐全。"}
    assert "此办件已由其他审核员承办。" in text(
        sent(world.second_examiner, "examination", in_review, **facts)
    )
    assert standing(in_review) == before


def test_what_came_back_shows_why(world: World, in_approval: Application) -> None:
    actions.return_to_review(in_approval, reason="请核实占道期限。", by=world.leader, at=world.noon)
    assert "请核实占道期限。" in opened(world.examiner, "examination", in_approval)


def test_a_special_procedure_begins_and_ends(world: World, in_review: Application) -> None:
    page = opened(world.examiner, "hold", in_review)
    assert "专家评审（行政许可法第四十五条），所需时间不计入承诺时限和法定时限" in page
    assert "听证" not in page
    facts = {"kind": "expert_review", "reason": "方案复杂", "expected_days": "10"}
    assert sent(world.examiner, "hold", in_review, **facts).status_code == 302
    before = standing(in_review)
    again = sent(world.examiner, "hold", in_review, **facts)
    assert "此办件已有正在进行的同类特别程序" in text(again)
    assert standing(in_review) == before
    assert "特别程序进行中" in opened(world.examiner, "examination", in_review)
    ended = sent(world.examiner, "hold-end", in_review, kind="expert_review", result="专家同意")
    assert ended.status_code == 302
    assert facts_of(in_review)[-2:] == ["approvals.hold.opened", "approvals.hold.closed"]
    assert "没有正在进行的特别程序。" in opened(world.examiner, "hold-end", in_review)


def test_a_procedure_that_the_item_has_not_is_not_offered(world: World, in_review: Application) -> None:
    before = standing(in_review)
    facts = {"kind": "auction", "reason": "x", "expected_days": "1"}
    assert sent(world.examiner, "hold", in_review, **facts).status_code == 200
    assert standing(in_review) == before


def test_extension_says_the_new_date_before_it_is_confirmed(world: World) -> None:
    application = world.in_review(at=timezone.now())
    page = opened(world.leader, "extension", application)
    promised = application.case.clocks.get(kind="promised")
    assert "1 个工作日：由" in page
    assert "10 个工作日：由" in page
    assert "11 个工作日：由" not in page
    assert sent(world.leader, "extension", application, days="3", reason="需要现场核查").status_code == 302
    moved = application.case.clocks.get(kind="promised")
    assert (moved.extension.days, moved.due_on > promised.due_on) == (3, True)
    before = standing(application)
    again = sent(world.leader, "extension", application, days="3", reason="再次延期")
    assert "此办件已经延期一次，依法不能再次延期。" in text(again)
    assert "再次延期" in text(again)
    assert standing(application) == before


def test_extension_after_the_due_date_is_refused(world: World, in_review: Application) -> None:
    before = standing(in_review)
    assert "没有可以延长的期限" in opened(world.leader, "extension", in_review)
    page = text(sent(world.leader, "extension", in_review, days="3", reason="需要现场核查"))
    assert "没有可以延长的期限" in page
    assert standing(in_review) == before


def test_two_at_once(world: World, in_approval: Application) -> None:
    """The second of two leaders whose pages were open keeps what was typed and learns what happened."""
    actions.approve(in_approval, by=world.leader, at=world.noon)
    before = standing(in_approval)
    response = sent(world.chief, "return", in_approval, reason="期限写错了")
    assert response.status_code == 409
    assert "期限写错了" in text(response)
    assert "已决定，待用印" in text(response)
    assert standing(in_approval) == before
    assert world.fresh(in_approval).state == State.DECIDED
    assert enter(world.chief).get(address("return", in_approval)).status_code == 409
