"""人工核销和退费: two persons each; never more than was paid; the amount follows, nobody types it."""

from __future__ import annotations

from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction

from tests.money import (
    BY_AREA,
    FIXED,
    charged_item,
    drafted,
    fresh,
    issued,
    last_payment,
    paid,
    row,
    standard,
    take,
)
from tests.world import NOON, World
from yimen.kernel.audit.recorded import recorded
from yimen.kernel.base.refusals import NotAllowed, RuleBroken, WrongState
from yimen.modules.approvals import actions
from yimen.modules.approvals.models import ChargeOrder, Payment, Refund
from yimen.modules.approvals.states import ChargeState, PaymentState, RefundState

pytestmark = pytest.mark.django_db


def lost_sum(world: World, order: ChargeOrder) -> Payment:
    """A sum of the bill's amount that does not name it."""
    take(world, [row(amount=order.total)])
    return last_payment()


def test_two_persons_match(world: World) -> None:
    order = issued(world)
    payment = lost_sum(world, order)
    done = actions.propose_match(payment, order=order, reason="付款人来电说明", by=world.cashier, at=NOON)
    assert (done.payment.state, fresh(order).paid) == (PaymentState.UNMATCHED, 0)
    matched = actions.confirm_match(payment, by=world.second_cashier, at=NOON)
    assert (
        recorded(matched)
        == f"示例·金明 复核同意将到账款 缴款 {payment.bank_reference} 核销到 缴费通知单 {order.number}"
    )
    payment.refresh_from_db()
    assert (payment.order, payment.settled, payment.state) == (order, order.total, PaymentState.SETTLED)
    assert fresh(order).state == ChargeState.PAID


def test_nobody_confirms_the_own_match(world: World) -> None:
    order = issued(world)
    payment = lost_sum(world, order)
    actions.propose_match(payment, order=order, reason="说明", by=world.cashier, at=NOON)
    with pytest.raises(RuleBroken, match="另一人"):
        actions.confirm_match(payment, by=world.cashier, at=NOON)
    with pytest.raises(IntegrityError, match="match_is_confirmed_by_another"), transaction.atomic():
        Payment.objects.filter(pk=payment.pk).update(confirmed_by=world.cashier.person)
    assert fresh(order).paid == 0


def test_a_match_is_rejected_and_can_be_proposed_again(world: World) -> None:
    order = issued(world)
    payment = lost_sum(world, order)
    actions.propose_match(payment, order=order, reason="说明", by=world.cashier, at=NOON)
    actions.reject_match(payment, reason="户名不符", by=world.second_cashier, at=NOON)
    payment.refresh_from_db()
    assert (payment.proposed_order, payment.proposed_by) == (None, None)
    actions.propose_match(payment, order=order, reason="已补证明", by=world.second_cashier, at=NOON)


def test_matches_only_to_a_bill_that_waits(world: World) -> None:
    order = paid(world)
    payment = lost_sum(world, order)
    with pytest.raises(RuleBroken, match="待缴款"):
        actions.propose_match(payment, order=order, reason="说明", by=world.cashier, at=NOON)


def test_the_whole_bill_is_paid_back_by_two(world: World) -> None:
    order = paid(world)
    proposed = actions.propose_refund(order, scope="whole", reason="重复收费", by=world.cashier, at=NOON)
    assert (proposed.refund.amount, proposed.amount) == (order.total, "600.00")
    done = actions.approve_refund(proposed.refund, by=world.second_cashier, at=NOON)
    assert recorded(done) == "示例·金明 批准退费 TF202600001，600.00 元"
    assert (fresh(order).state, fresh(order).refunded) == (ChargeState.REFUNDED, order.total)


