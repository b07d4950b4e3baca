"""退费单号 — the number of a refund, taken when it is approved."""

from __future__ import annotations

from yimen.kernel.cases.numbers import next_number


def refund_number(year: int) -> str:
    """退费单号 — TF with the year and five digits."""
    serial = next_number("refund", str(year))
    return f"TF{year}{serial:05d}"
