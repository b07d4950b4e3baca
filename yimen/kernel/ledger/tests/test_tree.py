"""梅克尔树: roots and paths agree with the definitions of RFC 9162 written down plainly, at every size up to 40."""

from __future__ import annotations

import pytest

from yimen.kernel.ledger import offline, tree
from yimen.kernel.ledger.growing import GrowingTree

LEAVES = [offline.leaf_hash([bytes([number])]) for number in range(40)]


def plainly(leaves: list[bytes]) -> bytes:
    """MTH of RFC 9162, 2.1.1, over hashes of leaves."""
    if not leaves:
        return offline.sha256()
    if len(leaves) == 1:
        return leaves[0]
    middle = tree.split(len(leaves))
    return offline.node_hash(plainly(leaves[:middle]), plainly(leaves[middle:]))


def node(height: int, number: int) -> bytes:
    return plainly(LEAVES[number << height : (number + 1) << height])


def test_roots() -> None:
    growing = GrowingTree({})
    for size, leaf in enumerate([*LEAVES, b""]):
        assert tree.root(size, node) == growing.root() == plainly(LEAVES[:size])
        growing.add(leaf)


def test_every_leaf_is_proved_in_every_tree() -> None:
    for size in range(1, 41):
        root = plainly(LEAVES[:size])
        for position in range(size):
            path = tree.inclusion(position, size, node)
            assert offline.root_by_inclusion(LEAVES[position], position, size, path) == root
            assert len(path) <= 6


def test_every_tree_begins_with_every_smaller_one() -> None:
    for second in range(1, 41):
        for first in range(1, second + 1):
            path = tree.consistency(first, second, node)
            roots = plainly(LEAVES[:first]), plainly(LEAVES[:second])
            assert offline.roots_by_consistency(first, second, roots[0], path) == roots


@pytest.mark.parametrize("change", [lambda p: p[:-1], lambda p: [*p, p[0]], lambda p: [p[1], p[0], *p[2:]]])
def test_a_path_that_was_changed_leads_elsewhere(change) -> None:  # type: ignore[no-untyped-def]
    root, path = plainly(LEAVES[:21]), tree.inclusion(5, 21, node)
    try:
        assert offline.root_by_inclusion(LEAVES[5], 5, 21, change(path)) != root
    except offline.ProofError:
        assert len(change(path)) != len(path)


def test_a_tree_that_was_changed_is_not_consistent() -> None:
    other = [*LEAVES[:3], LEAVES[4], *LEAVES[4:]]
    path = tree.consistency(
        7, 21, lambda height, number: plainly(other[number << height : (number + 1) << height])
    )
    found = offline.roots_by_consistency(7, 21, plainly(LEAVES[:7]), path)
    assert found != (plainly(LEAVES[:7]), plainly(other[:21]))
    with pytest.raises(offline.ProofError):
        offline.roots_by_consistency(8, 7, plainly(LEAVES[:8]), path)
