"""检索 for programs: the same answers as the page gives."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils import timezone
from ninja import Field, Router, Schema, Status

from yimen.kernel.people.actor import person_actor
from yimen.kernel.people.auth import OPEN, SESSION_OR_TOKEN
from yimen.kernel.search.answering import answer, suggestions
from yimen.kernel.search.showing import Hit, Narrowing
from yimen.kernel.web import limits
from yimen.kernel.web.request import Request
from yimen.modules.portal import actions, queries
from yimen.modules.portal.models import SavedSearch
from yimen.modules.portal.pages.search import wish_of

from .problem import Problem

router = Router(auth=SESSION_OR_TOKEN)


class PieceOut(Schema):
    text: str
    is_marked: bool


class FoundVersionOut(Schema):
    title: str
    page: str
    dated_on: date | None
    in_force: bool


class HitOut(Schema):
    source: str
    key: str
    title: str
    snippet: list[PieceOut]
    page: str
    dated_on: date | None
    in_force: bool
    versions: list[FoundVersionOut]


class ChoiceOut(Schema):
    value: str
    label: str
    count: int
    is_chosen: bool


class NarrowingOut(Schema):
    code: str
    label: str
    choices: list[ChoiceOut]


class AnswerOut(Schema):
    total: int
    is_near: bool
    page: int
    has_next: bool
    hits: list[HitOut]
    promoted: list[str]
    narrowings: list[NarrowingOut]
    spellings: list[str]
    other_words: list[str]
    related: list[str]


class SuggestionOut(Schema):
    title: str
    source: str
    page: str


@router.get("", auth=OPEN, response={200: AnswerOut, 429: Problem}, summary="检索")
def search(request: Request, q: str = "", sort: str = "", page: int = 1) -> AnswerOut:
    """检索 — as the page: ``f-<facet>=<value>`` narrows, ``sort=date`` orders by date; what is found contains the words."""
    limits.require_patience(request, "search", timezone.now(), limit=limits.SEARCHING)
    found = answer(request.actor, wish_of(request.GET), on=timezone.localdate())
    return AnswerOut(
        total=found.total,
        is_near=found.is_near,
        page=found.page,
        has_next=found.has_next,
        hits=[_hit(one) for one in found.hits],
        promoted=[one.href for one in found.promoted],
        narrowings=[_narrowing(one) for one in found.narrowings],
        spellings=list(found.spellings),
        other_words=list(found.other_words),
        related=list(found.related),
    )


@router.get("/suggestions", auth=OPEN, response={200: list[SuggestionOut], 429: Problem}, summary="检索提示")
def search_suggestions(request: Request, q: str) -> list[SuggestionOut]:
    """检索提示 — titles that contain what was typed so far, also by pinyin."""
    limits.require_patience(request, "search", timezone.now(), limit=limits.SEARCHING)
    return [
        SuggestionOut(title=one.name, source=one.source, page=one.href)
        for one in suggestions(request.actor, q)
    ]


class SavedSearchIn(Schema):
    """订阅检索."""

    text: str = Field("", max_length=300)
    chosen: dict[str, list[str]] = {}


class SavedSearchOut(Schema):
    """检索订阅."""

    id: UUID
    text: str
    chosen: dict[str, list[str]]
    saved_at: datetime
    told_until: datetime


@router.get("/saved", response=list[SavedSearchOut], summary="检索订阅")
def saved(request: Request) -> list[SavedSearch]:
    """检索订阅 — of the person who asks."""
    return list(queries.saved_searches(request.actor))


@router.post("/saved", response={201: SavedSearchOut}, summary="订阅检索")
def save_search(request: Request, body: SavedSearchIn) -> Status[SavedSearch]:
    """订阅检索 — to be told once a day when something new matches."""
    actor = person_actor(request.actor)
    if actor is None:
        raise Http404
    chosen = {code: tuple(values) for code, values in body.chosen.items()}
    done = actions.save_search(
        actor.person, text=body.text, chosen=chosen, by=request.actor, at=timezone.now()
    )
    return Status(201, done.search)


@router.post("/saved/{search_id}/ending", response={204: None}, summary="取消检索订阅")
def drop_search(request: Request, search_id: UUID) -> Status[None]:
    """取消订阅 — to be told no more."""
    found = get_object_or_404(queries.saved_searches(request.actor), pk=search_id)
    actions.drop_search(found, by=request.actor, at=timezone.now())
    return Status(204, None)


def _hit(hit: Hit) -> HitOut:
    return HitOut(
        source=hit.source,
        key=hit.key,
        title=hit.name,
        snippet=[PieceOut(text=one.text, is_marked=one.is_marked) for one in hit.snippet],
        page=hit.href,
        dated_on=hit.dated_on,
        in_force=hit.in_force,
        versions=[
            FoundVersionOut(title=one.name, page=one.href, dated_on=one.dated_on, in_force=one.in_force)
            for one in hit.versions
        ],
    )


def _narrowing(one: Narrowing) -> NarrowingOut:
    choices = [
        ChoiceOut(value=each.value, label=each.label, count=each.count, is_chosen=each.is_chosen)
        for each in one.choices
    ]
    return NarrowingOut(code=one.code, label=str(one.label), choices=choices)
