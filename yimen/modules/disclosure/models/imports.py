"""What comes from outside: sources that are harvested, runs of an import, and what became of each document."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from yimen.kernel.base.ids import new_id
from yimen.kernel.documents.models import File
from yimen.kernel.orgs.models import Org
from yimen.modules.disclosure.states import FeedKind, IntakeMode, RowState, RunKind, RunState

from .publications import Publication


class HarvestSource(models.Model):
    """采集来源 — another portal's feed or catalogue; what it publishes comes in as drafts, or as published already."""

    lock_with = ("org",)

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    org = models.ForeignKey(Org, models.PROTECT, verbose_name=_("机构"), related_name="harvest_sources")
    name = models.CharField(_("名称"), max_length=100)
    url = models.URLField(_("地址"), max_length=500, unique=True)
    kind = models.CharField(_("格式"), max_length=8, choices=FeedKind.choices)
    mode = models.CharField(
        _("接收方式"), max_length=12, choices=IntakeMode.choices, default=IntakeMode.DRAFT
    )
    is_active = models.BooleanField(_("启用"), default=True)
    etag = models.CharField(_("实体标签"), max_length=300, blank=True)
    modified = models.CharField(_("最后修改"), max_length=60, blank=True)
    checked_at = models.DateTimeField(_("上次采集"), null=True, blank=True)
    last_error = models.CharField(_("上次错误"), max_length=500, blank=True)

    class Meta:
        verbose_name = _("采集来源")
        verbose_name_plural = _("采集来源")
        ordering = ["name", "id"]

    def __str__(self) -> str:
        return self.name

    @property
    def org_path(self) -> str:
        return self.org.path


class ImportRun(models.Model):
    """导入批次 — one import of a folder, a file or a source; it can be stopped anywhere and goes on where it was."""

    lock_with = ("org",)

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    org = models.ForeignKey(Org, models.PROTECT, verbose_name=_("机构"), related_name="import_runs")
    kind = models.CharField(_("导入类型"), max_length=12, choices=RunKind.choices)
    mode = models.CharField(
        _("接收方式"), max_length=12, choices=IntakeMode.choices, default=IntakeMode.TAKEN_OVER
    )
    name = models.CharField(_("名称"), max_length=200)
    folder = models.CharField(_("文件夹"), max_length=500, blank=True)
    file = models.ForeignKey(
        File, models.PROTECT, verbose_name=_("文件"), null=True, blank=True, related_name="import_runs"
    )
    source = models.ForeignKey(
        HarvestSource,
        models.PROTECT,
        verbose_name=_("采集来源"),
        null=True,
        blank=True,
        related_name="runs",
    )
    state = models.CharField(_("导入进度"), max_length=8, choices=RunState.choices, default=RunState.RUNNING)
    total = models.PositiveIntegerField(_("总数"), null=True, blank=True)
    taken = models.PositiveIntegerField(_("已导入"), default=0)
    skipped = models.PositiveIntegerField(_("已有"), default=0)
    failed = models.PositiveIntegerField(_("有错误"), default=0)
    error = models.CharField(_("错误"), max_length=500, blank=True)
    started_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        verbose_name=_("发起人"),
        null=True,
        blank=True,
        related_name="import_runs",
    )
    started_at = models.DateTimeField(_("开始时间"))
    worked_at = models.DateTimeField(_("最近进展"))
    ended_at = models.DateTimeField(_("结束时间"), null=True, blank=True)

    class Meta:
        verbose_name = _("导入批次")
        verbose_name_plural = _("导入批次")
        ordering = ["-started_at", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state="running", ended_at__isnull=True)
                | ~Q(state="running") & Q(ended_at__isnull=False),
                name="ended_run_has_time",
            ),
            models.UniqueConstraint(
                fields=["source"], condition=Q(state="running"), name="source_has_one_running_harvest"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def org_path(self) -> str:
        return self.org.path

    @property
    def done(self) -> int:
        """How many documents have had their turn."""
        return self.taken + self.skipped + self.failed


class ImportRow(models.Model):
    """导入条目 — what became of one document of a run; where it stands, and what is wrong with it."""

    id = models.BigAutoField(primary_key=True)
    run = models.ForeignKey(
        ImportRun, models.PROTECT, verbose_name=_("导入批次"), related_name="rows", db_index=False
    )
    key = models.CharField(_("标识"), max_length=500)
    title = models.CharField(_("名称"), max_length=300, blank=True)
    state = models.CharField(_("结果"), max_length=8, choices=RowState.choices)
    place = models.CharField(_("文件"), max_length=300, blank=True)
    line = models.PositiveIntegerField(_("行"), null=True, blank=True)
    column = models.CharField(_("列"), max_length=60, blank=True)
    message = models.CharField(_("说明"), max_length=500, blank=True)
    publication = models.ForeignKey(
        Publication,
        models.PROTECT,
        verbose_name=_("主动公开信息"),
        null=True,
        blank=True,
        related_name="import_rows",
    )
    at = models.DateTimeField(_("时间"))

    class Meta:
        verbose_name = _("导入条目")
        verbose_name_plural = _("导入条目")
        ordering = ["run", "id"]
        constraints = [models.UniqueConstraint(fields=["run", "key"], name="document_once_in_a_run")]

    def __str__(self) -> str:
        return self.title or self.key
