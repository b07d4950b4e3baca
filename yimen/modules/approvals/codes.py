"""代码表: the lists of GB/T 39046-2020 annex A and the time units, with their official names; code schemes of items.

Real codes are longer than the standard says, so a column holds 64 characters and each scheme has its own pattern.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, gettext_noop, pgettext_lazy

from yimen.kernel.base.phrases import phrase
from yimen.kernel.base.refusals import RuleBroken, Text

from .states import Audience, ItemKind, Mode


class ItemType(models.TextChoices):
    """事项类型 (GB/T 39046-2020 A.1)."""

    POWER = "00", gettext_lazy("行政权力事项")
    LICENCE = "01", gettext_lazy("行政许可")
    PENALTY = "02", gettext_lazy("行政处罚")
    COERCION = "03", gettext_lazy("行政强制")
    LEVY = "04", gettext_lazy("行政征收")
    PAYMENT = "05", gettext_lazy("行政给付")
    INSPECTION = "06", gettext_lazy("行政检查")
    CONFIRMATION = "07", gettext_lazy("行政确认")
    REWARD = "08", gettext_lazy("行政奖励")
    ADJUDICATION = "09", gettext_lazy("行政裁决")
    OTHER = "10", gettext_lazy("其他行政权力")
    INTERNAL = "11", gettext_lazy("内部审批")
    PUBLIC_SERVICE = "20", gettext_lazy("公共服务")


class Level(models.TextChoices):
    """行使层级 (GB/T 39046-2020 A.2)."""

    STATE = "1", gettext_lazy("国家级")
    PROVINCE = "2", gettext_lazy("省级")
    CITY = "3", gettext_lazy("市级")
    COUNTY = "4", gettext_lazy("县级")
    TOWNSHIP = "5", gettext_lazy("镇（乡、街道）级")
    VILLAGE = "6", gettext_lazy("村（社区）级")
    SHARED = "7", gettext_lazy("分级行使")


class BodyNature(models.TextChoices):
    """实施主体性质 (GB/T 39046-2020 A.3)."""

    STATUTORY = "1", gettext_lazy("法定机关")
    AUTHORISED = "2", gettext_lazy("授权组织")
    ENTRUSTED = "3", gettext_lazy("受委托组织")
    OTHER = "9", pgettext_lazy("代码表", "其他")


class Scheme(models.TextChoices):
    """编码规则 — by which rule a code is made; the rule is checked."""

    GB_BASIC = "gb-basic", gettext_lazy("国家标准基本编码（不超过10位）")
    NATIONAL_BASIC = "national-basic", gettext_lazy("全国基本目录编码（12位）")
    GB_IMPLEMENTATION = "gb-implementation", gettext_lazy("国家标准实施编码（不超过24位）")
    NATIONAL_IMPLEMENTATION = "national-implementation", gettext_lazy("全国实施清单编码（31位）")
    COMPOSITE = "composite", gettext_lazy("组合编码（基本编码-区划-子项-信用代码-版本-类别）")
    LOCAL = "local", gettext_lazy("本地编码")


PATTERNS: Mapping[str, re.Pattern[str]] = {
    Scheme.GB_BASIC: re.compile(r"[0-9A-Z]{1,10}"),
    Scheme.NATIONAL_BASIC: re.compile(r"[0-9A-Z]{12}"),
    Scheme.GB_IMPLEMENTATION: re.compile(r"[0-9A-Z]{1,24}"),
    Scheme.NATIONAL_IMPLEMENTATION: re.compile(r"[0-9A-Z]{31}"),
    Scheme.COMPOSITE: re.compile(r"[0-9A-Z]{12}-\d{12}-\d{3}-\d?[0-9A-Z]{18}-\d-\d{2}"),
    Scheme.LOCAL: re.compile(r"[0-9A-Za-z][0-9A-Za-z._-]{0,63}"),
}
"""What a code of each scheme looks like."""


def require_code(code: str, scheme: str, field: str) -> None:
    """Raises RuleBroken when the code is not one of its scheme; no code needs no scheme."""
    if not code:
        return
    pattern = PATTERNS.get(scheme)
    if pattern is None:
        raise RuleBroken(_("请选择编码规则。"), fields={f"{field}_scheme": _("请选择编码规则")})
    if not pattern.fullmatch(code):
        raise RuleBroken(
            phrase(gettext_noop("编码“%(code)s”不符合所选的编码规则。"), code=code),
            fields={field: _("不符合编码规则")},
        )


TYPE_OF_KIND: Mapping[str, ItemType] = {
    ItemKind.LICENCE: ItemType.LICENCE,
    ItemKind.CONFIRMATION: ItemType.CONFIRMATION,
    ItemKind.FILING: ItemType.OTHER,
    ItemKind.OTHER: ItemType.OTHER,
    ItemKind.PUBLIC_SERVICE: ItemType.PUBLIC_SERVICE,
}
"""A.1 of our kinds; 行政备案 stands under 其他行政权力 there."""

SERVED: Mapping[str, str] = {
    Audience.PERSON: "1",
    Audience.ENTERPRISE: "2",
    Audience.INSTITUTION: "3",
    Audience.SOCIAL_ORGANISATION: "4",
}
"""A.4 of our audiences."""

CHANNELS: Mapping[str, str] = {"window": "1", "web": "2", "mobile": "3", "post": "4"}
"""A.5 of our channels."""

CASE_TYPES: Mapping[str, str] = {Mode.INSTANT: "1", Mode.PROMISED: "2", Mode.FILING: "9"}
"""A.6 of our modes."""


@dataclass(frozen=True)
class CodeList:
    """代码表 — a list of the standard: its place there, its name, its codes with their names."""

    place: str
    name: Text
    codes: tuple[tuple[str, Text], ...]


def _choices(of: type[models.TextChoices]) -> tuple[tuple[str, Text], ...]:
    return tuple((str(code), label) for code, label in of.choices)


OTHER = pgettext_lazy("代码表", "其他")

LISTS: tuple[CodeList, ...] = (
    CodeList("A.1", gettext_lazy("事项类型"), _choices(ItemType)),
    CodeList("A.2", gettext_lazy("行使层级"), _choices(Level)),
    CodeList("A.3", gettext_lazy("实施主体性质"), _choices(BodyNature)),
    CodeList(
        "A.4",
        gettext_lazy("服务对象"),
        (
            ("1", gettext_lazy("自然人")),
            ("2", gettext_lazy("企业法人")),
            ("3", gettext_lazy("事业法人")),
            ("4", gettext_lazy("社会组织法人")),
            ("5", gettext_lazy("行政机关")),
            ("6", OTHER),
        ),
    ),
    CodeList(
        "A.5",
        gettext_lazy("办理形式"),
        (
            ("1", gettext_lazy("窗口办理")),
            ("2", gettext_lazy("网上办理")),
            ("3", gettext_lazy("移动端办理")),
            ("4", gettext_lazy("快递申请")),
            ("9", OTHER),
        ),
    ),
    CodeList(
        "A.6",
        gettext_lazy("办件类型"),
        (("1", gettext_lazy("即办件")), ("2", gettext_lazy("承诺件")), ("9", OTHER)),
    ),
    CodeList("A.7", gettext_lazy("特别程序种类"), (("1", gettext_lazy("延长审批")), ("2", OTHER))),
    CodeList(
        "A.8",
        gettext_lazy("满意度"),
        (
            ("1", gettext_lazy("非常满意")),
            ("2", gettext_lazy("满意")),
            ("3", gettext_lazy("基本满意")),
            ("4", gettext_lazy("不满意")),
            ("5", gettext_lazy("非常不满意")),
        ),
    ),
    CodeList(
        "",
        gettext_lazy("办结时限单位"),
        (
            ("working_day", gettext_lazy("工作日")),
            ("calendar_day", gettext_lazy("自然日")),
            ("hour", gettext_lazy("小时")),
            ("minute", gettext_lazy("分钟")),
            ("month", pgettext_lazy("时限单位", "月")),
        ),
    ),
)
"""Every list of annex A, and the units of time in which limits are stated."""


def code_name(place: str, code: str) -> str:
    """The official name of a code in the list; the code itself when the list does not know it."""
    found = next(one for one in LISTS if one.place == place)
    return str(dict(found.codes).get(code, code))
