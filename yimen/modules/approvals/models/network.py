"""市区一网: a case handed from one body to another, and the result of another body asked for and shared."""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from yimen.kernel.base.ids import new_id
from yimen.kernel.orgs.models import Org
from yimen.modules.approvals.states import HandOverState, SharingState

from .applications import Application
from .handling import IssuedDocument


class HandOver(models.Model):
    """移交 — the responsibility for a case goes from a body to another by two signatures; no clock starts anew.

    Until the receiver accepts, it sees this sheet and not the case. ``fingerprint`` is the SHA-256 of what both
    sign: parties, materials, clocks and state as they are at the proposal.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    application = models.ForeignKey(
        Application, models.PROTECT, verbose_name=_("申请"), related_name="hand_overs"
    )
    from_org = models.ForeignKey(
        Org, models.PROTECT, verbose_name=_("移出机关"), related_name="hand_overs_given"
    )
    to_org = models.ForeignKey(
        Org, models.PROTECT, verbose_name=_("接收机关"), related_name="hand_overs_received"
    )
    to_centre = models.ForeignKey(
        Org, models.PROTECT, verbose_name=_("接收中心"), null=True, blank=True, related_name="+"
    )
    reason = models.TextField(_("移交理由"))
    basis = models.CharField(_("移交依据"), max_length=200)
    state = models.CharField(
        _("移交状态"), max_length=10, choices=HandOverState.choices, default=HandOverState.PROPOSED
    )
    fingerprint = models.CharField(_("移交内容散列"), max_length=64)
    proposed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, verbose_name=_("移出签署人"), related_name="+"
    )
    proposed_at = models.DateTimeField(_("提出时间"))
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        verbose_name=_("接收签署人"),
        null=True,
        blank=True,
        related_name="+",
    )
    answered_at = models.DateTimeField(_("答复时间"), null=True, blank=True)
    answer = models.TextField(_("答复说明"), blank=True)

    lock_with = ("application", "to_org", "to_centre")
    lock_also = ("application",)

    class Meta:
        verbose_name = _("移交")
        verbose_name_plural = _("移交")
        ordering = ["-proposed_at", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["application"],
                condition=Q(state="proposed"),
                name="case_is_offered_to_one_body_at_a_time",
            ),
            models.CheckConstraint(condition=~Q(from_org=F("to_org")), name="case_is_handed_to_another_body"),
            models.CheckConstraint(
                condition=Q(state="proposed") | Q(answered_at__isnull=False, answered_by__isnull=False),
                name="answered_hand_over_is_signed",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["accepted", "declined"]) | ~Q(proposed_by=F("answered_by")),
                name="two_persons_sign_a_hand_over",
            ),
        ]
        indexes = [
            models.Index(fields=["to_org", "state"], name="hand_over_by_receiver"),
        ]

    def __str__(self) -> str:
        return f"{self.from_org} → {self.to_org}"

    @property
    def org_path(self) -> str:
        """The receiver's: it is whoever is asked to answer."""
        return self.to_org.path

    @property
    def record_chain(self) -> UUID:
        return self.application_id


class SharingRequest(models.Model):
    """结果共享申请 — a body asks for another body's result on the same applicant, for a purpose, by a rule."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    application = models.ForeignKey(
        Application, models.PROTECT, verbose_name=_("为哪件申请"), related_name="sharing_asked"
    )
    wanted = models.ForeignKey(
        Application, models.PROTECT, verbose_name=_("所需结果的办件"), related_name="sharing_wanted"
    )
    asking_org = models.ForeignKey(Org, models.PROTECT, verbose_name=_("请求机关"), related_name="+")
    holding_org = models.ForeignKey(Org, models.PROTECT, verbose_name=_("提供机关"), related_name="+")
    purpose = models.TextField(_("用途"))
    basis = models.CharField(_("依据"), max_length=200)
    state = models.CharField(
        _("状态"), max_length=10, choices=SharingState.choices, default=SharingState.ASKED
    )
    document = models.ForeignKey(
        IssuedDocument, models.PROTECT, verbose_name=_("提供的文书"), null=True, blank=True, related_name="+"
    )
    answer = models.TextField(_("答复说明"), blank=True)
    asked_by = models.CharField(_("请求人"), max_length=100)
    asked_at = models.DateTimeField(_("请求时间"))
    answered_by = models.CharField(_("答复人"), max_length=100, blank=True)
    answered_at = models.DateTimeField(_("答复时间"), null=True, blank=True)
    read_count = models.PositiveIntegerField(_("查看次数"), default=0)

    lock_with = ("wanted", "application", "holding_org", "asking_org")

    class Meta:
        verbose_name = _("结果共享申请")
        verbose_name_plural = _("结果共享申请")
        ordering = ["-asked_at", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["application", "wanted"],
                condition=Q(state="asked"),
                name="result_is_asked_for_once_at_a_time",
            ),
            models.CheckConstraint(
                condition=~Q(state="shared") | Q(document__isnull=False, answered_at__isnull=False),
                name="shared_result_names_its_document",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.asking_org} ← {self.holding_org}"

    @property
    def org_path(self) -> str:
        """The holding body's: it answers."""
        return self.holding_org.path

    @property
    def record_chain(self) -> UUID:
        """The holder's case tells who looked."""
        return self.wanted_id

    @property
    def party_person_ids(self) -> Mapping[str, UUID]:
        return {"applicant": self.wanted.applicant_id}
