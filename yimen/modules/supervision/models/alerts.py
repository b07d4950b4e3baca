"""预警: one thing that a rule found, and what became of it."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from yimen.kernel.base.ids import new_id
from yimen.kernel.cases.models import Case
from yimen.kernel.documents.models import File
from yimen.kernel.orgs.models import Org
from yimen.modules.supervision.states import AlertState, Level, SubjectKind


class Alert(models.Model):
    """预警 — what a rule found once: the same occurrence is never raised twice, however often the rules run.

    ``subject_key`` is a case number, ``item/body/day`` or ``body/month``. ``evidence`` is a list of mappings:
    an entry of the record (``entry``) or a row (``row``), with what it shows in words that name no person.
    """

    lock_with = ("org", "case")

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    rule = models.CharField(_("规则编号"), max_length=10)
    rule_version = models.PositiveSmallIntegerField(_("规则版本"))
    level = models.CharField(_("预警等级"), max_length=10, choices=Level.choices)
    subject_kind = models.CharField(_("对象种类"), max_length=10, choices=SubjectKind.choices)
    subject_key = models.CharField(_("预警对象"), max_length=160)
    occurrence_key = models.CharField(_("情形"), max_length=80)
    case = models.ForeignKey(
        Case, models.PROTECT, verbose_name=_("办件"), null=True, blank=True, related_name="alerts"
    )
    item_code = models.CharField(_("事项代码"), max_length=64, blank=True)
    org = models.ForeignKey(Org, models.PROTECT, verbose_name=_("被监督机构"), related_name="alerts")
    org_path = models.CharField(_("机构路径"), max_length=200)
    evidence = models.JSONField(_("依据"), default=list)
    happened_on = models.DateField(_("发生日期"))
    raised_at = models.DateTimeField(_("预警时间"))
    state = models.CharField(
        _("预警状态"), max_length=15, choices=AlertState.choices, default=AlertState.OPEN
    )
    acknowledged_at = models.DateTimeField(_("签收时间"), null=True, blank=True)
    acknowledged_by = models.CharField(_("签收人"), max_length=100, blank=True)
    explanation = models.TextField(_("说明"), blank=True)
    explained_at = models.DateTimeField(_("说明时间"), null=True, blank=True)
    explained_by = models.CharField(_("说明人"), max_length=100, blank=True)
    objection = models.TextField(_("异议"), blank=True)
    objection_file = models.ForeignKey(
        File, models.PROTECT, verbose_name=_("异议材料"), null=True, blank=True, related_name="+"
    )
    contested_at = models.DateTimeField(_("异议时间"), null=True, blank=True)
    contested_by = models.CharField(_("异议人"), max_length=100, blank=True)
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        verbose_name=_("认定人"),
        null=True,
        blank=True,
        related_name="+",
    )
    confirmed_at = models.DateTimeField(_("认定时间"), null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        verbose_name=_("复核人"),
        null=True,
        blank=True,
        related_name="+",
    )
    decided_at = models.DateTimeField(_("复核时间"), null=True, blank=True)
    decision = models.TextField(_("处理意见"), blank=True)

    class Meta:
        verbose_name = _("预警")
        verbose_name_plural = _("预警")
        constraints = [
            models.UniqueConstraint(
                fields=["rule", "subject_kind", "subject_key", "occurrence_key"],
                name="an_occurrence_is_raised_once",
            ),
            models.CheckConstraint(
                condition=~Q(subject_kind="case") | Q(case__isnull=False), name="alert_of_a_case_has_the_case"
            ),
            models.CheckConstraint(
                condition=~Q(state="explained") | (~Q(explanation="") & Q(explained_at__isnull=False)),
                name="explained_alert_has_its_explanation",
            ),
            models.CheckConstraint(
                condition=~Q(state="contested") | (~Q(objection="") & Q(contested_at__isnull=False)),
                name="contested_alert_has_its_objection",
            ),
            models.CheckConstraint(
                condition=~Q(state="confirmed") | Q(confirmed_at__isnull=False) | Q(decided_at__isnull=False),
                name="confirmed_alert_has_its_time",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["justified", "cancelled"])
                | (Q(decided_at__isnull=False) & ~Q(decision="")),
                name="settled_alert_has_its_decision",
            ),
            models.CheckConstraint(
                condition=Q(confirmed_by__isnull=True)
                | Q(decided_by__isnull=True)
                | ~Q(confirmed_by=F("decided_by")),
                name="second_supervisor_is_another_person",
            ),
        ]
        indexes = [
            models.Index(
                fields=["org_path", "-raised_at"],
                name="alert_by_org",
                opclasses=["varchar_pattern_ops", "timestamptz_ops"],
            ),
            models.Index(fields=["rule", "-raised_at"], name="alert_by_rule"),
            models.Index(fields=["state", "-raised_at"], name="alert_by_state"),
            models.Index(fields=["-raised_at", "-id"], name="alert_by_time"),
        ]

    def __str__(self) -> str:
        return f"{self.rule} {self.subject_key}"

    @property
    def is_settled(self) -> bool:
        """Whether nothing waits any more, but for an objection of the unit."""
        return self.state in (AlertState.JUSTIFIED, AlertState.CONFIRMED, AlertState.CANCELLED)

    @property
    def counts(self) -> bool:
        """Whether it stands against the unit; what is justified or cancelled has no effect on a score."""
        return self.state == AlertState.CONFIRMED
