"""通知 — who decides about the green channel, who leads a project through, whose project it is, who is to ask again."""

from __future__ import annotations

from datetime import datetime

from django.urls import reverse

from yimen.kernel.audit.followers import tells
from yimen.kernel.base.actor import Actor
from yimen.kernel.base.days import local_day
from yimen.kernel.cases.desk import case_page
from yimen.kernel.cases.models import Case, PartyRole
from yimen.kernel.notices.sending import send
from yimen.kernel.people.models import Person
from yimen.kernel.people.queries import holders

from .events import (
    EnrolmentApplied,
    EnrolmentApproved,
    EnrolmentDeclined,
    EnrolmentExpired,
    EscortBegun,
    EscortConcluded,
    EscortHandedOn,
    FollowUpPlanned,
    FollowUpReminded,
    SpecialHandlingOrdered,
    SpecialHandlingRevoked,
)
from .models import ConsultationFollowUp, GreenChannelEnrolment, SpecialHandlingOrder
from .permissions import DECIDING_ROLES


@tells(FollowUpPlanned, FollowUpReminded)
def follow_up(fact: FollowUpPlanned | FollowUpReminded, *, by: Actor, at: datetime) -> None:
    """安排、提醒咨询回访: to whom it was given."""
    planned = ConsultationFollowUp.objects.select_related("person").get(pk=fact.follow_up_id)
    facts = {"consultation": fact.consultation, "follow_up": planned}
    send(planned.person, "projects.follow_up", facts, link=_page("consultation", fact.consultation.pk))


@tells(EnrolmentApplied)
def enrolment_applied(fact: EnrolmentApplied, *, by: Actor, at: datetime) -> None:
    """提出进入绿色通道: those who may decide, but the one who applied."""
    enrolment = fact.enrolment
    deciding = holders(*DECIDING_ROLES, org_path=enrolment.org_path, on=local_day(at))
    for person in deciding.exclude(pk=enrolment.applied_by_id):
        send(
            person,
            "projects.enrolment_applied",
            {"enrolment": enrolment},
            link=_page("enrolment", enrolment.pk),
        )


@tells(EnrolmentApproved)
def enrolment_approved(fact: EnrolmentApproved, *, by: Actor, at: datetime) -> None:
    """批准进入绿色通道: the owner, who applied, and the officer."""
    _tell_enrolled(fact.enrolment, "projects.enrolment_approved")


@tells(EnrolmentExpired)
def enrolment_expired(fact: EnrolmentExpired, *, by: Actor, at: datetime) -> None:
    """绿色通道到期: the same."""
    _tell_enrolled(fact.enrolment, "projects.enrolment_expired")


def _tell_enrolled(enrolment: GreenChannelEnrolment, message: str) -> None:
    told = {one.pk: one for one in (enrolment.project.owner, enrolment.applied_by, enrolment.officer)}
    for person in told.values():
        send(person, message, {"enrolment": enrolment}, link=_page("enrolment", enrolment.pk))


@tells(EnrolmentDeclined)
def enrolment_declined(fact: EnrolmentDeclined, *, by: Actor, at: datetime) -> None:
    """不同意进入绿色通道: who applied."""
    enrolment = fact.enrolment
    link = _page("enrolment", enrolment.pk)
    send(enrolment.applied_by, "projects.enrolment_declined", {"enrolment": enrolment}, link=link)


@tells(EscortBegun)
def escort_begun(fact: EscortBegun, *, by: Actor, at: datetime) -> None:
    """开始全程无偿代理: the principal, that it costs nothing; and the officer."""
    link = _page("escort", fact.escort.pk)
    send(fact.escort.project.owner, "projects.escort_begun", {"escort": fact.escort}, link=link, sms=True)
    send(fact.officer, "projects.escort_given", {"escort": fact.escort}, link=link)


@tells(EscortHandedOn)
def escort_handed_on(fact: EscortHandedOn, *, by: Actor, at: datetime) -> None:
    """更换代理专员: the new one, and the principal."""
    link = _page("escort", fact.escort.pk)
    send(fact.officer, "projects.escort_given", {"escort": fact.escort}, link=link)
    send(fact.escort.project.owner, "projects.escort_handed_on", {"escort": fact.escort}, link=link)


@tells(EscortConcluded)
def escort_concluded(fact: EscortConcluded, *, by: Actor, at: datetime) -> None:
    """代理完毕: the principal is asked for a rating."""
    link = _page("rating", fact.escort.pk)
    send(fact.escort.project.owner, "projects.escort_concluded", {"escort": fact.escort}, link=link, sms=True)


@tells(SpecialHandlingOrdered)
def special_handling_ordered(fact: SpecialHandlingOrdered, *, by: Actor, at: datetime) -> None:
    """决定特事特办: the applicant, and whoever has the case in hand."""
    _tell_handling(fact.case, fact.order, "projects.special_handling")


@tells(SpecialHandlingRevoked)
def special_handling_revoked(fact: SpecialHandlingRevoked, *, by: Actor, at: datetime) -> None:
    """撤销特事特办: the same."""
    _tell_handling(fact.case, fact.order, "projects.special_handling_revoked")


def _tell_handling(case: Case, order: SpecialHandlingOrder, message: str) -> None:
    parties = Person.objects.filter(parties__case=case, parties__role=PartyRole.APPLICANT)
    working = Person.objects.filter(work__case=case, work__done_at=None)
    told = {one.pk: one for one in (*parties, *working)}
    facts = {"case": case, "order": order}
    for person in told.values():
        send(person, message, facts, link=case_page(case), case_ref=case.pk)


def _page(name: str, key: object) -> str:
    return reverse(f"projects:{name}", args=[key])
