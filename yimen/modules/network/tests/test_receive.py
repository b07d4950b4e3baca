"""收件: what is let in, once, in order; what is not; what is wrong in one case keeps no other waiting."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from django.test import Client

from tests.world import World
from yimen.kernel.audit.models import Entry
from yimen.kernel.cases.models import Case
from yimen.modules.network import actions, door
from yimen.modules.network.models import Incoming, MirroredCase, Node, Rejection

from . import peer as peers
from .peer import ADDRESS, Peer

pytestmark = pytest.mark.django_db


def test_takes_a_case_from_receipt_to_its_end(whole: Callable[[int], str]) -> None:
    mirror = MirroredCase.objects.get(case__number=whole(80_001))
    assert (mirror.state, mirror.outcome, mirror.officer) == ("closed", "granted", "示例·车管王")
    assert (mirror.case.outcome, mirror.case.closed_at is not None, mirror.is_on_time) == (
        "granted",
        True,
        True,
    )
    assert mirror.case.query_code == "123456"
    codes = list(Entry.objects.filter(chain=mirror.pk).order_by("seq").values_list("code", flat=True))
    assert codes == [
        "network.case.mirrored",
        "network.case.accepted",
        "network.case.stepped",
        "network.case.stepped",
        "network.case.stepped",
        "network.case.concluded",
        "network.case.stepped",
        "network.case.stepped",
    ]


def test_names_the_officer_who_acted_there(whole: Callable[[int], str]) -> None:
    mirror = MirroredCase.objects.get(case__number=whole(80_001))
    accepted = Entry.objects.get(chain=mirror.pk, code="network.case.accepted")
    assert accepted.sentence.startswith("车辆管理分中心的 示例·车管王 受理了申请，承诺 ")
    assert (accepted.actor_kind, accepted.actor_id, accepted.origin) == ("machine", "network", "node")


def test_answers_a_doubled_message_as_the_first(below: Node, peer: Peer, now: datetime) -> None:
    case_no = peers.number(80_001, now)
    text = peer.envelope("step", peers.submitted(now), case_no=case_no, sequence=1).text()
    first, entries = peer.post(text), Entry.objects.count()
    assert [peer.post(text) for _again in range(3)] == [first] * 3
    assert (first["status"], Entry.objects.count(), Incoming.objects.count()) == ("applied", entries, 1)


def test_messages_out_of_order_wait_for_their_predecessor(below: Node, peer: Peer, now: datetime) -> None:
    case_no = peers.number(80_001, now)
    messages = list(enumerate(peers.whole_case(now), 1))
    for sequence, (kind, body) in reversed(messages[1:]):
        assert peer.send(kind, body, case_no=case_no, sequence=sequence)["status"] == "waiting"
    assert not Case.objects.filter(number=case_no).exists()
    kind, body = messages[0][1]
    assert peer.send(kind, body, case_no=case_no, sequence=1)["status"] == "applied"
    assert MirroredCase.objects.get(case__number=case_no).state == "closed"
    assert set(Incoming.objects.values_list("state", flat=True)) == {"applied"}


def test_pain_13_one_bad_message_never_stops_the_next_case(
    below: Node, peer: Peer, now: datetime, whole: Callable[[int], str]
) -> None:
    bad = peers.number(80_007, now)
    body = peers.submitted(now) | {"item": "no-such-item"}
    assert peer.send("step", body, case_no=bad, sequence=1) == {
        "message_id": str(Incoming.objects.latest("id").message_id),
        "status": "parked",
        "reason": "此事项没有划归该节点。",
    }
    assert peer.send("accept", peers.accepted(now), case_no=bad, sequence=2)["status"] == "waiting"
    assert MirroredCase.objects.get(case__number=whole(80_008)).state == "closed"
    assert not Case.objects.filter(number=bad).exists()


def test_pain_12_a_step_that_was_answered_is_there_to_be_read(below: Node, peer: Peer, now: datetime) -> None:
    """The receipt says applied only when case, clocks, mirror and record are written: one transaction a step."""
    case_no = peers.number(80_001, now)
    for sequence, (kind, body) in enumerate(peers.whole_case(now)[:2], 1):
        assert peer.send(kind, body, case_no=case_no, sequence=sequence)["status"] == "applied"
    mirror = MirroredCase.objects.select_related("case").get(case__number=case_no)
    assert mirror.accepted_on == mirror.received_on
    assert sorted(mirror.case.clocks.values_list("kind", "state")) == [
        ("promised", "running"),
        ("statutory", "running"),
    ]
    assert mirror.case.due_on is not None
    assert Entry.objects.filter(chain=mirror.pk).count() == 2


def test_refuses_a_wrong_signature(below: Node, peer: Peer, now: datetime) -> None:
    stranger = Peer(peer.code)
    body = peers.submitted(now)
    answer = stranger.send("step", body, case_no=peers.number(80_001, now), sequence=1)
    assert (answer["status"], answer["code"]) == (401, "wrong_signature")
    assert (Incoming.objects.count(), Rejection.objects.get().code) == (0, "wrong_signature")


def test_refuses_a_body_that_was_changed_on_the_way(below: Node, peer: Peer, now: datetime) -> None:
    text = peer.envelope("step", peers.submitted(now), case_no=peers.number(80_001, now), sequence=1).text()
    answer = peer.post(text.replace("占道施工".encode(), "占道经营".encode()))
    assert (answer["status"], answer["code"]) == (401, "wrong_signature")
    assert Incoming.objects.count() == 0


def test_refuses_a_sender_who_is_not_registered(below: Node, now: datetime) -> None:
    answer = Peer("nobody").send("step", peers.submitted(now), case_no=peers.number(80_001, now), sequence=1)
    assert (answer["status"], answer["code"]) == (401, "unknown_sender")


def test_refuses_a_suspended_sender(office: World, below: Node, peer: Peer, now: datetime) -> None:
    actions.suspend_node(below, reason="检修", by=office.administrator, at=now)
    answer = peer.send("step", peers.submitted(now), case_no=peers.number(80_001, now), sequence=1)
    assert (answer["status"], answer["code"]) == (403, "not_connected")


def test_refuses_what_is_meant_for_another(below: Node, peer: Peer, now: datetime) -> None:
    facts = {"case_no": peers.number(80_001, now), "sequence": 1, "receiver": "dalian"}
    assert peer.send("step", peers.submitted(now), **facts)["code"] == "wrong_receiver"


@pytest.mark.parametrize("minutes", [-11, 11])
def test_refuses_a_clock_that_is_wrong_and_tells_both_times(
    below: Node, peer: Peer, now: datetime, minutes: int
) -> None:
    facts = {"case_no": peers.number(80_001, now), "sequence": 1}
    answer = peer.send("step", peers.submitted(now), **facts, sent_at=now + timedelta(minutes=minutes))
    assert (answer["status"], answer["code"]) == (422, "clock_skew")
    assert "请校准时钟后重发" in answer["detail"]


def test_refuses_a_replayed_id_with_another_content(below: Node, peer: Peer, now: datetime) -> None:
    facts = {"case_no": peers.number(80_001, now), "sequence": 1}
    first = peer.envelope("step", peers.submitted(now), **facts)
    peer.post(first.text())
    changed = peers.submitted(now) | {"title": "另一内容"}
    again = peer.envelope("step", changed, **facts, message_id=first.message_id)
    assert peer.post(again.text())["code"] == "replayed"
    assert Incoming.objects.get().body["title"] == "占道施工"


def test_refuses_twenty_megabytes_without_reading_them(below: Node) -> None:
    answer = Client().post(ADDRESS, b"x" * (20 * 1024 * 1024), content_type="application/json")
    assert (answer.status_code, answer.json()["code"]) == (413, "too_large")


@pytest.mark.parametrize(
    "text",
    [b"", b"{}", b"[]", b"\xff\xfe", b'{"a": 1.5}', b'{"a": NaN}', b"[" * 5000],
    ids=["nothing", "empty", "list", "not text", "fraction", "nan", "deep"],
)
def test_refuses_what_is_no_envelope(below: Node, peer: Peer, text: bytes) -> None:
    assert peer.post(text)["code"] == "malformed"


def test_parks_an_unknown_type(below: Node, peer: Peer, now: datetime) -> None:
    answer = peer.send("poem", {}, case_no=peers.number(80_001, now), sequence=1)
    assert (answer["status"], answer["reason"]) == ("parked", "poem")
    assert Incoming.objects.get().park_reason == "type"


def test_parks_a_version_from_the_future(below: Node, peer: Peer, now: datetime) -> None:
    facts = {"case_no": peers.number(80_001, now), "sequence": 1}
    answer = peer.send("step", {"new": True}, **facts, schema_version=3)
    assert (answer["status"], answer["reason"]) == ("parked", "格式版本 3；本节点支持 1、2。")


def test_takes_the_older_version_beside_the_newer(below: Node, peer: Peer, now: datetime) -> None:
    facts = {"case_no": peers.number(80_001, now), "sequence": 1, "schema_version": 1}
    answer = peer.send("step", peers.submitted(now) | {"officer": "示例·老系统"}, **facts)
    assert answer["status"] == "applied"
    assert MirroredCase.objects.get().officer == "示例·老系统"


def test_parks_what_does_not_fit_the_schema_and_says_where(below: Node, peer: Peer, now: datetime) -> None:
    body = peers.submitted(now) | {"query_code": "12"}
    answer = peer.send("step", body, case_no=peers.number(80_001, now), sequence=1)
    assert (answer["status"], answer["reason"]) == ("parked", "query_code：不符合格式（^[0-9]{6}$）")


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"kind": "dreamt"}, "kind：只能是：submitted、received、correction_required、correction_answered、"),
        ({"applicant": {"kind": "resident"}}, "applicant：缺少 name、id_type、id_number"),
        ({"poem": 1, "ode": 2}, "body：没有这些栏目：ode、poem"),
        ({"title": "长" * 301}, "title：不能多于 "),
        ({"received_on": 20260302}, "received_on：应当是文字"),
        ({"received_on": "yesterday"}, "received_on：不符合格式（^[0-9]{4}-"),
    ],
)
def test_says_in_the_official_language_what_does_not_fit(
    below: Node, peer: Peer, now: datetime, change: dict[str, object], reason: str
) -> None:
    """Never the value: it may be somebody's number."""
    body = peers.submitted(now) | change
    facts = {"case_no": peers.number(80_001, now), "sequence": 1}
    assert peer.send("step", body, **facts)["reason"].startswith(reason)


