"""缴款: the bank's files, each row of them once, and what is paid back by two persons."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from uuid import UUID

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from yimen.kernel.base.ids import new_id
from yimen.kernel.orgs.models import Org
from yimen.modules.approvals.states import PaymentState, RefundScope, RefundState, UnmatchedReason

from .charges import ChargeOrder, money_field


class BankFile(models.Model):
    """银行到账文件 — what the bank reported for one account; the same content is taken once."""

    lock_with = ("org",)

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    org = models.ForeignKey(Org, models.PROTECT, verbose_name=_("中心"), related_name="bank_files")
    sha256 = models.CharField(_("散列值"), max_length=64, unique=True)
    filename = models.CharField(_("文件名"), max_length=150)
    account_number = models.CharField(_("收款账号"), max_length=40)
    row_count = models.PositiveIntegerField(_("行数"))
    new_count = models.PositiveIntegerField(_("新增到账"))
    repeated_count = models.PositiveIntegerField(_("重复行"))
    matched_count = models.PositiveIntegerField(_("自动核销"))
    total = money_field(_("新增金额"))
    imported_at = models.DateTimeField(_("导入时间"))
    imported_by = models.CharField(_("导入人"), max_length=100)

    class Meta:
        verbose_name = _("银行到账文件")
        verbose_name_plural = _("银行到账文件")
        ordering = ["-imported_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(row_count=F("new_count") + F("repeated_count")),
                name="every_row_of_a_bank_file_is_accounted_for",
            ),
        ]

    def __str__(self) -> str:
        return self.filename

    @property
    def org_path(self) -> str:
        return self.org.path


class Payment(models.Model):
    """缴款 — one sum that came to the account: settled on a bill or on another module's due, waiting, or paid back.

    A person's account is kept by its last four digits alone.
    """

    lock_with = ("org",)

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    org = models.ForeignKey(Org, models.PROTECT, verbose_name=_("中心"), related_name="payments")
    file = models.ForeignKey(BankFile, models.PROTECT, verbose_name=_("到账文件"), related_name="payments")
    row_number = models.PositiveIntegerField(_("行号"))
    account_number = models.CharField(_("收款账号"), max_length=40)
    bank_reference = models.CharField(_("银行流水号"), max_length=60)
    channel = models.CharField(_("缴款渠道"), max_length=20)
    amount = money_field(_("到账金额"))
    paid_at = models.DateTimeField(_("到账时间"))
    payer = models.CharField(_("付款人"), max_length=100)
    payer_account_end = models.CharField(_("付款账号末四位"), max_length=4, blank=True)
    remark = models.CharField(_("附言"), max_length=200, blank=True)
    state = models.CharField(_("缴款状态"), max_length=12, choices=PaymentState.choices)
    reason = models.CharField(_("未核销原因"), max_length=20, choices=UnmatchedReason.choices, blank=True)
    order = models.ForeignKey(
        ChargeOrder,
        models.PROTECT,
        verbose_name=_("缴费通知单"),
        null=True,
        blank=True,
        related_name="payments",
    )
    due_code = models.CharField(_("应缴款的缴款码"), max_length=20, blank=True, db_default="")
    settled = money_field(_("核销金额"), default=Decimal(0))
    returned = money_field(_("退回金额"), default=Decimal(0))
    proposed_order = models.ForeignKey(
        ChargeOrder, models.PROTECT, verbose_name=_("拟核销的通知单"), null=True, blank=True, related_name="+"
    )
    proposed_due = models.CharField(_("拟核销的应缴款"), max_length=20, blank=True, db_default="")
    proposed_reason = models.CharField(_("核销理由"), max_length=200, blank=True)
    proposed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        verbose_name=_("提出人"),
        null=True,
        blank=True,
        related_name="+",
    )
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        verbose_name=_("复核人"),
        null=True,
        blank=True,
        related_name="+",
    )
    settled_at = models.DateTimeField(_("核销时间"), null=True, blank=True)

    class Meta:
        verbose_name = _("缴款")
        verbose_name_plural = _("缴款")
        constraints = [
            models.UniqueConstraint(
                fields=["account_number", "bank_reference"], name="a_bank_row_is_taken_once"
            ),
            models.CheckConstraint(condition=Q(amount__gt=0), name="payment_is_a_positive_sum"),
            models.CheckConstraint(
                condition=Q(settled__gte=0)
                & Q(returned__gte=0)
                & Q(amount__gte=F("settled") + F("returned")),
                name="no_more_is_settled_and_returned_than_came_in",
            ),
            models.CheckConstraint(
                condition=Q(settled=0) | Q(order__isnull=False) | ~Q(due_code=""),
                name="what_is_settled_names_its_order",
            ),
            models.CheckConstraint(
                condition=Q(order__isnull=True) | Q(due_code=""), name="a_sum_is_settled_in_one_place"
            ),
            models.CheckConstraint(
                condition=Q(proposed_order__isnull=True) | Q(proposed_due=""),
                name="a_match_is_proposed_to_one_place",
            ),
            models.CheckConstraint(
                condition=Q(confirmed_by__isnull=True) | ~Q(confirmed_by=F("proposed_by")),
                name="match_is_confirmed_by_another",
            ),
        ]
        indexes = [
            models.Index(fields=["-paid_at", "-id"], name="payment_by_time"),
            models.Index(fields=["state", "-paid_at"], name="payment_by_state"),
        ]

    def __str__(self) -> str:
        return self.bank_reference

    def record_label(self) -> str:
        return f"{self._meta.verbose_name} {self.bank_reference}"

    @property
    def org_path(self) -> str:
        return self.org.path

    @property
    def is_settled_somewhere(self) -> bool:
        """Whether a bill, or another module's due, took of the sum."""
        return self.order_id is not None or bool(self.due_code)

    @property
    def is_proposed(self) -> bool:
        """Whether a match waits for its second person."""
        return self.proposed_order_id is not None or bool(self.proposed_due)

    @property
    def surplus(self) -> Decimal:
        """What is neither settled on a bill nor paid back."""
        left: Decimal = self.amount - self.settled - self.returned
        return left


