"""证照 by the API: the register for everybody, a licence in full for its holder and its body, the acts of its life."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.shortcuts import get_object_or_404
from django.utils import timezone
from ninja import Field, Query, Router, Schema, Status

from yimen.kernel.people.auth import OPEN
from yimen.kernel.web.request import Request
from yimen.modules.approvals import actions, licence_register, licence_tables
from yimen.modules.approvals.models import Application, Licence

from .found import application_of
from .routes import router
from .schemas import PROBLEMS, ApplicationDetail

public = Router(auth=OPEN)
MOST = 200


class RegisterEntryOut(Schema):
    """证照目录 — what anybody may know; persons are masked, ``state`` is that of today."""

    id: UUID
    number: str
    type: str = Field(alias="type.code")
    type_name: str = Field(alias="type.name")
    holder: str
    org: str = Field(alias="org.code")
    org_name: str = Field(alias="org.name")
    issued_on: date
    valid_from: date
    valid_until: date | None
    deemed_until: date | None
    state: str
    ended_on: date | None
    end_ground: str

    @staticmethod
    def resolve_holder(licence: Licence) -> str:
        return licence_tables.holder(licence)

    @staticmethod
    def resolve_state(licence: Licence) -> str:
        return licence.standing(timezone.localdate()).value


class UseOut(Schema):
    """用证记录."""

    used_at: datetime
    purpose: str
    used_by: str
    application_id: UUID


class LicenceOut(RegisterEntryOut):
    """证照 in full, for its holder and its body."""

    holder_name: str
    scope: str
    conditions: str
    verify_code: str = Field(alias="document.verify_code")
    uses: list[UseOut]

    @staticmethod
    def resolve_uses(licence: Licence) -> list[Any]:
        return list(licence_register.uses(licence))


class RegisterFilter(Schema):
    """筛选 — ``number`` exactly; ``after`` is the id of the last row of the page before."""

    number: str = ""
    type: str = ""
    org: str = ""
    after: UUID | None = None
    limit: int = 50


class RevocationIn(Schema):
    """提出撤销."""

    ground: str
    reasons: str
    effects: str


class HeardOpinionIn(Schema):
    """陈述申辩."""

    opinion: str


class LicenceAnswerIn(Schema):
    """答复."""

    answer: str = ""


class LicenceCancellationIn(Schema):
    """注销."""

    ground: str
    reasons: str


class LicenceIn(Schema):
    """一份证照."""

    licence: UUID


Out = {201: LicenceOut, **PROBLEMS}


def _licence(request: Request, licence_id: UUID) -> Licence:
    return get_object_or_404(licence_register.licences(request.actor), pk=licence_id)


@public.get("/licences", response=list[RegisterEntryOut])
def register(request: Request, filters: Query[RegisterFilter]) -> list[Licence]:
    """证照目录 — the latest first."""
    plain = {"number": filters.number, "type__code": filters.type, "org__code": filters.org}
    rows = licence_register.register().filter(**{key: value for key, value in plain.items() if value})
    if filters.after:
        rows = rows.filter(pk__lt=filters.after)
    return list(rows.order_by("-pk")[: max(1, min(filters.limit, MOST))])


@public.get("/licences/{licence_id}", response={200: RegisterEntryOut, **PROBLEMS})
def entry(request: Request, licence_id: UUID) -> Licence:
    """证照目录中的一份证照, with its state today."""
    return get_object_or_404(licence_register.register(), pk=licence_id)


@router.get("/my-licences", response=list[LicenceOut])
def mine(request: Request) -> list[Licence]:
    """我的证照."""
    return list(licence_register.own(request.actor).select_related("document"))


@router.get("/licences/{licence_id}/life", response={200: LicenceOut, **PROBLEMS})
def licence(request: Request, licence_id: UUID) -> Licence:
    """证照 in full, with who used it for what."""
    return _licence(request, licence_id)


@router.post("/licences/{licence_id}/revocation-proposal", response=Out)
def propose_revocation(request: Request, licence_id: UUID, body: RevocationIn) -> Status[Licence]:
    """提出撤销."""
    found = _licence(request, licence_id)
    actions.propose_revocation(found, **body.dict(), by=request.actor, at=timezone.now())
    return Status(201, _licence(request, licence_id))


@router.post("/licences/{licence_id}/opinion", response=Out)
def state_opinion(request: Request, licence_id: UUID, body: HeardOpinionIn) -> Status[Licence]:
    """陈述申辩 — by the holder."""
    found = _licence(request, licence_id)
    actions.state_opinion(found, **body.dict(), by=request.actor, at=timezone.now())
    return Status(201, _licence(request, licence_id))


@router.post("/licences/{licence_id}/revocation", response=Out)
def revoke_licence(request: Request, licence_id: UUID, body: LicenceAnswerIn) -> Status[Licence]:
    """决定撤销 — after the holder was heard."""
    found = _licence(request, licence_id)
    actions.revoke_licence(found, **body.dict(), by=request.actor, at=timezone.now())
    return Status(201, _licence(request, licence_id))


@router.post("/licences/{licence_id}/revocation-dropping", response=Out)
def drop_revocation(request: Request, licence_id: UUID, body: LicenceAnswerIn) -> Status[Licence]:
    """不予撤销."""
    found = _licence(request, licence_id)
    actions.drop_revocation(found, **body.dict(), by=request.actor, at=timezone.now())
    return Status(201, _licence(request, licence_id))


@router.post("/licences/{licence_id}/cancellation", response=Out)
def cancel_licence(request: Request, licence_id: UUID, body: LicenceCancellationIn) -> Status[Licence]:
    """注销."""
    found = _licence(request, licence_id)
    actions.cancel_licence(found, **body.dict(), by=request.actor, at=timezone.now())
    return Status(201, _licence(request, licence_id))


@router.post("/licences/{licence_id}/end-seal", response=Out)
def seal_licence_paper(request: Request, licence_id: UUID) -> Status[Licence]:
    """终止文书用印."""
    actions.seal_licence_paper(_licence(request, licence_id), by=request.actor, at=timezone.now())
    return Status(201, _licence(request, licence_id))


@router.post("/applications/{application_id}/licence", response={201: ApplicationDetail, **PROBLEMS})
def choose_licence(request: Request, application_id: UUID, body: LicenceIn) -> Status[Application]:
    """选择证照 — which one the application shall change or renew."""
    found = application_of(request, application_id)
    held = get_object_or_404(licence_register.licences(request.actor), pk=body.licence)
    actions.choose_licence(found, licence=held, by=request.actor, at=timezone.now())
    return Status(201, application_of(request, application_id))


@router.post(
    "/applications/{application_id}/materials/{key}/licence", response={201: ApplicationDetail, **PROBLEMS}
)
def use_licence(request: Request, application_id: UUID, key: str, body: LicenceIn) -> Status[Application]:
    """以证代材 — a licence that the applicant holds stands for a material."""
    found = application_of(request, application_id)
    held = get_object_or_404(licence_register.licences(request.actor), pk=body.licence)
    actions.use_licence(found, key=key, licence=held, by=request.actor, at=timezone.now())
    return Status(201, application_of(request, application_id))
