"""The question as words."""

from __future__ import annotations

import re

from yimen.kernel.base.text import normal

MOST_WORDS = 8
LONGEST = 40
BETWEEN = re.compile(r"[\s,.;:!?，。；：！？、·《》〈〉“”\"'（）()【】\[\]\x00]+")
CHINESE = re.compile(r"[\u3400-\u9fff\U00020000-\U0002ffff]")
LATIN = re.compile(r"[a-z]{2,}")


def words(text: str) -> list[str]:
    """The words of a question: NFKC, lower case, cut at spaces and punctuation, each once."""
    found = [one[:LONGEST] for one in BETWEEN.split(normal(text[:400]).lower()) if one]
    return list(dict.fromkeys(found))[:MOST_WORDS]


def may_be_pinyin(word: str) -> bool:
    """Whether a word may be typed pinyin: Latin letters only."""
    return bool(LATIN.fullmatch(word))


def pieces(word: str) -> list[str]:
    """Neighbouring pairs of characters of a Chinese word, for questions that nothing answers exactly."""
    if len(word) < 3 or not CHINESE.search(word):
        return [word]
    return list(dict.fromkeys(word[index : index + 2] for index in range(len(word) - 1)))
