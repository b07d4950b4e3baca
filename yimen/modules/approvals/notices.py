"""通知 — what applicants are told, after which facts: what happened, what to do, by when. One template a message."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.urls import reverse

from yimen.kernel.audit.followers import tells
from yimen.kernel.base.actor import Actor
from yimen.kernel.notices.sending import send

from .events import (
    AcceptanceRefused,
    ApplicationAccepted,
    ApplicationAcceptedWithTolerance,
    ApplicationConcluded,
    ApplicationDeemedAccepted,
    ApplicationDelivered,
    ApplicationExtended,
    ApplicationNotCompetent,
    ApplicationNotRequired,
    ApplicationReopened,
    ApplicationSubmitted,
    ApplicationTerminated,
    CorrectionLapsed,
    CorrectionRequired,
    DraftExpired,
    HoldClosed,
    HoldOpened,
    ToleranceLapsed,
)
from .models import Application
from .states import DeliveryMethod, Outcome


def _tell(
    application: Application, message: str, *, page: str = "application", sms: bool = False, **data: Any
) -> None:
    """Tells the applicant; ``message`` is the template, ``page`` the one where something can be seen or done."""
    common = {
        "item": application.item,
        "number": application.number,
        "phone": application.version.enquiry_phone,
    }
    send(
        application.applicant,
        f"approvals.{message}",
        common | data,
        link=reverse(f"approvals:{page}", args=[application.pk]),
        case_ref=application.case_id,
        sms=sms,
    )


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


@tells(ApplicationSubmitted)
def submitted(fact: ApplicationSubmitted, *, by: Actor, at: datetime) -> None:
    """收件: number, query code, and that an answer follows within the limit of the law."""
    case = fact.application.case
    _tell(fact.application, "submitted", page="receipt", query_code=case.query_code if case else "")


@tells(CorrectionRequired)
def correction_required(fact: CorrectionRequired, *, by: Actor, at: datetime) -> None:
    """补正: everything that is asked for, once, and the last day."""
    due_on = _day(fact.due_on)
    _tell(
        fact.application,
        "correction_required",
        page="resubmission",
        sms=True,
        materials=fact.materials,
        due_on=due_on,
    )


@tells(ApplicationAccepted)
def accepted(fact: ApplicationAccepted, *, by: Actor, at: datetime) -> None:
    """受理: the promised day."""
    _tell(fact.application, "accepted", due_on=_day(fact.promised_due_on))


@tells(ApplicationAcceptedWithTolerance)
def accepted_with_tolerance(fact: ApplicationAcceptedWithTolerance, *, by: Actor, at: datetime) -> None:
    """容缺受理: what is still to be supplied, by when."""
    materials, due_on = fact.materials, _day(fact.due_on)
    _tell(
        fact.application,
        "accepted_with_tolerance",
        page="tolerated-supply",
        sms=True,
        materials=materials,
        due_on=due_on,
    )


@tells(ApplicationDeemedAccepted)
def deemed_accepted(fact: ApplicationDeemedAccepted, *, by: Actor, at: datetime) -> None:
    """视为受理: since which day."""
    _tell(fact.application, "deemed_accepted", accepted_on=_day(fact.accepted_on))


@tells(ApplicationNotRequired)
def not_required(fact: ApplicationNotRequired, *, by: Actor, at: datetime) -> None:
    """不需许可: why."""
    _tell(fact.application, "not_required", reason=fact.reason)


@tells(ApplicationNotCompetent)
def not_competent(fact: ApplicationNotCompetent, *, by: Actor, at: datetime) -> None:
    """不属职权: where to apply."""
    _tell(fact.application, "not_competent", competent_body=fact.competent_body)


@tells(AcceptanceRefused)
def acceptance_refused(fact: AcceptanceRefused, *, by: Actor, at: datetime) -> None:
    """不予受理: why, by which article; the remedies stand in the decision."""
    _tell(fact.application, "acceptance_refused", reason=fact.reason, article=fact.article)


@tells(CorrectionLapsed)
def correction_lapsed(fact: CorrectionLapsed, *, by: Actor, at: datetime) -> None:
    """逾期未补正: what follows."""
    _tell(fact.application, "correction_lapsed", result=Outcome(fact.application.outcome).label)


@tells(HoldOpened)
def hold_opened(fact: HoldOpened, *, by: Actor, at: datetime) -> None:
    """特别程序: which one, how long, and whether its days count (行政许可法 45)."""
    _tell(fact.application, "hold_opened", hold=fact.hold, expected_days=fact.expected_days)


@tells(HoldClosed)
def hold_closed(fact: HoldClosed, *, by: Actor, at: datetime) -> None:
    """特别程序结束: the due date as it is now."""
    _tell(fact.application, "hold_closed", hold=fact.hold, due_on=_day(fact.due_on))


@tells(ApplicationExtended)
def extended(fact: ApplicationExtended, *, by: Actor, at: datetime) -> None:
    """延期: how long and why (行政许可法 42)."""
    _tell(fact.application, "extended", days=fact.days, reason=fact.reason)


@tells(ApplicationConcluded)
def concluded(fact: ApplicationConcluded, *, by: Actor, at: datetime) -> None:
    """办结: the result and how it is collected; told only now that it is sealed."""
    application = fact.application
    _tell(
        application,
        "concluded",
        sms=True,
        outcome=application.outcome,
        result=Outcome(application.outcome).label,
        documents=fact.documents,
        delivery=application.delivery_wanted,
        centre=application.centre or application.org,
    )


@tells(ApplicationDelivered)
def delivered(fact: ApplicationDelivered, *, by: Actor, at: datetime) -> None:
    """送达: how; an electronic result was told with the conclusion."""
    if fact.application.delivery.method != DeliveryMethod.ELECTRONIC:
        _tell(fact.application, "delivered", method=fact.method, receiver=fact.receiver)


@tells(ApplicationTerminated)
def terminated(fact: ApplicationTerminated, *, by: Actor, at: datetime) -> None:
    """终止办理: why."""
    _tell(fact.application, "terminated", reason=fact.reason)


@tells(ToleranceLapsed)
def tolerance_lapsed(fact: ToleranceLapsed, *, by: Actor, at: datetime) -> None:
    """容缺逾期: what did not come and what follows."""
    _tell(fact.application, "tolerance_lapsed", sms=True, materials=fact.materials, result=fact.result)


@tells(ApplicationReopened)
def reopened(fact: ApplicationReopened, *, by: Actor, at: datetime) -> None:
    """恢复办理: by which instrument; the earlier decision holds no more."""
    _tell(fact.application, "reopened", ground=fact.ground, instrument_no=fact.instrument_no)


@tells(DraftExpired)
def draft_expired(fact: DraftExpired, *, by: Actor, at: datetime) -> None:
    """草稿过期: it had no effect, one may begin again."""
    _tell(fact.application, "draft_expired")
