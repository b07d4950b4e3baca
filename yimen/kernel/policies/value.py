"""A parameter as code reads it: a value of one kind, with the article it rests on."""

from __future__ import annotations

import builtins
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _

from .units import Unit


@dataclass(frozen=True, slots=True)
class Value:
    """参数值 — in force from a day, until a day or until further notice."""

    code: str
    scope: str
    value: object
    unit: str
    basis: str
    in_force_from: date
    in_force_to: date | None = None
    is_confirmed: bool = True

    @property
    def int(self) -> builtins.int:
        """The whole number; raises TypeError when the parameter is something else."""
        if isinstance(self.value, bool) or not isinstance(self.value, int):
            raise TypeError(f"policy {self.code} is not a whole number: {self.value!r}")
        return self.value

    @property
    def decimal(self) -> Decimal:
        """The number, exactly; raises TypeError when the parameter is something else."""
        if isinstance(self.value, bool) or not isinstance(self.value, int | str):
            raise TypeError(f"policy {self.code} is not a number: {self.value!r}")
        try:
            return Decimal(self.value)
        except ArithmeticError:
            raise TypeError(f"policy {self.code} is not a number: {self.value!r}") from None

    @property
    def text(self) -> str:
        """The text; raises TypeError when the parameter is something else."""
        if not isinstance(self.value, str):
            raise TypeError(f"policy {self.code} is not a text: {self.value!r}")
        return self.value

    @property
    def flag(self) -> bool:
        """Yes or no; raises TypeError when the parameter is something else."""
        if not isinstance(self.value, bool):
            raise TypeError(f"policy {self.code} is not a yes or no: {self.value!r}")
        return self.value

    def holds_on(self, day: date) -> bool:
        """Whether it is in force on the day."""
        return self.in_force_from <= day and (self.in_force_to is None or day <= self.in_force_to)

    def __str__(self) -> str:
        return shown(self.value, self.unit)


def shown(value: object, unit: str) -> str:
    """20个工作日, 6个月, 是: the value with its unit, in the reader's language."""
    if isinstance(value, bool):
        return _("是") if value else _("否")
    known = unit in Unit.values and unit
    return f"{value}{Unit(unit).label}" if known else str(value)
