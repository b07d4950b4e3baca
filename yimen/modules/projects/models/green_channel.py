"""The green channel: what the city asks of a project that goes through it, and the projects that do."""

from __future__ import annotations

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from yimen.kernel.base.ids import new_id
from yimen.kernel.orgs.models import Org
from yimen.modules.projects.states import EnrolmentState

from .projects import Project


class GreenChannelCriterion(models.Model):
    """绿色通道条件 — one of the things for which a project may be enrolled; the city's own data."""

    code = models.SlugField(_("条件代码"), max_length=40, primary_key=True)
    name = models.CharField(_("名称"), max_length=120)
    name_en = models.CharField(_("英文名称"), max_length=200, blank=True)
    basis = models.CharField(_("依据"), max_length=200)
    is_confirmed = models.BooleanField(_("已核实"), default=True)

    class Meta:
        verbose_name = _("绿色通道条件")
        verbose_name_plural = _("绿色通道条件")
        ordering = ["code"]

    def __str__(self) -> str:
        return self.name


class GreenChannelEnrolment(models.Model):
    """绿色通道 — a project that is led through by an officer; one person applies for it, another one approves."""

    lock_with = ("project", "org")

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    project = models.ForeignKey(
        Project, models.PROTECT, verbose_name=_("重大项目"), related_name="enrolments"
    )
    org = models.ForeignKey(Org, models.PROTECT, verbose_name=_("提出机构"), related_name="+", db_index=False)
    org_path = models.CharField(_("机构路径"), max_length=200)
    criteria = ArrayField(models.CharField(max_length=40), verbose_name=_("符合的条件"))
    grounds = models.TextField(_("理由"))
    state = models.CharField(
        _("绿色通道状态"), max_length=20, choices=EnrolmentState.choices, default=EnrolmentState.APPLIED
    )
    officer = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, verbose_name=_("代理专员"), related_name="+"
    )
    applied_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, verbose_name=_("提出人"), related_name="+", db_index=False
    )
    applied_at = models.DateTimeField(_("提出时间"))
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        verbose_name=_("批准人"),
        null=True,
        blank=True,
        related_name="+",
        db_index=False,
    )
    decided_at = models.DateTimeField(_("决定时间"), null=True, blank=True)
    from_on = models.DateField(_("起始日期"))
    until_on = models.DateField(_("截止日期"), null=True, blank=True)
    ended_at = models.DateTimeField(_("退出时间"), null=True, blank=True)
    reason = models.CharField(_("未同意、退出的原因"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("绿色通道")
        verbose_name_plural = _("绿色通道")
        constraints = [
            models.CheckConstraint(condition=Q(criteria__len__gte=1), name="enrolment_meets_a_criterion"),
            models.CheckConstraint(
                condition=Q(approved_by__isnull=True) | ~Q(approved_by=F("applied_by")),
                name="enrolment_is_approved_by_another",
            ),
            models.CheckConstraint(
                condition=Q(state="enrolment_applied", approved_by__isnull=True, decided_at__isnull=True)
                | (~Q(state="enrolment_applied") & Q(approved_by__isnull=False, decided_at__isnull=False)),
                name="decided_enrolment_says_by_whom",
            ),
            models.CheckConstraint(
                condition=Q(until_on__isnull=True) | Q(until_on__gte=F("from_on")),
                name="enrolment_ends_after_it_begins",
            ),
            models.UniqueConstraint(
                fields=["project"],
                condition=Q(state__in=["enrolment_applied", "enrolment_approved"]),
                name="project_is_enrolled_once",
            ),
        ]
        indexes = [
            models.Index(
                fields=["org_path", "-id"],
                name="enrolment_by_org",
                opclasses=["varchar_pattern_ops", "uuid_ops"],
            )
        ]

    def __str__(self) -> str:
        return str(self.project)

    def record_label(self) -> str:
        return self.project.record_label()

    @property
    def is_open(self) -> bool:
        """Whether it was applied for or approved, and has not ended."""
        return self.state in (EnrolmentState.APPLIED, EnrolmentState.APPROVED)
