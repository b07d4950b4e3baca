"""Programmes: many cases of many classes that one undertaking needs, such as a metro line."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from yimen.kernel.base.ids import new_id
from yimen.kernel.cases.models import Case
from yimen.kernel.orgs.models import Org
from yimen.modules.projects.states import ProgrammeState

from .projects import Project


class Programme(models.Model):
    """专项 — groups projects and cases, and shows of each class how many were accepted and how many are done."""

    lock_with = ("org",)

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    name = models.CharField(_("名称"), max_length=120)
    name_en = models.CharField(_("英文名称"), max_length=200, blank=True)
    summary = models.TextField(_("说明"), blank=True)
    org = models.ForeignKey(
        Org, models.PROTECT, verbose_name=_("牵头机构"), related_name="programmes", db_index=False
    )
    org_path = models.CharField(_("机构路径"), max_length=200)
    state = models.CharField(
        _("专项状态"), max_length=20, choices=ProgrammeState.choices, default=ProgrammeState.ACTIVE
    )
    set_up_at = models.DateTimeField(_("设立时间"))
    ended_at = models.DateTimeField(_("结束时间"), null=True, blank=True)

    class Meta:
        verbose_name = _("专项")
        verbose_name_plural = _("专项")
        constraints = [
            models.UniqueConstraint(fields=["org", "name"], name="org_names_a_programme_once"),
            models.CheckConstraint(
                condition=Q(state="programme_active", ended_at__isnull=True)
                | Q(state="programme_ended", ended_at__isnull=False),
                name="ended_programme_has_its_time",
            ),
        ]
        indexes = [
            models.Index(
                fields=["org_path", "-id"],
                name="programme_by_org",
                opclasses=["varchar_pattern_ops", "uuid_ops"],
            )
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def is_active(self) -> bool:
        return self.state == ProgrammeState.ACTIVE


class ProgrammeClass(models.Model):
    """专项类别 — one class of cases of a programme, by the items that belong to it."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    programme = models.ForeignKey(
        Programme, models.PROTECT, verbose_name=_("专项"), related_name="classes", db_index=False
    )
    position = models.PositiveSmallIntegerField(_("顺序"))
    name = models.CharField(_("名称"), max_length=120)
    name_en = models.CharField(_("英文名称"), max_length=200, blank=True)
    item_codes = ArrayField(models.CharField(max_length=60), verbose_name=_("包含的事项"))

    class Meta:
        verbose_name = _("专项类别")
        verbose_name_plural = _("专项类别")
        ordering = ["programme", "position"]
        constraints = [
            models.UniqueConstraint(
                fields=["programme", "position"], name="place_in_a_programme_is_given_once"
            ),
            models.CheckConstraint(condition=Q(item_codes__len__gte=1), name="programme_class_has_an_item"),
        ]

    def __str__(self) -> str:
        return self.name


class ProgrammeProject(models.Model):
    """专项项目 — a project that belongs to a programme."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    programme = models.ForeignKey(
        Programme, models.PROTECT, verbose_name=_("专项"), related_name="members", db_index=False
    )
    project = models.ForeignKey(
        Project, models.PROTECT, verbose_name=_("重大项目"), related_name="programmes"
    )
    added_at = models.DateTimeField(_("加入时间"))

    class Meta:
        verbose_name = _("专项项目")
        verbose_name_plural = _("专项项目")
        ordering = ["added_at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["programme", "project"], name="project_is_once_in_a_programme")
        ]

    def __str__(self) -> str:
        return str(self.project)


class ProgrammeCase(models.Model):
    """专项办件 — a case that belongs to a programme, in one of its classes; to one programme only, so none is counted twice."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    case = models.ForeignKey(
        Case, models.PROTECT, verbose_name=_("办件"), related_name="programme_cases", db_index=False
    )
    programme_class = models.ForeignKey(
        ProgrammeClass, models.PROTECT, verbose_name=_("专项类别"), related_name="cases"
    )
    added_at = models.DateTimeField(_("加入时间"))

    class Meta:
        verbose_name = _("专项办件")
        verbose_name_plural = _("专项办件")
        constraints = [models.UniqueConstraint(fields=["case"], name="case_is_in_one_programme")]

    def __str__(self) -> str:
        return self.case.number
