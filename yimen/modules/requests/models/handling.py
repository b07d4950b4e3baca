"""What happens while a request is handled: events of its clock, consultations, the fee, the letters."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q, Value
from django.utils.translation import gettext_lazy as _

from yimen.kernel.base.ids import new_id
from yimen.kernel.documents.models import Document
from yimen.kernel.orgs.models import Org
from yimen.modules.requests.states import (
    ClockEventKind,
    ConsultationKind,
    FeeBasis,
    LetterKind,
    Stance,
)

from .requests import InformationRequest

NOTHING = Value({}, models.JSONField())


class ClockEvent(models.Model):
    """计时事件 — a day on which something happened that the answer period depends on; never changed."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    request = models.ForeignKey(
        InformationRequest, models.PROTECT, verbose_name=_("申请"), related_name="clock_events"
    )
    kind = models.CharField(_("计时事件"), max_length=30, choices=ClockEventKind.choices)
    on = models.DateField(_("日期"))
    days = models.PositiveSmallIntegerField(_("天数"), default=0)
    until = models.DateField(_("至"), null=True, blank=True)
    subject = models.UUIDField(_("所涉对象"), null=True, blank=True)
    recorded_at = models.DateTimeField(_("记录时间"))
    recorded_by = models.CharField(_("记录人"), max_length=100)

    class Meta:
        verbose_name = _("计时事件")
        verbose_name_plural = _("计时事件")
        ordering = ["on", "recorded_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["request", "kind"],
                condition=Q(kind__in=["received", "correction_requested", "correction_received"]),
                name="request_is_received_and_corrected_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.on}"


class Consultation(models.Model):
    """征求意见 — a third party, a co-maker or another body is asked in writing (条例 32, 33, 34).

    ``due_on`` runs from the day on which *they* received the letter; it is empty until that day is known.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    request = models.ForeignKey(
        InformationRequest, models.PROTECT, verbose_name=_("申请"), related_name="consultations"
    )
    kind = models.CharField(_("征求意见对象"), max_length=15, choices=ConsultationKind.choices)
    name = models.CharField(_("名称"), max_length=100)
    contact = models.CharField(_("联系方式"), max_length=200, blank=True)
    org = models.ForeignKey(
        Org, models.PROTECT, verbose_name=_("机关"), null=True, blank=True, related_name="+"
    )
    sent_on = models.DateField(_("发出日期"))
    received_on = models.DateField(_("对方收到日期"), null=True, blank=True)
    due_on = models.DateField(_("答复期限"), null=True, blank=True)
    answered_on = models.DateField(_("结束日期"), null=True, blank=True)
    stance = models.CharField(_("意见"), max_length=25, choices=Stance.choices, blank=True)
    text = models.TextField(_("意见内容"), blank=True)
    told_on = models.DateField(_("告知公开决定日期"), null=True, blank=True)
    told_reason = models.CharField(_("公共利益理由"), max_length=500, blank=True)

    class Meta:
        verbose_name = _("征求意见")
        verbose_name_plural = _("征求意见")
        ordering = ["sent_on", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(received_on__isnull=True) | Q(received_on__gte=F("sent_on")),
                name="consultation_arrives_after_it_was_sent",
            ),
            models.CheckConstraint(
                condition=Q(answered_on__isnull=True, stance="")
                | (Q(answered_on__isnull=False) & ~Q(stance="") & Q(answered_on__gte=F("sent_on"))),
                name="ended_consultation_has_its_stance",
            ),
            models.UniqueConstraint(
                fields=["request", "kind", "name"],
                condition=Q(answered_on__isnull=True),
                name="nobody_is_consulted_twice_at_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}"

    @property
    def is_of_body(self) -> bool:
        return self.kind != ConsultationKind.THIRD_PARTY


class FeeNotice(models.Model):
    """收费通知 — the information-processing fee of one request, computed, never typed (国办函〔2020〕109号)."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    request = models.OneToOneField(
        InformationRequest, models.PROTECT, verbose_name=_("申请"), related_name="fee_notice"
    )
    basis = models.CharField(_("计收方式"), max_length=10, choices=FeeBasis.choices)
    before = models.PositiveIntegerField(_("当月此前件数"), default=0)
    quantity = models.PositiveIntegerField(_("件数或者页数"))
    amount = models.DecimalField(_("金额（元）"), max_digits=16, decimal_places=2)
    lines = models.JSONField(_("计算过程"), default=list)
    notified_on = models.DateField(_("通知日期"))
    pay_by = models.DateField(_("缴费期限"))
    code = models.CharField(_("缴款码"), max_length=20, null=True, blank=True, unique=True)
    account = models.JSONField(_("收款账户"), default=dict, db_default=NOTHING, blank=True)
    paid_on = models.DateField(_("缴费日期"), null=True, blank=True)
    reference = models.CharField(_("缴款凭证号"), max_length=60, blank=True)
    bank_reference = models.CharField(_("到账银行流水号"), max_length=60, blank=True, db_default="")

    class Meta:
        verbose_name = _("收费通知")
        verbose_name_plural = _("收费通知")
        constraints = [
            models.CheckConstraint(condition=Q(amount__gt=0), name="fee_notice_asks_for_money"),
            models.CheckConstraint(
                condition=Q(paid_on__isnull=True) | ~Q(reference=""), name="paid_fee_has_reference"
            ),
            models.CheckConstraint(
                condition=Q(bank_reference="") | Q(paid_on__isnull=False), name="fee_in_the_bank_is_paid"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.amount}"


class Letter(models.Model):
    """信函 — a document that was drawn up for the request, and whether its applicant reads it."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    request = models.ForeignKey(
        InformationRequest, models.PROTECT, verbose_name=_("申请"), related_name="letters"
    )
    kind = models.CharField(_("信函种类"), max_length=15, choices=LetterKind.choices)
    document = models.OneToOneField(
        Document, models.PROTECT, verbose_name=_("文书"), related_name="request_letter"
    )
    is_for_applicant = models.BooleanField(_("给申请人"), default=True)

    class Meta:
        verbose_name = _("信函")
        verbose_name_plural = _("信函")
        ordering = ["pk"]

    def __str__(self) -> str:
        return str(self.get_kind_display())
