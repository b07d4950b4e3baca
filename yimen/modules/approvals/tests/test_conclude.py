"""办结: one seal, by its keeper, who did not decide; on time or not is fixed; ten working days to deliver."""

from __future__ import annotations

from datetime import date

import pytest

from tests.trials import clocks, facts_of, once, only, refused, waiting
from tests.world import NOON, SPOT, World
from yimen.kernel.audit.recorded import recorded
from yimen.kernel.base.actor import Machine
from yimen.kernel.base.refusals import RuleBroken, WrongState
from yimen.kernel.documents import actions as documents
from yimen.kernel.documents.models import Seal, SealUse
from yimen.kernel.people import actions as people
from yimen.kernel.people.roles import Role
from yimen.modules.approvals import actions
from yimen.modules.approvals.models import Application
from yimen.modules.approvals.states import DeliveryMethod, Outcome, State

pytestmark = pytest.mark.django_db


def test_seals_every_result(world: World, decided: Application) -> None:
    done = actions.conclude(decided, by=world.keeper, at=NOON)
    application = world.fresh(done.application)
    decision, licence = "准予行政许可决定书", "城市道路占用、挖掘许可证"
    assert recorded(done).startswith("示例·孙丽 用印办结：")
    assert [title.split(" ")[0] for title in done.documents] == [decision, licence]
    assert (application.state, application.concluded_at, application.is_on_time) == (State.SEALED, NOON, True)
    states = {one.kind: one.document.state for one in application.documents.all()}
    assert states == {
        "receipt_slip": "drawn_up",
        "acceptance_notice": "drawn_up",
        "decision": "sealed",
        "licence": "sealed",
    }
    uses = SealUse.objects.filter(document__case_ref=application.pk)
    assert {(one.used_by_label, one.seal.kind) for one in uses} == {("示例·孙丽", "approval_seal")}
    assert uses.count() == 2
    assert facts_of(application)[-3:] == [
        "documents.document.sealed",
        "documents.document.sealed",
        "approvals.application.concluded",
    ]


def test_the_delivery_clock_counts_from_the_decision(world: World, decided: Application) -> None:
    application = world.fresh(actions.conclude(decided, by=world.keeper, at=world.later(1)).application)
    assert clocks(application)["delivery"] == (10, "2026-03-16", "running")
    assert application.case.due_on == date(2026, 3, 16)
    assert waiting(application) == [("deliver", "issue_clerk", "2026-03-16", "")]


def test_late_is_what_was_decided_after_the_promise(world: World, in_approval: Application) -> None:
    actions.approve(in_approval, by=world.leader, at=world.later(11))
    assert not actions.conclude(in_approval, by=world.keeper, at=world.later(11)).is_on_time
    assert world.fresh(in_approval).is_on_time is False


def test_the_seal_may_come_after_the_promise(world: World, in_approval: Application) -> None:
    actions.approve(in_approval, by=world.leader, at=world.later(10))
    assert actions.conclude(in_approval, by=world.keeper, at=world.later(14)).is_on_time


def test_who_decided_does_not_seal(world: World, in_approval: Application) -> None:
    """No post joins the two roles, but one may have held the one yesterday and hold the other today."""
    city = Machine("city data")
    post = world.leader.posts[0]
    actions.approve(in_approval, by=world.leader, at=NOON)
    people.end_post(post, until=NOON.date(), reason="岗位调整", by=world.administrator, at=NOON)
    facts = {"role": Role.SEAL_KEEPER, "since": world.later(1).date()}
    people.appoint(world.org(), person=world.leader.person, **facts, by=city, at=NOON)
    keeper = world.actor("leader.construction", at=world.later(1))
    with refused(RuleBroken, in_approval, "作出决定的人不能自己用印。"):
        actions.conclude(in_approval, by=keeper, at=world.later(1))


def test_waits_for_a_seal_of_the_body(world: World, decided: Application) -> None:
    seal = Seal.objects.get(org=decided.org, kind="approval_seal", revoked_at__isnull=True)
    documents.revoke_seal(seal, reason="遗失", by=world.administrator, at=NOON)
    with refused(RuleBroken, decided, "本机关还没有登记行政审批专用章，请先登记印章。"):
        actions.conclude(decided, by=world.keeper, at=NOON)


def test_who_wished_it_has_it_electronically_at_once(world: World) -> None:
    application = world.decided(delivery_wanted="electronic")
    actions.conclude(application, by=world.keeper, at=NOON)
    application = world.fresh(application)
    assert (application.state, application.outcome) == (State.CLOSED, Outcome.GRANTED)
    delivery = application.delivery
    assert (delivery.method, delivery.receiver) == (DeliveryMethod.ELECTRONIC, "示例居民甲")
    assert delivery.delivered_by == "系统（电子送达）"
    assert facts_of(application)[-3:] == [
        "approvals.application.concluded",
        "approvals.application.delivered",
        "approvals.application.closed",
    ]
    assert clocks(application)["delivery"] == (10, "2026-03-16", "stopped")
    assert waiting(application) == []


def test_seals_what_was_decided_on_the_spot(world: World) -> None:
    application = world.submitted(SPOT)
    actions.decide_on_the_spot(application, window=None, by=world.actor("clerk.driver"), at=NOON)
    done = actions.conclude(application, by=world.actor("seal.joint"), at=NOON)
    assert (done.application.state, done.is_on_time) == (State.SEALED, True)


def test_refuses_before_the_decision_and_twice(
    world: World, in_approval: Application, sealed: Application
) -> None:
    for application in (in_approval, sealed):
        with refused(WrongState, application):
            actions.conclude(application, by=world.keeper, at=NOON)


def test_only_the_keeper_of_the_seal(world: World, decided: Application) -> None:
    only(world, decided, actions.conclude, "keeper")


def test_endpoint_concludes_once(world: World, decided: Application) -> None:
    answer = once(world.keeper, decided, "conclusion", "approvals.application.concluded")
    assert answer["state"] == "sealed"
    assert SealUse.objects.filter(document__case_ref=decided.pk).count() == 2
