"""At the same moment: two officers, two clicks, two numbers; the database lets one of them."""

from __future__ import annotations

import pytest

from tests.races import at_once, lost
from tests.world import NOON, World
from yimen.kernel.base.refusals import RuleBroken, WrongState
from yimen.modules.requests import actions
from yimen.modules.requests.actions import PartGiven
from yimen.modules.requests.models import Answer, ClockEvent, Consultation, FeeNotice

from .stage import Desk, after, fresh

pytestmark = pytest.mark.usefixtures("own_database")


@pytest.fixture
def desk() -> Desk:
    return Desk(World())


def test_registered_once_and_numbers_are_not_given_twice(desk: Desk) -> None:
    requests, officer = [desk.submitted() for _one in range(4)], desk.officer
    acts = [
        lambda one=one: actions.register_request(one, confirmed_on=NOON.date(), by=officer, at=NOON)
        for one in (*requests, requests[0])
    ]
    assert lost(at_once(*acts)) == [WrongState]
    numbers = [fresh(one).register_number for one in requests]
    assert sorted(numbers) == [f"沈城乡建设公开申字〔2026〕{place}号" for place in (1, 2, 3, 4)]


def test_correction_is_asked_once(desk: Desk) -> None:
    request, officer = desk.received(), desk.officer
    facts = {"items": "请写明", "due_on": after(9).date(), "by": officer, "at": NOON}
    assert lost(at_once(*[lambda: actions.ask_correction(request, **facts)] * 3)) == [WrongState] * 2
    assert ClockEvent.objects.filter(request=request, kind="correction_requested").count() == 1


def test_two_officers_draft_one_answer(desk: Desk) -> None:
    request, officer = desk.in_process(), desk.officer
    parts = [PartGiven(1, "granted", {"way": "附后"})]
    acts = [lambda: actions.draft_answer(request, parts=parts, by=officer, at=NOON)] * 3
    assert lost(at_once(*acts)) == [WrongState] * 2
    assert Answer.objects.filter(request=request).count() == 1


def test_withdrawn_and_approved_at_once_one_of_them_holds(desk: Desk) -> None:
    request, leader, resident = desk.awaiting(), desk.leader, desk.resident
    results = at_once(
        lambda: actions.approve_answer(request, by=leader, at=NOON),
        lambda: actions.withdraw_request(request, by=resident, at=NOON),
    )
    assert lost(results) == [WrongState]
    assert fresh(request).outcome_id in ("granted", "other")


def test_one_fee_and_one_consultation_of_a_party(desk: Desk) -> None:
    request, other, officer = desk.in_process(), desk.in_process(), desk.officer
    fee = {"basis": "pages", "pages": 300, "by": officer, "at": NOON}
    assert lost(at_once(*[lambda: actions.notify_fee(request, **fee)] * 2)) == [WrongState]
    assert FeeNotice.objects.filter(request=request).count() == 1
    asked = {"kind": "third_party", "name": "示例公司", "by": officer, "at": NOON}
    assert lost(at_once(*[lambda: actions.consult(other, **asked)] * 3)) == [RuleBroken] * 2
    assert Consultation.objects.filter(request=other).count() == 1


def test_extended_once(desk: Desk) -> None:
    request, head = desk.in_process(), desk.disclosure_head
    actions.propose_extension(request, days=5, reason="检索", by=desk.officer, at=NOON)
    acts = [lambda: actions.grant_extension(request, by=head, at=NOON)] * 3
    assert lost(at_once(*acts)) == [RuleBroken] * 2
    assert ClockEvent.objects.filter(request=request, kind="extended").count() == 1
