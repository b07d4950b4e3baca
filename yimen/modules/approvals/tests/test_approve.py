"""批准: the leader grants; never who reviewed, never while something is open; both clocks stop."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from tests.trials import clocks, once, only, papers, refused, waiting
from tests.world import CONFIRMER, NOON, World
from yimen.kernel.audit.recorded import recorded
from yimen.kernel.base.actor import Machine
from yimen.kernel.base.refusals import NotAllowed, RuleBroken, WrongState
from yimen.kernel.people import actions as people
from yimen.kernel.people.actor import PersonActor
from yimen.kernel.people.roles import Role
from yimen.modules.approvals import actions
from yimen.modules.approvals.models import Application, Decision
from yimen.modules.approvals.states import Outcome, State

pytestmark = pytest.mark.django_db


def appointed(world: World, login: str, role: Role) -> PersonActor:
    """The person, who holds the role in the construction bureau too from this day on."""
    person = world.actor(login).person
    facts = {"role": role, "since": NOON.date()}
    people.appoint(world.org(), person=person, **facts, by=Machine("city data"), at=NOON)
    return world.actor(login)


def test_grants(world: World, in_approval: Application) -> None:
    done = actions.approve(in_approval, by=world.leader, at=world.later(3))
    application = world.fresh(done.application)
    assert recorded(done) == "示例·刘芳 批准了申请"
    assert (application.state, application.outcome) == (State.DECIDED, Outcome.GRANTED)
    assert (application.approver, application.decided_at) == (world.leader.person, world.later(3))
    decision = application.decisions.get()
    assert (decision.sequence, decision.outcome, decision.is_single_officer) == (1, "granted", False)
    assert (decision.reviewer, decision.approver) == (world.examiner.person, world.leader.person)
    assert (decision.reasons, decision.conditions) == ("材料齐全，符合条件。", "")


def test_both_clocks_stop_and_the_seal_keeper_has_work(world: World, in_approval: Application) -> None:
    application = world.fresh(actions.approve(in_approval, by=world.leader, at=world.later(3)).application)
    assert {kind: clock[2] for kind, clock in clocks(application).items()} == {
        "acceptance": "stopped",
        "promised": "stopped",
        "statutory": "stopped",
    }
    assert application.case.clocks.get(kind="statutory").stop_on == date(2026, 3, 5)
    assert waiting(application) == [("conclude", "seal_keeper", "2026-03-05", "")]


def test_decision_and_licence_are_drawn_up_and_not_in_force(world: World, in_approval: Application) -> None:
    facts = {"conditions": "夜间施工", "reasons": "符合条件。"}
    application = world.fresh(actions.approve(in_approval, **facts, by=world.leader, at=NOON).application)
    assert papers(application) == ["receipt_slip", "acceptance_notice", "decision", "licence"]
    decision, licence = (application.documents.get(kind=kind).document for kind in ("decision", "licence"))
    assert (decision.state, decision.seals_itself, decision.number) == (
        "drawn_up",
        False,
        "沈城乡建设许字〔2026〕1号",
    )
    assert (licence.state, licence.number) == ("drawn_up", "沈道路占用挖掘证字〔2026〕1号")
    assert (decision.data["outcome"], decision.data["conditions"]) == ("granted", ["夜间施工"])
    assert (licence.data["title"], licence.data["holder"]) == ("城市道路占用、挖掘许可证", "示例居民甲")
    assert (licence.data["valid_from"], licence.data["valid_until"]) == ("2026-03-02", "")


def test_the_licence_holds_as_long_as_the_item_says(world: World) -> None:
    application = world.decided(code=world.variant(validity_months=12))
    licence = application.documents.get(kind="licence").document
    assert (licence.valid_from, licence.valid_until) == (date(2026, 3, 2), date(2027, 3, 2))


def test_an_item_without_a_licence_has_the_decision_alone(world: World) -> None:
    application = world.decided(code=world.variant(result_kind="decision"))
    assert papers(application)[-1] == "decision"


def test_conditions_of_the_review_are_those_of_the_decision(world: World, in_review: Application) -> None:
    facts = {"opinion": "grant_with_conditions", "grounds": "可以。", "conditions": "夜间施工"}
    actions.examine(in_review, **facts, by=world.examiner, at=NOON)
    assert actions.approve(in_review, by=world.leader, at=NOON).decision.conditions == "夜间施工"


def test_who_reviewed_does_not_approve(world: World, in_approval: Application) -> None:
    both = appointed(world, "examiner.construction", Role.LEADER)
    with refused(RuleBroken, in_approval, "审核人不能批准同一办件，请由其他领导批准。"):
        actions.approve(in_approval, by=both, at=NOON)


def test_nor_does_the_database_let_it_stand(world: World, decided: Application) -> None:
    reviewer = world.examiner.person
    for rows, change in (
        (Application.objects.filter(pk=decided.pk), {"approver": reviewer}),
        (Decision.objects.filter(application=decided), {"approver": reviewer}),
        (Decision.objects.filter(application=decided), {"reviewer": None}),
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            rows.update(**change)
    assert world.fresh(decided).approver == world.leader.person


def test_where_an_examiner_confirms_it_is_the_head(world: World) -> None:
    application, examiner = world.submitted(CONFIRMER), world.actor("examiner.market")
    actions.accept(application, window=None, by=examiner, at=NOON)
    actions.examine(application, opinion="grant", grounds="符合。", by=examiner, at=NOON)
    with refused(NotAllowed, application):
        actions.approve(application, by=examiner, at=NOON)
    done = actions.approve(application, by=world.actor("head.market"), at=NOON)
    assert (done.application.state, done.decision.reviewer) == (State.DECIDED, examiner.person)


def test_refuses_before_the_review_and_twice(
    world: World, in_review: Application, decided: Application
) -> None:
    for application in (in_review, decided):
        with refused(WrongState, application):
            actions.approve(application, by=world.leader, at=NOON)


def test_only_leader_and_chief_of_the_body(world: World, in_approval: Application) -> None:
    only(world, in_approval, actions.approve, "leader", "chief")
    with refused(NotAllowed, in_approval):
        actions.approve(in_approval, by=world.actor("leader.market"), at=NOON)


def test_endpoint_approves_once(world: World, in_approval: Application) -> None:
    answer = once(world.leader, in_approval, "approval", "approvals.application.approved")
    assert (answer["state"], answer["outcome"]) == ("decided", "granted")
    assert Decision.objects.filter(application=in_approval).count() == 1
