"""一费制: published standards, and the one bill of a case with its lines. What is issued cannot change (trigger)."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models import F, Q
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from yimen.kernel.base.ids import new_id
from yimen.kernel.base.punctuation import noted
from yimen.kernel.documents.models import Document
from yimen.kernel.orgs.models import Org
from yimen.modules.approvals.charging import words
from yimen.modules.approvals.charging.formula import Formula, formula_from
from yimen.modules.approvals.states import ChargeState, FeeNature, LineKind

from .applications import Application
from .items import DateRange

OPEN_STATES = (ChargeState.DRAFTED, ChargeState.CONFIRMED, ChargeState.ISSUED)


def money_field(label: Any, **options: Any) -> models.DecimalField[Any, Any]:
    """金额 — yuan with two places (GB/T 39046 table 14: n..16,2)."""
    return models.DecimalField(label, max_digits=16, decimal_places=2, **options)


class FeeStandard(models.Model):
    """收费标准 — what may be charged for, by which law and pricing document, how much; in force on dated days.

    A row never changes but in its last day (trigger); another price is another row. Rows with one code follow
    one another without overlap.
    """

    lock_with = ("org", "priced_by")

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    code = models.SlugField(_("收费项目代码"), max_length=64)
    name = models.CharField(_("收费项目名称"), max_length=150)
    name_en = models.CharField(_("英文名称"), max_length=200, blank=True)
    nature = models.CharField(_("收费性质"), max_length=20, choices=FeeNature.choices)
    org = models.ForeignKey(Org, models.PROTECT, verbose_name=_("执收单位"), related_name="fee_standards")
    priced_by = models.ForeignKey(
        Org, models.PROTECT, verbose_name=_("定价机关"), related_name="priced_standards"
    )
    legal_basis = models.CharField(_("设定依据"), max_length=300)
    pricing_document_number = models.CharField(_("定价文号"), max_length=150)
    formula = models.JSONField(_("计费公式"))
    unit = models.CharField(_("计费单位"), max_length=40, blank=True)
    least = money_field(_("最低收费"), null=True, blank=True)
    most = money_field(_("最高收费"), null=True, blank=True)
    effective_from = models.DateField(_("执行日期"))
    effective_to = models.DateField(_("停止执行日期"), null=True, blank=True)
    published_url = models.URLField(_("公布网址"), max_length=300, blank=True)
    note = models.CharField(_("说明"), max_length=300, blank=True)
    note_en = models.CharField(_("英文说明"), max_length=400, blank=True)
    is_confirmed = models.BooleanField(_("已核实"), default=True)
    end_basis = models.CharField(_("停止执行依据"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("收费标准")
        verbose_name_plural = _("收费标准")
        ordering = ["code", "-effective_from"]
        constraints = [
            models.CheckConstraint(
                condition=Q(effective_to__isnull=True) | Q(effective_to__gte=F("effective_from")),
                name="fee_standard_ends_after_it_begins",
            ),
            models.CheckConstraint(
                condition=Q(least__isnull=True) | Q(most__isnull=True) | Q(most__gte=F("least")),
                name="fee_standard_most_is_not_below_least",
            ),
            models.CheckConstraint(
                condition=~Q(legal_basis="") & ~Q(pricing_document_number=""),
                name="fee_standard_has_its_basis",
            ),
            ExclusionConstraint(
                name="one_standard_of_a_fee_at_a_time",
                expressions=[
                    (F("code"), RangeOperators.EQUAL),
                    (DateRange("effective_from", "effective_to"), RangeOperators.OVERLAPS),
                ],
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def org_path(self) -> str:
        """Who may change it is asked at the body that sets the price."""
        return self.priced_by.path

    @cached_property
    def terms(self) -> Formula:
        """The formula as typed values."""
        return formula_from(self.formula)

    @property
    def in_words(self) -> str:
        """How much, in one line."""
        bounds = words.bounds_in_words(self.least, self.most)
        amount = words.in_words(self.terms, self.unit)
        return noted(amount, bounds)


class ChargeOrder(models.Model):
    """缴费通知单 — the one bill of a case: lines that follow from standards, exemptions as lines, one total.

    It takes its number when it is issued, and is frozen from then on but for what is paid and paid back.
    """

    lock_with = ("application", "org")

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    application = models.ForeignKey(
        Application, models.PROTECT, verbose_name=_("申请"), related_name="charges"
    )
    number = models.CharField(_("缴款码"), max_length=20, null=True, blank=True, unique=True)
    state = models.CharField(
        _("收费单状态"), max_length=20, choices=ChargeState.choices, default=ChargeState.DRAFTED
    )
    org = models.ForeignKey(Org, models.PROTECT, verbose_name=_("执收单位"), related_name="charges")
    payer = models.CharField(_("缴款人"), max_length=100)
    due_before = models.CharField(_("缴费时点"), max_length=10, default="decision")
    total = money_field(_("应缴金额"), default=Decimal(0))
    paid = money_field(_("已缴金额"), default=Decimal(0))
    refunded = money_field(_("已退金额"), default=Decimal(0))
    account = models.JSONField(_("收款账户"), default=dict, blank=True)
    document = models.OneToOneField(
        Document, models.PROTECT, verbose_name=_("通知单文书"), null=True, blank=True, related_name="charge"
    )
    receipt = models.OneToOneField(
        Document, models.PROTECT, verbose_name=_("缴费凭证"), null=True, blank=True, related_name="+"
    )
    drafted_at = models.DateTimeField(_("计费时间"))
    drafted_by = models.CharField(_("计费人"), max_length=100)
    confirmed_at = models.DateTimeField(_("确认时间"), null=True, blank=True)
    confirmed_by = models.CharField(_("确认人"), max_length=100, blank=True)
    issued_at = models.DateTimeField(_("开单时间"), null=True, blank=True)
    issued_by = models.CharField(_("开单人"), max_length=100, blank=True)
    pay_by = models.DateField(_("缴款期限"), null=True, blank=True)
    paid_at = models.DateTimeField(_("缴清时间"), null=True, blank=True)
    voided_at = models.DateTimeField(_("作废时间"), null=True, blank=True)
    void_reason = models.CharField(_("作废原因"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("缴费通知单")
        verbose_name_plural = _("缴费通知单")
        constraints = [
            models.UniqueConstraint(
                fields=["application"],
                condition=Q(state__in=OPEN_STATES),
                name="one_open_charge_order_in_a_case",
            ),
            models.CheckConstraint(
                condition=Q(state__in=[ChargeState.DRAFTED, ChargeState.CONFIRMED, ChargeState.VOID])
                | (Q(number__isnull=False) & Q(issued_at__isnull=False)),
                name="issued_charge_order_has_number_and_time",
            ),
            models.CheckConstraint(condition=Q(total__gte=0), name="charge_is_never_negative"),
            models.CheckConstraint(
                condition=Q(paid__gte=0) & Q(paid__lte=F("total")), name="no_more_is_paid_than_charged"
            ),
            models.CheckConstraint(
                condition=Q(refunded__gte=0) & Q(refunded__lte=F("paid")),
                name="no_more_is_refunded_than_paid",
            ),
            models.CheckConstraint(
                condition=~Q(state=ChargeState.PAID) | Q(paid=F("total")), name="paid_order_is_paid_in_full"
            ),
            models.CheckConstraint(
                condition=~Q(state=ChargeState.VOID) | (Q(paid=0) & ~Q(void_reason="")),
                name="void_order_is_unpaid_and_has_its_reason",
            ),
        ]
        indexes = [
            models.Index(fields=["state", "-issued_at"], name="charge_by_state"),
            models.Index(fields=["-drafted_at", "-id"], name="charge_by_time"),
            models.Index(fields=["issued_at"], name="charge_by_issue"),
        ]

    def __str__(self) -> str:
        return self.number or str(_("未开单"))

    def record_label(self) -> str:
        return f"{self._meta.verbose_name} {self.number or ''}".strip()

    @property
    def record_chain(self) -> UUID:
        return self.application_id

    @property
    def org_path(self) -> str:
        return self.org.path

    @property
    def pattern(self) -> str:
        return self.application.pattern

    @property
    def also_at_paths(self) -> tuple[str, ...]:
        """Where else it is handled: at the centre that takes the case in."""
        return self.application.also_at_paths

    @property
    def party_person_ids(self) -> Mapping[str, UUID]:
        return self.application.party_person_ids

    @property
    def is_open(self) -> bool:
        return self.state in OPEN_STATES

    @property
    def outstanding(self) -> Decimal:
        """What is still to be paid."""
        return self.total - self.paid if self.state == ChargeState.ISSUED else Decimal(0)

    @property
    def refundable(self) -> Decimal:
        """What was paid and not paid back."""
        left: Decimal = self.paid - self.refunded
        return left


class ChargeLine(models.Model):
    """收费明细 — one charge of one standard with what was measured, or one exemption with its basis, as minus."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    order = models.ForeignKey(ChargeOrder, models.PROTECT, verbose_name=_("缴费通知单"), related_name="lines")
    position = models.PositiveSmallIntegerField(_("次序"))
    kind = models.CharField(_("明细种类"), max_length=10, choices=LineKind.choices, default=LineKind.CHARGE)
    org = models.ForeignKey(Org, models.PROTECT, verbose_name=_("执收单位"), related_name="+")
    standard = models.ForeignKey(
        FeeStandard, models.PROTECT, verbose_name=_("收费标准"), related_name="lines"
    )
    name = models.CharField(_("名称"), max_length=150)
    basis = models.CharField(_("依据"), max_length=500)
    measured = models.JSONField(_("计费依据量"), default=dict, blank=True)
    reduction = models.CharField(_("减免代码"), max_length=40, blank=True)
    amount = money_field(_("金额"))
    is_refunded = models.BooleanField(_("已退"), default=False)

    class Meta:
        verbose_name = _("收费明细")
        verbose_name_plural = _("收费明细")
        ordering = ["order", "position"]
        constraints = [
            models.UniqueConstraint(fields=["order", "position"], name="charge_lines_have_their_places"),
            models.CheckConstraint(
                condition=(Q(kind=LineKind.CHARGE) & Q(amount__gte=0))
                | (Q(kind=LineKind.EXEMPTION) & Q(amount__lte=0) & ~Q(basis="")),
                name="exemption_is_a_line_with_its_basis",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def measured_in_words(self) -> str:
        """120 平方米 × 10 日, as on the bill."""
        known = self.standard.terms.measures
        return " × ".join(
            f"{words.plain(Decimal(self.measured[one.key]))} {one.unit or one.shown}"
            for one in known
            if one.key in self.measured
        )
