"""Who leads open government in which body, from a day to a day."""

from __future__ import annotations

from datetime import date

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeBoundary, RangeOperators
from django.db import models
from django.db.models import F, Func, Q
from django.utils.translation import gettext_lazy as _

from yimen.kernel.base.ids import new_id
from yimen.kernel.base.language import either
from yimen.kernel.orgs.models import Org
from yimen.kernel.people.models import DAYS_HELD
from yimen.modules.leadership.states import AssignmentState, GroupLevel, Office

DAYS_STANDING = Func(
    "established_on",
    "ended_on",
    RangeBoundary(inclusive_lower=True, inclusive_upper=True),
    function="DATERANGE",
    output_field=DateRangeField(),
)
"""daterange(established_on, ended_on, '[]'): both days belong to it; an open end has no day."""
STANDING = Q(state="standing")


class LeadershipGroup(models.Model):
    """领导小组 — the leading group for open government of a body at one of the three levels."""

    lock_with = ("org",)

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    org = models.ForeignKey(Org, models.PROTECT, verbose_name=_("所在机关"), related_name="leadership_groups")
    level = models.CharField(_("领导小组层级"), max_length=10, choices=GroupLevel.choices)
    name = models.CharField(_("名称"), max_length=120)
    name_en = models.CharField(_("英文名称"), max_length=200, blank=True)
    established_on = models.DateField(_("成立日期"))
    ended_on = models.DateField(_("撤销日期"), null=True, blank=True)
    order_document = models.CharField(_("成立文件"), max_length=200, blank=True)
    ending_document = models.CharField(_("撤销文件"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("领导小组")
        verbose_name_plural = _("领导小组")
        ordering = ["org__path", "established_on"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ended_on__isnull=True) | Q(ended_on__gte=F("established_on")),
                name="group_ends_after_it_begins",
            ),
            ExclusionConstraint(
                name="body_has_one_leadership_group_at_once",
                expressions=[("org", RangeOperators.EQUAL), (DAYS_STANDING, RangeOperators.OVERLAPS)],
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def org_path(self) -> str:
        return self.org.path

    def stands_on(self, day: date) -> bool:
        """Whether the group exists on the day."""
        return self.established_on <= day and (self.ended_on is None or day <= self.ended_on)


class OfficeAssignment(models.Model):
    """任职 — somebody holds an office of a group from a day to a day (both included), by an order document.

    Those who lead need no account here: the public chart names them, with their office and nothing else of them.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    group = models.ForeignKey(
        LeadershipGroup, models.PROTECT, verbose_name=_("领导小组"), related_name="assignments"
    )
    office = models.CharField(_("领导小组职务"), max_length=20, choices=Office.choices)
    name = models.CharField(_("姓名"), max_length=60)
    name_en = models.CharField(_("英文姓名"), max_length=100, blank=True)
    position = models.CharField(_("行政职务"), max_length=60, blank=True)
    position_en = models.CharField(_("英文行政职务"), max_length=100, blank=True)
    since = models.DateField(_("任职日期"))
    until = models.DateField(_("离任日期"), null=True, blank=True)
    order_document = models.CharField(_("任职文件"), max_length=200)
    relief_document = models.CharField(_("免职文件"), max_length=200, blank=True)
    state = models.CharField(
        _("任职登记状态"),
        max_length=10,
        choices=AssignmentState.choices,
        default=AssignmentState.STANDING,
    )

    lock_with = ("group",)

    class Meta:
        verbose_name = _("任职")
        verbose_name_plural = _("任职")
        ordering = ["-since", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gte=F("since")),
                name="assignment_ends_after_it_begins",
            ),
            ExclusionConstraint(
                name="office_has_one_holder_at_once",
                expressions=[
                    ("group", RangeOperators.EQUAL),
                    ("office", RangeOperators.EQUAL),
                    (DAYS_HELD, RangeOperators.OVERLAPS),
                ],
                condition=STANDING,
            ),
            ExclusionConstraint(
                name="leader_and_deputy_are_two",
                expressions=[
                    ("group", RangeOperators.EQUAL),
                    ("name", RangeOperators.EQUAL),
                    (DAYS_HELD, RangeOperators.OVERLAPS),
                ],
                condition=STANDING & Q(office__in=[Office.LEADER, Office.DEPUTY]),
            ),
        ]
        indexes = [models.Index(fields=["group", "office", "since"], name="assignment_by_office")]

    def __str__(self) -> str:
        return f"{self.group} {self.get_office_display()} {self.name}"

    @property
    def org_path(self) -> str:
        return self.group.org.path

    @property
    def record_chain(self) -> object:
        """Everything about a group stands in one chain."""
        return self.group_id

    @property
    def shown_position(self) -> str:
        """行政职务 in the reader's language."""
        return either(self.position, self.position_en)

    def is_held_on(self, day: date) -> bool:
        """Whether the office is held on the day."""
        return self.since <= day and (self.until is None or day <= self.until)


class Vacancy(models.Model):
    """职务空缺 — an office that must be held was found empty; those who watch were told, once."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    group = models.ForeignKey(
        LeadershipGroup, models.PROTECT, verbose_name=_("领导小组"), related_name="vacancies"
    )
    office = models.CharField(_("领导小组职务"), max_length=20, choices=Office.choices)
    vacant_since = models.DateField(_("空缺起始日期"))
    noted_at = models.DateTimeField(_("发现时间"))
    ended_on = models.DateField(_("补齐日期"), null=True, blank=True)

    lock_with = ("group",)

    class Meta:
        verbose_name = _("职务空缺")
        verbose_name_plural = _("职务空缺")
        ordering = ["vacant_since", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["group", "office"], condition=Q(ended_on__isnull=True), name="vacancy_is_noted_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.group} {self.get_office_display()}"

    @property
    def org_path(self) -> str:
        return self.group.org.path

    @property
    def record_chain(self) -> object:
        return self.group_id
