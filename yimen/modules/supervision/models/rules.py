"""监督规则: which rules are on with which parameters from which day, those that failed, how well they were measured."""

from __future__ import annotations

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import ArrayField, DateRangeField, RangeOperators
from django.db import models
from django.db.models import F, Func, Q
from django.utils.translation import gettext_lazy as _

from yimen.kernel.base.ids import new_id
from yimen.kernel.orgs.models import Org
from yimen.kernel.people.roles import Role
from yimen.modules.supervision.states import Level, SweepKind

DAYS = Func("active_from", "active_to", function="DATERANGE", output_field=DateRangeField())
"""The days from the first up to, not including, the last; open when the last is null."""


class SupervisionRule(models.Model):
    """监督规则 — how one rule stands from a day on: its parameters, its level, whom it tells, on or off.

    The rule itself is code (``rules/``), known by its code and version; a change ends this row and begins
    another, so that every day of the past is judged as it was judged then.
    """

    lock_with = ("org",)

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    org = models.ForeignKey(Org, models.PROTECT, verbose_name=_("监督范围"), related_name="+")
    code = models.CharField(_("规则编号"), max_length=10)
    version = models.PositiveSmallIntegerField(_("规则版本"))
    level = models.CharField(_("预警等级"), max_length=10, choices=Level.choices)
    parameters = models.JSONField(_("参数"), default=dict, blank=True)
    addressees = ArrayField(
        models.CharField(max_length=30, choices=Role.choices),
        verbose_name=_("通知对象"),
        default=list,
        blank=True,
    )
    is_on = models.BooleanField(_("启用"), default=False)
    active_from = models.DateField(_("起用日期"))
    active_to = models.DateField(_("止用日期"), null=True, blank=True)
    reason = models.CharField(_("变更理由"), max_length=300, blank=True)
    set_at = models.DateTimeField(_("设定时间"))
    set_by = models.CharField(_("设定人"), max_length=100)

    class Meta:
        verbose_name = _("监督规则")
        verbose_name_plural = _("监督规则")
        ordering = ["code", "-active_from"]
        constraints = [
            models.CheckConstraint(
                condition=Q(active_to__isnull=True) | Q(active_to__gt=F("active_from")),
                name="supervision_rule_ends_after_it_begins",
            ),
            ExclusionConstraint(
                name="rule_stands_one_way_on_a_day",
                expressions=[(F("code"), RangeOperators.EQUAL), (DAYS, RangeOperators.OVERLAPS)],
            ),
        ]
        indexes = [models.Index(fields=["code", "-active_from"], name="rule_by_day")]

    def __str__(self) -> str:
        return self.code

    @property
    def org_path(self) -> str:
        return self.org.path


class RuleFault(models.Model):
    """搁置的规则 — a rule that failed: it rests with its reason until somebody resumes it; the others go on."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    org = models.ForeignKey(Org, models.PROTECT, verbose_name=_("监督范围"), related_name="+")
    code = models.CharField(_("规则编号"), max_length=10)
    version = models.PositiveSmallIntegerField(_("规则版本"))
    reason = models.CharField(_("搁置原因"), max_length=500)
    first_day = models.DateField(_("检查期间起"))
    last_day = models.DateField(_("检查期间止"))
    parked_at = models.DateTimeField(_("搁置时间"))
    resumed_at = models.DateTimeField(_("恢复时间"), null=True, blank=True)
    resumed_by = models.CharField(_("恢复人"), max_length=100, blank=True)

    class Meta:
        verbose_name = _("搁置的规则")
        verbose_name_plural = _("搁置的规则")
        ordering = ["-parked_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["code"], condition=Q(resumed_at__isnull=True), name="rule_is_parked_once_at_a_time"
            ),
            models.CheckConstraint(condition=~Q(reason=""), name="parked_rule_has_its_reason"),
        ]

    def __str__(self) -> str:
        return self.code

    @property
    def org_path(self) -> str:
        return self.org.path


class RuleMeasurement(models.Model):
    """规则检验 — how well a rule found what was known to be there: recall and precision over a period."""

    lock_with = ("org",)

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    org = models.ForeignKey(Org, models.PROTECT, verbose_name=_("监督范围"), related_name="+")
    code = models.CharField(_("规则编号"), max_length=10)
    version = models.PositiveSmallIntegerField(_("规则版本"))
    first_day = models.DateField(_("检验期间起"))
    last_day = models.DateField(_("检验期间止"))
    planted_count = models.PositiveIntegerField(_("已知问题"))
    found_count = models.PositiveIntegerField(_("发现数"))
    true_count = models.PositiveIntegerField(_("发现且属实"))
    measured_at = models.DateTimeField(_("检验时间"))

    class Meta:
        verbose_name = _("规则检验")
        verbose_name_plural = _("规则检验")
        ordering = ["code", "-measured_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(true_count__lte=F("found_count")) & Q(true_count__lte=F("planted_count")),
                name="found_and_true_is_among_both",
            )
        ]

    def __str__(self) -> str:
        return self.code

    @property
    def org_path(self) -> str:
        return self.org.path

    @property
    def recall(self) -> float | None:
        """查全率 — the share of the known problems that were found; None when there were none."""
        return self.true_count / self.planted_count if self.planted_count else None

    @property
    def precision(self) -> float | None:
        """查准率 — the share of what was found that is a known problem; None when nothing was found."""
        return self.true_count / self.found_count if self.found_count else None


class Sweep(models.Model):
    """规则检查 — one run of the rules over some days: which rules ran, what they raised; nothing runs twice unseen."""

    lock_with = ("org",)

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    org = models.ForeignKey(Org, models.PROTECT, verbose_name=_("监督范围"), related_name="+")
    kind = models.CharField(_("检查方式"), max_length=10, choices=SweepKind.choices)
    first_day = models.DateField(_("检查期间起"))
    last_day = models.DateField(_("检查期间止"))
    rule_count = models.PositiveSmallIntegerField(_("规则数"))
    parked_count = models.PositiveSmallIntegerField(_("搁置数"), default=0)
    found_count = models.PositiveIntegerField(_("发现数"))
    raised_count = models.PositiveIntegerField(_("新增预警"))
    started_at = models.DateTimeField(_("开始时间"))
    ended_at = models.DateTimeField(_("结束时间"))

    class Meta:
        verbose_name = _("规则检查")
        verbose_name_plural = _("规则检查")
        ordering = ["-ended_at"]
        constraints = [
            models.CheckConstraint(condition=Q(last_day__gte=F("first_day")), name="sweep_covers_a_period"),
            models.CheckConstraint(
                condition=Q(raised_count__lte=F("found_count")), name="sweep_raises_what_it_found"
            ),
        ]
        indexes = [models.Index(fields=["kind", "-last_day"], name="sweep_by_day")]

    def __str__(self) -> str:
        return f"{self.first_day.isoformat()}–{self.last_day.isoformat()}"

    @property
    def org_path(self) -> str:
        return self.org.path
