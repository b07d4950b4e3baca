"""移交: two signatures, the clock runs on, work moves, both see the history; before acceptance nobody else sees it."""

from __future__ import annotations

from typing import Any

import pytest
from django.urls import reverse

from tests.trials import clocks, facts_of, only, post, refused, waiting
from tests.world import NOON, World
from yimen.kernel.audit.recorded import recorded
from yimen.kernel.base.refusals import NotAllowed, RuleBroken, WrongState
from yimen.kernel.cases import queries as cases
from yimen.kernel.notices.models import Notice
from yimen.kernel.people.actor import PersonActor
from yimen.modules.approvals import actions, queries
from yimen.modules.approvals.models import Application, HandOver
from yimen.modules.approvals.states import HandOverState, State

from .pages import address, enter, text

pytestmark = pytest.mark.django_db
FACTS = {"reason": "项目在和平区", "basis": "示例〔2026〕9号"}


@pytest.fixture
def heping(world: World) -> PersonActor:
    """处室负责人 of the district centre."""
    return world.actor("head.heping")


def offered(world: World, application: Application) -> HandOver:
    district = world.org("centre-heping")
    done = actions.propose_hand_over(
        application, to_org=district, to_centre=district, **FACTS, by=world.head, at=NOON
    )
    return done.hand_over


def accepted_by(heping: PersonActor, offer: HandOver) -> HandOver:
    return actions.accept_hand_over(offer, by=heping, at=NOON).hand_over


def test_proposes_and_nothing_moves(world: World, accepted: Application, heping: PersonActor) -> None:
    before = clocks(accepted), waiting(accepted)
    offer = offered(world, accepted)
    application = world.fresh(accepted)
    assert (application.org, application.state) == (world.org(), State.ACCEPTED)
    assert (clocks(application), waiting(application)) == before
    assert not queries.applications(heping).filter(pk=application.pk).exists()
    assert not cases.cases(heping).filter(pk=application.pk).exists()
    page = text(enter(heping).get(reverse("approvals:hand-over", args=[offer.pk])))
    assert "接收之后可以查看办件" in page
    assert enter(heping).get(address("application", application)).status_code == 404
    assert enter(world.actor("examiner.heping")).get(
        reverse("approvals:hand-over", args=[offer.pk])
    ).status_code == 404  # fmt: skip


def test_accepts_and_responsibility_moves_without_a_new_clock(
    world: World, accepted: Application, heping: PersonActor
) -> None:
    before, works = clocks(accepted), waiting(accepted)
    done = actions.accept_hand_over(offered(world, accepted), by=heping, at=world.later(1))
    application = world.fresh(accepted)
    district = world.org("centre-heping")
    assert recorded(done) == (
        f"{heping.label} 接收办件：由 {world.org().name} 移交 {district.name}，时限连续计算"
    )
    assert (application.org, application.org_path, application.centre) == (district, district.path, district)
    assert (application.case.org, application.case.org_path) == (district, district.path)
    assert clocks(application) == before
    assert waiting(application) == works
    row = application.case.work.get(done_at__isnull=True)
    assert (row.org_path, row.centre_path) == (district.path, district.path)
    assert "approvals.hand-over.accepted" in facts_of(application)


def test_both_see_the_history_on_every_path(world: World, accepted: Application, heping: PersonActor) -> None:
    accepted_by(heping, offered(world, accepted))
    for actor in (heping, world.head, world.clerk):
        assert queries.applications(actor).filter(pk=accepted.pk).exists(), actor.label
        assert cases.cases(actor).filter(pk=accepted.pk).exists(), actor.label
        client = enter(actor)
        page = client.get(address("application", accepted))
        assert page.status_code == 200
        assert "时限连续计算" in text(page)
        there = f"/api/v1/approvals/applications/{accepted.pk}"
        assert client.get(there).status_code == 200
        found = client.get(reverse("approvals:hand-overs"))
        assert world.fresh(accepted).number in text(found)
    listed = enter(heping).get(reverse("approvals:handled"))
    assert world.fresh(accepted).number in text(listed)
    exported = b"".join(enter(heping).get(reverse("approvals:handled"), {"format": "csv"}))  # type: ignore[arg-type]
    assert world.fresh(accepted).number in exported.decode("utf-8-sig")
    assert not queries.applications(world.outsider).filter(pk=accepted.pk).exists()
    assert not queries.applications(world.actor("clerk.market")).filter(pk=accepted.pk).exists()


