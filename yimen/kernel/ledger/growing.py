"""逐叶重建: a tree that grows leaf by leaf, knows its root at every size, and compares its nodes with those stored."""

from __future__ import annotations

from collections.abc import Mapping

from .offline import node_hash
from .tree import EMPTY

MOST_FAULTS = 100


class GrowingTree:
    """重建之树 — only the roots of its complete subtrees are remembered, one a height."""

    def __init__(self, stored: Mapping[tuple[int, int], bytes]) -> None:
        self.size = 0
        self.faults: list[str] = []
        self._stored, self._met = stored, 0
        self._peaks: list[bytes] = []

    def add(self, leaf: bytes) -> None:
        """One more leaf at the end."""
        count, height, found = self.size, 0, leaf
        while count & 1:
            found = node_hash(self._peaks.pop(), found)
            count, height = count >> 1, height + 1
            if not height % 8:
                self._compare(height // 8, count, found)
        self._peaks.append(found)
        self.size += 1

    def root(self) -> bytes:
        """The root at the present size."""
        if not self._peaks:
            return EMPTY
        found = self._peaks[-1]
        for peak in reversed(self._peaks[:-1]):
            found = node_hash(peak, found)
        return found

    def _compare(self, level: int, number: int, found: bytes) -> None:
        self._met += 1
        if self._stored.get((level, number)) != found and len(self.faults) < MOST_FAULTS:
            first, width = number << 8 * level, 1 << 8 * level
            self.faults.append(
                f"leaves {first} to {first + width - 1} are not those over which node {level}/{number} stands"
            )
