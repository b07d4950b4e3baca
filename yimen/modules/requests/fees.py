"""信息处理费: progressive tiers, each amount from the published standard; nobody types one. Pure (国办函〔2020〕109号).

A standard is written as data: ``10=0; 30=100; +10=+100`` — up to 10 free, up to 30 each 100, then every further
band of 10 costs 100 more apiece; ``30=0; 100=10; 200=20; *=40`` — the rest each 40.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Band:
    """收费档 — the units from ``first`` to ``last`` (None: without end) cost ``price`` each."""

    first: int
    last: int | None
    price: Decimal


@dataclass(frozen=True, slots=True)
class Line:
    """计算行 — so many units of one band, at its price."""

    first: int
    last: int
    count: int
    price: Decimal

    @property
    def amount(self) -> Decimal:
        return self.price * self.count


class BadTiers(ValueError):  # noqa: N818 - says what is wrong
    """The standard is not written as it should be."""


def bands(written: str) -> Iterator[Band]:
    """The bands of a standard, in order; the last may go on for ever."""
    first, price = 1, Decimal(0)
    for part in (one.strip() for one in written.split(";") if one.strip()):
        upto, sign, cost = (piece.strip() for piece in part.partition("="))
        if not sign:
            raise BadTiers(part)
        if upto.startswith("+"):
            yield from _rising(first, price, _whole(upto[1:]), Decimal(cost.removeprefix("+")))
            return
        price = Decimal(cost)
        if upto == "*":
            yield Band(first, None, price)
            return
        last = _whole(upto)
        yield Band(first, last, price)
        first = last + 1


def _rising(first: int, price: Decimal, width: int, more: Decimal) -> Iterator[Band]:
    while True:
        price += more
        yield Band(first, first + width - 1, price)
        first += width


def _whole(text: str) -> int:
    if not text.isdigit() or int(text) < 1:
        raise BadTiers(text)
    return int(text)


def lines(written: str, quantity: int, *, before: int = 0) -> list[Line]:
    """What the units after ``before`` cost, band by band: only the excess over each band's limit costs its price."""
    found: list[Line] = []
    last = before + quantity
    for band in bands(written):
        begin = max(band.first, before + 1)
        end = last if band.last is None else min(band.last, last)
        if end >= begin:
            found.append(Line(begin, end, end - begin + 1, band.price))
        if band.last is None or band.last >= last:
            return found
    raise BadTiers(written)


def fee(written: str, quantity: int, *, before: int = 0) -> Decimal:
    """信息处理费 — the sum of the lines."""
    return sum((line.amount for line in lines(written, quantity, before=before)), Decimal(0))
