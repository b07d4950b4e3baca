"""The calendar as data: one row a day, from the yearly notice; festivals and make-up days exist only there."""

from __future__ import annotations

from uuid import UUID

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from yimen.kernel.base.ids import new_id

from .reasons import RESTS, Reason


class CalendarBook(models.Model):
    """工作日历册 — the one row that every change of the calendar locks; its version counts the changes.

    ``edition`` is new with every change, also where a version comes again after a rollback: by it a process
    knows whether what it has read is still what stands here.
    """

    id = models.PositiveSmallIntegerField(primary_key=True, default=1, editable=False)
    version = models.PositiveIntegerField(_("版本"), default=0)
    edition = models.UUIDField(_("版次"), default=new_id)

    class Meta:
        verbose_name = _("工作日历册")
        verbose_name_plural = _("工作日历册")
        constraints = [models.CheckConstraint(condition=Q(id=1), name="there_is_one_calendar_book")]

    def __str__(self) -> str:
        return str(_("工作日历"))


class WorkCalendar(models.Model):
    """年度工作日历 — a year as it was loaded; every one of its days is a row.

    A year that is not official is a draft: dates that touch it stay provisional.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    year = models.PositiveSmallIntegerField(_("年度"), unique=True)
    source_instrument = models.CharField(_("依据文件"), max_length=200)
    version = models.PositiveIntegerField(_("版本"), default=1)
    loaded_at = models.DateTimeField(_("载入时间"))
    is_official = models.BooleanField(_("正式公布"), default=True)

    class Meta:
        verbose_name = _("年度工作日历")
        verbose_name_plural = _("年度工作日历")
        ordering = ["year"]

    def __str__(self) -> str:
        return str(_("%(year)s年工作日历") % {"year": self.year})


class CalendarDay(models.Model):
    """日历日 — one day: whether people work, and why."""

    date = models.DateField(_("日期"), primary_key=True)
    calendar = models.ForeignKey(
        WorkCalendar, models.PROTECT, verbose_name=_("年度工作日历"), related_name="days"
    )
    is_working = models.BooleanField(_("是否上班"))
    reason = models.CharField(_("原因"), max_length=20, choices=Reason.choices, blank=True)
    name = models.CharField(_("名称"), max_length=60, blank=True)
    name_en = models.CharField(_("英文名称"), max_length=100, blank=True)

    class Meta:
        verbose_name = _("日历日")
        verbose_name_plural = _("日历日")
        ordering = ["date"]
        constraints = [
            models.CheckConstraint(
                condition=Q(is_working=False, reason__in=RESTS) | (Q(is_working=True) & ~Q(reason__in=RESTS)),
                name="day_rests_for_a_reason_of_rest",
            )
        ]

    def __str__(self) -> str:
        return self.date.isoformat()

    @property
    def record_chain(self) -> UUID:
        """A day's changes stand in the record of its year."""
        return self.calendar_id
