"""办事指南 by the API: public."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils import timezone
from ninja import Query, Router, Schema

from yimen.kernel.people.auth import OPEN
from yimen.kernel.web.request import Request
from yimen.modules.approvals import queries, rules
from yimen.modules.approvals.content import Content, Material
from yimen.modules.approvals.known import Known
from yimen.modules.approvals.models import Item, ItemVersion
from yimen.modules.approvals.outline import Outline
from yimen.modules.approvals.outline import outline as outline_for

from .outlines import OutlineOut
from .schemas import PROBLEMS, GuideOut, ItemOut, MaterialOut

router = Router(auth=OPEN)


class GuideFilter(Schema):
    """筛选."""

    q: str = ""
    org: str = ""
    audience: str = ""
    kind: str = ""


class AnswersIn(Schema):
    """情形选择 — and what else is known: answers to the form, who applies, on which day."""

    answers: dict[str, list[str]] = {}
    form: dict[str, Any] = {}
    applicant_kind: str = ""
    applied_on: date | None = None


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
    return list(content.checklist(_known(content, body)))


@router.post("/items/{code}/outline", response={200: OutlineOut, **PROBLEMS})
def outline(request: Request, code: str, body: AnswersIn) -> Outline:
    """办理要求 — materials, fees, steps, limit and mode that follow from the situation."""
    version = _version(code)
    return outline_for(version, _known(version.body, body))


@router.get("/items/{code}/form", response={200: dict[str, Any], **PROBLEMS})
def form(request: Request, code: str) -> dict[str, Any]:
    """申请表 — the form of the item as JSON Schema; an empty object when there is none."""
    return dict(_version(code).body.application_form)


def _known(content: Content, body: AnswersIn) -> Known:
    answers = rules.clean_answers(content, body.answers)
    return Known(answers, body.form, body.applicant_kind, body.applied_on or timezone.localdate())


def _version(code: str) -> ItemVersion:
    found = get_object_or_404(queries.guide(timezone.localdate()), code=code)
    version = queries.version_on(found, timezone.localdate())
    if version is None:
        raise Http404
    return version
