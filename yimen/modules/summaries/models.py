"""The outline, the yearly work report with its paragraphs, and the numbers that it quotes."""

from __future__ import annotations

from datetime import date, timedelta

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from yimen.kernel.base.ids import new_id
from yimen.kernel.base.language import either, in_readers_language
from yimen.kernel.documents.models import Document
from yimen.kernel.metrics.periods import Period
from yimen.kernel.orgs.models import Org
from yimen.kernel.web.words import named

from .states import SummaryState


def signed(label: object) -> models.ForeignKey:  # type: ignore[type-arg]
    """Somebody who took one step."""
    return models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        verbose_name=label,  # type: ignore[arg-type]
        null=True,
        blank=True,
        related_name="+",
    )


class SummaryOutline(models.Model):
    """总结提纲 — chapters and paragraphs with the places of their numbers; a change is a new version (rules.py reads it)."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    org = models.ForeignKey(Org, models.PROTECT, verbose_name=_("编写单位"), related_name="summary_outlines")
    number = models.PositiveSmallIntegerField(_("版本"))
    source = models.TextField(_("提纲文本"))
    set_at = models.DateTimeField(_("制定时间"))

    class Meta:
        verbose_name = _("总结提纲")
        verbose_name_plural = _("总结提纲")
        ordering = ["org", "-number"]
        constraints = [models.UniqueConstraint(fields=["org", "number"], name="outline_version_once")]

    def __str__(self) -> str:
        return f"{self.org} {self.number}"

    @property
    def org_path(self) -> str:
        return self.org.path


class AnnualSummary(models.Model):
    """年度工作总结 — of one body for one year as of a day; its numbers are counted, a correction is a new edition."""

    lock_with = ("org",)

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    org = models.ForeignKey(Org, models.PROTECT, verbose_name=_("编写单位"), related_name="summaries")
    outline = models.ForeignKey(SummaryOutline, models.PROTECT, verbose_name=_("总结提纲"), related_name="+")
    year = models.PositiveSmallIntegerField(_("年度"))
    edition = models.PositiveSmallIntegerField(_("版次"), default=1)
    replaces = models.ForeignKey(
        "self",
        models.PROTECT,
        verbose_name=_("更正的版次"),
        null=True,
        blank=True,
        related_name="corrections",
        db_index=False,
    )
    correction_note = models.CharField(_("更正说明"), max_length=500, blank=True)
    state = models.CharField(
        _("总结状态"), max_length=10, choices=SummaryState.choices, default=SummaryState.DRAFT
    )
    as_of = models.DateField(_("统计截止日"))
    drafted_by = signed(_("起草人"))
    drafted_at = models.DateTimeField(_("起草时间"))
    computed_at = models.DateTimeField(_("计算时间"), null=True, blank=True)
    reviewed_by = signed(_("审核人"))
    reviewed_at = models.DateTimeField(_("审核时间"), null=True, blank=True)
    frozen_at = models.DateTimeField(_("定稿时间"), null=True, blank=True)
    figures_sha256 = models.CharField(_("数值散列"), max_length=64, blank=True)
    data_sha256 = models.JSONField(_("开放数据散列"), default=dict, blank=True)
    published_at = models.DateTimeField(_("公布时间"), null=True, blank=True)
    returned_reason = models.CharField(_("退回理由"), max_length=500, blank=True)
    rebuilt_at = models.DateTimeField(_("重建核对时间"), null=True, blank=True)
    differences = models.JSONField(_("重建差异"), default=list, blank=True)
    document = models.OneToOneField(
        Document, models.PROTECT, verbose_name=_("正式文本"), null=True, blank=True, related_name="+"
    )

    class Meta:
        verbose_name = _("年度工作总结")
        verbose_name_plural = _("年度工作总结")
        ordering = ["-year", "org__path", "-edition"]
        constraints = [
            models.UniqueConstraint(fields=["org", "year", "edition"], name="summary_edition_once"),
            models.UniqueConstraint(
                fields=["org", "year"],
                condition=~Q(state="published"),
                name="one_summary_of_a_year_is_in_work",
            ),
            models.UniqueConstraint(fields=["replaces"], name="summary_edition_is_corrected_once"),
            models.CheckConstraint(
                condition=Q(as_of__year=F("year")), name="summary_counts_to_a_day_of_its_year"
            ),
            models.CheckConstraint(
                condition=Q(reviewed_by__isnull=True) | ~Q(reviewed_by=F("drafted_by")),
                name="drafter_does_not_review_the_summary",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["frozen", "published"])
                | Q(frozen_at__isnull=False, reviewed_by__isnull=False) & ~Q(figures_sha256=""),
                name="frozen_summary_was_reviewed_and_has_its_hash",
            ),
            models.CheckConstraint(
                condition=~Q(state="published") | Q(published_at__isnull=False, document__isnull=False),
                name="published_summary_has_time_and_document",
            ),
            models.CheckConstraint(
                condition=Q(edition=1, replaces__isnull=True)
                | (Q(edition__gt=1, replaces__isnull=False) & ~Q(correction_note="")),
                name="later_edition_says_what_it_corrects",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.org.name}{self.year}年工作总结"  # 中文

    @property
    def shown_title(self) -> str:
        """The title in the reader's language."""
        return gettext("%(org)s%(year)s年工作总结") % {"org": named(self.org), "year": self.year}

    @property
    def org_path(self) -> str:
        return self.org.path

    @property
    def period(self) -> Period:
        """From the year's first day to the day of counting, seen from the day after: nothing moves with the clock."""
        return Period(date(self.year, 1, 1), self.as_of, self.as_of + timedelta(days=1))


