"""Verbs of what comes in: the bank's file is taken once, each of its rows once; what names no code is matched by two."""

from __future__ import annotations

from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from yimen.kernel.audit.action import action
from yimen.kernel.base.actor import Actor, Machine
from yimen.kernel.base.days import local_day
from yimen.kernel.base.ids import new_id
from yimen.kernel.base.language import official_language
from yimen.kernel.base.refusals import RuleBroken
from yimen.kernel.collecting import codes, dues
from yimen.kernel.collecting.bank import BankRow, Statement
from yimen.kernel.collecting.dues import Due, DueState
from yimen.kernel.orgs.models import Org
from yimen.kernel.web.words import cn_datetime
from yimen.modules.approvals import rules
from yimen.modules.approvals.events import (
    BankFileImported,
    ChargePaid,
    DueSettled,
    MatchConfirmed,
    MatchProposed,
    MatchRejected,
)
from yimen.modules.approvals.models import BankFile, ChargeOrder, Payment
from yimen.modules.approvals.permissions import Permission
from yimen.modules.approvals.states import ChargeState, PaymentState, UnmatchedReason

from .acting import acting_person
from .charges import settle_charge

CHARGING = Machine(dues.MACHINE)


@action(permission=Permission.PAYMENT_IMPORT, creates=True)
def import_bank_file(org: Org, *, statement: Statement, by: Actor, at: datetime) -> BankFileImported:
    """导入到账文件 — all of it or nothing; rows that came before are told, not taken again; the rest is matched."""
    before = BankFile.objects.filter(sha256=statement.sha256).first()
    if before is not None:
        raise RuleBroken(
            _("此文件已于 %(at)s 导入（%(name)s），没有重复入账。")
            % {"at": cn_datetime(before.imported_at), "name": before.filename}
        )
    file = BankFile(
        org=org,
        sha256=statement.sha256,
        filename=statement.filename[:150],
        account_number=statement.account_number,
        imported_at=at,
        imported_by=by.label[:100],
        row_count=len(statement.rows),
        new_count=0,
        repeated_count=len(statement.rows),
        matched_count=0,
        total=0,
    )
    added = _take_in(file, statement)
    matched = sum(_settle(payment, at) for payment in _in_order(added))
    BankFile.objects.filter(pk=file.pk).update(matched_count=matched)
    file.matched_count = matched
    return BankFileImported(
        file, file.row_count, file.new_count, file.repeated_count, matched, statement.sha256
    )


def _take_in(file: BankFile, statement: Statement) -> list[Payment]:
    """Writes the rows that are new; the constraint on account and bank's number decides, also between two at once."""
    given = [_payment(file, row) for row in sorted(statement.rows, key=lambda row: row.bank_reference)]
    with transaction.atomic():
        Payment.objects.bulk_create(given, ignore_conflicts=True)
        added = list(Payment.objects.filter(pk__in=[one.pk for one in given]))
        file.new_count = len(added)
        file.repeated_count = file.row_count - len(added)
        file.total = sum(one.amount for one in added)
        try:
            file.save(force_insert=True)
        except IntegrityError as error:
            raise RuleBroken(_("此文件已经导入，没有重复入账。")) from error
    return added


def _payment(file: BankFile, row: BankRow) -> Payment:
    return Payment(
        id=new_id(),
        org=file.org,
        file=file,
        row_number=row.number,
        account_number=file.account_number,
        bank_reference=row.bank_reference,
        channel=row.channel,
        amount=row.amount,
        paid_at=row.paid_at,
        payer=row.payer,
        payer_account_end=row.payer_account[-4:],
        remark=row.remark,
        state=PaymentState.UNMATCHED,
        reason=UnmatchedReason.NO_REFERENCE,
    )


def _in_order(added: list[Payment]) -> list[Payment]:
    """By their bills: who settles several bills locks them in one order."""
    return sorted(added, key=lambda one: (codes.reference_in(one.remark), one.paid_at, one.bank_reference))


def _settle(payment: Payment, at: datetime) -> bool:
    """Settles the sum on the bill or the due whose code its remark names, or notes why it cannot be."""
    code = codes.reference_in(payment.remark)
    order = ChargeOrder.objects.select_for_update().filter(number=code).first() if code else None
    due = dues.find(code) if order is None else None
    reason = _obstacle(code, order) if due is None else _obstacle_of_due(payment, due, at)
    if reason:
        Payment.objects.filter(pk=payment.pk).update(reason=reason)
    elif order is not None:
        settle_charge(order, payment=payment, by=CHARGING, at=at)
    elif due is not None:
        settle_due(payment, due=due, by=CHARGING, at=at)
    return not reason


def _obstacle(code: str, order: ChargeOrder | None) -> str:
    """未核销原因; empty when the bill waits for money."""
    if not code:
        return UnmatchedReason.NO_REFERENCE
    if order is None:
        return UnmatchedReason.UNKNOWN
    if order.state == ChargeState.VOID:
        return UnmatchedReason.VOID
    return "" if order.state == ChargeState.ISSUED else UnmatchedReason.ALREADY_PAID


