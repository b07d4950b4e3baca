"""提出不予受理: the clerk proposes with reason and article; nothing is refused yet, and the clock runs on."""

from __future__ import annotations

import pytest

from tests.trials import clocks, only, papers, post, refused, waiting
from tests.world import FILING, NOON, SPOT, World
from yimen.kernel.audit.recorded import recorded
from yimen.kernel.base.refusals import RuleBroken, WrongState
from yimen.modules.approvals import actions
from yimen.modules.approvals.models import Application
from yimen.modules.approvals.states import State

pytestmark = pytest.mark.django_db
FACTS = {"reason": "隐瞒有关情况", "article": "行政许可法第七十八条"}
MESSAGE = {"reason": "请写明不予受理的理由。", "article": "请写明法律条款。"}


def test_leaves_the_decision_to_the_chief(world: World, submitted: Application) -> None:
    done = actions.propose_refusal(submitted, **FACTS, by=world.clerk, at=NOON)
    application = world.fresh(done.application)
    assert recorded(done) == "示例·陈静 建议不予受理：隐瞒有关情况"
    assert (application.state, application.outcome) == (State.SUBMITTED, "")
    assert application.proposal == {
        **FACTS,
        "by": world.clerk.id,
        "by_label": "示例·陈静",
        "at": NOON.isoformat(),
    }
    assert papers(application) == ["receipt_slip"]
    assert clocks(application) == {"acceptance": (5, "2026-03-09", "running")}
    assert waiting(application) == [
        ("accept", "window_clerk", "2026-03-09", ""),
        ("refuse_acceptance", "chief_representative", "2026-03-09", ""),
    ]


def test_a_second_proposal_takes_the_place_of_the_first(world: World, refusal_proposed: Application) -> None:
    done = actions.propose_refusal(refusal_proposed, **FACTS, by=world.reception, at=world.later(1))
    application = world.fresh(done.application)
    assert application.proposal["by"] == world.reception.id
    assert [kind for kind, *_rest in waiting(application)] == ["accept", "refuse_acceptance"]


def test_the_window_may_think_better_of_it(world: World, refusal_proposed: Application) -> None:
    done = actions.accept(refusal_proposed, window=None, by=world.clerk, at=world.later(1))
    assert [kind for kind, *_rest in waiting(world.fresh(done.application))] == ["assign"]


def test_is_a_step_where_one_decides_on_the_spot(world: World) -> None:
    done = actions.propose_refusal(world.submitted(SPOT), **FACTS, by=world.actor("clerk.driver"), at=NOON)
    assert done.application.state == State.SUBMITTED


def test_a_filing_cannot_be_refused(world: World) -> None:
    application = world.submitted(FILING)
    with refused(RuleBroken, application, "此事项按“备案”流程办理，没有这一步。"):
        actions.propose_refusal(application, **FACTS, by=world.actor("clerk.centre"), at=NOON)


@pytest.mark.parametrize("field", ["reason", "article"])
def test_refuses_without_reason_or_article(world: World, submitted: Application, field: str) -> None:
    with refused(RuleBroken, submitted, MESSAGE[field], [field]):
        actions.propose_refusal(submitted, **FACTS | {field: " "}, by=world.clerk, at=NOON)


def test_refuses_once_accepted(world: World, accepted: Application) -> None:
    with refused(WrongState, accepted):
        actions.propose_refusal(accepted, **FACTS, by=world.clerk, at=NOON)


def test_only_the_window(world: World, submitted: Application) -> None:
    only(world, submitted, actions.propose_refusal, "clerk", "reception", **FACTS)


def test_endpoint_proposes(world: World, submitted: Application) -> None:
    assert post(world.clerk, submitted, "refusal-proposal", **FACTS).status_code == 201
    assert world.fresh(submitted).proposal["reason"] == "隐瞒有关情况"
