"""Verbs of the basic catalogue: what a power or service is, before any body exercises it."""

from __future__ import annotations

from datetime import date, datetime

from django.utils.translation import gettext as _

from yimen.kernel.audit.action import action
from yimen.kernel.base.actor import Actor
from yimen.kernel.base.refusals import RuleBroken
from yimen.kernel.orgs.models import Org
from yimen.modules.approvals import codes, rules
from yimen.modules.approvals.events import BasicItemAdded, BasicItemAmended
from yimen.modules.approvals.models import BasicItem
from yimen.modules.approvals.permissions import Permission


@action(permission=Permission.BASIC_ITEM_MAINTAIN, creates=True)
def add_basic_item(
    org: Org,
    *,
    basic_code: str,
    code_scheme: str,
    name: str,
    item_type: str,
    level: str,
    valid_from: date,
    valid_to: date | None = None,
    name_en: str = "",
    power_source: str = "",
    instrument_no: str = "",
    by: Actor,
    at: datetime,
) -> BasicItemAdded:
    """列入基本目录 — of the government ``org``: a power or service with its code, from a day on."""
    rules.require_text(basic_code, "basic_code", _("请填写基本编码。"))
    codes.require_code(basic_code, code_scheme, "basic_code")
    if BasicItem.objects.filter(code_scheme=code_scheme, basic_code=basic_code).exists():
        raise RuleBroken(_("基本目录中已有这个编码。"), fields={"basic_code": _("已经使用")})
    _require_order(valid_from, valid_to)
    basic = BasicItem.objects.create(
        basic_code=basic_code,
        code_scheme=code_scheme,
        name=rules.require_text(name, "name", _("请填写事项名称。")),
        name_en=name_en,
        item_type=item_type,
        power_source=power_source,
        level=level,
        valid_from=valid_from,
        valid_to=valid_to,
        instrument_no=instrument_no,
    )
    return BasicItemAdded(basic)


@action(permission=Permission.BASIC_ITEM_MAINTAIN)
def amend_basic_item(
    basic: BasicItem,
    *,
    name: str,
    item_type: str,
    level: str,
    valid_from: date,
    valid_to: date | None,
    name_en: str = "",
    power_source: str = "",
    instrument_no: str = "",
    by: Actor,
    at: datetime,
) -> BasicItemAmended:
    """修改基本目录事项 — its words, its level, the day on which it ends; its code stays what it is."""
    _require_order(valid_from, valid_to)
    basic.name = rules.require_text(name, "name", _("请填写事项名称。"))
    basic.name_en, basic.item_type, basic.level = name_en, item_type, level
    basic.power_source, basic.instrument_no = power_source, instrument_no
    basic.valid_from, basic.valid_to = valid_from, valid_to
    return BasicItemAmended(basic)


def _require_order(valid_from: date, valid_to: date | None) -> None:
    if valid_to is not None and valid_to <= valid_from:
        raise RuleBroken(_("失效日期应当在生效日期之后。"), fields={"valid_to": _("应当在生效日期之后")})
