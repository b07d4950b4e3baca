"""What a term may still be, while a criterion is searched: absent, one of a set, several of a set, or in a range."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Any

from .shapes import Compare, Kind, Operator, Plain, Term

ONE = Decimal(1)
MEASURED = (Kind.NUMBER, Kind.DATE)


@dataclass(frozen=True)
class Range:
    """Numbers from ``low`` to ``high``; dates count as whole numbers."""

    low: Decimal | None = None
    high: Decimal | None = None
    low_open: bool = False
    high_open: bool = False
    is_whole: bool = False

    def from_(self, low: Decimal | None, *, is_open: bool = False) -> Range:
        """The part of it that is not below."""
        if low is None:
            return self
        if self.is_whole:
            rounded = low.to_integral_value(rounding="ROUND_CEILING")
            low, is_open = (rounded + ONE if is_open and rounded == low else rounded), False
        if self.low is None or (low, is_open) > (self.low, self.low_open):
            return replace(self, low=low, low_open=is_open)
        return self

    def to(self, high: Decimal | None, *, is_open: bool = False) -> Range:
        """The part of it that is not above."""
        if high is None:
            return self
        if self.is_whole:
            rounded = high.to_integral_value(rounding="ROUND_FLOOR")
            high, is_open = (rounded - ONE if is_open and rounded == high else rounded), False
        if self.high is None or (high, not is_open) < (self.high, not self.high_open):
            return replace(self, high=high, high_open=is_open)
        return self

    @property
    def is_possible(self) -> bool:
        if self.low is None or self.high is None or self.low < self.high:
            return True
        return self.low == self.high and not (self.low_open or self.high_open)


@dataclass(frozen=True)
class Domain:
    """What one term may be, given what was said about it so far; whether it is asked may be open, too."""

    term: Term
    is_asked: bool | None = None
    is_given: bool = False
    only: frozenset[Any] | None = None
    without: frozenset[Any] = frozenset()
    chosen: frozenset[Any] = frozenset()
    ranges: tuple[Range, ...] = ()

    @property
    def is_possible(self) -> bool:
        if self.is_asked is False:
            return not self.is_given
        is_absent = not self.is_given and not self.term.is_required
        return is_absent or self._is_some_value_left()

    def _is_some_value_left(self) -> bool:
        if self.term.kind in MEASURED:
            return any(one.is_possible for one in self.ranges)
        if self.term.kind == Kind.CHOICES:
            return not (self.chosen & self.without) and bool(set(self.term.known) - self.without)
        return self.only is None or bool(self.only - self.without)

    def asked(self, is_asked: bool) -> Domain:
        return replace(self, is_asked=is_asked)

    def narrow(self, one: Compare, truth: bool) -> Domain:
        """What is left when the comparison is true, or is not; what is absent makes every comparison untrue."""
        given, values = self.is_given or truth, frozenset(one.values)
        if self.term.kind in MEASURED:
            return replace(self, ranges=tuple(_cut(self.ranges, one, truth)), is_given=given)
        if not truth:
            return replace(self, without=self.without | values)
        if self.term.kind == Kind.CHOICES:
            return replace(self, chosen=self.chosen | values, is_given=True)
        return replace(self, only=values if self.only is None else self.only & values, is_given=True)


def domain_of(term: Term) -> Domain:
    """Everything that the term may be before anything was said."""
    domain = Domain(term, is_asked=None if term.rule else True)
    if term.kind == Kind.FLAG:
        return replace(domain, only=frozenset({True, False}))
    if term.kind == Kind.CHOICE:
        return replace(domain, only=frozenset(term.known))
    if term.kind in MEASURED:
        whole = Range(is_whole=term.is_whole or term.kind == Kind.DATE)
        return replace(domain, ranges=(whole.from_(term.least).to(term.most),))
    return domain


def _cut(ranges: Iterable[Range], one: Compare, truth: bool) -> Iterator[Range]:
    low = _number(one.values[0]) if one.operator != Operator.AT_MOST else None
    high = _number(one.values[-1]) if one.operator != Operator.AT_LEAST else None
    for part in ranges:
        if truth:
            yield part.from_(low).to(high)
            continue
        if low is not None:
            yield part.to(low, is_open=True)
        if high is not None:
            yield part.from_(high, is_open=True)


def _number(value: Plain) -> Decimal:
    return Decimal(value.toordinal()) if isinstance(value, date) else Decimal(str(value))
