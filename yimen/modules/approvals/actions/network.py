"""Verbs of one network: a case handed from one body to another by two signatures, a result shared between bodies."""

from __future__ import annotations

import hashlib
from datetime import datetime

from django.utils.translation import gettext as _

from yimen.kernel.audit.action import action
from yimen.kernel.audit.tail import as_json
from yimen.kernel.base.actor import Actor
from yimen.kernel.base.refusals import RuleBroken, WrongState
from yimen.kernel.cases import opening, work
from yimen.kernel.orgs.models import Org
from yimen.kernel.people.roles import Role
from yimen.modules.approvals import rules
from yimen.modules.approvals.events import (
    HandOverAccepted,
    HandOverDeclined,
    HandOverProposed,
    HandOverRecalled,
    ResultAsked,
    ResultDeclined,
    ResultShared,
    SharedResultRead,
)
from yimen.modules.approvals.models import Application, HandOver, IssuedDocument, SharingRequest
from yimen.modules.approvals.permissions import Permission
from yimen.modules.approvals.states import HandOverState, SharingState, State

from .acting import acting_person

IN_HAND = (State.SUBMITTED, State.ACCEPTED, State.IN_REVIEW, State.IN_APPROVAL)


@action(permission=Permission.HAND_OVER_PROPOSE, moves=(IN_HAND, IN_HAND))
def propose_hand_over(
    application: Application,
    *,
    to_org: Org,
    to_centre: Org | None,
    reason: str,
    basis: str,
    by: Actor,
    at: datetime,
) -> HandOverProposed:
    """提出移交 — the responsible body signs; until the other one accepts, it goes on handling and nobody else sees it."""
    if to_org.pk == application.org_id:
        raise RuleBroken(_("办件已经由这个机关办理。"), fields={"to_org": _("请选择另一个机关")})
    if application.hand_overs.filter(state=HandOverState.PROPOSED).exists():
        raise RuleBroken(_("此办件已经提出移交，等待接收。"))
    offer = HandOver(
        application=application,
        from_org=application.org,
        to_org=to_org,
        to_centre=to_centre,
        reason=rules.require_text(reason, "reason", _("请写明移交理由。")),
        basis=rules.require_text(basis, "basis", _("请写明移交依据。")),
        proposed_by=acting_person(by),
        proposed_at=at,
    )
    offer.fingerprint = fingerprint(offer)
    offer.save(force_insert=True)
    return HandOverProposed(application, offer, application.org, to_org)


@action(permission=Permission.HAND_OVER_ANSWER, moves=((HandOverState.PROPOSED,), HandOverState.ACCEPTED))
def accept_hand_over(hand_over: HandOver, *, by: Actor, at: datetime) -> HandOverAccepted:
    """接收移交 — the receiver signs what the giver signed; responsibility and work move, the clocks run on.

    Raises WrongState when the case is not as it was when it was offered.
    """
    application = hand_over.application
    if application.state not in IN_HAND or fingerprint(hand_over) != hand_over.fingerprint:
        raise WrongState(_("提出移交之后办件有了变化，请移出机关撤回后重新提出。"))
    giver, receiver = hand_over.from_org, hand_over.to_org
    hand_over.answered_by, hand_over.answered_at = acting_person(by), at
    _move(application, hand_over, at)
    return HandOverAccepted(hand_over, giver, receiver)


@action(permission=Permission.HAND_OVER_ANSWER, moves=((HandOverState.PROPOSED,), HandOverState.DECLINED))
def decline_hand_over(hand_over: HandOver, *, answer: str, by: Actor, at: datetime) -> HandOverDeclined:
    """退回移交 — with the reason; nothing has moved."""
    hand_over.answer = rules.require_text(answer, "answer", _("请写明退回理由。"))
    hand_over.answered_by, hand_over.answered_at = acting_person(by), at
    return HandOverDeclined(hand_over, hand_over.from_org)


@action(permission=Permission.HAND_OVER_RECALL, moves=(IN_HAND, IN_HAND))
def recall_hand_over(application: Application, *, by: Actor, at: datetime) -> HandOverRecalled:
    """撤回移交 — the giver takes back an offer that was not answered yet."""
    offer = application.hand_overs.filter(state=HandOverState.PROPOSED).select_for_update().first()
    if offer is None:
        raise RuleBroken(_("没有等待接收的移交。"))
    offer.state, offer.answered_by, offer.answered_at = HandOverState.RECALLED, acting_person(by), at
    offer.save(update_fields=["state", "answered_by", "answered_at"])
    return HandOverRecalled(offer)


