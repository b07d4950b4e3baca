"""抽样: the lot is the same for everybody who has the list and the seed."""

from __future__ import annotations

import hashlib
from decimal import Decimal

import pytest

from yimen.modules.supervision import sampling

KEYS = [f"case-{number}" for number in range(1, 11)]


def test_the_list_is_sorted_and_hashed() -> None:
    text = sampling.list_text(["b", "a", "b"])
    assert text == "a\nb"
    assert sampling.list_hash(text) == hashlib.sha256(b"a\nb").hexdigest()


def test_the_order_is_that_of_the_hash_of_seed_and_key() -> None:
    """Reckoned by hand, as the page tells anybody to do it."""
    ranks = {key: hashlib.sha256(b"2026\n" + key.encode()).hexdigest() for key in KEYS}
    assert sampling.in_lot_order("2026", KEYS) == sorted(KEYS, key=ranks.__getitem__)
    assert sampling.in_lot_order("2026", reversed(KEYS)) == sampling.in_lot_order("2026", KEYS)
    assert sampling.in_lot_order("2027", KEYS) != sampling.in_lot_order("2026", KEYS)


def test_a_person_is_drawn_once() -> None:
    everybody = {key: "same" if place < 5 else key for place, key in enumerate(KEYS)}
    chosen = sampling.drawn("2026", everybody, 10)
    assert len(chosen) == 6
    assert len([key for key in chosen if everybody[key] == "same"]) == 1
    assert sampling.drawn("2026", everybody, 3) == chosen[:3]


@pytest.mark.parametrize(
    ("population", "size", "share", "drawn"),
    [(100, 7, None, 7), (5, 7, None, 5), (101, None, "5", 6), (3, None, "0.5", 1), (200, None, "100", 200)],
)
def test_the_size(population: int, size: int | None, share: str | None, drawn: int) -> None:
    assert sampling.size_of(population, size=size, share=Decimal(share) if share else None) == drawn


def test_everybody_has_the_same_chance() -> None:
    """Over 400 seeds each of ten is first between 20 and 60 times (binomial: five standard deviations are 30)."""
    first = [sampling.in_lot_order(str(seed), KEYS)[0] for seed in range(400)]
    assert all(20 <= first.count(key) <= 60 for key in KEYS)
