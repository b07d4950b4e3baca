"""Whether a criterion holds for what is known: yes, no, or not known yet."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal

from .shapes import All, Compare, Criterion, Not, Operator

Value = str | bool | Decimal | date | tuple[str, ...] | None
Values = Mapping[str, Value]
"""What is known, by term; a term that is not there is not known yet, None is known to have no value."""


def holds(criterion: Criterion, values: Values, *, settled: bool = False) -> bool | None:
    """None while it depends on what is not known yet; with ``settled`` nothing more will come to be known."""
    if isinstance(criterion, Compare):
        if criterion.of not in values:
            return False if settled else None
        return _compares(criterion, values[criterion.of])
    if isinstance(criterion, Not):
        inside = holds(criterion.part, values, settled=settled)
        return None if inside is None else not inside
    found = [holds(one, values, settled=settled) for one in criterion.parts]
    return _all(found) if isinstance(criterion, All) else _any(found)


def _all(found: Iterable[bool | None]) -> bool | None:
    known = list(found)
    if False in known:
        return False
    return None if None in known else True


def _any(found: Iterable[bool | None]) -> bool | None:
    known = list(found)
    if True in known:
        return True
    return None if None in known else False


def _compares(one: Compare, value: Value) -> bool:
    if value is None:
        return False
    if isinstance(value, tuple):
        return bool(set(value) & set(one.values))
    if one.operator in (Operator.EQUALS, Operator.IN):
        return value in one.values
    if isinstance(value, Decimal | date):
        return _within(one, value)
    return False


def _within(one: Compare, value: Decimal | date) -> bool:
    least = one.values[0] if one.operator != Operator.AT_MOST else None
    most = one.values[-1] if one.operator != Operator.AT_LEAST else None
    return (least is None or least <= value) and (most is None or value <= most)  # type: ignore[operator]
