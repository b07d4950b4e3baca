"""Collections: what belongs to one, and the entries into which its texts are cut. They hold no text of their own."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from yimen.kernel.base.ids import new_id
from yimen.kernel.base.language import either
from yimen.kernel.orgs.models import Org
from yimen.modules.disclosure.states import CollectionKind

from .publications import Publication, PublicationVersion


class Collection(models.Model):
    """汇编 — a way of its own into publications: 市志 by volume and chapter, 大事记 by day, 法律知识问答 by law."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    org = models.ForeignKey(Org, models.PROTECT, verbose_name=_("编者"), related_name="collections")
    code = models.SlugField(_("代码"), max_length=40, unique=True)
    kind = models.CharField(_("汇编类型"), max_length=12, choices=CollectionKind.choices)
    name = models.CharField(_("名称"), max_length=100)
    name_en = models.CharField(_("英文名称"), max_length=150, blank=True)
    about = models.CharField(_("说明"), max_length=500, blank=True)
    about_en = models.CharField(_("英文说明"), max_length=700, blank=True)
    order = models.PositiveIntegerField(_("顺序"), default=0)

    class Meta:
        verbose_name = _("汇编")
        verbose_name_plural = _("汇编")
        ordering = ["order", "code"]

    def __str__(self) -> str:
        return self.name

    @property
    def org_path(self) -> str:
        return self.org.path

    @property
    def shown_name(self) -> str:
        return either(self.name, self.name_en)

    @property
    def shown_about(self) -> str:
        return either(self.about, self.about_en)


class Inclusion(models.Model):
    """收录 — a publication belongs to a collection; ``gathered`` is the version that its entries were cut from."""

    lock_with = ("collection", "publication")

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    collection = models.ForeignKey(
        Collection, models.PROTECT, verbose_name=_("汇编"), related_name="inclusions"
    )
    publication = models.ForeignKey(
        Publication, models.PROTECT, verbose_name=_("主动公开信息"), related_name="inclusions"
    )
    topic = models.CharField(_("专题"), max_length=60, blank=True)
    order = models.PositiveIntegerField(_("顺序"), default=0)
    gathered = models.ForeignKey(
        PublicationVersion,
        models.PROTECT,
        verbose_name=_("编录的版本"),
        null=True,
        blank=True,
        related_name="+",
    )
    entry_count = models.PositiveIntegerField(_("条目数"), default=0)
    is_left_out = models.BooleanField(_("已移出"), default=False)

    class Meta:
        verbose_name = _("收录")
        verbose_name_plural = _("收录")
        ordering = ["collection", "topic", "order", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["collection", "publication"], name="publication_once_in_a_collection"
            )
        ]

    def __str__(self) -> str:
        return f"{self.collection} {self.publication}"

    @property
    def org_path(self) -> str:
        return self.collection.org.path


class CollectionEntry(models.Model):
    """条目 — one chapter, day or article, word for word from the published text; cut anew when that changes."""

    id = models.BigAutoField(primary_key=True)
    inclusion = models.ForeignKey(
        Inclusion, models.PROTECT, verbose_name=_("收录"), related_name="entries", db_index=False
    )
    position = models.PositiveIntegerField(_("位置"))
    depth = models.PositiveSmallIntegerField(_("层级"), default=1)
    label = models.CharField(_("序号"), max_length=40, blank=True)
    heading = models.CharField(_("标题"), max_length=300, blank=True)
    question = models.CharField(_("问题"), max_length=500, blank=True)
    text = models.TextField(_("内容"), blank=True)
    happened_on = models.DateField(_("日期"), null=True, blank=True)
    is_exact = models.BooleanField(_("精确到日"), default=True)

    class Meta:
        verbose_name = _("条目")
        verbose_name_plural = _("条目")
        ordering = ["inclusion", "position"]
        constraints = [
            models.UniqueConstraint(fields=["inclusion", "position"], name="entry_has_a_position_once")
        ]
        indexes = [
            models.Index(
                fields=["happened_on", "id"],
                name="entry_by_day",
                condition=Q(happened_on__isnull=False),
            )
        ]

    def __str__(self) -> str:
        return self.question or self.heading or self.label
