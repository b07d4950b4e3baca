"""责任追究: to whom a case was referred, and what came of it."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from .cases import SupervisionCase


class Accountability(models.Model):
    """责任追究 — supervision decides over nobody: it refers the matter to who may, and notes the outcome."""

    supervision_case = models.OneToOneField(
        SupervisionCase, models.PROTECT, verbose_name=_("监督案件"), related_name="accountability"
    )
    referred_to = models.CharField(_("移送机关"), max_length=100)
    reason = models.TextField(_("移送理由"))
    referred_on = models.DateField(_("移送日期"))
    outcome = models.TextField(_("处理结果"), blank=True)
    outcome_on = models.DateField(_("处理日期"), null=True, blank=True)

    class Meta:
        verbose_name = _("责任追究")
        verbose_name_plural = _("责任追究")
        constraints = [
            models.CheckConstraint(
                condition=Q(outcome="", outcome_on__isnull=True)
                | (~Q(outcome="") & Q(outcome_on__gte=F("referred_on"))),
                name="accountability_ends_with_an_outcome",
            )
        ]

    def __str__(self) -> str:
        return self.referred_to
