"""拼音: how titles sound, so that they are found by typed pinyin, by its initials, and when a homophone was typed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from itertools import islice

from pypinyin import Style, lazy_pinyin

LETTERS = re.compile(r"[a-z]{2,60}")
MOST_READINGS = 6


def syllables(plain: str) -> list[str]:
    """One sound for each character of a folded text, without tone; what is not Chinese sounds as it is written."""
    return lazy_pinyin(plain, style=Style.NORMAL, errors=list)  # type: ignore[arg-type]  # a list is taken too


def may_be_pinyin(run: str) -> bool:
    """Whether a run may be typed pinyin or initials: Latin letters only."""
    return bool(LETTERS.fullmatch(run))


def readings(run: str) -> list[tuple[str, ...]]:
    """The ways in which letters can be read as syllables: gongjijin as (gong, ji, jin); the fewest syllables first."""
    if not may_be_pinyin(run):
        return []
    ways = islice(_ways(run, 0, _dead_ends(run)), 200)
    return sorted(ways, key=len)[:MOST_READINGS]


def _ways(run: str, start: int, dead: frozenset[int]) -> Iterator[tuple[str, ...]]:
    if start == len(run):
        yield ()
        return
    for end in range(min(len(run), start + 6), start, -1):
        if end not in dead and run[start:end] in _known():
            for rest in _ways(run, end, dead):
                yield (run[start:end], *rest)


def _dead_ends(run: str) -> frozenset[int]:
    """Places from which the end cannot be reached, so that no time is lost there."""
    alive = {len(run)}
    for start in range(len(run) - 1, -1, -1):
        if any(
            end in alive and run[start:end] in _known()
            for end in range(start + 1, min(len(run), start + 6) + 1)
        ):
            alive.add(start)
    return frozenset(range(len(run))) - alive


@cache
def _known() -> frozenset[str]:
    """Every syllable that a common character has."""
    common = "".join(map(chr, range(0x4E00, 0x9FA6)))
    found = lazy_pinyin(list(common), style=Style.NORMAL, errors="ignore")
    return frozenset(one for one in found if re.fullmatch("[a-z]*[aeiouv][a-z]*", one))
