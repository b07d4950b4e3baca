"""The editors' words for programs: the same verbs as the pages. (The search itself: modules/portal.)"""

from __future__ import annotations

from datetime import date
from typing import Literal
from uuid import UUID

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils import timezone
from ninja import Field, Router, Schema, Status

from yimen.kernel.web.request import Request

from . import actions, queries
from .menu import keeps_words
from .models import EmptyQuery, Promotion, Synonym, Wordbook

router = Router()


class SynonymIn(Schema):
    """登记同义词."""

    kind: Literal["equal", "towards", "related"]
    term: str = Field(max_length=40)
    other: str = Field(max_length=40)
    note: str = Field("", max_length=200)


class SynonymOut(Schema):
    """同义词."""

    id: UUID
    kind: str
    term: str
    other: str
    note: str
    since: date
    until: date | None


class PromotionIn(Schema):
    """推荐结果."""

    words: str = Field(max_length=60)
    source: str = Field(max_length=40)
    key: str = Field(max_length=200)
    note: str = Field(max_length=200)


class PromotionOut(Schema):
    """推荐结果."""

    id: UUID
    words: str
    source: str
    key: str
    label: str
    note: str
    since: date
    until: date | None


class EmptyQueryOut(Schema):
    """无结果检索."""

    id: int
    text: str
    count: int
    first_on: date
    last_on: date
    note: str


class SettlingIn(Schema):
    """处理无结果检索."""

    note: str = Field(max_length=200)


@router.get("/synonyms", response=list[SynonymOut])
def synonyms(request: Request) -> list[Synonym]:
    """同义词 — in use and over."""
    return list(queries.synonyms(request.actor))


@router.post("/synonyms", response={201: SynonymOut})
def add_synonym(request: Request, body: SynonymIn) -> Status[Synonym]:
    """登记同义词 — from today on."""
    done = actions.add_synonym(_book(request), **body.dict(), by=request.actor, at=timezone.now())
    return Status(201, done.synonym)


@router.post("/synonyms/{synonym_id}/ending", response=SynonymOut)
def end_synonym(request: Request, synonym_id: UUID) -> Synonym:
    """停用同义词 — from today on."""
    found = get_object_or_404(queries.synonyms(request.actor), pk=synonym_id)
    return actions.end_synonym(found, by=request.actor, at=timezone.now()).synonym


@router.get("/promotions", response=list[PromotionOut])
def promotions(request: Request) -> list[Promotion]:
    """推荐结果 — in use and over."""
    return list(queries.promotions(request.actor))


@router.post("/promotions", response={201: PromotionOut})
def promote(request: Request, body: PromotionIn) -> Status[Promotion]:
    """推荐检索结果 — from today on."""
    done = actions.promote(_book(request), **body.dict(), by=request.actor, at=timezone.now())
    return Status(201, done.promotion)


@router.post("/promotions/{promotion_id}/ending", response=PromotionOut)
def end_promotion(request: Request, promotion_id: UUID) -> Promotion:
    """停止推荐 — from today on."""
    found = get_object_or_404(queries.promotions(request.actor), pk=promotion_id)
    return actions.end_promotion(found, by=request.actor, at=timezone.now()).promotion


@router.get("/empty", response=list[EmptyQueryOut])
def empty(request: Request) -> list[EmptyQuery]:
    """无结果检索 — what waits for an editor, the most frequent first."""
    return list(queries.in_vain(request.actor).filter(settled_at=None).order_by("-count", "id")[:500])


@router.post("/empty/{row}/settling", response=EmptyQueryOut)
def settle_query(request: Request, row: int, body: SettlingIn) -> EmptyQuery:
    """处理无结果检索 — what was done about it."""
    found = get_object_or_404(queries.in_vain(request.actor), pk=row)
    return actions.settle_query(found, note=body.note, by=request.actor, at=timezone.now()).query


def _book(request: Request) -> Wordbook:
    if not keeps_words(request.actor):
        raise Http404
    return actions.wordbook()
