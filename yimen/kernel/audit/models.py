"""The record: one entry an act, linked by hash to the entry before it in the same chain."""

from __future__ import annotations

import json
from datetime import datetime
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from yimen.kernel.base import machines
from yimen.kernel.base.ids import new_id

from .events import sentence


class Entry(models.Model):
    """留痕 — one act: written by the database function ``audit_append`` only, never changed, never deleted.

    ``body`` is the canonical JSON text of the act. ``hash`` is SHA-256 over four lines: the hash before it
    (hex), ``seq``, ``recorded_text`` and ``body``; so it can be recomputed from the row alone.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    chain = models.UUIDField(_("链"), help_text=_("办件或对象的编号；同一链上的留痕首尾相接"))
    seq = models.PositiveIntegerField(_("序号"))
    code = models.CharField(_("事实代码"), max_length=80)
    subject_type = models.CharField(_("对象类型"), max_length=60)
    subject_id = models.CharField(_("对象编号"), max_length=64)
    subject_label = models.CharField(_("对象"), max_length=200)
    actor_kind = models.CharField(_("办事人类型"), max_length=10)
    actor_id = models.CharField(_("办事人编号"), max_length=64, blank=True)
    actor_label = models.CharField(_("办事人"), max_length=100)
    org_path = models.CharField(_("责任机构"), max_length=200, blank=True)
    happened_at = models.DateTimeField(_("发生时间"))
    recorded_at = models.DateTimeField(_("记录时间"))
    recorded_text = models.CharField(_("记录时间原文"), max_length=32)
    correlation = models.UUIDField(_("同一次操作"))
    origin = models.CharField(_("来源"), max_length=20)
    body = models.TextField(_("原文"))
    previous_hash = models.BinaryField(_("前一条的散列"), max_length=32)
    hash = models.BinaryField(_("散列"), max_length=32)

    class Meta:
        verbose_name = _("留痕")
        verbose_name_plural = _("留痕")
        constraints = [models.UniqueConstraint(fields=["chain", "seq"], name="chain_has_each_number_once")]
        indexes = [
            models.Index(fields=["subject_type", "subject_id"], name="entry_by_subject"),
            models.Index(fields=["actor_id", "-id"], name="entry_by_actor"),
            models.Index(fields=["code", "-id"], name="entry_by_code"),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.subject_label}"

    @property
    def data(self) -> dict[str, Any]:
        """The fields of the fact, as they were recorded."""
        return dict(json.loads(self.body)["data"])

    @property
    def entered_at(self) -> datetime | None:
        """补录 — when it was typed in, where that was later than it happened and was said so."""
        told = json.loads(self.body).get("entered_at")
        return datetime.fromisoformat(told) if told else None

    @property
    def on_behalf_of(self) -> str:
        return str(json.loads(self.body).get("on_behalf_of", ""))

    @property
    def shown_actor(self) -> str:
        """Who acted, in the reader's language."""
        return _shown(self.actor_kind, self.actor_id, self.actor_label)

    @property
    def sentence(self) -> str:
        """The fact as a sentence in the reader's language."""
        return sentence(self.code, self.data, self.shown_actor)


class Refusal(models.Model):
    """拒绝记录 — an attempt that was refused; written after the rollback, so that attempts stay visible."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    verb = models.CharField(_("行为"), max_length=80)
    permission = models.CharField(_("权限"), max_length=80)
    reason = models.CharField(_("原因类别"), max_length=20)
    message = models.TextField(_("原因"))
    subject_type = models.CharField(_("对象类型"), max_length=60)
    subject_id = models.CharField(_("对象编号"), max_length=64)
    subject_label = models.CharField(_("对象"), max_length=200)
    actor_kind = models.CharField(_("办事人类型"), max_length=10)
    actor_id = models.CharField(_("办事人编号"), max_length=64, blank=True)
    actor_label = models.CharField(_("办事人"), max_length=100)
    happened_at = models.DateTimeField(_("发生时间"))
    correlation = models.UUIDField(_("同一次操作"))
    origin = models.CharField(_("来源"), max_length=20)

    class Meta:
        verbose_name = _("拒绝记录")
        verbose_name_plural = _("拒绝记录")
        indexes = [
            models.Index(fields=["subject_type", "subject_id"], name="refusal_by_subject"),
            models.Index(fields=["-happened_at"], name="refusal_by_time"),
        ]

    def __str__(self) -> str:
        return f"{self.verb} {self.subject_label}"

    @property
    def shown_actor(self) -> str:
        """Who tried, in the reader's language."""
        return _shown(self.actor_kind, self.actor_id, self.actor_label)


def _shown(kind: str, actor_id: str, recorded: str) -> str:
    """People by the name they had then; machines by what they are called."""
    return machines.label(actor_id) if kind == "machine" else recorded
