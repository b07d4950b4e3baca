"""What must come before what: an item that is needed for another, by which law, and whether the decision waits for it."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from yimen.kernel.base.ids import new_id
from yimen.modules.approvals.states import PrerequisiteKind

from .applications import Application
from .items import Item


class Prerequisite(models.Model):
    """前置事项 — one item comes before another, from a day on; it is ended, never deleted: what was 后置 can be seen."""

    lock_with = ("after",)

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    before = models.ForeignKey(
        Item, models.PROTECT, verbose_name=_("先办理的事项"), related_name="needed_for"
    )
    after = models.ForeignKey(Item, models.PROTECT, verbose_name=_("后办理的事项"), related_name="needs")
    kind = models.CharField(_("前置类型"), max_length=10, choices=PrerequisiteKind.choices)
    legal_basis = models.CharField(_("依据"), max_length=300)
    blocks_decision = models.BooleanField(_("未取得不能作出决定"), default=False)
    note = models.CharField(_("说明"), max_length=300, blank=True)
    note_en = models.CharField(_("英文说明"), max_length=300, blank=True)
    since = models.DateField(_("开始日期"))
    ended_on = models.DateField(_("结束日期"), null=True, blank=True)
    ended_basis = models.CharField(_("结束依据"), max_length=300, blank=True)
    is_postponed = models.BooleanField(_("已改为后置"), default=False)

    class Meta:
        verbose_name = _("前置事项")
        verbose_name_plural = _("前置事项")
        ordering = ["after", "before", "since"]
        constraints = [
            models.CheckConstraint(condition=~Q(before=F("after")), name="no_item_comes_before_itself"),
            models.UniqueConstraint(
                fields=["before", "after"],
                condition=Q(ended_on__isnull=True),
                name="an_item_comes_before_another_once",
            ),
            models.CheckConstraint(condition=~Q(legal_basis=""), name="a_prerequisite_has_its_basis"),
            models.CheckConstraint(
                condition=Q(ended_on__isnull=True, ended_basis="", is_postponed=False)
                | (Q(ended_on__isnull=False, ended_on__gte=F("since")) & ~Q(ended_basis="")),
                name="an_ended_prerequisite_has_its_basis",
            ),
            models.CheckConstraint(
                condition=Q(blocks_decision=False) | Q(kind="hard"), name="only_hard_prerequisites_block"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.before} → {self.after}"

    @property
    def org_path(self) -> str:
        return self.after.org.path

    @property
    def item_code(self) -> str:
        return self.after.code


class PrerequisiteCheck(models.Model):
    """前置核对 — an official saw that the applicant has what must come before, although this house did not issue it."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    application = models.ForeignKey(
        Application, models.PROTECT, verbose_name=_("申请"), related_name="prerequisite_checks"
    )
    prerequisite = models.ForeignKey(
        Prerequisite, models.PROTECT, verbose_name=_("前置事项"), related_name="checks"
    )
    evidence = models.CharField(_("证照名称、编号和发证机关"), max_length=200)
    checked_by = models.CharField(_("核对人"), max_length=100)
    checked_at = models.DateTimeField(_("核对时间"))

    class Meta:
        verbose_name = _("前置核对")
        verbose_name_plural = _("前置核对")
        constraints = [
            models.UniqueConstraint(
                fields=["application", "prerequisite"], name="a_prerequisite_is_checked_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.application} {self.prerequisite}"
