"""What may follow an answer, and the rights beside a request: reconsideration and suits, complaints, corrections."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from yimen.kernel.base.ids import new_id
from yimen.kernel.orgs.models import Org
from yimen.modules.requests.states import (
    ComplaintKind,
    ComplaintResult,
    CorrectionResult,
    MatterState,
    RemedyKind,
    RemedyResult,
)

from .requests import InformationRequest

WITHOUT_RESULT = Q(state=MatterState.FILED, result="")
WITH_RESULT = Q(state=MatterState.SETTLED) & ~Q(result="")


class RemedyCase(models.Model):
    """复议诉讼案件 — a reconsideration or a suit against an answer; it feeds table four of the yearly report."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    request = models.ForeignKey(
        InformationRequest, models.PROTECT, verbose_name=_("申请"), related_name="remedies"
    )
    org = models.ForeignKey(Org, models.PROTECT, verbose_name=_("行政机关"), related_name="+")
    kind = models.CharField(_("救济类型"), max_length=30, choices=RemedyKind.choices)
    authority = models.CharField(_("复议机关或者人民法院"), max_length=100)
    case_number = models.CharField(_("案号"), max_length=60, blank=True)
    filed_on = models.DateField(_("受理日期"))
    result = models.CharField(
        _("救济结果"), max_length=10, choices=RemedyResult.choices, default=RemedyResult.PENDING
    )
    concluded_on = models.DateField(_("审结日期"), null=True, blank=True)
    note = models.CharField(_("说明"), max_length=500, blank=True)

    class Meta:
        verbose_name = _("复议诉讼案件")
        verbose_name_plural = _("复议诉讼案件")
        ordering = ["filed_on", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(result="pending", concluded_on__isnull=True)
                | (~Q(result="pending") & Q(concluded_on__gte=F("filed_on"))),
                name="concluded_remedy_has_day_and_result",
            ),
            models.UniqueConstraint(
                fields=["request", "kind"],
                condition=Q(concluded_on__isnull=True),
                name="one_open_remedy_of_a_kind",
            ),
        ]

    def __str__(self) -> str:
        return str(self.get_kind_display())


class DisclosureComplaint(models.Model):
    """信息公开投诉举报 — to the department in charge of openness; verified, answered (条例 47, 51)."""

    lock_with = ("org", "request")

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, verbose_name=_("投诉人"), related_name="+"
    )
    org = models.ForeignKey(Org, models.PROTECT, verbose_name=_("被投诉机关"), related_name="+")
    request = models.ForeignKey(
        InformationRequest,
        models.PROTECT,
        verbose_name=_("所涉申请"),
        null=True,
        blank=True,
        related_name="complaints",
    )
    kind = models.CharField(_("事由"), max_length=20, choices=ComplaintKind.choices)
    text = models.TextField(_("情况说明"))
    state = models.CharField(
        _("处理状态"), max_length=10, choices=MatterState.choices, default=MatterState.FILED
    )
    filed_at = models.DateTimeField(_("提出时间"))
    due_on = models.DateField(_("处理期限"))
    result = models.CharField(_("处理结果"), max_length=20, choices=ComplaintResult.choices, blank=True)
    finding = models.TextField(_("查证情况"), blank=True)
    correct_by = models.DateField(_("整改期限"), null=True, blank=True)
    settled_on = models.DateField(_("处理日期"), null=True, blank=True)

    class Meta:
        verbose_name = _("信息公开投诉举报")
        verbose_name_plural = _("信息公开投诉举报")
        constraints = [
            models.CheckConstraint(
                condition=WITHOUT_RESULT | WITH_RESULT, name="settled_complaint_has_result"
            )
        ]
        indexes = [models.Index(fields=["org", "-filed_at"], name="complaint_by_org")]

    def __str__(self) -> str:
        return str(self.get_kind_display())

    @property
    def org_path(self) -> str:
        return self.org.path


class RecordCorrectionRequest(models.Model):
    """更正信息记录申请 — somebody shows that a record about themselves is wrong (条例 41)."""

    lock_with = ("org",)

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, verbose_name=_("申请人"), related_name="+"
    )
    org = models.ForeignKey(Org, models.PROTECT, verbose_name=_("行政机关"), related_name="+")
    record = models.CharField(_("信息记录"), max_length=200)
    what_is_wrong = models.TextField(_("不准确之处"))
    evidence = models.TextField(_("证据"))
    state = models.CharField(
        _("处理状态"), max_length=10, choices=MatterState.choices, default=MatterState.FILED
    )
    filed_at = models.DateTimeField(_("提出时间"))
    result = models.CharField(_("处理结果"), max_length=15, choices=CorrectionResult.choices, blank=True)
    transferred_to = models.CharField(_("转送机关"), max_length=100, blank=True)
    explanation = models.TextField(_("处理说明"), blank=True)
    settled_on = models.DateField(_("处理日期"), null=True, blank=True)

    class Meta:
        verbose_name = _("更正信息记录申请")
        verbose_name_plural = _("更正信息记录申请")
        constraints = [
            models.CheckConstraint(
                condition=WITHOUT_RESULT | WITH_RESULT, name="settled_record_correction_has_result"
            )
        ]

    def __str__(self) -> str:
        return self.record

    def record_label(self) -> str:
        """Without what the record is about: that is between the person and the body."""
        return str(self._meta.verbose_name)

    @property
    def org_path(self) -> str:
        return self.org.path


class ProactiveSuggestion(models.Model):
    """主动公开建议 — the applicant holds that what was given should be open to everybody (条例 44)."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    request = models.OneToOneField(
        InformationRequest, models.PROTECT, verbose_name=_("申请"), related_name="suggestion"
    )
    reason = models.TextField(_("建议理由"))
    suggested_at = models.DateTimeField(_("建议时间"))
    state = models.CharField(
        _("处理状态"), max_length=10, choices=MatterState.choices, default=MatterState.FILED
    )
    is_taken_up = models.BooleanField(_("纳入主动公开"), null=True, blank=True)
    answer = models.TextField(_("审核意见"), blank=True)
    answered_on = models.DateField(_("审核日期"), null=True, blank=True)

    class Meta:
        verbose_name = _("主动公开建议")
        verbose_name_plural = _("主动公开建议")
        constraints = [
            models.CheckConstraint(
                condition=Q(state=MatterState.FILED, is_taken_up__isnull=True)
                | Q(state=MatterState.SETTLED, is_taken_up__isnull=False),
                name="settled_suggestion_was_taken_up_or_not",
            )
        ]

    def __str__(self) -> str:
        return str(self._meta.verbose_name)
