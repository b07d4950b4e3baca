"""走进基层 in the one search: the points that are open today, by name and place, for everybody; errands by their number.

Who may read the principal's name (the principal, the agent who carries it, the centre) finds an errand by it too. For those
who oversee there is a document of its own, without the name. Names of agents are on the page alone.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from functools import partial

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from yimen.kernel.audit.followers import reacts_to
from yimen.kernel.base.actor import Actor
from yimen.kernel.search.audience import of_person, of_post, of_reach
from yimen.kernel.search.changes import changed, withdraw
from yimen.kernel.search.documents import Document, DocumentSource, register_documents

from . import queries
from .events import (
    AgencyPointClosed,
    AgencyPointOpened,
    ErrandAccepted,
    ErrandArchived,
    ErrandBegun,
    ErrandCancelled,
    ErrandHandedOver,
    ErrandRequested,
    ErrandReturned,
)
from .models import AgencyPoint, Errand
from .states import UNTIL_CLOSED

PIECE = 200


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
        body="，".join(filter(None, places)),  # 中文
        href=reverse("outreach:point", args=[point.pk]),
    )


@reacts_to(AgencyPointOpened, AgencyPointClosed)
def point_changed(fact: AgencyPointOpened | AgencyPointClosed, *, by: Actor, at: datetime) -> None:
    """The search reads the point anew."""
    changed("agency-points", fact.point.pk)


def _errands(source: str, keys: Sequence[str] | None) -> Iterator[Document]:
    rows = Errand.objects.select_related("service", "point", "principal", "agent")
    if keys is not None:
        rows = rows.filter(pk__in=keys)
    made = DOCUMENTS[source]
    return (made(one) for one in rows.order_by("pk").iterator(chunk_size=PIECE))


def _carried(errand: Errand) -> Document:
    """For who may read the name; the agent, as the list, until it is filed."""
    agents = (of_post(errand.agent.post_id),) if errand.agent and errand.state in UNTIL_CLOSED else ()
    centre = of_reach(queries.CENTRE_ROLES, errand.org_path)
    audience = (of_person(errand.principal_id), *agents, *centre)
    return _about(errand, source="errands", body=errand.principal.name, audience=audience)


def _overseen(errand: Errand) -> Document:
    audience = of_reach(queries.OVERSEERS, errand.org_path)
    return _about(errand, source="overseen-errands", body="", audience=audience)


def _about(errand: Errand, *, source: str, body: str, audience: tuple[str, ...]) -> Document:
    return Document(
        source=source,
        key=str(errand.pk),
        title=errand.service.name,
        title_en=errand.service.name_en,
        summary="，".join(filter(None, (errand.number, errand.point.name))),
        body=body,
        identifiers=(errand.number,) if errand.number else (),
        dated_on=errand.accepted_on or errand.requested_on,
        family=str(errand.pk),
        audience=audience,
        href=reverse("outreach:errand", args=[errand.pk]),
    )


DOCUMENTS = {"errands": _carried, "overseen-errands": _overseen}


@reacts_to(ErrandRequested, ErrandBegun, ErrandAccepted)
def errand_changed(fact: ErrandRequested | ErrandBegun | ErrandAccepted, *, by: Actor, at: datetime) -> None:
    """The search reads the errand anew: it is there, it has a number."""
    for source in DOCUMENTS:
        changed(source, fact.errand.pk)


@reacts_to(ErrandArchived, ErrandCancelled, ErrandHandedOver, ErrandReturned)
def agent_changed(
    fact: ErrandArchived | ErrandCancelled | ErrandHandedOver | ErrandReturned, *, by: Actor, at: datetime
) -> None:
    """The agent who carried it finds it no more, from the commit on."""
    withdraw("errands", fact.errand.pk)


ERRANDS = DocumentSource("errands", _("代办事项"), partial(_errands, "errands"))
OVERSEEN = DocumentSource("overseen-errands", _("代办事项（监督）"), partial(_errands, "overseen-errands"))
register_documents(ERRANDS)
register_documents(OVERSEEN)
POINTS = DocumentSource("agency-points", _("代理点"), _documents)
register_documents(POINTS)
