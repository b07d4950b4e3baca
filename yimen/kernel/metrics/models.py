"""汇总: the numbers of figures kept by day, the days whose rows have changed since, and which figures are kept at all."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from yimen.kernel.base.ids import new_id


class RollupCell(models.Model):
    """汇总数 — the number of one figure (its key) on one day, of one body and centre, for one value of a dimension.

    ``dimension`` is empty for the number that is not split; ``is_whole`` marks the same numbers of the whole city, which
    name neither body nor centre. Written from the rows alone (cells.py); a day without rows has no cell.
    """

    id = models.BigAutoField(primary_key=True)
    figure = models.CharField(_("指标代码"), max_length=80)
    dimension = models.CharField(_("维度"), max_length=30, blank=True)
    is_whole = models.BooleanField(_("全市"), default=False)
    day = models.DateField(_("日期"))
    org_path = models.CharField(_("机构路径"), max_length=200, blank=True)
    centre_path = models.CharField(_("中心路径"), max_length=200, blank=True)
    key = models.CharField(_("维度取值"), max_length=100, null=True, blank=True)
    number = models.DecimalField(_("数目"), max_digits=20, decimal_places=2)

    class Meta:
        verbose_name = _("汇总数")
        verbose_name_plural = _("汇总数")
        constraints = [
            models.UniqueConstraint(
                fields=["figure", "dimension", "is_whole", "day", "org_path", "centre_path", "key"],
                nulls_distinct=False,
                name="number_is_kept_once",
            ),
            models.CheckConstraint(
                condition=Q(is_whole=False) | Q(org_path="", centre_path=""),
                name="number_of_the_city_names_no_body",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.figure} {self.day}"


class ChangedDay(models.Model):
    """待汇总日 — a day of a table whose rows have changed: written by triggers in the act's own transaction.

    A column of days is noted in ``day``, one of moments in ``moment``: the city's day of it is asked when it is read.
    Rows are only ever added, so that no act waits for another; keeping.py takes them away.
    """

    id = models.BigAutoField(primary_key=True)
    table_name = models.CharField(_("表"), max_length=63)
    day = models.DateField(_("日期"), null=True, blank=True)
    moment = models.DateTimeField(_("时刻"), null=True, blank=True)
    noted_at = models.DateTimeField(_("记下时间"), db_default=Now())

    class Meta:
        verbose_name = _("待汇总日")
        verbose_name_plural = _("待汇总日")

    def __str__(self) -> str:
        return f"{self.table_name} {self.day or self.moment}"


class KeptFigure(models.Model):
    """已汇总指标 — a definition of which every day is kept, but for those that have changed."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    figure = models.CharField(_("指标代码"), max_length=80, unique=True)
    built_at = models.DateTimeField(_("汇总时间"))

    class Meta:
        verbose_name = _("已汇总指标")
        verbose_name_plural = _("已汇总指标")

    def __str__(self) -> str:
        return self.figure
