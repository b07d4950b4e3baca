"""What handling leaves behind: correction notice, review, decision, issued documents, delivery, corrections."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from yimen.kernel.base.ids import new_id
from yimen.kernel.documents.models import Document
from yimen.modules.approvals.states import DeliveryMethod, Opinion, Outcome

from .applications import Application


class CorrectionNotice(models.Model):
    """补正告知 — the one notice that lists everything at once (行政许可法 32); a case has at most one.

    ``rows`` are mappings: key, defect, reason, article, cure, is_cured.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    application = models.OneToOneField(
        Application, models.PROTECT, verbose_name=_("申请"), related_name="correction"
    )
    issued_at = models.DateTimeField(_("告知时间"))
    issued_by = models.CharField(_("告知人"), max_length=100)
    due_on = models.DateField(_("补正截止日"))
    rows = models.JSONField(_("补正内容"))
    answered_at = models.DateTimeField(_("补正时间"), null=True, blank=True)
    repeat_count = models.PositiveSmallIntegerField(_("重申次数"), default=0)

    class Meta:
        verbose_name = _("补正告知")
        verbose_name_plural = _("补正告知")

    def __str__(self) -> str:
        return str(self.application)


class ToleranceAcceptance(models.Model):
    """容缺受理 — accepted although tolerable materials are missing; the decision waits for them."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    application = models.OneToOneField(
        Application, models.PROTECT, verbose_name=_("申请"), related_name="tolerance"
    )
    keys = models.JSONField(_("容缺材料"))
    promise = models.TextField(_("补交承诺"))
    due_on = models.DateField(_("补交截止日"))
    supplied_at = models.DateTimeField(_("补齐时间"), null=True, blank=True)

    class Meta:
        verbose_name = _("容缺受理")
        verbose_name_plural = _("容缺受理")

    def __str__(self) -> str:
        return str(self.application)


class Review(models.Model):
    """审核 — the section's opinion, frozen when submitted; a returned one is followed by another."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    application = models.ForeignKey(
        Application, models.PROTECT, verbose_name=_("申请"), related_name="reviews"
    )
    reviewer = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, verbose_name=_("审核人"), related_name="+"
    )
    second_officer = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        verbose_name=_("第二名核查人员"),
        null=True,
        blank=True,
        related_name="+",
    )
    opinion = models.CharField(_("审核意见"), max_length=25, choices=Opinion.choices)
    grounds = models.TextField(_("理由"))
    conditions = models.TextField(_("附加条件"), blank=True)
    submitted_at = models.DateTimeField(_("提交时间"))
    returned_at = models.DateTimeField(_("退回时间"), null=True, blank=True)
    return_reason = models.TextField(_("退回理由"), blank=True)

    class Meta:
        verbose_name = _("审核")
        verbose_name_plural = _("审核")
        ordering = ["submitted_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(second_officer__isnull=True) | ~Q(second_officer=F("reviewer")),
                name="two_officers_are_two_persons",
            )
        ]

    def __str__(self) -> str:
        return str(self.get_opinion_display())


