"""Facts at the window: what the law lets a window do with what it receives (行政许可法 32)."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from yimen.kernel.audit.events import Event
from yimen.kernel.base.refusals import Text
from yimen.modules.approvals.models import Application


@dataclass(frozen=True)
class ApplicationAccepted(Event):
    """受理 — the window confirmed completeness; the clocks run from here."""

    code = "approvals.application.accepted"
    says = _("%(by)s 受理了申请（窗口：%(window)s），承诺 %(promised_due_on)s 前办结")
    application: Application
    window: Text
    promised_due_on: str
    statutory_due_on: str


@dataclass(frozen=True)
class ApplicationAcceptedWithTolerance(Event):
    """容缺受理 — accepted although tolerable materials are missing."""

    code = "approvals.application.accepted-with-tolerance"
    says = _("%(by)s 容缺受理了申请，%(materials)s 须于 %(due_on)s 前补交")
    application: Application
    materials: list[str]
    due_on: str


@dataclass(frozen=True)
class ApplicationDeemedAccepted(Event):
    """视为受理 — five working days passed without a notice."""

    code = "approvals.application.deemed-accepted"
    says = _("收件后逾期未告知，自 %(accepted_on)s 起视为受理")
    application: Application
    accepted_on: str


@dataclass(frozen=True)
class OriginalChecked(Event):
    """核对原件 — the window saw the original of a material."""

    code = "approvals.material.original-checked"
    says = _("%(by)s 核对了“%(material)s”的原件")
    application: Application
    material: str
    key: str


@dataclass(frozen=True)
class ApplicationNotRequired(Event):
    """告知不需许可 — the matter needs no licence; told at once."""

    code = "approvals.application.not-required"
    says = _("%(by)s 告知此事不需要取得许可")
    application: Application
    reason: str


@dataclass(frozen=True)
class ApplicationNotCompetent(Event):
    """不属职权 — another body is competent; the applicant was told which."""

    code = "approvals.application.not-competent"
    says = _("%(by)s 决定不予受理并告知应向 %(competent_body)s 申请")
    application: Application
    competent_body: str


@dataclass(frozen=True)
class ApplicationCorrectedOnTheSpot(Event):
    """当场更正 — an error that can be put right at once was put right."""

    code = "approvals.application.corrected-on-the-spot"
    says = _("%(by)s 协助申请人当场更正：%(what)s")
    application: Application
    what: str


@dataclass(frozen=True)
class CorrectionRequired(Event):
    """要求补正 — the one notice that lists everything was issued."""

    code = "approvals.correction.required"
    says = _("%(by)s 一次性告知补正 %(materials)s，截止 %(due_on)s")
    application: Application
    materials: list[str]
    due_on: str
    is_repeat: bool


@dataclass(frozen=True)
class CorrectionAnswered(Event):
    """补正提交 — the applicant sent what was asked for."""

    code = "approvals.correction.answered"
    says = _("%(by)s 提交了补正材料")
    application: Application
    received_on: str


@dataclass(frozen=True)
class CorrectionLapsed(Event):
    """逾期未补正 — the time for correction passed; the item says what follows."""

    code = "approvals.correction.lapsed"
    says = _("逾期未补正：%(result)s")
    application: Application
    result: Text


@dataclass(frozen=True)
class RefusalProposed(Event):
    """提出不予受理 — the clerk proposes to refuse acceptance; the chief representative decides."""

    code = "approvals.application.refusal-proposed"
    says = _("%(by)s 建议不予受理：%(reason)s")
    application: Application
    reason: str
    article: str


@dataclass(frozen=True)
class AcceptanceRefused(Event):
    """不予受理 — acceptance was refused with reasons and remedies."""

    code = "approvals.application.acceptance-refused"
    says = _("%(by)s 决定不予受理：%(reason)s")
    application: Application
    reason: str
    article: str


@dataclass(frozen=True)
class ApplicationWithdrawn(Event):
    """撤回申请 — the applicant took the application back before a decision."""

    code = "approvals.application.withdrawn"
    says = _("%(by)s 撤回了申请")
    application: Application
    reason: str
    was_accepted: bool
