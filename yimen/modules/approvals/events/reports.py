"""Facts of reporting up: two legs of one case."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from yimen.kernel.audit.events import Event
from yimen.kernel.base.refusals import Text
from yimen.modules.approvals.models import Application, Decision


@dataclass(frozen=True)
class ApplicationReportedUp(Event):
    """上报 — first review done; opinion and all materials went to the upper level, which decides."""

    code = "approvals.application.reported-up"
    says = _("%(by)s 将初步审查意见和全部申请材料报送%(upper)s决定，%(due_on)s 前决定")
    application: Application
    upper: str
    due_on: str


@dataclass(frozen=True)
class ApplicationReturnedFromAbove(Event):
    """上级退回 — the upper level asks for another review; nothing is asked of the applicant."""

    code = "approvals.application.returned-from-above"
    says = _("%(by)s 退回初审机关重新审查：%(reason)s")
    application: Application
    reason: str


@dataclass(frozen=True)
class ApplicationDecidedAbove(Event):
    """上级决定 — the upper level decided in its own name."""

    code = "approvals.application.decided-above"
    says = _("%(by)s 作出决定：%(result)s")
    application: Application
    decision: Decision
    result: Text
