"""Facts about complaints and suspicions; what was said and who said it stays in the rows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from django.utils.translation import gettext_lazy as _

from yimen.kernel.audit.events import Event
from yimen.kernel.orgs.models import Org
from yimen.modules.supervision.models import SupervisionComplaint, Suspicion


@dataclass(frozen=True)
class SupervisionComplaintFiled(Event):
    """提出审批投诉 — about how a body handled; until when it is decided."""

    code = "supervision.complaint.filed"
    says = _("收到对%(org)s的投诉，应于%(due_on)s前处理")
    about: ClassVar[str] = "complaint"
    complaint: SupervisionComplaint
    org: Org
    due_on: str


@dataclass(frozen=True)
class SupervisionComplaintDecided(Event):
    """处理审批投诉 — what was decided, and that the person was answered."""

    code = "supervision.complaint.decided"
    says = _("%(by)s 处理了投诉：%(decision)s")
    complaint: SupervisionComplaint
    decision: str


@dataclass(frozen=True)
class SuspicionSetAside(Event):
    """疑点不予立案 — looked at, and not followed, with the reason."""

    code = "supervision.suspicion.set-aside"
    says = _("%(by)s 对疑点“%(suspicion)s”不予立案：%(reason)s")
    suspicion: Suspicion
    reason: str
