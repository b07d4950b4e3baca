"""一费制收费单 by the API: bills for payers and departments, the desk that issues them."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.shortcuts import get_object_or_404
from django.utils import timezone
from ninja import Field, Query, Schema, Status

from yimen.kernel.web.request import Request
from yimen.modules.approvals import actions
from yimen.modules.approvals.charging import reads
from yimen.modules.approvals.models import ChargeOrder

from .found import application_of
from .routes import router
from .schemas import PROBLEMS

MOST = 200


class ChargeIn(Schema):
    """计费 — what was measured, and which published exemptions apply (standard.ground); never an amount."""

    measured: dict[str, Decimal] = {}
    reductions: list[str] = []


class WhyIn(Schema):
    """理由."""

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


class StateFilter(Schema):
    """筛选 — ``after`` is the id of the last row of the page before."""

    state: str = ""
    after: UUID | None = None
    limit: int = 50


Charge = {201: ChargeOut, **PROBLEMS}


def page_of(rows: Any, filters: StateFilter) -> list[Any]:
    if filters.state:
        rows = rows.filter(state=filters.state)
    if filters.after:
        rows = rows.filter(pk__lt=filters.after)
    return list(rows.order_by("-pk")[: max(1, min(filters.limit, MOST))])


def charge_of(request: Request, charge_id: UUID) -> ChargeOrder:
    return get_object_or_404(reads.orders(request.actor), pk=charge_id)


@router.get("/charges", response=list[ChargeOut])
def charges(request: Request, filters: Query[StateFilter]) -> list[ChargeOrder]:
    """缴费通知单 that the asker may see, the latest first."""
    return page_of(reads.orders(request.actor), filters)


@router.get("/charges/{charge_id}", response={200: ChargeOut, **PROBLEMS})
def charge(request: Request, charge_id: UUID) -> ChargeOrder:
    """缴费通知单."""
    return charge_of(request, charge_id)


@router.post("/applications/{application_id}/charge", response=Charge)
def draft_charge(request: Request, application_id: UUID, body: ChargeIn) -> Status[ChargeOrder]:
    """计费 — the lines follow from the published standards."""
    found = application_of(request, application_id)
    done = actions.draft_charge(found, **body.dict(), by=request.actor, at=timezone.now())
    return Status(201, charge_of(request, done.order.pk))


@router.post("/charges/{charge_id}/amendment", response=Charge)
def amend_charge(request: Request, charge_id: UUID, body: ChargeIn) -> Status[ChargeOrder]:
    """重新计费 — before the department confirms."""
    found = charge_of(request, charge_id)
    actions.amend_charge(found, **body.dict(), by=request.actor, at=timezone.now())
    return Status(201, charge_of(request, charge_id))


@router.post("/charges/{charge_id}/confirmation", response=Charge)
def confirm_charge(request: Request, charge_id: UUID) -> Status[ChargeOrder]:
    """确认收费明细."""
    actions.confirm_charge(charge_of(request, charge_id), by=request.actor, at=timezone.now())
    return Status(201, charge_of(request, charge_id))


@router.post("/charges/{charge_id}/issue", response=Charge)
def issue_charge(request: Request, charge_id: UUID) -> Status[ChargeOrder]:
    """开具缴费通知单."""
    actions.issue_charge(charge_of(request, charge_id), by=request.actor, at=timezone.now())
    return Status(201, charge_of(request, charge_id))


@router.post("/charges/{charge_id}/voiding", response=Charge)
def void_charge(request: Request, charge_id: UUID, body: WhyIn) -> Status[ChargeOrder]:
    """作废缴费通知单."""
    actions.void_charge(charge_of(request, charge_id), **body.dict(), by=request.actor, at=timezone.now())
    return Status(201, charge_of(request, charge_id))
