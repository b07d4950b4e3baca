"""Reads of rules: how they stand, who may look at them, what rests."""

from __future__ import annotations

from datetime import date

from django.db.models import Q, QuerySet

from yimen.kernel.base.actor import Actor
from yimen.kernel.orgs import queries as orgs
from yimen.kernel.orgs.models import Org
from yimen.kernel.people.actor import has_role
from yimen.modules.supervision.models import RuleFault, RuleMeasurement, RuleTrial, SupervisionRule, Sweep
from yimen.modules.supervision.permissions import RULE_READERS, Permission


def city() -> Org | None:
    """本级人民政府 — the scope of the city's rules; None until a city is loaded."""
    return orgs.city_org()


def reads_rules(actor: Actor) -> bool:
    """Whether the pages of the rules exist for the actor."""
    return has_role(actor, *RULE_READERS) and actor.may(Permission.RULE_READ, city())


def sets_rules(actor: Actor) -> bool:
    return actor.may(Permission.RULE_SET, city())


def rules(actor: Actor) -> QuerySet[SupervisionRule]:
    """监督规则 with every setting they ever had; none for those who do not look after them."""
    rows = SupervisionRule.objects.select_related("org")
    return rows if reads_rules(actor) else rows.none()


def current_rules(actor: Actor) -> QuerySet[SupervisionRule]:
    """The last setting of each rule."""
    return rules(actor).filter(active_to__isnull=True)


def faults(actor: Actor) -> QuerySet[RuleFault]:
    """搁置的规则."""
    rows = RuleFault.objects.select_related("org")
    return rows if reads_rules(actor) else rows.none()


def sweeps(actor: Actor) -> QuerySet[Sweep]:
    """规则检查, the latest first."""
    rows = Sweep.objects.all()
    return rows if reads_rules(actor) else rows.none()


def measurements(actor: Actor) -> QuerySet[RuleMeasurement]:
    rows = RuleMeasurement.objects.all()
    return rows if reads_rules(actor) else rows.none()


def trials(actor: Actor) -> QuerySet[RuleTrial]:
    """规则回测, the latest first."""
    rows = RuleTrial.objects.all()
    return rows if reads_rules(actor) else rows.none()


def rules_on(first: date, last: date) -> QuerySet[SupervisionRule]:
    """Settings under which a rule was on, on one of the days; what rests is left out."""
    resting = RuleFault.objects.filter(resumed_at__isnull=True).values("code")
    return (
        SupervisionRule.objects.filter(Q(active_to__isnull=True) | Q(active_to__gt=first), is_on=True)
        .filter(active_from__lte=last)
        .exclude(code__in=resting)
        .order_by("code", "active_from")
    )
