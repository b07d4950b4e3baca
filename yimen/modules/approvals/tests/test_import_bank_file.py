"""导入到账文件: all rows or none, each once; what cannot be settled waits with its reason."""

from __future__ import annotations

from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction

from tests.money import HEAD, file_of, fresh, issued, last_payment, paid, row, statement, take
from tests.world import NOON, World
from yimen.kernel.audit.recorded import recorded
from yimen.kernel.base.refusals import NotAllowed, RuleBroken
from yimen.kernel.collecting.bank import gateway
from yimen.modules.approvals import actions
from yimen.modules.approvals.models import BankFile, Payment
from yimen.modules.approvals.states import ChargeState, PaymentState, UnmatchedReason

pytestmark = pytest.mark.django_db


def test_settles_what_names_its_bill(world: World) -> None:
    order = issued(world)
    done = take(world, [row(order, reference="A1"), row(reference="A2")])
    assert (done.rows, done.added, done.repeated, done.matched) == (2, 2, 0, 1)
    assert recorded(done) == "示例·钱进 导入到账文件 bank.csv：2 行，新增 2 笔，重复 0 笔，自动核销 1 笔"
    payment = Payment.objects.get(bank_reference="A1")
    assert (payment.order, payment.settled, payment.state) == (order, order.total, PaymentState.SETTLED)
    assert (payment.payer_account_end, payment.channel) == ("1234", "转账")
    assert fresh(order).state == ChargeState.PAID
    waiting = Payment.objects.get(bank_reference="A2")
    assert (waiting.state, waiting.reason) == (PaymentState.UNMATCHED, UnmatchedReason.NO_REFERENCE)


def test_a_bank_file_twice_changes_nothing_and_is_told(world: World) -> None:
    order = issued(world)
    rows = [row(order, reference="A1")]
    take(world, rows)
    with pytest.raises(RuleBroken, match="没有重复入账"):
        take(world, rows)
    assert (BankFile.objects.count(), Payment.objects.count(), fresh(order).paid) == (1, 1, order.total)


def test_the_same_row_in_another_file_is_told_as_repeated(world: World) -> None:
    order = issued(world)
    same = row(order, reference="A1")
    take(world, [same])
    done = take(world, [same, row(reference="A2")])
    assert (done.added, done.repeated) == (1, 1)
    assert (Payment.objects.count(), fresh(order).paid) == (2, order.total)


def test_the_same_row_twice_in_one_file_is_taken_once(world: World) -> None:
    order = issued(world)
    same = row(order, reference="A1")
    done = take(world, [same, same])
    assert (done.rows, done.added, done.repeated) == (2, 1, 1)


def test_one_number_with_two_contents_refuses_the_file(world: World) -> None:
    with pytest.raises(RuleBroken, match="出现两次，内容不同"):
        take(world, [row(reference="A1", amount="1.00"), row(reference="A1", amount="2.00")])
    assert not BankFile.objects.exists()


def test_gb18030_is_read_too(world: World) -> None:
    order = issued(world)
    take(world, [row(order)], encoding="gb18030")
    assert (fresh(order).state, last_payment().payer) == (ChargeState.PAID, "示例付款人")


def test_every_error_is_told_with_row_and_column_and_nothing_is_taken(world: World) -> None:
    order = issued(world)
    content = file_of(
        [row(order, reference="A1"), row(amount="abc"), row(amount="-5"), row(moment="someday"), ",,,,,,,x"]
    )
    with pytest.raises(RuleBroken) as told:
        gateway().read(content, filename="bad.csv")
    for one in ("第3行“金额”", "第4行“金额”", "第5行“交易时间”", "第6行“银行流水号”没有填写"):
        assert one in str(told.value)
    assert (Payment.objects.count(), fresh(order).paid) == (0, 0)


@pytest.mark.parametrize("content", [b"", b"\xff\xfe\x00\x81", HEAD.encode(), b"a,b\n1,2\n"])
def test_what_is_no_bank_file_is_refused(content: bytes) -> None:
    with pytest.raises(RuleBroken):
        gateway().read(content, filename="x.csv")


def test_a_part_is_settled_and_the_rest_is_asked_for(world: World) -> None:
    order = issued(world)
    take(world, [row(order, amount="200.00")])
    assert (fresh(order).state, fresh(order).paid, fresh(order).outstanding) == (
        ChargeState.ISSUED,
        Decimal("200.00"),
        Decimal("400.00"),
    )
    take(world, [row(order, amount="400.00")])
    assert (fresh(order).state, fresh(order).payments.count()) == (ChargeState.PAID, 2)


def test_what_is_paid_too_much_waits_to_go_back(world: World) -> None:
    order = issued(world)
    take(world, [row(order, amount="650.00")])
    payment = last_payment()
    assert (fresh(order).paid, payment.settled, payment.surplus) == (
        order.total,
        order.total,
        Decimal("50.00"),
    )
    assert (payment.state, payment.reason) == (PaymentState.UNMATCHED, UnmatchedReason.OVERPAID)


def test_pain_20_a_double_payment_is_no_orphan_but_listed_with_its_reason(world: World) -> None:
    order = paid(world)
    take(world, [row(order)])
    payment = last_payment()
    assert (payment.state, payment.reason, payment.order) == (
        PaymentState.UNMATCHED,
        UnmatchedReason.ALREADY_PAID,
        None,
    )
    assert fresh(order).paid == order.total


def test_a_payment_after_void_waits_to_go_back(world: World) -> None:
    order = issued(world)
    actions.void_charge(order, reason="开错单", by=world.cashier, at=NOON)
    take(world, [row(order)])
    assert (last_payment().reason, fresh(order).state) == (UnmatchedReason.VOID, ChargeState.VOID)


def test_what_was_paid_in_part_waits_to_go_back_when_the_bill_becomes_void(world: World) -> None:
    order = issued(world)
    take(world, [row(order, amount="200.00")])
    actions.void_charge(order, reason="开错单", by=world.cashier, at=NOON)
    payment = last_payment()
    assert (payment.surplus, payment.order, payment.reason) == (Decimal("200.00"), None, UnmatchedReason.VOID)
    assert fresh(order).paid == 0


def test_a_number_that_nobody_has_is_unknown(world: World) -> None:
    take(world, [row(remark="210100202600099994")])
    assert last_payment().reason in (UnmatchedReason.UNKNOWN, UnmatchedReason.NO_REFERENCE)
    order = issued(world)
    assert order.number is not None
    take(world, [row(remark=f"缴费 {order.number[:6]} {order.number[6:]} 谢谢")])
    assert last_payment().amount == Decimal("100.00")


def test_only_the_fee_desk_imports(world: World) -> None:
    told = statement([row(reference="A1")])
    others = [world.manager, world.clerk, world.leader, world.pricing, world.resident, world.administrator]
    for person in others:
        with pytest.raises(NotAllowed):
            actions.import_bank_file(world.org("city-centre"), statement=told, by=person, at=NOON)
    assert not Payment.objects.exists()


def test_what_the_bank_reported_cannot_change(world: World) -> None:
    take(world, [row(reference="A1")])
    for change in ({"amount": Decimal(1)}, {"payer": "x"}, {"bank_reference": "x"}):
        with pytest.raises(IntegrityError, match="cannot change"), transaction.atomic():
            Payment.objects.update(**change)  # type: ignore[arg-type]
