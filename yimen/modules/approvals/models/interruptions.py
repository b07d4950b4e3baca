"""What interrupts or ends an item: its suspension for a time, its cancellation for good."""

from __future__ import annotations

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from .items import DateRange, Item, ItemVersion


class Suspension(models.Model):
    """事项暂停 — from one day to another no application is taken; only by law or an instrument of the government.

    It holds for the item, whichever of its versions is in force meanwhile. It ends on ``to_on``, the first day
    on which applications are taken again, or earlier on ``resumed_on``.
    """

    item = models.ForeignKey(Item, models.PROTECT, verbose_name=_("事项"), related_name="suspensions")
    version = models.ForeignKey(
        ItemVersion, models.PROTECT, verbose_name=_("事项版本"), related_name="suspensions"
    )
    instrument_no = models.CharField(_("暂停文件"), max_length=100)
    from_on = models.DateField(_("暂停日期"))
    to_on = models.DateField(_("恢复日期"))
    notice = models.TextField(_("暂停公告"))
    suspended_by = models.CharField(_("暂停经办人"), max_length=64)
    suspended_at = models.DateTimeField(_("暂停登记时间"))
    resumed_on = models.DateField(_("实际恢复日期"), null=True, blank=True)
    resumed_by = models.CharField(_("恢复经办人"), max_length=64, blank=True)

    class Meta:
        verbose_name = _("事项暂停")
        verbose_name_plural = _("事项暂停")
        ordering = ["-from_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(to_on__gt=F("from_on")), name="suspension_ends_after_it_begins"
            ),
            models.CheckConstraint(
                condition=Q(resumed_on__isnull=True)
                | Q(resumed_on__gte=F("from_on"), resumed_on__lte=F("to_on")),
                name="suspension_is_resumed_within_it",
            ),
            models.CheckConstraint(condition=~Q(instrument_no=""), name="suspension_has_its_instrument"),
            ExclusionConstraint(
                name="one_suspension_of_an_item_at_a_time",
                expressions=[
                    (F("item"), RangeOperators.EQUAL),
                    (DateRange("from_on", Coalesce("resumed_on", "to_on")), RangeOperators.OVERLAPS),
                ],
            ),
        ]

    def __str__(self) -> str:
        return f"{self.item} {self.from_on}–{self.to_on}"


class Cancellation(models.Model):
    """事项取消 — from a day on the item is no longer; cases that run go on under their version."""

    item = models.OneToOneField(Item, models.PROTECT, verbose_name=_("事项"), related_name="cancellation")
    instrument_no = models.CharField(_("取消文件"), max_length=100)
    on = models.DateField(_("取消日期"))
    cancelled_by = models.CharField(_("取消经办人"), max_length=64)
    cancelled_at = models.DateTimeField(_("取消登记时间"))

    class Meta:
        verbose_name = _("事项取消")
        verbose_name_plural = _("事项取消")
        ordering = ["-on", "pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(instrument_no=""), name="cancellation_has_its_instrument")
        ]

    def __str__(self) -> str:
        return f"{self.item} {self.on}"
