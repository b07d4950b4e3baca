"""登记册: a department's own register of licences or decisions, brought in to be matched with the record."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from yimen.kernel.base.ids import new_id
from yimen.kernel.documents.models import File
from yimen.kernel.orgs.models import Org
from yimen.modules.supervision.states import RegisterKind


class RegisterImport(models.Model):
    """登记册导入 — one file of a department's own register over some days; the same content is taken once."""

    lock_with = ("org",)

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    org = models.ForeignKey(Org, models.PROTECT, verbose_name=_("部门"), related_name="register_imports")
    kind = models.CharField(_("登记册种类"), max_length=10, choices=RegisterKind.choices)
    first_day = models.DateField(_("登记册期间起"))
    last_day = models.DateField(_("登记册期间止"))
    file = models.ForeignKey(File, models.PROTECT, verbose_name=_("原文件"), related_name="+")
    filename = models.CharField(_("文件名"), max_length=150)
    row_count = models.PositiveIntegerField(_("行数"))
    imported_at = models.DateTimeField(_("导入时间"))
    imported_by = models.CharField(_("导入人"), max_length=100)

    class Meta:
        verbose_name = _("登记册导入")
        verbose_name_plural = _("登记册导入")
        ordering = ["-imported_at"]
        constraints = [
            models.UniqueConstraint(fields=["org", "kind", "file"], name="register_file_is_taken_once"),
            models.CheckConstraint(
                condition=Q(last_day__gte=F("first_day")), name="register_covers_a_period"
            ),
        ]

    def __str__(self) -> str:
        return self.filename

    @property
    def org_path(self) -> str:
        return self.org.path


class RegisterRow(models.Model):
    """登记册行 — one licence or decision as the department's own list has it; holder and telephone stay here only."""

    register = models.ForeignKey(
        RegisterImport, models.PROTECT, verbose_name=_("登记册"), related_name="rows"
    )
    row = models.PositiveIntegerField(_("行号"))
    number = models.CharField(_("证照或文书编号"), max_length=80)
    dated_on = models.DateField(_("发证或决定日期"))
    item_code = models.CharField(_("事项代码"), max_length=64, blank=True)
    holder = models.CharField(_("持证人或当事人"), max_length=100, blank=True)
    phone = models.CharField(_("联系电话"), max_length=30, blank=True)

    class Meta:
        verbose_name = _("登记册行")
        verbose_name_plural = _("登记册行")
        ordering = ["register", "row"]
        constraints = [
            models.UniqueConstraint(fields=["register", "row"], name="register_row_once"),
            models.UniqueConstraint(fields=["register", "number"], name="number_once_in_a_register"),
        ]
        indexes = [models.Index(fields=["number"], name="register_row_by_number")]

    def __str__(self) -> str:
        return self.number
