"""不属职权 (行政许可法 32(2)): a stamped decision names the body that is competent."""

from __future__ import annotations

import pytest

from tests.trials import once, only, papers, refused, waiting
from tests.world import NOON, World
from yimen.kernel.audit.recorded import recorded
from yimen.kernel.base.refusals import RuleBroken, WrongState
from yimen.kernel.orgs.models import Org
from yimen.modules.approvals import actions
from yimen.modules.approvals.models import Application
from yimen.modules.approvals.states import Outcome, State

pytestmark = pytest.mark.django_db


def test_names_the_competent_body_and_how_to_reach_it(world: World, submitted: Application) -> None:
    police = Org.objects.get(code="public-security")
    done = actions.decide_not_competent(submitted, competent_body=police.name, by=world.clerk, at=NOON)
    application = world.fresh(done.application)
    assert recorded(done) == f"示例·陈静 决定不予受理并告知应向 {police.name} 申请"
    assert (application.state, application.outcome) == (State.NOT_COMPETENT, Outcome.NOT_COMPETENT)
    assert (application.case.closed_at, application.case.outcome) == (NOON, "not_competent")
    assert papers(application) == ["receipt_slip", "not_competent"]
    paper = application.documents.get(kind="not_competent").document
    assert (paper.data["competent_body"], paper.data["competent_contact"]) == (police.name, police.phone)
    assert (paper.seal_with, paper.seals_itself) == ("acceptance_seal", True)
    assert "行政复议" in paper.data["remedies"]
    assert waiting(application) == []


def test_a_body_outside_the_city_may_be_named(world: World, submitted: Application) -> None:
    done = actions.decide_not_competent(
        submitted, competent_body="辽宁省公安厅", reason="跨市道路", by=world.clerk, at=NOON
    )
    paper = done.application.documents.get(kind="not_competent").document
    assert (paper.data["competent_contact"], paper.data["reasons"]) == ("", ["跨市道路"])


def test_refuses_without_naming_a_body(world: World, submitted: Application) -> None:
    with refused(RuleBroken, submitted, "请写明应向哪个行政机关申请。", ["competent_body"]):
        actions.decide_not_competent(submitted, competent_body="", by=world.clerk, at=NOON)


def test_refuses_while_a_correction_is_awaited(world: World, correction_requested: Application) -> None:
    with refused(WrongState, correction_requested):
        actions.decide_not_competent(correction_requested, competent_body="某局", by=world.clerk, at=NOON)


def test_only_the_window(world: World, submitted: Application) -> None:
    only(world, submitted, actions.decide_not_competent, "clerk", "reception", competent_body="某局")


def test_endpoint_does_it_once(world: World, submitted: Application) -> None:
    code = "approvals.application.not-competent"
    answer = once(world.clerk, submitted, "non-competence", code, competent_body="辽宁省公安厅")
    assert answer["outcome"] == "not_competent"
