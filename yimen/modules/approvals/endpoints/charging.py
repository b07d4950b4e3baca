"""一费制 by the API: the price list for everybody, bills for payers and departments, the fee desk for its officers."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils import timezone
from ninja import Field, File, Query, Router, Schema, Status
from ninja.files import UploadedFile

from yimen.kernel.orgs.models import Org
from yimen.kernel.people.auth import OPEN
from yimen.kernel.web.request import Request
from yimen.modules.approvals import actions
from yimen.modules.approvals.charging import bank, reads, reconciliation
from yimen.modules.approvals.models import BankFile, ChargeOrder, FeeStandard, Payment, Refund
from yimen.modules.approvals.permissions import Permission

from .found import application_of
from .routes import router
from .schemas import PROBLEMS

public = Router(auth=OPEN)
MOST = 200


class FeeStandardOut(Schema):
    """收费标准 — as published."""

    id: UUID
    code: str
    name: str
    name_en: str
    nature: str
    org: str = Field(alias="org.code")
    priced_by: str = Field(alias="priced_by.code")
    legal_basis: str
    pricing_document_number: str
    formula: dict[str, Any]
    in_words: str
    unit: str
    least: Decimal | None
    most: Decimal | None
    effective_from: date
    effective_to: date | None
    published_url: str
    is_confirmed: bool


class FeeIn(Schema):
    """公布收费标准 — by the pricing office alone."""

    org: str
    code: str
    name: str
    nature: str
    legal_basis: str
    pricing_document_number: str
    formula: dict[str, Any]
    effective_from: date
    name_en: str = ""
    unit: str = ""
    least: Decimal | None = None
    most: Decimal | None = None
    published_url: str = ""


class FeeChangeIn(Schema):
    """调整收费标准."""

    pricing_document_number: str
    formula: dict[str, Any]
    effective_from: date
    least: Decimal | None = None
    most: Decimal | None = None
    legal_basis: str = ""
    published_url: str = ""


class FeeEndIn(Schema):
    """停止收费."""

    effective_to: date
    basis: str


class ChargeIn(Schema):
    """计费 — what was measured, and which published exemptions apply (standard.ground); never an amount."""

    measured: dict[str, Decimal] = {}
    reductions: list[str] = []


class WhyIn(Schema):
    """理由."""

    reason: str


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


class ChargeLineOut(Schema):
    """收费明细."""

    position: int
    kind: str
    name: str
    basis: str
    standard: str = Field(alias="standard.code")
    measured: dict[str, str]
    amount: Decimal
    is_refunded: bool


class ChargeOut(Schema):
    """缴费通知单 — with the fields of GB/T 39046-2020 table 14: slip, charging body and person, sum, moment, payer."""

    id: UUID
    number: str | None
    application_id: UUID
    case_number: str = Field(alias="application.number")
    org: str = Field(alias="org.code")
    org_name: str = Field(alias="org.name")
    payer: str
    state: str
    due_before: str
    total: Decimal
    paid: Decimal
    refunded: Decimal
    outstanding: Decimal
    account: dict[str, str]
    issued_at: datetime | None
    issued_by: str
    pay_by: date | None
    paid_at: datetime | None
    void_reason: str
    lines: list[ChargeLineOut]

    @staticmethod
    def resolve_lines(order: ChargeOrder) -> list[Any]:
        return list(order.lines.select_related("standard"))


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


class StateFilter(Schema):
    """筛选 — ``after`` is the id of the last row of the page before."""

    state: str = ""
    after: UUID | None = None
    limit: int = 50


Charge = {201: ChargeOut, **PROBLEMS}
Sum = {201: PaymentOut, **PROBLEMS}
Back = {201: RefundOut, **PROBLEMS}


def _page(rows: Any, filters: StateFilter) -> list[Any]:
    if filters.state:
        rows = rows.filter(state=filters.state)
    if filters.after:
        rows = rows.filter(pk__lt=filters.after)
    return list(rows.order_by("-pk")[: max(1, min(filters.limit, MOST))])


def _charge(request: Request, charge_id: UUID) -> ChargeOrder:
    return get_object_or_404(reads.orders(request.actor), pk=charge_id)


def _payment(request: Request, payment_id: UUID) -> Payment:
    return get_object_or_404(reads.payments(request.actor), pk=payment_id)


def _refund(request: Request, refund_id: UUID) -> Refund:
    return get_object_or_404(reads.refunds(request.actor), pk=refund_id)


def _standard(request: Request, standard_id: UUID) -> FeeStandard:
    found = get_object_or_404(FeeStandard.objects.select_related("org", "priced_by"), pk=standard_id)
    if not request.actor.may(Permission.FEE_PUBLISH, found):
        raise Http404
    return found


@public.get("/fees", response=list[FeeStandardOut])
def fees(request: Request) -> Sequence[FeeStandard]:
    """收费目录清单 — every standard in force today."""
    return list(reads.standards_on(timezone.localdate()))


@public.get("/fees/{code}", response={200: list[FeeStandardOut], **PROBLEMS})
def fee(request: Request, code: str) -> Sequence[FeeStandard]:
    """收费标准 — every standard that a fee had, has and will have, the latest first."""
    found = list(reads.history(code))
    if not found:
        raise Http404
    return found


@router.post("/fee-standards", response={201: FeeStandardOut, **PROBLEMS})
def publish_fee_standard(request: Request, body: FeeIn) -> Status[FeeStandard]:
    """公布收费标准 — a fee that is new."""
    office = reads.pricing_office(request.actor)
    if office is None:
        raise Http404
    facts = body.dict()
    org = get_object_or_404(Org, code=facts.pop("org"))
    done = actions.publish_fee_standard(office, org=org, **facts, by=request.actor, at=timezone.now())
    return Status(201, done.standard)


@router.post("/fee-standards/{standard_id}/change", response={201: FeeStandardOut, **PROBLEMS})
def change_fee_standard(request: Request, standard_id: UUID, body: FeeChangeIn) -> Status[FeeStandard]:
    """调整收费标准 — another standard from a day on."""
    found = _standard(request, standard_id)
    done = actions.change_fee_standard(found, **body.dict(), by=request.actor, at=timezone.now())
    return Status(201, done.successor)


@router.post("/fee-standards/{standard_id}/end", response={201: FeeStandardOut, **PROBLEMS})
def end_fee_standard(request: Request, standard_id: UUID, body: FeeEndIn) -> Status[FeeStandard]:
    """停止收费."""
    found = _standard(request, standard_id)
    done = actions.end_fee_standard(found, **body.dict(), by=request.actor, at=timezone.now())
    return Status(201, done.standard)


@router.get("/charges", response=list[ChargeOut])
def charges(request: Request, filters: Query[StateFilter]) -> list[ChargeOrder]:
    """缴费通知单 that the asker may see, the latest first."""
    return _page(reads.orders(request.actor), filters)


@router.get("/charges/{charge_id}", response={200: ChargeOut, **PROBLEMS})
def charge(request: Request, charge_id: UUID) -> ChargeOrder:
    """缴费通知单."""
    return _charge(request, charge_id)


@router.post("/applications/{application_id}/charge", response=Charge)
def draft_charge(request: Request, application_id: UUID, body: ChargeIn) -> Status[ChargeOrder]:
    """计费 — the lines follow from the published standards."""
    found = application_of(request, application_id)
    done = actions.draft_charge(found, **body.dict(), by=request.actor, at=timezone.now())
    return Status(201, _charge(request, done.order.pk))


@router.post("/charges/{charge_id}/amendment", response=Charge)
def amend_charge(request: Request, charge_id: UUID, body: ChargeIn) -> Status[ChargeOrder]:
    """重新计费 — before the department confirms."""
    found = _charge(request, charge_id)
    actions.amend_charge(found, **body.dict(), by=request.actor, at=timezone.now())
    return Status(201, _charge(request, charge_id))


@router.post("/charges/{charge_id}/confirmation", response=Charge)
def confirm_charge(request: Request, charge_id: UUID) -> Status[ChargeOrder]:
    """确认收费明细."""
    actions.confirm_charge(_charge(request, charge_id), by=request.actor, at=timezone.now())
    return Status(201, _charge(request, charge_id))


@router.post("/charges/{charge_id}/issue", response=Charge)
def issue_charge(request: Request, charge_id: UUID) -> Status[ChargeOrder]:
    """开具缴费通知单."""
    actions.issue_charge(_charge(request, charge_id), by=request.actor, at=timezone.now())
    return Status(201, _charge(request, charge_id))


@router.post("/charges/{charge_id}/voiding", response=Charge)
def void_charge(request: Request, charge_id: UUID, body: WhyIn) -> Status[ChargeOrder]:
    """作废缴费通知单."""
    actions.void_charge(_charge(request, charge_id), **body.dict(), by=request.actor, at=timezone.now())
    return Status(201, _charge(request, charge_id))


@router.post("/charges/{charge_id}/refund", response=Back)
def propose_refund(request: Request, charge_id: UUID, body: RefundIn) -> Status[Refund]:
    """提出退费."""
    found = _charge(request, charge_id)
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
    return _page(reads.payments(request.actor), filters)


@router.post("/payments/{payment_id}/match", response=Sum)
def propose_match(request: Request, payment_id: UUID, body: MatchIn) -> Status[Payment]:
    """提出人工核销."""
    found = _payment(request, payment_id)
    order = get_object_or_404(reads.handled_orders(request.actor), number=body.number)
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
    return _page(reads.refunds(request.actor), filters)


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
