"""收费标准 in words: what a resident reads in the public list and on the bill."""

from __future__ import annotations

from decimal import Decimal

from django.utils.translation import gettext as _

from yimen.kernel.base.punctuation import joined

from .formula import Formula, FormulaKind


def plain(value: Decimal) -> str:
    """A number without needless zeros and without an exponent."""
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def in_words(formula: Formula, unit: str) -> str:
    """The standard as one line: 10元/本; 每平方米·日 0.5元; tiers one after the other."""
    if formula.kind == FormulaKind.FIXED:
        return f"{plain(formula.amount)}{unit}"
    per = "·".join(one.unit or one.shown for one in formula.measures)
    if formula.kind == FormulaKind.PER_UNIT:
        return _("每%(per)s %(rate)s元") % {"per": per, "rate": plain(formula.rate)}
    if formula.kind == FormulaKind.PERCENT:
        name = formula.measures[0].shown if formula.measures else ""
        return _("%(name)s的%(rate)s%%") % {"name": name, "rate": plain(formula.rate)}
    return joined(_tiers(formula, per), "；")


def _tiers(formula: Formula, per: str) -> list[str]:
    lines, below = [], Decimal(0)
    for tier in formula.tiers:
        words = {"from": plain(below), "to": plain(tier.up_to or below), "per": per, "rate": plain(tier.rate)}
        if tier.up_to is None:
            lines.append(_("超过%(from)s%(per)s的部分，每%(per)s %(rate)s元") % words)
        else:
            lines.append(_("%(from)s至%(to)s%(per)s的部分，每%(per)s %(rate)s元") % words)
            below = tier.up_to
    return lines


def bounds_in_words(least: Decimal | None, most: Decimal | None) -> str:
    """The least and the most that is charged; empty where the standard sets none."""
    parts = []
    if least is not None:
        parts.append(_("最低%(amount)s元") % {"amount": plain(least)})
    if most is not None:
        parts.append(_("最高%(amount)s元") % {"amount": plain(most)})
    return joined(parts, "，")
