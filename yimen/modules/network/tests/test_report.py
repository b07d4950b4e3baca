"""报送: what is done here for an item of the centre is told step by step, in the transaction of the step."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from django.test import Client

from tests.world import World
from yimen.kernel.base.refusals import WrongState
from yimen.kernel.cases.models import Case
from yimen.modules.approvals import actions as approvals
from yimen.modules.approvals.models import Application
from yimen.modules.network import schemas, secrecy
from yimen.modules.network.models import Incoming, MirroredCase, Node, Outgoing

from . import peer as peers
from .peer import Peer

pytestmark = pytest.mark.django_db


def told(node: Node) -> list[tuple[int, str, str]]:
    rows = Outgoing.objects.filter(node=node).order_by("sequence")
    return [(one.sequence, one.type, str(one.body.get("kind", ""))) for one in rows]


def test_tells_every_step_in_order(office: World, above: Node, now: datetime) -> None:
    office.sealed(at=now)
    assert told(above) == [
        (1, "step", "submitted"),
        (2, "accept", ""),
        (3, "step", "assigned"),
        (4, "step", "examined"),
        (5, "step", "decided"),
        (6, "result", ""),
        (7, "licence", ""),
    ]


def test_every_body_fits_its_schema_in_both_versions(office: World, above: Node, now: datetime) -> None:
    office.closed(at=now)
    for one in Outgoing.objects.all():
        body = secrecy.opened(one.body, one.pk)
        for version in schemas.VERSIONS:
            schemas.require_valid(one.type, version, schemas.lowered(body, version))


def test_pain_20_nothing_that_is_to_be_sent_hangs_on_a_person(
    office: World, above: Node, now: datetime
) -> None:
    """The message stands in the queue if and only if the step was done; the queue is seen and retries by itself."""
    application = office.submitted(at=now)
    assert told(above) == [(1, "step", "submitted")]
    with pytest.raises(WrongState):
        approvals.approve(application, by=office.leader, at=now)
    assert told(above) == [(1, "step", "submitted")]
    browser = Client()
    browser.force_login(office.administrator.person)
    assert application.number in browser.get("/network/outgoing/").content.decode()


def test_keeps_personal_numbers_sealed_in_the_queue(office: World, above: Node, now: datetime) -> None:
    office.submitted(at=now)
    message = Outgoing.objects.get()
    number = secrecy.opened(message.body, message.pk)["applicant"]["id_number"]
    assert len(number) == 18
    assert number not in str(message.body)


def test_other_items_are_not_told(office: World, above: Node, now: datetime) -> None:
    office.submitted("investment-filing", at=now)
    assert told(above) == []


def test_an_application_for_a_node_goes_there_and_leaves_the_desk(
    office: World, below: Node, now: datetime
) -> None:
    application = office.submitted(at=now)
    assert application.state == "elsewhere"
    assert (application.handled_at, told(below)) == ("车辆管理分中心", [(1, "hand_over", "")])
    assert not application.case.work.filter(done_at__isnull=True).exists()
    assert MirroredCase.objects.get(pk=application.pk).state == "sent"
    with pytest.raises(WrongState):
        approvals.accept(application, window=office.window(), by=office.clerk, at=now)


def test_steps_of_the_node_come_back_to_the_applicant(
    office: World, below: Node, peer: Peer, now: datetime
) -> None:
    application = office.submitted(at=now)
    messages = [
        ("step", peers.step("received", "submitted")),
        *peers.whole_case(now)[1:],
    ]
    for sequence, (kind, body) in enumerate(messages, 1):
        answer = peer.send(kind, body, case_no=application.number, sequence=sequence)
        assert answer["status"] == "applied", answer
    ended = Application.objects.get(pk=application.pk)
    assert (ended.state, ended.outcome, ended.accepted_on) == ("closed", "granted", None)
    browser = Client()
    browser.force_login(office.resident.person)
    shown = browser.get(f"/approvals/applications/{application.pk}/").content.decode()
    assert "车辆管理分中心的 示例·车管王 受理了申请" in shown
    progress = Client().post(
        "/progress/", {"number": application.number, "code": application.case.query_code}
    )
    assert "准予" in progress.content.decode()


def test_a_correction_of_the_node_is_answered_here(
    office: World, below: Node, peer: Peer, now: datetime
) -> None:
    application = office.submitted(at=now - timedelta(hours=1))
    row = {"key": "application-form", "name": "申请表", "defect": "illegible", "cure": "重新上传"}
    body = peers.step("correction_required", "correction_requested", rows=[row])
    assert peer.send("step", body, case_no=application.number, sequence=1)["status"] == "applied"
    asked = office.fresh(application)
    assert (asked.state, asked.correction.issued_by) == ("correction_requested", "示例·车管王")
    file = office.received("another")
    facts = {"key": "application-form", "name": "申请表.pdf", "received": file}
    approvals.attach_material(asked, **facts, by=office.resident, at=now)
    approvals.resubmit(asked, by=office.resident, at=now)
    assert office.fresh(application).state == "elsewhere"
    sent = Outgoing.objects.get(node=below, sequence=2)
    assert [one["sha256"] for one in sent.body["materials"]] == [file.sha256]
    assert MirroredCase.objects.get(pk=application.pk).state == "submitted"


def test_what_is_handed_back_is_handled_here(office: World, below: Node, peer: Peer, now: datetime) -> None:
    application = office.submitted(at=now)
    body = {"reason": "不在本分中心辖区", "officer": peers.OFFICER}
    assert peer.send("hand_back", body, case_no=application.number, sequence=1)["status"] == "applied"
    back = office.fresh(application)
    assert (back.state, back.handled_at) == ("submitted", "")
    assert (
        approvals.accept(back, window=office.window(), by=office.clerk, at=now).application.state
        == "accepted"
    )


def test_takes_over_what_the_centre_hands_over(office: World, above: Node, peer: Peer, now: datetime) -> None:
    number = peers.number(7, now)
    body = peers.submitted(now) | {
        "application": "0198aaaa-0000-7000-8000-000000000001",
        "subject": "占道施工",
        "answers": {"applicant": ["person"], "filer": ["self"], "work": ["occupy"], "change": ["no"]},
        "materials": [],
    }
    for name in ("kind", "state", "officer"):
        del body[name]
    answer = peer.send("hand_over", body, case_no=number, sequence=1)
    assert answer["status"] == "applied", answer
    application = Application.objects.get(case__number=number)
    assert (application.state, application.applicant_name) == ("submitted", "示例·赵一")
    assert (application.case.query_code, application.taken_over_from) == ("123456", "车辆管理分中心")
    done = approvals.give_back(application, reason="不在辖区", by=office.clerk, at=now)
    assert done.application.state == "given_back"
    assert told(above) == [(1, "step", "received"), (2, "hand_back", "")]
    assert Incoming.objects.get().state == "applied"
    assert Case.objects.get(number=number).outcome == "given_back"
