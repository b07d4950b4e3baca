"""Reads of alerts: supervisors those of their scope, the unit its own, nobody else any."""

from __future__ import annotations

from datetime import date

from django.db.models import Q, QuerySet

from yimen.kernel import calendar, policies
from yimen.kernel.base.actor import Actor
from yimen.kernel.cases.queries import under
from yimen.kernel.metrics.periods import one_day
from yimen.kernel.orgs.models import Org
from yimen.kernel.people.actor import has_role, org_paths
from yimen.kernel.people.roles import Role
from yimen.modules.supervision.models import Alert, RegisterImport
from yimen.modules.supervision.states import AlertState

WATCHERS = (Role.SUPERVISOR, Role.AUDITOR)
UNIT = (Role.LEADER, Role.CHIEF_REPRESENTATIVE, Role.SECTION_HEAD, Role.CENTRE_MANAGER)
"""Who reads the alerts of the own body and of those below; a rule may tell each of them."""
UNSETTLED = Q(
    state__in=(AlertState.OPEN, AlertState.ACKNOWLEDGED, AlertState.EXPLAINED, AlertState.CONTESTED)
)
"""尚未结论 — nobody has decided about them yet."""


def reads_alerts(actor: Actor) -> bool:
    """Whether the list of alerts exists for the actor."""
    return has_role(actor, *WATCHERS, *UNIT)


def alerts(actor: Actor) -> QuerySet[Alert]:
    """预警 that the actor may see."""
    paths = list(org_paths(actor, (*WATCHERS, *UNIT)))
    return Alert.objects.filter(under("org_path", paths)).select_related("org", "case")


def unexplained(today: date) -> Q:
    """逾期未说明 — the unit has been silent for more working days than the city gives it."""
    days, last = calendar.current(), policies.on(today, "supervision.alert_days").int
    first_in_time = today if days.is_working(today) else days.previous(today).on
    for _number in range(last):
        first_in_time = days.previous(first_in_time).on
    begins_at = one_day(first_in_time, today).begins_at
    return Q(state__in=(AlertState.OPEN, AlertState.ACKNOWLEDGED), raised_at__lt=begins_at)


def imports_registers(actor: Actor) -> bool:
    return has_role(actor, Role.SUPERVISOR)


def registered_bodies(actor: Actor) -> QuerySet[Org]:
    """The bodies whose registers the actor may bring in."""
    paths = list(org_paths(actor, (Role.SUPERVISOR,)))
    return Org.objects.filter(under("path", paths), closed_on=None).order_by("path")


def registers(actor: Actor) -> QuerySet[RegisterImport]:
    """登记册导入 of the bodies that the actor watches."""
    paths = list(org_paths(actor, WATCHERS))
    return RegisterImport.objects.filter(under("org__path", paths)).select_related("org")
