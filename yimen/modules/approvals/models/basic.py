"""基本目录: the layer above the items of bodies — what the power is, the same for all who exercise it."""

from __future__ import annotations

from datetime import date

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from yimen.kernel.base.ids import new_id
from yimen.modules.approvals.codes import ItemType, Level, Scheme


class BasicItem(models.Model):
    """基本目录事项 — one power or service of the basic catalogue; each body that exercises it has its own item."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    basic_code = models.CharField(_("基本编码"), max_length=64)
    code_scheme = models.CharField(_("编码规则"), max_length=30, choices=Scheme.choices)
    name = models.CharField(_("事项名称"), max_length=150)
    name_en = models.CharField(_("英文名称"), max_length=200, blank=True)
    item_type = models.CharField(_("事项类型"), max_length=2, choices=ItemType.choices)
    power_source = models.CharField(_("权力来源"), max_length=100, blank=True)
    level = models.CharField(_("行使层级"), max_length=1, choices=Level.choices)
    valid_from = models.DateField(_("生效日期"))
    valid_to = models.DateField(_("失效日期"), null=True, blank=True)
    instrument_no = models.CharField(_("依据文件"), max_length=100, blank=True)

    class Meta:
        verbose_name = _("基本目录事项")
        verbose_name_plural = _("基本目录事项")
        ordering = ["basic_code", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["code_scheme", "basic_code"], name="basic_code_once_in_a_scheme"),
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True) | Q(valid_to__gt=F("valid_from")),
                name="basic_item_ends_after_it_begins",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.basic_code} {self.name}"

    def is_valid_on(self, day: date) -> bool:
        """Whether it is in the basic catalogue on the day; ``valid_to`` is the first day on which it is not."""
        return self.valid_from <= day and (self.valid_to is None or day < self.valid_to)
