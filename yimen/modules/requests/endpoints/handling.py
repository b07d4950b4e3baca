"""The officer: registration, correction, consultation, extension, fee."""

from __future__ import annotations

from uuid import UUID

from django.utils import timezone
from ninja import Status

from yimen.kernel.people import numbers
from yimen.kernel.web.request import Request
from yimen.modules.requests import actions

from .found import body_of, consultation_of, request_of, shown_to
from .routes import router
from .schemas import (
    ArrivalOfLetterIn,
    ConsultationIn,
    ConsultationRefIn,
    CorrectionNoticeIn,
    DelayIn,
    ExtensionProposalIn,
    FeeNoticeIn,
    FeePaymentIn,
    GivenOpinionIn,
    OverrideIn,
    ReasonsNoticeIn,
    RegistrationIn,
    RequestEntryIn,
    RequestOut,
    RequestReasonIn,
    RevealedOut,
)

Out = {201: RequestOut}


@router.post("/requests/{request_id}/registration", response=Out)
def register_request(request: Request, request_id: UUID, body: RegistrationIn) -> Status[RequestOut]:
    """登记申请 — the lawful day of receipt."""
    shown = request_of(request, request_id)
    actions.register_request(shown, **body.dict(), by=request.actor, at=timezone.now())
    return Status(201, shown_to(request, request_id))


@router.post("/requests/{request_id}/handling", response=Out)
def take_up(request: Request, request_id: UUID) -> Status[RequestOut]:
    """开始办理."""
    shown = request_of(request, request_id)
    actions.take_up(shown, by=request.actor, at=timezone.now())
    return Status(201, shown_to(request, request_id))


@router.post("/requests/{request_id}/correction-notice", response=Out)
def ask_correction(request: Request, request_id: UUID, body: CorrectionNoticeIn) -> Status[RequestOut]:
    """告知补正 — once."""
    shown = request_of(request, request_id)
    actions.ask_correction(shown, **body.dict(), by=request.actor, at=timezone.now())
    return Status(201, shown_to(request, request_id))


@router.post("/requests/{request_id}/correction-lapse", response=Out)
def lapse_request_correction(request: Request, request_id: UUID) -> Status[RequestOut]:
    """逾期不补正."""
    shown = request_of(request, request_id)
    actions.lapse_request_correction(shown, by=request.actor, at=timezone.now())
    return Status(201, shown_to(request, request_id))


@router.post("/requests/{request_id}/reasons-notice", response=Out)
def ask_reasons(request: Request, request_id: UUID, body: ReasonsNoticeIn) -> Status[RequestOut]:
    """要求说明理由."""
    shown = request_of(request, request_id)
    actions.ask_reasons(shown, **body.dict(), by=request.actor, at=timezone.now())
    return Status(201, shown_to(request, request_id))


@router.post("/requests/{request_id}/delay", response=Out)
def fix_delay(request: Request, request_id: UUID, body: DelayIn) -> Status[RequestOut]:
    """确定延迟答复."""
    shown = request_of(request, request_id)
    actions.fix_delay(shown, **body.dict(), by=request.actor, at=timezone.now())
    return Status(201, shown_to(request, request_id))


@router.post("/requests/{request_id}/consultation", response=Out)
def consult(request: Request, request_id: UUID, body: ConsultationIn) -> Status[RequestOut]:
    """征求意见."""
    shown = request_of(request, request_id)
    actions.consult(
        shown,
        kind=body.kind,
        name=body.name,
        contact=body.contact,
        org=body_of(body.org) if body.org else None,
        by=request.actor,
        at=timezone.now(),
    )
    return Status(201, shown_to(request, request_id))


@router.post("/requests/{request_id}/arrival", response=Out)
def note_arrival(request: Request, request_id: UUID, body: ArrivalOfLetterIn) -> Status[RequestOut]:
    """登记送达对方."""
    shown = request_of(request, request_id)
    actions.note_arrival(
        shown,
        consultation=consultation_of(shown, body.consultation),
        received_on=body.received_on,
        by=request.actor,
        at=timezone.now(),
    )
    return Status(201, shown_to(request, request_id))


@router.post("/requests/{request_id}/opinion", response=Out)
def note_opinion(request: Request, request_id: UUID, body: GivenOpinionIn) -> Status[RequestOut]:
    """登记意见."""
    shown = request_of(request, request_id)
    actions.note_opinion(
        shown,
        consultation=consultation_of(shown, body.consultation),
        stance=body.stance,
        text=body.text,
        answered_on=body.answered_on,
        by=request.actor,
        at=timezone.now(),
    )
    return Status(201, shown_to(request, request_id))


