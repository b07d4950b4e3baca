"""An errand from request to follow-up, with the visit at the door and the call afterwards."""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from yimen.kernel.base.ids import new_id
from yimen.kernel.base.language import in_readers_language
from yimen.kernel.base.text import masked_name
from yimen.kernel.documents.models import File
from yimen.kernel.people.models import Person
from yimen.modules.outreach.states import BEFORE_SUBMISSION, ErrandState, Satisfaction

from .agents import Agent
from .mandates import Mandate
from .points import AgencyPoint, AgencyService


class Errand(models.Model):
    """代办事项 — one matter of one principal, carried by one agent, free of charge.

    ``id`` is chosen by whoever sends it, so that the same draft sent twice is one errand. ``application_id`` is
    the id of the application (and of its case) where the service is an approval item. ``phone_at`` is what the
    clock of a telephone said: it is kept, and nothing is counted by it. ``number`` is given on acceptance; an errand
    that was taken in before numbers were given has none.
    """

    lock_with = ("point", "agent", "mandate", "service", "principal")
    stands_alone = True

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    number = models.CharField(_("代办编号"), max_length=20, blank=True, db_default="")
    point = models.ForeignKey(AgencyPoint, models.PROTECT, verbose_name=_("代理点"), related_name="errands")
    org_path = models.CharField(_("机构路径"), max_length=200)
    agent = models.ForeignKey(
        Agent, models.PROTECT, verbose_name=_("代理员"), null=True, blank=True, related_name="errands"
    )
    principal = models.ForeignKey(Person, models.PROTECT, verbose_name=_("委托人"), related_name="errands")
    service = models.ForeignKey(
        AgencyService, models.PROTECT, verbose_name=_("代办服务项目"), related_name="errands"
    )
    mandate = models.ForeignKey(
        Mandate, models.PROTECT, verbose_name=_("委托"), null=True, blank=True, related_name="errands"
    )
    statement = models.TextField(_("委托人的陈述"))
    state = models.CharField(
        _("代办状态"), max_length=20, choices=ErrandState.choices, default=ErrandState.REQUESTED
    )
    requested_at = models.DateTimeField(_("提出时间"))
    requested_on = models.DateField(_("提出日期"))
    phone_at = models.DateTimeField(_("手机时间"), null=True, blank=True)
    accepted_at = models.DateTimeField(_("受理时间"), null=True, blank=True)
    accepted_on = models.DateField(_("受理日期"), null=True, blank=True)
    received_materials = models.TextField(_("收到的材料"), blank=True)
    forward_due_on = models.DateField(_("应送乡镇日期"), null=True, blank=True)
    forwarded_on = models.DateField(_("送乡镇日期"), null=True, blank=True)
    application_id = models.UUIDField(_("申请"), null=True, blank=True, unique=True)
    result = models.CharField(_("结果"), max_length=300, blank=True)
    is_instant = models.BooleanField(_("即办"), default=False)
    done_on = models.DateField(_("办结日期"), null=True, blank=True)
    delivered_on = models.DateField(_("送达日期"), null=True, blank=True)
    ended_reason = models.CharField(_("退回或者取消的原因"), max_length=300, blank=True)
    ended_at = models.DateTimeField(_("结束时间"), null=True, blank=True)

    class Meta:
        verbose_name = _("代办事项")
        verbose_name_plural = _("代办事项")
        ordering = ["-requested_at", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=["requested", "returned", "cancelled"]) | Q(mandate__isnull=False),
                name="errand_goes_on_with_a_mandate_only",
            ),
            models.CheckConstraint(
                condition=Q(accepted_at__isnull=True, accepted_on__isnull=True)
                | Q(accepted_at__isnull=False, accepted_on__isnull=False),
                name="accepted_errand_has_its_day",
            ),
            models.CheckConstraint(
                condition=Q(done_on__isnull=True) | Q(done_on__gte=F("accepted_on")),
                name="errand_is_done_after_it_was_accepted",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["returned", "cancelled"]) | ~Q(ended_reason=""),
                name="ended_errand_says_why",
            ),
            models.UniqueConstraint(
                fields=["number"], condition=~Q(number=""), name="errand_has_a_number_of_its_own"
            ),
            models.CheckConstraint(
                condition=Q(number="") | Q(accepted_at__isnull=False), name="errand_is_numbered_on_acceptance"
            ),
            models.UniqueConstraint(
                fields=["mandate", "service"],
                condition=~Q(state__in=["returned", "cancelled"]),
                name="item_of_a_mandate_is_carried_once",
            ),
        ]
        indexes = [
            models.Index(fields=["agent", "-requested_at"], name="errand_by_agent"),
            models.Index(fields=["principal", "-requested_at"], name="errand_by_principal"),
            models.Index(
                fields=["org_path", "-requested_at"],
                name="errand_by_org",
                opclasses=["varchar_pattern_ops", "timestamptz_ops"],
            ),
            models.Index(fields=["requested_on"], name="errand_by_day"),
            models.Index(fields=["accepted_on"], name="errand_by_acceptance"),
            models.Index(fields=["done_on"], name="errand_by_end"),
        ]

    def __str__(self) -> str:
        return f"{self.service.name} {self.number}".strip()

    @property
    def agent_post_id(self) -> UUID | None:
        return self.agent.post_id if self.agent is not None else None

    @property
    def party_person_ids(self) -> Mapping[str, UUID]:
        return {"principal": self.principal_id}

    @property
    def masked_principal(self) -> str:
        return masked_name(self.principal.name)

    @property
    def shown_result(self) -> str:
        """An outcome in the reader's language; what somebody wrote, as it was written."""
        return in_readers_language(self.result)

    @property
    def shown_reason(self) -> str:
        return in_readers_language(self.ended_reason)

    @property
    def is_before_submission(self) -> bool:
        return self.state in BEFORE_SUBMISSION


