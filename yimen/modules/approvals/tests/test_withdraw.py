"""撤回: the applicant takes the application back at any time before the decision, and nobody else does."""

from __future__ import annotations

import pytest

from tests.trials import clocks, once, only, papers, refused, waiting
from tests.world import FILING, NOON, SPOT, World
from yimen.kernel.audit.recorded import recorded
from yimen.kernel.base.refusals import WrongState
from yimen.modules.approvals import actions
from yimen.modules.approvals.models import Application
from yimen.modules.approvals.states import Outcome, State

pytestmark = pytest.mark.django_db


def test_before_acceptance(world: World, submitted: Application) -> None:
    done = actions.withdraw(submitted, reason=" 不再需要 ", by=world.resident, at=NOON)
    application = world.fresh(done.application)
    assert recorded(done) == "示例居民甲 撤回了申请"
    assert (done.reason, done.was_accepted) == ("不再需要", False)
    assert (application.state, application.outcome) == (State.WITHDRAWN, Outcome.WITHDRAWN)
    assert (application.case.closed_at, application.case.outcome) == (NOON, "withdrawn")
    assert clocks(application) == {"acceptance": (5, "2026-03-09", "stopped")}
    assert (waiting(application), papers(application)) == ([], ["receipt_slip"])


def test_after_acceptance(
    world: World, accepted: Application, in_review: Application, in_approval: Application
) -> None:
    for given in (accepted, in_review, in_approval):
        done = actions.withdraw(given, by=world.resident, at=world.later(2))
        application = world.fresh(done.application)
        assert done.was_accepted
        assert application.state == State.CLOSED
        assert application.outcome == application.case.outcome == Outcome.WITHDRAWN_AFTER_ACCEPTANCE
        assert {kind: clock[2] for kind, clock in clocks(application).items()} == {
            "acceptance": "stopped",
            "promised": "stopped",
            "statutory": "stopped",
        }
        assert waiting(application) == []


def test_while_a_correction_is_awaited(world: World, correction_requested: Application) -> None:
    done = actions.withdraw(correction_requested, by=world.resident, at=NOON)
    assert (done.application.state, done.was_accepted) == (State.WITHDRAWN, False)
    assert clocks(done.application)["correction"] == (20, "2026-03-30", "stopped")


def test_a_special_procedure_does_not_keep_it(world: World, in_review: Application) -> None:
    facts = {"kind": "expert_review", "reason": "技术复杂", "expected_days": 5}
    actions.open_hold(in_review, **facts, by=world.examiner, at=NOON)
    application = world.fresh(actions.withdraw(in_review, by=world.resident, at=NOON).application)
    assert (application.state, application.case.is_held) == (State.CLOSED, False)


@pytest.mark.parametrize("code", [SPOT, FILING])
def test_is_open_in_every_pattern(world: World, code: str) -> None:
    done = actions.withdraw(world.submitted(code), by=world.resident, at=NOON)
    assert done.application.state == State.WITHDRAWN


def test_not_after_the_decision(world: World, decided: Application) -> None:
    with refused(WrongState, decided):
        actions.withdraw(decided, by=world.resident, at=NOON)


def test_not_twice_and_not_a_draft(world: World, withdrawn: Application, draft: Application) -> None:
    for application in (withdrawn, draft):
        with refused(WrongState, application):
            actions.withdraw(application, by=world.resident, at=NOON)


def test_only_the_applicant(world: World, submitted: Application) -> None:
    only(world, submitted, actions.withdraw, "resident")


def test_endpoint_withdraws_once(world: World, submitted: Application) -> None:
    code = "approvals.application.withdrawn"
    answer = once(world.resident, submitted, "withdrawal", code, reason="不再需要")
    assert (answer["state"], answer["outcome"]) == ("withdrawn", "withdrawn")
