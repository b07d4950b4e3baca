"""条文 — a law's text cut into its articles, each with the headings under which it stands."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from .numerals import NUMERAL, number_of

ARTICLE = re.compile(
    rf"^第([{NUMERAL}]+)条(之[{NUMERAL}]+)?(?=[\s\u3000\u2002【]|[^\d，。、至和的规款])[\s\u3000\u2002]*(.*)$"  # 中文
)
HEADING = re.compile(rf"^(?:#+\s*)?(第[{NUMERAL}]+(编|分编|章|节))[\s\u3000\u2002]*(.{{1,60}})$")  # 中文
LEVELS = {"编": 1, "分编": 2, "章": 3, "节": 4}  # 中文
LONGEST = 20_000


@dataclass(frozen=True)
class Article:
    """条 — 第一百二十条之一: number 120, insertion 1; the headings above it, its paragraphs."""

    number: int
    insertion: int
    label: str
    headings: tuple[str, ...]
    text: str

    @property
    def heading(self) -> str:
        """The nearest heading, without its number; empty for a law without chapters."""
        return self.headings[-1] if self.headings else ""

    @property
    def first_sentence(self) -> str:
        return re.split(r"[。；\n]", self.text, maxsplit=1)[0]


def articles(text: str) -> list[Article]:
    """The articles in their order; one that appears twice (a table of contents, an annex) counts the first time."""
    found: dict[tuple[int, int], Article] = {}
    for article in _cut(text):
        if article.text:
            found.setdefault((article.number, article.insertion), article)
    return list(found.values())


def _cut(text: str) -> Iterator[Article]:
    headings: dict[int, str] = {}
    label, lines = "", list[str]()
    above: tuple[str, ...] = ()
    for line in (one.strip().strip("\u3000\u2002") for one in text.splitlines()):
        if begins := ARTICLE.match(line):
            yield from _article(label, above, lines)
            label, above = begins[0][: begins.end(2) if begins[2] else begins.end(1) + 1], _above(headings)
            lines = [begins[3]]
        elif heading := HEADING.match(line):
            yield from _article(label, above, lines)
            label, lines = "", []
            level = LEVELS[heading[2]]
            headings = {key: words for key, words in headings.items() if key < level}
            headings[level] = _spaceless(heading[3])
        elif line.startswith("#"):
            yield from _article(label, above, lines)
            label, lines = "", []
        elif label and line:
            lines.append(line)
    yield from _article(label, above, lines)


def _article(label: str, above: tuple[str, ...], lines: list[str]) -> Iterator[Article]:
    if not label:
        return
    counted, _, inserted = label[1:].partition("条")  # 中文
    text = "\n".join(line for line in lines if line)[:LONGEST]
    insertion = number_of(inserted.removeprefix("之")) if inserted else 0  # 中文
    yield Article(number_of(counted), insertion, label, above, text)


def _above(headings: dict[int, str]) -> tuple[str, ...]:
    return tuple(headings[level] for level in sorted(headings))


def _spaceless(words: str) -> str:
    """总　　则 is 总则."""
    return re.sub(r"[\s\u3000\u2002]+", "", words)