class HomeVisit(models.Model):
    """上门服务 — the result was handed over at the door: where, when, with a signature or a photograph."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    errand = models.OneToOneField(
        Errand, models.PROTECT, verbose_name=_("代办事项"), related_name="home_visit"
    )
    org_path = models.CharField(_("机构路径"), max_length=200)
    place = models.CharField(_("地点"), max_length=200)
    receiver = models.CharField(_("签收人"), max_length=60)
    proof = models.ForeignKey(
        File, models.PROTECT, verbose_name=_("签名或者照片"), null=True, blank=True, related_name="+"
    )
    phone_at = models.DateTimeField(_("手机时间"), null=True, blank=True)
    visited_on = models.DateField(_("日期"))

    class Meta:
        verbose_name = _("上门服务")
        verbose_name_plural = _("上门服务")
        indexes = [models.Index(fields=["visited_on"], name="home_visit_by_day")]

    def __str__(self) -> str:
        return self.place


class FollowUp(models.Model):
    """回访 — a call by somebody who is not the agent: how it was, and whether anybody asked for money."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    errand = models.OneToOneField(
        Errand, models.PROTECT, verbose_name=_("代办事项"), related_name="follow_up"
    )
    org_path = models.CharField(_("机构路径"), max_length=200)
    asked_by = models.ForeignKey(Person, models.PROTECT, verbose_name=_("回访人"), related_name="+")
    agent_person = models.ForeignKey(
        Person, models.PROTECT, verbose_name=_("代理员"), null=True, blank=True, related_name="+"
    )
    is_reached = models.BooleanField(_("已联系上"), default=True)
    satisfaction = models.PositiveSmallIntegerField(
        _("满意度"), choices=Satisfaction.choices, null=True, blank=True
    )
    is_money_asked = models.BooleanField(_("有人要过钱物"), default=False)
    amount = models.DecimalField(_("金额（元）"), max_digits=12, decimal_places=2, null=True, blank=True)
    money_note = models.CharField(_("收取情况"), max_length=300, blank=True)
    note = models.CharField(_("意见"), max_length=300, blank=True)
    asked_at = models.DateTimeField(_("回访时间"))
    asked_on = models.DateField(_("回访日期"))

    class Meta:
        verbose_name = _("回访")
        verbose_name_plural = _("回访")
        constraints = [
            models.CheckConstraint(
                condition=Q(agent_person__isnull=True) | ~Q(agent_person=F("asked_by")),
                name="agent_does_not_ask_about_own_errand",
            ),
            models.CheckConstraint(
                condition=Q(is_reached=True, satisfaction__isnull=False)
                | Q(is_reached=False, satisfaction__isnull=True, is_money_asked=False),
                name="who_was_reached_has_answered",
            ),
            models.CheckConstraint(
                condition=Q(is_money_asked=False, amount__isnull=True, money_note="")
                | (Q(is_money_asked=True) & ~Q(money_note="")),
                name="money_that_was_asked_for_is_told",
            ),
        ]
        indexes = [
            models.Index(fields=["asked_on"], name="follow_up_by_day"),
            models.Index(fields=["asked_on"], condition=Q(is_money_asked=True), name="follow_up_with_money"),
        ]

    def __str__(self) -> str:
        return str(self.errand)
