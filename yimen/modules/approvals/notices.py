"""通知 — what applicants are told, after which facts: what happened, what to do, by when. One template a message."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.urls import reverse

from yimen.kernel.audit.followers import tells
from yimen.kernel.base.actor import Actor
from yimen.kernel.base.asked_often import AskedOften
from yimen.kernel.notices.sending import send

from . import queries
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
    ApplicationReportedUp,
    ApplicationSubmitted,
    ApplicationTerminated,
    CleanupExecuted,
    CommitmentChecked,
    CommittedDecisionRevoked,
    CorrectionLapsed,
    CorrectionRequired,
    DraftExpired,
    HearingCalled,
    HearingMoved,
    HearingOffered,
    HearingScheduled,
    HoldClosed,
    HoldOpened,
    InspectionCalled,
    InspectionMoved,
    ToleranceLapsed,
)
from .models import Application, Delivery
from .special_procedures import counting
from .states import DeliveryMethod, Outcome, RunningCases


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
    """特别程序: which one, how long, and what it does to the limits (行政许可法 45)."""
    counted = counting(fact.hold.stops)
    _tell(fact.application, "hold_opened", hold=fact.hold, expected_days=fact.expected_days, counting=counted)


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


HOW_DELIVERED = AskedOften(
    lambda application: (
        Delivery.objects.filter(application=application).order_by("-sequence").values_list("method")
    )
)


@tells(ApplicationDelivered)
def delivered(fact: ApplicationDelivered, *, by: Actor, at: datetime) -> None:
    """送达: how; an electronic result was told with the conclusion."""
    if HOW_DELIVERED.first(fact.application.pk) != DeliveryMethod.ELECTRONIC:
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


@tells(HearingOffered)
def hearing_offered(fact: HearingOffered, *, by: Actor, at: datetime) -> None:
    """告知听证权利: why, and until when one may ask."""
    due_on = _day(fact.due_on)
    _tell(
        fact.application,
        "hearing_offered",
        page="hearing-request",
        sms=True,
        reason=fact.reason,
        due_on=due_on,
    )


@tells(HearingCalled)
def hearing_called(fact: HearingCalled, *, by: Actor, at: datetime) -> None:
    """决定举行听证: why."""
    _tell(fact.application, "hearing_called", reason=fact.reason)


@tells(HearingScheduled)
def hearing_scheduled(fact: HearingScheduled, *, by: Actor, at: datetime) -> None:
    """通知听证: when, where, who hosts."""
    _tell(
        fact.application,
        "hearing_scheduled",
        sms=True,
        begins_at=fact.hearing.begins_at,
        place=fact.place,
        host=fact.host,
    )


@tells(HearingMoved)
def hearing_moved(fact: HearingMoved, *, by: Actor, at: datetime) -> None:
    """变更听证: the new time and place, and why."""
    _tell(
        fact.application,
        "hearing_moved",
        sms=True,
        begins_at=fact.hearing.begins_at,
        place=fact.place,
        host=fact.host,
        reason=fact.reason,
    )


@tells(InspectionCalled)
def inspection_called(fact: InspectionCalled, *, by: Actor, at: datetime) -> None:
    """组织勘验: when and where the place is looked at."""
    visit = fact.inspection
    _tell(fact.application, "inspection_called", sms=True, begins_at=visit.begins_at, place=visit.place)


@tells(InspectionMoved)
def inspection_moved(fact: InspectionMoved, *, by: Actor, at: datetime) -> None:
    """改期勘验: the new time and place."""
    visit = fact.inspection
    _tell(visit.application, "inspection_called", sms=True, begins_at=visit.begins_at, place=visit.place)


@tells(ApplicationReportedUp)
def reported_up(fact: ApplicationReportedUp, *, by: Actor, at: datetime) -> None:
    """上报: to whom, and by when it decides."""
    _tell(fact.application, "reported_up", upper=fact.upper, due_on=_day(fact.due_on))


@tells(CommitmentChecked)
def commitment_checked(fact: CommitmentChecked, *, by: Actor, at: datetime) -> None:
    """承诺核查: what was found; what must be put right, until when."""
    application, due_on = fact.check.application, _day(fact.rectify_due_on)
    _tell(application, "commitment_checked", sms=bool(due_on), outcome=fact.outcome, due_on=due_on)


@tells(CommittedDecisionRevoked)
def decision_revoked(fact: CommittedDecisionRevoked, *, by: Actor, at: datetime) -> None:
    """撤销决定: why."""
    _tell(fact.check.application, "decision_revoked", sms=True, reason=fact.reason)


@tells(DraftExpired)
def draft_expired(fact: DraftExpired, *, by: Actor, at: datetime) -> None:
    """草稿过期: it had no effect, one may begin again."""
    _tell(fact.application, "draft_expired")


@tells(CleanupExecuted)
def item_reformed(fact: CleanupExecuted, *, by: Actor, at: datetime) -> None:
    """事项调整: where the decision lets applicants choose, whoever has a case in hand need do nothing to go on."""
    proposal = fact.proposal
    if proposal.running_cases == RunningCases.APPLICANT_CHOOSES:
        for application in queries.in_hand(proposal.item).select_related("applicant", "item", "version"):
            _tell(application, "item_reformed", proposal=proposal)
