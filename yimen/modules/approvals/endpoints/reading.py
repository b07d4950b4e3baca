"""Reading applications: lists, one with all that the asker may see, its story, its documents."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpResponseBase
from django.shortcuts import get_object_or_404
from ninja import Query, Router, Schema

from yimen.kernel.audit.models import Entry
from yimen.kernel.documents import serving
from yimen.kernel.web.request import Request
from yimen.modules.approvals import offers, queries, story
from yimen.modules.approvals.models import Application

from .found import application_of
from .schemas import (
    PROBLEMS,
    ApplicationDetail,
    ApplicationOut,
    ClockOut,
    DocumentOut,
    FactOut,
    MaterialOut,
    Page,
)

router = Router()
MOST = 200


class ApplicationFilter(Schema):
    """筛选 — ``mine``: own applications only; ``after``: the cursor of the page before."""

    mine: bool = False
    state: str = ""
    item: str = ""
    org: str = ""
    number: str = ""
    after: UUID | None = None
    limit: int = 50


@router.get("/applications", response=Page)
def applications(request: Request, filters: Query[ApplicationFilter]) -> dict[str, Any]:
    """申请 — those that the asker may see, the latest first."""
    rows = queries.own_applications(request.actor) if filters.mine else queries.applications(request.actor)
    plain = {
        "state": filters.state,
        "item__code": filters.item,
        "org__code": filters.org,
        "case__number": filters.number,
    }
    rows = rows.filter(**{key: value for key, value in plain.items() if value})
    if filters.after:
        rows = rows.filter(pk__lt=filters.after)
    limit = max(1, min(filters.limit, MOST))
    found = list(rows.select_related("case", "item", "org").order_by("-pk")[: limit + 1])
    return {"rows": found[:limit], "next": found[limit - 1].pk if len(found) > limit else None}


@router.get("/applications/{application_id}", response={200: ApplicationDetail, **PROBLEMS})
def application(request: Request, application_id: UUID) -> dict[str, Any]:
    """申请 — with its clocks, its documents and its checklist."""
    return detail(request, application_of(request, application_id))


@router.get("/applications/{application_id}/story", response={200: list[FactOut], **PROBLEMS})
def facts(request: Request, application_id: UUID) -> list[Entry]:
    """办件经过 — the facts that the asker may see, in their order."""
    found = application_of(request, application_id)
    return story.facts(found, for_staff=queries.is_staff_of(request.actor, found))


@router.get("/applications/{application_id}/documents/{document_id}", response={200: None, **PROBLEMS})
def document(request: Request, application_id: UUID, document_id: UUID) -> HttpResponseBase:
    """出具文书 — the PDF."""
    found = application_of(request, application_id)
    issued = get_object_or_404(queries.documents(found, request.actor), document_id=document_id)
    return serving.serve(issued.document, filename=issued.document.filename)


def detail(request: Request, found: Application) -> dict[str, Any]:
    """All that the asker may see of one application."""
    own = str(found.applicant_id) == request.actor.id
    notice = getattr(found, "correction", None)
    plain = ApplicationOut.from_orm(found, context={"request": request}).dict()
    return plain | {
        "answers": found.answers,
        "statement": found.statement,
        "query_code": found.case.query_code if own and found.case else None,
        "checklist": [MaterialOut.from_orm(one) for one in found.version.body.checklist(found.answers)],
        "present": sorted(queries.materials(found).values_list("key", flat=True)),
        "clocks": [ClockOut.from_orm(one) for one in found.case.clocks.order_by("start_on")]
        if found.case
        else [],
        "documents": [DocumentOut.from_orm(one) for one in queries.documents(found, request.actor)],
        "correction": notice.rows if notice else [],
        "offers": [{"act": one.act, "label": str(one.label)} for one in offers.offers(found, request.actor)],
    }
