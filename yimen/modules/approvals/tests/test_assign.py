"""分派审核: an examiner takes a case for oneself; the section head gives it to any examiner of the body."""

from __future__ import annotations

import pytest

from tests.trials import clocks, only, post, refused, waiting
from tests.world import CONFIRMER, FILING, NOON, SPOT, World
from yimen.kernel.audit.models import Entry
from yimen.kernel.audit.recorded import recorded
from yimen.kernel.base.refusals import RuleBroken, WrongState
from yimen.modules.approvals import actions
from yimen.modules.approvals.models import Application
from yimen.modules.approvals.states import State

pytestmark = pytest.mark.django_db


def test_an_examiner_takes_it(world: World, accepted: Application) -> None:
    done = actions.assign(accepted, reviewer=world.examiner.person, by=world.examiner, at=NOON)
    application = world.fresh(done.application)
    assert recorded(done) == "示例·王磊 将审核分派给 示例·王磊"
    assert (application.state, application.reviewer) == (State.IN_REVIEW, world.examiner.person)
    assert waiting(application) == [("examine", "section_examiner", "2026-03-12", "examiner.construction")]
    assert application.case.work.get(kind="assign").done_by == "示例·王磊"
    assert clocks(application)["promised"] == (8, "2026-03-12", "running")


def test_the_head_gives_it_to_an_examiner(world: World, accepted: Application) -> None:
    done = actions.assign(accepted, reviewer=world.second_examiner.person, by=world.head, at=NOON)
    assert recorded(done) == "示例·张伟东 将审核分派给 示例·李敏"
    assert done.application.reviewer == world.second_examiner.person


def test_the_head_may_give_it_to_another_later(world: World, in_review: Application) -> None:
    done = actions.assign(in_review, reviewer=world.second_examiner.person, by=world.head, at=NOON)
    assert waiting(world.fresh(done.application)) == [
        ("examine", "section_examiner", "2026-03-12", "examiner2.construction")
    ]


def test_an_examiner_gives_it_to_nobody_else(world: World, accepted: Application) -> None:
    with refused(RuleBroken, accepted, "审核员只能自己接办；分派他人由处室负责人办理。"):
        actions.assign(accepted, reviewer=world.second_examiner.person, by=world.examiner, at=NOON)


@pytest.mark.parametrize("login", ["leader.construction", "examiner.market", "resident.two"])
def test_only_to_an_examiner_of_the_body(world: World, accepted: Application, login: str) -> None:
    person = world.actor(login).person
    with refused(RuleBroken, accepted, f"{person.name} 不是此机关的审核员。", ["reviewer"]):
        actions.assign(accepted, reviewer=person, by=world.head, at=NOON)


def test_the_head_who_is_no_examiner_does_not_take_it(world: World, accepted: Application) -> None:
    with refused(RuleBroken, accepted, "示例·张伟东 不是此机关的审核员。"):
        actions.assign(accepted, reviewer=world.head.person, by=world.head, at=NOON)


def test_before_acceptance_and_after_review_there_is_nothing_to_assign(
    world: World, submitted: Application, in_approval: Application
) -> None:
    for application in (submitted, in_approval):
        with refused(WrongState, application):
            actions.assign(application, reviewer=world.examiner.person, by=world.examiner, at=NOON)


def test_is_no_step_without_a_review(world: World) -> None:
    for code in (SPOT, FILING):
        application = world.submitted(code)
        examiner = world.actor("examiner.joint")
        with refused(WrongState, application):
            actions.assign(application, reviewer=examiner.person, by=examiner, at=NOON)


def test_what_a_window_accepted_is_taken_by_the_examiner(world: World) -> None:
    application = world.submitted(CONFIRMER)
    actions.accept(application, window=None, by=world.outsider, at=NOON)
    examiner = world.actor("examiner.market")
    done = actions.assign(application, reviewer=examiner.person, by=examiner, at=NOON)
    assert (done.application.state, done.application.reviewer) == (State.IN_REVIEW, examiner.person)


def test_only_examiners_and_their_head(world: World, accepted: Application) -> None:
    only(
        world,
        accepted,
        actions.assign,
        "examiner",
        "second_examiner",
        "head",
        reviewer=world.examiner.person,
    )


def test_endpoint_takes_it_for_oneself_or_gives_it(world: World, accepted: Application) -> None:
    assert post(world.examiner, accepted, "assignment").json()["state"] == "in_review"
    assert world.fresh(accepted).reviewer == world.examiner.person
    other = str(world.second_examiner.person.pk)
    assert post(world.head, accepted, "assignment", reviewer=other).status_code == 201
    assert world.fresh(accepted).reviewer == world.second_examiner.person
    assert Entry.objects.filter(chain=accepted.pk, code="approvals.application.assigned").count() == 2
