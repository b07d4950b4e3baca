"""Facts of the decision and its seal."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from yimen.kernel.audit.events import Event
from yimen.kernel.base.refusals import Text
from yimen.modules.approvals.models import Application, Decision


@dataclass(frozen=True)
class ApplicationApproved(Event):
    """批准 — the leader granted what was applied for."""

    code = "approvals.application.approved"
    says = _("%(by)s 批准了申请")
    application: Application
    decision: Decision


@dataclass(frozen=True)
class ApplicationRefused(Event):
    """不予批准 — the leader refused, with reasons."""

    code = "approvals.application.refused"
    says = _("%(by)s 决定不予许可：%(reasons)s")
    application: Application
    decision: Decision
    reasons: str


@dataclass(frozen=True)
class ApplicationDecidedOnTheSpot(Event):
    """当场决定 — accepted and decided in one contact, registered first."""

    code = "approvals.application.decided-on-the-spot"
    says = _("%(by)s 当场受理并作出决定：%(result)s")
    application: Application
    decision: Decision
    result: Text


@dataclass(frozen=True)
class ApplicationFiled(Event):
    """备案 — the filing was recorded."""

    code = "approvals.application.filed"
    says = _("%(by)s 办理了备案")
    application: Application
    decision: Decision


@dataclass(frozen=True)
class ApplicationConcluded(Event):
    """办结 — the seal was set; the case is concluded."""

    code = "approvals.application.concluded"
    says = _("%(by)s 用印办结：%(documents)s")
    application: Application
    documents: list[str]
    is_on_time: bool


@dataclass(frozen=True)
class ApplicationReopened(Event):
    """恢复办理 — a judgment, a reconsideration or a revocation undid the decision; another is to be made."""

    code = "approvals.application.reopened"
    says = _("%(by)s 依据%(ground)s（%(instrument_no)s）恢复办理：%(reason)s")
    application: Application
    ground: Text
    instrument_no: str
    reason: str
