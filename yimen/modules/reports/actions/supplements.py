"""The verbs of numbers from elsewhere: entered with their source by one, confirmed by another."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from uuid import UUID

from django.utils.translation import gettext as _

from yimen.kernel.audit.action import action
from yimen.kernel.base.actor import Actor
from yimen.kernel.base.refusals import RuleBroken
from yimen.modules.reports import formats
from yimen.modules.reports.events import SupplementsConfirmed, SupplementsEntered, SupplementWithdrawn
from yimen.modules.reports.models import AnnualReport, Supplement
from yimen.modules.reports.permissions import Permission
from yimen.modules.reports.states import IN_WORK, SupplementState

from .required import person_id, reason_of

LARGEST = Decimal(10) ** 12


@dataclass(frozen=True)
class SupplementGiven:
    """补充数 as stated: the cell, the number, the system or document from which it comes."""

    code: str
    value: Decimal
    source: str


@action(permission=Permission.SUPPLEMENT_ENTER, moves=(IN_WORK, IN_WORK))
def enter_supplements(
    report: AnnualReport, *, rows: Sequence[SupplementGiven], by: Actor, at: datetime
) -> SupplementsEntered:
    """填报补充数 — added to what the house counts; nothing counts before another person has confirmed it."""
    leaves = set(formats.form(report.format_year).leaves())
    standing = set(report.supplements.exclude(state=SupplementState.WITHDRAWN).values_list("code", flat=True))
    _require_sane(rows, leaves, standing)
    Supplement.objects.bulk_create(
        Supplement(
            report=report,
            code=one.code,
            value=one.value,
            source=one.source.strip()[:200],
            entered_by_id=person_id(by),
            entered_at=at,
        )
        for one in rows
    )
    told = [{"cell": one.code, "value": str(one.value), "source": one.source} for one in rows]
    return SupplementsEntered(report, len(rows), told)


@action(permission=Permission.SUPPLEMENT_CONFIRM, moves=(IN_WORK, IN_WORK))
def confirm_supplements(
    report: AnnualReport, *, supplements: Collection[UUID], by: Actor, at: datetime
) -> SupplementsConfirmed:
    """复核补充数 — compared with their source by somebody who did not enter them."""
    rows = list(
        report.supplements.select_for_update().filter(pk__in=supplements, state=SupplementState.ENTERED)
    )
    if not rows:
        raise RuleBroken(_("没有可以复核的补充数。"), fields={"supplements": _("请选择补充数")})
    if any(str(one.entered_by_id) == by.id for one in rows):
        raise RuleBroken(_("补充数应当由填报人以外的人复核。"))
    report.supplements.filter(pk__in=[one.pk for one in rows]).update(
        state=SupplementState.CONFIRMED, confirmed_by=person_id(by), confirmed_at=at
    )
    return SupplementsConfirmed(report, len(rows), sorted(one.code for one in rows))


@action(permission=Permission.SUPPLEMENT_ENTER, moves=(IN_WORK, IN_WORK))
def withdraw_supplement(
    report: AnnualReport, *, supplement: UUID, reason: str, by: Actor, at: datetime
) -> SupplementWithdrawn:
    """撤回补充数 — it was wrong, confirmed or not; another one may be entered in its place."""
    row = report.supplements.exclude(state=SupplementState.WITHDRAWN).filter(pk=supplement).first()
    if row is None:
        raise RuleBroken(_("没有这项补充数，或者已经撤回。"))
    report.supplements.filter(pk=row.pk).update(state=SupplementState.WITHDRAWN)
    return SupplementWithdrawn(report, row.code, reason_of(reason))


def _require_sane(rows: Sequence[SupplementGiven], leaves: set[str], standing: set[str]) -> None:
    if not rows:
        raise RuleBroken(_("请填写补充数。"))
    seen: set[str] = set()
    for one in rows:
        if one.code not in leaves:
            raise RuleBroken(_("没有这个单元格：%(code)s。") % {"code": one.code[:60]})
        if one.code in standing or one.code in seen:
            said = _("“%(code)s”已经有补充数；需要改的，请先撤回原数。") % {"code": one.code}
            raise RuleBroken(said, fields={"code": said})
        if not one.source.strip():
            raise RuleBroken(_("请写明数据来源。"), fields={"source": _("请写明数据来源。")})
        if abs(one.value) >= LARGEST:
            raise RuleBroken(_("数字太大。"), fields={"value": _("请核对数字")})
        seen.add(one.code)
