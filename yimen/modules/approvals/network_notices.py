"""通知 between bodies: a case is offered, a result is asked for, and what the other body answered."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from django.urls import reverse

from yimen.kernel.audit.followers import tells
from yimen.kernel.base.actor import Actor
from yimen.kernel.base.days import local_day
from yimen.kernel.notices.sending import send
from yimen.kernel.orgs.models import Org
from yimen.kernel.people.models import Person
from yimen.kernel.people.queries import holders
from yimen.kernel.people.roles import Role

from .events import (
    HandOverAccepted,
    HandOverDeclined,
    HandOverProposed,
    ResultAsked,
    ResultDeclined,
    ResultShared,
)
from .models import HandOver, SharingRequest
from .transfers import SIGNING

MOST = 20


def _signers(org: Org, on: date) -> list[Person]:
    """Who answers for the body: the heads of its sections; where it has none, whoever else may sign."""
    heads = list(holders(Role.SECTION_HEAD, org_path=org.path, on=on)[:MOST])
    return heads or list(holders(*SIGNING, org_path=org.path, on=on)[:MOST])


def _of_hand_over(offer: HandOver, message: str, people: Iterable[Person]) -> None:
    application = offer.application
    told = {"number": application.number, "item": application.item, "hand_over": offer}
    link = reverse("approvals:hand-over", args=[offer.pk])
    for person in people:
        send(person, f"approvals.{message}", told, link=link)


def _of_sharing(request: SharingRequest, message: str, people: Iterable[Person], **data: Any) -> None:
    link = reverse("approvals:sharing", args=[request.pk])
    for person in people:
        send(person, f"approvals.{message}", data | {"request": request}, link=link)


@tells(HandOverProposed)
def hand_over_proposed(fact: HandOverProposed, *, by: Actor, at: datetime) -> None:
    """提出移交: the receiving body, which sees the case only once it has signed."""
    _of_hand_over(fact.hand_over, "hand_over_proposed", _signers(fact.receiver, local_day(at)))


@tells(HandOverAccepted)
def hand_over_accepted(fact: HandOverAccepted, *, by: Actor, at: datetime) -> None:
    """接收移交: who had signed for the giving body."""
    _of_hand_over(fact.hand_over, "hand_over_answered", [fact.hand_over.proposed_by])


@tells(HandOverDeclined)
def hand_over_declined(fact: HandOverDeclined, *, by: Actor, at: datetime) -> None:
    """退回移交: who had signed for the giving body, which goes on handling the case."""
    _of_hand_over(fact.hand_over, "hand_over_answered", [fact.hand_over.proposed_by])


@tells(ResultAsked)
def result_asked(fact: ResultAsked, *, by: Actor, at: datetime) -> None:
    """请求结果共享: the body that holds the result."""
    holding = _signers(fact.request.holding_org, local_day(at))
    _of_sharing(fact.request, "result_asked", holding, number=fact.wanted)


@tells(ResultShared)
def result_shared(fact: ResultShared, *, by: Actor, at: datetime) -> None:
    """提供结果: the body that asked."""
    _answered(fact.request, at)


@tells(ResultDeclined)
def result_declined(fact: ResultDeclined, *, by: Actor, at: datetime) -> None:
    """不予提供结果: the body that asked, with the reason."""
    _answered(fact.request, at)


def _answered(request: SharingRequest, at: datetime) -> None:
    application = request.application
    asking = [application.reviewer] if application.reviewer else _signers(request.asking_org, local_day(at))
    _of_sharing(request, "result_answered", asking, number=application.number)