def test_one_line_with_its_exemptions_is_paid_back(world: World) -> None:
    first, second = standard(world, FIXED), standard(world, BY_AREA)
    application = world.in_review(code=charged_item(world, first, second))
    order = actions.draft_charge(
        application,
        measured={"area": Decimal(120), "days": Decimal(10)},
        reductions=[f"{second.code}.poor"],
        by=world.examiner,
        at=NOON,
    ).order
    actions.confirm_charge(order, by=world.head, at=NOON)
    order = fresh(actions.issue_charge(order, by=world.cashier, at=NOON).order)
    take(world, [row(order)])
    place = order.lines.get(standard=second, kind="charge").position
    refund = actions.propose_refund(
        order, scope="lines", positions=[place], reason="未占用", by=world.cashier, at=NOON
    ).refund
    assert refund.amount == Decimal("300.00")
    actions.approve_refund(refund, by=world.second_cashier, at=NOON)
    order = fresh(order)
    assert (order.state, order.refunded, order.refundable) == (
        ChargeState.PARTLY_REFUNDED,
        Decimal("300.00"),
        Decimal("100.00"),
    )
    with pytest.raises(RuleBroken):
        actions.propose_refund(
            order, scope="lines", positions=[place], reason="再退", by=world.cashier, at=NOON
        )
    rest = actions.propose_refund(order, scope="whole", reason="全退", by=world.cashier, at=NOON).refund
    assert rest.amount == Decimal("100.00")


def test_a_refund_is_never_larger_than_what_was_paid(world: World) -> None:
    order = paid(world)
    refund = actions.propose_refund(order, scope="whole", reason="多收", by=world.cashier, at=NOON).refund
    ChargeOrder.objects.filter(pk=order.pk).update(refunded=Decimal("1.00"))
    with pytest.raises(RuleBroken, match="不能超过"):
        actions.approve_refund(refund, by=world.second_cashier, at=NOON)
    with pytest.raises(IntegrityError, match="no_more_is_refunded_than_paid"), transaction.atomic():
        ChargeOrder.objects.filter(pk=order.pk).update(refunded=Decimal("600.01"))
    assert fresh(order).state == ChargeState.PAID


def test_nobody_approves_the_own_refund(world: World) -> None:
    order = paid(world)
    refund = actions.propose_refund(order, scope="whole", reason="多收", by=world.cashier, at=NOON).refund
    with pytest.raises(RuleBroken, match="另一人"):
        actions.approve_refund(refund, by=world.cashier, at=NOON)
    with pytest.raises(IntegrityError, match="refund_is_approved_by_another"), transaction.atomic():
        Refund.objects.filter(pk=refund.pk).update(decided_by=world.cashier.person)
    with pytest.raises(NotAllowed):
        actions.approve_refund(refund, by=world.manager, at=NOON)
    assert fresh(order).refunded == 0


def test_a_refund_that_is_rejected_pays_nothing_back(world: World) -> None:
    order = paid(world)
    refund = actions.propose_refund(order, scope="whole", reason="多收", by=world.cashier, at=NOON).refund
    actions.reject_refund(refund, note="收费正确", by=world.second_cashier, at=NOON)
    refund.refresh_from_db()
    assert (refund.state, refund.number, fresh(order).refunded) == (RefundState.REJECTED, None, 0)
    with pytest.raises(WrongState):
        actions.approve_refund(refund, by=world.second_cashier, at=NOON)


def test_what_came_in_too_much_goes_back(world: World) -> None:
    order = issued(world)
    take(world, [row(order, amount="650.00")])
    refund = actions.propose_return(last_payment(), reason="多缴", by=world.cashier, at=NOON).refund
    assert refund.amount == Decimal("50.00")
    actions.approve_refund(refund, by=world.second_cashier, at=NOON)
    payment = last_payment()
    assert (payment.surplus, payment.returned, payment.state) == (0, Decimal("50.00"), PaymentState.SETTLED)
    with pytest.raises(RuleBroken):
        actions.propose_return(payment, reason="再退", by=world.cashier, at=NOON)


def test_an_unpaid_bill_has_nothing_to_pay_back(world: World) -> None:
    for order in (drafted(world), issued(world)):
        with pytest.raises(WrongState):
            actions.propose_refund(order, scope="whole", reason="退", by=world.cashier, at=NOON)
