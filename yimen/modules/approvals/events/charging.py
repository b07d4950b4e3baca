"""Facts of one bill: standards, bills, what was paid and paid back. Amounts are recorded as text, exactly."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from yimen.kernel.audit.events import Event
from yimen.kernel.base.refusals import Text
from yimen.modules.approvals.models import BankFile, ChargeOrder, FeeStandard, Payment, Refund


@dataclass(frozen=True)
class FeeStandardPublished(Event):
    """公布收费标准 — what may be charged from a day on, by which law and pricing document."""

    code = "approvals.fee.published"
    says = _("%(by)s 公布收费标准“%(standard)s”，自 %(effective_from)s 起执行（%(document)s）")
    about = "standard"
    standard: FeeStandard
    effective_from: str
    document: str
    terms: Mapping[str, object]


@dataclass(frozen=True)
class FeeStandardChanged(Event):
    """调整收费标准 — another standard follows from a day on; bills that are open keep theirs."""

    code = "approvals.fee.changed"
    says = _("%(by)s 调整收费标准“%(standard)s”，自 %(effective_from)s 起执行（%(document)s）")
    standard: FeeStandard
    successor: FeeStandard
    effective_from: str
    document: str


@dataclass(frozen=True)
class FeeStandardEnded(Event):
    """停止收费 — from a day on nothing is charged by this standard."""

    code = "approvals.fee.ended"
    says = _("%(by)s 停止执行收费标准“%(standard)s”，自 %(effective_to)s 起：%(basis)s")
    standard: FeeStandard
    effective_to: str
    basis: str


@dataclass(frozen=True)
class ChargeDrafted(Event):
    """计费 — the lines of the bill followed from the standards of the day and the facts of the case."""

    code = "approvals.charge.drafted"
    says = _("%(by)s 按公布的标准计费，合计 %(total)s 元")
    about = "order"
    order: ChargeOrder
    total: str
    lines: list[str]


@dataclass(frozen=True)
class ChargeAmended(Event):
    """重新计费 — other measures or exemptions; the lines followed anew, before the department confirmed them."""

    code = "approvals.charge.amended"
    says = _("%(by)s 重新计费，合计 %(total)s 元")
    order: ChargeOrder
    total: str
    lines: list[str]


@dataclass(frozen=True)
class ChargeConfirmed(Event):
    """确认收费明细 — the department stands for its lines."""

    code = "approvals.charge.confirmed"
    says = _("%(by)s 确认收费明细，合计 %(total)s 元")
    order: ChargeOrder
    total: str


@dataclass(frozen=True)
class ChargeIssued(Event):
    """开具缴费通知单 — the bill has its number and is frozen; where and by when to pay stands on it."""

    code = "approvals.charge.issued"
    says = _("%(by)s 开具缴费通知单 %(number)s，应缴 %(total)s 元")
    order: ChargeOrder
    number: str
    total: str
    pay_by: str


@dataclass(frozen=True)
class ChargeVoided(Event):
    """作废缴费通知单 — an unpaid bill does not hold any more; its number stays and is not given again."""

    code = "approvals.charge.voided"
    says = _("%(by)s 作废缴费通知单 %(number)s：%(reason)s")
    order: ChargeOrder
    number: str
    reason: Text


@dataclass(frozen=True)
class BankFileImported(Event):
    """导入到账文件 — every row of the bank's file was taken once; what was known already was told."""

    code = "approvals.payment.imported"
    says = _(
        "%(by)s 导入到账文件 %(file)s：%(rows)s 行，新增 %(added)s 笔，重复 %(repeated)s 笔，自动核销 %(matched)s 笔"
    )
    about = "file"
    file: BankFile
    rows: int
    added: int
    repeated: int
    matched: int
    sha256: str


@dataclass(frozen=True)
class ChargePaid(Event):
    """缴款核销 — a sum from the bank was settled on the bill; what is left to pay is told."""

    code = "approvals.charge.paid"
    says = _("收到缴款 %(amount)s 元，尚需缴纳 %(outstanding)s 元")
    order: ChargeOrder
    payment: Payment
    amount: str
    outstanding: str
    is_settled: bool


@dataclass(frozen=True)
class DueSettled(Event):
    """核销应缴款 — a sum from the bank is what another module asked for; that module was told."""

    code = "approvals.payment.due-settled"
    says = _("到账款 %(payment)s 核销到 %(due)s，%(amount)s 元")
    payment: Payment
    due: str
    amount: str


@dataclass(frozen=True)
class MatchProposed(Event):
    """提出人工核销 — a sum without a usable reference shall be settled on a bill; another person must agree."""

    code = "approvals.payment.match-proposed"
    says = _("%(by)s 提出将到账款 %(payment)s 核销到 %(order)s：%(reason)s")
    payment: Payment
    order: ChargeOrder | str
    reason: str


@dataclass(frozen=True)
class MatchConfirmed(Event):
    """复核人工核销 — the second person agreed; the sum is settled."""

    code = "approvals.payment.match-confirmed"
    says = _("%(by)s 复核同意将到账款 %(payment)s 核销到 %(order)s")
    payment: Payment
    order: ChargeOrder | str
    amount: str


@dataclass(frozen=True)
class MatchRejected(Event):
    """不同意人工核销 — the sum goes on waiting."""

    code = "approvals.payment.match-rejected"
    says = _("%(by)s 不同意将到账款 %(payment)s 核销：%(reason)s")
    payment: Payment
    reason: str


@dataclass(frozen=True)
class RefundProposed(Event):
    """提出退费 — what shall be paid back, and why; another person must approve it."""

    code = "approvals.refund.proposed"
    says = _("%(by)s 提出退费 %(amount)s 元：%(reason)s")
    about = "refund"
    refund: Refund
    amount: str
    reason: str


@dataclass(frozen=True)
class RefundApproved(Event):
    """批准退费 — the second person approved; the treasury pays it back."""

    code = "approvals.refund.approved"
    says = _("%(by)s 批准退费 %(number)s，%(amount)s 元")
    refund: Refund
    number: str
    amount: str


@dataclass(frozen=True)
class RefundRejected(Event):
    """不予退费 — the second person did not approve; nothing is paid back."""

    code = "approvals.refund.rejected"
    says = _("%(by)s 不同意退费：%(reason)s")
    refund: Refund
    reason: str
