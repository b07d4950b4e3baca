"""Verbs of the price list: publish a standard, change it by another dated row, end it. Nothing is edited."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from yimen.kernel.audit.action import action
from yimen.kernel.base.actor import Actor
from yimen.kernel.base.days import local_day
from yimen.kernel.base.refusals import RuleBroken
from yimen.kernel.orgs.models import Org
from yimen.modules.approvals import rules
from yimen.modules.approvals.charging import formula as formulas
from yimen.modules.approvals.events import FeeStandardChanged, FeeStandardEnded, FeeStandardPublished
from yimen.modules.approvals.models import FeeStandard
from yimen.modules.approvals.permissions import Permission

KEPT = ("code", "name", "name_en", "nature", "org", "priced_by", "legal_basis", "unit", "note", "note_en")


@action(permission=Permission.FEE_PUBLISH, creates=True)
def publish_fee_standard(
    priced_by: Org,
    *,
    org: Org,
    code: str,
    name: str,
    nature: str,
    legal_basis: str,
    pricing_document_number: str,
    formula: Mapping[str, Any],
    effective_from: date,
    effective_to: date | None = None,
    name_en: str = "",
    unit: str = "",
    least: Decimal | None = None,
    most: Decimal | None = None,
    published_url: str = "",
    note: str = "",
    note_en: str = "",
    is_confirmed: bool = True,
    by: Actor,
    at: datetime,
) -> FeeStandardPublished:
    """公布收费标准 — the first standard of a fee: without law and pricing document nothing is charged (行政许可法 59)."""
    if FeeStandard.objects.filter(code=code).exists():
        raise RuleBroken(_("此收费项目已经公布，请办理调整。"), fields={"code": _("已经公布")})
    standard = FeeStandard(
        org=org,
        priced_by=priced_by,
        code=code,
        name=rules.require_text(name, "name", _("请填写收费项目名称。")),
        name_en=name_en,
        nature=nature,
        legal_basis=rules.require_text(legal_basis, "legal_basis", _("请写明设定依据。")),
        pricing_document_number=_document(pricing_document_number),
        formula=_sound(formula),
        unit=unit,
        least=least,
        most=most,
        effective_from=effective_from,
        effective_to=effective_to,
        published_url=published_url,
        note=note,
        note_en=note_en,
        is_confirmed=is_confirmed,
    )
    _add(standard)
    return FeeStandardPublished(
        standard, effective_from.isoformat(), standard.pricing_document_number, standard.formula
    )


@action(permission=Permission.FEE_PUBLISH)
def change_fee_standard(
    standard: FeeStandard,
    *,
    pricing_document_number: str,
    formula: Mapping[str, Any],
    effective_from: date,
    least: Decimal | None = None,
    most: Decimal | None = None,
    legal_basis: str = "",
    published_url: str = "",
    by: Actor,
    at: datetime,
) -> FeeStandardChanged:
    """调整收费标准 — another row from a day that is not past; the one before ends there. Open bills keep theirs."""
    _require_last(standard)
    if effective_from < local_day(at) or effective_from <= standard.effective_from:
        raise RuleBroken(
            _("新标准不能从过去的日期起执行，也不能早于现行标准。"),
            fields={"effective_from": _("请选择今天或者以后的日期")},
        )
    successor = FeeStandard(**{name: getattr(standard, name) for name in KEPT})
    successor.legal_basis = legal_basis.strip() or standard.legal_basis
    successor.pricing_document_number = _document(pricing_document_number)
    successor.formula = _sound(formula)
    successor.least, successor.most = least, most
    successor.effective_from, successor.published_url = effective_from, published_url
    FeeStandard.objects.filter(pk=standard.pk).update(effective_to=effective_from)
    standard.effective_to = effective_from
    _add(successor)
    return FeeStandardChanged(
        standard, successor, effective_from.isoformat(), successor.pricing_document_number
    )


@action(permission=Permission.FEE_PUBLISH)
def end_fee_standard(
    standard: FeeStandard, *, effective_to: date, basis: str, by: Actor, at: datetime
) -> FeeStandardEnded:
    """停止收费 — cancelled or suspended by a document: from that day on nothing is charged by it."""
    _require_last(standard)
    basis = rules.require_text(basis, "basis", _("请写明停止收费的依据。"))
    if effective_to < local_day(at) or effective_to < standard.effective_from:
        raise RuleBroken(
            _("停止执行的日期不能是过去的日期。"), fields={"effective_to": _("请选择今天或者以后的日期")}
        )
    standard.effective_to, standard.end_basis = effective_to, basis[:300]
    return FeeStandardEnded(standard, effective_to.isoformat(), basis)


def _require_last(standard: FeeStandard) -> None:
    """Only the row that has no end can be followed or ended; two at once: the second is told."""
    if standard.effective_to is not None:
        raise RuleBroken(_("这一标准已经有停止执行的日期，请刷新页面查看最新标准。"))


def _document(number: str) -> str:
    return rules.require_text(number, "pricing_document_number", _("请写明定价文号。"))


def _sound(data: Mapping[str, Any]) -> dict[str, Any]:
    """The formula in its canonical form; raises RuleBroken when it cannot be computed."""
    try:
        found = formulas.formula_from(data)
    except (ValueError, KeyError, TypeError) as error:
        raise RuleBroken(
            _("计费公式无法识别，请检查数字和分档。"), fields={"formula": _("请检查")}
        ) from error
    formulas.require_sound(found)
    return found.as_data()


def _add(standard: FeeStandard) -> None:
    if standard.least is not None and standard.most is not None and standard.most < standard.least:
        raise RuleBroken(_("最高收费不能低于最低收费。"), fields={"most": _("低于最低收费")})
    standard.save(force_insert=True)
