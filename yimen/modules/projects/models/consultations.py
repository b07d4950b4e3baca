"""Consultations at the desk for big projects: who came, what was asked, what was answered, what is to follow."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from yimen.kernel.base.ids import new_id
from yimen.kernel.orgs.models import Org
from yimen.modules.projects.states import ConsultationState, ConsultationTopic

from .projects import Project


class ProjectConsultation(models.Model):
    """来访咨询 — one visit of somebody who wants to invest or build; personal data stay here, never in the record."""

    lock_with = ("org",)

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    number = models.CharField(_("咨询编号"), max_length=24, unique=True)
    org = models.ForeignKey(
        Org, models.PROTECT, verbose_name=_("接待机构"), related_name="consultations", db_index=False
    )
    org_path = models.CharField(_("机构路径"), max_length=200)
    project = models.ForeignKey(
        Project,
        models.PROTECT,
        verbose_name=_("重大项目"),
        null=True,
        blank=True,
        related_name="consultations",
    )
    visitor = models.CharField(_("来访人"), max_length=60)
    visitor_body = models.CharField(_("来访单位"), max_length=100, blank=True)
    phone = models.CharField(_("联系电话"), max_length=30, blank=True)
    topic = models.CharField(_("咨询主题"), max_length=20, choices=ConsultationTopic.choices)
    question = models.TextField(_("咨询内容"))
    answer = models.TextField(_("答复"), blank=True)
    minutes = models.TextField(_("接待纪要"), blank=True)
    state = models.CharField(
        _("咨询状态"), max_length=30, choices=ConsultationState.choices, default=ConsultationState.OPEN
    )
    staff = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, verbose_name=_("接待人"), related_name="+"
    )
    visited_at = models.DateTimeField(_("来访时间"))
    visited_on = models.DateField(_("来访日期"))
    answered_at = models.DateTimeField(_("答复时间"), null=True, blank=True)

    class Meta:
        verbose_name = _("来访咨询")
        verbose_name_plural = _("来访咨询")
        constraints = [
            models.CheckConstraint(
                condition=Q(state="consultation_open", answered_at__isnull=True)
                | (Q(state="consultation_answered", answered_at__isnull=False) & ~Q(answer="")),
                name="answered_consultation_has_its_answer",
            )
        ]
        indexes = [
            models.Index(
                fields=["org_path", "-id"],
                name="consultation_by_org",
                opclasses=["varchar_pattern_ops", "uuid_ops"],
            ),
            models.Index(fields=["visited_on"], name="consultation_by_day"),
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def is_answered(self) -> bool:
        return self.state == ConsultationState.ANSWERED


class ConsultationFollowUp(models.Model):
    """咨询回访 — what is to be done after a visit, until when and by whom."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    consultation = models.ForeignKey(
        ProjectConsultation,
        models.PROTECT,
        verbose_name=_("来访咨询"),
        related_name="follow_ups",
        db_index=False,
    )
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        verbose_name=_("回访人"),
        related_name="+",
        db_index=False,
    )
    due_on = models.DateField(_("回访期限"))
    purpose = models.CharField(_("回访事由"), max_length=200)
    result = models.TextField(_("回访结果"), blank=True)
    done_at = models.DateTimeField(_("回访时间"), null=True, blank=True)
    reminded_at = models.DateTimeField(_("到期提醒时间"), null=True, blank=True)

    class Meta:
        verbose_name = _("咨询回访")
        verbose_name_plural = _("咨询回访")
        ordering = ["due_on", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(done_at__isnull=True, result="") | (Q(done_at__isnull=False) & ~Q(result="")),
                name="done_follow_up_has_its_result",
            )
        ]
        indexes = [
            models.Index(fields=["consultation", "due_on"], name="follow_up_by_consultation"),
            models.Index(
                fields=["person", "due_on"],
                condition=Q(done_at__isnull=True),
                name="open_follow_up_by_person",
            ),
        ]

    def __str__(self) -> str:
        return self.purpose
