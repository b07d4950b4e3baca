"""Facts about supervision cases, from the opening to the end."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from django.utils.translation import gettext_lazy as _

from yimen.kernel.audit.events import Event
from yimen.kernel.orgs.models import Org
from yimen.modules.supervision.models import SupervisionCase


@dataclass(frozen=True)
class SupervisionCaseOpened(Event):
    """监督立案 — against which unit, from how many leads, why."""

    code = "supervision.case.opened"
    says = _("%(by)s 对%(unit)s立案：%(title)s（线索%(leads)s条）")
    about: ClassVar[str] = "supervision_case"
    supervision_case: SupervisionCase
    unit: Org
    title: str
    leads: int


@dataclass(frozen=True)
class VerificationBegun(Event):
    """开始核实 — people look whether it is so."""

    code = "supervision.case.verification-begun"
    says = _("%(by)s 开始核实")
    supervision_case: SupervisionCase


@dataclass(frozen=True)
class CaseUnfounded(Event):
    """认定不属实 — the case ends; nothing stands against the unit."""

    code = "supervision.case.unfounded"
    says = _("%(by)s 认定不属实：%(conclusion)s")
    supervision_case: SupervisionCase
    conclusion: str


@dataclass(frozen=True)
class RectificationOverdue(Event):
    """整改逾期 — the plan or the rectification did not come in time; the leaders on both sides are told."""

    code = "supervision.case.overdue-noted"
    says = _("%(what)s应于%(due_on)s前完成，已经逾期")
    supervision_case: SupervisionCase
    what: str
    due_on: str


@dataclass(frozen=True)
class CaseEscalated(Event):
    """移送追究责任 — to whom, and why."""

    code = "supervision.case.escalated"
    says = _("%(by)s 将案件移送%(referred_to)s追究责任：%(reason)s")
    supervision_case: SupervisionCase
    referred_to: str
    reason: str


@dataclass(frozen=True)
class AccountabilityConcluded(Event):
    """登记追究结果 — what came of it; the case ends."""

    code = "supervision.accountability.concluded"
    says = _("%(by)s 登记了责任追究结果：%(outcome)s")
    supervision_case: SupervisionCase
    outcome: str


@dataclass(frozen=True)
class SupervisionCaseClosed(Event):
    """监督结案 — it was put right; when people are asked again."""

    code = "supervision.case.closed"
    says = _("%(by)s 结案；%(resample_from)s至%(resample_due_on)s之间再次抽样")
    supervision_case: SupervisionCase
    resample_from: str
    resample_due_on: str
