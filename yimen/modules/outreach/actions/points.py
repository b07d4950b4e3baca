"""The verbs of points and of what they offer."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from django.utils.translation import gettext as _

from yimen.kernel.audit.action import action
from yimen.kernel.base.actor import Actor
from yimen.kernel.base.days import local_day
from yimen.kernel.base.refusals import RuleBroken
from yimen.kernel.orgs.models import Org, Region
from yimen.modules.outreach import rules
from yimen.modules.outreach.events import (
    AgencyPointClosed,
    AgencyPointOpened,
    AgencyServiceSet,
    ServiceClassAdded,
)
from yimen.modules.outreach.models import AgencyPoint, AgencyService, ServiceClass
from yimen.modules.outreach.permissions import Permission
from yimen.modules.outreach.states import PointKind


@action(permission=Permission.POINT_OPEN, creates=True)
def open_point(
    org: Org,
    *,
    region: Region,
    kind: str,
    name: str,
    name_en: str = "",
    address: str = "",
    phone: str = "",
    opening_hours: str = "",
    opened_on: date,
    is_confirmed: bool = True,
    by: Actor,
    at: datetime,
) -> AgencyPointOpened:
    """设立代理点 — the centre answers for it; a village or community has one point of a kind."""
    if kind not in PointKind.values:
        raise RuleBroken(_("请选择代理点类型。"), fields={"kind": _("请选择代理点类型")})
    if AgencyPoint.objects.filter(region=region, kind=kind, closed_on=None).exists():
        raise RuleBroken(_("此地已经有同类代理点。"), fields={"region": _("已经有同类代理点")})
    point = AgencyPoint.objects.create(
        org=org,
        region=region,
        kind=kind,
        name=rules.require_text(name, "name", _("请填写名称。"), most=100),
        name_en=name_en,
        address=address,
        phone=phone,
        opening_hours=opening_hours,
        opened_on=opened_on,
        is_confirmed=is_confirmed,
    )
    return AgencyPointOpened(point)


@action(permission=Permission.POINT_OPEN)
def close_point(point: AgencyPoint, *, reason: str, by: Actor, at: datetime) -> AgencyPointClosed:
    """撤销代理点 — refused while agents serve there, so that no errand is left alone."""
    if point.closed_on is not None:
        raise RuleBroken(_("该代理点已经撤销。"))
    if point.agents.filter(until=None).exists():
        raise RuleBroken(_("该代理点还有代理员，请先解聘并移交代办事项。"))
    said = rules.require_text(reason, "reason", _("请写明原因。"))
    point.closed_on = max(local_day(at), point.opened_on)
    return AgencyPointClosed(point, said)


@action(permission=Permission.SERVICE_SET, creates=True)
def add_service_class(
    city: Org, *, code: str, name: str, name_en: str = "", position: int, by: Actor, at: datetime
) -> ServiceClassAdded:
    """登记服务类别 — one more class of the catalogue of centres and points."""
    if ServiceClass.objects.filter(pk=code).exists():
        raise RuleBroken(_("该服务类别已经登记。"), fields={"code": _("已经登记")})
    added = ServiceClass.objects.create(code=code, name=name, name_en=name_en, position=position)
    return ServiceClassAdded(added)


@action(permission=Permission.SERVICE_SET, creates=True)
def set_service(
    service_class: ServiceClass,
    *,
    code: str,
    name: str,
    name_en: str = "",
    kinds: Sequence[str],
    powers: Sequence[str],
    materials: Sequence[str],
    item_code: str = "",
    is_on_the_spot: bool = False,
    presence_basis: str = "",
    basis: str = "",
    is_confirmed: bool = True,
    is_offered: bool = True,
    position: int = 0,
    by: Actor,
    at: datetime,
) -> AgencyServiceSet:
    """设定代办服务项目 — where it is offered, what an agent may do, what people bring; errands that run keep theirs."""
    if not kinds:
        raise RuleBroken(_("请选择代理点类型。"), fields={"kinds": _("请选择代理点类型")})
    wanted = {
        "service_class": service_class,
        "name": name,
        "name_en": name_en,
        "kinds": list(kinds),
        "powers": list(powers),
        "materials": list(materials),
        "item_code": item_code,
        "is_on_the_spot": is_on_the_spot,
        "presence_basis": presence_basis,
        "basis": basis,
        "is_confirmed": is_confirmed,
        "is_offered": is_offered,
        "position": position,
    }
    service, _made = AgencyService.objects.update_or_create(code=code, defaults=wanted)
    return AgencyServiceSet(service)
