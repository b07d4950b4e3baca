"""Orders that one case be handled specially: what may differ, and what never may."""

from __future__ import annotations

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from yimen.kernel.base.ids import new_id
from yimen.kernel.base.punctuation import joined
from yimen.kernel.cases.models import Case
from yimen.modules.projects.states import Departure


class SpecialHandlingOrder(models.Model):
    """特事特办 — who ordered it, for which case, and exactly what may differ: never a step, never a required material."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    case = models.ForeignKey(
        Case, models.PROTECT, verbose_name=_("办件"), related_name="special_handling_orders"
    )
    departures = ArrayField(
        models.CharField(max_length=20, choices=Departure.choices), verbose_name=_("特事特办的内容")
    )
    days_before = models.PositiveSmallIntegerField(_("原承诺时限（工作日）"), null=True, blank=True)
    days = models.PositiveSmallIntegerField(_("缩短后的承诺时限（工作日）"), null=True, blank=True)
    after_hours = models.CharField(_("延时办理的时间和窗口"), max_length=200, blank=True)
    materials = ArrayField(
        models.CharField(max_length=60), verbose_name=_("容缺的材料"), default=list, blank=True
    )
    reason = models.CharField(_("理由"), max_length=500)
    ordered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, verbose_name=_("决定人"), related_name="+"
    )
    ordered_at = models.DateTimeField(_("决定时间"))
    revoked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        verbose_name=_("撤销人"),
        null=True,
        blank=True,
        related_name="+",
        db_index=False,
    )
    revoked_at = models.DateTimeField(_("撤销时间"), null=True, blank=True)
    revocation_reason = models.CharField(_("撤销理由"), max_length=500, blank=True)

    class Meta:
        verbose_name = _("特事特办")
        verbose_name_plural = _("特事特办")
        ordering = ["-ordered_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(departures__len__gte=1)
                & Q(departures__contained_by=["shorten", "first", "after_hours", "tolerate"]),
                name="special_order_keeps_steps_and_materials",
            ),
            models.CheckConstraint(
                condition=Q(days__isnull=True, days_before__isnull=True)
                | Q(days__isnull=False, days_before__isnull=False, days__lt=models.F("days_before")),
                name="special_order_only_shortens",
            ),
            models.CheckConstraint(
                condition=Q(revoked_at__isnull=True, revoked_by__isnull=True, revocation_reason="")
                | (Q(revoked_at__isnull=False, revoked_by__isnull=False) & ~Q(revocation_reason="")),
                name="revoked_order_says_by_whom_and_why",
            ),
        ]

    def __str__(self) -> str:
        return self.case.number

    def record_label(self) -> str:
        return self.case.record_label()

    @property
    def stands(self) -> bool:
        """Whether the case is still handled by it: it was not revoked, and the case is open."""
        return self.revoked_at is None and self.case.closed_at is None

    @property
    def shown_departures(self) -> str:
        return joined((str(Departure(one).label) for one in self.departures), "、")
