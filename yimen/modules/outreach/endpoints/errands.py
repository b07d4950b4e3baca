"""代办: brought, entrusted, carried, delivered, asked about."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.shortcuts import get_object_or_404
from django.utils import timezone
from ninja import File, Form, Status
from ninja.files import UploadedFile

from yimen.kernel.base.days import local_day
from yimen.kernel.base.ids import new_id
from yimen.kernel.base.refusals import NotAllowed
from yimen.kernel.people.actor import person_actor
from yimen.kernel.web.request import Request
from yimen.modules.outreach import actions, queries, rules
from yimen.modules.outreach.photographs import photograph

from .found import errand_as_it_is, errand_of, errand_out, managed_agent, own_agency, point_of
from .routes import router
from .schemas import (
    AdviceIn,
    AdviceOut,
    EntrustedErrandIn,
    ErrandApplicationIn,
    ErrandIn,
    ErrandOut,
    ErrandResultIn,
    FollowUpIn,
    MandateOut,
    OutreachReasonIn,
    ReceiptIn,
    StandInIn,
)

Out = {201: ErrandOut}


@router.post("/points/{point_id}/errands", response=Out)
def request_errand(request: Request, point_id: UUID, body: ErrandIn) -> Status[ErrandOut]:
    """提出代办 — for oneself, or by an agent or the centre for a principal whose document they have seen."""
    point, at, person = point_of(point_id), timezone.now(), person_actor(request.actor)
    if person is None:
        raise NotAllowed
    principal = rules.Stated(**body.principal.dict()) if body.principal else person.person
    done = actions.request_errand(
        point,
        errand_id=body.id or new_id(),
        agent=get_object_or_404(queries.agents_at(point, local_day(at)), pk=body.agent_id),
        service=get_object_or_404(queries.services(), pk=body.service),
        principal=principal,
        statement=body.statement,
        by=request.actor,
        at=at,
    )
    return Status(201, errand_out(done.errand))


@router.post("/errands/{errand_id}/mandate", response=Out)
def sign_mandate(
    request: Request,
    errand_id: UUID,
    powers: Form[list[str]],
    valid_until: Form[date],
    signing: Form[str],
    only_this_agent: Form[bool] = False,
    further: Form[list[str]] = [],  # noqa: B006 - never changed
    proof: File[UploadedFile | None] = None,
) -> Status[ErrandOut]:
    """签署委托 — with the signed form or the photograph of the thumb-print, or by the principal online.

    ``further`` are the codes of other services that the same signature entrusts.
    """
    errand = errand_of(request, errand_id)
    terms = rules.Terms(tuple(powers), valid_until, signing, only_this_agent, tuple(further))
    received = photograph(proof) if proof else None
    done = actions.sign_mandate(errand, terms=terms, proof=received, by=request.actor, at=timezone.now())
    return Status(201, errand_out(done.errand))


@router.post("/mandates/{mandate_id}/errands", response=Out)
def begin_errand(request: Request, mandate_id: UUID, body: EntrustedErrandIn) -> Status[ErrandOut]:
    """依委托代办 — another item that the mandate names, without a new signature."""
    mandate = get_object_or_404(queries.usable_mandates(request.actor), pk=mandate_id)
    done = actions.begin_errand(
        mandate,
        errand_id=body.id or new_id(),
        agent=get_object_or_404(queries.agents_to_begin(request.actor, mandate), pk=body.agent_id),
        service=get_object_or_404(queries.services(), pk=body.service),
        statement=body.statement,
        by=request.actor,
        at=timezone.now(),
    )
    return Status(201, errand_out(done.errand))


@router.post("/mandates/{mandate_id}/revocation", response={201: MandateOut})
def revoke_mandate(request: Request, mandate_id: UUID) -> Status[MandateOut]:
    """撤销委托 — at any time, without a reason."""
    mandate = get_object_or_404(queries.mandates(request.actor), pk=mandate_id)
    done = actions.revoke_mandate(mandate, by=request.actor, at=timezone.now())
    return Status(201, MandateOut.from_orm(done.mandate))


@router.post("/errands/{errand_id}/acceptance", response=Out)
def accept_errand(request: Request, errand_id: UUID, body: ReceiptIn) -> Status[ErrandOut]:
    """受理代办."""
    errand = errand_of(request, errand_id)
    done = actions.accept_errand(errand, **body.dict(), by=request.actor, at=timezone.now())
    return Status(201, errand_out(done.errand))


@router.post("/errands/{errand_id}/forwarding", response=Out)
def forward_errand(request: Request, errand_id: UUID) -> Status[ErrandOut]:
    """送乡镇."""
    done = actions.forward_errand(errand_of(request, errand_id), by=request.actor, at=timezone.now())
    return Status(201, errand_out(done.errand))


@router.post("/errands/{errand_id}/application", response=Out)
def apply_for_principal(request: Request, errand_id: UUID, body: ErrandApplicationIn) -> Status[ErrandOut]:
    """代为申请 — begins the application; its operations are those of approvals."""
    errand, key = errand_of(request, errand_id), body.application_id or new_id()
    done = actions.apply_for_principal(errand, application_id=key, by=request.actor, at=timezone.now())
    return Status(201, errand_out(done.errand))


@router.post("/errands/{errand_id}/handling", response=Out)
def handle_errand(request: Request, errand_id: UUID, body: ErrandResultIn) -> Status[ErrandOut]:
    """当场办结."""
    errand = errand_of(request, errand_id)
    done = actions.handle_errand(errand, **body.dict(), by=request.actor, at=timezone.now())
    return Status(201, errand_out(done.errand))


@router.post("/errands/{errand_id}/delivery", response=Out)
def deliver_errand(
    request: Request,
    errand_id: UUID,
    receiver: Form[str],
    is_at_home: Form[bool] = False,
    place: Form[str] = "",
    proof: File[UploadedFile | None] = None,
) -> Status[ErrandOut]:
    """送达结果 — at the point, or at the door."""
    done = actions.deliver_errand(
        errand_of(request, errand_id),
        receiver=receiver,
        is_at_home=is_at_home,
        place=place,
        proof=photograph(proof) if proof else None,
        by=request.actor,
        at=timezone.now(),
    )
    return Status(201, errand_out(done.errand))


@router.post("/errands/{errand_id}/filing", response=Out)
def archive_errand(request: Request, errand_id: UUID) -> Status[ErrandOut]:
    """归档上报."""
    actions.archive_errand(errand_of(request, errand_id), by=request.actor, at=timezone.now())
    return Status(201, errand_as_it_is(errand_id))


@router.post("/errands/{errand_id}/follow-up", response=Out)
def follow_up_errand(request: Request, errand_id: UUID, body: FollowUpIn) -> Status[ErrandOut]:
    """回访."""
    errand, asked = errand_of(request, errand_id), rules.Asked(**body.dict())
    done = actions.follow_up_errand(errand, asked=asked, by=request.actor, at=timezone.now())
    return Status(201, errand_out(done.errand))


@router.post("/errands/{errand_id}/hand-over", response=Out)
def hand_over_errand(request: Request, errand_id: UUID, body: StandInIn) -> Status[ErrandOut]:
    """移交代办."""
    errand, heir = errand_of(request, errand_id), managed_agent(request, body.agent_id)
    done = actions.hand_over_errand(errand, agent=heir, by=request.actor, at=timezone.now())
    return Status(201, errand_out(done.errand))


@router.post("/errands/{errand_id}/returning", response=Out)
def return_errand(request: Request, errand_id: UUID, body: OutreachReasonIn) -> Status[ErrandOut]:
    """退回代办."""
    errand = errand_of(request, errand_id)
    actions.return_errand(errand, reason=body.reason, by=request.actor, at=timezone.now())
    return Status(201, errand_as_it_is(errand_id))


@router.post("/errands/{errand_id}/cancellation", response=Out)
def cancel_errand(request: Request, errand_id: UUID, body: OutreachReasonIn) -> Status[ErrandOut]:
    """取消代办."""
    errand = errand_of(request, errand_id)
    actions.cancel_errand(errand, reason=body.reason, by=request.actor, at=timezone.now())
    return Status(201, errand_as_it_is(errand_id))


@router.post("/advice", response={201: AdviceOut})
def log_advice(request: Request, body: AdviceIn) -> Status[AdviceOut]:
    """登记咨询."""
    facts = body.dict()
    agent = own_agency(request, facts.pop("agent_id"))
    facts["advice_id"] = facts.pop("id") or new_id()
    done = actions.log_advice(agent, **facts, by=request.actor, at=timezone.now())
    return Status(201, AdviceOut.from_orm(done.advice))
