"""收费目录清单 by the API: the price list for everybody, its standards for the pricing office."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils import timezone
from ninja import Field, Router, Schema, Status

from yimen.kernel.orgs.models import Org
from yimen.kernel.people.auth import OPEN
from yimen.kernel.web.request import Request
from yimen.modules.approvals import actions
from yimen.modules.approvals.charging import reads
from yimen.modules.approvals.models import FeeStandard
from yimen.modules.approvals.permissions import Permission

from .routes import router
from .schemas import PROBLEMS

public = Router(auth=OPEN)


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
