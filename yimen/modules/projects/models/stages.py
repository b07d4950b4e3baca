"""Stages that run: what was asked and answered, the pool of materials, the tasks of the departments."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from uuid import UUID

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from yimen.kernel.base.ids import new_id
from yimen.kernel.cases.models import Case, Channel
from yimen.kernel.documents.models import File
from yimen.kernel.orgs.models import Org
from yimen.modules.projects.states import Completeness, StageState, TaskState

from .projects import Project
from .templates import StageItem, TemplateVersion


class Stage(models.Model):
    """并联审批阶段 — one stage of one project: applied for once, taken in by the lead, handled by all at the same time.

    Its case has the same id and is opened when it is submitted; the cases of the tasks are its parts.
    """

    lock_with = ("case", "project", "version", "org")

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    case = models.OneToOneField(
        Case, models.PROTECT, verbose_name=_("办件"), null=True, blank=True, related_name="project_stage"
    )
    project = models.ForeignKey(
        Project, models.PROTECT, verbose_name=_("重大项目"), related_name="stages", db_index=False
    )
    version = models.ForeignKey(
        TemplateVersion, models.PROTECT, verbose_name=_("模板版本"), related_name="stages"
    )
    state = models.CharField(
        _("阶段状态"), max_length=20, choices=StageState.choices, default=StageState.PREPARING
    )
    applicant = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, verbose_name=_("申请人"), related_name="project_stages"
    )
    org = models.ForeignKey(
        Org, models.PROTECT, verbose_name=_("牵头部门"), related_name="project_stages", db_index=False
    )
    org_path = models.CharField(_("机构路径"), max_length=200)
    centre = models.ForeignKey(
        Org, models.PROTECT, verbose_name=_("办理中心"), null=True, blank=True, related_name="+"
    )
    centre_path = models.CharField(_("中心路径"), max_length=200, blank=True)
    channel = models.CharField(_("办理形式"), max_length=10, choices=Channel.choices, default=Channel.WEB)
    chosen = ArrayField(models.CharField(max_length=60), verbose_name=_("办理事项"), default=list)
    answers = models.JSONField(_("情形选择"), default=dict, blank=True)
    form = models.JSONField(_("申请表内容"), default=dict, blank=True)
    contact_phone = models.CharField(_("联系电话"), max_length=30, blank=True)
    drafted_at = models.DateTimeField(_("起草时间"))
    amended_at = models.DateTimeField(_("修改时间"))
    submitted_at = models.DateTimeField(_("提交时间"), null=True, blank=True)
    received_on = models.DateField(_("收件日期"), null=True, blank=True)
    accepted_at = models.DateTimeField(_("受理办理时间"), null=True, blank=True)
    accepted_on = models.DateField(_("受理日期"), null=True, blank=True)
    decided_at = models.DateTimeField(_("各部门决定完毕时间"), null=True, blank=True)
    issued_at = models.DateTimeField(_("统一发放时间"), null=True, blank=True)
    ended_at = models.DateTimeField(_("归结时间"), null=True, blank=True)
    goes_on = models.BooleanField(_("部分事项不予许可后继续办理其余事项"), default=True)
    reason = models.CharField(_("撤回、不予受理的原因"), max_length=500, blank=True)

    class Meta:
        verbose_name = _("并联审批阶段")
        verbose_name_plural = _("并联审批阶段")
        ordering = ["project", "drafted_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state="preparing") | Q(case__isnull=False) | Q(state="stage_withdrawn"),
                name="submitted_stage_has_case",
            ),
            models.CheckConstraint(
                condition=Q(accepted_at__isnull=True, accepted_on__isnull=True)
                | Q(accepted_at__isnull=False, accepted_on__isnull=False),
                name="accepted_stage_has_time_and_day",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["in_progress", "all_decided", "issued"])
                | Q(accepted_at__isnull=False),
                name="stage_in_progress_was_accepted",
            ),
            models.CheckConstraint(
                condition=~Q(state="issued") | Q(issued_at__isnull=False, ended_at__isnull=False),
                name="issued_stage_has_its_time",
            ),
        ]
        indexes = [
            models.Index(fields=["project", "state"], name="stage_by_project"),
            models.Index(
                fields=["org_path", "state"],
                name="stage_by_org",
                opclasses=["varchar_pattern_ops", "varchar_ops"],
            ),
            models.Index(fields=["accepted_on"], name="stage_by_accepted_day"),
            models.Index(fields=["issued_at"], name="stage_by_issue"),
        ]

    def __str__(self) -> str:
        return str(self.version.template)

    @property
    def number(self) -> str:
        return self.case.number if self.case_id and self.case else ""

    @property
    def own_case(self) -> Case:
        """The case, which is there from submission on; raises Case.DoesNotExist before."""
        if self.case is None:
            raise Case.DoesNotExist
        return self.case

    @property
    def accepted_day(self) -> date:
        """受理日期; raises Case.DoesNotExist before acceptance."""
        if self.accepted_on is None:
            raise Case.DoesNotExist
        return self.accepted_on

    def record_label(self) -> str:
        return f"{self.number} {self}".strip()

    @property
    def also_at_paths(self) -> tuple[str, ...]:
        """Where else it may be handled: at the centre that takes it in."""
        return (self.centre_path,) if self.centre_path else ()

    @property
    def party_person_ids(self) -> Mapping[str, UUID]:
        return {"applicant": self.applicant_id}


class SharedMaterial(models.Model):
    """共享材料 — one version of one material of a project: asked once, used by every item that lists it, in every stage."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    project = models.ForeignKey(
        Project, models.PROTECT, verbose_name=_("重大项目"), related_name="materials", db_index=False
    )
    key = models.CharField(_("要求代码"), max_length=130)
    name = models.CharField(_("文件名"), max_length=200)
    file = models.ForeignKey(File, models.PROTECT, verbose_name=_("文件"))
    version = models.PositiveSmallIntegerField(_("版本号"))
    added_at = models.DateTimeField(_("提交时间"))
    added_by = models.CharField(_("提交人"), max_length=100)
    replaced_at = models.DateTimeField(_("被替换时间"), null=True, blank=True)

    class Meta:
        verbose_name = _("共享材料")
        verbose_name_plural = _("共享材料")
        ordering = ["project", "key", "-version"]
        constraints = [
            models.UniqueConstraint(fields=["project", "key", "version"], name="shared_material_is_numbered"),
            models.UniqueConstraint(
                fields=["project", "key"],
                condition=Q(replaced_at__isnull=True),
                name="project_has_one_material_of_a_kind",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Task(models.Model):
    """部门任务 — the part of one department: its case is an application of its own, begun at the same instant as all others."""

    lock_with = ("stage", "org", "case")

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    stage = models.ForeignKey(
        Stage, models.PROTECT, verbose_name=_("并联审批阶段"), related_name="tasks", db_index=False
    )
    item = models.ForeignKey(StageItem, models.PROTECT, verbose_name=_("阶段事项"), related_name="tasks")
    case = models.OneToOneField(Case, models.PROTECT, verbose_name=_("办件"), related_name="project_task")
    position = models.PositiveSmallIntegerField(_("顺序"))
    org = models.ForeignKey(
        Org, models.PROTECT, verbose_name=_("办理部门"), related_name="project_tasks", db_index=False
    )
    org_path = models.CharField(_("机构路径"), max_length=200)
    state = models.CharField(
        _("部门任务状态"), max_length=20, choices=TaskState.choices, default=TaskState.PENDING_RECEIPT
    )
    begun_at = models.DateTimeField(_("收到时间"))
    acknowledge_due_on = models.DateField(_("签收期限"))
    opinion_due_on = models.DateField(_("核对材料期限"))
    acknowledged_at = models.DateTimeField(_("签收时间"), null=True, blank=True)
    acknowledged_by = models.CharField(_("签收人"), max_length=100, blank=True)
    completeness = models.CharField(
        _("齐全的由来"), max_length=10, choices=Completeness.choices, blank=True, default=""
    )
    opinion_at = models.DateTimeField(_("核对材料时间"), null=True, blank=True)
    opinion_by = models.CharField(_("核对人"), max_length=100, blank=True)
    waits_for = ArrayField(
        models.CharField(max_length=60), verbose_name=_("等待的前项"), default=list, blank=True
    )
    ended_by = models.CharField(_("终止的原因事项"), max_length=60, blank=True)

    class Meta:
        verbose_name = _("部门任务")
        verbose_name_plural = _("部门任务")
        ordering = ["stage", "position"]
        constraints = [
            models.UniqueConstraint(fields=["stage", "item"], name="item_is_one_task_of_a_stage"),
            models.CheckConstraint(
                condition=Q(state="pending_receipt", acknowledged_at__isnull=True)
                | ~Q(state="pending_receipt"),
                name="pending_task_is_not_acknowledged",
            ),
            models.CheckConstraint(
                condition=~Q(state="received") | Q(acknowledged_at__isnull=False),
                name="received_task_has_its_time",
            ),
        ]
        indexes = [
            models.Index(fields=["stage", "position"], name="task_by_stage"),
            models.Index(
                fields=["org_path", "-id"], name="task_by_org", opclasses=["varchar_pattern_ops", "uuid_ops"]
            ),
            models.Index(
                fields=["acknowledge_due_on"],
                condition=Q(state="pending_receipt"),
                name="pending_task_by_day",
            ),
            models.Index(
                fields=["opinion_due_on"],
                condition=Q(state__in=["pending_receipt", "received"]),
                name="unchecked_task_by_day",
            ),
        ]

    def __str__(self) -> str:
        return self.case.title

    def record_label(self) -> str:
        return f"{self.case.number} {self.case.title}"

    @property
    def record_chain(self) -> str:
        return str(self.case_id)

    @property
    def item_code(self) -> str:
        """For posts that are limited to items."""
        return self.item.item_code

    @property
    def also_at_paths(self) -> tuple[str, ...]:
        return self.stage.also_at_paths
