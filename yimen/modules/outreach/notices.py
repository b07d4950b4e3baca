"""通知 — what principals are told about their errands, what agents and centres are told to do next."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.urls import reverse

from yimen.kernel.audit.followers import tells
from yimen.kernel.base.actor import Actor
from yimen.kernel.base.days import local_day
from yimen.kernel.cases.models import Channel
from yimen.kernel.notices.sending import send
from yimen.kernel.people.models import Person
from yimen.kernel.people.queries import holders
from yimen.kernel.people.roles import Role
from yimen.modules.approvals import public as approvals

from . import queries
from .events import (
    ErrandAccepted,
    ErrandBegun,
    ErrandCancelled,
    ErrandForwarded,
    ErrandHandedOver,
    ErrandHandled,
    ErrandResultReceived,
    ErrandReturned,
    MandateSigned,
)
from .models import Errand
from .states import OPEN, Power


def _tell(person: Person, errand: Errand, message: str, *, sms: bool = False, **data: Any) -> None:
    facts = {"errand": errand, "service": errand.service, "point": errand.point}
    link = reverse("outreach:errand", args=[errand.pk])
    send(person, f"outreach.{message}", facts | data, link=link, case_ref=errand.pk, sms=sms)


@tells(MandateSigned)
def entrusted(fact: MandateSigned, *, by: Actor, at: datetime) -> None:
    """签署委托: the principal reads what was entrusted and how to revoke it."""
    _tell(fact.errand.principal, fact.errand, "entrusted", mandate=fact.mandate, sms=True)


@tells(ErrandBegun)
def begun(fact: ErrandBegun, *, by: Actor, at: datetime) -> None:
    """依委托代办: the principal, who did not sign again, hears of it at once."""
    _tell(fact.errand.principal, fact.errand, "begun", mandate=fact.mandate, sms=True)


@tells(ErrandAccepted)
def accepted(fact: ErrandAccepted, *, by: Actor, at: datetime) -> None:
    """受理代办: the receipt."""
    _tell(fact.errand.principal, fact.errand, "accepted", sms=True)


@tells(ErrandForwarded)
def forwarded(fact: ErrandForwarded, *, by: Actor, at: datetime) -> None:
    """送乡镇: those at the centre's counter."""
    for person in holders(Role.RECEPTIONIST, org_path=fact.errand.org_path, on=local_day(at)):
        _tell(person, fact.errand, "forwarded")


@tells(ErrandHandled, ErrandResultReceived)
def result_is_there(fact: ErrandHandled | ErrandResultReceived, *, by: Actor, at: datetime) -> None:
    """结果已出: the principal, and the agent who brings it."""
    _tell(fact.errand.principal, fact.errand, "result", result=fact.result, sms=True)
    if fact.errand.agent is not None:
        _tell(fact.errand.agent.person, fact.errand, "to_deliver")


@tells(ErrandReturned)
def returned(fact: ErrandReturned, *, by: Actor, at: datetime) -> None:
    """退回代办: why, so that the principal can go another way."""
    _tell(fact.errand.principal, fact.errand, "returned", reason=fact.reason, sms=True)


@tells(ErrandCancelled)
def cancelled(fact: ErrandCancelled, *, by: Actor, at: datetime) -> None:
    """取消代办: the agent goes no further."""
    if fact.errand.agent is not None:
        _tell(fact.errand.agent.person, fact.errand, "cancelled", reason=fact.reason)


@tells(ErrandHandedOver)
def handed_over(fact: ErrandHandedOver, *, by: Actor, at: datetime) -> None:
    """移交代办: the principal and the new agent."""
    _tell(fact.errand.principal, fact.errand, "handed_over", agent=fact.agent)
    if fact.agent is not None:
        _tell(fact.agent.person, fact.errand, "taken_over")


@tells(approvals.CorrectionRequired)
def to_correct(fact: approvals.CorrectionRequired, *, by: Actor, at: datetime) -> None:
    """补正: the agent who may, brings what is missing; the applicant is told by approvals."""
    if fact.application.channel != Channel.MOBILE:
        return
    errand = queries.errand_of_application(fact.application.pk, OPEN)
    if errand is None or errand.agent is None or errand.mandate is None:
        return
    if {Power.CORRECT, Power.RECEIVE_NOTICES} & set(errand.mandate.powers):
        _tell(errand.agent.person, errand, "to_correct")
