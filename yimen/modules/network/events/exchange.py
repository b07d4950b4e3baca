"""Facts of messages."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from yimen.kernel.audit.events import Event
from yimen.kernel.base.refusals import Text
from yimen.modules.network.models import Incoming, Node, Outgoing


@dataclass(frozen=True)
class MessageReceived(Event):
    """收到报文 — a message whose signature holds was taken in; once."""

    code = "network.message.received"
    says = _("收到 %(node)s 的报文 %(message)s")
    about = "message"
    node: Node
    message: Incoming
    message_id: str


@dataclass(frozen=True)
class MessageApplied(Event):
    """办理报文 — what the message tells was entered here."""

    code = "network.message.applied"
    says = _("报文 %(message)s 已经办理")
    message: Incoming


@dataclass(frozen=True)
class MessageParked(Event):
    """搁置报文 — the message could not be entered; the cause is told, other cases go on."""

    code = "network.message.parked"
    says = _("报文 %(message)s 已搁置：%(why)s %(reason)s")
    message: Incoming
    why: Text
    reason: str


@dataclass(frozen=True)
class MessageDelayed(Event):
    """等待附件 — a file behind a hash cannot be had now; it will be asked for again."""

    code = "network.message.delayed"
    says = _("报文 %(message)s 等待附件：%(reason)s")
    message: Incoming
    reason: str


@dataclass(frozen=True)
class MessageReplaced(Event):
    """代替报文 — the sender sent the same step again, mended."""

    code = "network.message.replaced"
    says = _("报文 %(message)s 由发方的更正报文代替")
    message: Incoming


@dataclass(frozen=True)
class MessageRetried(Event):
    """重新办理报文 — an operator removed the cause; the message is tried again."""

    code = "network.message.retried"
    says = _("%(by)s 重新办理报文 %(message)s")
    message: Incoming


@dataclass(frozen=True)
class MessageDismissalProposed(Event):
    """提议不予办理报文 — an operator proposes to leave the message out, with the reason."""

    code = "network.message.dismissal-proposed"
    says = _("%(by)s 提议不予办理报文 %(message)s：%(reason)s")
    message: Incoming
    reason: str


@dataclass(frozen=True)
class MessageDismissed(Event):
    """确认不予办理报文 — a second person agreed; what follows in the case goes on without it."""

    code = "network.message.dismissed"
    says = _("%(by)s 确认不予办理报文 %(message)s：%(reason)s")
    message: Incoming
    reason: str


@dataclass(frozen=True)
class MessageResent(Event):
    """重发报文 — the same step was sent anew, under its number in the case."""

    code = "network.outgoing.resent"
    says = _("%(by)s 重发了报文 %(message)s：%(reason)s")
    about = "successor"
    message: Outgoing
    successor: Outgoing
    reason: str


@dataclass(frozen=True)
class MessageWithheld(Event):
    """搁置发出报文 — an operator took a message out of the queue."""

    code = "network.outgoing.withheld"
    says = _("%(by)s 搁置了待发报文 %(message)s：%(reason)s")
    message: Outgoing
    reason: str
