"""What departments found missing, and the one notice in which the lead says it all."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from yimen.kernel.base.ids import new_id

from .stages import Stage, Task


class MaterialDemand(models.Model):
    """补正要求 — one thing that one department finds missing or wrong, by the key under which the stage asks for it."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    task = models.ForeignKey(Task, models.PROTECT, verbose_name=_("部门任务"), related_name="demands")
    key = models.CharField(_("要求代码"), max_length=130)
    name = models.CharField(_("材料"), max_length=200)
    defect = models.CharField(_("问题"), max_length=20)
    cure = models.CharField(_("如何补正"), max_length=300)
    article = models.CharField(_("依据"), max_length=200, blank=True)
    demanded_at = models.DateTimeField(_("提出时间"))

    class Meta:
        verbose_name = _("补正要求")
        verbose_name_plural = _("补正要求")
        ordering = ["key", "demanded_at", "pk"]
        constraints = [models.UniqueConstraint(fields=["task", "key"], name="task_demands_a_thing_once")]

    def __str__(self) -> str:
        return self.name


class ConsolidatedCorrection(models.Model):
    """统一补正告知 — the one notice of a stage: what several departments asked for, each thing once.

    ``rows``: key, keys that were joined in it, name, defect, cures, articles, orgs, is_cured.
    """

    stage = models.OneToOneField(
        Stage, models.PROTECT, verbose_name=_("并联审批阶段"), related_name="correction", primary_key=True
    )
    rows = models.JSONField(_("内容"))
    issued_at = models.DateTimeField(_("告知时间"))
    issued_by = models.CharField(_("告知人"), max_length=100)
    due_on = models.DateField(_("补正期限"))
    answered_at = models.DateTimeField(_("补正时间"), null=True, blank=True)
    lapsed_at = models.DateTimeField(_("逾期处理时间"), null=True, blank=True)

    class Meta:
        verbose_name = _("统一补正告知")
        verbose_name_plural = _("统一补正告知")
        constraints = [
            models.CheckConstraint(condition=~Q(rows=[]), name="correction_names_what_is_missing"),
            models.CheckConstraint(
                condition=Q(answered_at__isnull=True) | Q(lapsed_at__isnull=True),
                name="correction_is_answered_or_lapses",
            ),
        ]

    def __str__(self) -> str:
        return str(self.stage)

    @property
    def is_open(self) -> bool:
        """Whether the applicant is still to answer."""
        return self.answered_at is None and self.lapsed_at is None

    @property
    def wanted_keys(self) -> set[str]:
        """What was demanded and is not there, by the keys under which departments demanded it."""
        return {key for row in self.rows if not row["is_cured"] for key in row.get("keys", [row["key"]])}
