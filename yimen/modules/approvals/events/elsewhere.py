"""Facts of an application that a node's own system handles."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from yimen.kernel.audit.events import Event
from yimen.kernel.base.refusals import Text
from yimen.modules.approvals.models import Application


@dataclass(frozen=True)
class ApplicationHandedToNode(Event):
    """转送节点 — the application is handled in the system of the body that is responsible for it."""

    code = "approvals.application.handed-to-node"
    says = _("申请已转送%(node)s的业务系统办理")
    application: Application
    node: str


@dataclass(frozen=True)
class CorrectionRelayed(Event):
    """转达补正告知 — the node's officer listed what is to be corrected; the applicant answers here."""

    code = "approvals.correction.relayed"
    says = _("%(officer)s 一次性告知补正 %(materials)s，截止 %(due_on)s")
    application: Application
    officer: str
    materials: list[str]
    due_on: str


@dataclass(frozen=True)
class ApplicationReturnedByNode(Event):
    """节点退回 — the node gave the application back before acceptance."""

    code = "approvals.application.returned-by-node"
    says = _("%(node)s的%(officer)s 退回了申请：%(reason)s")
    application: Application
    node: str
    officer: str
    reason: str


@dataclass(frozen=True)
class ApplicationEndedAtNode(Event):
    """节点归结 — the node's handling came to its end."""

    code = "approvals.application.ended-at-node"
    says = _("%(node)s办理完毕：%(result)s")
    application: Application
    node: str
    result: Text


@dataclass(frozen=True)
class ApplicationTakenOver(Event):
    """接收转送 — an application submitted at the centre was taken on here."""

    code = "approvals.application.taken-over"
    says = _("收到中心转送的申请，收件日期 %(received_on)s")
    application: Application
    received_on: str


@dataclass(frozen=True)
class ApplicationGivenBack(Event):
    """退回中心 — what the centre sent is handled there again."""

    code = "approvals.application.given-back"
    says = _("%(by)s 将申请退回%(centre)s：%(reason)s")
    application: Application
    centre: str
    reason: str


@dataclass(frozen=True)
class ApplicationReopenedAtNode(Event):
    """节点恢复办理 — the node takes the case up again."""

    code = "approvals.application.reopened-at-node"
    says = _("%(node)s恢复办理")
    application: Application
    node: str
