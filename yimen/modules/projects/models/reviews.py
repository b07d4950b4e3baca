"""Joint reviews and joint acceptances: who was invited, who came, what was said, what was decided."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from yimen.kernel.base.ids import new_id
from yimen.kernel.documents.models import File
from yimen.kernel.orgs.models import Org
from yimen.modules.projects.states import ReviewKind, ReviewState, SeatStance, SeatState

from .stages import Stage


class JointReview(models.Model):
    """联合会审 — one meeting of the departments of a stage, called by the lead; a joint acceptance has one survey and one opinion."""

    lock_with = ("stage",)

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    stage = models.ForeignKey(
        Stage, models.PROTECT, verbose_name=_("并联审批阶段"), related_name="joint_reviews"
    )
    kind = models.CharField(_("会审种类"), max_length=10, choices=ReviewKind.choices)
    state = models.CharField(
        _("会审状态"), max_length=20, choices=ReviewState.choices, default=ReviewState.CALLED
    )
    begins_at = models.DateTimeField(_("时间"))
    place = models.CharField(_("地点"), max_length=200)
    agenda = models.TextField(_("议程"))
    survey = models.ForeignKey(
        File, models.PROTECT, verbose_name=_("联合测绘成果"), null=True, blank=True, related_name="+"
    )
    called_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, verbose_name=_("召集人"), related_name="+"
    )
    called_at = models.DateTimeField(_("通知时间"))
    minutes = models.TextField(_("纪要"), blank=True)
    decision = models.TextField(_("会审结论"), blank=True)
    held_at = models.DateTimeField(_("形成纪要时间"), null=True, blank=True)

    class Meta:
        verbose_name = _("联合会审")
        verbose_name_plural = _("联合会审")
        ordering = ["begins_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(state="review_held")
                | (Q(held_at__isnull=False) & ~Q(minutes="") & ~Q(decision="")),
                name="held_review_has_minutes_and_decision",
            )
        ]

    def __str__(self) -> str:
        return str(self.get_kind_display())

    def record_label(self) -> str:
        return f"{self.stage.record_label()} {self}"

    @property
    def record_chain(self) -> str:
        return str(self.stage_id)

    @property
    def org_path(self) -> str:
        return self.stage.org_path

    @property
    def also_at_paths(self) -> tuple[str, ...]:
        return self.stage.also_at_paths


class ReviewSeat(models.Model):
    """参会部门 — a department that is invited: it comes, says that it cannot, or has consented by staying away."""

    lock_with = ("review", "org")

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    review = models.ForeignKey(JointReview, models.PROTECT, verbose_name=_("联合会审"), related_name="seats")
    org = models.ForeignKey(Org, models.PROTECT, verbose_name=_("参会部门"), related_name="+")
    org_path = models.CharField(_("机构路径"), max_length=200)
    state = models.CharField(
        _("参会状态"), max_length=20, choices=SeatState.choices, default=SeatState.INVITED
    )
    stance = models.CharField(
        _("会审意见"), max_length=20, choices=SeatStance.choices, blank=True, default=""
    )
    opinion = models.TextField(_("意见"), blank=True)
    reason = models.CharField(_("请假原因"), max_length=300, blank=True)
    said_at = models.DateTimeField(_("提出时间"), null=True, blank=True)
    said_by = models.CharField(_("提出人"), max_length=100, blank=True)

    class Meta:
        verbose_name = _("参会部门")
        verbose_name_plural = _("参会部门")
        ordering = ["review", "org_path"]
        constraints = [
            models.UniqueConstraint(fields=["review", "org"], name="department_has_one_seat"),
            models.CheckConstraint(
                condition=~Q(state="seat_excused") | ~Q(reason=""), name="excused_department_says_why"
            ),
        ]
        indexes = [models.Index(fields=["org_path"], name="seat_by_org", opclasses=["varchar_pattern_ops"])]

    def __str__(self) -> str:
        return str(self.org)

    def record_label(self) -> str:
        return f"{self.review.record_label()} {self.org}"

    @property
    def record_chain(self) -> str:
        return self.review.record_chain
