"""走进基层 in the one search: the points that are open today, by name and place. Names of agents are on the page alone."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from yimen.kernel.audit.followers import reacts_to
from yimen.kernel.base.actor import Actor
from yimen.kernel.search.changes import changed
from yimen.kernel.search.documents import Document, DocumentSource, register_documents

from . import queries
from .events import AgencyPointClosed, AgencyPointOpened
from .models import AgencyPoint


def _documents(keys: Sequence[str] | None) -> Iterator[Document]:
    """The points of today; what is done there stands in the catalogue of their kind."""
    points = queries.points(timezone.localdate())
    if keys is not None:
        points = points.filter(pk__in=keys)
    return map(_document, points)


def _document(point: AgencyPoint) -> Document:
    places = (point.region.name, point.region.parent.name if point.region.parent else "")
    return Document(
        source="agency-points",
        key=str(point.pk),
        title=point.name,
        title_en=point.name_en,
        summary="，".join(filter(None, (point.get_kind_display(), point.phone, point.address))),
        body="，".join(filter(None, places)),
        href=reverse("outreach:point", args=[point.pk]),
    )


@reacts_to(AgencyPointOpened, AgencyPointClosed)
def point_changed(fact: AgencyPointOpened | AgencyPointClosed, *, by: Actor, at: datetime) -> None:
    """The search reads the point anew."""
    changed("agency-points", fact.point.pk)


POINTS = DocumentSource("agency-points", _("代理点"), _documents)
register_documents(POINTS)