@action(permission=Permission.RESULT_ASK, moves=(IN_HAND, IN_HAND))
def request_result(
    application: Application, *, number: str, purpose: str, basis: str, by: Actor, at: datetime
) -> ResultAsked:
    """请求结果共享 — another body's result on the same applicant, by its case number, for this case.

    Of a number that is not the applicant's nothing is said but that there is no such result.
    """
    purpose = rules.require_text(purpose, "purpose", _("请写明用途。"))
    basis = rules.require_text(basis, "basis", _("请写明依据。"))
    wanted = Application.objects.filter(
        case__number=number.strip(), applicant_id=application.applicant_id, concluded_at__isnull=False
    ).exclude(pk=application.pk)
    found = wanted.select_related("org", "case").first()
    if found is None:
        message = _("没有找到此申请人的这个结果，请核对编号。")
        raise RuleBroken(message, fields={"number": message})
    if found.org_id == application.org_id:
        raise RuleBroken(_("这是本机关的结果，可以直接查看。"))
    if application.sharing_asked.filter(wanted=found, state=SharingState.ASKED).exists():
        raise RuleBroken(_("已经请求过这个结果，正在等待答复。"))
    asked = SharingRequest.objects.create(
        application=application,
        wanted=found,
        asking_org=application.org,
        holding_org=found.org,
        purpose=purpose,
        basis=basis,
        asked_by=by.label,
        asked_at=at,
    )
    return ResultAsked(application, asked, application.org, found.number, basis)


@action(permission=Permission.RESULT_ANSWER, moves=((SharingState.ASKED,), SharingState.SHARED))
def share_result(
    request: SharingRequest, *, document: IssuedDocument, by: Actor, at: datetime
) -> ResultShared:
    """提供结果 — one document of the case that is asked about, for the purpose that was named."""
    if document.application_id != request.wanted_id:
        raise RuleBroken(_("请选择这件办件的文书。"), fields={"document": _("请选择这件办件的文书")})
    request.document = document
    request.answered_by, request.answered_at = by.label, at
    return ResultShared(request, request.asking_org, document.document.title, request.purpose)


@action(permission=Permission.RESULT_ANSWER, moves=((SharingState.ASKED,), SharingState.DECLINED))
def decline_result(request: SharingRequest, *, answer: str, by: Actor, at: datetime) -> ResultDeclined:
    """不予提供结果 — with the reason."""
    request.answer = rules.require_text(answer, "answer", _("请写明不予提供的理由。"))
    request.answered_by, request.answered_at = by.label, at
    return ResultDeclined(request, request.asking_org)


@action(permission=Permission.RESULT_READ, moves=((SharingState.SHARED,), SharingState.SHARED))
def read_shared_result(request: SharingRequest, *, by: Actor, at: datetime) -> SharedResultRead:
    """查看共享结果 — every look is recorded in the holder's case, where the person concerned reads it."""
    request.read_count += 1
    shared = request.document
    if shared is None:
        raise RuleBroken(_("还没有提供文书。"))
    return SharedResultRead(request, request.asking_org, shared.document.title)


def fingerprint(offer: HandOver) -> str:
    """移交内容散列 — SHA-256 of what both sign: the case, its materials and clocks, from whom to whom, and why."""
    application = offer.application
    case = application.own_case
    materials = application.materials.filter(replaced_at__isnull=True).order_by("key")
    clocks = case.clocks.order_by("kind", "start_on", "id")
    body = {
        "number": case.number,
        "state": application.state,
        "applicant": application.applicant_name,
        "materials": list(materials.values_list("key", "file_id", "is_paper", "added_at")),
        "clocks": list(clocks.values_list("kind", "budget", "start_on", "due_on", "state")),
        "from": str(offer.from_org_id),
        "to": str(offer.to_org_id),
        "reason": offer.reason,
        "basis": offer.basis,
    }
    return hashlib.sha256(as_json(body).encode()).hexdigest()


def _move(application: Application, offer: HandOver, at: datetime) -> None:
    """An examiner of the old body reviews no longer: the case waits to be assigned anew."""
    case = application.own_case
    opening.move_case(case, org=offer.to_org, centre=offer.to_centre, at=at)
    application.org, application.org_path = offer.to_org, offer.to_org.path
    application.centre = offer.to_centre
    application.centre_path = offer.to_centre.path if offer.to_centre else ""
    application.in_name_of = None
    if application.state == State.IN_REVIEW:
        application.state, application.reviewer = State.ACCEPTED, None
        work.done(case, "examine", at=at)
        work.wait_for(case, "assign", role=Role.SECTION_EXAMINER, at=at, due_on=case.due_on)
    fields = ["org", "org_path", "centre", "centre_path", "in_name_of", "state", "reviewer"]
    application.save(update_fields=fields)
