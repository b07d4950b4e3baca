"""Messages: what goes out, what comes in, what was not let in."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from yimen.kernel.base.ids import new_id
from yimen.modules.network.states import IncomingState, MessageType, OutgoingState, ParkReason

from .nodes import Node

STANDING = ["waiting", "applied"]


class Outgoing(models.Model):
    """发出报文 — written in the transaction of the fact that it tells; signed when it is sent.

    ``stream`` is what is in order: a case by its number, an item by its code. ``body`` is as the sender states
    it, personal numbers sealed.
    """

    lock_with = ("node",)

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    node = models.ForeignKey(Node, models.PROTECT, verbose_name=_("收方"), related_name="outgoing")
    type = models.CharField(_("报文类型"), max_length=30, choices=MessageType.choices)
    stream = models.CharField(_("次序范围"), max_length=80)
    case_no = models.CharField(_("办件编号"), max_length=20, blank=True)
    case_ref = models.UUIDField(_("办件"), null=True, blank=True)
    sequence = models.PositiveIntegerField(_("办件内序号"))
    occurred_at = models.DateTimeField(_("发生时间"))
    created_at = models.DateTimeField(_("生成时间"))
    body = models.JSONField(_("内容"))
    state = models.CharField(
        _("发出状态"), max_length=12, choices=OutgoingState.choices, default=OutgoingState.WAITING
    )
    attempts = models.PositiveSmallIntegerField(_("尝试次数"), default=0)
    tries_away = models.PositiveSmallIntegerField(_("对方不通的次数"), default=0)
    next_try_at = models.DateTimeField(_("下次尝试"))
    last_error = models.CharField(_("最近的错误"), max_length=500, blank=True)
    answered_at = models.DateTimeField(_("回执时间"), null=True, blank=True)
    replaced_by = models.OneToOneField(
        "self", models.PROTECT, verbose_name=_("更正报文"), null=True, blank=True, related_name="replaces"
    )

    class Meta:
        verbose_name = _("发出报文")
        verbose_name_plural = _("发出报文")
        constraints = [
            models.UniqueConstraint(
                fields=["node", "stream", "sequence"],
                condition=Q(sequence__gt=0) & ~Q(state="replaced"),
                name="outgoing_sequence_once_in_a_stream",
            ),
            models.CheckConstraint(
                condition=~Q(state="replaced") | Q(replaced_by__isnull=False),
                name="replaced_message_names_its_successor",
            ),
        ]
        indexes = [
            models.Index(
                fields=["next_try_at", "id"],
                condition=Q(state__in=["waiting", "failed"]),
                name="outgoing_due",
            ),
            models.Index(fields=["node", "stream", "-sequence"], name="outgoing_by_stream"),
            models.Index(fields=["state", "-id"], name="outgoing_by_state"),
            models.Index(fields=["case_no"], name="outgoing_by_case"),
        ]

    def __str__(self) -> str:
        return f"{self.get_type_display()} {self.stream} #{self.sequence}"

    @property
    def org_path(self) -> str:
        return self.node.org.path

    @property
    def record_chain(self) -> UUID:
        return self.case_ref or self.pk


class Incoming(models.Model):
    """收到报文 — signed, known, once. Applied in the order of its stream, or parked with its reason.

    ``received_at`` less ``occurred_at`` is the lag, kept and published.
    """

    lock_with = ("node",)

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    node = models.ForeignKey(Node, models.PROTECT, verbose_name=_("发方"), related_name="incoming")
    message_id = models.UUIDField(_("报文编号"))
    type = models.CharField(_("报文类型"), max_length=30)
    stream = models.CharField(_("次序范围"), max_length=80)
    case_no = models.CharField(_("办件编号"), max_length=20, blank=True)
    sequence = models.PositiveIntegerField(_("办件内序号"))
    schema_version = models.PositiveIntegerField(_("格式版本"))
    occurred_at = models.DateTimeField(_("发生时间"))
    sent_at = models.DateTimeField(_("发送时间"))
    received_at = models.DateTimeField(_("收到时间"))
    applied_at = models.DateTimeField(_("办理时间"), null=True, blank=True)
    body = models.JSONField(_("内容"))
    body_hash = models.CharField(_("内容散列"), max_length=64)
    state = models.CharField(
        _("收到状态"), max_length=12, choices=IncomingState.choices, default=IncomingState.WAITING
    )
    park_reason = models.CharField(_("搁置原因"), max_length=20, choices=ParkReason.choices, blank=True)
    reason = models.CharField(_("说明"), max_length=500, blank=True)
    tries = models.PositiveSmallIntegerField(_("取附件次数"), default=0)
    next_try_at = models.DateTimeField(_("下次尝试"))
    proposed_by = models.UUIDField(_("提议人"), null=True, blank=True)
    proposed_by_name = models.CharField(_("提议人姓名"), max_length=100, blank=True)
    proposed_at = models.DateTimeField(_("提议时间"), null=True, blank=True)
    dismissed_by = models.UUIDField(_("确认人"), null=True, blank=True)

    class Meta:
        verbose_name = _("收到报文")
        verbose_name_plural = _("收到报文")
        constraints = [
            models.UniqueConstraint(fields=["node", "message_id"], name="message_is_received_once"),
            models.UniqueConstraint(
                fields=["node", "stream", "sequence"],
                condition=Q(sequence__gt=0, state__in=STANDING),
                name="incoming_sequence_once_in_a_stream",
            ),
            models.CheckConstraint(
                condition=~Q(state="parked") | ~Q(park_reason=""), name="parked_message_has_its_reason"
            ),
            models.CheckConstraint(
                condition=~Q(state="applied") | Q(applied_at__isnull=False),
                name="applied_message_has_its_time",
            ),
            models.CheckConstraint(
                condition=Q(dismissed_by__isnull=True)
                | (Q(proposed_by__isnull=False) & ~Q(dismissed_by=F("proposed_by"))),
                name="message_is_dismissed_by_two_persons",
            ),
            models.CheckConstraint(
                condition=~Q(state="dismissed") | Q(dismissed_by__isnull=False),
                name="dismissed_message_names_who",
            ),
        ]
        indexes = [
            models.Index(fields=["node", "stream", "sequence"], name="incoming_by_stream"),
            models.Index(fields=["next_try_at", "id"], condition=Q(state="waiting"), name="incoming_waiting"),
            models.Index(fields=["node", "-received_at"], name="incoming_by_time"),
            models.Index(fields=["state", "-id"], name="incoming_by_state"),
            models.Index(fields=["case_no"], name="incoming_by_case"),
        ]

    def __str__(self) -> str:
        return f"{self.type} {self.stream} #{self.sequence}"

    @property
    def org_path(self) -> str:
        return self.node.org.path

    @property
    def lag(self) -> timedelta:
        """时延 — from what happened to our knowing of it."""
        return self.received_at - self.occurred_at


class Rejection(models.Model):
    """拒收 — what was not let in: unknown sender, wrong signature, a wrong clock, too large, unreadable.

    Nothing of it is kept but what tells an operator who knocks; it takes part in no order.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    address = models.CharField(_("来源地址"), max_length=64)
    sender = models.CharField(_("自称的发方"), max_length=40, blank=True)
    code = models.CharField(_("拒收原因"), max_length=30)
    message = models.CharField(_("说明"), max_length=300)
    size = models.PositiveIntegerField(_("字节数"))
    rejected_at = models.DateTimeField(_("拒收时间"))

    class Meta:
        verbose_name = _("拒收")
        verbose_name_plural = _("拒收")
        indexes = [
            models.Index(fields=["address", "-rejected_at"], name="rejection_by_address"),
            models.Index(fields=["-rejected_at"], name="rejection_by_time"),
        ]

    def __str__(self) -> str:
        return f"{self.sender} {self.code}"