def test_the_old_body_does_nothing_any_more_and_the_new_one_goes_on(
    world: World, accepted: Application, heping: PersonActor
) -> None:
    accepted_by(heping, offered(world, accepted))
    application = world.fresh(accepted)
    with pytest.raises(NotAllowed):
        actions.assign(application, reviewer=world.examiner.person, by=world.examiner, at=NOON)
    examiner = world.actor("examiner.heping")
    actions.assign(application, reviewer=examiner.person, by=heping, at=NOON)
    actions.examine(application, opinion="grant", grounds="符合。", by=examiner, at=NOON)
    actions.approve(application, by=world.actor("leader.heping"), at=NOON)
    assert world.fresh(application).state == State.DECIDED


def test_a_case_handed_over_is_sealed_and_delivered_by_the_body_that_took_it(
    world: World, in_approval: Application, heping: PersonActor
) -> None:
    accepted_by(heping, offered(world, in_approval))
    application = world.fresh(in_approval)
    actions.approve(application, by=world.actor("leader.heping"), at=NOON)
    with pytest.raises(NotAllowed):
        actions.conclude(application, by=world.keeper, at=NOON)
    actions.conclude(application, by=world.actor("seal.heping"), at=NOON)
    paper = application.documents.get(kind="decision").document
    assert (paper.org.code, paper.sealed_at) == ("centre-heping", NOON)
    issuer = world.actor("issue.heping")
    receipt = {"method": "window", "receiver": application.applicant_name, "identity_checked": True}
    actions.deliver(application, **receipt, by=issuer, at=NOON)
    assert world.fresh(application).state == State.CLOSED


def test_what_an_examiner_had_in_hand_is_assigned_anew(
    world: World, in_review: Application, heping: PersonActor
) -> None:
    assert in_review.reviewer is not None
    accepted_by(heping, offered(world, in_review))
    application = world.fresh(in_review)
    assert (application.state, application.reviewer) == (State.ACCEPTED, None)
    assert [(kind, login) for kind, _role, _due, login in waiting(application)] == [("assign", "")]


def test_the_receiver_declines_and_the_giver_recalls(
    world: World, accepted: Application, heping: PersonActor
) -> None:
    offer = offered(world, accepted)
    with pytest.raises(RuleBroken):
        actions.decline_hand_over(offer, answer=" ", by=heping, at=NOON)
    actions.decline_hand_over(offer, answer="不在本区", by=heping, at=NOON)
    offer.refresh_from_db()
    assert (offer.state, offer.answer) == (HandOverState.DECLINED, "不在本区")
    again = offered(world, accepted)
    actions.recall_hand_over(accepted, by=world.head, at=NOON)
    with pytest.raises(WrongState):
        actions.accept_hand_over(again, by=heping, at=NOON)
    assert world.fresh(accepted).org == world.org()


def test_the_receiver_is_told_of_the_offer_and_the_giver_of_the_answer(
    world: World, accepted: Application, heping: PersonActor
) -> None:
    """What is offered lies on no desk of the receiver, which may not see the case yet: it is told."""
    offer = offered(world, accepted)
    link, number = reverse("approvals:hand-over", args=[offer.pk]), world.fresh(accepted).number
    [told] = Notice.objects.filter(code="approvals.hand_over_proposed")
    assert (told.person.login, told.subject) == ("head.heping", f"办件等待接收：{number}")
    assert told.link.endswith(link)
    actions.decline_hand_over(offer, answer="不在本区", by=heping, at=NOON)
    accepted_by(heping, offered(world, accepted))
    answers = Notice.objects.filter(code="approvals.hand_over_answered").order_by("created_at", "id")
    assert [one.person.login for one in answers] == ["head.construction"] * 2
    assert [one.subject for one in answers] == [f"移交已退回：{number}", f"移交已接收：{number}"]
    assert ["理由：不在本区" in one.body for one in answers] == [True, False]


