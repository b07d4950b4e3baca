"""Reading applications: lists, one with all that the asker may see, its story, its documents."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponseBase
from django.shortcuts import get_object_or_404
from ninja import Query, Schema

from yimen.kernel.audit.models import Entry
from yimen.kernel.documents import serving
from yimen.kernel.ledger.endpoints import ProofOut
from yimen.kernel.web.request import Request
from yimen.modules.approvals import ledger, queries, story
from yimen.modules.approvals.models import Application

from .found import application_of
from .routes import router
from .schemas import PROBLEMS, ApplicationDetail, FactOut, Page

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
def application(request: Request, application_id: UUID) -> Application:
    """申请 — with its clocks, its documents and its checklist."""
    return application_of(request, application_id)


@router.get("/applications/{application_id}/story", response={200: list[FactOut], **PROBLEMS})
def facts(request: Request, application_id: UUID) -> list[Entry]:
    """办件经过 — the facts that the asker may see, in their order."""
    found = application_of(request, application_id)
    return story.facts(found, for_staff=queries.is_staff_of(request.actor, found))


@router.get("/applications/{application_id}/ledger-proof", response={200: ProofOut, **PROBLEMS})
def ledger_proof(request: Request, application_id: UUID) -> dict[str, Any]:
    """入账证明 — a file for `yimen verify`; 404 while nothing of the case is sealed."""
    found = ledger.proof_of(application_of(request, application_id), request.actor)
    if found is None:
        raise Http404
    return found


@router.get("/applications/{application_id}/documents/{document_id}", response={200: None, **PROBLEMS})
def document(request: Request, application_id: UUID, document_id: UUID) -> HttpResponseBase:
    """出具文书 — the PDF."""
    found = application_of(request, application_id)
    issued = get_object_or_404(queries.documents(found, request.actor), document_id=document_id)
    return serving.serve(issued.document, filename=issued.document.filename)
