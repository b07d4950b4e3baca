"""Facts about errands; who the principal is stands in none of them."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from yimen.kernel.audit.events import Event
from yimen.kernel.base.refusals import Text
from yimen.modules.outreach.models import Agent, Errand, Mandate


@dataclass(frozen=True)
class ErrandRequested(Event):
    """提出代办 — somebody asks that an agent carries a matter."""

    code = "outreach.errand.requested"
    says = _("%(by)s 登记了代办：%(errand)s")
    about = "errand"
    errand: Errand


@dataclass(frozen=True)
class ErrandBegun(Event):
    """依委托代办 — another item of a mandate that stands, without a new signature."""

    code = "outreach.errand.begun"
    says = _("%(by)s 依已有的委托登记了代办：%(errand)s")
    about = "errand"
    errand: Errand
    mandate: Mandate


@dataclass(frozen=True)
class ErrandAccepted(Event):
    """受理代办 — papers were looked at and a receipt given; the day by which it goes on."""

    code = "outreach.errand.accepted"
    says = _("%(by)s 受理了代办 %(errand)s，应于 %(forward_due_on)s 前转送或者递交")
    errand: Errand
    forward_due_on: str


@dataclass(frozen=True)
class ErrandForwarded(Event):
    """送乡镇 — the centre of the town or street handles it."""

    code = "outreach.errand.forwarded"
    says = _("%(by)s 将代办 %(errand)s 送乡镇（街道）办理")
    errand: Errand
    is_late: bool


@dataclass(frozen=True)
class ErrandApplied(Event):
    """代为申请 — an application was begun in the principal's name."""

    code = "outreach.errand.applied"
    says = _("%(by)s 为委托人起草了申请：%(errand)s")
    errand: Errand
    application_id: UUID


@dataclass(frozen=True)
class ErrandSubmitted(Event):
    """已递交 — the application is with the window that decides."""

    code = "outreach.errand.submitted"
    says = _("%(errand)s 已递交窗口")
    errand: Errand


@dataclass(frozen=True)
class ErrandHandled(Event):
    """当场办结 — handled where it was brought."""

    code = "outreach.errand.handled"
    says = _("%(by)s 办结了代办 %(errand)s：%(result)s")
    errand: Errand
    result: str


@dataclass(frozen=True)
class ErrandResultReceived(Event):
    """收到结果 — the case has come to its end."""

    code = "outreach.errand.result-received"
    says = _("代办 %(errand)s 的结果已出：%(result)s")
    errand: Errand
    result: str


@dataclass(frozen=True)
class ErrandDelivered(Event):
    """送达结果 — handed to the principal, at the point or at the door."""

    code = "outreach.errand.delivered"
    says = _("%(by)s 送达了代办 %(errand)s 的结果（%(way)s）")
    errand: Errand
    way: Text


@dataclass(frozen=True)
class ErrandArchived(Event):
    """归档上报 — the papers are filed, and the centre has the file."""

    code = "outreach.errand.archived"
    says = _("%(by)s 将代办 %(errand)s 归档上报")
    errand: Errand


@dataclass(frozen=True)
class ErrandFollowedUp(Event):
    """回访 — asked how it was, and whether anybody asked for money."""

    code = "outreach.errand.followed-up"
    says = _("%(by)s 回访了代办 %(errand)s：%(money)s")
    errand: Errand
    satisfaction: int | None
    is_money_asked: bool
    money: Text


@dataclass(frozen=True)
class ErrandReturned(Event):
    """退回代办 — it cannot be carried; why."""

    code = "outreach.errand.returned"
    says = _("%(by)s 退回了代办 %(errand)s：%(reason)s")
    errand: Errand
    reason: str


@dataclass(frozen=True)
class ErrandCancelled(Event):
    """取消代办 — the principal does not want it carried any more."""

    code = "outreach.errand.cancelled"
    says = _("%(by)s 取消了代办 %(errand)s：%(reason)s")
    errand: Errand
    reason: str


@dataclass(frozen=True)
class ErrandHandedOver(Event):
    """移交代办 — another agent goes on with it."""

    code = "outreach.errand.handed-over"
    says = _("%(by)s 将代办 %(errand)s 移交给%(agent)s")
    errand: Errand
    agent: Agent | None
