"""梅克尔树: roots and paths of RFC 9162 (2.1) over any store of nodes, for any size that the tree ever had."""

from __future__ import annotations

from collections.abc import Callable

from .offline import node_hash, sha256

EMPTY = sha256()
Node = Callable[[int, int], bytes]
"""The hash of a complete subtree by its height and its number from the left."""


def split(count: int) -> int:
    """The largest power of two below a count of at least two."""
    return 1 << ((count - 1).bit_length() - 1)


def hash_of(begin: int, end: int, node: Node) -> bytes:
    """The hash over the leaves from begin up to end, where begin is where a subtree of that size may begin."""
    count = end - begin
    if count & (count - 1) == 0:
        return node(count.bit_length() - 1, begin // count)
    middle = begin + split(count)
    return node_hash(hash_of(begin, middle, node), hash_of(middle, end, node))


def root(size: int, node: Node) -> bytes:
    """The root of the first ``size`` leaves."""
    return hash_of(0, size, node) if size else EMPTY


def inclusion(position: int, size: int, node: Node) -> list[bytes]:
    """The path that proves a leaf to be in the tree of that size, from the leaf upward."""
    begin, end = 0, size
    found: list[bytes] = []
    while end - begin > 1:
        middle = begin + split(end - begin)
        if position < middle:
            found.append(hash_of(middle, end, node))
            end = middle
        else:
            found.append(hash_of(begin, middle, node))
            begin = middle
    return found[::-1]


def consistency(first: int, second: int, node: Node) -> list[bytes]:
    """The path that proves the tree of the first size to be the beginning of that of the second."""
    begin, end = 0, second
    found: list[bytes] = []
    while end > first:
        middle = begin + split(end - begin)
        if first <= middle:
            found.append(hash_of(middle, end, node))
            end = middle
        else:
            found.append(hash_of(begin, middle, node))
            begin = middle
    if begin:
        found.append(hash_of(begin, end, node))
    return found[::-1]


def complete(hashes: list[bytes]) -> bytes:
    """The root over a number of hashes that is a power of two."""
    while len(hashes) > 1:
        hashes = [node_hash(hashes[i], hashes[i + 1]) for i in range(0, len(hashes), 2)]
    return hashes[0]
