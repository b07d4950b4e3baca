"""Notify and commit: the signed commitment, its later check, and who may not commit for the time being."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from yimen.kernel.base.ids import new_id
from yimen.modules.approvals.states import CheckOutcome, CheckState

from .applications import Application


class Commitment(models.Model):
    """告知承诺 — the text as it was shown, what was promised, and the signature; voluntary, withdrawn until decided."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    application = models.OneToOneField(
        Application, models.PROTECT, verbose_name=_("申请"), related_name="commitment"
    )
    text = models.TextField(_("告知内容"))
    promises = models.JSONField(_("承诺内容"))
    text_hash = models.CharField(_("内容散列"), max_length=64)
    signature = models.CharField(_("签名"), max_length=100)
    signed_by = models.CharField(_("签署人"), max_length=100)
    signed_at = models.DateTimeField(_("签署时间"))
    withdrawn_at = models.DateTimeField(_("撤回时间"), null=True, blank=True)

    class Meta:
        verbose_name = _("告知承诺")
        verbose_name_plural = _("告知承诺")
        constraints = [
            models.CheckConstraint(
                condition=Q(withdrawn_at__isnull=True) | Q(withdrawn_at__gte=F("signed_at")),
                name="commitment_is_withdrawn_after_it_was_signed",
            ),
            models.CheckConstraint(condition=~Q(signature=""), name="commitment_is_signed"),
        ]

    def __str__(self) -> str:
        return self.signature

    @property
    def stands(self) -> bool:
        return self.withdrawn_at is None


class CommitmentCheck(models.Model):
    """承诺核查 — after the decision, in time, by two officers who were drawn by lot from those who did not decide."""

    lock_with = ("application",)

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    application = models.OneToOneField(
        Application, models.PROTECT, verbose_name=_("申请"), related_name="commitment_check"
    )
    state = models.CharField(_("核查状态"), max_length=20, choices=CheckState.choices)
    due_on = models.DateField(_("核查截止日"))
    candidates = models.JSONField(_("抽取范围"), default=list)
    first_officer = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        verbose_name=_("核查人员"),
        null=True,
        blank=True,
        related_name="+",
    )
    second_officer = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        verbose_name=_("第二名核查人员"),
        null=True,
        blank=True,
        related_name="+",
    )
    drawn_at = models.DateTimeField(_("抽取时间"), null=True, blank=True)
    outcome = models.CharField(_("核查结果"), max_length=10, choices=CheckOutcome.choices, blank=True)
    findings = models.TextField(_("核查情况"), blank=True)
    recorded_at = models.DateTimeField(_("核查时间"), null=True, blank=True)
    rectify_due_on = models.DateField(_("整改截止日"), null=True, blank=True)
    rectification = models.TextField(_("整改情况"), blank=True)
    ended_at = models.DateTimeField(_("结束时间"), null=True, blank=True)

    class Meta:
        verbose_name = _("承诺核查")
        verbose_name_plural = _("承诺核查")
        constraints = [
            models.CheckConstraint(
                condition=Q(state="check_due") | Q(first_officer__isnull=False, second_officer__isnull=False),
                name="drawn_check_has_two_officers",
            ),
            models.CheckConstraint(
                condition=Q(first_officer__isnull=True) | ~Q(first_officer=F("second_officer")),
                name="check_officers_are_two_persons",
            ),
            models.CheckConstraint(
                condition=Q(outcome="") | Q(recorded_at__isnull=False), name="check_outcome_has_its_time"
            ),
        ]

    def __str__(self) -> str:
        return str(self.get_state_display())

    @property
    def record_chain(self) -> str:
        """The facts of a check stand in the record of its case."""
        return str(self.application_id)

    def record_label(self) -> str:
        return self.application.record_label()

    @property
    def org_path(self) -> str:
        return self.application.org_path

    @property
    def item_code(self) -> str:
        return self.application.item.code


class CreditExclusion(models.Model):
    """告知承诺限制 — who committed falsely does not commit again until the credit is repaired."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, verbose_name=_("当事人"), related_name="credit_exclusions"
    )
    check_of = models.ForeignKey(
        CommitmentCheck, models.PROTECT, verbose_name=_("承诺核查"), related_name="exclusions"
    )
    reason = models.CharField(_("原因"), max_length=300)
    since = models.DateField(_("起始日期"))
    repaired_on = models.DateField(_("修复日期"), null=True, blank=True)
    repair_reason = models.CharField(_("修复理由"), max_length=300, blank=True)
    repaired_by = models.CharField(_("修复经办人"), max_length=100, blank=True)

    class Meta:
        verbose_name = _("告知承诺限制")
        verbose_name_plural = _("告知承诺限制")
        constraints = [
            models.UniqueConstraint(
                fields=["person"], condition=Q(repaired_on__isnull=True), name="person_is_excluded_once"
            ),
            models.CheckConstraint(
                condition=Q(repaired_on__isnull=True) | Q(repaired_on__gte=F("since")),
                name="credit_is_repaired_after_it_was_lost",
            ),
        ]

    def __str__(self) -> str:
        return self.reason

    @property
    def record_chain(self) -> str:
        return self.check_of.record_chain

    def record_label(self) -> str:
        return self.check_of.record_label()

    @property
    def org_path(self) -> str:
        return self.check_of.org_path

    @property
    def item_code(self) -> str:
        return self.check_of.item_code
