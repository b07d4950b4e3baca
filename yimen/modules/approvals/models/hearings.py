"""Hearings: the right that was told, what was asked, when and where it is held by whom, and its minutes."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from yimen.kernel.base.ids import new_id
from yimen.modules.approvals.states import HearingState

from .applications import Application

OPEN_HEARINGS = (HearingState.OFFERED, HearingState.CALLED, HearingState.SCHEDULED)


class Hearing(models.Model):
    """听证 (行政许可法 46–48) — offered and asked for, or called by the body; its host never reviewed the case.

    ``reviewer`` is a copy of the application's, so that the database itself keeps host and reviewer apart.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    application = models.ForeignKey(
        Application, models.PROTECT, verbose_name=_("申请"), related_name="hearings"
    )
    state = models.CharField(_("听证状态"), max_length=20, choices=HearingState.choices)
    reason = models.TextField(_("听证事由"))
    is_by_law = models.BooleanField(_("依职权举行"), default=False)
    offered_on = models.DateField(_("告知日期"), null=True, blank=True)
    request_due_on = models.DateField(_("申请听证截止日"), null=True, blank=True)
    statement = models.TextField(_("听证申请"), blank=True)
    called_on = models.DateField(_("决定举行日期"), null=True, blank=True)
    organise_due_on = models.DateField(_("组织截止日"), null=True, blank=True)
    begins_at = models.DateTimeField(_("举行时间"), null=True, blank=True)
    place = models.CharField(_("举行地点"), max_length=200, blank=True)
    is_public = models.BooleanField(_("公开举行"), default=True)
    host = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        verbose_name=_("听证主持人"),
        null=True,
        blank=True,
        related_name="hosted_hearings",
    )
    reviewer = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        verbose_name=_("审核人"),
        null=True,
        blank=True,
        related_name="+",
    )
    invited = models.TextField(_("通知的参加人"), blank=True)
    attended = models.TextField(_("到场参加人"), blank=True)
    minutes = models.TextField(_("听证笔录"), blank=True)
    signed_by = models.TextField(_("笔录签字人"), blank=True)
    recorded_at = models.DateTimeField(_("笔录时间"), null=True, blank=True)

    class Meta:
        verbose_name = _("听证")
        verbose_name_plural = _("听证")
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["application"],
                condition=Q(state__in=[str(one) for one in OPEN_HEARINGS]),
                name="case_has_one_open_hearing",
            ),
            models.CheckConstraint(
                condition=Q(host__isnull=True) | Q(reviewer__isnull=True) | ~Q(host=F("reviewer")),
                name="hearing_host_did_not_review",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["hearing_scheduled", "hearing_held"])
                | Q(host__isnull=False, begins_at__isnull=False),
                name="scheduled_hearing_has_host_and_time",
            ),
            models.CheckConstraint(
                condition=~Q(state="hearing_held") | (~Q(minutes="") & ~Q(signed_by="")),
                name="held_hearing_has_signed_minutes",
            ),
        ]

    def __str__(self) -> str:
        return str(self.get_state_display())

    @property
    def is_open(self) -> bool:
        return self.state in OPEN_HEARINGS
