"""Frequent runs: what stands in so many documents that finding it by its pairs of characters would take long.

They are learned from a sample when an index is built, and stay the same as long as it lives; a document holds those
that it contains as terms of their own. It changes how fast a run is found, never what is found.
"""

from __future__ import annotations

import operator
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import islice

SHORT = (3, 4)
LONGEST = 12
SHARE = 0.05
SAMPLE = 2500
FEWEST = 500
"""A smaller sample says nothing, and a small index needs no help."""


class Frequent:
    """常见词 — the runs that an index knows as wholes."""

    def __init__(self, runs: Iterable[str] = ()) -> None:
        self.runs = frozenset(runs)
        self._short = {size: frozenset(run for run in self.runs if len(run) == size) for size in SHORT}
        self._longer: dict[str, list[str]] = {}
        for run in self.runs:
            if len(run) > SHORT[-1]:
                self._longer.setdefault(run[: SHORT[-1]], []).append(run)

    def __contains__(self, run: str) -> bool:
        return run in self.runs

    def found_in(self, plain: str, pairs: Sequence[str]) -> set[str]:
        """The frequent runs that this folded text contains; ``pairs`` are its neighbouring characters."""
        if not self.runs:
            return set()
        three, four = self._short[SHORT[0]], self._short[SHORT[1]]
        found = set(three.intersection(map(operator.add, pairs, islice(plain, 2, None))))
        fours = four.intersection(map(operator.add, pairs, islice(pairs, 2, None)))
        found |= fours
        for head in fours:
            found.update(run for run in self._longer.get(head, ()) if run in plain)
        return found


def learn(texts: Sequence[str], *, cut: str) -> Frequent:
    """The runs of three and more characters that stand in a share of the texts, from the shorter to the longer."""
    if len(texts) < FEWEST:
        return Frequent()
    enough = max(int(len(texts) * SHARE), 2)
    known: set[str] = set()
    shorter: frozenset[str] | None = None
    for size in range(SHORT[0], LONGEST + 1):
        counted: Counter[str] = Counter()
        for text in texts:
            counted.update(_runs(text, size, shorter, cut))
        shorter = frozenset(run for run, count in counted.items() if count >= enough)
        if not shorter:
            break
        known |= shorter
    return Frequent(known)


def _runs(text: str, size: int, shorter: frozenset[str] | None, cut: str) -> set[str]:
    """The runs of this size in a text; only such as begin with a frequent run that is shorter by one."""
    ends = len(text) - size + 1
    if shorter is None:
        return {run for start in range(ends) if cut not in (run := text[start : start + size])}
    return {
        run
        for start in range(ends)
        if text[start : start + size - 1] in shorter and cut not in (run := text[start : start + size])
    }
