"""Reads of alerts: supervisors those of their scope, the unit its own, nobody else any."""

from __future__ import annotations

from django.db.models import QuerySet

from yimen.kernel.base.actor import Actor
from yimen.kernel.cases.queries import under
from yimen.kernel.orgs.models import Org
from yimen.kernel.people.actor import has_role, org_paths
from yimen.kernel.people.roles import Role
from yimen.modules.supervision.models import Alert, RegisterImport

WATCHERS = (Role.SUPERVISOR, Role.AUDITOR)
UNIT = (Role.LEADER, Role.CHIEF_REPRESENTATIVE, Role.SECTION_HEAD)


def reads_alerts(actor: Actor) -> bool:
    """Whether the list of alerts exists for the actor."""
    return has_role(actor, *WATCHERS, *UNIT)


def alerts(actor: Actor) -> QuerySet[Alert]:
    """预警 that the actor may see."""
    paths = list(org_paths(actor, (*WATCHERS, *UNIT)))
    return Alert.objects.filter(under("org_path", paths)).select_related("org", "case")


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