def test_parks_what_is_to_happen_in_the_future(below: Node, peer: Peer, now: datetime) -> None:
    facts = {"case_no": peers.number(80_001, now), "sequence": 1}
    answer = peer.send("step", peers.submitted(now), **facts, occurred_at=now + timedelta(hours=1))
    assert (answer["status"], Incoming.objects.get().park_reason) == ("parked", "time")


def test_parks_a_case_of_another_node(below: Node, office: World, peer: Peer, now: datetime) -> None:
    case_no = peers.number(80_001, now)
    peer.send("step", peers.submitted(now), case_no=case_no, sequence=1)
    other = Peer("farming")
    node = {"role": "below", "address": "http://127.0.0.1:9", "public_key": other.public_key}
    by = office.administrator
    made = actions.register_node(office.org(), code="farming", name="农机分中心", **node, by=by, at=now).node
    actions.connect_node(made, by=by, at=now)
    answer = other.send("accept", peers.accepted(now), case_no=case_no, sequence=1)
    assert (answer["status"], answer["reason"]) == ("parked", "该节点没有这个办件。")
    assert MirroredCase.objects.get().state == "submitted"


def test_parks_a_number_outside_the_block(below: Node, peer: Peer, now: datetime) -> None:
    answer = peer.send("step", peers.submitted(now), case_no=peers.number(1, now), sequence=1)
    assert (answer["status"], answer["reason"]) == ("parked", "办件编号不在划给该节点的编号段内。")
    assert not Case.objects.filter(number=peers.number(1, now)).exists()


