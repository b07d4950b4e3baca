"""备案: complete is enough; there is no way to refuse it on its merits."""

from __future__ import annotations

from datetime import date

import pytest

from tests.trials import clocks, once, only, papers, refused, waiting
from tests.world import FILING, NOON, World
from yimen.kernel.audit.recorded import recorded
from yimen.kernel.base.refusals import RuleBroken, WrongState
from yimen.kernel.people.actor import PersonActor
from yimen.modules.approvals import actions
from yimen.modules.approvals.models import Application
from yimen.modules.approvals.states import Outcome, State

pytestmark = pytest.mark.django_db


@pytest.fixture
def clerk(world: World) -> PersonActor:
    return world.actor("clerk.centre")


@pytest.fixture
def filed(world: World) -> Application:
    """An enterprise's project, handed in."""
    return world.submitted(FILING, by=world.enterprise)


def test_files_and_gives_the_receipt(world: World, filed: Application, clerk: PersonActor) -> None:
    done = actions.record_filing(filed, window=None, by=clerk, at=NOON)
    application = world.fresh(done.application)
    assert recorded(done) == "示例·韦晓 办理了备案"
    assert (application.state, application.outcome) == (State.DECIDED, Outcome.FILED)
    assert (application.accepted_on, application.approver) == (date(2026, 3, 2), clerk.person)
    decision = application.decisions.get()
    assert (decision.outcome, decision.reviewer, decision.is_single_officer) == ("filed", None, True)
    assert papers(application) == ["receipt_slip", "filing_receipt"]
    receipt = application.documents.get(kind="filing_receipt").document
    assert (receipt.data["addressee"], receipt.seal_with) == ("示例建设有限公司", "approval_seal")
    assert receipt.data["fields"] == [{"label": "首次备案还是变更？", "value": "首次备案"}]
    assert clocks(application) == {"acceptance": (5, "2026-03-09", "stopped")}
    assert waiting(application) == [("conclude", "seal_keeper", "2026-03-02", "")]


def test_cannot_be_refused_on_its_merits(world: World, filed: Application) -> None:
    clerk, leader = world.actor("clerk.centre"), world.actor("leader.joint")
    with refused(RuleBroken, filed, "此事项按“备案”流程办理，没有这一步。"):
        actions.propose_refusal(filed, reason="不看好", article="无", by=clerk, at=NOON)
    with refused(RuleBroken, filed, "此事项按“备案”流程办理，没有这一步。"):
        actions.refuse_acceptance(filed, by=leader, at=NOON)
    for act, facts in ((actions.refuse, {"reasons": "不看好"}), (actions.approve, {})):
        with refused(WrongState, filed):
            act(filed, **facts, by=leader, at=NOON)
    with refused(RuleBroken, filed, "此事项按“备案”流程办理，没有这一步。"):
        actions.decide_on_the_spot(filed, window=None, granted=False, reasons="不看好", by=clerk, at=NOON)


def test_must_be_complete(world: World, clerk: PersonActor) -> None:
    application = world.submitted(FILING, clerk=clerk, without=["investment"])
    with refused(RuleBroken, application, "还缺少材料：项目总投资额", ["material-investment"]):
        actions.record_filing(application, window=None, by=clerk, at=NOON)


def test_is_no_step_of_the_long_way(world: World, submitted: Application) -> None:
    with refused(RuleBroken, submitted, "此事项按“四个一”流程办理，没有这一步。"):
        actions.record_filing(submitted, window=None, by=world.clerk, at=NOON)


def test_once(world: World, filed: Application, clerk: PersonActor) -> None:
    actions.record_filing(filed, window=None, by=clerk, at=NOON)
    with refused(WrongState, filed):
        actions.record_filing(filed, window=None, by=clerk, at=NOON)


def test_only_the_windows_and_the_section(world: World, filed: Application) -> None:
    only(world, filed, actions.record_filing, "reception", window=None)


def test_endpoint_files_once(world: World, filed: Application, clerk: PersonActor) -> None:
    assert once(clerk, filed, "filing", "approvals.application.filed")["state"] == "decided"
