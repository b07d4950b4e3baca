"""Folding: the form in which question and text are compared. The same on both sides, so no trick of typing hides a text.

Each character is folded by itself: NFKC (full-width to plain), no accents, lower case, traditional to simplified. What is neither
letter nor digit becomes a cut (``·``), several of them one. White space that touches a Chinese character is no cut and
falls away, as the line breaks of a printed page do; between Latin words or numbers, and at a blank line, it is one.

A text contains a question when its folded form contains the folded question. That is the whole truth of matching
(decision 0041); everything else is speed and order.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from functools import cache

CUT = "·"
HAN = "\u3005-\u3007\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_IS_HAN = re.compile(f"[{HAN}]")
_GAP = re.compile(rf"{CUT}[{CUT}\s]+|\s[{CUT}\s]*")
_ZEROS = dict.fromkeys("○◯", "〇")
_NOTHING = ("Mn", "Me", "Cf")


class _Characters(dict[int, str]):
    """Characters folded so far; ``str.translate`` asks for each new one once."""

    def __init__(self) -> None:
        super().__init__()
        self.uneven: set[str] = set()
        """Characters whose folded form is not one character long."""

    def __missing__(self, code: int) -> str:
        character = chr(code)
        folded = self[code] = _fold_character(character)
        if len(folded) != 1:
            self.uneven.add(character)
        return folded


def _fold_character(character: str) -> str:
    """One character by itself, so that what precedes or follows never changes it."""
    if character.isspace():
        return "\n" if character in "\n\x0b\x0c\x85\u2028\u2029" else " "
    plain = unicodedata.normalize("NFKD", _ZEROS.get(character, character)).lower()
    kept = "".join(one for one in plain if unicodedata.category(one) not in _NOTHING)
    kept = unicodedata.normalize("NFKC", "".join(_simplified(one) for one in kept))
    return "".join(one if one.isalnum() else CUT for one in kept)


def _simplified(character: str) -> str:
    return str(_converter().convert(character)) if _IS_HAN.match(character) else character


@cache
def _converter():  # type: ignore[no-untyped-def]  # opencc has no types
    from opencc import OpenCC  # its dictionaries cost some 20 ms, and many processes never search

    return OpenCC("t2s")


_CHARACTERS = _Characters()


def folded(text: str) -> str:
    """The text as it is compared; empty when there is nothing to compare."""
    plain = text.translate(_CHARACTERS)
    return _GAP.sub(_gap, plain).strip(CUT)


def _gap(found: re.Match[str]) -> str:
    """What a gap with white space, or with several cuts, becomes."""
    gap, text = found.group(), found.string
    if CUT in gap or gap.count("\n") > 1:
        return CUT
    start, end = found.span()
    if start == 0 or end == len(text) or _IS_HAN.match(text[start - 1]) or _IS_HAN.match(text[end]):
        return ""
    return CUT


class Aligned:
    """对齐 — a folded text that knows from where in the original each of its characters comes."""

    def __init__(self, original: str) -> None:
        self.original = original
        plain, places = _translated(original)
        parts: list[str] = []
        starts, shifts = [0], [0]
        length = end = 0
        for gap in _GAP.finditer(plain):
            kept = plain[end : gap.start()]
            parts += (kept, between := _gap(gap))
            length += len(kept) + len(between)
            end = gap.end()
            starts.append(length)
            shifts.append(end - length)
        parts.append(plain[end:])
        whole = "".join(parts)
        self._cut_off = len(whole) - len(whole.lstrip(CUT))
        self.folded = whole.strip(CUT)
        self._places, self._starts, self._shifts = places, starts, shifts

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Where the folded characters from ``start`` up to ``end`` stand in the original."""
        first, last = self._original(start), self._original(end - 1)
        return first, last + 1

    def _original(self, index: int) -> int:
        at = index + self._cut_off
        plain = at + self._shifts[bisect_right(self._starts, at) - 1]
        return self._places[plain] if self._places is not None else plain


def _translated(original: str) -> tuple[str, list[int] | None]:
    """The characters folded one by one, and their places when these are not simply one to one."""
    plain = original.translate(_CHARACTERS)
    if not _CHARACTERS.uneven.intersection(original):
        return plain, None
    places = [index for index, one in enumerate(original) for _each in _CHARACTERS[ord(one)]]
    return plain, places
