"""Verbs of the one bill: drawn up from standards and facts, confirmed by the department, issued, void.

There is no way to state an amount: lines follow from published standards, what was measured, and published
grounds of exemption.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from decimal import Decimal

from django.utils.translation import gettext as _

from yimen.kernel import calendar
from yimen.kernel.audit.action import action
from yimen.kernel.base.actor import Actor, Machine
from yimen.kernel.base.days import local_day
from yimen.kernel.base.refusals import RuleBroken, WrongState
from yimen.kernel.collecting import codes
from yimen.kernel.collecting.accounts import account as treasury
from yimen.kernel.documents import actions as documents
from yimen.kernel.documents.permissions import LIFE_MACHINE
from yimen.modules.approvals import charge_papers, rules
from yimen.modules.approvals.charging import lines as lines_of
from yimen.modules.approvals.charging import reads
from yimen.modules.approvals.events import (
    ChargeAmended,
    ChargeConfirmed,
    ChargeDrafted,
    ChargeIssued,
    ChargePaid,
    ChargeVoided,
)
from yimen.modules.approvals.limits import limit
from yimen.modules.approvals.models import Application, ChargeLine, ChargeOrder, FeeStandard, Payment
from yimen.modules.approvals.permissions import Permission
from yimen.modules.approvals.states import (
    ChargeState,
    LineKind,
    Pattern,
    PaymentState,
    State,
    UnmatchedReason,
)

CHARGEABLE = (State.ACCEPTED, State.IN_REVIEW, State.IN_APPROVAL, State.DECIDED, State.SEALED)
DOCUMENT_LIFE = Machine(LIFE_MACHINE)


@action(permission=Permission.CHARGE_DRAFT)
def draft_charge(
    application: Application,
    *,
    measured: Mapping[str, Decimal],
    reductions: Sequence[str] = (),
    by: Actor,
    at: datetime,
) -> ChargeDrafted:
    """计费 — the lines of the bill, from the standards in force today; a case has one open bill at most."""
    if not _is_chargeable(application):
        raise WrongState(_("办件现在的状态不能计费。"))
    if application.charges.filter(state__in=reads.OPEN).exists():
        raise RuleBroken(_("此办件已有未办结的缴费通知单，一个办件只开一张。"))
    today = local_day(at)
    due = reads.next_due(application, today)
    if not due:
        raise RuleBroken(_("此办件没有需要收取的费用。"))
    standards = reads.raised(application, today, due)
    listed = lines_of.lines(standards, measured, reductions)
    order = ChargeOrder.objects.create(
        application=application,
        org=application.org,
        payer=application.applicant_name,
        due_before=due,
        total=lines_of.total(listed),
        drafted_at=at,
        drafted_by=by.label[:100],
    )
    _write(order, listed)
    return ChargeDrafted(order, str(order.total), _told(listed))


def _is_chargeable(application: Application) -> bool:
    """From acceptance on; what is decided on the spot already while it lies at the window."""
    spot = application.pattern == Pattern.ON_THE_SPOT and application.state == State.SUBMITTED
    return spot or application.state in CHARGEABLE


@action(permission=Permission.CHARGE_DRAFT, moves=((ChargeState.DRAFTED,), ChargeState.DRAFTED))
def amend_charge(
    order: ChargeOrder,
    *,
    measured: Mapping[str, Decimal],
    reductions: Sequence[str] = (),
    by: Actor,
    at: datetime,
) -> ChargeAmended:
    """重新计费 — other measures or exemptions before the department confirms; the standards stay those of the bill."""
    ids = order.lines.filter(kind=LineKind.CHARGE).order_by("position").values_list("standard_id", flat=True)
    known = FeeStandard.objects.select_related("org").in_bulk(list(ids))
    listed = lines_of.lines([known[one] for one in ids], measured, reductions)
    ChargeLine.objects.filter(order=order).delete()
    _write(order, listed)
    order.total = lines_of.total(listed)
    return ChargeAmended(order, str(order.total), _told(listed))


@action(permission=Permission.CHARGE_CONFIRM, moves=((ChargeState.DRAFTED,), ChargeState.CONFIRMED))
def confirm_charge(order: ChargeOrder, *, by: Actor, at: datetime) -> ChargeConfirmed:
    """确认收费明细 — the department that charges stands for its lines."""
    order.confirmed_at, order.confirmed_by = at, by.label[:100]
    return ChargeConfirmed(order, str(order.total))


@action(
    permission=Permission.CHARGE_ISSUE,
    moves=((ChargeState.CONFIRMED,), (ChargeState.ISSUED, ChargeState.PAID)),
)
def issue_charge(order: ChargeOrder, *, by: Actor, at: datetime) -> ChargeIssued:
    """开具缴费通知单 — number, account and last day are set, the paper is drawn up; from here on it is frozen."""
    application, today = order.application, local_day(at)
    account = treasury(order.org, today)
    if not all(account.values()):
        raise RuleBroken(_("本市还没有登记国库收款账户，不能开具缴费通知单。请联系系统管理员。"))
    order.number = codes.payment_code(application.org.region_id, today.year)
    order.account = account
    order.issued_at, order.issued_by = at, by.label[:100]
    order.pay_by = calendar.current().add(today, limit("payment_days", today).days).on
    order.state = ChargeState.ISSUED
    if order.total == 0:
        order.state, order.paid_at = ChargeState.PAID, at
    order.document = charge_papers.issue_charge_notice(
        order, list(order.lines.select_related("standard")), at=at
    )
    return ChargeIssued(order, order.number, str(order.total), order.pay_by.isoformat())


@action(
    permission=Permission.CHARGE_VOID,
    moves=((ChargeState.DRAFTED, ChargeState.CONFIRMED, ChargeState.ISSUED), ChargeState.VOID),
)
def void_charge(order: ChargeOrder, *, reason: str, by: Actor, at: datetime) -> ChargeVoided:
    """作废缴费通知单 — it holds no more; its number is not given again; what was paid on it waits to be paid back."""
    reason = rules.require_text(reason, "reason", _("请写明作废的原因。"))[:200]
    order.voided_at, order.void_reason = at, reason
    order.payments.update(
        settled=Decimal(0),
        order=None,
        settled_at=None,
        state=PaymentState.UNMATCHED,
        reason=UnmatchedReason.VOID,
    )
    order.paid = Decimal(0)
    if order.document is not None:
        documents.revoke(order.document, reason=reason, by=DOCUMENT_LIFE, at=at)
    return ChargeVoided(order, order.number or "", reason)


@action(
    permission=Permission.PAYMENT_SETTLE,
    moves=((ChargeState.ISSUED,), (ChargeState.ISSUED, ChargeState.PAID)),
)
def settle_charge(order: ChargeOrder, *, payment: Payment, by: Actor, at: datetime) -> ChargePaid:
    """缴款核销 — as much of the sum as the bill still wants; paid in full it is settled and has its receipt."""
    sum_in = Payment.objects.select_for_update().get(pk=payment.pk)
    taken = min(sum_in.surplus, order.outstanding)
    if taken <= 0 or sum_in.order_id is not None:
        raise RuleBroken(_("这笔款项已经核销。"))
    order.paid += taken
    _settle(sum_in, order, taken, at)
    if order.paid == order.total:
        order.state, order.paid_at = ChargeState.PAID, at
        order.receipt = charge_papers.issue_payment_receipt(
            order, list(order.payments.order_by("paid_at")), at=at
        )
    return ChargePaid(
        order, sum_in, str(taken), str(order.total - order.paid), order.state == ChargeState.PAID
    )


def _settle(payment: Payment, order: ChargeOrder, taken: Decimal, at: datetime) -> None:
    payment.order, payment.settled, payment.settled_at = order, payment.settled + taken, at
    over = payment.surplus > 0
    payment.state = PaymentState.UNMATCHED if over else PaymentState.SETTLED
    payment.reason = UnmatchedReason.OVERPAID if over else ""
    payment.save(update_fields=["order", "settled", "settled_at", "state", "reason"])


def _write(order: ChargeOrder, listed: Sequence[lines_of.Line]) -> None:
    ChargeLine.objects.bulk_create(
        ChargeLine(
            order=order,
            position=position,
            kind=LineKind.EXEMPTION if line.is_exemption else LineKind.CHARGE,
            org=line.standard.org,
            standard=line.standard,
            name=line.name,
            basis=line.basis[:500],
            measured=dict(line.measured),
            reduction=line.reduction,
            amount=line.amount,
        )
        for position, line in enumerate(listed, 1)
    )


def _told(listed: Sequence[lines_of.Line]) -> list[str]:
    """The lines as the record keeps them: name and amount."""
    return [f"{line.name} {line.amount}" for line in listed]
