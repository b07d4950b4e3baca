"""What people queue for, and whom the law lets go first."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from yimen.kernel.base.ids import new_id
from yimen.kernel.orgs.models import Org, WindowKind


class BusinessClass(models.Model):
    """业务类别 — what one queue of a hall is for: windows of some kinds, of one department or of all."""

    lock_with = ("centre",)

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    centre = models.ForeignKey(Org, models.PROTECT, verbose_name=_("中心"), related_name="business_classes")
    letter = models.CharField(_("字母"), max_length=2)
    name = models.CharField(_("名称"), max_length=60)
    name_en = models.CharField(_("英文名称"), max_length=100, blank=True)
    kinds = ArrayField(
        models.CharField(max_length=20, choices=WindowKind.choices), verbose_name=_("窗口类型")
    )
    serves = models.ForeignKey(
        Org, models.PROTECT, verbose_name=_("服务部门"), null=True, blank=True, related_name="own_queues"
    )
    is_open = models.BooleanField(_("启用"), default=True)

    class Meta:
        verbose_name = _("业务类别")
        verbose_name_plural = _("业务类别")
        ordering = ["centre", "letter"]
        constraints = [
            models.UniqueConstraint(fields=["centre", "letter"], name="letter_once_in_a_hall"),
            models.CheckConstraint(condition=~Q(kinds=[]), name="business_class_has_windows"),
        ]

    def __str__(self) -> str:
        return f"{self.letter} {self.name}"

    @property
    def org_path(self) -> str:
        return self.centre.path


class PriorityGround(models.Model):
    """优先事由 — persons whom the law, or the city, lets be served first; data with its basis."""

    code = models.SlugField(_("代码"), max_length=30, primary_key=True)
    name = models.CharField(_("名称"), max_length=60)
    name_en = models.CharField(_("英文名称"), max_length=100, blank=True)
    basis = models.CharField(_("依据"), max_length=200)
    is_confirmed = models.BooleanField(_("已核实"), default=True)

    class Meta:
        verbose_name = _("优先事由")
        verbose_name_plural = _("优先事由")
        ordering = ["code"]

    def __str__(self) -> str:
        return self.name
