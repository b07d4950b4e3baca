"""Identifiers: version 7, in the order in which they were made."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

from yimen.kernel.base.ids import new_id


def test_are_in_the_order_of_their_making() -> None:
    made = [new_id() for _ in range(1000)]
    assert made == sorted(made)
    assert {one.version for one in made} == {7}


def test_are_never_the_same() -> None:
    with ThreadPoolExecutor(4) as pool:
        made = list(pool.map(lambda _: new_id(), range(4000)))
    assert len(set(made)) == 4000