class SummaryPart(models.Model):
    """总结段落 — its text with the places of the numbers; ``written_by`` where a person changed what the outline says."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    summary = models.ForeignKey(
        AnnualSummary, models.PROTECT, verbose_name=_("年度工作总结"), related_name="parts"
    )
    position = models.PositiveSmallIntegerField(_("次序"))
    chapter = models.SlugField(_("章"), max_length=40)
    chapter_title = models.CharField(_("章名"), max_length=100)
    chapter_title_en = models.CharField(_("英文章名"), max_length=150, blank=True)
    code = models.SlugField(_("段落代码"), max_length=60)
    title = models.CharField(_("段落标题"), max_length=150)
    title_en = models.CharField(_("英文段落标题"), max_length=200, blank=True)
    text = models.TextField(_("段落文字"), blank=True)
    written_by = signed(_("撰写人"))
    written_at = models.DateTimeField(_("撰写时间"), null=True, blank=True)

    class Meta:
        verbose_name = _("总结段落")
        verbose_name_plural = _("总结段落")
        ordering = ["position"]
        constraints = [models.UniqueConstraint(fields=["summary", "code"], name="part_once_in_a_summary")]

    def __str__(self) -> str:
        return self.title

    @property
    def shown_title(self) -> str:
        return either(self.title, self.title_en)

    @property
    def shown_chapter(self) -> str:
        return either(self.chapter_title, self.chapter_title_en)


class SummaryFigure(models.Model):
    """引用数值 — a number as it was counted: which measure, by which version of its definition, over which days, for whom."""

    id = models.BigAutoField(primary_key=True)
    summary = models.ForeignKey(
        AnnualSummary, models.PROTECT, verbose_name=_("年度工作总结"), related_name="figures"
    )
    place = models.PositiveSmallIntegerField(_("序号"))
    key = models.CharField(_("引用"), max_length=300)
    code = models.CharField(_("指标代码"), max_length=80)
    version = models.PositiveSmallIntegerField(_("口径版本"))
    first = models.DateField(_("起始日"))
    last = models.DateField(_("截止日"))
    scope = models.CharField(_("统计范围"), max_length=200, blank=True)
    dimension = models.CharField(_("维度"), max_length=40, blank=True)
    value_of_dimension = models.CharField(_("维度值"), max_length=200, blank=True)
    title = models.CharField(_("指标名称"), max_length=100)
    definition = models.TextField(_("指标口径"))
    unit = models.CharField(_("计量单位"), max_length=30, blank=True)
    number = models.DecimalField(_("数值"), max_digits=20, decimal_places=2, null=True, blank=True)
    places = models.PositiveSmallIntegerField(_("小数位数"), default=0)
    rows = models.JSONField(_("分列数值"), default=list, blank=True)
    before = models.DecimalField(_("上年同期数值"), max_digits=20, decimal_places=2, null=True, blank=True)

    class Meta:
        verbose_name = _("引用数值")
        verbose_name_plural = _("引用数值")
        ordering = ["place"]
        constraints = [
            models.UniqueConstraint(fields=["summary", "key"], name="number_once_in_a_summary"),
            models.UniqueConstraint(fields=["summary", "place"], name="place_once_in_a_summary"),
            models.CheckConstraint(condition=Q(last__gte=F("first")), name="number_has_its_days"),
        ]

    def __str__(self) -> str:
        return self.key

    @property
    def shown_title(self) -> str:
        """The name of the measure in the reader's language, with the value of the dimension where it has one."""
        title = in_readers_language(self.title)
        return f"{title} · {self.value_of_dimension}" if self.value_of_dimension else title

    @property
    def shown_unit(self) -> str:
        return in_readers_language(self.unit)

    @property
    def is_split(self) -> bool:
        """Whether it is a table of numbers rather than one number."""
        return self.dimension != "" and self.value_of_dimension == ""
