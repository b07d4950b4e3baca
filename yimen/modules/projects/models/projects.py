"""Projects: what they are, how much is invested in which currency, which bodies carried them."""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from yimen.kernel.base.ids import new_id
from yimen.kernel.orgs.models import Org, Region
from yimen.modules.projects.states import ProjectClass, ProjectState


class Project(models.Model):
    """重大项目 — one undertaking of one owner, of one class or several, on its way through stages."""

    lock_with = ("org",)

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    number = models.CharField(_("项目编号"), max_length=24, unique=True)
    name = models.CharField(_("项目名称"), max_length=200)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, verbose_name=_("建设单位"), related_name="projects"
    )
    owner_name = models.CharField(_("建设单位名称"), max_length=100)
    place = models.ForeignKey(Region, models.PROTECT, verbose_name=_("所在地"), related_name="+")
    address = models.CharField(_("建设地点"), max_length=200, blank=True)
    classes = ArrayField(
        models.CharField(max_length=20, choices=ProjectClass.choices), verbose_name=_("项目类别")
    )
    theme = models.CharField(_("主题"), max_length=40, blank=True)
    summary = models.TextField(_("建设内容"), blank=True)
    org = models.ForeignKey(
        Org, models.PROTECT, verbose_name=_("牵头机构"), related_name="projects", db_index=False
    )
    org_path = models.CharField(_("机构路径"), max_length=200)
    state = models.CharField(
        _("项目状态"), max_length=20, choices=ProjectState.choices, default=ProjectState.ACTIVE
    )
    registered_at = models.DateTimeField(_("登记时间"))
    completed_at = models.DateTimeField(_("完成时间"), null=True, blank=True)

    class Meta:
        verbose_name = _("重大项目")
        verbose_name_plural = _("重大项目")
        constraints = [
            models.CheckConstraint(condition=Q(classes__len__gte=1), name="project_has_a_class"),
            models.CheckConstraint(
                condition=Q(state="active", completed_at__isnull=True)
                | (~Q(state="active") & Q(completed_at__isnull=False)),
                name="completed_project_has_its_time",
            ),
        ]
        indexes = [
            models.Index(
                fields=["org_path", "-id"],
                name="project_by_org",
                opclasses=["varchar_pattern_ops", "uuid_ops"],
            ),
            models.Index(fields=["owner", "-id"], name="project_by_owner"),
            GinIndex(fields=["classes"], name="project_by_class"),
        ]

    def __str__(self) -> str:
        return self.name

    def record_label(self) -> str:
        return f"{self.number} {self.name}"

    @property
    def party_person_ids(self) -> Mapping[str, UUID]:
        return {"owner": self.owner_id}

    @property
    def is_active(self) -> bool:
        return self.state == ProjectState.ACTIVE


class Investment(models.Model):
    """投资额 — one amount in one currency; amounts of different currencies are never added."""

    project = models.ForeignKey(
        Project, models.PROTECT, verbose_name=_("重大项目"), related_name="investments"
    )
    currency = models.CharField(_("币种"), max_length=3)
    amount = models.DecimalField(_("金额"), max_digits=18, decimal_places=2)

    class Meta:
        verbose_name = _("投资额")
        verbose_name_plural = _("投资额")
        ordering = ["currency"]
        constraints = [
            models.UniqueConstraint(fields=["project", "currency"], name="project_has_one_sum_a_currency"),
            models.CheckConstraint(condition=Q(amount__gt=0), name="investment_is_more_than_nothing"),
            models.CheckConstraint(
                condition=Q(currency__regex=r"^[A-Z]{3}$"), name="currency_has_three_letters"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.currency} {self.amount}"


class ProjectMove(models.Model):
    """项目移交记录 — a body that led the project before; it goes on seeing it, and does nothing on it."""

    project = models.ForeignKey(Project, models.PROTECT, verbose_name=_("重大项目"), related_name="moves")
    from_org = models.ForeignKey(Org, models.PROTECT, verbose_name=_("移出机构"), related_name="+")
    from_path = models.CharField(_("移出机构路径"), max_length=200)
    reason = models.CharField(_("移交原因"), max_length=300)
    moved_at = models.DateTimeField(_("移交时间"))

    class Meta:
        verbose_name = _("项目移交记录")
        verbose_name_plural = _("项目移交记录")
        ordering = ["moved_at", "pk"]
        indexes = [
            models.Index(fields=["from_path"], name="project_moved_from", opclasses=["varchar_pattern_ops"])
        ]

    def __str__(self) -> str:
        return self.from_path
