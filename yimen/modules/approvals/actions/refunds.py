"""Verbs of what is paid back: one person proposes, another decides; the amount follows from what is paid back."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal

from django.db.models import Sum
from django.utils.translation import gettext as _

from yimen.kernel.audit.action import action
from yimen.kernel.base.actor import Actor
from yimen.kernel.base.days import local_day
from yimen.kernel.base.refusals import RuleBroken
from yimen.modules.approvals import rules
from yimen.modules.approvals.charging import numbers
from yimen.modules.approvals.events import RefundApproved, RefundProposed, RefundRejected
from yimen.modules.approvals.models import ChargeLine, ChargeOrder, Payment, Refund
from yimen.modules.approvals.permissions import Permission
from yimen.modules.approvals.states import ChargeState, LineKind, PaymentState, RefundScope, RefundState

from .acting import acting_person

PAID = (ChargeState.PAID, ChargeState.PARTLY_REFUNDED)


@action(permission=Permission.REFUND_PROPOSE, moves=(PAID, PAID))
def propose_refund(
    order: ChargeOrder, *, scope: str, positions: Sequence[int] = (), reason: str, by: Actor, at: datetime
) -> RefundProposed:
    """提出退费 — of the whole bill, or of some of its lines with the exemptions that belong to them."""
    reason = rules.require_text(reason, "reason", _("请写明退费理由。"))[:200]
    if order.refunds.filter(state=RefundState.PROPOSED).exists():
        raise RuleBroken(_("此通知单已有待审批的退费。"))
    amount = order.refundable if scope == RefundScope.WHOLE else _of_lines(order, positions)
    if not 0 < amount <= order.refundable:
        raise RuleBroken(_("退费不能超过已缴而未退的金额。"), fields={"positions": _("请核对明细")})
    refund = Refund.objects.create(
        org=order.org,
        order=order,
        scope=scope,
        lines=sorted(positions) if scope == RefundScope.LINES else [],
        amount=amount,
        reason=reason,
        proposed_by=acting_person(by),
        proposed_at=at,
    )
    return RefundProposed(refund, str(amount), reason)


def _of_lines(order: ChargeOrder, positions: Sequence[int]) -> Decimal:
    """What the chosen charges and the exemptions from them come to."""
    chosen = list(order.lines.filter(position__in=list(positions), kind=LineKind.CHARGE, is_refunded=False))
    if not chosen or len(chosen) != len(set(positions)):
        raise RuleBroken(_("请选择要退的、还没有退过的明细。"), fields={"positions": _("请选择")})
    belonging = order.lines.filter(standard__in=[one.standard_id for one in chosen])
    return belonging.aggregate(sum=Sum("amount"))["sum"] or Decimal(0)


@action(permission=Permission.REFUND_PROPOSE)
def propose_return(payment: Payment, *, reason: str, by: Actor, at: datetime) -> RefundProposed:
    """提出退回款项 — what came in beyond every bill goes back to the payer: too much, twice, or for a void bill."""
    reason = rules.require_text(reason, "reason", _("请写明退回理由。"))[:200]
    if payment.surplus <= 0:
        raise RuleBroken(_("这笔款项没有可以退回的余额。"))
    if payment.is_proposed:
        raise RuleBroken(_("这笔款项已有待复核的核销。"))
    if payment.refunds.filter(state=RefundState.PROPOSED).exists():
        raise RuleBroken(_("这笔款项已有待审批的退回。"))
    refund = Refund.objects.create(
        org=payment.org,
        payment=payment,
        scope=RefundScope.SURPLUS,
        amount=payment.surplus,
        reason=reason,
        proposed_by=acting_person(by),
        proposed_at=at,
    )
    return RefundProposed(refund, str(refund.amount), reason)


@action(permission=Permission.REFUND_DECIDE, moves=((RefundState.PROPOSED,), RefundState.APPROVED))
def approve_refund(refund: Refund, *, note: str = "", by: Actor, at: datetime) -> RefundApproved:
    """批准退费 — by another person; never more than what was paid and not paid back."""
    _decide(refund, note, by, at)
    refund.number = numbers.refund_number(local_day(at).year)
    if refund.order is not None:
        _pay_back_order(refund, refund.order)
    elif refund.payment is not None:
        _pay_back_payment(refund, refund.payment)
    return RefundApproved(refund, refund.number, str(refund.amount))


@action(permission=Permission.REFUND_DECIDE, moves=((RefundState.PROPOSED,), RefundState.REJECTED))
def reject_refund(refund: Refund, *, note: str, by: Actor, at: datetime) -> RefundRejected:
    """不予退费 — by another person, with the reason."""
    _decide(refund, rules.require_text(note, "note", _("请写明不予退费的理由。")), by, at)
    return RefundRejected(refund, refund.decision_note)


def _decide(refund: Refund, note: str, by: Actor, at: datetime) -> None:
    person = acting_person(by)
    if refund.proposed_by_id == person.pk:
        raise RuleBroken(_("提出人不能审批自己提出的退费，请由另一人办理。"))
    refund.decided_by, refund.decided_at, refund.decision_note = person, at, note.strip()[:200]


def _pay_back_order(refund: Refund, of: ChargeOrder) -> None:
    order = ChargeOrder.objects.select_for_update().get(pk=of.pk)
    if refund.amount > order.refundable:
        raise RuleBroken(_("退费不能超过已缴而未退的金额。"))
    order.refunded += refund.amount
    whole = order.refunded == order.paid
    order.state = ChargeState.REFUNDED if whole else ChargeState.PARTLY_REFUNDED
    order.save(update_fields=["refunded", "state"])
    rows = ChargeLine.objects.filter(order=order)
    if refund.scope == RefundScope.LINES:
        rows = rows.filter(standard__in=rows.filter(position__in=refund.lines).values("standard"))
    rows.update(is_refunded=True)


def _pay_back_payment(refund: Refund, of: Payment) -> None:
    payment = Payment.objects.select_for_update().get(pk=of.pk)
    if refund.amount > payment.surplus:
        raise RuleBroken(_("退回的金额不能超过未核销的余额。"))
    payment.returned += refund.amount
    if payment.surplus == 0:
        payment.state = PaymentState.SETTLED if payment.settled else PaymentState.RETURNED
        payment.reason = ""
    payment.save(update_fields=["returned", "state", "reason"])
