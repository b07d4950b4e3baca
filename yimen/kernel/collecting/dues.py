"""应缴款 — what is owed under a payment code, whichever module asked for it: modules register what they collect."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Protocol

from django.db import models
from django.utils.translation import gettext_lazy as _

from yimen.kernel.base.refusals import Text

MACHINE = "charging"
"""The machine in whose name sums are settled; a collector's verbs grant it what they need."""


class DueState(models.TextChoices):
    """应缴款状态."""

    OPEN = "open", _("待缴款")
    PAID = "paid", _("已缴清")
    VOID = "void", _("不再收取")


class Collector(Protocol):
    """收缴方 — a module that asks for money under payment codes."""

    def find(self, code: str) -> Due | None:
        """What is owed under the code; None when the code is not of this collector."""

    def settle(self, due: Due, *, reference: str, paid_at: datetime, at: datetime) -> None:
        """Carries out what follows from the money, by verbs of its own; raises RuleBroken for what is not open."""


@dataclass(frozen=True)
class Due:
    """应缴款 — one sum, wanted whole: its code, what it is called, from which day it was asked for."""

    code: str
    name: Text
    amount: Decimal
    asked_on: date
    state: str
    collector: Collector

    def __str__(self) -> str:
        return f"{self.name} {self.code}"


_COLLECTORS: list[Collector] = []


def register(collector: Collector) -> None:
    """Called once, when the module starts."""
    _COLLECTORS.append(collector)


def find(code: str) -> Due | None:
    """What is owed under the code, of whichever module; None where nobody asked for it."""
    if not code:
        return None
    return next((due for one in _COLLECTORS if (due := one.find(code)) is not None), None)
