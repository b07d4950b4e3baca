"""审核: the opinion of the one who was charged with it, with grounds; two persons where facts were checked on site."""

from __future__ import annotations

from typing import Any

import pytest

from tests.trials import clocks, once, only, refused, waiting
from tests.world import CONFIRMER, NOON, World
from yimen.kernel.audit.recorded import recorded
from yimen.kernel.base.refusals import RuleBroken, WrongState
from yimen.modules.approvals import actions
from yimen.modules.approvals.models import Application, Review
from yimen.modules.approvals.states import State

pytestmark = pytest.mark.django_db
FACTS = {"opinion": "grant", "grounds": "材料齐全，符合条件。"}


def test_leaves_a_review_and_work_for_the_leader(world: World, in_review: Application) -> None:
    done = actions.examine(in_review, **FACTS, by=world.examiner, at=NOON)
    application = world.fresh(done.application)
    assert recorded(done) == "示例·王磊 提出审核意见：建议准予"
    assert (application.state, application.outcome) == (State.IN_APPROVAL, "")
    review = application.reviews.get()
    assert (review.reviewer, review.second_officer, review.opinion) == (world.examiner.person, None, "grant")
    assert (review.grounds, review.submitted_at, review.returned_at) == ("材料齐全，符合条件。", NOON, None)
    assert waiting(application) == [("approve", "leader", "2026-03-12", "")]
    assert clocks(application)["statutory"] == (20, "2026-03-30", "running")


def test_conditions_are_kept_with_it(world: World, in_review: Application) -> None:
    facts = FACTS | {"opinion": "grant_with_conditions", "conditions": " 夜间施工 "}
    done = actions.examine(in_review, **facts, by=world.examiner, at=NOON)
    assert recorded(done) == "示例·王磊 提出审核意见：建议附条件准予"
    assert done.application.reviews.get().conditions == "夜间施工"


def test_two_officers_are_named(world: World, in_review: Application) -> None:
    second = world.second_examiner.person
    done = actions.examine(in_review, **FACTS, second_officer=second, by=world.examiner, at=NOON)
    assert (done.second_officer, done.application.reviews.get().second_officer) == ("示例·李敏", second)


def test_where_an_examiner_confirms_the_head_decides(world: World) -> None:
    application, examiner = world.submitted(CONFIRMER), world.actor("examiner.market")
    actions.accept(application, window=None, by=examiner, at=NOON)
    done = actions.examine(application, **FACTS, by=examiner, at=NOON)
    assert waiting(world.fresh(done.application)) == [("approve", "section_head", "2026-03-03", "")]


def test_only_the_one_who_was_charged_with_it(world: World, in_review: Application) -> None:
    with refused(RuleBroken, in_review, "此办件已由其他审核员承办。"):
        actions.examine(in_review, **FACTS, by=world.second_examiner, at=NOON)


@pytest.mark.parametrize(
    ("changed", "message", "field"),
    [
        ({"grounds": " "}, "请写明审核理由。", "grounds"),
        ({"opinion": "grant_with_conditions"}, "请写明附加条件。", "conditions"),
    ],
)
def test_refuses_without_grounds_or_conditions(
    world: World, in_review: Application, changed: dict[str, Any], message: str, field: str
) -> None:
    with refused(RuleBroken, in_review, message, [field]):
        actions.examine(in_review, **FACTS | changed, by=world.examiner, at=NOON)


def test_the_second_officer_handles_such_matters(world: World, in_review: Application) -> None:
    """Not any official: one of the body or of the centre that takes it in."""
    for other in (world.outsider, world.auditor, world.keeper):
        name = other.person.name
        with refused(RuleBroken, in_review, f"{name} 不是可以办理此事项的工作人员。", ["second_officer"]):
            actions.examine(in_review, **FACTS, second_officer=other.person, by=world.examiner, at=NOON)


def test_the_second_officer_is_another_person(world: World, in_review: Application) -> None:
    with refused(RuleBroken, in_review, "两名工作人员不能是同一人。", ["second_officer"]):
        actions.examine(in_review, **FACTS, second_officer=world.examiner.person, by=world.examiner, at=NOON)


def test_refuses_before_it_was_taken_and_twice(
    world: World, accepted: Application, in_approval: Application
) -> None:
    for application in (accepted, in_approval):
        with refused(WrongState, application):
            actions.examine(application, **FACTS, by=world.examiner, at=NOON)
    assert Review.objects.filter(application=in_approval).count() == 1


def test_only_examiners(world: World, in_review: Application) -> None:
    only(world, in_review, actions.examine, "examiner", "second_examiner", **FACTS)


def test_endpoint_examines_once(world: World, in_review: Application) -> None:
    code = "approvals.application.examined"
    assert once(world.examiner, in_review, "examination", code, **FACTS)["state"] == "in_approval"