class Refund(models.Model):
    """退费 — what is paid back, of a bill or of what came in without one: one person proposes, another approves.

    Its amount follows from what is paid back (``scope``); nobody types it.
    """

    lock_with = ("order", "payment", "org")

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    org = models.ForeignKey(Org, models.PROTECT, verbose_name=_("执收单位或中心"), related_name="refunds")
    number = models.CharField(_("退费单号"), max_length=40, null=True, blank=True, unique=True)
    order = models.ForeignKey(
        ChargeOrder,
        models.PROTECT,
        verbose_name=_("缴费通知单"),
        null=True,
        blank=True,
        related_name="refunds",
    )
    payment = models.ForeignKey(
        Payment, models.PROTECT, verbose_name=_("缴款"), null=True, blank=True, related_name="refunds"
    )
    scope = models.CharField(_("退费范围"), max_length=10, choices=RefundScope.choices)
    lines = models.JSONField(_("所退明细"), default=list, blank=True)
    amount = money_field(_("退费金额"))
    reason = models.CharField(_("退费理由"), max_length=200)
    state = models.CharField(
        _("退费状态"), max_length=10, choices=RefundState.choices, default=RefundState.PROPOSED
    )
    proposed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, verbose_name=_("提出人"), related_name="+"
    )
    proposed_at = models.DateTimeField(_("提出时间"))
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        verbose_name=_("审批人"),
        null=True,
        blank=True,
        related_name="+",
    )
    decided_at = models.DateTimeField(_("审批时间"), null=True, blank=True)
    decision_note = models.CharField(_("审批意见"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("退费")
        verbose_name_plural = _("退费")
        ordering = ["-proposed_at"]
        constraints = [
            models.CheckConstraint(condition=Q(amount__gt=0), name="refund_is_a_positive_sum"),
            models.CheckConstraint(
                condition=Q(order__isnull=False, payment__isnull=True)
                | Q(order__isnull=True, payment__isnull=False),
                name="refund_is_of_a_bill_or_of_a_payment",
            ),
            models.CheckConstraint(
                condition=Q(decided_by__isnull=True) | ~Q(decided_by=F("proposed_by")),
                name="refund_is_approved_by_another",
            ),
            models.CheckConstraint(
                condition=~Q(state=RefundState.APPROVED)
                | (Q(decided_by__isnull=False) & Q(number__isnull=False)),
                name="approved_refund_has_number_and_second_person",
            ),
            models.UniqueConstraint(
                fields=["order"],
                condition=Q(state=RefundState.PROPOSED),
                name="one_open_refund_of_an_order",
            ),
            models.UniqueConstraint(
                fields=["payment"],
                condition=Q(state=RefundState.PROPOSED),
                name="one_open_refund_of_a_payment",
            ),
        ]
        indexes = [models.Index(fields=["state", "-proposed_at"], name="refund_by_state")]

    def __str__(self) -> str:
        return self.number or str(self.get_state_display())

    @property
    def org_path(self) -> str:
        return self.org.path

    @property
    def also_at_paths(self) -> tuple[str, ...]:
        return self.order.also_at_paths if self.order else ()

    @property
    def record_chain(self) -> UUID:
        return self.order.application_id if self.order else self.id

    @property
    def party_person_ids(self) -> Mapping[str, UUID]:
        return self.order.party_person_ids if self.order else {}
