"""信息处理费: computed from the standard, within the period; paid, or lapsed. Nobody types an amount."""

from __future__ import annotations

import inspect
from datetime import date
from decimal import Decimal

import pytest

from tests.world import NOON
from yimen.kernel.base.refusals import RuleBroken
from yimen.modules.requests import actions, reading
from yimen.modules.requests.models import FeeNotice, InformationRequest
from yimen.modules.requests.public import fees_collected
from yimen.modules.requests.states import State

from .stage import Desk, after, clocks, fresh, letters, only, refused

pytestmark = pytest.mark.django_db


def many(count: int, mark: str = "") -> list[dict[str, str]]:
    return [{"name": f"{mark}信息{place}"} for place in range(count)]


def charged(desk: Desk) -> InformationRequest:
    """Twelve matters before in the month, eight now: the 13th to the 20th cost 100 each."""
    desk.received(*many(12, "前"))
    request = desk.in_process(*many(8))
    return fresh(actions.notify_fee(request, basis="items", by=desk.officer, at=NOON).request)


def test_by_items_over_the_month(desk: Desk) -> None:
    request = charged(desk)
    notice = request.fee_notice
    assert (notice.before, notice.quantity, notice.amount) == (12, 8, Decimal("800.00"))
    assert notice.lines == [{"first": 13, "last": 20, "count": 8, "price": "100", "amount": "800"}]
    assert (request.state, notice.pay_by) == (State.FEE_PENDING, date(2026, 3, 30))
    assert letters(request) == ["receipt", "fee"]
    assert "800.00元" in "".join(request.letters.get(kind="fee").document.data["paragraphs"])


def test_by_pages(desk: Desk) -> None:
    request = desk.in_process()
    done = actions.notify_fee(request, basis="pages", pages=201, by=desk.officer, at=NOON)
    assert done.amount == "2740.00"


def test_what_is_free_is_not_charged(desk: Desk) -> None:
    request = desk.in_process()
    with refused(RuleBroken, request, "没有超过免费的数量，依法不收取费用。"):
        actions.notify_fee(request, basis="items", by=desk.officer, at=NOON)
    with refused(RuleBroken, request, "没有超过免费的数量，依法不收取费用。"):
        actions.notify_fee(request, basis="pages", pages=30, by=desk.officer, at=NOON)
    with refused(RuleBroken, request, fields=["pages"]):
        actions.notify_fee(request, basis="pages", by=desk.officer, at=NOON)
    with refused(RuleBroken, request, fields=["basis"]):
        actions.notify_fee(request, basis="weight", by=desk.officer, at=NOON)


def test_one_of_the_two_and_once(desk: Desk) -> None:
    request = charged(desk)
    actions.confirm_fee_paid(request, paid_on=NOON.date(), reference="示例1", by=desk.officer, at=NOON)
    with refused(RuleBroken, fresh(request), "此申请已经发出过收费通知，不能再次收费。"):
        actions.notify_fee(fresh(request), basis="pages", pages=300, by=desk.officer, at=NOON)


def test_only_within_the_period(desk: Desk) -> None:
    request = desk.in_process()
    with refused(RuleBroken, request, "收费通知应当在答复期限内发出，期限已经届满。"):
        actions.notify_fee(request, basis="pages", pages=300, by=desk.officer, at=after(40))


def test_payment_begins_the_period_anew(desk: Desk) -> None:
    request = charged(desk)
    actions.confirm_fee_paid(
        request, paid_on=after(7).date(), reference="示例1", by=desk.officer, at=after(8)
    )
    request = fresh(request)
    assert (request.state, clocks(request)["statutory"]) == (State.IN_PROCESS, (20, "2026-04-07", "running"))
    assert reading.reckoning(request, after(8).date()).due_on == date(2026, 4, 7)
    assert fees_collected(desk.org, 2026) == Decimal("800.00")
    assert fees_collected(desk.org, 2025) == Decimal("0.00")


def test_payment_says_when_and_by_what(desk: Desk) -> None:
    request = charged(desk)
    with refused(RuleBroken, request, fields=["reference"]):
        actions.confirm_fee_paid(request, paid_on=NOON.date(), reference="", by=desk.officer, at=NOON)
    with refused(RuleBroken, request, fields=["paid_on"]):
        actions.confirm_fee_paid(request, paid_on=after(1).date(), reference="1", by=desk.officer, at=NOON)
    only(desk, request, actions.confirm_fee_paid, "officer", paid_on=NOON.date(), reference="1")


def test_lapses_after_twenty_working_days(desk: Desk) -> None:
    request, machine = charged(desk), desk.machine("request sweep")
    with refused(RuleBroken, request, "缴费期限尚未届满。"):
        actions.lapse_fee(request, by=machine, at=after(28))
    actions.lapse_fee(request, by=machine, at=after(29))
    request = fresh(request)
    assert (request.state, request.outcome_id) == (State.DECIDED, "abandoned_fee_unpaid")


def test_nobody_types_an_amount() -> None:
    assert "amount" not in inspect.signature(actions.notify_fee).parameters
    assert "amount" not in inspect.signature(actions.confirm_fee_paid).parameters


def test_only_the_office_charges(desk: Desk) -> None:
    only(desk, desk.in_process(), actions.notify_fee, "officer", basis="pages", pages=300)
    assert FeeNotice.objects.count() == 0
