"""终止办理: it ends without a decision, for a cause that the law knows, with reasons and a paper."""

from __future__ import annotations

from typing import Any

import pytest

from tests.trials import clocks, once, only, papers, refused, waiting
from tests.world import NOON, World
from yimen.kernel.audit.recorded import recorded
from yimen.kernel.base.refusals import RuleBroken, WrongState
from yimen.modules.approvals import actions
from yimen.modules.approvals.models import Application, Decision
from yimen.modules.approvals.states import Outcome, State

pytestmark = pytest.mark.django_db
FACTS = {"cause": "applicant_gone", "reason": "申请人已注销。"}


def test_ends_the_case_without_a_decision(
    world: World, accepted: Application, in_review: Application, in_approval: Application
) -> None:
    for given in (accepted, in_review, in_approval):
        done = actions.terminate(given, **FACTS, by=world.leader, at=world.later(1))
        application = world.fresh(done.application)
        assert recorded(done) == "示例·刘芳 终止办理：申请人已注销。"
        assert done.cause == "applicant_gone"
        assert (application.state, application.outcome) == (State.CLOSED, Outcome.TERMINATED)
        assert (application.case.closed_at, application.case.outcome) == (world.later(1), "terminated")
        assert papers(application) == ["receipt_slip", "acceptance_notice", "termination_notice"]
        assert {clock[2] for clock in clocks(application).values()} == {"stopped"}
        assert waiting(application) == []
        assert not Decision.objects.filter(application=application).exists()


def test_the_paper_gives_the_reason(world: World, accepted: Application) -> None:
    actions.terminate(accepted, **FACTS, by=world.chief, at=NOON)
    assert accepted.documents.get(kind="termination_notice").document.data["reason"] == "申请人已注销。"


@pytest.mark.parametrize(
    ("changed", "message", "field"),
    [
        ({"cause": "too_difficult"}, "请选择终止原因。", "cause"),
        ({"reason": ""}, "请写明终止理由。", "reason"),
    ],
)
def test_refuses_other_causes_and_no_reason(
    world: World, accepted: Application, changed: dict[str, Any], message: str, field: str
) -> None:
    with refused(RuleBroken, accepted, message, [field]):
        actions.terminate(accepted, **FACTS | changed, by=world.leader, at=NOON)


def test_refuses_before_acceptance_and_after_the_decision(
    world: World, submitted: Application, decided: Application
) -> None:
    for application in (submitted, decided):
        with refused(WrongState, application):
            actions.terminate(application, **FACTS, by=world.leader, at=NOON)


def test_only_leader_and_chief(world: World, accepted: Application) -> None:
    only(world, accepted, actions.terminate, "leader", "chief", **FACTS)


def test_endpoint_terminates_once(world: World, accepted: Application) -> None:
    code = "approvals.application.terminated"
    assert once(world.leader, accepted, "termination", code, **FACTS)["outcome"] == "terminated"


def test_ends_what_procedures_are_open(world: World, in_review: Application) -> None:
    """A procedure does not outlive its case."""
    facts = {"kind": "expert_review", "reason": "技术复杂", "expected_days": 5}
    actions.open_hold(in_review, **facts, by=world.examiner, at=NOON)
    ended = {"cause": "law_changed", "reason": "规定已经废止"}
    actions.terminate(in_review, **ended, by=world.leader, at=world.later(3))
    application = world.fresh(in_review)
    hold = application.case.holds.get()
    assert (hold.ended_on.isoformat(), hold.result) == ("2026-03-05", "办件结束，特别程序随之结束。")
    assert application.case.is_held is False
    assert not application.case.clocks.exclude(state="stopped").exists()
