"""The publication as the public knows it, and its versions: a published one never changes (trigger)."""

from __future__ import annotations

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from yimen.kernel.base.ids import new_id
from yimen.kernel.orgs.models import Org
from yimen.modules.disclosure.states import (
    Carrier,
    Duration,
    Ground,
    Normative,
    Openness,
    Origin,
    PublicState,
    RetractionKind,
    VersionState,
)

from .classification import ClassificationNode


class Publication(models.Model):
    """主动公开信息 — one piece of government information under one 索引号, whatever becomes of its text.

    What the public reads is its ``current`` version. The index number is assigned when it is first published
    and never changes, even when the body is renamed.
    """

    lock_with = ("org", "current")

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    org = models.ForeignKey(
        Org, models.PROTECT, verbose_name=_("公开机构"), related_name="publications", db_index=False
    )
    org_path = models.CharField(_("机构路径"), max_length=200)
    state = models.CharField(
        _("公开状态"), max_length=12, choices=PublicState.choices, default=PublicState.UNPUBLISHED
    )
    index_number = models.CharField(_("索引号"), max_length=60, unique=True, null=True, blank=True)
    title = models.CharField(_("名称"), max_length=300)
    current = models.OneToOneField(
        "PublicationVersion",
        models.PROTECT,
        verbose_name=_("现行版本"),
        null=True,
        blank=True,
        related_name="current_of",
    )
    origin = models.CharField(_("来源"), max_length=12, choices=Origin.choices, default=Origin.DRAFTED)
    origin_key = models.CharField(_("来源标识"), max_length=300, null=True, blank=True)
    origin_url = models.URLField(_("来源地址"), max_length=500, blank=True)
    first_published_at = models.DateTimeField(_("首次公开时间"), null=True, blank=True)
    published_at = models.DateTimeField(_("公开时间"), null=True, blank=True)
    archived_at = models.DateTimeField(_("归档时间"), null=True, blank=True)
    retracted_at = models.DateTimeField(_("撤回时间"), null=True, blank=True)
    retraction_kind = models.CharField(
        _("撤回原因"), max_length=12, choices=RetractionKind.choices, blank=True
    )
    retraction_reason = models.CharField(_("撤回说明"), max_length=500, blank=True)
    evaluated_on = models.DateField(_("上次评估日期"), null=True, blank=True)
    lapse_told_on = models.DateField(_("失效告知日期"), null=True, blank=True)

    class Meta:
        verbose_name = _("主动公开信息")
        verbose_name_plural = _("主动公开信息")
        constraints = [
            models.UniqueConstraint(fields=["origin", "origin_key"], name="publication_comes_once"),
            models.CheckConstraint(
                condition=Q(state="unpublished")
                | Q(index_number__isnull=False, current__isnull=False, first_published_at__isnull=False),
                name="published_has_index_number_and_version",
            ),
            models.CheckConstraint(
                condition=~Q(state="retracted")
                | (Q(retracted_at__isnull=False) & ~Q(retraction_kind="") & ~Q(retraction_reason="")),
                name="retracted_has_time_and_reason",
            ),
        ]
        indexes = [
            models.Index(
                fields=["org_path", "-published_at", "-id"],
                name="publication_by_org",
                opclasses=["varchar_pattern_ops", "timestamptz_ops", "uuid_ops"],
            ),
            models.Index(fields=["-published_at", "-id"], name="publication_by_time"),
            models.Index(fields=["org", "-published_at", "-id"], name="publication_of_org_by_time"),
        ]

    def __str__(self) -> str:
        return self.title

    def record_label(self) -> str:
        return f"{self.index_number or ''} {self.title}".strip()

    @property
    def is_public(self) -> bool:
        """Whether anybody may read it now."""
        return self.state in (PublicState.PUBLISHED, PublicState.ARCHIVED)

    @property
    def is_leak(self) -> bool:
        """Whether it was taken back because it tells a secret: nothing but its number is shown."""
        return self.state == PublicState.RETRACTED and self.retraction_kind == RetractionKind.SECRET_LEAK


