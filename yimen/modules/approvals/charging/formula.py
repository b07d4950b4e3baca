"""计费公式 — a published standard as data, and the one function that makes an amount of it. No database, no clock."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Any

from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from yimen.kernel.base.language import either
from yimen.kernel.base.money import yuan
from yimen.kernel.base.punctuation import joined
from yimen.kernel.base.refusals import RuleBroken

HUNDRED = Decimal(100)
LARGEST = Decimal("99999999999999.99")
MOST_TIERS = 20


class FormulaKind(models.TextChoices):
    """计费方式."""

    FIXED = "fixed", gettext_lazy("定额")
    PER_UNIT = "per_unit", gettext_lazy("按量")
    TIERED = "tiered", gettext_lazy("分档累进")
    PERCENT = "percent", gettext_lazy("按比例")


@dataclass(frozen=True)
class Measure:
    """计费依据量 — what is counted for the charge: an area, a number of days, an investment."""

    key: str
    label: str
    unit: str = ""
    label_en: str = ""

    @property
    def shown(self) -> str:
        return either(self.label, self.label_en)


@dataclass(frozen=True)
class Tier:
    """档 — the rate of what lies above the tier before it, up to its end; the last one has no end."""

    rate: Decimal
    up_to: Decimal | None = None


@dataclass(frozen=True)
class Reduction:
    """减免 — a published ground for which a part of the charge, in percent, is not raised."""

    key: str
    name: str
    basis: str
    percent: Decimal
    name_en: str = ""

    @property
    def shown(self) -> str:
        return either(self.name, self.name_en)


@dataclass(frozen=True)
class Formula:
    """计费公式 — fixed, per unit (rate × the product of the measures), tiered, or a percentage of one measure."""

    kind: str
    amount: Decimal = Decimal(0)
    rate: Decimal = Decimal(0)
    measures: tuple[Measure, ...] = ()
    tiers: tuple[Tier, ...] = ()
    reductions: tuple[Reduction, ...] = ()

    @property
    def is_open(self) -> bool:
        """Whether something must be measured before the amount is known."""
        return bool(self.measures)

    def reduction(self, key: str) -> Reduction | None:
        return next((one for one in self.reductions if one.key == key), None)

    def quantity(self, measured: Mapping[str, Decimal]) -> Decimal:
        """The product of the measures; 1 where nothing is measured. Raises RuleBroken for what is missing."""
        missing = [one for one in self.measures if one.key not in measured]
        if missing:
            raise RuleBroken(
                _("请先核定：%(names)s") % {"names": joined((one.shown for one in missing), "、")},
                fields={one.key: _("请填写") for one in missing},
            )
        product = Decimal(1)
        for one in self.measures:
            product *= positive(measured[one.key], one)
        return product

    def charge(
        self,
        measured: Mapping[str, Decimal],
        *,
        least: Decimal | None = None,
        most: Decimal | None = None,
    ) -> Decimal:
        """The amount, to the cent, never below ``least`` and never above ``most``."""
        amount = self._raw(self.quantity(measured))
        if least is not None:
            amount = max(amount, least)
        if most is not None:
            amount = min(amount, most)
        if amount > LARGEST:
            raise RuleBroken(_("按此数量计算的金额超出范围，请核对数量。"))
        return yuan(amount)

    def _raw(self, quantity: Decimal) -> Decimal:
        if self.kind == FormulaKind.FIXED:
            return self.amount
        if self.kind == FormulaKind.PER_UNIT:
            return self.rate * quantity
        if self.kind == FormulaKind.PERCENT:
            return quantity * self.rate / HUNDRED
        return _progressive(self.tiers, quantity)

    def as_data(self) -> dict[str, Any]:
        """The formula as JSON: amounts as text, so that no digit is lost."""
        return {
            "kind": str(self.kind),
            "amount": str(self.amount),
            "rate": str(self.rate),
            "measures": [vars(one) for one in self.measures],
            "tiers": [
                {"rate": str(one.rate), "up_to": None if one.up_to is None else str(one.up_to)}
                for one in self.tiers
            ],
            "reductions": [{**vars(one), "percent": str(one.percent)} for one in self.reductions],
        }


def _progressive(tiers: Sequence[Tier], quantity: Decimal) -> Decimal:
    total, below = Decimal(0), Decimal(0)
    for tier in tiers:
        end = quantity if tier.up_to is None else min(quantity, tier.up_to)
        if end > below:
            total += (end - below) * tier.rate
            below = end
    return total


def positive(value: Decimal, measure: Measure) -> Decimal:
    """The value of a measure; raises RuleBroken for what is not a positive number."""
    if not value.is_finite() or value <= 0 or value > LARGEST:
        message = _("“%(name)s”应当大于零。") % {"name": measure.shown}
        raise RuleBroken(message, fields={measure.key: message})
    return value


def number(value: object) -> Decimal:
    """A number of the data; raises ValueError for what is none, and for a binary fraction."""
    if isinstance(value, float | bool):
        raise ValueError("numbers of a formula are written as text")
    try:
        found = Decimal(str(value))
    except InvalidOperation as error:
        raise ValueError(f"{value!r} is not a number") from error
    if not found.is_finite() or found < 0 or found > LARGEST:
        raise ValueError(f"{value!r} is out of range")
    return found


def formula_from(data: Mapping[str, Any]) -> Formula:
    """A formula from its JSON form; raises ValueError, KeyError or TypeError for what is none."""
    found = Formula(
        kind=FormulaKind(data["kind"]),
        amount=number(data.get("amount", 0)),
        rate=number(data.get("rate", 0)),
        measures=tuple(Measure(**one) for one in data.get("measures", ())),
        tiers=tuple(
            Tier(number(one["rate"]), None if one.get("up_to") is None else number(one["up_to"]))
            for one in data.get("tiers", ())
        ),
        reductions=tuple(
            Reduction(**{**one, "percent": number(one["percent"])}) for one in data.get("reductions", ())
        ),
    )
    return found


def require_sound(formula: Formula) -> None:
    """Raises RuleBroken for a formula that cannot be computed or says two things."""
    for check in (_kind_and_values, _tiers_in_order, _keys_once, _percents):
        if problem := check(formula):
            raise RuleBroken(problem, fields={"formula": problem})


def _kind_and_values(formula: Formula) -> str:
    fixed = formula.kind == FormulaKind.FIXED
    if fixed and (formula.measures or formula.tiers):
        return _("定额收费不需要数量和分档。")
    if not fixed and not formula.measures:
        return _("请至少写明一个计费依据量。")
    if formula.kind in (FormulaKind.TIERED, FormulaKind.PERCENT) and len(formula.measures) != 1:
        return _("分档累进和按比例收费只能有一个计费依据量。")
    if formula.kind == FormulaKind.TIERED and not formula.tiers:
        return _("请写明分档。")
    if formula.kind == FormulaKind.PERCENT and not 0 < formula.rate <= HUNDRED:
        return _("比例应当大于0，不超过100。")
    return ""


def _tiers_in_order(formula: Formula) -> str:
    if not formula.tiers:
        return ""
    ends = [one.up_to for one in formula.tiers]
    if len(ends) > MOST_TIERS:
        return _("分档过多。")
    if ends[-1] is not None or None in ends[:-1]:
        return _("只有最后一档没有上限。")
    bounds = [one for one in ends if one is not None]
    return "" if bounds == sorted(set(bounds)) and 0 not in bounds else _("各档上限应当由小到大。")


def _keys_once(formula: Formula) -> str:
    for keys in ([one.key for one in formula.measures], [one.key for one in formula.reductions]):
        if len(keys) != len(set(keys)) or not all(key.isidentifier() for key in keys):
            return _("代码重复，或者不是英文标识。")
    return ""


def _percents(formula: Formula) -> str:
    wrong = [one for one in formula.reductions if not 0 < one.percent <= HUNDRED or not one.basis]
    return _("减免应当写明依据，比例大于0，不超过100。") if wrong else ""
