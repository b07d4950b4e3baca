"""份额 — parts of a whole that add up: largest remainder, and draws by weight."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import accumulate
from random import Random
from typing import Generic, TypeVar

T = TypeVar("T")


def apportioned(total: int, weights: Mapping[T, float]) -> dict[T, int]:
    """``total`` parted by weight in whole numbers, the largest remainders first; the parts add up to it."""
    whole = sum(weights.values())
    exact = {key: total * weight / whole for key, weight in weights.items()} if whole else {}
    parts = {key: int(value) for key, value in exact.items()}
    left = total - sum(parts.values())
    order = sorted(exact, key=lambda key: exact[key] - parts[key], reverse=True)
    for key in order[:left]:
        parts[key] += 1
    return parts


def dealt(parts: Mapping[T, int], dice: Random) -> list[T]:
    """As many of each as its part says, shuffled."""
    cards = [key for key, count in parts.items() for _ in range(count)]
    dice.shuffle(cards)
    return cards


class Draw(Generic[T]):
    """Draws by weight, quickly."""

    def __init__(self, values: Sequence[T], weights: Sequence[float]) -> None:
        self.values = values
        self.until = list(accumulate(weights))

    def one(self, dice: Random) -> T:
        return dice.choices(self.values, cum_weights=self.until)[0]
