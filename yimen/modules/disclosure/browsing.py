"""Reads of collections: what is in them for the public, as far as the publications behind the entries are open today."""

from __future__ import annotations

from datetime import date

from django.db.models import Count, F, Q, QuerySet, Sum
from django.db.models.functions import ExtractMonth, ExtractYear

from yimen.kernel.base.actor import Actor, Public
from yimen.kernel.people.actor import org_paths
from yimen.kernel.people.roles import Role

from . import queries, visibility
from .models import Collection, CollectionEntry, Inclusion, Publication


def collections() -> QuerySet[Collection]:
    """Every collection, in its order; public."""
    return Collection.objects.select_related("org")


def kept_collections(actor: Actor) -> QuerySet[Collection]:
    """Those that the actor edits."""
    found = Q(pk__in=[])
    for path in org_paths(actor, [Role.EDITOR]):
        found |= Q(org__path__startswith=path)
    return collections().filter(found)


def kept_inclusions(actor: Actor) -> QuerySet[Inclusion]:
    """What lies in the collections that the actor edits."""
    rows = Inclusion.objects.filter(collection__in=kept_collections(actor).order_by().values("pk"))
    return rows.select_related("collection__org", "publication__current", "publication__org")


def open_publications(on: date) -> QuerySet[Publication]:
    """What anybody may read today, text and all."""
    return queries.readable(Public(), on).filter(state__in=visibility.OPEN_STATES)


def inclusions(collection: Collection, on: date) -> QuerySet[Inclusion]:
    """The publications of a collection that are open today, with their number of entries."""
    rows = collection.inclusions.filter(
        is_left_out=False,
        publication__in=open_publications(on).order_by().values("pk"),
        gathered=F("publication__current"),
    )
    return rows.select_related("publication__org", "publication__current", "collection").order_by(
        "topic", "order", "publication__title", "pk"
    )


def all_inclusions(collection: Collection) -> QuerySet[Inclusion]:
    """For its editors: those that are not open any more too."""
    return collection.inclusions.select_related("publication__org", "publication__current", "collection")


def entries(collection: Collection, on: date) -> QuerySet[CollectionEntry]:
    """The entries of what is open today."""
    rows = CollectionEntry.objects.filter(inclusion__in=inclusions(collection, on).order_by().values("pk"))
    return rows.select_related("inclusion__publication__current", "inclusion__publication__org")


def topics(collection: Collection, on: date) -> list[tuple[str, int, int]]:
    """The topics, each with its number of publications and of entries."""
    rows = inclusions(collection, on).order_by().values("topic")
    counted = rows.annotate(laws=Count("pk"), pieces=Sum("entry_count")).order_by("topic")
    return [(one["topic"], one["laws"], one["pieces"] or 0) for one in counted]


def years(collection: Collection, on: date) -> list[tuple[int, int]]:
    """The years of a chronicle with the number of their entries, the latest first."""
    rows = entries(collection, on).filter(happened_on__isnull=False).order_by()
    counted = rows.annotate(year=ExtractYear("happened_on")).values_list("year").annotate(count=Count("pk"))
    return sorted(((year, count) for year, count in counted), reverse=True)


def months(collection: Collection, year: int, on: date) -> list[tuple[int, int]]:
    """The months of a year with the number of their entries."""
    rows = entries(collection, on).filter(happened_on__year=year).order_by()
    counted = (
        rows.annotate(month=ExtractMonth("happened_on")).values_list("month").annotate(count=Count("pk"))
    )
    return sorted(counted)
