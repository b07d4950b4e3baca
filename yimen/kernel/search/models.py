"""Tables of the search: what changed, the text of what can be found, the words that editors keep, what was asked."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from yimen.kernel.base.ids import new_id


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
    sound = models.TextField(_("标题读音"), blank=True, db_default="")
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


class SynonymKind(models.TextChoices):
    """同义词类型."""

    EQUAL = "equal", _("同义：互相查找")
    TOWARDS = "towards", _("俗称：查找时加上规范用语")
    RELATED = "related", _("相关：只作提示")


class Wordbook(models.Model):
    """检索词表 — the one row that stands for the city's synonyms and promoted results; additions are made to it."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1, editable=False)

    class Meta:
        verbose_name = _("检索词表")
        verbose_name_plural = _("检索词表")
        constraints = [models.CheckConstraint(condition=models.Q(id=1), name="there_is_one_wordbook")]

    def __str__(self) -> str:
        return str(_("检索词表"))


class Synonym(models.Model):
    """同义词 — two words that readers and documents use for one thing, from a day on."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    kind = models.CharField(_("类型"), max_length=10, choices=SynonymKind.choices)
    term = models.CharField(_("检索用语"), max_length=40)
    other = models.CharField(_("对应用语"), max_length=40)
    note = models.CharField(_("说明"), max_length=200, blank=True)
    since = models.DateField(_("启用日期"))
    until = models.DateField(_("停用日期"), null=True, blank=True)

    class Meta:
        verbose_name = _("同义词")
        verbose_name_plural = _("同义词")
        ordering = ["term", "other"]
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "term", "other"],
                condition=models.Q(until=None),
                name="synonym_is_in_use_once",
            ),
            models.CheckConstraint(
                condition=models.Q(until=None) | models.Q(until__gte=models.F("since")),
                name="synonym_ends_after_it_begins",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.term}→{self.other}"


class Promotion(models.Model):
    """推荐结果 — a document that stands above the others when exactly this is asked, from a day on."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    words = models.CharField(_("检索用语"), max_length=60)
    source = models.CharField(_("来源"), max_length=40)
    key = models.CharField(_("编号"), max_length=200)
    label = models.CharField(_("推荐的内容"), max_length=200)
    note = models.CharField(_("推荐理由"), max_length=200)
    since = models.DateField(_("启用日期"))
    until = models.DateField(_("停用日期"), null=True, blank=True)

    class Meta:
        verbose_name = _("推荐结果")
        verbose_name_plural = _("推荐结果")
        ordering = ["words", "since"]
        constraints = [
            models.UniqueConstraint(
                fields=["words", "source", "key"],
                condition=models.Q(until=None),
                name="promotion_is_in_use_once",
            ),
            models.CheckConstraint(
                condition=models.Q(until=None) | models.Q(until__gte=models.F("since")),
                name="promotion_ends_after_it_begins",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.words}→{self.label}"


class EmptyQuery(models.Model):
    """无结果检索 — what was asked in vain: the words alone, cut, numbers of persons masked; no trace of who asked."""

    id = models.BigAutoField(primary_key=True)
    text = models.CharField(_("检索用语"), max_length=40, unique=True)
    count = models.PositiveIntegerField(_("次数"), default=1)
    first_on = models.DateField(_("首次"))
    last_on = models.DateField(_("最近"))
    settled_at = models.DateTimeField(_("处理时间"), null=True, blank=True)
    note = models.CharField(_("处理结果"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("无结果检索")
        verbose_name_plural = _("无结果检索")
        indexes = [
            models.Index(fields=["-count"], condition=models.Q(settled_at=None), name="empty_query_by_count")
        ]

    def __str__(self) -> str:
        return self.text


class HotQuery(models.Model):
    """热门检索 — how often something was found by these words on a day; words only, as above."""

    id = models.BigAutoField(primary_key=True)
    text = models.CharField(_("检索用语"), max_length=40)
    day = models.DateField(_("日期"))
    count = models.PositiveIntegerField(_("次数"), default=1)

    class Meta:
        verbose_name = _("热门检索")
        verbose_name_plural = _("热门检索")
        constraints = [models.UniqueConstraint(fields=["day", "text"], name="hot_query_once_a_day")]

    def __str__(self) -> str:
        return self.text
