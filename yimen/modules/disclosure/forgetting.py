"""公开页面的失效 — which kept pages are not as they were, fact by fact; and what the collections cut anew."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from yimen.kernel.audit.events import Event
from yimen.kernel.audit.followers import reacts_to
from yimen.kernel.base.actor import Actor
from yimen.kernel.orgs.events import OrgAmended, OrgClosed
from yimen.kernel.web.edge import EVERYTHING, forget

from . import actions, events
from .events import collections as of_collections
from .events import importing
from .models import Inclusion, Publication

LISTS = "publications"
"""Pages that list publications: forgotten whenever the public sees one more, one less, or another heading."""
COLLECTIONS = "collections"
SEEN = (
    events.InformationPublished,
    events.InformationRetracted,
    events.InformationArchived,
    events.PublicationTakenOver,
    events.ResultPublished,
    events.InformationRepealed,
    events.ValidityProlonged,
    events.AmendmentNoted,
    importing.VersionTakenOver,
)
NEW_TEXT = (events.InformationPublished, importing.VersionTakenOver)


def of_publication(pk: UUID) -> str:
    """The subject of pages that show one publication."""
    return f"publication/{pk}"


def of_collection(pk: UUID) -> str:
    """The subject of pages that show one collection."""
    return f"collection/{pk}"


@reacts_to(*SEEN)
def forget_publication(fact: Event, *, by: Actor, at: datetime) -> None:
    """What the public sees of it has changed: its own pages, those it explains, the lists, its collections."""
    publication: Publication = fact.publication  # type: ignore[attr-defined]  # each of SEEN has one
    explained = publication.current.interprets_id if publication.current else None
    told = {of_publication(publication.pk), LISTS}
    if explained:
        told.add(of_publication(explained))
    holding = Inclusion.objects.filter(publication=publication).values_list("collection_id", flat=True)
    told |= {of_collection(pk) for pk in holding}
    forget(*told)


@reacts_to(*NEW_TEXT)
def gather_anew(fact: Event, *, by: Actor, at: datetime) -> None:
    """The collections follow the text that is read now."""
    publication: Publication = fact.publication  # type: ignore[attr-defined]  # both have one
    for one in Inclusion.objects.filter(publication=publication, is_left_out=False).order_by("pk"):
        actions.gather_entries(one, by=actions.GATHERING, at=at)


@reacts_to(events.InformationRetracted)
def take_out(fact: events.InformationRetracted, *, by: Actor, at: datetime) -> None:
    """What is taken back leaves the collections, words and all."""
    for one in Inclusion.objects.filter(publication=fact.publication, is_left_out=False).order_by("pk"):
        actions.leave_out_publication(one, by=actions.GATHERING, at=at)


@reacts_to(of_collections.CollectionOpened, of_collections.CollectionAmended, of_collections.EntriesGathered)
def forget_collection(fact: Event, *, by: Actor, at: datetime) -> None:
    collection = getattr(fact, "collection", None) or fact.inclusion.collection  # type: ignore[attr-defined]
    forget(of_collection(collection.pk), COLLECTIONS)


@reacts_to(of_collections.PublicationLeftOut)
def forget_left_out(fact: of_collections.PublicationLeftOut, *, by: Actor, at: datetime) -> None:
    forget(of_collection(fact.inclusion.collection_id), COLLECTIONS)


@reacts_to(
    events.ClassificationAdded,
    events.ClassificationAmended,
    events.ClassificationEnded,
    events.GuidePublished,
    events.RulesCompiled,
)
def forget_ways_in(fact: Event, *, by: Actor, at: datetime) -> None:
    """Names of places and guides stand on many pages."""
    forget(EVERYTHING)


@reacts_to(OrgAmended, OrgClosed)
def forget_bodies(fact: Event, *, by: Actor, at: datetime) -> None:
    """A body that is renamed or closed stands on nearly every page; it happens seldom."""
    forget(EVERYTHING)
