"""Regions, organisations, sections and windows. A path says what lies under what: one prefix, one subtree."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from yimen.kernel.base.ids import new_id

from .hours import in_words


class Level(models.TextChoices):
    """层级 (GB/T 39046-2020 A.2)."""

    COUNTRY = "country", _("国家")
    PROVINCE = "province", _("省级")
    CITY = "city", _("市级")
    COUNTY = "county", _("县级")
    ZONE = "zone", _("功能区")
    TOWNSHIP = "township", _("乡镇街道")
    COMMUNITY = "community", _("村（社区）")


class Region(models.Model):
    """行政区划 — a division with its code (GB/T 2260 and below, 12 digits)."""

    area_code = models.CharField(_("区划代码"), max_length=12, primary_key=True)
    name = models.CharField(_("名称"), max_length=60)
    name_en = models.CharField(_("英文名称"), max_length=100, blank=True)
    level = models.CharField(_("层级"), max_length=10, choices=Level.choices)
    parent = models.ForeignKey(
        "self", models.PROTECT, verbose_name=_("上级区划"), null=True, blank=True, related_name="children"
    )
    is_confirmed = models.BooleanField(_("已核实"), default=True)

    class Meta:
        verbose_name = _("行政区划")
        verbose_name_plural = _("行政区划")
        ordering = ["area_code"]

    def __str__(self) -> str:
        return self.name


class OrgKind(models.TextChoices):
    """机构类型."""

    GOVERNMENT = "government", _("人民政府")
    DEPARTMENT = "department", _("政府部门")
    CENTRE = "centre", _("政务服务中心")
    SUBCENTRE = "subcentre", _("分中心")
    DISTRICT_CENTRE = "district_centre", _("区县政务服务中心")
    TOWNSHIP_CENTRE = "township_centre", _("乡镇街道便民服务中心")
    SUPERVISION = "supervision", _("监督机构")
    LEGAL = "legal", _("法制机构")
    FINANCE = "finance", _("财政机构")
    PRICING = "pricing", _("价格机构")


class Org(models.Model):
    """机构 — a body with a place in the tree.

    ``path`` is the codes from the root down, each followed by a dot (``city.centre.``): an organisation lies
    under another when its path begins with the other's. It is set when the organisation is founded.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    code = models.SlugField(_("机构代码"), max_length=40, unique=True)
    name = models.CharField(_("名称"), max_length=100)
    name_en = models.CharField(_("英文名称"), max_length=150, blank=True)
    short_name = models.CharField(_("简称"), max_length=30, blank=True)
    kind = models.CharField(_("机构类型"), max_length=20, choices=OrgKind.choices)
    region = models.ForeignKey(Region, models.PROTECT, verbose_name=_("行政区划"), related_name="orgs")
    parent = models.ForeignKey(
        "self", models.PROTECT, verbose_name=_("上级机构"), null=True, blank=True, related_name="children"
    )
    path = models.CharField(_("路径"), max_length=200, unique=True)
    pinyin = models.CharField(_("拼音"), max_length=400, blank=True, editable=False)
    credit_code = models.CharField(_("统一社会信用代码"), max_length=18, blank=True)
    address = models.CharField(_("地址"), max_length=200, blank=True)
    phone = models.CharField(_("电话"), max_length=40, blank=True)
    opening_hours = models.CharField(_("办公时间"), max_length=200, blank=True)
    is_confirmed = models.BooleanField(_("已核实"), default=True)
    founded_on = models.DateField(_("设立日期"), null=True, blank=True)
    closed_on = models.DateField(_("撤销日期"), null=True, blank=True)

    class Meta:
        verbose_name = _("机构")
        verbose_name_plural = _("机构")
        ordering = ["path"]
        constraints = [
            models.CheckConstraint(
                condition=Q(closed_on__isnull=True)
                | Q(founded_on__isnull=True)
                | Q(closed_on__gte=F("founded_on")),
                name="org_closes_after_it_was_founded",
            )
        ]
        indexes = [models.Index(fields=["path"], name="org_by_path", opclasses=["varchar_pattern_ops"])]

    def __str__(self) -> str:
        return self.name

    @property
    def org_path(self) -> str:
        return self.path

    @property
    def hours(self) -> str:
        """办公时间 in the reader's language."""
        return in_words(self.opening_hours)

    def lies_under(self, other_path: str) -> bool:
        """Whether this body is the other or stands below it."""
        return self.path.startswith(other_path)


class Section(models.Model):
    """处室 — a part of an organisation; at most one of them is its approval office (行政审批处)."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    org = models.ForeignKey(Org, models.PROTECT, verbose_name=_("机构"), related_name="sections")
    code = models.SlugField(_("处室代码"), max_length=40)
    name = models.CharField(_("名称"), max_length=60)
    name_en = models.CharField(_("英文名称"), max_length=100, blank=True)
    is_approval_office = models.BooleanField(_("行政审批处"), default=False)

    class Meta:
        verbose_name = _("处室")
        verbose_name_plural = _("处室")
        ordering = ["org", "code"]
        constraints = [
            models.UniqueConstraint(fields=["org", "code"], name="section_code_once_in_an_org"),
            models.UniqueConstraint(
                fields=["org"], condition=Q(is_approval_office=True), name="org_has_one_approval_office"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def org_path(self) -> str:
        return self.org.path


class WindowKind(models.TextChoices):
    """窗口类型."""

    COMPREHENSIVE = "comprehensive", _("综合窗口")
    DEPARTMENT = "department", _("部门窗口")
    ISSUE = "issue", _("发证窗口")
    PAYMENT = "payment", _("缴费窗口")
    VIP = "vip", _("重大项目窗口")


class Window(models.Model):
    """窗口 — where people meet the centre; a department window serves one body, a comprehensive one all."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    centre = models.ForeignKey(Org, models.PROTECT, verbose_name=_("中心"), related_name="windows")
    number = models.CharField(_("窗口号"), max_length=10)
    name = models.CharField(_("名称"), max_length=60)
    name_en = models.CharField(_("英文名称"), max_length=100, blank=True)
    kind = models.CharField(_("窗口类型"), max_length=20, choices=WindowKind.choices)
    serves = models.ForeignKey(
        Org, models.PROTECT, verbose_name=_("服务部门"), null=True, blank=True, related_name="serving_windows"
    )
    opens = models.TimeField(_("开始时间"), null=True, blank=True)
    closes = models.TimeField(_("结束时间"), null=True, blank=True)
    is_open = models.BooleanField(_("启用"), default=True)

    class Meta:
        verbose_name = _("窗口")
        verbose_name_plural = _("窗口")
        ordering = ["centre", "number"]
        constraints = [
            models.UniqueConstraint(fields=["centre", "number"], name="window_number_once_in_a_centre"),
            models.CheckConstraint(
                condition=Q(opens__isnull=True) | Q(closes__isnull=True) | Q(closes__gt=F("opens")),
                name="window_closes_after_it_opens",
            ),
        ]

    def __str__(self) -> str:
        return gettext("%(number)s号窗口") % {"number": self.number}

    @property
    def org_path(self) -> str:
        return self.centre.path
