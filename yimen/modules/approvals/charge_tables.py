"""收费管理 as lists: bills, sums, files, refunds; each filtered, sorted, exported. And the day's balance as a file."""

from __future__ import annotations

import csv

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from yimen.kernel.base.text import masked_name
from yimen.kernel.web.shapes import Tone, state_badges
from yimen.kernel.web.tables import Column, Filter, Table
from yimen.kernel.web.words import briefly, named

from .charging.reconciliation import Reconciliation
from .models import ChargeOrder, Payment, Refund
from .states import ChargeState, PaymentState, RefundState, UnmatchedReason

TONES: dict[str, Tone] = {
    ChargeState.DRAFTED: "warning",
    ChargeState.CONFIRMED: "warning",
    ChargeState.ISSUED: "info",
    ChargeState.PAID: "success",
    ChargeState.VOID: "neutral",
    PaymentState.UNMATCHED: "danger",
    PaymentState.SETTLED: "success",
    RefundState.PROPOSED: "warning",
    RefundState.APPROVED: "success",
}


_badge = state_badges(TONES)


def _order(row: ChargeOrder) -> str:
    return reverse("approvals:charge", args=[row.pk])


def _payment(row: Payment) -> str:
    return reverse("approvals:payment", args=[row.pk])


def _of_refund(row: Refund) -> str:
    if row.order_id:
        return reverse("approvals:charge", args=[row.order_id])
    return reverse("approvals:payment", args=[row.payment_id])


CHARGES = Table(
    columns=[
        Column("number", gettext_lazy("缴款码"), value=str, link=_order, nowrap=True),
        Column("item", gettext_lazy("事项"), value=lambda row: named(row.application.item)),
        Column("case", gettext_lazy("办件编号"), value=lambda row: row.application.number, nowrap=True),
        Column("payer", gettext_lazy("缴款人"), value=lambda row: masked_name(row.payer)),
        Column("org", gettext_lazy("执收单位"), value=lambda row: briefly(row.org)),
        Column("total", gettext_lazy("应缴（元）"), sort="total", number=True),
        Column("paid", gettext_lazy("已缴（元）"), number=True),
        Column("state", gettext_lazy("状态"), value=_badge),
        Column("pay_by", gettext_lazy("缴款期限")),
        Column("drafted_at", gettext_lazy("计费时间"), sort="drafted_at"),
    ],
    filters=[
        Filter("q", gettext_lazy("缴款码或办件编号"), lookups=("number", "application__case__number")),
        Filter("state", gettext_lazy("状态"), kind="choice", choices=ChargeState),
        Filter("issued", gettext_lazy("开单日期"), kind="dates", lookup="issued_at"),
    ],
    default_sort="-drafted_at",
    name="charges",
    caption=gettext_lazy("缴费通知单"),
    empty=gettext_lazy("没有符合条件的缴费通知单。"),
)

PAYMENTS = Table(
    columns=[
        Column("bank_reference", gettext_lazy("银行流水号"), link=_payment, nowrap=True),
        Column("paid_at", gettext_lazy("到账时间"), sort="paid_at"),
        Column("amount", gettext_lazy("金额（元）"), sort="amount", number=True),
        Column("payer", gettext_lazy("付款人"), value=lambda row: masked_name(row.payer)),
        Column("remark", gettext_lazy("附言")),
        Column("state", gettext_lazy("状态"), value=_badge),
        Column("reason", gettext_lazy("未核销原因"), value=lambda row: row.get_reason_display()),
        Column("surplus", gettext_lazy("待处理（元）"), number=True),
        Column(
            "order", gettext_lazy("缴款码"), value=lambda row: row.order.number if row.order else row.due_code
        ),
    ],
    filters=[
        Filter("q", gettext_lazy("流水号或附言"), lookups=("bank_reference", "remark__icontains")),
        Filter("state", gettext_lazy("状态"), kind="choice", choices=PaymentState),
        Filter("reason", gettext_lazy("未核销原因"), kind="choice", choices=UnmatchedReason),
        Filter("paid", gettext_lazy("到账日期"), kind="dates", lookup="paid_at"),
    ],
    default_sort="-paid_at",
    name="payments",
    caption=gettext_lazy("到账款"),
    empty=gettext_lazy("没有符合条件的到账款。请先导入银行到账文件。"),
)

FILES = Table(
    columns=[
        Column("filename", gettext_lazy("文件")),
        Column("imported_at", gettext_lazy("导入时间"), sort="imported_at"),
        Column("imported_by", gettext_lazy("导入人")),
        Column("row_count", gettext_lazy("行数"), number=True),
        Column("new_count", gettext_lazy("新增"), number=True),
        Column("repeated_count", gettext_lazy("重复"), number=True),
        Column("matched_count", gettext_lazy("自动核销"), number=True),
        Column("total", gettext_lazy("新增金额（元）"), number=True),
    ],
    filters=[Filter("imported", gettext_lazy("导入日期"), kind="dates", lookup="imported_at")],
    default_sort="-imported_at",
    name="bank-files",
    caption=gettext_lazy("到账文件"),
    empty=gettext_lazy("还没有导入到账文件。"),
)

REFUNDS = Table(
    columns=[
        Column("proposed_at", gettext_lazy("提出时间"), sort="proposed_at", link=_of_refund),
        Column("number", gettext_lazy("退费单号"), nowrap=True),
        Column("scope", gettext_lazy("范围"), value=lambda row: row.get_scope_display()),
        Column("amount", gettext_lazy("金额（元）"), number=True),
        Column("reason", gettext_lazy("理由")),
        Column("proposed_by", gettext_lazy("提出人"), value=lambda row: row.proposed_by.name),
        Column(
            "decided_by",
            gettext_lazy("审批人"),
            value=lambda row: row.decided_by.name if row.decided_by else "",
        ),
        Column("state", gettext_lazy("状态"), value=_badge),
    ],
    filters=[
        Filter("state", gettext_lazy("状态"), kind="choice", choices=RefundState),
        Filter("proposed", gettext_lazy("提出日期"), kind="dates", lookup="proposed_at"),
    ],
    default_sort="-proposed_at",
    name="refunds",
    caption=gettext_lazy("退费"),
    empty=gettext_lazy("没有符合条件的退费。"),
)


def reconciliation_rows(found: Reconciliation) -> list[tuple[str, int | str, str]]:
    """The balance of a day line by line: what, how many, how much."""
    moved = (
        (_("开具缴费通知单"), found.issued),
        (_("作废缴费通知单"), found.voided),
        (_("到账"), found.received),
        (_("核销"), found.settled),
        (_("批准退费"), found.refunded),
        (_("退回款项"), found.returned),
        (_("累计未核销"), found.waiting),
    )
    rows: list[tuple[str, int | str, str]] = [(label, one.count, str(one.amount)) for label, one in moved]
    rows += [
        (_("差额：到账 − 核销 − 退回 − 未核销"), "", str(found.bank_difference)),
        (_("差额：通知单已缴 − 核销"), "", str(found.bill_difference)),
        (_("差额：批准的退费 − 已退"), "", str(found.refund_difference)),
    ]
    return rows


def reconciliation_file(found: Reconciliation) -> HttpResponse:
    """The balance as CSV."""
    response = HttpResponse("\ufeff", content_type="text/csv; charset=utf-8")
    name = f"reconciliation-{found.day.isoformat()}.csv"
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    writer = csv.writer(response)
    writer.writerow([_("项目"), _("笔数"), _("金额（元）")])
    writer.writerows(reconciliation_rows(found))
    return response
