"""监督案件: what supervision opened against a unit, what it was opened from, and what it found."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from yimen.kernel.base.ids import new_id
from yimen.kernel.cases.models import Case
from yimen.kernel.orgs.models import Org
from yimen.modules.supervision.case_states import CaseState, Violation

from .alerts import Alert
from .complaints import SupervisionComplaint, Suspicion


class SupervisionCase(models.Model):
    """监督案件 — has the id of its case. ``unit`` is who is supervised, ``lead`` the office that does it."""

    lock_with = ("unit", "lead", "case")

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    case = models.OneToOneField(Case, models.PROTECT, verbose_name=_("办件"), related_name="supervision_case")
    unit = models.ForeignKey(Org, models.PROTECT, verbose_name=_("被监督单位"), related_name="+")
    lead = models.ForeignKey(Org, models.PROTECT, verbose_name=_("监督机构"), related_name="+")
    title = models.CharField(_("案由"), max_length=100)
    state = models.CharField(
        _("监督案件状态"), max_length=15, choices=CaseState.choices, default=CaseState.OPENED
    )
    opened_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, verbose_name=_("立案人"), related_name="+"
    )
    opened_at = models.DateTimeField(_("立案时间"))
    reason = models.TextField(_("立案理由"))
    conclusion = models.TextField(_("核实结论"), blank=True)
    told_at = models.DateTimeField(_("告知单位时间"), null=True, blank=True)
    acknowledged_at = models.DateTimeField(_("签收时间"), null=True, blank=True)
    acknowledged_by = models.CharField(_("签收人"), max_length=100, blank=True)
    plan_due_on = models.DateField(_("整改方案期限"), null=True, blank=True)
    due_on = models.DateField(_("整改期限"), null=True, blank=True)
    overdue_noted_on = models.DateField(_("催办日期"), null=True, blank=True)
    report = models.TextField(_("整改报告"), blank=True)
    reported_at = models.DateTimeField(_("整改报告时间"), null=True, blank=True)
    resample_from = models.DateField(_("复查抽样起"), null=True, blank=True)
    resample_due_on = models.DateField(_("复查抽样期限"), null=True, blank=True)
    closed_at = models.DateTimeField(_("结案时间"), null=True, blank=True)

    class Meta:
        verbose_name = _("监督案件")
        verbose_name_plural = _("监督案件")
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=["unfounded", "closed"], closed_at__isnull=False)
                | (~Q(state__in=["unfounded", "closed"]) & Q(closed_at__isnull=True)),
                name="ended_supervision_case_has_its_time",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["opened", "verifying", "unfounded", "signing"])
                | Q(told_at__isnull=False),
                name="unit_was_told_of_its_case",
            ),
            models.CheckConstraint(condition=~Q(unit=models.F("lead")), name="nobody_supervises_themselves"),
        ]
        indexes = [
            models.Index(fields=["-opened_at", "-id"], name="supervision_case_by_time"),
            models.Index(fields=["unit", "-opened_at"], name="supervision_case_by_unit"),
        ]

    def __str__(self) -> str:
        return self.case.number

    def record_label(self) -> str:
        return f"{self.case.number} {self.unit.name} {self.title}"

    @property
    def org_path(self) -> str:
        return self.unit.path


class CaseLead(models.Model):
    """线索 — what the case was opened from: an alert, a suspicion, a complaint."""

    supervision_case = models.ForeignKey(
        SupervisionCase, models.PROTECT, verbose_name=_("监督案件"), related_name="leads"
    )
    alert = models.ForeignKey(
        Alert, models.PROTECT, verbose_name=_("预警"), null=True, blank=True, related_name="leads"
    )
    suspicion = models.ForeignKey(
        Suspicion, models.PROTECT, verbose_name=_("疑点"), null=True, blank=True, related_name="leads"
    )
    complaint = models.ForeignKey(
        SupervisionComplaint,
        models.PROTECT,
        verbose_name=_("审批投诉"),
        null=True,
        blank=True,
        related_name="leads",
    )

    class Meta:
        verbose_name = _("线索")
        verbose_name_plural = _("线索")
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(alert__isnull=False, suspicion__isnull=True, complaint__isnull=True)
                | Q(alert__isnull=True, suspicion__isnull=False, complaint__isnull=True)
                | Q(alert__isnull=True, suspicion__isnull=True, complaint__isnull=False),
                name="lead_is_one_thing",
            ),
            models.UniqueConstraint(fields=["supervision_case", "alert"], name="alert_leads_to_a_case_once"),
        ]

    def __str__(self) -> str:
        return str(self.alert or self.suspicion or self.complaint)


class CaseFinding(models.Model):
    """认定的问题 — one violation that was verified, with its evidence in words; marked where it is a repeat."""

    supervision_case = models.ForeignKey(
        SupervisionCase, models.PROTECT, verbose_name=_("监督案件"), related_name="findings"
    )
    position = models.PositiveSmallIntegerField(_("序号"))
    violation = models.CharField(_("违规行为"), max_length=15, choices=Violation.choices)
    rule = models.CharField(_("规则编号"), max_length=10, blank=True)
    text = models.TextField(_("问题和证据"))
    found_on = models.DateField(_("认定日期"))
    is_repeat = models.BooleanField(_("再次违反"), default=False)
    factor = models.DecimalField(_("扣分倍数"), max_digits=4, decimal_places=1, default=1)

    class Meta:
        verbose_name = _("认定的问题")
        verbose_name_plural = _("认定的问题")
        ordering = ["supervision_case", "position"]
        constraints = [
            models.UniqueConstraint(fields=["supervision_case", "position"], name="finding_has_its_position"),
            models.CheckConstraint(
                condition=Q(is_repeat=True) | Q(factor=1), name="only_a_repeat_counts_more"
            ),
        ]

    def __str__(self) -> str:
        return str(self.get_violation_display())
