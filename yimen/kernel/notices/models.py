"""Messages and their deliveries."""

from __future__ import annotations

from uuid import UUID

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from yimen.kernel.base.ids import new_id
from yimen.kernel.people.models import Person


class Notice(models.Model):
    """通知 — a message to a person (read inside) or to an address, as it was written for that reader.

    Rows are made by the SQL function ``notices_tail`` only, in the transaction of the act that tells.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    person = models.ForeignKey(
        Person,
        models.PROTECT,
        verbose_name=_("收件人"),
        null=True,
        blank=True,
        related_name="notices",
        db_index=False,
    )
    address = models.CharField(_("地址"), max_length=254, blank=True)
    code = models.CharField(_("模板代码"), max_length=80)
    case_ref = models.UUIDField(_("办件"), null=True, blank=True)
    language = models.CharField(_("语言"), max_length=10)
    subject = models.CharField(_("标题"), max_length=200)
    body = models.TextField(_("正文"))
    link = models.CharField(_("链接"), max_length=500, blank=True)
    created_at = models.DateTimeField(_("发出时间"))
    read_at = models.DateTimeField(_("阅读时间"), null=True, blank=True)

    class Meta:
        verbose_name = _("通知")
        verbose_name_plural = _("通知")
        constraints = [
            models.CheckConstraint(
                condition=Q(person__isnull=False) | ~Q(address=""), name="notice_goes_to_somebody"
            ),
            models.CheckConstraint(
                condition=Q(read_at__isnull=True) | Q(person__isnull=False), name="only_a_person_reads_inside"
            ),
        ]
        indexes = [
            models.Index(fields=["person", "-created_at", "-id"], name="notice_by_person"),
            models.Index(fields=["person"], condition=Q(read_at=None), name="notice_unread"),
            models.Index(fields=["case_ref"], name="notice_by_case"),
        ]

    def __str__(self) -> str:
        return self.subject

    @property
    def record_chain(self) -> UUID:
        """Reading stands in the story of the case: it is evidence that the notice arrived."""
        return self.case_ref or self.pk

    @property
    def is_read(self) -> bool:
        return self.read_at is not None


class Channel(models.TextChoices):
    """渠道 — the message inside needs no delivery: it is there."""

    EMAIL = "email", _("电子邮件")
    SMS = "sms", _("短信")


class DeliveryState(models.TextChoices):
    """投递状态."""

    WAITING = "waiting", _("待发送")
    SENT = "sent", _("已发送")
    FAILED = "failed", _("发送失败，将重试")
    PARKED = "parked", _("已搁置")


class Delivery(models.Model):
    """投递 — one way out of the house: tried until it is sent, or parked where an administrator sees it."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    notice = models.ForeignKey(Notice, models.PROTECT, verbose_name=_("通知"), related_name="deliveries")
    channel = models.CharField(_("渠道"), max_length=10, choices=Channel.choices)
    address = models.CharField(_("地址"), max_length=254)
    state = models.CharField(
        _("状态"), max_length=10, choices=DeliveryState.choices, default=DeliveryState.WAITING
    )
    attempts = models.PositiveSmallIntegerField(_("尝试次数"), default=0)
    next_try_at = models.DateTimeField(_("下次尝试"))
    last_error = models.CharField(_("最近的错误"), max_length=500, blank=True)
    sent_at = models.DateTimeField(_("发送时间"), null=True, blank=True)

    lock_with = ("notice",)

    class Meta:
        verbose_name = _("投递")
        verbose_name_plural = _("投递")
        constraints = [
            models.CheckConstraint(
                condition=Q(state="sent", sent_at__isnull=False)
                | (~Q(state="sent") & Q(sent_at__isnull=True)),
                name="sent_has_time",
            ),
        ]
        indexes = [
            models.Index(
                fields=["next_try_at"], condition=Q(state__in=["waiting", "failed"]), name="delivery_due"
            ),
            models.Index(fields=["state", "-next_try_at", "-id"], name="delivery_by_state"),
        ]

    def __str__(self) -> str:
        return f"{self.get_channel_display()} {self.notice}"
