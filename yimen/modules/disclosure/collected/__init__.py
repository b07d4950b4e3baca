"""汇编的编录 — how the text of a publication is cut into the entries of a collection: pure functions.

One rule a kind of collection (CUT): volumes by their headings, chronicles by their days, laws by their articles, each
with the question that it answers. An entry is a piece of the text, word for word; nothing is written for it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from yimen.modules.disclosure.states import CollectionKind

from .articles import articles
from .chapters import chapters
from .dated import occurrences
from .marked import marked
from .questions import question

__all__ = ["CUT", "Piece"]


@dataclass(frozen=True)
class Piece:
    """One piece of a text, whatever its kind."""

    label: str = ""
    heading: str = ""
    question: str = ""
    text: str = ""
    depth: int = 1
    on: date | None = None
    exact: bool = True


def _by_headings(_title: str, body: str) -> list[Piece]:
    return [Piece(heading=one.heading, text=one.text, depth=one.depth) for one in chapters(marked(body))]


def _by_days(title: str, body: str) -> list[Piece]:
    found = occurrences(title, marked(body))
    return [Piece(label=one.label, text=one.text, on=one.on, exact=one.exact) for one in found]


def _by_articles(title: str, body: str) -> list[Piece]:
    law = title.removeprefix("中华人民共和国")  # 中文
    return [
        Piece(label=one.label, heading=" · ".join(one.headings), question=question(law, one), text=one.text)
        for one in articles(marked(body))
    ]


CUT: Mapping[CollectionKind, Callable[[str, str], list[Piece]]] = {
    CollectionKind.ANNALS: _by_headings,
    CollectionKind.CHRONICLE: _by_days,
    CollectionKind.QUESTIONS: _by_articles,
}
