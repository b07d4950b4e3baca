"""Whom the network tells: those who run it, when something waits for them."""

from __future__ import annotations

from datetime import datetime

from django.urls import reverse

from yimen.kernel.audit.followers import tells
from yimen.kernel.base.actor import Actor
from yimen.kernel.base.days import local_day
from yimen.kernel.notices.sending import send
from yimen.kernel.orgs import queries as orgs
from yimen.kernel.people.models import Person
from yimen.kernel.people.queries import holders
from yimen.kernel.people.roles import Role

from .events import MessageDismissalProposed, MessageParked, NodeReconciled
from .states import ReconciliationState

MOST = 20


def operators(at: datetime) -> list[Person]:
    """系统管理 of the city on the day."""
    city = orgs.city_org()
    if city is None:
        return []
    return list(holders(Role.ADMINISTRATOR, org_path=city.path, on=local_day(at))[:MOST])


@tells(MessageParked)
def tell_parked(fact: MessageParked, *, by: Actor, at: datetime) -> None:
    link = reverse("network:incoming-message", args=[fact.message.pk])
    told = {"message": fact.message, "node": fact.message.node, "why": fact.why, "reason": fact.reason}
    for person in operators(at):
        send(person, "network.parked", told, link=link)


@tells(MessageDismissalProposed)
def tell_proposed(fact: MessageDismissalProposed, *, by: Actor, at: datetime) -> None:
    link = reverse("network:incoming-message", args=[fact.message.pk])
    for person in operators(at):
        if str(person.pk) != by.id:
            send(person, "network.dismissal_proposed", {"message": fact.message, "by": by.label}, link=link)


@tells(NodeReconciled)
def tell_differences(fact: NodeReconciled, *, by: Actor, at: datetime) -> None:
    """Nobody is told that all is well."""
    if fact.reconciliation.state == ReconciliationState.EQUAL:
        return
    link = reverse("network:reconciliation", args=[fact.reconciliation.pk])
    told = {"node": fact.node, "reconciliation": fact.reconciliation, "count": fact.differences}
    for person in operators(at):
        send(person, "network.differences", told, link=link)
