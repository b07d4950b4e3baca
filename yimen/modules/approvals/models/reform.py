"""集中清理: a round over all items of all departments, what is proposed for each, and what the members say."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from yimen.kernel.base.ids import new_id
from yimen.kernel.base.language import either
from yimen.kernel.base.punctuation import noted
from yimen.kernel.base.refusals import Text
from yimen.kernel.orgs.models import Org
from yimen.kernel.web.words import named
from yimen.modules.approvals.states import (
    CleanupOutcome,
    GroupDuty,
    MemberStance,
    Pattern,
    ProposalState,
    RoundState,
    RunningCases,
)

from .items import Item, ItemVersion


class CatalogueRound(models.Model):
    """集中清理 — a joint work group goes through every item that is in force on the first day.

    The counts are written when the round is closed; they must add up (constraint).
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    ordinal = models.PositiveSmallIntegerField(_("次数"), unique=True)
    title = models.CharField(_("名称"), max_length=150)
    title_en = models.CharField(_("英文名称"), max_length=200, blank=True)
    org = models.ForeignKey(Org, models.PROTECT, verbose_name=_("牵头机关"), related_name="rounds")
    started_on = models.DateField(_("开始日期"))
    propose_by = models.DateField(_("部门提出意见截止日期"), null=True, blank=True)
    state = models.CharField(_("状态"), max_length=10, choices=RoundState.choices, default=RoundState.OPEN)
    instrument_no = models.CharField(_("结果文件"), max_length=100, blank=True)
    instrument_title = models.CharField(_("结果文件名称"), max_length=200, blank=True)
    published_on = models.DateField(_("公布日期"), null=True, blank=True)
    closed_on = models.DateField(_("结束日期"), null=True, blank=True)
    before_count = models.PositiveIntegerField(_("清理前事项数"), default=0)
    retained_count = models.PositiveIntegerField(_("保留"), default=0)
    cancelled_count = models.PositiveIntegerField(_("取消"), default=0)
    devolved_count = models.PositiveIntegerField(_("整项下放"), default=0)
    merged_count = models.PositiveIntegerField(_("并入其他事项"), default=0)
    new_count = models.PositiveIntegerField(_("拆分新增"), default=0)

    lock_with = ("org",)

    class Meta:
        verbose_name = _("集中清理")
        verbose_name_plural = _("集中清理")
        ordering = ["-ordinal"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(state="closed")
                | Q(
                    before_count=F("retained_count")
                    + F("cancelled_count")
                    + F("devolved_count")
                    + F("merged_count")
                ),
                name="closed_round_loses_no_item",
            ),
            models.CheckConstraint(
                condition=Q(state="open") | (~Q(instrument_no="") & Q(published_on__isnull=False)),
                name="published_round_has_its_instrument",
            ),
            models.CheckConstraint(
                condition=~Q(state="closed") | Q(closed_on__isnull=False), name="closed_round_has_its_day"
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

    @property
    def after_count(self) -> int:
        """清理后 — what the round leaves."""
        return self.retained_count + self.new_count


class RoundMember(models.Model):
    """清理工作组成员 — a body that must give its opinion on every proposal of the round."""

    round = models.ForeignKey(
        CatalogueRound, models.CASCADE, verbose_name=_("集中清理"), related_name="members"
    )
    org = models.ForeignKey(Org, models.PROTECT, verbose_name=_("成员单位"), related_name="round_seats")
    duty = models.CharField(_("职责"), max_length=15, choices=GroupDuty.choices)

    class Meta:
        verbose_name = _("清理工作组成员")
        verbose_name_plural = _("清理工作组成员")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["round", "org", "duty"], name="member_sits_once_for_a_duty"),
            models.UniqueConstraint(fields=["round", "duty"], name="one_member_for_a_duty"),
        ]

    def __str__(self) -> str:
        return noted(self.org, self.get_duty_display())

    @property
    def org_path(self) -> str:
        return self.org.path


