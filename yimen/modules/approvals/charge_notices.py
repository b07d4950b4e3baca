"""通知 about the bill: issued, paid, void, paid back."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.urls import reverse

from yimen.kernel.audit.followers import tells
from yimen.kernel.base.actor import Actor
from yimen.kernel.notices.sending import send

from .events import ChargeIssued, ChargePaid, ChargeVoided, RefundApproved
from .models import ChargeOrder
from .states import ChargeState


def _tell(order: ChargeOrder, message: str, *, sms: bool = False, **data: Any) -> None:
    """Tells the applicant, with the way to the bill."""
    application = order.application
    common = {
        "item": application.item,
        "number": application.number,
        "phone": application.version.enquiry_phone,
        "charge": order,
    }
    send(
        application.applicant,
        f"approvals.{message}",
        common | data,
        link=reverse("approvals:charge", args=[order.pk]),
        case_ref=application.case_id,
        sms=sms,
    )


@tells(ChargeIssued)
def issued(fact: ChargeIssued, *, by: Actor, at: datetime) -> None:
    """开单: how much, by when, where, and the number to write; or that nothing is to be paid."""
    is_waived = fact.order.state == ChargeState.PAID
    _tell(fact.order, "charge_issued", sms=True, pay_by=date.fromisoformat(fact.pay_by), is_waived=is_waived)


@tells(ChargePaid)
def paid(fact: ChargePaid, *, by: Actor, at: datetime) -> None:
    """缴款: what came in, and what is left to pay."""
    _tell(fact.order, "charge_paid", amount=fact.amount, left=fact.outstanding, is_settled=fact.is_settled)


@tells(ChargeVoided)
def voided(fact: ChargeVoided, *, by: Actor, at: datetime) -> None:
    """作废: not to be paid; who has paid is paid back. A bill that was never issued is not told."""
    if fact.number:
        _tell(fact.order, "charge_void", sms=True, reason=fact.reason)


@tells(RefundApproved)
def refunded(fact: RefundApproved, *, by: Actor, at: datetime) -> None:
    """退费: how much, by which number. Sums without a bill go back through the bank, whose payer is not known here."""
    if fact.refund.order is not None:
        _tell(fact.refund.order, "charge_refunded", amount=fact.amount, refund=fact.refund)
