"""对账: what both sides hold, compared once a day; every difference by its case."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from yimen.kernel.base.ids import new_id
from yimen.modules.network.states import DifferenceKind, DifferenceState, ReconciliationState

from .nodes import Node


class Reconciliation(models.Model):
    """对账 — one comparison with one node: how many cases on each side, how many differ, how many are on their way."""

    lock_with = ("node",)

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    node = models.ForeignKey(Node, models.PROTECT, verbose_name=_("联网节点"), related_name="reconciliations")
    started_at = models.DateTimeField(_("开始时间"))
    ended_at = models.DateTimeField(_("结束时间"))
    state = models.CharField(_("对账结果"), max_length=10, choices=ReconciliationState.choices)
    here_count = models.PositiveIntegerField(_("本方件数"), default=0)
    there_count = models.PositiveIntegerField(_("对方件数"), default=0)
    difference_count = models.PositiveIntegerField(_("差异件数"), default=0)
    moving_count = models.PositiveIntegerField(_("在途件数"), default=0)
    asked_count = models.PositiveIntegerField(_("比对次数"), default=0)
    summary = models.JSONField(_("分事项合计"), default=list)
    error = models.CharField(_("未完成的原因"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("对账")
        verbose_name_plural = _("对账")
        constraints = [
            models.CheckConstraint(
                condition=~Q(state="failed") | ~Q(error=""), name="failed_reconciliation_has_its_reason"
            ),
            models.CheckConstraint(
                condition=~Q(state="equal") | Q(difference_count=0), name="equal_means_no_difference"
            ),
        ]
        indexes = [models.Index(fields=["node", "-started_at"], name="reconciliation_by_node")]

    def __str__(self) -> str:
        return f"{self.node} {self.started_at:%Y-%m-%d}"

    @property
    def org_path(self) -> str:
        return self.node.org.path


class Difference(models.Model):
    """差异 — a case that the two sides do not hold alike; open until it is gone or explained."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    reconciliation = models.ForeignKey(
        Reconciliation, models.PROTECT, verbose_name=_("对账"), related_name="differences"
    )
    node = models.ForeignKey(Node, models.PROTECT, verbose_name=_("联网节点"), related_name="differences")
    number = models.CharField(_("办件编号"), max_length=20)
    kind = models.CharField(_("差异种类"), max_length=15, choices=DifferenceKind.choices)
    here = models.CharField(_("本方"), max_length=120, blank=True)
    there = models.CharField(_("对方"), max_length=120, blank=True)
    state = models.CharField(
        _("差异状态"), max_length=10, choices=DifferenceState.choices, default=DifferenceState.OPEN
    )
    explanation = models.CharField(_("说明"), max_length=300, blank=True)
    found_at = models.DateTimeField(_("发现时间"))
    settled_at = models.DateTimeField(_("处理时间"), null=True, blank=True)
    settled_by = models.CharField(_("处理人"), max_length=100, blank=True)

    class Meta:
        verbose_name = _("差异")
        verbose_name_plural = _("差异")
        constraints = [
            models.UniqueConstraint(
                fields=["node", "number"], condition=Q(state="open"), name="case_differs_once_at_a_time"
            ),
            models.CheckConstraint(
                condition=~Q(state="explained") | ~Q(explanation=""), name="explained_difference_says_why"
            ),
        ]
        indexes = [models.Index(fields=["state", "-found_at"], name="difference_by_state")]

    def __str__(self) -> str:
        return self.number

    @property
    def org_path(self) -> str:
        return self.node.org.path