class CleanupProposal(models.Model):
    """清理意见 — what a department proposes for one of its items, and what was decided.

    The round makes one for each item when it opens. ``detail`` holds what the outcome needs (revision.py);
    ``decided_detail`` what was decided, which may differ where members agreed with a change.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    round = models.ForeignKey(
        CatalogueRound, models.PROTECT, verbose_name=_("集中清理"), related_name="proposals"
    )
    item = models.ForeignKey(Item, models.PROTECT, verbose_name=_("事项"), related_name="cleanup_proposals")
    version = models.ForeignKey(
        ItemVersion, models.PROTECT, verbose_name=_("清理前的版本"), related_name="cleanup_proposals"
    )
    org = models.ForeignKey(Org, models.PROTECT, verbose_name=_("提出部门"), related_name="cleanup_proposals")
    state = models.CharField(
        _("状态"), max_length=20, choices=ProposalState.choices, default=ProposalState.DRAFT
    )
    outcome = models.CharField(_("结论"), max_length=25, choices=CleanupOutcome.choices, blank=True)
    detail = models.JSONField(_("内容"), default=dict, blank=True)
    decided_detail = models.JSONField(_("决定内容"), default=dict, blank=True)
    reason = models.TextField(_("理由"), blank=True)
    legal_analysis = models.TextField(_("法律分析"), blank=True)
    effective_from = models.DateField(_("施行日期"), null=True, blank=True)
    running_cases = models.CharField(
        _("在办件处理"), max_length=20, choices=RunningCases.choices, default=RunningCases.OLD_RULES
    )
    proposed_by = models.CharField(_("提出人"), max_length=100, blank=True)
    circulated_at = models.DateTimeField(_("送征求意见时间"), null=True, blank=True)
    decided_at = models.DateTimeField(_("决定时间"), null=True, blank=True)
    instrument_no = models.CharField(_("决定文件"), max_length=100, blank=True)
    decision_note = models.TextField(_("决定说明"), blank=True)
    executed_at = models.DateTimeField(_("执行时间"), null=True, blank=True)

    lock_with = ("round", "item", "org", "version")

    class Meta:
        verbose_name = _("清理意见")
        verbose_name_plural = _("清理意见")
        ordering = ["org__path", "item__pinyin"]
        constraints = [
            models.UniqueConstraint(fields=["round", "item"], name="one_proposal_for_an_item_in_a_round"),
            models.CheckConstraint(
                condition=Q(state="draft") | ~Q(outcome=""), name="circulated_proposal_has_an_outcome"
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["decided", "published", "executed"])
                | (~Q(instrument_no="") & Q(decided_at__isnull=False)),
                name="decided_proposal_has_its_instrument",
            ),
        ]
        indexes = [models.Index(fields=["round", "state"], name="proposal_by_state")]

    def __str__(self) -> str:
        return str(self.item)

    @property
    def org_path(self) -> str:
        return self.org.path

    @property
    def item_code(self) -> str:
        return self.item.code

    @property
    def decided(self) -> Mapping[str, Any]:
        """What was decided: the proposal's own detail unless the decision changed it."""
        decided: Mapping[str, Any] = self.decided_detail or self.detail
        return decided

    @property
    def detail_in_words(self) -> list[tuple[Text, str]]:
        """What the outcome was told, as name and value."""
        stated = {key: value for key, value in self.decided.items() if value not in ("", None, [], False)}
        told = {key: value for key, value in stated.items() if key in DETAIL_WORDS}
        return [(DETAIL_WORDS[key], self._told(key, value)) for key, value in told.items()]

    def _told(self, key: str, value: Any) -> str:
        """One detail by the names of what it points to."""
        if key in ("receivers", "centre"):
            codes = [code for code, _place in value] if key == "receivers" else [value]
            return "\n".join(named(one) for one in Org.objects.filter(code__in=codes).order_by("path"))
        if key == "into":
            return "\n".join(named(one) for one in Item.objects.filter(code=value))
        if key == "materials":
            return "\n".join(one.shown for one in self.version.body.materials if one.key in value)
        return str(Pattern(value).label) if key == "pattern" else _in_words(value)

    @property
    def member_org_ids(self) -> set[UUID]:
        """The bodies of the work group, for the ground of its members."""
        return set(RoundMember.objects.filter(round=self.round_id).values_list("org_id", flat=True))


DETAIL_WORDS: Mapping[str, Text] = {
    "receivers": _("承接机关"),
    "whole": _("整项下放"),
    "into": _("并入"),
    "parts": _("拆分为"),
    "promised_days": _("新的承诺时限（工作日）"),
    "materials": _("材料"),
    "pattern": _("新的流程"),
    "conditions": _("取消的条件"),
    "note": _("怎样后置"),
    "centre": _("进驻地点"),
    "name": _("新的名称"),
    "fees": _("收费"),
}


def _in_words(value: Any) -> str:
    """A list as lines; of a mapping its parts."""
    if isinstance(value, Mapping):
        return " ".join(str(one) for one in value.values() if one)
    if isinstance(value, list):
        return "\n".join(_in_words(one) for one in value)
    return str(gettext("是")) if value is True else str(value)


class CleanupOpinion(models.Model):
    """成员意见 — what one member of the work group says about one proposal, once."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    proposal = models.ForeignKey(
        CleanupProposal, models.PROTECT, verbose_name=_("清理意见"), related_name="opinions"
    )
    member = models.ForeignKey(
        RoundMember, models.PROTECT, verbose_name=_("成员单位"), related_name="opinions"
    )
    stance = models.CharField(_("意见"), max_length=20, choices=MemberStance.choices)
    text = models.TextField(_("说明"), blank=True)
    signed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, verbose_name=_("签署人"), related_name="cleanup_opinions"
    )
    signed_at = models.DateTimeField(_("签署时间"))

    class Meta:
        verbose_name = _("成员意见")
        verbose_name_plural = _("成员意见")
        ordering = ["signed_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["proposal", "member"], name="member_gives_one_opinion_on_a_proposal"
            ),
            models.CheckConstraint(
                condition=Q(stance="agree") | ~Q(text=""), name="opinion_other_than_agreement_gives_reasons"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.member}: {self.get_stance_display()}"
