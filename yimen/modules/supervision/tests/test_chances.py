"""Chance against tables: Poisson tails, and the procedure of Benjamini and Hochberg on their own example."""

from __future__ import annotations

from math import exp

import pytest

from yimen.modules.supervision.rules.chances import at_least, at_most, standing

TABLE = [
    (0, 1.0, 0.367879),
    (2, 2.5, 0.543813),
    (5, 5.0, 0.615961),
    (3, 10.0, 0.010336),
    (15, 10.0, 0.951260),
]
"""Cumulative Poisson probabilities, as in any table of them."""
EXAMPLE = [
    0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459, 0.3240, 0.4262, 0.5719, 0.6528, 0.7590, 1.0,
]  # fmt: skip
"""The fifteen values of Benjamini and Hochberg (1995): at 0.05 the first four stand."""


@pytest.mark.parametrize(("count", "expected", "chance"), TABLE)
def test_poisson_as_in_the_table(count: int, expected: float, chance: float) -> None:
    assert at_most(count, expected) == pytest.approx(chance, abs=1e-6)
    assert at_least(count + 1, expected) == pytest.approx(1 - chance, abs=1e-6)


def test_tails_stay_exact_where_they_are_small() -> None:
    assert at_least(30, 2.0) == pytest.approx(5.83e-25, rel=0.01)
    assert at_most(0, 50.0) == pytest.approx(exp(-50))
    assert (at_least(0, 3.0), at_most(-1, 3.0), at_least(1, 0.0), at_most(0, 0.0)) == (1.0, 0.0, 0.0, 1.0)


def test_false_discoveries_as_in_the_example() -> None:
    assert standing(EXAMPLE, 15, 0.05) == [0, 1, 2, 3]
    assert standing(list(reversed(EXAMPLE)), 15, 0.05) == [11, 12, 13, 14]
    assert standing(EXAMPLE[:3], 15, 0.05) == [0, 1, 2]
    assert standing(EXAMPLE, 1000, 0.05) == []
    assert standing([], 10, 0.05) == []


def test_a_larger_chance_stands_when_those_below_it_do_not_alone() -> None:
    assert standing([0.03, 0.04], 2, 0.05) == [0, 1]
