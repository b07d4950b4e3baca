"""收费文书: the bill with all that is needed to pay it, and the receipt; drawn up inside the acts of the bill."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from yimen.kernel.base.language import official_language
from yimen.kernel.documents.models import Document

from .models import ChargeLine, ChargeOrder, Payment
from .papers import issue


@official_language()
def issue_charge_notice(order: ChargeOrder, lines: Sequence[ChargeLine], *, at: datetime) -> Document:
    """缴费通知单 — every line with its standard and basis, the total, the account, and the number to write."""
    rows = [
        {
            "name": line.name,
            "standard": line.standard.in_words,
            "measured": line.measured_in_words,
            "basis": line.basis,
            "amount": str(line.amount),
        }
        for line in lines
    ]
    return issue(
        order.application,
        "charge_notice",
        at=at,
        payer=order.payer,
        charge_no=order.number or "",
        rows=rows,
        total=str(order.total),
        pay_by=order.pay_by.isoformat() if order.pay_by else "",
        account_name=order.account["account_name"],
        account_number=order.account["account_number"],
        account_bank=order.account["account_bank"],
        notes=[_("窗口和部门都不收取现金，金额由公布的标准计算，任何人不能改动。")],
    )


@official_language()
def issue_payment_receipt(order: ChargeOrder, payments: Sequence[Payment], *, at: datetime) -> Document:
    """缴费凭证 — what came in for the bill, by the bank's own numbers."""
    paid = [
        {
            "paid_at": timezone.localtime(one.paid_at).strftime("%Y-%m-%dT%H:%M"),
            "reference": one.bank_reference,
            "channel": one.channel,
            "amount": str(one.settled),
        }
        for one in payments
    ]
    return issue(
        order.application,
        "payment_receipt",
        at=at,
        payer=order.payer,
        charge_no=order.number or "",
        total=str(order.total),
        payments=paid,
        notes=[_("本凭证证明款项已缴入国库账户；财政票据由执收单位另行开具。")],
    )
