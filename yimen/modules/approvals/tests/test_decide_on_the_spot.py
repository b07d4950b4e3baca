"""当场决定 (行政许可法 34): registered first, then accepted and decided in one contact, by two officers or by one."""

from __future__ import annotations

from datetime import date

import pytest

from tests.trials import clocks, once, only, papers, refused, waiting
from tests.world import NOON, SPOT, World
from yimen.kernel.audit.recorded import recorded
from yimen.kernel.base.refusals import RuleBroken, WrongState
from yimen.kernel.people.actor import PersonActor
from yimen.modules.approvals import actions
from yimen.modules.approvals.models import Application
from yimen.modules.approvals.states import Outcome, State

pytestmark = pytest.mark.django_db
TWO = "farm-machinery-registration"


@pytest.fixture
def clerk(world: World) -> PersonActor:
    return world.actor("clerk.driver")


@pytest.fixture
def renewal(world: World) -> Application:
    """One officer suffices for it."""
    return world.submitted(SPOT)


@pytest.fixture
def machinery(world: World) -> Application:
    """Two officers must decide it."""
    return world.submitted(TWO)


def test_accepts_and_grants_in_one(world: World, renewal: Application, clerk: PersonActor) -> None:
    done = actions.decide_on_the_spot(renewal, window=None, by=clerk, at=NOON)
    application = world.fresh(done.application)
    assert recorded(done) == "示例·安行 当场受理并作出决定：准予"
    assert (application.state, application.outcome) == (State.DECIDED, Outcome.GRANTED)
    assert (application.accepted_on, application.decided_at) == (date(2026, 3, 2), NOON)
    assert (application.reviewer, application.approver) == (None, clerk.person)
    decision = application.decisions.get()
    assert (decision.reviewer, decision.approver, decision.is_single_officer) == (None, clerk.person, True)
    assert clocks(application) == {"acceptance": (5, "2026-03-09", "stopped")}
    assert waiting(application) == [("conclude", "seal_keeper", "2026-03-02", "")]


def test_the_papers_are_decision_and_licence(world: World, renewal: Application, clerk: PersonActor) -> None:
    actions.decide_on_the_spot(renewal, window=None, by=clerk, at=NOON)
    assert papers(renewal) == ["receipt_slip", "registration_slip", "decision", "licence"]
    licence = renewal.documents.get(kind="licence").document
    assert (licence.valid_from, licence.valid_until) == (date(2026, 3, 2), date(2032, 3, 2))
    assert licence.data["case_no"] == renewal.case.number


def test_registered_before_it_is_decided(world: World, renewal: Application, clerk: PersonActor) -> None:
    """The slip is there with the submission; its number stands on the decision."""
    slip = renewal.documents.get(kind="registration_slip").document
    assert slip.number.endswith("号")
    assert "登字〔2026〕" in slip.number
    assert slip.data["received_at"] == "2026-03-02T12:00"
    actions.decide_on_the_spot(renewal, window=None, by=clerk, at=NOON)
    decision = renewal.documents.get(kind="decision").document
    assert decision.data["notes"] == [f"即办登记编号：{slip.number}。"]


@pytest.mark.parametrize(("days", "is_on_time"), [(0, True), (1, False), (9, False)])
def test_on_time_is_measured_from_receipt(
    world: World, renewal: Application, clerk: PersonActor, days: int, is_on_time: bool
) -> None:
    """Promised for the same day: a day later is late, however short the contact was."""
    actions.decide_on_the_spot(renewal, window=None, by=clerk, at=world.later(days))
    done = actions.conclude(renewal, by=world.actor("seal.joint"), at=world.later(days))
    assert done.application.is_on_time is is_on_time


def test_the_second_officer_is_one_of_the_body_or_the_centre(world: World, machinery: Application) -> None:
    clerk, other = world.actor("clerk.farm"), world.examiner.person
    with refused(RuleBroken, machinery, f"{other.name} 不是可以办理此事项的工作人员。", ["second_officer"]):
        actions.decide_on_the_spot(machinery, window=None, second_officer=other, by=clerk, at=NOON)


def test_two_officers_unless_the_item_allows_one(world: World, machinery: Application) -> None:
    clerk, officer = world.actor("clerk.farm"), world.actor("officer.farm")
    with refused(RuleBroken, machinery, "此事项须由两名工作人员办理。", ["second_officer"]):
        actions.decide_on_the_spot(machinery, window=None, by=clerk, at=NOON)
    with refused(RuleBroken, machinery, "两名工作人员不能是同一人。", ["second_officer"]):
        actions.decide_on_the_spot(machinery, window=None, second_officer=clerk.person, by=clerk, at=NOON)
    done = actions.decide_on_the_spot(
        machinery, window=None, second_officer=officer.person, by=clerk, at=NOON
    )
    assert (done.decision.reviewer, done.decision.approver) == (officer.person, clerk.person)
    assert not done.decision.is_single_officer


def test_refuses_on_the_spot_with_reasons(world: World, renewal: Application, clerk: PersonActor) -> None:
    with refused(RuleBroken, renewal, "不予许可必须说明理由。", ["reasons"]):
        actions.decide_on_the_spot(renewal, window=None, granted=False, by=clerk, at=NOON)
    facts = {"granted": False, "reasons": "驾驶证已被扣留。"}
    done = actions.decide_on_the_spot(renewal, window=None, **facts, by=clerk, at=NOON)
    assert recorded(done) == "示例·安行 当场受理并作出决定：不予许可"
    assert papers(world.fresh(renewal)) == ["receipt_slip", "registration_slip", "decision"]


def test_must_be_complete(world: World, clerk: PersonActor) -> None:
    draft = world.draft(SPOT, clerk=clerk, without=["identity-card"])
    application = actions.submit(draft, by=clerk, at=NOON).application
    with refused(RuleBroken, application):
        actions.decide_on_the_spot(application, window=None, by=clerk, at=NOON)


def test_is_no_step_of_the_long_way(world: World, submitted: Application) -> None:
    with refused(RuleBroken, submitted, "此事项按“四个一”流程办理，没有这一步。"):
        actions.decide_on_the_spot(submitted, window=None, by=world.clerk, at=NOON)


def test_only_what_is_registered_and_not_decided(
    world: World, renewal: Application, clerk: PersonActor
) -> None:
    draft = world.draft(SPOT)
    with refused(WrongState, draft):
        actions.decide_on_the_spot(draft, window=None, by=clerk, at=NOON)
    actions.decide_on_the_spot(renewal, window=None, by=clerk, at=NOON)
    with refused(WrongState, renewal):
        actions.decide_on_the_spot(renewal, window=None, by=clerk, at=NOON)


def test_only_the_windows_that_serve_the_body(world: World, renewal: Application) -> None:
    only(world, renewal, actions.decide_on_the_spot, "reception", window=None)


def test_endpoint_decides_once(world: World, renewal: Application, clerk: PersonActor) -> None:
    code = "approvals.application.decided-on-the-spot"
    assert once(clerk, renewal, "spot-decision", code)["outcome"] == "granted"


def test_endpoint_takes_the_second_officer(world: World, machinery: Application) -> None:
    clerk, officer = world.actor("clerk.farm"), world.actor("officer.farm")
    code = "approvals.application.decided-on-the-spot"
    once(clerk, machinery, "spot-decision", code, second_officer=str(officer.person.pk))
    assert world.fresh(machinery).decisions.get().reviewer == officer.person
