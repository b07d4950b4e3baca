"""Text: sort keys for Chinese, masks for personal data."""

import unicodedata
from functools import lru_cache

from pypinyin import Style, lazy_pinyin


@lru_cache(maxsize=4096)
def pinyin_key(text: str) -> str:
    """Key by which Chinese text sorts in pinyin order: syllables with tone digits, lower case, at most 400 characters."""
    syllables = lazy_pinyin(normal(text), style=Style.TONE3, errors="default")
    return " ".join(syllables).lower()[:400]


def normal(text: str) -> str:
    """NFKC form without outer white space: full-width letters and digits become plain ones."""
    return unicodedata.normalize("NFKC", text).strip()


def masked_name(name: str) -> str:
    """王芳 becomes 王*, 欧阳小明 becomes 欧**明; a name of one character becomes *."""
    if len(name) <= 1:
        return "*" * len(name)
    if len(name) == 2:
        return name[0] + "*"
    return name[0] + "*" * (len(name) - 2) + name[-1]


def masked_number(number: str, *, head: int = 4, tail: int = 2) -> str:
    """The first ``head`` and last ``tail`` characters with stars between; short numbers are all stars."""
    if len(number) <= head + tail:
        return "*" * len(number)
    return number[:head] + "*" * (len(number) - head - tail) + number[-tail:]


def masked_phone(phone: str) -> str:
    """13812345678 becomes 138****5678."""
    return masked_number(phone, head=3, tail=4)
