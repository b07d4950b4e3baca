"""Free escort of a project through all its approvals: mandate, plan, obstacles, meetings, the principal's rating."""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from yimen.kernel.base.ids import new_id
from yimen.kernel.cases.models import Case
from yimen.kernel.documents.models import File
from yimen.kernel.orgs.models import Org
from yimen.modules.projects.states import EscortState

from .projects import Project


class EscortService(models.Model):
    """全程无偿代理 — an officer runs the errands of a project; nothing is ever charged for it."""

    lock_with = ("project", "org")

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    project = models.ForeignKey(Project, models.PROTECT, verbose_name=_("重大项目"), related_name="escorts")
    org = models.ForeignKey(Org, models.PROTECT, verbose_name=_("代理机构"), related_name="+", db_index=False)
    org_path = models.CharField(_("机构路径"), max_length=200)
    officer = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, verbose_name=_("代理专员"), related_name="escorts"
    )
    mandate = models.ForeignKey(File, models.PROTECT, verbose_name=_("委托书"), related_name="+")
    mandate_scope = models.CharField(_("委托事项"), max_length=300)
    fee = models.DecimalField(_("代理费"), max_digits=10, decimal_places=2, default=0)
    state = models.CharField(
        _("代理状态"), max_length=20, choices=EscortState.choices, default=EscortState.RUNNING
    )
    begun_at = models.DateTimeField(_("开始时间"))
    begun_on = models.DateField(_("开始日期"))
    summary = models.TextField(_("代理小结"), blank=True)
    concluded_at = models.DateTimeField(_("代理完毕时间"), null=True, blank=True)
    rating = models.PositiveSmallIntegerField(_("委托人评价"), null=True, blank=True)
    rating_note = models.CharField(_("评价意见"), max_length=500, blank=True)
    rated_at = models.DateTimeField(_("评价时间"), null=True, blank=True)

    class Meta:
        verbose_name = _("全程无偿代理")
        verbose_name_plural = _("全程无偿代理")
        constraints = [
            models.CheckConstraint(condition=Q(fee=0), name="escort_is_free_of_charge"),
            models.CheckConstraint(
                condition=Q(state="escort_running", concluded_at__isnull=True)
                | (~Q(state="escort_running") & Q(concluded_at__isnull=False) & ~Q(summary="")),
                name="concluded_escort_has_its_summary",
            ),
            models.CheckConstraint(
                condition=Q(state="escort_rated", rating__gte=1, rating__lte=5, rated_at__isnull=False)
                | (~Q(state="escort_rated") & Q(rating__isnull=True, rated_at__isnull=True)),
                name="rated_escort_has_its_rating",
            ),
            models.UniqueConstraint(
                fields=["project"], condition=Q(state="escort_running"), name="project_has_one_escort"
            ),
        ]
        indexes = [
            models.Index(
                fields=["org_path", "-id"],
                name="escort_by_org",
                opclasses=["varchar_pattern_ops", "uuid_ops"],
            ),
            models.Index(fields=["begun_on"], name="escort_by_day"),
        ]

    def __str__(self) -> str:
        return str(self.project)

    def record_label(self) -> str:
        return self.project.record_label()

    @property
    def assignee_id(self) -> UUID:
        """Whose work it is."""
        return self.officer_id

    @property
    def party_person_ids(self) -> Mapping[str, UUID]:
        return self.project.party_person_ids

    @property
    def is_running(self) -> bool:
        return self.state == EscortState.RUNNING


class EscortStep(models.Model):
    """代理计划事项 — one thing that the project needs, until when; some of them are milestones."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    escort = models.ForeignKey(
        EscortService,
        models.PROTECT,
        verbose_name=_("全程无偿代理"),
        related_name="steps",
        db_index=False,
    )
    position = models.PositiveSmallIntegerField(_("顺序"))
    name = models.CharField(_("计划事项"), max_length=200)
    item_code = models.CharField(_("事项代码"), max_length=60, blank=True)
    case = models.ForeignKey(
        Case, models.PROTECT, verbose_name=_("办件"), null=True, blank=True, related_name="escort_steps"
    )
    planned_on = models.DateField(_("计划日期"))
    is_milestone = models.BooleanField(_("里程碑"), default=False)
    reached_on = models.DateField(_("完成日期"), null=True, blank=True)

    class Meta:
        verbose_name = _("代理计划事项")
        verbose_name_plural = _("代理计划事项")
        ordering = ["escort", "position"]
        constraints = [
            models.UniqueConstraint(fields=["escort", "position"], name="place_in_a_plan_is_given_once")
        ]

    def __str__(self) -> str:
        return self.name


class EscortObstacle(models.Model):
    """代理障碍 — what keeps the project from going on, with whom, and how it was solved."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    escort = models.ForeignKey(
        EscortService, models.PROTECT, verbose_name=_("全程无偿代理"), related_name="obstacles"
    )
    org = models.ForeignKey(
        Org, models.PROTECT, verbose_name=_("涉及部门"), null=True, blank=True, related_name="+"
    )
    text = models.TextField(_("障碍"))
    raised_at = models.DateTimeField(_("提出时间"))
    solution = models.TextField(_("解决办法"), blank=True)
    solved_at = models.DateTimeField(_("解决时间"), null=True, blank=True)

    class Meta:
        verbose_name = _("代理障碍")
        verbose_name_plural = _("代理障碍")
        ordering = ["raised_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(solved_at__isnull=True, solution="")
                | (Q(solved_at__isnull=False) & ~Q(solution="")),
                name="solved_obstacle_says_how",
            )
        ]

    def __str__(self) -> str:
        return self.text[:60]


class EscortMeeting(models.Model):
    """代理协调会 — a meeting that the coordinator called about the project, with its minutes."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    escort = models.ForeignKey(
        EscortService, models.PROTECT, verbose_name=_("全程无偿代理"), related_name="meetings"
    )
    held_at = models.DateTimeField(_("时间"))
    place = models.CharField(_("地点"), max_length=200)
    attendees = models.CharField(_("参会人员"), max_length=500)
    minutes = models.TextField(_("纪要"))

    class Meta:
        verbose_name = _("代理协调会")
        verbose_name_plural = _("代理协调会")
        ordering = ["held_at", "pk"]

    def __str__(self) -> str:
        return self.place
