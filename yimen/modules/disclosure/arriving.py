"""Reads of what comes from outside: runs with their rows, sources; for those who work on publications of the body."""

from __future__ import annotations

from django.db.models import Q, QuerySet

from yimen.kernel.base.actor import Actor
from yimen.kernel.orgs.models import Org
from yimen.kernel.people.actor import org_paths
from yimen.kernel.people.roles import Role

from .models import HarvestSource, ImportRow, ImportRun

SEES_IMPORTS = (Role.DISCLOSURE_OFFICER, Role.DISCLOSURE_HEAD, Role.EDITOR)


def runs(actor: Actor) -> QuerySet[ImportRun]:
    """The imports of the actor's bodies, the latest first."""
    rows = ImportRun.objects.filter(_within(org_paths(actor, SEES_IMPORTS)))
    return rows.select_related("org", "started_by", "source")


def rows_of(run: ImportRun) -> QuerySet[ImportRow]:
    """What became of each document."""
    return run.rows.select_related("publication")


def sources(actor: Actor) -> QuerySet[HarvestSource]:
    """The sources that the actor's bodies harvest."""
    return HarvestSource.objects.filter(_within(org_paths(actor, SEES_IMPORTS))).select_related("org")


def active_sources() -> QuerySet[HarvestSource]:
    """Those that the clock asks."""
    return HarvestSource.objects.filter(is_active=True).select_related("org").order_by("pk")


def unfinished() -> QuerySet[ImportRun]:
    """Runs that have not ended: what a worker that was killed left behind."""
    return ImportRun.objects.filter(ended_at__isnull=True, source__isnull=True).order_by("started_at")


def importing_orgs(actor: Actor, *roles: Role) -> QuerySet[Org]:
    """The bodies for which the actor may import."""
    found = Q(pk__in=[])
    for path in org_paths(actor, roles or (Role.DISCLOSURE_OFFICER, Role.DISCLOSURE_HEAD)):
        found |= Q(path__startswith=path)
    return Org.objects.filter(found, closed_on__isnull=True).order_by("path")


def _within(paths: tuple[str, ...]) -> Q:
    """Rows of these bodies and of those below them; none without a path."""
    found = Q(pk__in=[])
    for path in paths:
        found |= Q(org__path__startswith=path)
    return found
