"""Where people are served near their homes, and with what."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from yimen.kernel.base.ids import new_id
from yimen.kernel.orgs.hours import in_words
from yimen.kernel.orgs.models import Org, Region
from yimen.modules.outreach.states import PointKind


class AgencyPoint(models.Model):
    """代理点 — a place in a village, town or street where agents sit; ``org`` is the centre that answers for it."""

    lock_with = ("org", "region")

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    org = models.ForeignKey(Org, models.PROTECT, verbose_name=_("管理机构"), related_name="agency_points")
    region = models.ForeignKey(
        Region, models.PROTECT, verbose_name=_("所在村、社区或者乡镇"), related_name="agency_points"
    )
    kind = models.CharField(_("代理点类型"), max_length=10, choices=PointKind.choices)
    name = models.CharField(_("名称"), max_length=100)
    name_en = models.CharField(_("英文名称"), max_length=150, blank=True)
    address = models.CharField(_("地址"), max_length=200, blank=True)
    phone = models.CharField(_("电话"), max_length=40, blank=True)
    opening_hours = models.CharField(_("办公时间"), max_length=200, blank=True)
    opened_on = models.DateField(_("设立日期"))
    closed_on = models.DateField(_("撤销日期"), null=True, blank=True)
    is_confirmed = models.BooleanField(_("已核实"), default=True)

    class Meta:
        verbose_name = _("代理点")
        verbose_name_plural = _("代理点")
        ordering = ["region", "kind", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(closed_on__isnull=True) | Q(closed_on__gte=F("opened_on")),
                name="point_closes_after_it_opened",
            ),
            models.UniqueConstraint(
                fields=["region", "kind"],
                condition=Q(closed_on__isnull=True),
                name="region_has_one_point_of_a_kind",
            ),
        ]
        indexes = [models.Index(fields=["org", "kind"], name="point_by_org")]

    def __str__(self) -> str:
        return self.name

    @property
    def org_path(self) -> str:
        return self.org.path

    @property
    def hours(self) -> str:
        """办公时间 in the reader's language."""
        return in_words(self.opening_hours)

    @property
    def is_open(self) -> bool:
        return self.closed_on is None


class ServiceClass(models.Model):
    """服务类别 — one of the classes into which a centre sorts its services (the street centre of 2008 had seven)."""

    code = models.SlugField(_("代码"), max_length=40, primary_key=True)
    name = models.CharField(_("名称"), max_length=60)
    name_en = models.CharField(_("英文名称"), max_length=100, blank=True)
    position = models.PositiveSmallIntegerField(_("次序"))

    class Meta:
        verbose_name = _("服务类别")
        verbose_name_plural = _("服务类别")
        ordering = ["position"]

    def __str__(self) -> str:
        return self.name


class AgencyService(models.Model):
    """代办服务项目 — what a point does for people, free of charge: what the agent may do, what to bring.

    ``item_code`` names the approval item for which the agent applies; without it the centre handles it itself.
    """

    code = models.SlugField(_("代码"), max_length=60, primary_key=True)
    service_class = models.ForeignKey(
        ServiceClass, models.PROTECT, verbose_name=_("服务类别"), related_name="services"
    )
    name = models.CharField(_("名称"), max_length=100)
    name_en = models.CharField(_("英文名称"), max_length=150, blank=True)
    kinds = ArrayField(
        models.CharField(max_length=10, choices=PointKind.choices), verbose_name=_("提供的代理点类型")
    )
    powers = ArrayField(
        models.CharField(max_length=20), verbose_name=_("代理员可以代办"), default=list, blank=True
    )
    materials = ArrayField(
        models.CharField(max_length=100), verbose_name=_("需要带的材料"), default=list, blank=True
    )
    item_code = models.CharField(_("审批事项代码"), max_length=60, blank=True)
    is_on_the_spot = models.BooleanField(_("可以当场办结"), default=False)
    presence_basis = models.CharField(_("须本人到场的法律依据"), max_length=200, blank=True)
    basis = models.CharField(_("依据"), max_length=200, blank=True)
    is_confirmed = models.BooleanField(_("已核实"), default=True)
    is_offered = models.BooleanField(_("提供"), default=True)
    position = models.PositiveSmallIntegerField(_("次序"), default=0)

    class Meta:
        verbose_name = _("代办服务项目")
        verbose_name_plural = _("代办服务项目")
        ordering = ["service_class__position", "position", "code"]
        constraints = [
            models.CheckConstraint(condition=~Q(kinds=[]), name="service_is_offered_somewhere"),
        ]

    def __str__(self) -> str:
        return self.name
