"""The shapes of a criterion: comparisons of terms, joined by all, any and not."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum


class Kind(StrEnum):
    """What a term takes."""

    CHOICE = "choice"
    CHOICES = "choices"
    DATE = "date"
    FLAG = "flag"
    NUMBER = "number"
    TEXT = "text"


class Operator(StrEnum):
    """How a term is compared."""

    EQUALS = "equals"
    IN = "in"
    AT_LEAST = "at_least"
    AT_MOST = "at_most"
    BETWEEN = "between"


Plain = str | bool | Decimal | date
ALLOWED: dict[Kind, tuple[Operator, ...]] = {
    Kind.CHOICE: (Operator.EQUALS, Operator.IN),
    Kind.CHOICES: (Operator.EQUALS, Operator.IN),
    Kind.DATE: (Operator.EQUALS, Operator.AT_LEAST, Operator.AT_MOST, Operator.BETWEEN),
    Kind.FLAG: (Operator.EQUALS,),
    Kind.NUMBER: (Operator.EQUALS, Operator.AT_LEAST, Operator.AT_MOST, Operator.BETWEEN),
    Kind.TEXT: (Operator.EQUALS, Operator.IN),
}


@dataclass(frozen=True)
class Compare:
    """比较 — one term against one value, several values, or two bounds."""

    of: str
    operator: Operator
    values: tuple[Plain, ...]


@dataclass(frozen=True)
class All:
    """全部满足."""

    parts: tuple[Criterion, ...] = ()


@dataclass(frozen=True)
class AnyOf:
    """任一满足."""

    parts: tuple[Criterion, ...] = ()


@dataclass(frozen=True)
class Not:
    """不满足."""

    part: Criterion


Criterion = Compare | All | AnyOf | Not
NEVER = AnyOf()


@dataclass(frozen=True)
class Term:
    """条件项 — something that a criterion may ask about: a question, a field of the form, who applies.

    ``rule`` says when it is asked at all; ``is_required`` that it is answered whenever it is asked.
    """

    key: str
    kind: Kind
    label: str
    options: tuple[tuple[str, str], ...] = ()
    unit: str = ""
    least: Decimal | None = None
    most: Decimal | None = None
    is_whole: bool = False
    is_required: bool = False
    rule: Criterion | None = None

    @property
    def known(self) -> tuple[str, ...]:
        return tuple(key for key, _label in self.options)

    def option(self, key: object) -> str:
        return dict(self.options).get(str(key), str(key))


def comparisons(criterion: Criterion) -> Iterator[Compare]:
    """Every comparison in it, from left to right."""
    if isinstance(criterion, Compare):
        yield criterion
        return
    parts = (criterion.part,) if isinstance(criterion, Not) else criterion.parts
    for part in parts:
        yield from comparisons(part)


def uses(criterion: Criterion) -> list[str]:
    """The terms that it asks about, each once."""
    return list(dict.fromkeys(one.of for one in comparisons(criterion)))