class Decision(models.Model):
    """决定 — who decided what and why; the one who reviewed is never the one who decides."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    application = models.ForeignKey(
        Application, models.PROTECT, verbose_name=_("申请"), related_name="decisions"
    )
    sequence = models.PositiveSmallIntegerField(_("次序"), default=1)
    outcome = models.CharField(_("结果"), max_length=30, choices=Outcome.choices)
    reasons = models.TextField(_("理由"), blank=True)
    conditions = models.TextField(_("附加条件"), blank=True)
    reviewer = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        verbose_name=_("审核人"),
        null=True,
        blank=True,
        related_name="+",
    )
    approver = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, verbose_name=_("批准人"), related_name="+"
    )
    is_single_officer = models.BooleanField(_("一人即办"), default=False)
    decided_at = models.DateTimeField(_("决定时间"))

    class Meta:
        verbose_name = _("决定")
        verbose_name_plural = _("决定")
        ordering = ["application", "sequence"]
        constraints = [
            models.UniqueConstraint(fields=["application", "sequence"], name="decision_sequence_once"),
            models.CheckConstraint(
                condition=Q(is_single_officer=True) | Q(reviewer__isnull=False) & ~Q(reviewer=F("approver")),
                name="decision_has_two_persons",
            ),
            models.CheckConstraint(
                condition=~Q(outcome="refused") | ~Q(reasons=""), name="refusal_gives_its_reasons"
            ),
        ]

    def __str__(self) -> str:
        return str(self.get_outcome_display())


class IssuedDocument(models.Model):
    """出具文书 — a document of the case, in the order in which they were drawn up."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    application = models.ForeignKey(
        Application, models.PROTECT, verbose_name=_("申请"), related_name="documents"
    )
    document = models.OneToOneField(Document, models.PROTECT, verbose_name=_("文书"), related_name="issued")
    kind = models.CharField(_("文书种类"), max_length=30)
    is_for_applicant = models.BooleanField(_("申请人可见"), default=True)

    class Meta:
        verbose_name = _("出具文书")
        verbose_name_plural = _("出具文书")
        ordering = ["id"]
        indexes = [models.Index(fields=["application", "kind"], name="issued_by_application")]

    def __str__(self) -> str:
        return self.kind


class Delivery(models.Model):
    """送达 — how, when and to whom the result was handed over."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    application = models.ForeignKey(
        Application, models.PROTECT, verbose_name=_("申请"), related_name="deliveries"
    )
    sequence = models.PositiveSmallIntegerField(_("决定次序"), default=1, db_default=1)
    method = models.CharField(_("送达方式"), max_length=15, choices=DeliveryMethod.choices)
    receiver = models.CharField(_("签收人"), max_length=100)
    identity_checked = models.BooleanField(_("已核对身份"), default=False)
    tracking_number = models.CharField(_("邮件号"), max_length=40, blank=True)
    delivered_at = models.DateTimeField(_("送达时间"))
    delivered_by = models.CharField(_("经办人"), max_length=100)

    class Meta:
        verbose_name = _("送达")
        verbose_name_plural = _("送达")
        constraints = [
            models.UniqueConstraint(fields=["application", "sequence"], name="result_is_delivered_once"),
            models.CheckConstraint(
                condition=~Q(method="window") | Q(identity_checked=True),
                name="window_delivery_checks_identity",
            ),
            models.CheckConstraint(
                condition=~Q(method="post") | ~Q(tracking_number=""), name="postal_delivery_has_a_number"
            ),
        ]

    def __str__(self) -> str:
        return str(self.get_method_display())


class RecordCorrection(models.Model):
    """更正记录 — a stated value was wrong: old value, new value, reason, and two persons; history stays."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    application = models.ForeignKey(
        Application, models.PROTECT, verbose_name=_("申请"), related_name="record_corrections"
    )
    field = models.CharField(_("更正内容"), max_length=40)
    old_value = models.TextField(_("原值"))
    new_value = models.TextField(_("新值"))
    reason = models.TextField(_("理由"))
    proposed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, verbose_name=_("提出人"), related_name="+"
    )
    proposed_at = models.DateTimeField(_("提出时间"))
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        verbose_name=_("确认人"),
        null=True,
        blank=True,
        related_name="+",
    )
    confirmed_at = models.DateTimeField(_("确认时间"), null=True, blank=True)

    class Meta:
        verbose_name = _("更正记录")
        verbose_name_plural = _("更正记录")
        constraints = [
            models.CheckConstraint(
                condition=Q(confirmed_by__isnull=True) | ~Q(confirmed_by=F("proposed_by")),
                name="correction_is_confirmed_by_another",
            ),
            models.UniqueConstraint(
                fields=["application", "field"],
                condition=Q(confirmed_by__isnull=True),
                name="one_open_correction_of_a_field",
            ),
        ]

    def __str__(self) -> str:
        return self.field
