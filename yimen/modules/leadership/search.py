"""组织领导 in the one search: the leading groups of today with those in office. Names and offices are public, nothing else is told."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from uuid import UUID

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from yimen.kernel.audit.events import Event
from yimen.kernel.audit.followers import reacts_to
from yimen.kernel.base.actor import Actor
from yimen.kernel.search.changes import changed
from yimen.kernel.search.documents import Document, DocumentSource, Facet, register_documents
from yimen.kernel.search.shared import ORG

from . import events, queries
from .models import LeadershipGroup, OfficeAssignment
from .states import GroupLevel


def _documents(keys: Sequence[str] | None) -> Iterator[Document]:
    """The groups that stand today; who is in office changes by acts and by the calendar."""
    today = timezone.localdate()
    groups = queries.groups_on(today)
    if keys is not None:
        groups = groups.filter(pk__in=keys)
    held: dict[UUID, list[OfficeAssignment]] = {}
    for one in queries.in_office(today).filter(group__in=groups.values("pk")).order_by("office", "pk"):
        held.setdefault(one.group_id, []).append(one)
    return (_document(one, held.get(one.pk, [])) for one in groups.order_by("org__path"))


def _document(group: LeadershipGroup, holders: Sequence[OfficeAssignment]) -> Document:
    return Document(
        source="leadership",
        key=str(group.pk),
        title=group.name,
        title_en=group.name_en,
        summary="；".join(_told(one) for one in holders),
        body="，".join(filter(None, (group.org.name, group.order_document))),  # 中文
        facets={"org": (group.org.code,), "level": (group.level,)},
        dated_on=group.established_on,
        href=reverse("leadership:group", args=[group.pk]),
    )


def _told(holder: OfficeAssignment) -> str:
    """组长（主要领导）：某某，市长 — in the official language, with the name by which English readers ask."""
    words = (holder.name, holder.name_en, holder.position)
    return f"{holder.get_office_display()}：{'，'.join(filter(None, words))}"  # 中文


@reacts_to(events.GroupEstablished, events.GroupAmended, events.GroupDissolved)
def group_changed(fact: Event, *, by: Actor, at: datetime) -> None:
    """The search reads the group anew."""
    changed("leadership", fact.group.pk)  # type: ignore[attr-defined]  # each of them has one


@reacts_to(events.OfficeFilled, events.OfficeLeft, events.AssignmentAmended, events.AssignmentAnnulled)
def office_changed(fact: Event, *, by: Actor, at: datetime) -> None:
    """As group_changed, for who is in office."""
    changed("leadership", fact.assignment.group_id)  # type: ignore[attr-defined]  # each of them has one


def _level(value: str) -> str:
    return str(GroupLevel(value).label) if value in GroupLevel.values else value


LEADERSHIP = DocumentSource(
    "leadership", _("组织领导"), _documents, facets=(ORG, Facet("level", _("领导小组层级"), _level))
)
register_documents(LEADERSHIP)
