"""What the replay keeps of itself: which year it lives, how far it has come, and what it planted. No rule reads it."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class Replay(models.Model):
    """重演 — one year that is lived again in this city; ``day`` is the last one that is done."""

    year = models.PositiveSmallIntegerField(_("年度"), unique=True)
    seed = models.PositiveIntegerField(_("种子数"))
    scale = models.FloatField(_("比例"))
    until = models.DateField(_("截止日期"))
    begun_at = models.DateTimeField(_("开始时间"))
    day = models.DateField(_("已重演到"), null=True, blank=True)
    finished_at = models.DateTimeField(_("完成时间"), null=True, blank=True)

    class Meta:
        verbose_name = _("重演")
        verbose_name_plural = _("重演")

    def __str__(self) -> str:
        return f"{self.year}/{self.seed}/{self.scale}"


class Planting(models.Model):
    """埋设的问题 — a violation that the replay planted, by which the rules of supervision are measured."""

    replay = models.ForeignKey(Replay, models.CASCADE, verbose_name=_("重演"), related_name="plantings")
    rule = models.CharField(_("规则"), max_length=20)
    subject_kind = models.CharField(_("对象种类"), max_length=10)
    subject_key = models.CharField(_("对象"), max_length=120, blank=True)
    case_ref = models.UUIDField(_("办件"), null=True, blank=True)
    day = models.DateField(_("日期"))
    note = models.CharField(_("说明"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("埋设的问题")
        verbose_name_plural = _("埋设的问题")
        ordering = ["rule", "day", "id"]
        indexes = [models.Index(fields=["replay", "rule"], name="planting_by_rule")]

    def __str__(self) -> str:
        return f"{self.rule} {self.subject_key}"
