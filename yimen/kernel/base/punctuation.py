"""标点 — the marks between pieces of text, as the reader's language writes them.

A sentence is translated whole, with its marks. These stand between pieces that come from elsewhere: names in a row, a note in brackets.
"""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.translation import pgettext_lazy

MARKS = {
    "，": pgettext_lazy("标点", "，"),
    "、": pgettext_lazy("标点", "、"),
    "；": pgettext_lazy("标点", "；"),
    "：": pgettext_lazy("标点", "："),
    "。": pgettext_lazy("标点", "。"),
    "（": pgettext_lazy("标点", "（"),
    "）": pgettext_lazy("标点", "）"),
    "《": pgettext_lazy("标点", "《"),
    "》": pgettext_lazy("标点", "》"),
}
"""Each Chinese mark with the one of the reader's language, which brings the space that belongs beside it."""


def mark(sign: str) -> str:
    """The Chinese mark as the reader writes it: 、 is a comma and a space in English."""
    return str(MARKS[sign])


def joined(pieces: Iterable[object], sign: str) -> str:
    """The pieces in one row with the mark between them: 甲、乙."""
    return mark(sign).join(str(one) for one in pieces)


def noted(text: object, note: object) -> str:
    """The text with a note in brackets behind it: 甲（乙）; alone where there is nothing to note."""
    return f"{text}{mark('（')}{note}{mark('）')}" if note else str(text)
