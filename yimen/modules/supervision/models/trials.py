"""规则回测: what a rule with some parameters would have found on past days; counted by a worker, kept to be compared."""

from __future__ import annotations

from collections import Counter

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from yimen.kernel.base.ids import new_id
from yimen.kernel.orgs.models import Org
from yimen.modules.supervision.states import TrialState


class RuleTrial(models.Model):
    """规则回测 — one count over past days; it raises nothing. ``cells`` are body, month and count.

    ``done`` of ``part_count`` parts are behind it: what the rule reads, then the rule itself (told while it runs).
    """

    lock_with = ("org",)

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    org = models.ForeignKey(Org, models.PROTECT, verbose_name=_("监督范围"), related_name="+")
    code = models.CharField(_("规则编号"), max_length=10)
    version = models.PositiveSmallIntegerField(_("规则版本"))
    parameters = models.JSONField(_("参数"), default=dict, blank=True)
    first_day = models.DateField(_("检查期间起"))
    last_day = models.DateField(_("检查期间止"))
    state = models.CharField(
        _("回测状态"), max_length=10, choices=TrialState.choices, default=TrialState.ORDERED
    )
    part_count = models.PositiveSmallIntegerField(_("步骤数"))
    done = models.PositiveSmallIntegerField(_("已完成步骤"), default=0)
    cells = models.JSONField(_("各机构各月项数"), default=list, blank=True)
    error = models.CharField(_("出错原因"), max_length=500, blank=True)
    ordered_at = models.DateTimeField(_("安排时间"))
    ordered_by = models.CharField(_("安排人"), max_length=100)
    ended_at = models.DateTimeField(_("结束时间"), null=True, blank=True)

    class Meta:
        verbose_name = _("规则回测")
        verbose_name_plural = _("规则回测")
        ordering = ["-ordered_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["code"],
                condition=Q(state=TrialState.ORDERED),
                name="rule_has_one_trial_at_a_time",
            ),
            models.CheckConstraint(condition=Q(last_day__gte=F("first_day")), name="trial_covers_a_period"),
            models.CheckConstraint(
                condition=~Q(state=TrialState.FAILED) | ~Q(error=""), name="failed_trial_has_its_reason"
            ),
        ]
        indexes = [models.Index(fields=["code", "-ordered_at"], name="trials_of_a_rule")]

    def __str__(self) -> str:
        return self.code

    @property
    def org_path(self) -> str:
        return self.org.path

    @property
    def is_running(self) -> bool:
        """Whether a worker is at it, or will be."""
        return self.state == TrialState.ORDERED

    @property
    def total(self) -> int:
        return sum(count for _org, _month, count in self.cells)

    @property
    def months(self) -> list[str]:
        """The months in which something was found, the first first."""
        return sorted({month for _org, month, _count in self.cells})

    @property
    def by_org(self) -> dict[str, int]:
        """The sums of the bodies, the largest first."""
        sums: Counter[str] = Counter()
        for org, _month, count in self.cells:
            sums[org] += count
        return dict(sums.most_common())
