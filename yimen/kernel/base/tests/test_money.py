"""Money: to the cent, half up, never a float."""

from __future__ import annotations

from decimal import Decimal

import pytest

from yimen.kernel.base.money import yuan


@pytest.mark.parametrize(
    ("amount", "expected"),
    [(10, "10.00"), ("0.005", "0.01"), ("0.004", "0.00"), (Decimal("2.675"), "2.68"), ("-0.005", "-0.01")],
)
def test_rounds_half_up_to_the_cent(amount: Decimal | int | str, expected: str) -> None:
    assert str(yuan(amount)) == expected


def test_a_float_is_not_money() -> None:
    with pytest.raises(TypeError, match="never a float"):
        yuan(0.1)  # type: ignore[arg-type]
