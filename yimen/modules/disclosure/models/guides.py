"""The guide of a body, edition by edition, and the compiled editions of its rules."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from yimen.kernel.base.ids import new_id
from yimen.kernel.documents.models import Document
from yimen.kernel.orgs.models import Org


class Guide(models.Model):
    """公开指南 — what a body must tell of how to get its information (政府信息公开条例 12); an edition never changes."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    org = models.ForeignKey(Org, models.PROTECT, verbose_name=_("机构"), related_name="disclosure_guides")
    number = models.PositiveIntegerField(_("版次"))
    classification = models.TextField(_("信息的分类和编排体系"))
    ways = models.TextField(_("获取方式"))
    office = models.CharField(_("政府信息公开工作机构"), max_length=100)
    address = models.CharField(_("办公地址"), max_length=200)
    hours = models.CharField(_("办公时间"), max_length=200)
    phone = models.CharField(_("联系电话"), max_length=60)
    fax = models.CharField(_("传真号码"), max_length=60, blank=True)
    internet = models.CharField(_("互联网联系方式"), max_length=200)
    supervision = models.TextField(_("监督和救济方式"), blank=True)
    change_note = models.CharField(_("变更说明"), max_length=300, blank=True)
    published_at = models.DateTimeField(_("公布时间"))
    published_by = models.CharField(_("公布人"), max_length=100)

    class Meta:
        verbose_name = _("公开指南")
        verbose_name_plural = _("公开指南")
        ordering = ["org", "-number"]
        constraints = [models.UniqueConstraint(fields=["org", "number"], name="guide_number_once_in_an_org")]

    def __str__(self) -> str:
        return f"{self.org} {self.number}"

    @property
    def org_path(self) -> str:
        return self.org.path


class RuleCompilation(models.Model):
    """制度汇编 — the rules of a body as they stand on a day, in one document; an edition never changes."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    org = models.ForeignKey(Org, models.PROTECT, verbose_name=_("机构"), related_name="rule_compilations")
    number = models.PositiveIntegerField(_("版次"))
    document = models.OneToOneField(
        Document, models.PROTECT, verbose_name=_("文书"), related_name="rule_compilation"
    )
    rule_count = models.PositiveIntegerField(_("制度件数"))
    compiled_at = models.DateTimeField(_("汇编时间"))
    compiled_by = models.CharField(_("汇编人"), max_length=100)

    class Meta:
        verbose_name = _("制度汇编")
        verbose_name_plural = _("制度汇编")
        ordering = ["org", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["org", "number"], name="compilation_number_once_in_an_org")
        ]

    def __str__(self) -> str:
        return f"{self.org} {self.number}"

    @property
    def org_path(self) -> str:
        return self.org.path
