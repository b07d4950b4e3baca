"""上报 (行政许可法 35, 43): one case, two legs, two clocks; the upper level decides and asks the applicant for nothing."""

from __future__ import annotations

import pytest

from tests.trials import clocks, facts_of, only, papers, post, refused, waiting
from tests.world import NOON, World
from yimen.kernel.audit.recorded import recorded
from yimen.kernel.base.refusals import NotAllowed, RuleBroken, WrongState
from yimen.kernel.people.actor import PersonActor
from yimen.modules.approvals import actions, queries
from yimen.modules.approvals.models import Application
from yimen.modules.approvals.states import Outcome, State

from .pages import opened, sent

pytestmark = pytest.mark.django_db
UPPER = "market-regulation"


@pytest.fixture
def code(world: World) -> str:
    return world.variant(pattern="report_up", content={"report_up": {"upper": UPPER}})


@pytest.fixture
def above(world: World) -> PersonActor:
    return world.actor("leader.market")


def reported(world: World, code: str) -> Application:
    application = world.in_approval(code=code)
    return world.fresh(actions.report_up(application, by=world.leader, at=world.later(7)).application)


def test_the_first_review_has_twenty_working_days(world: World, code: str) -> None:
    application = world.accepted(code=code)
    found = clocks(application)
    assert found["first_review"] == (20, "2026-03-30", "running")
    assert "statutory" not in found


def test_goes_up_with_all_materials_and_the_second_clock_starts(world: World, code: str) -> None:
    application = world.in_approval(code=code)
    assert [one[0] for one in waiting(application)] == ["report_up"]
    done = actions.report_up(application, by=world.leader, at=world.later(7))
    application = world.fresh(done.application)
    assert application.state == State.REPORTED
    found = clocks(application)
    assert found["first_review"] == (20, "2026-03-30", "stopped")
    assert found["statutory"] == (20, "2026-04-07", "running")
    assert found["promised"] == (8, "2026-03-19", "running")
    assert recorded(done).endswith("报送沈阳市市场监督管理局决定，2026-03-19 前决定")
    assert papers(application)[-1] == "first_review"
    letter = application.documents.get(kind="first_review").document
    assert letter.org == application.org
    read = [one.kind for one in queries.documents(application, world.resident)]
    assert "first_review" not in read
    assert "first_review" in [one.kind for one in queries.documents(application, world.examiner)]


def test_both_levels_see_it(world: World, code: str, above: PersonActor) -> None:
    application = world.in_approval(code=code)
    assert application not in queries.applications(above)
    actions.report_up(application, by=world.leader, at=world.later(7))
    for actor in (above, world.examiner, world.leader, world.resident):
        assert application in queries.applications(actor)


def test_the_upper_level_decides_in_its_own_name(world: World, code: str, above: PersonActor) -> None:
    application = reported(world, code)
    done = actions.decide_above(application, granted=True, by=above, at=world.later(8))
    application = world.fresh(done.application)
    assert (application.state, application.outcome) == (State.DECIDED, Outcome.GRANTED)
    decision = application.documents.get(kind="decision").document
    assert decision.org.code == UPPER
    sealed = actions.conclude(application, by=world.actor("seal.market"), at=world.later(8))
    assert sealed.application.is_on_time is True
    with pytest.raises(NotAllowed):
        actions.conclude(reported(world, code), by=world.keeper, at=world.later(8))


def test_it_may_send_it_back_but_ask_for_nothing(world: World, code: str, above: PersonActor) -> None:
    application = reported(world, code)
    done = actions.return_from_above(application, reason="请核实占道宽度", by=above, at=world.later(8))
    application = world.fresh(done.application)
    assert (application.state, application.return_count) == (State.IN_REVIEW, 1)
    assert clocks(application)["first_review"][2] == "running"
    assert application.signing_org == application.org
    assert application in queries.applications(above)
    with refused(WrongState, application):
        rows = [{"key": "application-form", "defect": "missing", "cure": "补交"}]
        actions.require_correction(application, rows=rows, by=world.clerk, at=world.later(8))


def test_refused_above_with_reasons(world: World, code: str, above: PersonActor) -> None:
    application = reported(world, code)
    with refused(RuleBroken, application, "不予许可必须说明理由。", ["reasons"]):
        actions.decide_above(application, granted=False, by=above, at=world.later(8))
    done = actions.decide_above(application, granted=False, reasons="不符合规划", by=above, at=world.later(8))
    assert done.decision.reasons == "不符合规划"


def test_the_lower_level_does_not_decide(world: World, code: str) -> None:
    application = world.in_approval(code=code)
    with refused(RuleBroken, application, "此事项按“上报”流程办理，没有这一步。"):
        actions.approve(application, by=world.leader, at=NOON)


def test_late_first_review_is_not_on_time(world: World, code: str, above: PersonActor) -> None:
    application = world.in_approval(code=code)
    actions.report_up(application, by=world.leader, at=world.later(29))
    actions.decide_above(application, granted=True, by=above, at=world.later(29))
    done = actions.conclude(application, by=world.actor("seal.market"), at=world.later(29))
    assert done.application.is_on_time is False


def test_an_item_without_an_upper_body(world: World) -> None:
    application = world.in_approval(code=world.variant(pattern="report_up"))
    with refused(RuleBroken, application, "此事项没有写明由哪个上级机关决定。"):
        actions.report_up(application, by=world.leader, at=NOON)


def test_the_applicant_may_still_withdraw(world: World, code: str) -> None:
    done = actions.withdraw(reported(world, code), by=world.resident, at=world.later(8))
    assert done.application.outcome == Outcome.WITHDRAWN_AFTER_ACCEPTANCE


def test_who_may(world: World, code: str) -> None:
    only(world, world.in_approval(code=code), actions.report_up, "leader", "chief")
    only(world, reported(world, code), actions.decide_above, granted=True)


def test_pages_report_and_decide(world: World, code: str, above: PersonActor) -> None:
    application = world.in_approval(code=code)
    assert "重复提供申请材料" in opened(world.leader, "report", application)
    assert sent(world.leader, "report", application).status_code == 302
    assert sent(above, "decision-above", application, granted="1").status_code == 302
    assert facts_of(application)[-1] == "approvals.application.decided-above"


def test_endpoints_report_and_return(world: World, code: str, above: PersonActor) -> None:
    application = world.in_approval(code=code)
    assert post(world.leader, application, "report").status_code == 201
    assert post(world.leader, application, "report").status_code == 409
    assert post(above, application, "return-from-above", reason="请核实").status_code == 201
    assert post(world.stranger, application, "decision-above", granted=True).status_code == 404
