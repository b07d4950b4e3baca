"""不予受理: the chief representative decides on the clerk's proposal, with remedies; never the same person."""

from __future__ import annotations

import pytest

from tests.trials import clocks, once, only, papers, refused, waiting
from tests.world import NOON, World
from yimen.kernel.audit.recorded import recorded
from yimen.kernel.base.actor import Machine
from yimen.kernel.base.refusals import NotAllowed, RuleBroken, WrongState
from yimen.kernel.people import actions as people
from yimen.kernel.people.roles import Role
from yimen.modules.approvals import actions
from yimen.modules.approvals.models import Application
from yimen.modules.approvals.states import Outcome, State

pytestmark = pytest.mark.django_db


def test_ends_the_case_with_reasons_and_remedies(world: World, refusal_proposed: Application) -> None:
    done = actions.refuse_acceptance(refusal_proposed, by=world.chief, at=NOON)
    application = world.fresh(done.application)
    assert recorded(done) == "示例·赵强 决定不予受理：不符合受理条件"
    assert (application.state, application.outcome) == (State.REFUSED_ACCEPTANCE, Outcome.REFUSED_ACCEPTANCE)
    assert (application.case.closed_at, application.case.outcome) == (NOON, "refused_acceptance")
    assert papers(application) == ["receipt_slip", "non_acceptance"]
    paper = application.documents.get(kind="non_acceptance").document
    assert (paper.data["reasons"], paper.data["basis"]) == (["不符合受理条件"], "行政许可法第三十二条")
    assert "行政诉讼" in paper.data["remedies"]
    assert clocks(application) == {"acceptance": (5, "2026-03-09", "stopped")}
    assert waiting(application) == []


def test_the_one_who_proposed_does_not_decide(world: World, submitted: Application) -> None:
    people.appoint(
        world.org(),
        person=world.clerk.person,
        role=Role.CHIEF_REPRESENTATIVE,
        since=NOON.date(),
        by=Machine("city data"),
        at=NOON,
    )
    both = world.actor("clerk.construction")
    facts = {"reason": "不符合受理条件", "article": "行政许可法第三十二条"}
    application = actions.propose_refusal(submitted, **facts, by=both, at=NOON).application
    with refused(RuleBroken, application, "提出建议的人不能自己决定，请由首席代表决定。"):
        actions.refuse_acceptance(application, by=both, at=NOON)


def test_refuses_without_a_proposal(world: World, submitted: Application) -> None:
    with refused(RuleBroken, submitted, "还没有窗口提出的不予受理建议。"):
        actions.refuse_acceptance(submitted, by=world.chief, at=NOON)


def test_refuses_once_accepted(world: World, accepted: Application) -> None:
    with refused(WrongState, accepted):
        actions.refuse_acceptance(accepted, by=world.chief, at=NOON)


def test_only_chief_or_leader_of_the_body(world: World, refusal_proposed: Application) -> None:
    only(world, refusal_proposed, actions.refuse_acceptance, "chief", "leader")
    for login in ("chief.market", "leader.planning"):
        with refused(NotAllowed, refusal_proposed):
            actions.refuse_acceptance(refusal_proposed, by=world.actor(login), at=NOON)


def test_endpoint_refuses_once(world: World, refusal_proposed: Application) -> None:
    code = "approvals.application.acceptance-refused"
    assert once(world.chief, refusal_proposed, "acceptance-refusal", code)["outcome"] == "refused_acceptance"
