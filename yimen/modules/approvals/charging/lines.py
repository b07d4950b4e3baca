"""收费明细的计算 — which lines a bill has: one a fee that is raised, one a reduction. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from yimen.kernel.base.money import yuan
from yimen.kernel.base.punctuation import joined
from yimen.kernel.base.refusals import RuleBroken

from .formula import HUNDRED

if TYPE_CHECKING:
    from yimen.modules.approvals.models import FeeStandard

Measured = Mapping[str, Decimal]


@dataclass(frozen=True)
class Line:
    """明细 — a charge, or (with a reduction) the exemption from a part of it, as minus."""

    standard: FeeStandard
    name: str
    basis: str
    amount: Decimal
    measured: Mapping[str, str]
    reduction: str = ""

    @property
    def is_exemption(self) -> bool:
        return bool(self.reduction)


def lines(standards: Sequence[FeeStandard], measured: Measured, reductions: Sequence[str]) -> list[Line]:
    """The lines of the bill, each charge followed by its exemptions; raises RuleBroken for an unknown ground."""
    known = {f"{one.code}.{ground.key}" for one in standards for ground in one.terms.reductions}
    if unknown := set(reductions) - known:
        raise RuleBroken(_("没有这项减免：%(keys)s") % {"keys": joined(sorted(unknown), "、")})
    found: list[Line] = []
    for standard in standards:
        charge = _charge(standard, measured)
        found += [charge, *_exemptions(standard, charge, reductions)]
    return found


def total(listed: Sequence[Line]) -> Decimal:
    """The sum of the lines; never below zero."""
    return max(sum((one.amount for one in listed), Decimal(0)), Decimal(0))


def _charge(standard: FeeStandard, measured: Measured) -> Line:
    amount = standard.terms.charge(measured, least=standard.least, most=standard.most)
    return Line(
        standard=standard,
        name=standard.name,
        basis=f"{standard.legal_basis}；{standard.pricing_document_number}",  # 中文
        amount=amount,
        measured={one.key: str(measured[one.key]) for one in standard.terms.measures},
    )


def _exemptions(standard: FeeStandard, charge: Line, reductions: Sequence[str]) -> list[Line]:
    """What is not raised, never more than the charge itself."""
    left, found = charge.amount, []
    for ground in standard.terms.reductions:
        if f"{standard.code}.{ground.key}" not in reductions or left <= 0:
            continue
        less = min(yuan(charge.amount * ground.percent / HUNDRED), left)
        left -= less
        found.append(Line(standard, ground.name, ground.basis, -less, {}, ground.key))
    return found
