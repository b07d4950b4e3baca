"""办事指南 by the API: public."""

from __future__ import annotations

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils import timezone
from ninja import Query, Router, Schema

from yimen.kernel.people.auth import OPEN
from yimen.kernel.web.request import Request
from yimen.modules.approvals import queries, rules
from yimen.modules.approvals.content import Material
from yimen.modules.approvals.models import Item, ItemVersion

from .schemas import PROBLEMS, GuideOut, ItemOut, MaterialOut

router = Router(auth=OPEN)


class GuideFilter(Schema):
    """筛选."""

    q: str = ""
    org: str = ""
    audience: str = ""
    kind: str = ""


class AnswersIn(Schema):
    """情形选择."""

    answers: dict[str, list[str]] = {}


@router.get("/items", response=list[ItemOut])
def items(request: Request, filters: Query[GuideFilter]) -> list[Item]:
    """办事指南 — every item that can be applied for today, filtered; a few hundred at most."""
    rows = queries.guide(timezone.localdate())
    if filters.q:
        rows = rows.filter(name__icontains=filters.q) | rows.filter(name_en__icontains=filters.q)
    if filters.org:
        rows = rows.filter(org__code=filters.org)
    if filters.audience:
        rows = rows.filter(audiences__contains=[filters.audience])
    if filters.kind:
        rows = rows.filter(kind=filters.kind)
    return list(rows)


@router.get("/items/{code}", response={200: GuideOut, **PROBLEMS})
def item(request: Request, code: str) -> ItemVersion:
    """办事指南 — one item with the version in force today."""
    return _version(code)


@router.post("/items/{code}/checklist", response={200: list[MaterialOut], **PROBLEMS})
def checklist(request: Request, code: str, body: AnswersIn) -> list[Material]:
    """材料清单 — exactly the materials that follow from the answers."""
    content = _version(code).body
    return list(content.checklist(rules.clean_answers(content, body.answers)))


def _version(code: str) -> ItemVersion:
    found = get_object_or_404(queries.guide(timezone.localdate()), code=code)
    version = queries.version_on(found, timezone.localdate())
    if version is None:
        raise Http404
    return version