class PublicationVersion(models.Model):
    """信息版本 — one text of a publication with its metadata; a draft until it is published, then for ever as it is.

    ``edition`` counts the savings of a draft: who saves over another's saving is told. ``sha256`` covers text,
    metadata and files; it is fixed when the draft goes to the check, and compared when it is published.
    """

    lock_with = ("publication",)
    lock_also = ("publication",)

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    publication = models.ForeignKey(
        Publication, models.PROTECT, verbose_name=_("主动公开信息"), related_name="versions"
    )
    org_path = models.CharField(_("机构路径"), max_length=200)
    state = models.CharField(
        _("稿件状态"), max_length=10, choices=VersionState.choices, default=VersionState.DRAFT
    )
    number = models.PositiveIntegerField(_("版本号"), null=True, blank=True)
    edition = models.PositiveIntegerField(_("保存次数"), default=1)

    title = models.CharField(_("名称"), max_length=300)
    abstract = models.CharField(_("内容概述"), max_length=500, blank=True)
    body = models.TextField(_("正文"), blank=True)
    body_text = models.TextField(_("正文文本"), blank=True)
    document_number = models.CharField(_("文号"), max_length=80, blank=True)
    number_issuer = models.CharField(_("机关代字"), max_length=40, blank=True)
    number_year = models.PositiveIntegerField(_("文号年份"), null=True, blank=True)
    number_serial = models.PositiveIntegerField(_("文号序号"), null=True, blank=True)
    co_issuers = ArrayField(models.CharField(max_length=100), verbose_name=_("联合发文机关"), default=list)
    created_on = models.DateField(_("成文日期"))
    effective_on = models.DateField(_("施行日期"), null=True, blank=True)
    expires_on = models.DateField(_("有效期至"), null=True, blank=True)
    has_validity = models.BooleanField(_("有效力问题"), default=False)
    normative = models.CharField(
        _("规范性"), max_length=12, choices=Normative.choices, default=Normative.NONE
    )

    openness = models.CharField(
        _("公开属性"), max_length=12, choices=Openness.choices, default=Openness.PROACTIVE
    )
    openness_reason = models.CharField(_("公开属性的理由"), max_length=300, blank=True)
    ground = models.CharField(_("不予公开的理由"), max_length=20, choices=Ground.choices, blank=True)

    legal_category = models.ForeignKey(
        ClassificationNode,
        models.PROTECT,
        verbose_name=_("法定公开类别"),
        null=True,
        blank=True,
        related_name="of_legal_category",
    )
    subject = models.ForeignKey(
        ClassificationNode,
        models.PROTECT,
        verbose_name=_("主题分类"),
        null=True,
        blank=True,
        related_name="of_subject",
    )
    genre = models.ForeignKey(
        ClassificationNode,
        models.PROTECT,
        verbose_name=_("体裁分类"),
        null=True,
        blank=True,
        related_name="of_genre",
    )
    audience = models.ForeignKey(
        ClassificationNode,
        models.PROTECT,
        verbose_name=_("服务对象分类"),
        null=True,
        blank=True,
        related_name="of_audience",
    )
    lifecycle = models.ForeignKey(
        ClassificationNode,
        models.PROTECT,
        verbose_name=_("生命周期分类"),
        null=True,
        blank=True,
        related_name="of_lifecycle",
    )

    language = models.CharField(_("语种"), max_length=20, default="zh-Hans")
    channels = ArrayField(
        models.CharField(max_length=20, choices=Carrier.choices), verbose_name=_("发布渠道"), default=list
    )
    duration = models.CharField(
        _("公开时限"), max_length=10, choices=Duration.choices, default=Duration.LONG_TERM
    )
    public_until = models.DateField(_("公开至"), null=True, blank=True)
    responsible_unit = models.CharField(_("责任处室"), max_length=100, blank=True)
    governs = ArrayField(models.CharField(max_length=60), verbose_name=_("所规范的业务"), default=list)
    interprets = models.ForeignKey(
        Publication,
        models.PROTECT,
        verbose_name=_("解读的文件"),
        null=True,
        blank=True,
        related_name="interpretations",
    )

    drafter = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        verbose_name=_("承办人"),
        null=True,
        blank=True,
        related_name="drafted_publications",
    )
    authors = ArrayField(models.UUIDField(), verbose_name=_("参与起草的人"), default=list)
    drafted_at = models.DateTimeField(_("起草时间"))
    saved_by = models.CharField(_("保存人"), max_length=100, blank=True)
    saved_at = models.DateTimeField(_("保存时间"))
    changed_on = models.DateField(_("变更日期"), null=True, blank=True)
    due_on = models.DateField(_("应公开日期"), null=True, blank=True)
    is_due_provisional = models.BooleanField(_("日期暂定"), default=False)
    sha256 = models.CharField(_("散列值"), max_length=64, blank=True)
    change_note = models.CharField(_("变更说明"), max_length=300, blank=True)
    return_note = models.CharField(_("退回意见"), max_length=500, blank=True)
    planned_at = models.DateTimeField(_("定时公开时间"), null=True, blank=True)
    published_at = models.DateTimeField(_("公开时间"), null=True, blank=True)
    published_by = models.CharField(_("公开人"), max_length=100, blank=True)

    class Meta:
        verbose_name = _("信息版本")
        verbose_name_plural = _("信息版本")
        ordering = ["publication", "-number", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["publication", "number"], name="version_number_once_in_a_publication"
            ),
            models.UniqueConstraint(
                fields=["publication"],
                condition=Q(state__in=["draft", "in_check", "approved", "withheld"]),
                name="publication_has_one_version_in_preparation",
            ),
            models.CheckConstraint(
                condition=Q(state="published", number__isnull=False, published_at__isnull=False)
                & ~Q(sha256="")
                | ~Q(state="published") & Q(number__isnull=True, published_at__isnull=True),
                name="published_version_has_number_time_and_hash",
            ),
            models.CheckConstraint(
                condition=~Q(openness="not_open") | ~Q(ground=""), name="what_is_not_open_has_a_ground"
            ),
            models.CheckConstraint(
                condition=~Q(duration="limited") | Q(public_until__isnull=False),
                name="limited_publication_has_an_end",
            ),
            models.CheckConstraint(
                condition=Q(expires_on__isnull=True)
                | Q(effective_on__isnull=True)
                | Q(expires_on__gte=F("effective_on")),
                name="version_lapses_after_it_takes_effect",
            ),
        ]
        indexes = [
            models.Index(
                fields=["org_path", "state", "due_on"],
                name="version_in_preparation",
                opclasses=["varchar_pattern_ops", "varchar_ops", "date_ops"],
                condition=Q(state__in=["draft", "in_check", "approved", "withheld"]),
            ),
            models.Index(fields=["drafter", "-id"], name="version_by_drafter"),
            models.Index(
                fields=["number_issuer", "number_year", "number_serial"],
                name="version_by_document_number",
                condition=Q(number_serial__isnull=False),
            ),
            models.Index(
                fields=["planned_at"],
                name="version_waiting_for_its_time",
                condition=Q(planned_at__isnull=False, state="approved"),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def record_label(self) -> str:
        return self.title

    @property
    def record_chain(self) -> object:
        """All that happens to a version stands in the record of its publication."""
        return self.publication_id

    @property
    def is_open(self) -> bool:
        """Whether it is being prepared."""
        return self.state in IN_PREPARATION


IN_PREPARATION = (
    VersionState.DRAFT,
    VersionState.IN_CHECK,
    VersionState.APPROVED,
    VersionState.WITHHELD,
)
