"""Opinions on a version in review: of the legal office on its basis, of the pricing office on its fees."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from yimen.modules.approvals.states import OpinionKind, Stance

from .items import ItemVersion


class VersionOpinion(models.Model):
    """会签意见 — what an office says of a version; one a kind in each round of review."""

    version = models.ForeignKey(
        ItemVersion, models.CASCADE, verbose_name=_("事项版本"), related_name="opinions"
    )
    review_round = models.PositiveSmallIntegerField(_("审查轮次"))
    kind = models.CharField(_("意见种类"), max_length=10, choices=OpinionKind.choices)
    stance = models.CharField(_("态度"), max_length=10, choices=Stance.choices)
    text = models.TextField(_("意见内容"), blank=True)
    given_by = models.CharField(_("提出人"), max_length=64)
    given_by_label = models.CharField(_("提出人姓名"), max_length=100)
    given_at = models.DateTimeField(_("提出时间"))

    class Meta:
        verbose_name = _("会签意见")
        verbose_name_plural = _("会签意见")
        ordering = ["review_round", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["version", "review_round", "kind"], name="one_opinion_of_a_kind_in_a_round"
            ),
            models.CheckConstraint(
                condition=~Q(stance="disagree") | ~Q(text=""), name="disagreement_has_its_reason"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.version} {self.get_kind_display()}"
