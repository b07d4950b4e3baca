"""Answering: one question of one reader, answered whole: what was found, how it can be narrowed, and what helps when
nothing was. The page, the API and saved searches all ask here.
"""

from __future__ import annotations

import logging
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from math import ceil

from yimen.kernel.base.actor import Actor

from . import showing, spelling, vocabulary
from .asking import Asked, Question, parse
from .audience import audience_of
from .documents import PUBLIC, facets
from .engine import FARTHEST, Engine, Found, by_any_word
from .plain import Plain
from .reading import READER
from .showing import Hit, Narrowing
from .vocabulary import Promoted, Vocabulary

log = logging.getLogger(__name__)
PAGE = 10
SUGGESTED = 8
SPARE = 30
"""Places read beyond the page, for versions of one thing share one."""


@dataclass(frozen=True)
class Wish:
    """检索请求 — what a reader sends: words, chosen values, order, page; ``entered`` (Asked.entered) for saved ones."""

    text: str
    chosen: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    by_date: bool = False
    page: int = 1
    entered: tuple[int, int] | None = None


@dataclass(frozen=True)
class Answer:
    """检索答复 — ``is_near``: nothing had every word, and what has some of them is shown instead."""

    question: Question
    total: int = 0
    hits: tuple[Hit, ...] = ()
    narrowings: tuple[Narrowing, ...] = ()
    page: int = 1
    has_next: bool = False
    is_near: bool = False
    is_plain: bool = False
    spellings: tuple[str, ...] = ()
    related: tuple[str, ...] = ()
    promoted: tuple[Promoted, ...] = ()

    @property
    def pages(self) -> int:
        """How many pages can be turned to."""
        return max(ceil(min(self.total, FARTHEST) / PAGE), 1)

    @property
    def is_beyond(self) -> bool:
        """Whether there is more than pages reach: then the question is to be narrowed."""
        return self.total > FARTHEST

    @property
    def other_words(self) -> tuple[str, ...]:
        """What was looked for besides the words that were typed."""
        return tuple(dict.fromkeys(other for run in self.question.runs for other in run.others))


def answer(actor: Actor, wish: Wish, *, on: date) -> Answer:
    """检索 — what the actor may find on this day."""
    words = vocabulary.on(on)
    question = words.widened(parse(wish.text))
    if not question and wish.text.strip():
        return Answer(question)
    asked = Asked(question, audience_of(actor), _known(wish.chosen), wish.by_date, wish.entered)
    engine = READER.engine()
    if engine is None:
        return _answered(Plain(), asked, wish.page, words)
    try:
        return _answered(engine, asked, wish.page, words)
    except (ValueError, OSError) as error:
        log.warning("the index failed at a question (%s): answered from the database", error)
        READER.forget()
        return _answered(Plain(), asked, wish.page, words)


def newest(wish: Wish, *, size: int, on: date) -> tuple[tuple[Hit, ...], bool]:
    """检索订阅源 — a page of what everybody may find, as it came into the search, the last first; whether more follows.

    Only what has every word: something near would be news of another thing.
    """
    question = vocabulary.on(on).widened(parse(wish.text))
    if not question and wish.text.strip():
        return (), False
    asked = Asked(question, frozenset({PUBLIC}), _known(wish.chosen), by_entry=True)
    start = (wish.page - 1) * size
    rows = _last(asked, start + size + 1)[start:]
    return showing.hits([(row,) for row in rows[:size]], asked), len(rows) > size


def _last(asked: Asked, limit: int) -> tuple[int, ...]:
    engine = READER.engine()
    try:
        if engine is not None:
            return engine.find(asked, limit=limit).rows
    except (ValueError, OSError) as error:
        log.warning("the index failed at a feed (%s): answered from the database", error)
        READER.forget()
    return Plain().find(asked, limit=limit).rows


def suggestions(actor: Actor, text: str, *, limit: int = SUGGESTED) -> tuple[Hit, ...]:
    """检索提示 — titles that contain what was typed so far, also by sound, for this reader."""
    question = parse(text)
    if not question:
        return ()
    asked = Asked(question, audience_of(actor))
    rows = _titles(asked, limit)
    return showing.hits([(row,) for row in rows], asked, whole=False)


def _titles(asked: Asked, limit: int) -> tuple[int, ...]:
    engine = READER.engine()
    try:
        if engine is not None:
            return engine.titles(asked, limit=limit)
    except (ValueError, OSError) as error:
        log.warning("the index failed at a suggestion (%s): answered from the database", error)
        READER.forget()
    return Plain().titles(asked, limit=limit)


def _answered(engine: Engine | Plain, asked: Asked, page: int, words: Vocabulary) -> Answer:
    """The answer of an engine, or of the database in its place."""
    found, is_near = _found(engine, asked, page)
    together = showing.groups(found.rows, found.families)
    start = (page - 1) * PAGE
    return Answer(
        question=asked.question,
        total=found.total,
        hits=showing.hits(together[start : start + PAGE], asked),
        narrowings=showing.narrowings(found, asked.chosen),
        page=page,
        has_next=len(together) > start + PAGE,
        is_near=is_near,
        is_plain=isinstance(engine, Plain),
        spellings=spelling.spellings(engine, asked) if is_near or not found.total else (),
        related=words.related(asked.question),
        promoted=words.promoted(asked) if page == 1 else (),
    )


def _found(engine: Engine | Plain, asked: Asked, page: int) -> tuple[Found, bool]:
    """What has every word; when nothing has, what has some of them."""
    limit = page * PAGE + SPARE
    found = engine.find(asked, limit=limit)
    if found.total or not asked.question:
        return found, False
    near = engine.find(by_any_word(asked), limit=limit, any_run=True)
    return near, bool(near.total)


def _known(chosen: Mapping[str, tuple[str, ...]]) -> dict[str, tuple[str, ...]]:
    """The chosen values of facets that exist; anything else in an address is ignored."""
    codes = {"source", *facets()}
    return {code: tuple(dict.fromkeys(values)) for code, values in chosen.items() if code in codes and values}


def narrowed_to(wish: Wish, code: str, value: str) -> Wish:
    """The same wish with one value more, or without it when it was chosen; from the first page."""
    had = wish.chosen.get(code, ())
    values = tuple(one for one in had if one != value) if value in had else (*had, value)
    return replace(wish, chosen={**wish.chosen, code: values}, page=1)
