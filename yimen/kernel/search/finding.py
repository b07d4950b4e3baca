"""Asking every source: for the search page, and for the suggestions below the box."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from yimen.kernel.base.actor import Actor

from .matching import Fields, narrow, nearest
from .sources import Hit, Source, sources
from .words import words

SHOWN = 10
SUGGESTED = 8


@dataclass(frozen=True)
class Group:
    """What one source has: the hits of this page and the number of all; ``is_near`` when none contains every word."""

    source: Source
    hits: tuple[Hit, ...]
    total: int
    offset: int = 0
    is_near: bool = False

    @property
    def next_offset(self) -> int | None:
        """Where the next page begins; None on the last one."""
        end = self.offset + len(self.hits)
        return end if end < self.total else None


@dataclass(frozen=True)
class Page:
    """检索页 — the words as they were understood, and what each source has for them."""

    words: tuple[str, ...]
    groups: tuple[Group, ...]

    @property
    def total(self) -> int:
        return sum(group.total for group in self.groups if not group.is_near)


def find(
    actor: Actor, text: str, *, on: date, only: Sequence[str] = (), offset: int = 0, limit: int = SHOWN
) -> Page:
    """What the actor may find with these words, by source; sources without a hit are left out.

    When no source has a row with every word, the nearest names are given instead, marked so.
    """
    asked = [one for code, one in sources().items() if not only or code in only]
    found = tuple(words(text))
    if not found:
        return Page((), ())
    groups = [_group(one, actor, text, on, offset, limit) for one in asked]
    if not any(group.total for group in groups):
        groups = [_near(one, actor, text, on, limit) for one in asked]
    return Page(found, tuple(group for group in groups if group.hits))


def suggest(actor: Actor, text: str, *, on: date, limit: int = SUGGESTED) -> list[Hit]:
    """A few things whose name (or its pinyin) contains the words typed so far."""
    if not words(text):
        return []
    hits: list[Hit] = []
    for one in sources().values():
        named = Fields(names=one.fields.names, pinyin=one.fields.pinyin)
        rows = narrow(one.rows(actor, on), text, named)[: limit - len(hits)]
        hits += [one.hit(row) for row in rows]
        if len(hits) >= limit:
            break
    return hits


def _group(source: Source, actor: Actor, text: str, on: date, offset: int, limit: int) -> Group:
    """One query while everything fits on the page; a second one for the number of all when it does not."""
    rows = narrow(source.rows(actor, on), text, source.fields)
    page = list(rows[offset : offset + limit + 1])
    total = rows.count() if len(page) > limit else offset + len(page)
    return Group(source, tuple(source.hit(row) for row in page[:limit]), total, offset)


def _near(source: Source, actor: Actor, text: str, on: date, limit: int) -> Group:
    page = list(nearest(source.rows(actor, on), text, source.fields)[:limit])
    return Group(source, tuple(source.hit(row) for row in page), len(page), is_near=True)
