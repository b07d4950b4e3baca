"""Showing: rows that were found, as results: read again from the database, marked, versions of one thing together."""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from yimen.kernel.base.language import either
from yimen.kernel.base.refusals import Text

from . import marking
from .asking import Asked
from .documents import document_sources, facets
from .engine import Found
from .marking import Marked
from .models import StoredDocument

MOST_CHOICES = 12
MOST_NAMES = 10_000
REMEMBERED_SECONDS = 60.0
COLUMNS = (
    "id", "source", "key", "title", "title_en", "summary", "body", "attachments", "dated_on", "in_force", "href", "entered_at",
)  # fmt: skip
TITLES = ("id", "source", "key", "title", "title_en", "dated_on", "in_force", "href", "entered_at")


@dataclass(frozen=True)
class Hit:
    """检索结果 — one document that was found; ``versions`` are the others of its family that were found too."""

    source: str
    key: str
    label: Text
    title: Marked
    snippet: Marked
    href: str
    dated_on: date | None
    in_force: bool
    entered_at: datetime
    versions: tuple[Hit, ...] = ()

    @property
    def name(self) -> str:
        return "".join(piece.text for piece in self.title)


@dataclass(frozen=True)
class Choice:
    """分面取值 — a value by which the results can be narrowed, and how many would remain."""

    value: str
    label: str
    count: int
    is_chosen: bool = False


@dataclass(frozen=True)
class Narrowing:
    """分面 — the values of one facet among what was found."""

    code: str
    label: Text
    choices: tuple[Choice, ...]


def groups(rows: Sequence[int], families: Sequence[int]) -> list[tuple[int, ...]]:
    """The rows in their order, those of one family together where the first of them stands."""
    found: dict[int, list[int]] = {}
    for row, family in zip(rows, families, strict=True):
        found.setdefault(family or -row - 1, []).append(row)
    return [tuple(one) for one in found.values()]


def hits(together: Sequence[tuple[int, ...]], asked: Asked, *, whole: bool = True) -> tuple[Hit, ...]:
    """The groups as results, the newest version of each first; what the reader may not find any more is left out."""
    wanted = [row for group in together for row in group]
    rows = StoredDocument.objects.filter(
        pk__in=wanted, is_gone=False, audience__overlap=sorted(asked.audience)
    )
    kept = {row.pk: row for row in rows.only(*(COLUMNS if whole else TITLES))}
    made: list[Hit] = []
    for group in together:
        here = [kept[one] for one in group if one in kept]
        here.sort(key=lambda row: (row.in_force, row.dated_on or date.min), reverse=True)
        if here:
            first, *others = (_hit(row, asked.question.words, whole=whole) for row in here)
            made.append(replace(first, versions=tuple(others)))
    return tuple(made)


def _hit(row: StoredDocument, words: Sequence[str], *, whole: bool) -> Hit:
    source = document_sources().get(row.source)
    texts = (row.summary, row.body, row.attachments) if whole else ()
    return Hit(
        source=row.source,
        key=row.key,
        label=source.label if source else row.source,
        title=marking.marked(either(row.title, row.title_en), words),
        snippet=marking.snippet(texts, words),
        href=row.href,
        dated_on=row.dated_on,
        in_force=row.in_force,
        entered_at=row.entered_at,
    )


def narrowings(found: Found, chosen: Mapping[str, tuple[str, ...]]) -> tuple[Narrowing, ...]:
    """The facets of what was found: the values of each, the most frequent first, the chosen ones before them."""
    known = {code: one.label for code, one in facets().items()}
    made = []
    for code, label in {"source": _("来源"), **known}.items():
        picked = chosen.get(code, ())
        counted = dict.fromkeys(picked, 0) | dict(found.counts.get(code, {}))
        first = sorted(counted, key=lambda one: (one not in picked, -counted[one], one))[:MOST_CHOICES]
        if len(counted) > 1 or picked:
            choices = (Choice(one, _NAMES.of(code, one), counted[one], one in picked) for one in first)
            made.append(Narrowing(code, label, tuple(choices)))
    return tuple(made)


class _Names:
    """The names of values, as their facets tell them: remembered for a minute, since each may cost a query."""

    def __init__(self) -> None:
        self._known: dict[tuple[str, str, str], str] = {}
        self._until = 0.0

    def of(self, code: str, value: str) -> str:
        if time.monotonic() > self._until or len(self._known) > MOST_NAMES:
            self._known, self._until = {}, time.monotonic() + REMEMBERED_SECONDS
        wanted = (str(get_language()), code, value)
        if wanted not in self._known:
            self._known[wanted] = self._read(code, value)
        return self._known[wanted]

    def _read(self, code: str, value: str) -> str:
        if code == "source":
            source = document_sources().get(value)
            return str(source.label) if source else value
        facet = facets().get(code)
        return facet.named(value) if facet else value


_NAMES = _Names()
