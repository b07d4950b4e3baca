"""Marking: what was asked for, shown in the original text; and the sentence around it.

Marks are found in the folded text and led back by its places into the original, so that 政府信息公開 is marked for 公开.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from .folding import Aligned, folded

SNIPPET = 120
CHUNK = 4_000
OVERLAP = 200
MOST_CHUNKS = 60
SENTENCE_END = re.compile(r"[。！？；!?;\n]")
SPACES = re.compile(r"\s+")


@dataclass(frozen=True)
class Piece:
    """片段 — a part of a text, marked or not. Templates escape it like any text."""

    text: str
    is_marked: bool = False


Marked = tuple[Piece, ...]


def marked(text: str, words: Sequence[str]) -> Marked:
    """The text with every occurrence of the (folded) words marked; what touches or overlaps is one mark."""
    spans = _spans(Aligned(text), words)
    pieces: list[Piece] = []
    end = 0
    for start, stop in spans:
        if start > end:
            pieces.append(Piece(text[end:start]))
        pieces.append(Piece(text[start:stop], is_marked=True))
        end = stop
    if end < len(text):
        pieces.append(Piece(text[end:]))
    return tuple(pieces)


def snippet(texts: Sequence[str], words: Sequence[str]) -> Marked:
    """The place in the texts where the first word that occurs stands, cut at sentence marks; else how they begin."""
    for word in sorted(words, key=len, reverse=True):
        for text in texts:
            at = _place(text, word)
            if at is not None:
                return marked(_around(text, *at), words)
    beginning = next((text for text in texts if text.strip()), "")
    return marked(_around(beginning, 0, 0), ()) if beginning else ()


def _spans(aligned: Aligned, words: Sequence[str]) -> list[tuple[int, int]]:
    """Where the words stand in the original, in order, joined where they touch."""
    found: list[tuple[int, int]] = []
    for word in filter(None, words):
        start = aligned.folded.find(word)
        while start >= 0:
            found.append(aligned.span(start, start + len(word)))
            start = aligned.folded.find(word, start + len(word))
    joined: list[tuple[int, int]] = []
    for start, stop in sorted(found):
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(stop, joined[-1][1]))
        else:
            joined.append((start, stop))
    return joined


def _place(text: str, word: str) -> tuple[int, int] | None:
    """Where the word first stands in a text that may be long: looked for piece by piece, so that a hit ends it."""
    for begin in range(0, min(len(text), CHUNK * MOST_CHUNKS), CHUNK):
        part = text[max(begin - OVERLAP, 0) : begin + CHUNK]
        if word in folded(part):
            aligned = Aligned(part)
            at = aligned.folded.find(word)
            start, stop = aligned.span(at, at + len(word))
            shift = max(begin - OVERLAP, 0)
            return shift + start, shift + stop
    return None


def _around(text: str, start: int, stop: int) -> str:
    """Some 120 characters around a place: from the beginning of its sentence when that is near."""
    first = max(start - SNIPPET // 3, 0)
    ends = [one.end() for one in SENTENCE_END.finditer(text, max(start - SNIPPET // 2, 0), start)]
    begin = ends[-1] if ends else first
    last = min(max(begin + SNIPPET, stop + SNIPPET // 4), len(text))
    closing = SENTENCE_END.search(text, stop, last)
    after = [one.end() for one in SENTENCE_END.finditer(text, stop, last)]
    finish = after[-1] if closing and after[-1] - begin > SNIPPET // 2 else last
    before, beyond = "…" if begin and not ends else "", "…" if finish < len(text.rstrip()) else ""
    return f"{before}{SPACES.sub(' ', text[begin:finish].strip())}{beyond}"