def test_an_address_that_knocks_wrongly_too_often_waits(below: Node, peer: Peer, now: datetime) -> None:
    for _time in range(door.MOST_REJECTIONS):
        assert peer.post(b"{}")["status"] == 400
    answer = peer.send("step", peers.submitted(now), case_no=peers.number(80_001, now), sequence=1)
    assert (answer["status"], answer["code"]) == (429, "too_many")
    assert Rejection.objects.count() == door.MOST_REJECTIONS


def test_keeps_the_lag(below: Node, peer: Peer, now: datetime) -> None:
    facts = {"case_no": peers.number(80_001, now), "sequence": 1, "occurred_at": now - timedelta(hours=3)}
    peer.send("step", peers.submitted(now), **facts)
    assert timedelta(hours=3) <= Incoming.objects.get().lag < timedelta(hours=3, minutes=1)


def test_keeps_no_personal_number_in_the_open(below: Node, peer: Peer, now: datetime) -> None:
    peer.send("step", peers.submitted(now), case_no=peers.number(80_001, now), sequence=1)
    assert peers.APPLICANT["id_number"] not in str(Incoming.objects.get().body)
    party = MirroredCase.objects.get().case.parties.get()
    assert party.number_masked.startswith("1101")
    assert "*" in party.number_masked
