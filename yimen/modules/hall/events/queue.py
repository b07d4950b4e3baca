"""Facts about numbers."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from yimen.kernel.audit.events import Event
from yimen.kernel.cases.models import Case
from yimen.kernel.orgs.models import Window
from yimen.modules.hall.models import BusinessClass, Ticket


@dataclass(frozen=True)
class NumberTaken(Event):
    """取号 — a place in the queue."""

    code = "hall.number.taken"
    says = _("%(by)s 取了 %(business)s 的号码 %(ticket)s")
    about = "ticket"
    ticket: Ticket
    business: BusinessClass


@dataclass(frozen=True)
class NumberCalled(Event):
    """叫号 — the holder is asked to come to a window."""

    code = "hall.number.called"
    says = _("%(by)s 在 %(window)s 叫号 %(ticket)s")
    about = "ticket"
    ticket: Ticket
    window: Window


@dataclass(frozen=True)
class NumberCalledAgain(Event):
    """重呼 — once more, aloud and on the screen."""

    code = "hall.number.called-again"
    says = _("%(by)s 重呼 %(ticket)s，第 %(count)s 次")
    ticket: Ticket
    count: int


@dataclass(frozen=True)
class NumberPassed(Event):
    """过号 — nobody came."""

    code = "hall.number.passed"
    says = _("%(by)s 登记 %(ticket)s 过号，共叫号 %(count)s 次")
    ticket: Ticket
    count: int


@dataclass(frozen=True)
class NumberMoved(Event):
    """转窗口 — the number waits for another window and keeps its place."""

    code = "hall.number.moved"
    says = _("%(by)s 将 %(ticket)s 转到 %(window)s")
    ticket: Ticket
    window: Window


@dataclass(frozen=True)
class NumberReleased(Event):
    """退回排队 — the number was called, could not be served, and waits again at its place."""

    code = "hall.number.released"
    says = _("%(by)s 将 %(ticket)s 退回排队：%(reason)s")
    ticket: Ticket
    reason: str


@dataclass(frozen=True)
class NumberServed(Event):
    """办毕 — the holder was served, with a case or without one."""

    code = "hall.number.served"
    says = _("%(by)s 办毕 %(ticket)s %(case)s")
    ticket: Ticket
    case: Case | None


@dataclass(frozen=True)
class NumberLeft(Event):
    """放弃排队 — the holder does not wait any longer."""

    code = "hall.number.left"
    says = _("%(by)s 放弃了排队号 %(ticket)s")
    ticket: Ticket


@dataclass(frozen=True)
class NumberExpired(Event):
    """作废 — the day was over before the number was served."""

    code = "hall.number.expired"
    says = _("%(by)s 作废了 %(day)s 的排队号 %(ticket)s")
    ticket: Ticket
    day: str
