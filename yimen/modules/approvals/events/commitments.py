"""Facts of notify and commit."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from yimen.kernel.audit.events import Event
from yimen.kernel.base.refusals import Text
from yimen.modules.approvals.models import (
    Application,
    Commitment,
    CommitmentCheck,
    CreditExclusion,
    Decision,
)


@dataclass(frozen=True)
class CommitmentSigned(Event):
    """签署承诺 — the applicant read the text and committed; ``text_hash`` proves which text."""

    code = "approvals.commitment.signed"
    says = _("%(by)s 签署了告知承诺书")
    application: Application
    commitment: Commitment
    text_hash: str


@dataclass(frozen=True)
class CommitmentWithdrawn(Event):
    """撤回承诺 — before the decision; the application goes the ordinary way."""

    code = "approvals.commitment.withdrawn"
    says = _("%(by)s 撤回了承诺，按一般程序办理")
    application: Application
    commitment: Commitment


@dataclass(frozen=True)
class ApplicationDecidedByCommitment(Event):
    """告知承诺决定 — granted at once on the commitment; it is checked later."""

    code = "approvals.application.decided-by-commitment"
    says = _("%(by)s 根据申请人的承诺当场作出准予决定，%(check_due_on)s 前核查")
    application: Application
    decision: Decision
    check_due_on: str


@dataclass(frozen=True)
class CheckOfficersDrawn(Event):
    """抽取核查人员 — two officers by lot from those who did not decide; the candidates stand in the record."""

    code = "approvals.commitment-check.drawn"
    says = _("随机抽取核查人员：%(officers)s")
    check: CommitmentCheck
    officers: list[str]
    candidates: list[str]


@dataclass(frozen=True)
class CommitmentChecked(Event):
    """承诺核查 — whether what was promised was so."""

    code = "approvals.commitment-check.recorded"
    says = _("%(by)s 核查承诺：%(outcome)s")
    check: CommitmentCheck
    outcome: Text
    findings: str
    rectify_due_on: str


@dataclass(frozen=True)
class RectificationVerified(Event):
    """整改复核 — whether what was ordered was put right."""

    code = "approvals.commitment-check.rectification-verified"
    says = _("%(by)s 复核整改：%(result)s")
    check: CommitmentCheck
    result: Text
    findings: str


@dataclass(frozen=True)
class CommittedDecisionRevoked(Event):
    """撤销决定 — the commitment was not kept nor put right; the decision is undone (行政许可法 69)."""

    code = "approvals.commitment-check.decision-revoked"
    says = _("%(by)s 撤销行政许可决定：%(reason)s")
    check: CommitmentCheck
    reason: str


@dataclass(frozen=True)
class RevocationSealed(Event):
    """撤销决定用印 — the seal keeper sealed the revocation."""

    code = "approvals.commitment-check.revocation-sealed"
    says = _("%(by)s 在撤销决定书上用印")
    check: CommitmentCheck


@dataclass(frozen=True)
class CreditRepaired(Event):
    """信用修复 — who was excluded may commit again."""

    code = "approvals.credit.repaired"
    says = _("%(by)s 同意信用修复：%(reason)s")
    exclusion: CreditExclusion
    reason: str
