"""Reopening: a decision was undone from outside, and the case is decided again."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from yimen.kernel.base.ids import new_id
from yimen.modules.approvals.states import Outcome, ReopeningGround

from .applications import Application


class Reopening(models.Model):
    """恢复办理 — by which instrument an ended case was opened again, and what had been decided."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    application = models.ForeignKey(
        Application, models.PROTECT, verbose_name=_("申请"), related_name="reopenings"
    )
    ground = models.CharField(_("依据"), max_length=20, choices=ReopeningGround.choices)
    instrument_no = models.CharField(_("文号"), max_length=100)
    reason = models.TextField(_("理由"))
    days = models.PositiveSmallIntegerField(_("重新决定的期限（工作日）"))
    earlier_outcome = models.CharField(_("原结果"), max_length=30, choices=Outcome.choices)
    earlier_decided_at = models.DateTimeField(_("原决定时间"), null=True, blank=True)
    reopened_at = models.DateTimeField(_("恢复时间"))
    reopened_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, verbose_name=_("经办人"), related_name="+"
    )

    class Meta:
        verbose_name = _("恢复办理")
        verbose_name_plural = _("恢复办理")
        ordering = ["reopened_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["application", "instrument_no"], name="instrument_reopens_a_case_once"
            ),
            models.CheckConstraint(condition=~Q(instrument_no=""), name="reopening_names_its_instrument"),
        ]

    def __str__(self) -> str:
        return self.instrument_no