def _obstacle_of_due(payment: Payment, due: Due, at: datetime) -> str:
    """未核销原因 of another module's due, which is wanted whole; empty when it waits for this sum."""
    if due.state != DueState.OPEN:
        return UnmatchedReason.VOID if due.state == DueState.VOID else UnmatchedReason.ALREADY_PAID
    if payment.surplus < due.amount:
        return UnmatchedReason.SHORT
    in_time = due.asked_on <= local_day(payment.paid_at) <= local_day(at)
    return "" if in_time else UnmatchedReason.ODD_DAY


@action(permission=Permission.PAYMENT_SETTLE)
def settle_due(payment: Payment, *, due: Due, by: Actor, at: datetime) -> DueSettled:
    """核销应缴款 — the sum is what another module asked for: that module carries out what follows; what is over waits."""
    if reason := _obstacle_of_due(payment, due, at):
        raise RuleBroken(str(UnmatchedReason(reason).label))
    due.collector.settle(due, reference=payment.bank_reference, paid_at=payment.paid_at, at=at)
    payment.due_code, payment.settled, payment.settled_at = due.code, payment.settled + due.amount, at
    over = payment.surplus > 0
    payment.state = PaymentState.UNMATCHED if over else PaymentState.SETTLED
    payment.reason = UnmatchedReason.OVERPAID if over else ""
    return DueSettled(payment, _recorded(due), str(due.amount))


@official_language()
def _recorded(due: Due) -> str:
    """A due as the record names it."""
    return str(due)


@action(permission=Permission.PAYMENT_PROPOSE_MATCH)
def propose_match(
    payment: Payment, *, order: ChargeOrder | Due, reason: str, by: Actor, at: datetime
) -> MatchProposed:
    """提出人工核销 — to which bill or due the sum belongs, and how one knows; nothing is settled yet."""
    _require_free(payment)
    reason = rules.require_text(reason, "reason", _("请写明怎样认定这笔款项属于此通知单。"))[:200]
    if payment.is_proposed:
        raise RuleBroken(_("这笔款项已有待复核的核销。"))
    if order.state not in (ChargeState.ISSUED, DueState.OPEN):
        raise RuleBroken(_("只能核销到待缴款的通知单。"), fields={"number": _("不是待缴款的通知单")})
    if isinstance(order, ChargeOrder):
        payment.proposed_order = order
    else:
        payment.proposed_due = order.code
    payment.proposed_reason, payment.proposed_by = reason, acting_person(by)
    return MatchProposed(payment, order if isinstance(order, ChargeOrder) else _recorded(order), reason)


@action(permission=Permission.PAYMENT_CONFIRM_MATCH)
def confirm_match(payment: Payment, *, by: Actor, at: datetime) -> MatchConfirmed:
    """复核人工核销 — another person agrees, and the sum is settled."""
    target = _proposed(payment, by)
    cleared = {"confirmed_by": acting_person(by), "proposed_order": None, "proposed_due": ""}
    Payment.objects.filter(pk=payment.pk).update(**cleared)
    done: ChargePaid | DueSettled
    if isinstance(target, ChargeOrder):
        done = settle_charge(target, payment=payment, by=CHARGING, at=at)
    else:
        done = settle_due(payment, due=target, by=CHARGING, at=at)
    for name in (*cleared, "order_id", "due_code", "settled", "settled_at", "state", "reason"):
        setattr(payment, name, cleared[name] if name in cleared else getattr(done.payment, name))
    said = target if isinstance(target, ChargeOrder) else _recorded(target)
    return MatchConfirmed(payment, said, done.amount)


@action(permission=Permission.PAYMENT_CONFIRM_MATCH)
def reject_match(payment: Payment, *, reason: str, by: Actor, at: datetime) -> MatchRejected:
    """不同意人工核销 — another person does not agree; the sum goes on waiting."""
    _proposed(payment, by)
    reason = rules.require_text(reason, "reason", _("请写明不同意的理由。"))[:200]
    payment.proposed_order = payment.proposed_by = None
    payment.proposed_due = payment.proposed_reason = ""
    return MatchRejected(payment, reason)


def _require_free(payment: Payment) -> None:
    if payment.is_settled_somewhere or payment.surplus != payment.amount:
        raise RuleBroken(_("这笔款项已经核销或者退回。"))
    if payment.refunds.filter(state="proposed").exists():
        raise RuleBroken(_("这笔款项正在办理退回。"))


def _proposed(payment: Payment, by: Actor) -> ChargeOrder | Due:
    """What was proposed; raises RuleBroken when nothing is, or when the same person would confirm."""
    _require_free(payment)
    target = payment.proposed_order or dues.find(payment.proposed_due)
    if target is None:
        raise RuleBroken(_("没有待复核的核销。"))
    if payment.proposed_by_id == acting_person(by).pk:
        raise RuleBroken(_("提出人不能复核自己提出的核销，请由另一人办理。"))
    return target
