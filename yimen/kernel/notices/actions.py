"""The verbs of messages."""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext as _

from yimen.kernel.audit.action import action
from yimen.kernel.base.actor import Actor
from yimen.kernel.base.refusals import WrongState

from .events import DeliveryRetried, NoticeRead
from .models import Delivery, DeliveryState, Notice
from .permissions import Permission


@action(permission=Permission.NOTICE_READ)
def mark_read(notice: Notice, *, by: Actor, at: datetime) -> NoticeRead:
    """阅读 — the moment when the person first saw the message."""
    if notice.read_at is not None:
        raise WrongState(_("这条通知已经阅读。"))
    notice.read_at = at
    return NoticeRead(notice)


@action(
    permission=Permission.DELIVERY_RETRY,
    moves=((DeliveryState.PARKED, DeliveryState.FAILED), DeliveryState.WAITING),
)
def retry_delivery(delivery: Delivery, *, by: Actor, at: datetime) -> DeliveryRetried:
    """重新发送 — try again at once, with all its tries before it."""
    delivery.attempts = 0
    delivery.next_try_at = at
    delivery.last_error = ""
    return DeliveryRetried(delivery)