def test_what_changed_after_the_offer_is_not_taken(
    world: World, submitted: Application, heping: PersonActor
) -> None:
    offer = offered(world, submitted)
    actions.accept(submitted, window=None, by=world.clerk, at=NOON)
    with pytest.raises(WrongState, match="有了变化"):
        actions.accept_hand_over(offer, by=heping, at=NOON)
    assert world.fresh(submitted).org == world.org()


def test_refuses_strangers_the_wrong_state_and_a_second_offer(
    world: World, accepted: Application, sealed: Application, heping: PersonActor
) -> None:
    district = world.org("centre-heping")
    facts: dict[str, Any] = {"to_org": district, "to_centre": district, **FACTS}
    only(world, accepted, actions.propose_hand_over, "head", "leader", "chief", **facts)
    with refused(WrongState, sealed):
        actions.propose_hand_over(sealed, **facts, by=world.head, at=NOON)
    offer = offered(world, accepted)
    with refused(RuleBroken, accepted):
        offered(world, accepted)
    for actor in (world.head, world.clerk, world.resident, world.actor("examiner.heping")):
        with pytest.raises(NotAllowed):
            actions.accept_hand_over(offer, by=actor, at=NOON)


def test_pages_hand_over_decline_and_recall(world: World, accepted: Application, heping: PersonActor) -> None:
    giver, receiver = enter(world.head), enter(heping)
    facts = {"to_org": str(world.org("centre-heping").pk), **FACTS}
    assert enter(world.clerk).get(address("hand-over-offer", accepted)).status_code == 404
    assert giver.post(address("hand-over-offer", accepted), facts).status_code == 302
    offer = HandOver.objects.get()
    declining = reverse("approvals:hand-over-declining", args=[offer.pk])
    assert receiver.post(declining, {"answer": "不在本区"}).status_code == 302
    assert giver.post(address("hand-over-offer", accepted), facts).status_code == 302
    assert giver.post(address("hand-over-recall", accepted)).status_code == 302
    assert giver.post(address("hand-over-offer", accepted), facts).status_code == 302
    last = HandOver.objects.get(state="proposed")
    acceptance = reverse("approvals:hand-over-acceptance", args=[last.pk])
    assert giver.get(acceptance).status_code == 404
    assert receiver.post(acceptance).status_code == 302
    assert world.fresh(accepted).org == world.org("centre-heping")


def test_endpoints_hand_over(world: World, accepted: Application, heping: PersonActor) -> None:
    body = {"receiver": "centre-heping", **FACTS}
    made = post(world.head, accepted, "hand-over", **body)
    assert made.status_code == 201, made.content
    assert post(world.head, accepted, "hand-over", **body).status_code == 422
    there = f"/api/v1/approvals/hand-overs/{made.json()['id']}/acceptance"
    assert enter(world.outsider).post(there).status_code == 404
    taken = enter(heping).post(there)
    assert (taken.status_code, taken.json()["state"]) == (201, "accepted")
    assert enter(heping).post(there).status_code == 409
    assert [row["state"] for row in enter(world.head).get("/api/v1/approvals/hand-overs").json()] == [
        "accepted"
    ]


def test_a_comprehensive_window_takes_in_for_every_department(world: World) -> None:
    """综合窗口: one counter, any department that is handled at the centre."""
    taken = []
    for code in ("road-occupation", "food-business", "road-freight"):
        application = world.submitted(code)
        actions.accept(application, window=world.window("A01"), by=world.reception, at=NOON)
        taken.append(world.fresh(application).org.code)
    assert len(set(taken)) == 3
