"""Whom supervision tells: the roles that a rule names, in the unit and among those who watch it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.db.models import Q
from django.urls import reverse

from yimen.kernel.audit.followers import tells
from yimen.kernel.base.actor import Actor
from yimen.kernel.base.days import local_day
from yimen.kernel.notices.sending import send
from yimen.kernel.people.models import Person, Post
from yimen.kernel.people.queries import holders
from yimen.kernel.people.roles import Role

from . import rules
from .events import AlertContested, AlertDecided, AlertRaised, RuleParked
from .models import Alert, SupervisionRule

MOST = 20
OLD = timedelta(days=31)
"""What happened longer ago is in the list; nobody is woken for it one by one."""


def _holders(roles: Iterable[str], alert: Alert, at: datetime) -> list[Person]:
    """Who has one of the roles in the unit itself on the day, or watches it; not everybody above it."""
    day = local_day(at)
    own = Q(org__path=alert.org_path) & ~Q(role=Role.SUPERVISOR)
    above = [alert.org_path[: place + 1] for place, letter in enumerate(alert.org_path) if letter == "."]
    watching = Q(role=Role.SUPERVISOR) & (Q(org__parent__path__in=above) | Q(org__path__in=above))
    posts = Post.objects.filter(own | watching, role__in=list(roles), since__lte=day, person__is_active=True)
    posts = posts.filter(Q(until=None) | Q(until__gte=day)).select_related("person").order_by("pk")
    return list({one.person_id: one.person for one in posts[:MOST]}.values())


def _told(alert: Alert) -> dict[str, object]:
    definition = rules.rules().get(alert.rule)
    return {"alert": alert, "title": definition.title if definition else alert.rule}


@tells(AlertRaised)
def tell_raised(fact: AlertRaised, *, by: Actor, at: datetime) -> None:
    """To those whom the rule names, while it is fresh."""
    alert = fact.alert
    if local_day(at) - alert.happened_on > OLD:
        return
    setting = SupervisionRule.objects.filter(code=alert.rule, active_from__lte=local_day(at)).filter(
        Q(active_to__isnull=True) | Q(active_to__gt=local_day(at))
    )
    roles = setting.values_list("addressees", flat=True).first() or []
    link = reverse("supervision:alert", args=[alert.pk])
    for person in _holders(roles, alert, at):
        send(person, "supervision.raised", _told(alert), link=link)


@tells(AlertContested)
def tell_contested(fact: AlertContested, *, by: Actor, at: datetime) -> None:
    """To the supervisors, but who confirmed it first."""
    link = reverse("supervision:alert", args=[fact.alert.pk])
    for person in _holders([Role.SUPERVISOR], fact.alert, at):
        if person.pk != fact.alert.confirmed_by_id:
            send(person, "supervision.contested", _told(fact.alert), link=link)


@tells(AlertDecided)
def tell_decided(fact: AlertDecided, *, by: Actor, at: datetime) -> None:
    """To those who answer for the unit."""
    link = reverse("supervision:alert", args=[fact.alert.pk])
    for person in _holders([Role.LEADER, Role.SECTION_HEAD], fact.alert, at):
        send(person, "supervision.decided", _told(fact.alert) | {"outcome": fact.outcome}, link=link)


@tells(RuleParked)
def tell_parked(fact: RuleParked, *, by: Actor, at: datetime) -> None:
    """To the administrators of the city."""
    link = reverse("supervision:faults")
    for person in holders(Role.ADMINISTRATOR, org_path=fact.fault.org_path, on=local_day(at))[:MOST]:
        send(person, "supervision.parked", {"fault": fact.fault, "reason": fact.reason}, link=link)
