"""Reads of one network: hand-overs that concern an actor, and results asked for and shared."""

from __future__ import annotations

from django.db.models import Q, QuerySet

from yimen.kernel.base.actor import Actor
from yimen.kernel.cases.queries import CASE_READERS, under
from yimen.kernel.orgs.models import Org, OrgKind
from yimen.kernel.people.actor import org_paths
from yimen.kernel.people.roles import Role

from .models import Application, HandOver, SharingRequest
from .states import HandOverState, SharingState

SIGNING = (Role.SECTION_HEAD, Role.LEADER, Role.CHIEF_REPRESENTATIVE)
BODIES = (OrgKind.GOVERNMENT, OrgKind.DEPARTMENT, OrgKind.DISTRICT_CENTRE, OrgKind.SUBCENTRE)


def hand_overs(actor: Actor) -> QuerySet[HandOver]:
    """移交 that the actor may see: of the giving body to its readers, of the receiving one to those who sign for it.

    Once it is accepted, every reader of the receiver sees it.
    """
    paths = list(org_paths(actor, CASE_READERS))
    signing = list(org_paths(actor, SIGNING))
    given = under("from_org__path", paths)
    offered = under("to_org__path", signing)
    taken = under("to_org__path", paths) & Q(state=HandOverState.ACCEPTED)
    rows = HandOver.objects.filter(given | offered | taken)
    return rows.select_related(
        "application__item",
        "application__case",
        "from_org",
        "to_org",
        "to_centre",
        "proposed_by",
        "answered_by",
    )


def offer_of(application: Application) -> HandOver | None:
    """The hand-over of the application that waits for an answer."""
    rows = application.hand_overs.filter(state=HandOverState.PROPOSED)
    return rows.select_related("to_org", "proposed_by").first()


def receivers(application: Application) -> QuerySet[Org]:
    """The bodies of the city and its districts to which a case may be handed over."""
    city = application.org_path.split(".")[0] + "."
    rows = Org.objects.filter(path__startswith=city, kind__in=BODIES, closed_on__isnull=True)
    rows = rows.exclude(pk=application.org_id).exclude(parent__isnull=True)
    return rows.select_related("region").order_by("kind", "path")


def sharing_asked(application: Application) -> QuerySet[SharingRequest]:
    """What was asked for in an application, for its handlers."""
    return application.sharing_asked.select_related("wanted__item", "wanted__case", "holding_org", "document")


def sharing_to_answer(actor: Actor) -> QuerySet[SharingRequest]:
    """结果共享申请 that the actor sees as the holder of the result."""
    paths = list(org_paths(actor, CASE_READERS))
    rows = SharingRequest.objects.filter(under("holding_org__path", paths))
    return rows.select_related(
        "wanted__item", "wanted__case", "application__item", "application__case", "asking_org", "holding_org"
    )


def sharing(actor: Actor) -> QuerySet[SharingRequest]:
    """结果共享申请 that the actor sees, as the one who asks or the one who holds."""
    paths = list(org_paths(actor, CASE_READERS))
    mine = under("asking_org__path", paths) | under("holding_org__path", paths)
    return SharingRequest.objects.filter(mine).select_related(
        "wanted__item", "wanted__case", "application__item", "application__case", "asking_org", "holding_org"
    )


def shared_with(actor: Actor) -> QuerySet[SharingRequest]:
    """What the body of the actor may read, because it was shared with it."""
    paths = list(org_paths(actor, CASE_READERS))
    rows = SharingRequest.objects.filter(under("asking_org__path", paths), state=SharingState.SHARED)
    return rows.select_related("document__document__sealed_file", "document__document__org", "application")
