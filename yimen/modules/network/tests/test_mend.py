"""更正: parked messages are mended by the sender, tried again here, or left out by two persons."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from django.test import Client
from django.urls import reverse

from tests.world import World
from yimen.kernel.base.refusals import NotAllowed, RuleBroken, WrongState
from yimen.modules.network import actions, jobs
from yimen.modules.network.models import Incoming, MirroredCase, Node, Outgoing

from . import peer as peers
from .peer import Peer

pytestmark = pytest.mark.django_db


@pytest.fixture
def parked(below: Node, peer: Peer, now: datetime) -> Incoming:
    """A result before acceptance, parked; what follows waits."""
    case_no = peers.number(80_001, now)
    peer.send("step", peers.submitted(now), case_no=case_no, sequence=1)
    peer.send("result", peers.result(now), case_no=case_no, sequence=2)
    peer.send("accept", peers.accepted(now), case_no=case_no, sequence=3)
    return Incoming.objects.get(sequence=2)


def states() -> list[str]:
    return list(Incoming.objects.order_by("id").values_list("state", flat=True))


def test_what_the_act_refuses_is_parked_with_its_words(parked: Incoming) -> None:
    assert (parked.park_reason, parked.reason) == ("refused", "办理结果与是否受理不符。")
    assert states() == ["applied", "parked", "waiting"]


def test_a_mended_message_takes_the_place_of_the_parked_one(parked: Incoming, peer: Peer) -> None:
    body = peers.step("correction_required", "correction_requested", rows=[])
    answer = peer.send("step", body, case_no=parked.case_no, sequence=2)
    assert answer["status"] == "applied"
    assert states() == ["applied", "replaced", "applied", "applied"]
    assert MirroredCase.objects.get().state == "accepted"


def test_two_persons_leave_a_message_out(office: World, parked: Incoming, now: datetime) -> None:
    with pytest.raises(RuleBroken, match="还没有人提议"):
        actions.confirm_dismissal(parked, by=office.steward, at=now)
    actions.propose_dismissal(parked, reason="误发", by=office.administrator, at=now)
    with pytest.raises(RuleBroken, match="提议的人不能自己确认"):
        actions.confirm_dismissal(parked, by=office.administrator, at=now)
    with pytest.raises(NotAllowed):
        actions.confirm_dismissal(parked, by=office.clerk, at=now)
    actions.confirm_dismissal(parked, by=office.steward, at=now)
    Incoming.objects.update(next_try_at=now - timedelta(minutes=1))
    jobs.enter_waiting()
    assert states() == ["applied", "dismissed", "applied"]
    browser = Client()
    browser.force_login(office.steward.person)
    page = browser.get(reverse("network:incoming-message", args=[parked.pk])).content.decode()
    assert "误发" in page
    assert f"{office.administrator.person.name}于" in page


def test_a_retried_message_is_entered_once_its_cause_is_gone(
    office: World, below: Node, peer: Peer, now: datetime
) -> None:
    body = peers.submitted(now) | {"item": "investment-filing"}
    peer.send("step", body, case_no=peers.number(80_001, now), sequence=1)
    message = Incoming.objects.get()
    assert message.state == "parked"
    actions.assign_item(below, item_code="investment-filing", by=office.administrator, at=now)
    actions.retry_message(message, by=office.administrator, at=now - timedelta(minutes=1))
    jobs.enter_waiting()
    assert Incoming.objects.get().state == "applied"


def test_the_sender_hears_what_became_of_a_message(parked: Incoming) -> None:
    receipt = Outgoing.objects.get(type="ack")
    assert receipt.body == {
        "message_id": str(parked.message_id),
        "status": "parked",
        "reason": "办理结果与是否受理不符。",
    }


def test_resends_under_the_same_sequence(office: World, above: Node, now: datetime) -> None:
    office.submitted(at=now)
    message = Outgoing.objects.get()
    with pytest.raises(WrongState):
        actions.resend_message(message, reason="更正", by=office.administrator, at=now)
    actions.withhold_message(message, reason="内容有误", by=office.administrator, at=now)
    done = actions.resend_message(message, reason="更正", by=office.administrator, at=now)
    assert (done.successor.sequence, done.successor.state) == (1, "waiting")
    assert Outgoing.objects.get(pk=message.pk).replaced_by_id == done.successor.pk


def test_a_receiver_that_is_down_for_a_day_costs_no_try(office: World, above: Node, now: datetime) -> None:
    from yimen.modules.network import sending

    office.submitted(at=now)
    for hour in range(24):
        Outgoing.objects.update(next_try_at=now)
        sending.send_waiting(limit=10, at=now + timedelta(hours=hour))
    message = Outgoing.objects.get()
    assert (message.state, message.attempts, message.tries_away) == ("failed", 0, 24)
    assert message.last_error.startswith("连不上对方系统（ConnectionRefusedError: ")


def test_only_those_who_run_the_network(office: World, parked: Incoming, now: datetime) -> None:
    for name in ("resident", "clerk", "leader", "manager", "auditor", "supervisor"):
        with pytest.raises(NotAllowed):
            actions.retry_message(parked, by=getattr(office, name), at=now)
    assert Incoming.objects.get(pk=parked.pk).state == "parked"


def test_who_oversees_the_city_reads_and_has_no_act(
    office: World, below: Node, parked: Incoming, client: Client
) -> None:
    pages = [
        reverse("network:overview"),
        reverse("network:node", args=[below.pk]),
        reverse("network:incoming-message", args=[parked.pk]),
        reverse("network:differences"),
    ]
    acts = [reverse("network:registration"), reverse("network:retrying", args=[parked.pk])]
    told = {}
    for name in ("administrator", "auditor", "supervisor", "manager"):
        client.force_login(getattr(office, name).person)
        answers = [client.get(page) for page in [*pages, *acts]]
        links = [act for act in acts if any(act in one.content.decode() for one in answers[:4])]
        told[name] = ([one.status_code for one in answers], len(links))
    reading = ([200] * 4 + [404] * 2, 0)
    assert told == {
        "administrator": ([200] * 6, 2),
        "auditor": reading,
        "supervisor": reading,
        "manager": ([404] * 6, 0),
    }
