"""依申请公开 in the one search: the requests, each for who may see it, and for everybody the kinds of answers there are.

No answer is public as such: it is given to who asked. What several ask for is published for all (条例 44) and is found as
what it then is, a publication. Who asks stands in no document of the search.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from yimen.kernel.audit.followers import reacts_to
from yimen.kernel.base.actor import Actor
from yimen.kernel.base.days import local_day
from yimen.kernel.search.audience import of_person, of_reach
from yimen.kernel.search.changes import changed
from yimen.kernel.search.documents import Document, DocumentSource, register_documents
from yimen.kernel.search.shared import ORG, YEAR, year_of

from . import queries
from .events import CorrectionSupplied, OutcomeSet, RequestEntered, RequestRegistered, RequestSubmitted
from .models import InformationRequest

PIECE = 200
DICTIONARY = "all"


def _requests(keys: Sequence[str] | None) -> Iterator[Document]:
    """What was submitted; a draft is nobody's but the applicant's, who has it in the own list."""
    rows = queries.submitted_requests()
    if keys is not None:
        rows = rows.filter(pk__in=keys)
    rows = rows.select_related("case", "org").prefetch_related("matters").order_by("pk")
    return (_request(one) for one in rows.iterator(chunk_size=PIECE))


def _request(request: InformationRequest) -> Document:
    matters = list(request.matters.all())
    day = request.received_on or (
        local_day(request.submitted_at) if request.submitted_at is not None else None
    )
    return Document(
        source="requests",
        key=str(request.pk),
        title="；".join(one.name for one in matters) or request.number,  # 中文
        body="\n".join(f"{one.document_number} {one.description}".strip() for one in matters),
        identifiers=tuple(filter(None, (request.register_number, request.number))),
        facets={"org": (request.org.code,), "year": year_of(day)},
        dated_on=day,
        audience=_audience(request),
        href=reverse("requests:request", args=[request.pk]),
    )


def _audience(request: InformationRequest) -> tuple[str, ...]:
    """As queries.requests says: the applicant, and those whose posts reach the body."""
    own = (of_person(request.applicant_id),) if request.applicant_id is not None else ()
    return (*own, *of_reach(queries.READERS, request.org_path))


def _outcomes(keys: Sequence[str] | None) -> Iterator[Document]:
    """The dictionary as one document: its page shows all of them."""
    if keys is None or DICTIONARY in keys:
        rows = list(queries.outcomes())
        yield Document(
            source="outcomes",
            key=DICTIONARY,
            title="公开申请的答复类型",  # 中文
            title_en="Kinds of answers to requests for information",
            body="\n".join(f"{one.name} {one.name_en}，{one.basis}" for one in rows),  # 中文
            href=reverse("requests:outcomes"),
        )


@reacts_to(RequestSubmitted, RequestEntered, RequestRegistered, CorrectionSupplied)
def request_changed(
    fact: RequestSubmitted | RequestEntered | RequestRegistered | CorrectionSupplied,
    *,
    by: Actor,
    at: datetime,
) -> None:
    """The search reads the request anew: its number, its day, what is asked for."""
    changed("requests", fact.request.pk)


@reacts_to(OutcomeSet)
def outcome_changed(fact: OutcomeSet, *, by: Actor, at: datetime) -> None:
    """As request_changed, for the city's dictionary."""
    changed("outcomes", DICTIONARY)


REQUESTS = DocumentSource("requests", _("公开申请"), _requests, facets=(ORG, YEAR))
OUTCOMES = DocumentSource("outcomes", _("答复类型"), _outcomes)
register_documents(REQUESTS)
register_documents(OUTCOMES)
