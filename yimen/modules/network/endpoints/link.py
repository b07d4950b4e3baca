"""What other systems call: messages, files, the comparison of both sides, and the formats, which are public."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from ninja import Schema

from yimen.kernel.documents.models import File
from yimen.kernel.documents.serving import serve
from yimen.kernel.people.auth import OPEN
from yimen.kernel.web.request import Request
from yimen.modules.network import auth, comparing, door, fetching, schemas
from yimen.modules.network.queries import local_node

from .routes import router

ANY = {"requestBody": {"content": {"application/json": {"schema": {"type": "object"}}}}}


class JoinOut(Schema):
    """本节点 — what another system needs to know of this one."""

    code: str
    name: str
    schema_versions: list[int]
    types: list[str]
    most_bytes: int
    clock_skew_seconds: int


@router.post("/messages", auth=None, summary="收件", openapi_extra=ANY)
def receive(request: HttpRequest) -> HttpResponse:
    """收件 — one envelope, which says by its signature who sends it; the answer is a signed receipt."""
    raw = auth.limited(request, door.MOST_BYTES)
    answer = door.take(raw, address=auth.address_of(request), at=timezone.now())
    return HttpResponse(answer.text(), content_type="application/json")


@router.get("/files/{sha256}", auth=auth.signed, summary="取件")
def file(request: HttpRequest, sha256: str) -> HttpResponseBase:
    """取件 — the content behind a hash that was told to the asking node in a message; for others it does not exist."""
    found = get_object_or_404(File, pk=sha256)
    if not fetching.may_fetch(request.auth, sha256):  # type: ignore[attr-defined]
        raise Http404
    return serve(found, filename=sha256)


@router.post("/tree", auth=auth.signed, summary="对账树", openapi_extra=ANY)
def tree(request: HttpRequest) -> JsonResponse:
    """对账树 — totals by item and state, or what stands under some prefixes."""
    question = auth.question(request)
    return JsonResponse(comparing.answer(request.auth, question))  # type: ignore[attr-defined]


@router.get("", auth=OPEN, response=JoinOut, summary="本节点")
def joined(request: Request) -> dict[str, Any]:
    """本节点 — its code, what it understands, its limits; nothing before it has joined a network."""
    local = local_node()
    if local is None:
        raise Http404
    return {
        "code": local.code,
        "name": local.name,
        "schema_versions": list(schemas.VERSIONS),
        "types": schemas.types(),
        "most_bytes": door.MOST_BYTES,
        "clock_skew_seconds": int(door.SKEW.total_seconds()),
    }


@router.get("/schemas/{version}/{message_type}", auth=OPEN, response=dict[str, Any], summary="报文格式")
def schema(request: Request, version: int, message_type: str) -> dict[str, Any]:
    """报文格式 — the JSON Schema of a body."""
    try:
        return schemas.schema(message_type, version)
    except KeyError as error:
        raise Http404 from error
