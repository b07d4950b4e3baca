"""The verbs of groups: established, amended, dissolved."""

from __future__ import annotations

from datetime import date, datetime

from django.db.models import Q
from django.utils.translation import gettext as _

from yimen.kernel.audit.action import action
from yimen.kernel.base.actor import Actor
from yimen.kernel.base.days import local_day
from yimen.kernel.base.refusals import RuleBroken
from yimen.kernel.base.text import normal
from yimen.kernel.orgs.models import Org
from yimen.modules.leadership.events import GroupAmended, GroupDissolved, GroupEstablished
from yimen.modules.leadership.models import LeadershipGroup, OfficeAssignment, Vacancy
from yimen.modules.leadership.permissions import Permission
from yimen.modules.leadership.states import AssignmentState, GroupLevel

from .required import required


@action(permission=Permission.GROUP_ESTABLISH, creates=True)
def establish_group(
    org: Org,
    *,
    level: str,
    name: str,
    name_en: str = "",
    established_on: date,
    order_document: str,
    by: Actor,
    at: datetime,
) -> GroupEstablished:
    """成立领导小组 — a body gets its leading group, one at a time, at one of the three levels."""
    if level not in GroupLevel.values:
        raise RuleBroken(_("请选择层级。"), fields={"level": _("请选择层级")})
    group = LeadershipGroup.objects.create(
        org=org,
        level=level,
        name=required(name, "name", _("请填写名称。")),
        name_en=normal(name_en),
        established_on=established_on,
        order_document=required(order_document, "order_document", _("请填写文件名称或文号。")),
    )
    return GroupEstablished(group, org, group.order_document)


@action(permission=Permission.GROUP_AMEND)
def amend_group(
    group: LeadershipGroup,
    *,
    name: str,
    name_en: str = "",
    level: str,
    order_document: str,
    reason: str,
    by: Actor,
    at: datetime,
) -> GroupAmended:
    """更正领导小组 — its name, level or paper; the days stay, the offices hang on them."""
    if level not in GroupLevel.values:
        raise RuleBroken(_("请选择层级。"), fields={"level": _("请选择层级")})
    before: dict[str, object] = {
        one: getattr(group, one) for one in ("name", "name_en", "level", "order_document")
    }
    group.name = required(name, "name", _("请填写名称。"))
    group.name_en, group.level = normal(name_en), level
    group.order_document = required(order_document, "order_document", _("请填写文件名称或文号。"))
    return GroupAmended(group, before, required(reason, "reason", _("请填写原因。")))


@action(permission=Permission.GROUP_DISSOLVE)
def dissolve_group(
    group: LeadershipGroup, *, on: date, ending_document: str, by: Actor, at: datetime
) -> GroupDissolved:
    """撤销领导小组 — its last day; whoever still holds an office holds it to that day."""
    if group.ended_on is not None:
        raise RuleBroken(_("该领导小组已经撤销。"))
    if not group.established_on <= on <= local_day(at):
        raise RuleBroken(_("撤销日期应在成立日期和今天之间。"), fields={"on": _("请核对日期")})
    document = required(ending_document, "ending_document", _("请填写文件名称或文号。"))
    rows = OfficeAssignment.objects.filter(group=group, state=AssignmentState.STANDING)
    if rows.filter(since__gt=on).exists():
        raise RuleBroken(_("有人在撤销日期之后才任职，请先撤销该任职登记。"), fields={"on": _("请核对日期")})
    rows.filter(Q(until=None) | Q(until__gt=on)).update(until=on, relief_document=document)
    Vacancy.objects.filter(group=group, ended_on=None).update(ended_on=on)
    group.ended_on, group.ending_document = on, document
    return GroupDissolved(group, on, document)
