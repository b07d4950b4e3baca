"""Tables of the search: what changed, and the text of what can be found (the index is a copy made from it)."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _


class Change(models.Model):
    """检索变更 — a key of a source that is to be read anew; written by changes.py, taken by the follower."""

    id = models.BigAutoField(primary_key=True)
    source = models.CharField(_("来源"), max_length=40)
    key = models.CharField(_("编号"), max_length=200)
    noted_at = models.DateTimeField(_("记下时间"), db_default=Now())

    class Meta:
        db_table = "search_change"
        verbose_name = _("检索变更")
        verbose_name_plural = _("检索变更")

    def __str__(self) -> str:
        return f"{self.source}/{self.key}"


class StoredDocument(models.Model):
    """检索文献 — the text of one document, as its source gave it last.

    ``version`` grows with every change of any row: each index follows it, on whatever machine it lies. A row that
    is gone keeps its place without its text until every index has followed.
    """

    id = models.BigAutoField(primary_key=True)
    source = models.CharField(_("来源"), max_length=40)
    key = models.CharField(_("编号"), max_length=200)
    version = models.BigIntegerField(_("版次"))
    is_gone = models.BooleanField(_("已撤出"), default=False)
    title = models.TextField(_("标题"))
    title_en = models.TextField(_("英文标题"), blank=True)
    summary = models.TextField(_("摘要"), blank=True)
    body = models.TextField(_("正文"), blank=True)
    attachments = models.TextField(_("附件文字"), blank=True)
    comparable = models.TextField(_("比对用文字"), blank=True)
    identifiers = ArrayField(models.TextField(), verbose_name=_("编号"), default=list)
    facets = models.JSONField(_("分面"), default=dict)
    dated_on = models.DateField(_("日期"), null=True, blank=True)
    in_force = models.BooleanField(_("有效"), default=True)
    family = models.CharField(_("同一文件"), max_length=200, blank=True)
    audience = ArrayField(models.CharField(max_length=60), verbose_name=_("可见范围"), default=list)
    href = models.CharField(_("地址"), max_length=500, blank=True)
    weight = models.FloatField(_("权重"), default=1.0)
    digest = models.CharField(_("内容散列"), max_length=64, blank=True)
    entered_at = models.DateTimeField(_("收入时间"), db_default=Now())

    class Meta:
        db_table = "search_document"
        verbose_name = _("检索文献")
        verbose_name_plural = _("检索文献")
        constraints = [models.UniqueConstraint(fields=["source", "key"], name="document_is_kept_once")]
        indexes = [
            models.Index(fields=["version"], name="document_by_version"),
            models.Index(fields=["family"], condition=~models.Q(family=""), name="document_by_family"),
            GinIndex(fields=["identifiers"], name="document_by_identifier"),
        ]

    def __str__(self) -> str:
        return self.title
