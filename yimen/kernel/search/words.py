"""The question as words."""

from __future__ import annotations

import re

from yimen.kernel.base.text import normal

MOST_WORDS = 8
LONGEST = 40
BETWEEN = re.compile(r"[\s,.;:!?，。；：！？、·《》〈〉“”\"'（）()【】\[\]\x00]+")
LATIN = re.compile(r"[a-z]{2,}")


def words(text: str) -> list[str]:
    """The words of a question: NFKC, lower case, cut at spaces and punctuation, each once."""
    found = [one[:LONGEST] for one in BETWEEN.split(normal(text[:400]).lower()) if one]
    return list(dict.fromkeys(found))[:MOST_WORDS]


def may_be_pinyin(word: str) -> bool:
    """Whether a word may be typed pinyin: Latin letters only."""
    return bool(LATIN.fullmatch(word))
