"""Trainings of those who work for open government, and who came."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from yimen.kernel.base.ids import new_id
from yimen.kernel.base.language import either
from yimen.kernel.base.punctuation import noted
from yimen.kernel.orgs.models import Org
from yimen.modules.leadership.states import TrainingKind, TrainingState


class TrainingSession(models.Model):
    """培训 — a lecture or course that a body holds for the people of others (政府信息公开条例第四十八条)."""

    lock_with = ("org",)

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    org = models.ForeignKey(
        Org, models.PROTECT, verbose_name=_("举办单位"), related_name="openness_trainings"
    )
    kind = models.CharField(_("培训类型"), max_length=20, choices=TrainingKind.choices)
    topic = models.CharField(_("培训主题"), max_length=200)
    topic_en = models.CharField(_("英文主题"), max_length=300, blank=True)
    trainer = models.CharField(_("授课人"), max_length=100)
    place = models.CharField(_("地点"), max_length=200)
    starts_at = models.DateTimeField(_("开始时间"))
    hours = models.DecimalField(_("学时"), max_digits=4, decimal_places=1)
    material = models.CharField(_("教材"), max_length=300, blank=True)
    state = models.CharField(
        _("培训状态"), max_length=10, choices=TrainingState.choices, default=TrainingState.PLANNED
    )
    evaluation = models.TextField(_("评估意见"), blank=True)
    cancel_reason = models.CharField(_("取消原因"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("培训")
        verbose_name_plural = _("培训")
        ordering = ["-starts_at", "id"]
        constraints = [
            models.CheckConstraint(condition=Q(hours__gt=0), name="training_takes_time"),
            models.CheckConstraint(
                condition=~Q(state="evaluated") | ~Q(evaluation=""), name="evaluated_training_says_how"
            ),
        ]
        indexes = [models.Index(fields=["starts_at"], name="training_by_time")]

    def __str__(self) -> str:
        return self.topic

    @property
    def shown_topic(self) -> str:
        """培训主题 in the reader's language."""
        return either(self.topic, self.topic_en)

    @property
    def org_path(self) -> str:
        return self.org.path


class Attendance(models.Model):
    """参训 — one person of one body at a training: asked to come, came or not, passed or not."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    session = models.ForeignKey(
        TrainingSession, models.PROTECT, verbose_name=_("培训"), related_name="attendances"
    )
    org = models.ForeignKey(
        Org, models.PROTECT, verbose_name=_("参训单位"), related_name="openness_attendances"
    )
    name = models.CharField(_("姓名"), max_length=60)
    is_present = models.BooleanField(_("到场"), null=True, blank=True)
    has_passed = models.BooleanField(_("合格"), null=True, blank=True)

    class Meta:
        verbose_name = _("参训")
        verbose_name_plural = _("参训")
        ordering = ["org__path", "name", "id"]
        constraints = [
            models.UniqueConstraint(fields=["session", "org", "name"], name="person_attends_a_training_once"),
            models.CheckConstraint(
                condition=~Q(has_passed=True) | Q(is_present=True), name="who_passed_was_present"
            ),
        ]
        indexes = [models.Index(fields=["org", "session"], name="attendance_by_org")]

    def __str__(self) -> str:
        return noted(self.name, self.org)
