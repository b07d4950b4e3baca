"""The verbs of regions, organisations, sections and windows."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, time
from typing import Any

from django.db.models import Model
from django.utils.translation import gettext as _

from yimen.kernel.audit.action import action
from yimen.kernel.base.actor import Actor
from yimen.kernel.base.refusals import RuleBroken
from yimen.kernel.base.text import pinyin_key

from .events import (
    Changes,
    OrgAmended,
    OrgClosed,
    OrgFounded,
    RegionAdded,
    RegionAmended,
    SectionAdded,
    SectionAmended,
    WindowAmended,
    WindowOpened,
)
from .models import Org, Region, Section, Window
from .permissions import Permission

REGION_FACTS = frozenset({"name", "name_en", "level", "is_confirmed"})
ORG_FACTS = frozenset(
    {"name", "name_en", "short_name", "credit_code", "address", "phone", "opening_hours", "is_confirmed"}
)
SECTION_FACTS = frozenset({"name", "name_en", "is_approval_office"})
WINDOW_FACTS = frozenset({"name", "name_en", "kind", "serves", "opens", "closes", "is_open"})


@action(permission=Permission.REGION_ADD, creates=True)
def add_region(
    parent: Region,
    *,
    area_code: str,
    name: str,
    name_en: str = "",
    level: str,
    is_confirmed: bool = True,
    by: Actor,
    at: datetime,
) -> RegionAdded:
    """登记行政区划 — under its parent; a province stands under the country (queries.country)."""
    if Region.objects.filter(pk=area_code).exists():
        raise RuleBroken(
            _("区划代码 %(code)s 已经登记。") % {"code": area_code}, fields={"area_code": _("已经登记")}
        )
    region = Region.objects.create(
        area_code=area_code, name=name, name_en=name_en, level=level, parent=parent, is_confirmed=is_confirmed
    )
    return RegionAdded(region)


@action(permission=Permission.REGION_AMEND)
def amend_region(region: Region, *, changes: Mapping[str, Any], by: Actor, at: datetime) -> RegionAmended:
    """变更行政区划 — name, level, whether it is confirmed; never its code."""
    return RegionAmended(region, _amended(region, changes, REGION_FACTS))


@action(permission=Permission.ORG_FOUND, creates=True)
def found(
    region: Region,
    *,
    parent: Org | None = None,
    code: str,
    name: str,
    name_en: str = "",
    short_name: str = "",
    kind: str,
    credit_code: str = "",
    address: str = "",
    phone: str = "",
    opening_hours: str = "",
    is_confirmed: bool = True,
    founded_on: date | None = None,
    by: Actor,
    at: datetime,
) -> OrgFounded:
    """设立机构 — a body in its region, under its parent; its path follows from both and never changes."""
    if Org.objects.filter(code=code).exists():
        raise RuleBroken(_("机构代码 %(code)s 已经使用。") % {"code": code}, fields={"code": _("已经使用")})
    if parent is None and Org.objects.filter(parent=None).exists():
        raise RuleBroken(
            _("一个城市只有一个本级人民政府，其他机构请选择上级机构。"),
            fields={"parent": _("请选择上级机构")},
        )
    org = Org.objects.create(
        code=code,
        name=name,
        name_en=name_en,
        short_name=short_name,
        kind=kind,
        region=region,
        parent=parent,
        path=f"{parent.path if parent else ''}{code}.",
        pinyin=pinyin_key(name),
        credit_code=credit_code,
        address=address,
        phone=phone,
        opening_hours=opening_hours,
        is_confirmed=is_confirmed,
        founded_on=founded_on,
    )
    return OrgFounded(org)


@action(permission=Permission.ORG_AMEND)
def amend_org(org: Org, *, changes: Mapping[str, Any], by: Actor, at: datetime) -> OrgAmended:
    """变更机构 — names, address, telephone, hours; refused when nothing would change."""
    done = _amended(org, changes, ORG_FACTS)
    org.pinyin = pinyin_key(org.name)
    return OrgAmended(org, done)


@action(permission=Permission.ORG_CLOSE)
def close_org(org: Org, *, closed_on: date, by: Actor, at: datetime) -> OrgClosed:
    """撤销机构 — from the day on; refused while bodies under it are open."""
    if org.closed_on is not None:
        raise RuleBroken(_("该机构已经撤销。"))
    if org.founded_on is not None and closed_on < org.founded_on:
        raise RuleBroken(_("撤销日期不能早于设立日期。"), fields={"closed_on": _("不能早于设立日期")})
    if Org.objects.filter(parent=org, closed_on=None).exists():
        raise RuleBroken(_("该机构还有未撤销的下级机构，请先处理下级机构。"))
    org.closed_on = closed_on
    return OrgClosed(org, closed_on)


@action(permission=Permission.SECTION_ADD, creates=True)
def add_section(
    org: Org,
    *,
    code: str,
    name: str,
    name_en: str = "",
    is_approval_office: bool = False,
    by: Actor,
    at: datetime,
) -> SectionAdded:
    """设置处室 — a section of a body; only one of them is its approval office (行政审批处)."""
    if Section.objects.filter(org=org, code=code).exists():
        raise RuleBroken(_("处室代码 %(code)s 已经使用。") % {"code": code}, fields={"code": _("已经使用")})
    if is_approval_office:
        _require_no_other_approval_office(org)
    section = Section.objects.create(
        org=org, code=code, name=name, name_en=name_en, is_approval_office=is_approval_office
    )
    return SectionAdded(section, org)


@action(permission=Permission.SECTION_AMEND)
def amend_section(section: Section, *, changes: Mapping[str, Any], by: Actor, at: datetime) -> SectionAmended:
    """变更处室 — names, and whether it is the approval office."""
    if changes.get("is_approval_office") and not section.is_approval_office:
        _require_no_other_approval_office(section.org)
    return SectionAmended(section, _amended(section, changes, SECTION_FACTS))


@action(permission=Permission.WINDOW_OPEN, creates=True)
def open_window(
    centre: Org,
    *,
    number: str,
    name: str,
    name_en: str = "",
    kind: str,
    serves: Org | None = None,
    opens: time | None = None,
    closes: time | None = None,
    by: Actor,
    at: datetime,
) -> WindowOpened:
    """开设窗口 — a numbered window of a centre, for one department or for all."""
    if Window.objects.filter(centre=centre, number=number).exists():
        raise RuleBroken(
            _("窗口号 %(number)s 已经使用。") % {"number": number}, fields={"number": _("已经使用")}
        )
    _require_hours(opens, closes)
    window = Window.objects.create(
        centre=centre,
        number=number,
        name=name,
        name_en=name_en,
        kind=kind,
        serves=serves,
        opens=opens,
        closes=closes,
    )
    return WindowOpened(window, centre)


@action(permission=Permission.WINDOW_AMEND)
def amend_window(window: Window, *, changes: Mapping[str, Any], by: Actor, at: datetime) -> WindowAmended:
    """变更窗口 — name, kind, department served, hours, in use or not."""
    _require_hours(changes.get("opens", window.opens), changes.get("closes", window.closes))
    return WindowAmended(window, _amended(window, changes, WINDOW_FACTS))


def _require_no_other_approval_office(org: Org) -> None:
    if Section.objects.filter(org=org, is_approval_office=True).exists():
        raise RuleBroken(
            _("该机构已经有行政审批处。一个机构只设一个行政审批处。"),
            fields={"is_approval_office": _("已有行政审批处")},
        )


def _require_hours(opens: time | None, closes: time | None) -> None:
    if opens and closes and closes <= opens:
        raise RuleBroken(_("结束时间必须晚于开始时间。"), fields={"closes": _("必须晚于开始时间")})


def _amended(subject: Model, changes: Mapping[str, Any], allowed: frozenset[str]) -> Changes:
    """Sets what differs and says what it was; refuses fields that are not amended so, and no change at all."""
    if unknown := set(changes) - allowed:
        raise ValueError(f"cannot amend {sorted(unknown)}")
    done = {}
    for name, value in changes.items():
        before = getattr(subject, name)
        if before != value:
            done[name] = {"from": _said(before), "to": _said(value)}
            setattr(subject, name, value)
    if not done:
        raise RuleBroken(_("没有需要变更的内容。"))
    return done


def _said(value: Any) -> str:
    return "" if value is None else str(value)
