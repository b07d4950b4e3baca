"""What comes from the telephone of an agent, and advice that was given."""

from __future__ import annotations

from uuid import UUID

from django.db import models
from django.utils.translation import gettext_lazy as _

from yimen.kernel.base.ids import new_id
from yimen.modules.outreach.states import DraftKind

from .agents import Agent
from .points import AgencyPoint


class Advice(models.Model):
    """咨询登记 — somebody came or was visited and asked; no mandate, no name."""

    lock_with = ("point",)

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    point = models.ForeignKey(AgencyPoint, models.PROTECT, verbose_name=_("代理点"), related_name="advice")
    org_path = models.CharField(_("机构路径"), max_length=200)
    agent = models.ForeignKey(Agent, models.PROTECT, verbose_name=_("代理员"), related_name="advice")
    topic = models.CharField(_("咨询内容"), max_length=200)
    answer = models.CharField(_("答复"), max_length=500)
    is_at_home = models.BooleanField(_("上门"), default=False)
    phone_at = models.DateTimeField(_("手机时间"), null=True, blank=True)
    given_at = models.DateTimeField(_("登记时间"))
    given_on = models.DateField(_("登记日期"))

    class Meta:
        verbose_name = _("咨询登记")
        verbose_name_plural = _("咨询登记")
        ordering = ["-given_at", "id"]
        indexes = [
            models.Index(fields=["given_on"], name="advice_by_day"),
            models.Index(fields=["agent", "-given_at"], name="advice_by_agent"),
        ]

    def __str__(self) -> str:
        return self.topic


class PhoneDraft(models.Model):
    """手机草稿 — written without a network, sent once: its id is made on the telephone and unique here.

    ``content_digest`` tells the same draft sent again from another one under the same id. The telephone's clock
    stands beside ours: ``phone_at`` when it was written, ``sent_at`` when it was sent, ``received_at`` by us.
    """

    lock_with = ("agent",)

    id = models.UUIDField(primary_key=True, editable=False)
    agent = models.ForeignKey(Agent, models.PROTECT, verbose_name=_("代理员"), related_name="phone_drafts")
    org_path = models.CharField(_("机构路径"), max_length=200)
    kind = models.CharField(_("手机草稿类型"), max_length=12, choices=DraftKind.choices)
    content_digest = models.CharField(_("内容散列"), max_length=64)
    phone_at = models.DateTimeField(_("手机时间"))
    sent_at = models.DateTimeField(_("手机发送时间"))
    received_at = models.DateTimeField(_("收到时间"))
    is_clock_wrong = models.BooleanField(_("手机时间不准"), default=False)

    class Meta:
        verbose_name = _("手机草稿")
        verbose_name_plural = _("手机草稿")
        ordering = ["-received_at", "id"]

    def __str__(self) -> str:
        return str(self.get_kind_display())

    @property
    def agent_post_id(self) -> UUID:
        return self.agent.post_id
