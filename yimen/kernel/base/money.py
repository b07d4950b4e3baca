"""Money: Decimal yuan with two places, rounded half up; never a float."""

from decimal import ROUND_HALF_UP, Decimal

CENT = Decimal("0.01")


def yuan(amount: Decimal | int | str) -> Decimal:
    """The amount in yuan, to the cent. Raises TypeError for a float: binary fractions are not money."""
    if isinstance(amount, float):
        raise TypeError("money is never a float")
    return Decimal(amount).quantize(CENT, rounding=ROUND_HALF_UP)
