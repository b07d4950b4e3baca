"""对账树: two long lists are compared by their hashes, and only what differs is sent. Pure functions.

A leaf is one case: its number and what is held of it (item, state). It stands under the hexadecimal digits of
the SHA-256 of its number. The hash of a branch is the SHA-256 of its leaves as lines, sorted; so equal branches are
equal lists, and of 100,000 cases a single difference is found by asking for 16 hashes four times.
"""

from __future__ import annotations

import hashlib
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

DIGITS = "0123456789abcdef"
FEW = 40
DEEPEST = 16


class Leaf(NamedTuple):
    """办件 as it is compared: the item and the state, with the outcome once it has ended."""

    number: str
    item: str
    state: str

    @property
    def held(self) -> str:
        return f"{self.item} {self.state}"


@dataclass(frozen=True)
class Branch:
    """分支 — how many cases stand under these digits, and their hash."""

    prefix: str
    count: int
    hash: str


@dataclass(frozen=True)
class Total:
    """合计 — the cases of an item in a state: how many, and the hash of their sorted numbers."""

    item: str
    state: str
    count: int
    hash: str


class Tree:
    """对账树 of one side."""

    def __init__(self, leaves: Iterable[Leaf]) -> None:
        keyed = sorted((hashlib.sha256(one.number.encode()).hexdigest(), one) for one in leaves)
        self._keys = [key for key, _leaf in keyed]
        self._leaves = [leaf for _key, leaf in keyed]

    def __len__(self) -> int:
        return len(self._leaves)

    def under(self, prefix: str) -> list[Leaf]:
        """The cases under the digits."""
        first = bisect_left(self._keys, prefix)
        return self._leaves[first : bisect_left(self._keys, f"{prefix}g", first)]

    def branch(self, prefix: str) -> Branch:
        leaves = self.under(prefix)
        lines = sorted(f"{one.number} {one.held}" for one in leaves)
        return Branch(prefix, len(leaves), _hash(lines))

    def children(self, prefix: str) -> list[Branch]:
        """The sixteen branches below."""
        return [self.branch(prefix + digit) for digit in DIGITS]

    def totals(self) -> list[Total]:
        """分事项合计 — by item and state."""
        numbers: dict[tuple[str, str], list[str]] = defaultdict(list)
        for one in self._leaves:
            numbers[(one.item, one.state)].append(one.number)
        return [
            Total(item, state, len(found), _hash(sorted(found)))
            for (item, state), found in sorted(numbers.items())
        ]


def _hash(lines: list[str]) -> str:
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()


@dataclass(frozen=True)
class Unlike:
    """一件差异 — what each side holds of a case; empty where it holds none."""

    number: str
    here: str
    there: str


def unlike(here: Iterable[Leaf], there: Iterable[Leaf]) -> list[Unlike]:
    """The cases that the two lists do not hold alike, by number."""
    ours, theirs = ({one.number: one.held for one in side} for side in (here, there))
    return [
        Unlike(number, ours.get(number, ""), theirs.get(number, ""))
        for number in sorted(ours.keys() | theirs.keys())
        if ours.get(number) != theirs.get(number)
    ]
