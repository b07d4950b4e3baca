"""The yearly report, its cells as they were frozen, and what was added to them from elsewhere."""

from __future__ import annotations

from datetime import date

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from yimen.kernel.base.ids import new_id
from yimen.kernel.documents.models import Document
from yimen.kernel.orgs.models import Org
from yimen.kernel.web.words import named

from .rules import plain
from .states import ReportState, SupplementState


def who_field(label: object) -> models.ForeignKey:  # type: ignore[type-arg]
    """Somebody who signed one step."""
    return models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        verbose_name=label,  # type: ignore[arg-type]
        null=True,
        blank=True,
        related_name="+",
    )


class AnnualReport(models.Model):
    """政府信息公开工作年度报告 — of one body for one year, in one form; a correction is a new version.

    ``handler`` is the body that does the work: the department itself; for a government, the body in charge of its openness.
    """

    lock_with = ("org", "handler")

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    org = models.ForeignKey(Org, models.PROTECT, verbose_name=_("报告机关"), related_name="annual_reports")
    handler = models.ForeignKey(Org, models.PROTECT, verbose_name=_("承办机关"), related_name="+")
    year = models.PositiveSmallIntegerField(_("年度"))
    format_year = models.PositiveSmallIntegerField(_("格式年份"))
    version = models.PositiveSmallIntegerField(_("版本"), default=1)
    replaces = models.ForeignKey(
        "self",
        models.PROTECT,
        verbose_name=_("更正的版本"),
        null=True,
        blank=True,
        related_name="corrections",
        db_index=False,
    )
    correction_note = models.CharField(_("更正说明"), max_length=500, blank=True)
    state = models.CharField(
        _("年度报告状态"), max_length=10, choices=ReportState.choices, default=ReportState.OPEN
    )
    texts = models.JSONField(_("各部分文字"), default=dict, blank=True)
    frozen_at = models.DateTimeField(_("锁定时间"), null=True, blank=True)
    snapshot_sha256 = models.CharField(_("锁定数据散列"), max_length=64, blank=True)
    drafted_by = who_field(_("起草人"))
    drafted_at = models.DateTimeField(_("起草时间"), null=True, blank=True)
    reviewed_by = who_field(_("审核人"))
    reviewed_at = models.DateTimeField(_("审核时间"), null=True, blank=True)
    submitted_by = who_field(_("报送人"))
    submitted_at = models.DateTimeField(_("报送时间"), null=True, blank=True)
    received_by = who_field(_("接收人"))
    received_at = models.DateTimeField(_("接收时间"), null=True, blank=True)
    published_at = models.DateTimeField(_("公布时间"), null=True, blank=True)
    returned_reason = models.CharField(_("退回理由"), max_length=500, blank=True)
    reminded_on = models.DateField(_("催报日期"), null=True, blank=True)
    document = models.OneToOneField(
        Document, models.PROTECT, verbose_name=_("正式文本"), null=True, blank=True, related_name="+"
    )

    class Meta:
        verbose_name = _("政府信息公开工作年度报告")
        verbose_name_plural = _("政府信息公开工作年度报告")
        ordering = ["-year", "org__path", "-version"]
        constraints = [
            models.UniqueConstraint(fields=["org", "year", "version"], name="report_version_once"),
            models.UniqueConstraint(
                fields=["org", "year"],
                condition=~Q(state="published"),
                name="one_report_of_a_year_is_in_work",
            ),
            models.UniqueConstraint(fields=["replaces"], name="version_is_corrected_once"),
            models.CheckConstraint(
                condition=Q(state="open") | Q(frozen_at__isnull=False),
                name="report_is_frozen_before_it_goes_on",
            ),
            models.CheckConstraint(
                condition=Q(reviewed_by__isnull=True) | ~Q(reviewed_by=F("drafted_by")),
                name="drafter_does_not_review_the_report",
            ),
            models.CheckConstraint(
                condition=Q(submitted_by__isnull=True) | ~Q(submitted_by=F("drafted_by")),
                name="drafter_does_not_submit_the_report",
            ),
            models.CheckConstraint(
                condition=~Q(state="published") | Q(published_at__isnull=False, document__isnull=False),
                name="published_report_has_time_and_document",
            ),
            models.CheckConstraint(
                condition=Q(version=1, replaces__isnull=True)
                | (Q(version__gt=1, replaces__isnull=False) & ~Q(correction_note="")),
                name="later_version_says_what_it_corrects",
            ),
        ]
        indexes = [models.Index(fields=["year", "state"], name="report_by_year")]

    def __str__(self) -> str:
        return f"{self.org.name}{self.year}年政府信息公开工作年度报告"  # 中文

    @property
    def shown_title(self) -> str:
        """The title in the reader's language."""
        return gettext("%(org)s%(year)s年政府信息公开工作年度报告") % {
            "org": named(self.org),
            "year": self.year,
        }

    @property
    def org_path(self) -> str:
        """Who may act is asked of the body that does the work."""
        return self.handler.path

    @property
    def last_day(self) -> date:
        return date(self.year, 12, 31)


class ReportCell(models.Model):
    """报告单元格 — what the house counted for one cell when the report was frozen, and the ids behind it; never changed."""

    id = models.BigAutoField(primary_key=True)
    report = models.ForeignKey(AnnualReport, models.PROTECT, verbose_name=_("年度报告"), related_name="cells")
    code = models.CharField(_("单元格"), max_length=60)
    counted = models.DecimalField(_("系统计数"), max_digits=18, decimal_places=6)
    ids = ArrayField(models.UUIDField(), verbose_name=_("所计事项"), default=list, blank=True)

    class Meta:
        verbose_name = _("报告单元格")
        verbose_name_plural = _("报告单元格")
        constraints = [models.UniqueConstraint(fields=["report", "code"], name="cell_once_in_a_report")]

    def __str__(self) -> str:
        return self.code


class Supplement(models.Model):
    """补充数 — what another system counted for a cell, added to what this one counts; entered by one, confirmed by another."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    report = models.ForeignKey(
        AnnualReport, models.PROTECT, verbose_name=_("年度报告"), related_name="supplements"
    )
    code = models.CharField(_("单元格"), max_length=60)
    value = models.DecimalField(_("补充数"), max_digits=18, decimal_places=6)
    source = models.CharField(_("数据来源"), max_length=200)
    state = models.CharField(
        _("补充数状态"), max_length=10, choices=SupplementState.choices, default=SupplementState.ENTERED
    )
    entered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, verbose_name=_("填报人"), related_name="+"
    )
    entered_at = models.DateTimeField(_("填报时间"))
    confirmed_by = who_field(_("复核人"))
    confirmed_at = models.DateTimeField(_("复核时间"), null=True, blank=True)

    class Meta:
        verbose_name = _("补充数")
        verbose_name_plural = _("补充数")
        ordering = ["code", "entered_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["report", "code"],
                condition=~Q(state="withdrawn"),
                name="cell_has_one_supplement",
            ),
            models.CheckConstraint(
                condition=Q(confirmed_by__isnull=True) | ~Q(confirmed_by=F("entered_by")),
                name="supplement_is_confirmed_by_another",
            ),
            models.CheckConstraint(
                condition=~Q(state="confirmed") | Q(confirmed_by__isnull=False),
                name="confirmed_supplement_says_by_whom",
            ),
        ]

    def __str__(self) -> str:
        return self.code

    @property
    def value_text(self) -> str:
        return plain(self.value)
