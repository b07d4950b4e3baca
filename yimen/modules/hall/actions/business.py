"""The verbs of what people queue for."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.utils.translation import gettext as _

from yimen.kernel.audit.action import action
from yimen.kernel.base.actor import Actor
from yimen.kernel.base.refusals import RuleBroken
from yimen.kernel.orgs.models import Org
from yimen.modules.hall.events import BusinessClassAdded, BusinessClassAmended, PriorityAdded
from yimen.modules.hall.models import BusinessClass, PriorityGround
from yimen.modules.hall.permissions import Permission


@action(permission=Permission.BUSINESS_ADD, creates=True)
def add_business_class(
    centre: Org,
    *,
    letter: str,
    name: str,
    name_en: str = "",
    kinds: Sequence[str],
    serves: Org | None = None,
    by: Actor,
    at: datetime,
) -> BusinessClassAdded:
    """设立业务类别 — one more queue of a hall, with the kinds of windows that serve it."""
    if BusinessClass.objects.filter(centre=centre, letter=letter).exists():
        raise RuleBroken(
            _("字母 %(letter)s 已经使用。") % {"letter": letter}, fields={"letter": _("已经使用")}
        )
    if not kinds:
        raise RuleBroken(_("请选择窗口类型。"), fields={"kinds": _("请选择窗口类型")})
    business = BusinessClass.objects.create(
        centre=centre, letter=letter, name=name, name_en=name_en, kinds=list(kinds), serves=serves
    )
    return BusinessClassAdded(business)


@action(permission=Permission.BUSINESS_AMEND)
def amend_business_class(
    business: BusinessClass, *, name: str, name_en: str, is_open: bool, by: Actor, at: datetime
) -> BusinessClassAmended:
    """变更业务类别 — its name, or whether numbers are given; numbers that were given stay."""
    wanted = {"name": name.strip(), "name_en": name_en.strip(), "is_open": is_open}
    changed = sorted(key for key, value in wanted.items() if getattr(business, key) != value)
    if not changed:
        raise RuleBroken(_("没有需要变更的内容。"))
    business.name, business.name_en, business.is_open = name.strip(), name_en.strip(), is_open
    return BusinessClassAmended(business, changed)


@action(permission=Permission.BUSINESS_ADD, creates=True)
def add_priority(
    city: Org,
    *,
    code: str,
    name: str,
    name_en: str = "",
    basis: str,
    is_confirmed: bool = True,
    by: Actor,
    at: datetime,
) -> PriorityAdded:
    """登记优先事由 — whom the law, or the city, lets go first, with what it rests on."""
    if not basis.strip():
        raise RuleBroken(_("请写明所依据的文件。"), fields={"basis": _("请写明所依据的文件")})
    if PriorityGround.objects.filter(pk=code).exists():
        raise RuleBroken(_("该优先事由已经登记。"), fields={"code": _("已经登记")})
    priority = PriorityGround.objects.create(
        code=code, name=name, name_en=name_en, basis=basis.strip(), is_confirmed=is_confirmed
    )
    return PriorityAdded(priority, priority.basis)
