"""导入: a file with items of the catalogue, what is wrong with it, and how far its import is."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from yimen.kernel.base.ids import new_id
from yimen.kernel.orgs.models import Org
from yimen.kernel.people.models import Person
from yimen.modules.approvals.states import ImportState


class CatalogueImport(models.Model):
    """目录导入 — a file is checked whole first; when nothing is wrong, one confirmation applies all of it or nothing."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    org = models.ForeignKey(Org, models.PROTECT, verbose_name=_("机构"), related_name="+")
    name = models.CharField(_("文件名"), max_length=200)
    format = models.CharField(_("文件格式"), max_length=4)
    data = models.BinaryField(_("文件内容"))
    state = models.CharField(
        _("导入状态"), max_length=10, choices=ImportState.choices, default=ImportState.UPLOADED
    )
    row_count = models.PositiveIntegerField(_("行数"), default=0)
    drafted_count = models.PositiveIntegerField(_("起草的版本数"), default=0)
    findings = models.JSONField(_("检查结果"), default=list)
    uploaded_by = models.ForeignKey(
        Person, models.PROTECT, verbose_name=_("上传人"), related_name="catalogue_imports"
    )
    uploaded_at = models.DateTimeField(_("上传时间"))
    ended_at = models.DateTimeField(_("结束时间"), null=True, blank=True)

    class Meta:
        verbose_name = _("目录导入")
        verbose_name_plural = _("目录导入")
        ordering = ["-uploaded_at", "pk"]

    def __str__(self) -> str:
        return self.name

    @property
    def org_path(self) -> str:
        return self.org.path

    @property
    def is_running(self) -> bool:
        """Whether the machine works on it now."""
        return self.state in (ImportState.UPLOADED, ImportState.CONFIRMED)


class ImportProgress(models.Model):
    """导入进度 — rows done so far; told outside the transaction of the import, so that others see it."""

    of = models.OneToOneField(
        CatalogueImport, models.CASCADE, verbose_name=_("目录导入"), related_name="progress", primary_key=True
    )
    done = models.PositiveIntegerField(_("已处理行数"), default=0)

    class Meta:
        verbose_name = _("导入进度")
        verbose_name_plural = _("导入进度")

    def __str__(self) -> str:
        return f"{self.of} {self.done}"
