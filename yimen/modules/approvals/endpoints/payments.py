"""缴款和退费 by the API: what the bank reports, what is matched, what goes back, the balance of the day."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from uuid import UUID

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils import timezone
from ninja import File, Query, Schema, Status
from ninja.files import UploadedFile

from yimen.kernel.collecting import bank, dues
from yimen.kernel.web.request import Request
from yimen.modules.approvals import actions
from yimen.modules.approvals.charging import reads, reconciliation
from yimen.modules.approvals.models import BankFile, Payment, Refund

from .charging import StateFilter, WhyIn, charge_of, page_of
from .routes import router
from .schemas import PROBLEMS


class ChargeNoteIn(Schema):
    """意见."""

    note: str = ""


class RefundIn(Schema):
    """提出退费 — the whole, or lines by their position; the sum follows."""

    scope: str = "whole"
    positions: list[int] = []
    reason: str


class MatchIn(Schema):
    """提出人工核销 — the number of the bill, and how one knows."""

    number: str
    reason: str


class PaymentOut(Schema):
    """到账款."""

    id: UUID
    bank_reference: str
    amount: Decimal
    paid_at: datetime
    payer: str
    payer_account_end: str
    remark: str
    channel: str
    state: str
    reason: str
    settled: Decimal
    returned: Decimal
    surplus: Decimal
    order_id: UUID | None
    proposed_order_id: UUID | None
    due_code: str
    proposed_due: str


class BankFileOut(Schema):
    """到账文件."""

    id: UUID
    filename: str
    sha256: str
    row_count: int
    new_count: int
    repeated_count: int
    matched_count: int
    total: Decimal
    imported_at: datetime


class RefundOut(Schema):
    """退费."""

    id: UUID
    number: str | None
    order_id: UUID | None
    payment_id: UUID | None
    scope: str
    lines: list[int]
    amount: Decimal
    reason: str
    state: str
    proposed_at: datetime
    decided_at: datetime | None
    decision_note: str


class BalanceLine(Schema):
    """对账行."""

    count: int
    amount: Decimal


class DailyBalanceOut(Schema):
    """每日对账."""

    day: date
    issued: BalanceLine
    voided: BalanceLine
    received: BalanceLine
    settled: BalanceLine
    refunded: BalanceLine
    returned: BalanceLine
    waiting: BalanceLine
    bank_difference: Decimal
    bill_difference: Decimal
    refund_difference: Decimal
    is_balanced: bool


Sum = {201: PaymentOut, **PROBLEMS}
Back = {201: RefundOut, **PROBLEMS}


def _payment(request: Request, payment_id: UUID) -> Payment:
    return get_object_or_404(reads.payments(request.actor), pk=payment_id)


def _refund(request: Request, refund_id: UUID) -> Refund:
    return get_object_or_404(reads.refunds(request.actor), pk=refund_id)


@router.post("/charges/{charge_id}/refund", response=Back)
def propose_refund(request: Request, charge_id: UUID, body: RefundIn) -> Status[Refund]:
    """提出退费."""
    found = charge_of(request, charge_id)
    done = actions.propose_refund(found, **body.dict(), by=request.actor, at=timezone.now())
    return Status(201, done.refund)


@router.post("/bank-files", response={201: BankFileOut, **PROBLEMS})
def import_bank_file(request: Request, file: File[UploadedFile]) -> Status[BankFile]:
    """导入到账文件 — all rows or none, each once."""
    desks = reads.desks(request.actor)
    if not desks:
        raise Http404
    statement = bank.gateway().read(file.read(), filename=file.name or "bank.csv")
    done = actions.import_bank_file(desks[0], statement=statement, by=request.actor, at=timezone.now())
    return Status(201, done.file)


@router.get("/payments", response=list[PaymentOut])
def payments(request: Request, filters: Query[StateFilter]) -> list[Payment]:
    """到账款 of the centres whose accounts the asker keeps or checks."""
    return page_of(reads.payments(request.actor), filters)


@router.post("/payments/{payment_id}/match", response=Sum)
def propose_match(request: Request, payment_id: UUID, body: MatchIn) -> Status[Payment]:
    """提出人工核销."""
    found = _payment(request, payment_id)
    order = reads.handled_orders(request.actor).filter(number=body.number).first() or dues.find(body.number)
    if order is None:
        raise Http404
    actions.propose_match(found, order=order, reason=body.reason, by=request.actor, at=timezone.now())
    return Status(201, _payment(request, payment_id))


@router.post("/payments/{payment_id}/match-confirmation", response=Sum)
def confirm_match(request: Request, payment_id: UUID) -> Status[Payment]:
    """复核人工核销 — by another person."""
    actions.confirm_match(_payment(request, payment_id), by=request.actor, at=timezone.now())
    return Status(201, _payment(request, payment_id))


@router.post("/payments/{payment_id}/match-rejection", response=Sum)
def reject_match(request: Request, payment_id: UUID, body: WhyIn) -> Status[Payment]:
    """不同意人工核销."""
    actions.reject_match(_payment(request, payment_id), **body.dict(), by=request.actor, at=timezone.now())
    return Status(201, _payment(request, payment_id))


@router.post("/payments/{payment_id}/return", response=Back)
def propose_return(request: Request, payment_id: UUID, body: WhyIn) -> Status[Refund]:
    """提出退回款项."""
    found = _payment(request, payment_id)
    done = actions.propose_return(found, **body.dict(), by=request.actor, at=timezone.now())
    return Status(201, done.refund)


@router.get("/refunds", response=list[RefundOut])
def refunds(request: Request, filters: Query[StateFilter]) -> list[Refund]:
    """退费."""
    return page_of(reads.refunds(request.actor), filters)


@router.post("/refunds/{refund_id}/approval", response=Back)
def approve_refund(request: Request, refund_id: UUID, body: ChargeNoteIn) -> Status[Refund]:
    """批准退费 — by another person."""
    found = _refund(request, refund_id)
    done = actions.approve_refund(found, **body.dict(), by=request.actor, at=timezone.now())
    return Status(201, done.refund)


@router.post("/refunds/{refund_id}/rejection", response=Back)
def reject_refund(request: Request, refund_id: UUID, body: ChargeNoteIn) -> Status[Refund]:
    """不予退费."""
    found = _refund(request, refund_id)
    done = actions.reject_refund(found, **body.dict(), by=request.actor, at=timezone.now())
    return Status(201, done.refund)


@router.get("/reconciliation", response={200: DailyBalanceOut, **PROBLEMS})
def balance(request: Request, on: date | None = None) -> reconciliation.Reconciliation:
    """每日对账."""
    if not reads.accounts_of(request.actor):
        raise Http404
    return reconciliation.reconciliation(request.actor, on or timezone.localdate())
