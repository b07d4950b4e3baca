"""不予批准 (行政许可法 38): in writing, with reasons and remedies; no licence."""

from __future__ import annotations

import pytest
from django.db import IntegrityError, transaction

from tests.trials import once, only, papers, refused, waiting
from tests.world import NOON, World
from yimen.kernel.audit.recorded import recorded
from yimen.kernel.base.refusals import RuleBroken, WrongState
from yimen.modules.approvals import actions
from yimen.modules.approvals.models import Application, Decision
from yimen.modules.approvals.states import Outcome, State

pytestmark = pytest.mark.django_db


def test_refuses_with_reasons_and_remedies(world: World, in_approval: Application) -> None:
    done = actions.refuse(in_approval, reasons="道路大修未满三年。", by=world.leader, at=NOON)
    application = world.fresh(done.application)
    assert recorded(done) == "示例·刘芳 决定不予许可：道路大修未满三年。"
    assert (application.state, application.outcome) == (State.DECIDED, Outcome.REFUSED)
    assert papers(application) == ["receipt_slip", "acceptance_notice", "decision"]
    data = application.documents.get(kind="decision").document.data
    assert (data["outcome"], data["reasons"]) == ("refused", ["道路大修未满三年。"])
    assert (data["valid_from"], data["valid_until"]) == ("", "")
    assert "60 日内依法申请行政复议" in data["remedies"]
    assert waiting(application) == [("conclude", "seal_keeper", "2026-03-02", "")]


def test_the_reasons_are_the_leaders_own(world: World, in_approval: Application) -> None:
    decision = actions.refuse(in_approval, reasons="不符合。", by=world.leader, at=NOON).decision
    assert (decision.reasons, decision.conditions) == ("不符合。", "")


def test_conditions_of_the_review_do_not_stand_in_a_refusal(world: World, in_review: Application) -> None:
    facts = {"opinion": "grant_with_conditions", "grounds": "可以。", "conditions": "夜间施工"}
    actions.examine(in_review, **facts, by=world.examiner, at=NOON)
    decision = actions.refuse(in_review, reasons="不符合。", by=world.leader, at=NOON).decision
    assert decision.conditions == ""


def test_never_without_reasons(world: World, in_approval: Application) -> None:
    with refused(RuleBroken, in_approval, "不予许可必须说明理由。", ["reasons"]):
        actions.refuse(in_approval, reasons=" ", by=world.leader, at=NOON)


def test_nor_does_the_database_keep_one_without(world: World, in_approval: Application) -> None:
    decision = actions.refuse(in_approval, reasons="不符合。", by=world.leader, at=NOON).decision
    with pytest.raises(IntegrityError, match="refusal_gives_its_reasons"), transaction.atomic():
        Decision.objects.filter(pk=decision.pk).update(reasons="")


def test_refuses_before_the_review_and_after_a_decision(
    world: World, in_review: Application, decided: Application
) -> None:
    for application in (in_review, decided):
        with refused(WrongState, application):
            actions.refuse(application, reasons="不符合。", by=world.leader, at=NOON)


def test_only_leader_and_chief(world: World, in_approval: Application) -> None:
    only(world, in_approval, actions.refuse, "leader", "chief", reasons="不符合。")


def test_endpoint_refuses_once(world: World, in_approval: Application) -> None:
    code = "approvals.application.refused"
    assert once(world.leader, in_approval, "refusal", code, reasons="不符合。")["outcome"] == "refused"
