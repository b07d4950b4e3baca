"""Facts about messages."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from django.utils.translation import gettext_lazy as _

from yimen.kernel.audit.events import Event
from yimen.kernel.base.refusals import Text

from .models import Delivery, Notice


@dataclass(frozen=True)
class NoticeRead(Event):
    """阅读 — the person saw the message inside."""

    code: ClassVar[str] = "notices.notice.read"
    says: ClassVar[Text] = _("%(by)s 阅读了通知 %(notice)s")
    notice: Notice


@dataclass(frozen=True)
class DeliveryRetried(Event):
    """重新发送 — a parked or failing delivery is tried again from the start."""

    code: ClassVar[str] = "notices.delivery.retried"
    says: ClassVar[Text] = _("%(by)s 重新发送了 %(delivery)s")
    delivery: Delivery
