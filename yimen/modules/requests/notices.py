"""通知 — what applicants are told at every step that concerns them; what officers are told when due dates move."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.urls import reverse

from yimen.kernel.audit.followers import tells
from yimen.kernel.base.actor import Actor
from yimen.kernel.base.days import local_day
from yimen.kernel.cases.events import CaseDueMoved
from yimen.kernel.notices.sending import Address, send
from yimen.kernel.people.queries import holders
from yimen.kernel.people.roles import Role

from .events import (
    AnswerServed,
    ComplaintFiled,
    ComplaintSettled,
    CorrectionAsked,
    DelayFixed,
    FeeLapsed,
    FeeNotified,
    OpinionAsked,
    ReasonsAsked,
    RecordCorrectionSettled,
    RequestCorrectionLapsed,
    RequestExtended,
    RequestRegistered,
    RequestReopened,
    RequestSubmitted,
    SuggestionAnswered,
)
from .models import InformationRequest


def _tell(request: InformationRequest, message: str, *, sms: bool = False, **data: Any) -> None:
    """Tells the account; where the request came on paper, the mailbox or the telephone that was stated."""
    to = request.applicant or Address(email=request.contact_email, phone=request.contact_phone)
    link = (
        reverse("requests:request", args=[request.pk])
        if request.applicant_id
        else reverse("requests:progress")
    )
    facts = {
        "request": request,
        "number": request.number,
        "org": request.org,
        "is_account": bool(request.applicant_id),
    }
    send(to, f"requests.{message}", facts | data, link=link, case_ref=request.pk, sms=sms)


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


@tells(RequestSubmitted)
def submitted(fact: RequestSubmitted, *, by: Actor, at: datetime) -> None:
    """提交: number and query code; the office confirms."""
    _tell(fact.request, "submitted", code=fact.request.own_case.query_code)


@tells(RequestRegistered)
def registered(fact: RequestRegistered, *, by: Actor, at: datetime) -> None:
    """登记: the day of receipt, and until when an answer comes."""
    received_on, due_on = _day(fact.received_on), _day(fact.due_on)
    code = fact.request.own_case.query_code
    _tell(fact.request, "registered", received_on=received_on, due_on=due_on, code=code)


@tells(CorrectionAsked)
def correction_asked(fact: CorrectionAsked, *, by: Actor, at: datetime) -> None:
    """告知补正: what, and until when."""
    _tell(fact.request, "correction_asked", sms=True, items=fact.items, due_on=_day(fact.due_on))


@tells(RequestCorrectionLapsed)
def correction_lapsed(fact: RequestCorrectionLapsed, *, by: Actor, at: datetime) -> None:
    """逾期不补正: it is not handled further."""
    _tell(fact.request, "lapsed", due_on=_day(fact.due_on), is_fee=False)


@tells(FeeLapsed)
def fee_lapsed(fact: FeeLapsed, *, by: Actor, at: datetime) -> None:
    """逾期未缴费: it is not handled further."""
    _tell(fact.request, "lapsed", due_on=_day(fact.pay_by), is_fee=True)


@tells(ReasonsAsked)
def reasons_asked(fact: ReasonsAsked, *, by: Actor, at: datetime) -> None:
    """要求说明理由: why, and until when."""
    _tell(fact.request, "reasons_asked", sms=True, why=fact.why, due_on=_day(fact.due_on))


@tells(OpinionAsked)
def opinion_asked(fact: OpinionAsked, *, by: Actor, at: datetime) -> None:
    """征求意见: the time it takes is not counted."""
    _tell(fact.request, "opinion_asked", kind=fact.kind)


@tells(RequestExtended)
def extended(fact: RequestExtended, *, by: Actor, at: datetime) -> None:
    """延长答复期限: how long, until when, why."""
    reason = fact.request.extension_reason
    _tell(fact.request, "extended", sms=True, days=fact.days, due_on=_day(fact.due_on), reason=reason)


@tells(DelayFixed)
def delay_fixed(fact: DelayFixed, *, by: Actor, at: datetime) -> None:
    """延迟答复: the new day."""
    _tell(fact.request, "delay_fixed", due_on=_day(fact.until), reason=fact.reason)


@tells(FeeNotified)
def fee_notified(fact: FeeNotified, *, by: Actor, at: datetime) -> None:
    """收费通知: how much, until when."""
    _tell(
        fact.request,
        "fee_notified",
        sms=True,
        amount=fact.amount,
        pay_by=_day(fact.pay_by),
        code=fact.fee.code,
    )


@tells(AnswerServed)
def served(fact: AnswerServed, *, by: Actor, at: datetime) -> None:
    """送达: the answer is there; what may be done against it stands in it."""
    _tell(fact.request, "served", sms=True, way=fact.way)


@tells(RequestReopened)
def reopened(fact: RequestReopened, *, by: Actor, at: datetime) -> None:
    """重新办理: until when a new answer comes."""
    _tell(fact.request, "reopened", reason=fact.reason, due_on=_day(fact.due_on))


@tells(SuggestionAnswered)
def suggestion_answered(fact: SuggestionAnswered, *, by: Actor, at: datetime) -> None:
    """答复建议: taken up or not."""
    _tell(fact.request, "suggestion_answered", result=fact.result)


@tells(ComplaintFiled)
def complaint_filed(fact: ComplaintFiled, *, by: Actor, at: datetime) -> None:
    """投诉举报: those in charge of openness are told that one came."""
    complaint = fact.complaint
    link = reverse("requests:complaint", args=[complaint.pk])
    for person in holders(Role.OPENNESS_SUPERVISOR, org_path=complaint.org.path, on=local_day(at)):
        send(person, "requests.complaint_filed", {"complaint": complaint}, link=link)


@tells(ComplaintSettled)
def complaint_settled(fact: ComplaintSettled, *, by: Actor, at: datetime) -> None:
    """处理投诉举报: the person is told the result."""
    complaint = fact.complaint
    link = reverse("requests:complaint", args=[complaint.pk])
    send(complaint.person, "requests.complaint_settled", {"complaint": complaint}, link=link)


@tells(RecordCorrectionSettled)
def record_correction_settled(fact: RecordCorrectionSettled, *, by: Actor, at: datetime) -> None:
    """处理更正申请: the person is told."""
    correction = fact.correction
    link = reverse("requests:record-correction", args=[correction.pk])
    send(correction.person, "requests.record_correction_settled", {"correction": correction}, link=link)


@tells(CaseDueMoved)
def due_moved(fact: CaseDueMoved, *, by: Actor, at: datetime) -> None:
    """期限重算: the officers of the body are told which request's due date moved, and how."""
    if fact.case.kind != "requests" or not fact.moved:
        return
    link = reverse("requests:request", args=[fact.case.pk])
    data = {"case": fact.case, "moved": fact.moved}
    for person in holders(Role.DISCLOSURE_OFFICER, org_path=fact.case.org_path, on=local_day(at)):
        send(person, "requests.due_moved", data, link=link, case_ref=fact.case.pk)
