"""Who sits at which window from when to when."""

from __future__ import annotations

from datetime import datetime

from django.conf import settings
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateTimeRangeField, RangeOperators
from django.db import models
from django.db.models import F, Func, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from yimen.kernel.base.ids import new_id
from yimen.kernel.orgs.models import Window
from yimen.modules.hall.states import ShiftState

TIME_HELD = Func("starts_at", "ends_at", function="TSTZRANGE", output_field=DateTimeRangeField())
"""tstzrange(starts_at, ends_at): the end does not belong to it, so the next shift may begin there."""
STANDING = ~Q(state="cancelled")


class Shift(models.Model):
    """班次 — a person at a window from a moment to a moment; a replacement is a shift of its own."""

    lock_with = ("window", "person")

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    window = models.ForeignKey(Window, models.PROTECT, verbose_name=_("窗口"), related_name="shifts")
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, verbose_name=_("人员"), related_name="shifts"
    )
    starts_at = models.DateTimeField(_("开始"))
    ends_at = models.DateTimeField(_("结束"))
    state = models.CharField(
        _("班次状态"), max_length=10, choices=ShiftState.choices, default=ShiftState.PLANNED
    )
    away_since = models.DateTimeField(_("暂离时间"), null=True, blank=True)
    note = models.CharField(_("说明"), max_length=200, blank=True)
    replaces = models.ForeignKey(
        "self", models.PROTECT, verbose_name=_("顶替班次"), null=True, blank=True, related_name="replacements"
    )

    class Meta:
        verbose_name = _("班次")
        verbose_name_plural = _("班次")
        ordering = ["starts_at", "window__number"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_at__gt=F("starts_at")), name="shift_ends_after_it_starts"
            ),
            models.CheckConstraint(
                condition=Q(state="away", away_since__isnull=False)
                | (~Q(state="away") & Q(away_since__isnull=True)),
                name="who_is_away_left_at_a_moment",
            ),
            ExclusionConstraint(
                name="window_has_one_shift_at_once",
                expressions=[("window", RangeOperators.EQUAL), (TIME_HELD, RangeOperators.OVERLAPS)],
                condition=STANDING,
            ),
            ExclusionConstraint(
                name="person_sits_at_one_window_at_once",
                expressions=[("person", RangeOperators.EQUAL), (TIME_HELD, RangeOperators.OVERLAPS)],
                condition=STANDING,
            ),
        ]
        indexes = [models.Index(fields=["starts_at", "window"], name="shift_by_time")]

    def __str__(self) -> str:
        return f"{self.window} {timezone.localtime(self.starts_at):%Y-%m-%d %H:%M}"

    @property
    def org_path(self) -> str:
        """The path of the centre."""
        return self.window.centre.path

    def runs_at(self, at: datetime) -> bool:
        return self.state != ShiftState.CANCELLED and self.starts_at <= at < self.ends_at
