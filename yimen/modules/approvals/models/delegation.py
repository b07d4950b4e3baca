"""下放、委托、上报: which items go to which bodies, for which places and projects, from which day on."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DecimalRangeField, RangeOperators
from django.db import models
from django.db.models import F, Func, Q
from django.utils.translation import gettext_lazy as _

from yimen.kernel.base.ids import new_id
from yimen.kernel.base.language import either
from yimen.kernel.orgs.models import Org, Region
from yimen.modules.approvals.states import DelegationKind, DelegationState

from .items import DateRange, Item


class AmountRange(Func):
    """numrange(from, below): the amounts from the first up to, not including, the last; open where null."""

    function = "NUMRANGE"
    output_field = DecimalRangeField()


class DelegationGrant(models.Model):
    """下放决定 — one instrument by which items go from a body to others: devolved, entrusted, or to be reported up.

    What it says about each item, receiver and place stands in its lines. ``checklist`` tells for each point of
    the hand-over who confirmed it and when.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    kind = models.CharField(_("方式"), max_length=10, choices=DelegationKind.choices)
    org = models.ForeignKey(
        Org, models.PROTECT, verbose_name=_("原实施机关"), related_name="delegations_given"
    )
    title = models.CharField(_("名称"), max_length=200)
    title_en = models.CharField(_("英文名称"), max_length=250, blank=True)
    instrument_no = models.CharField(_("文件"), max_length=100)
    published_on = models.DateField(_("向社会公告日期"), null=True, blank=True)
    starts_on = models.DateField(_("施行日期"))
    ends_on = models.DateField(_("失效日期"), null=True, blank=True)
    end_instrument_no = models.CharField(
        _("终止的依据文件"), max_length=100, blank=True, default="", db_default=""
    )
    note = models.TextField(_("说明"), blank=True)
    state = models.CharField(
        _("状态"), max_length=10, choices=DelegationState.choices, default=DelegationState.DRAFT
    )
    checklist = models.JSONField(_("交接清单"), default=dict, blank=True)
    drafted_by = models.CharField(_("起草人"), max_length=64)
    published_by = models.CharField(_("公布人"), max_length=64, blank=True)
    published_at = models.DateTimeField(_("公布时间"), null=True, blank=True)
    proposal = models.ForeignKey(
        "approvals.CleanupProposal",
        models.PROTECT,
        verbose_name=_("清理意见"),
        null=True,
        blank=True,
        related_name="delegations",
    )

    lock_with = ("org",)

    class Meta:
        verbose_name = _("下放决定")
        verbose_name_plural = _("下放决定")
        ordering = ["-starts_on", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
                name="delegation_ends_after_it_starts",
            ),
            models.CheckConstraint(
                condition=Q(state="draft") | Q(published_at__isnull=False),
                name="published_delegation_has_its_time",
            ),
            models.CheckConstraint(
                condition=~Q(kind="entrusted") | Q(state="draft") | Q(published_on__isnull=False),
                name="entrusting_is_announced_to_the_public",
            ),
            models.CheckConstraint(
                condition=Q(published_by="")
                | Q(drafted_by__startswith="machine:")
                | ~Q(published_by=F("drafted_by")),
                name="drafter_does_not_publish_own_delegation",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def shown_title(self) -> str:
        """The title in the reader's language."""
        return either(self.title, self.title_en)

    @property
    def org_path(self) -> str:
        return self.org.path


class DelegationLine(models.Model):
    """下放明细 — one item, one receiver, one place: the row by which a question of competence is answered.

    ``is_live`` from publication on; two live lines never answer the same question (constraint, and the act that
    publishes for places that lie within each other and for classes of projects).
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    grant = models.ForeignKey(DelegationGrant, models.CASCADE, verbose_name=_("决定"), related_name="lines")
    item = models.ForeignKey(Item, models.PROTECT, verbose_name=_("事项"), related_name="delegations")
    receiver = models.ForeignKey(
        Org, models.PROTECT, verbose_name=_("承接机关"), related_name="delegations_received"
    )
    territory = models.ForeignKey(Region, models.PROTECT, verbose_name=_("适用区域"), related_name="+")
    project_class = models.CharField(_("项目类别"), max_length=40, blank=True)
    amount_from = models.DecimalField(
        _("金额下限（元）"), max_digits=16, decimal_places=2, null=True, blank=True
    )
    amount_below = models.DecimalField(
        _("金额上限（元，不含）"), max_digits=16, decimal_places=2, null=True, blank=True
    )
    kind = models.CharField(_("方式"), max_length=10, choices=DelegationKind.choices)
    starts_on = models.DateField(_("施行日期"))
    ends_on = models.DateField(_("失效日期"), null=True, blank=True)
    is_live = models.BooleanField(_("已公布"), default=False)

    class Meta:
        verbose_name = _("下放明细")
        verbose_name_plural = _("下放明细")
        ordering = ["item__pinyin", "territory"]
        constraints = [
            models.CheckConstraint(
                condition=Q(amount_from__isnull=True)
                | Q(amount_below__isnull=True)
                | Q(amount_below__gt=F("amount_from")),
                name="delegated_amounts_are_a_range",
            ),
            ExclusionConstraint(
                name="one_competent_body_for_a_place_and_project",
                expressions=[
                    (F("item"), RangeOperators.EQUAL),
                    (F("territory"), RangeOperators.EQUAL),
                    (F("project_class"), RangeOperators.EQUAL),
                    (AmountRange("amount_from", "amount_below"), RangeOperators.OVERLAPS),
                    (DateRange("starts_on", "ends_on"), RangeOperators.OVERLAPS),
                ],
                condition=Q(is_live=True),
            ),
        ]
        indexes = [models.Index(fields=["item"], condition=Q(is_live=True), name="live_delegation_by_item")]

    def __str__(self) -> str:
        return f"{self.item} → {self.receiver}"

    @property
    def org_path(self) -> str:
        return self.grant.org.path


def live_lines(items: Sequence[Any] | None = None) -> models.QuerySet[DelegationLine]:
    """The lines that answer questions of competence, of some items or all."""
    rows = DelegationLine.objects.filter(is_live=True).select_related("receiver__region", "territory")
    return rows if items is None else rows.filter(item__in=items)