@router.post("/requests/{request_id}/opinion-lapse", response=Out)
def lapse_consultation(request: Request, request_id: UUID, body: ConsultationRefIn) -> Status[RequestOut]:
    """意见期满."""
    shown = request_of(request, request_id)
    actions.lapse_consultation(
        shown, consultation=consultation_of(shown, body.consultation), by=request.actor, at=timezone.now()
    )
    return Status(201, shown_to(request, request_id))


@router.post("/requests/{request_id}/override", response=Out)
def tell_third_party(request: Request, request_id: UUID, body: OverrideIn) -> Status[RequestOut]:
    """告知第三方."""
    shown = request_of(request, request_id)
    actions.tell_third_party(
        shown,
        consultation=consultation_of(shown, body.consultation),
        reason=body.reason,
        by=request.actor,
        at=timezone.now(),
    )
    return Status(201, shown_to(request, request_id))


@router.post("/requests/{request_id}/extension", response=Out)
def propose_extension(request: Request, request_id: UUID, body: ExtensionProposalIn) -> Status[RequestOut]:
    """提请延期."""
    shown = request_of(request, request_id)
    actions.propose_extension(shown, **body.dict(), by=request.actor, at=timezone.now())
    return Status(201, shown_to(request, request_id))


@router.post("/requests/{request_id}/extension-grant", response=Out)
def grant_extension(request: Request, request_id: UUID) -> Status[RequestOut]:
    """同意延期 — by the head of the disclosure office."""
    shown = request_of(request, request_id)
    actions.grant_extension(shown, by=request.actor, at=timezone.now())
    return Status(201, shown_to(request, request_id))


@router.post("/requests/{request_id}/extension-refusal", response=Out)
def decline_extension(request: Request, request_id: UUID, body: RequestReasonIn) -> Status[RequestOut]:
    """不同意延期."""
    shown = request_of(request, request_id)
    actions.decline_extension(shown, **body.dict(), by=request.actor, at=timezone.now())
    return Status(201, shown_to(request, request_id))


@router.post("/requests/{request_id}/fee", response=Out)
def notify_fee(request: Request, request_id: UUID, body: FeeNoticeIn) -> Status[RequestOut]:
    """通知收费 — the amount is computed."""
    shown = request_of(request, request_id)
    actions.notify_fee(shown, **body.dict(), by=request.actor, at=timezone.now())
    return Status(201, shown_to(request, request_id))


@router.post("/requests/{request_id}/payment", response=Out)
def confirm_fee_paid(request: Request, request_id: UUID, body: FeePaymentIn) -> Status[RequestOut]:
    """确认缴费."""
    shown = request_of(request, request_id)
    actions.confirm_fee_paid(shown, **body.dict(), by=request.actor, at=timezone.now())
    return Status(201, shown_to(request, request_id))


@router.post("/requests/{request_id}/fee-lapse", response=Out)
def lapse_fee(request: Request, request_id: UUID) -> Status[RequestOut]:
    """逾期未缴费."""
    shown = request_of(request, request_id)
    actions.lapse_fee(shown, by=request.actor, at=timezone.now())
    return Status(201, shown_to(request, request_id))


@router.post("/entries", response=Out)
def enter_request(request: Request, body: RequestEntryIn) -> Status[RequestOut]:
    """代为登记 — what came on paper, by mail, by fax, or was said."""
    facts = body.dict(exclude={"key", "org", "matters"})
    matters = [one.dict() for one in body.matters]
    actions.enter_request(
        body_of(body.org),
        request_id=body.key,
        matters=matters,
        **facts,
        by=request.actor,
        at=timezone.now(),
    )
    return Status(201, shown_to(request, body.key))


@router.post("/requests/{request_id}/applicant", response={201: RevealedOut})
def reveal_applicant(request: Request, request_id: UUID, body: RequestReasonIn) -> Status[RevealedOut]:
    """查看申请人证件 — the whole number, for a reason that is recorded."""
    shown = request_of(request, request_id)
    actions.reveal_applicant(shown, reason=body.reason, by=request.actor, at=timezone.now())
    party = shown.own_case.parties.exclude(number_sealed="").get()
    return Status(201, RevealedOut(number=numbers.opened(party.number_sealed, shown.pk)))
