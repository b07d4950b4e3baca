"""收费对账 — one day: bills, money in, what waits, what went back; the differences that must be zero."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

from django.db.models import Count, F, Q, QuerySet, Sum
from django.utils import timezone

from yimen.kernel.base.actor import Actor
from yimen.modules.approvals.models import ChargeOrder, Payment
from yimen.modules.approvals.states import ChargeState, RefundState

from . import reads

NOTHING = Decimal("0.00")


@dataclass(frozen=True)
class Total:
    """笔数和金额."""

    count: int
    amount: Decimal


@dataclass(frozen=True)
class Reconciliation:
    """收费对账 — what moved on the day, and how the books stand at this moment."""

    day: date
    issued: Total
    voided: Total
    received: Total
    settled: Total
    refunded: Total
    returned: Total
    waiting: Total
    bank_difference: Decimal
    bill_difference: Decimal
    refund_difference: Decimal

    @property
    def is_balanced(self) -> bool:
        return not (self.bank_difference or self.bill_difference or self.refund_difference)


def reconciliation(actor: Actor, day: date) -> Reconciliation:
    """The day as far as the actor's centres reach, and three equations over everything up to now.

    Money in = settled + given back + waiting; settled on bills = paid by bills; approved refunds = what bills and
    sums say went back.
    """
    orders, payments = reads.handled_orders(actor), reads.payments(actor)
    approved = reads.refunds(actor).filter(state=RefundState.APPROVED)
    begin, end = _span(day)
    today = {"__gte": begin, "__lt": end}
    on_order, on_payment = approved.filter(order__isnull=False), approved.filter(payment__isnull=False)
    money = payments.aggregate(amount=Sum("amount"), settled=Sum("settled"), returned=Sum("returned"))
    waiting = _summed(
        payments.filter(amount__gt=F("settled") + F("returned")), F("amount") - F("settled") - F("returned")
    )
    bills = orders.aggregate(paid=Sum("paid"), refunded=Sum("refunded"))
    return Reconciliation(
        day=day,
        issued=_summed(orders.filter(_during("issued_at", today)), F("total")),
        voided=_summed(
            orders.filter(_during("voided_at", today), state=ChargeState.VOID, number__isnull=False),
            F("total"),
        ),
        received=_summed(payments.filter(_during("paid_at", today)), F("amount")),
        settled=_summed(payments.filter(_during("settled_at", today)), F("settled")),
        refunded=_summed(on_order.filter(_during("decided_at", today)), F("amount")),
        returned=_summed(on_payment.filter(_during("decided_at", today)), F("amount")),
        waiting=waiting,
        bank_difference=_of(money, "amount")
        - _of(money, "settled")
        - _of(money, "returned")
        - waiting.amount,
        bill_difference=_of(bills, "paid") - _settled_on(orders),
        refund_difference=_summed(approved, F("amount")).amount
        - _of(bills, "refunded")
        - _of(money, "returned"),
    )


def _span(day: date) -> tuple[datetime, datetime]:
    begin = timezone.make_aware(datetime.combine(day, time.min))
    return begin, timezone.make_aware(datetime.combine(day + timedelta(days=1), time.min))


def _during(field: str, span: dict[str, datetime]) -> Q:
    return Q(**{f"{field}{lookup}": moment for lookup, moment in span.items()})


def _summed(rows: QuerySet[Any], amount: Any) -> Total:
    found = rows.order_by().aggregate(count=Count("pk"), amount=Sum(amount))
    return Total(found["count"], found["amount"] or NOTHING)


def _settled_on(orders: QuerySet[ChargeOrder]) -> Decimal:
    settled = Payment.objects.filter(order__in=orders.order_by().values("pk")).aggregate(sum=Sum("settled"))
    return settled["sum"] or NOTHING


def _of(found: dict[str, Any], name: str) -> Decimal:
    return found[name] or NOTHING
