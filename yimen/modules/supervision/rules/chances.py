"""Chance: tails of the Poisson distribution, and which of many tests stand when false discoveries are kept rare.

Exact sums in floating point; no table and no library: the numbers here are small. Tested against tabulated values.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import exp, lgamma, log


def at_most(count: int, expected: float) -> float:
    """P(X <= count) for a Poisson variable with this expectation."""
    if count < 0:
        return 0.0
    if expected <= 0:
        return 1.0
    return min(1.0, sum(_exactly(one, expected) for one in range(count + 1)))


def at_least(count: int, expected: float) -> float:
    """P(X >= count); the tail itself is summed, so that small chances stay exact."""
    if count <= 0:
        return 1.0
    if expected <= 0:
        return 0.0
    if count <= expected:
        return 1.0 - at_most(count - 1, expected)
    term, total, place = _exactly(count, expected), 0.0, count
    while term > total * 1e-17:
        total += term
        place += 1
        term *= expected / place
    return min(1.0, total)


def _exactly(count: int, expected: float) -> float:
    return exp(count * log(expected) - expected - lgamma(count + 1))


def standing(chances: Sequence[float], tests: int, share: float) -> list[int]:
    """The places of the tests that stand (Benjamini and Hochberg, 1995): of these, ``share`` at most are expected false.

    ``tests`` counts all tests of the day; those that are not among ``chances`` are taken to have chance 1.
    """
    order = sorted(range(len(chances)), key=lambda place: chances[place])
    last = 0
    for rank, place in enumerate(order, start=1):
        if chances[place] <= share * rank / tests:
            last = rank
    return sorted(order[:last])
