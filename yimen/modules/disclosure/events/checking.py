"""Facts about the check before publishing."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from yimen.kernel.audit.events import Event
from yimen.kernel.orgs.models import Org
from yimen.modules.disclosure.models import PublicationVersion, Referral, SecrecyCheck


@dataclass(frozen=True)
class CheckOpened(Event):
    """送审 — a draft went to the check: from now on its text and files stand still."""

    code = "disclosure.check.opened"
    says = _("%(by)s 将《%(version)s》送审，审查登记号 %(check)s")
    version: PublicationVersion
    check: SecrecyCheck
    sha256: str


@dataclass(frozen=True)
class CheckVoided(Event):
    """撤回送审 — the draft is taken back to be changed; the signatures given so far are void."""

    code = "disclosure.check.voided"
    says = _("%(by)s 撤回了《%(version)s》的送审，审查作废：%(reason)s")
    version: PublicationVersion
    check: SecrecyCheck
    reason: str


@dataclass(frozen=True)
class CheckReturned(Event):
    """退回修改稿件 — one of those who check gave it back, with what is to be changed."""

    code = "disclosure.check.returned"
    says = _("%(by)s 退回了《%(version)s》：%(comment)s")
    check: SecrecyCheck
    version: PublicationVersion
    comment: str


@dataclass(frozen=True)
class FirstOpinionGiven(Event):
    """初审 — the head of the unit signed."""

    code = "disclosure.check.first-opinion-given"
    says = _("%(by)s 初审《%(version)s》：%(verdict)s。%(text)s")
    check: SecrecyCheck
    version: PublicationVersion
    verdict: str
    text: str


@dataclass(frozen=True)
class SecrecyOpinionGiven(Event):
    """保密审查 — the secrecy reviewer signed, point by point."""

    code = "disclosure.check.secrecy-opinion-given"
    says = _("%(by)s 保密审查《%(version)s》：%(verdict)s。%(text)s")
    check: SecrecyCheck
    version: PublicationVersion
    verdict: str
    text: str


@dataclass(frozen=True)
class PublicationSigned(Event):
    """签发 — the leader signed: it may be published, or it is withheld."""

    code = "disclosure.check.signed"
    says = _("%(by)s 签发《%(version)s》：%(verdict)s。%(text)s")
    check: SecrecyCheck
    version: PublicationVersion
    verdict: str
    text: str


@dataclass(frozen=True)
class DoubtReferred(Event):
    """提请确定 — whether it may be open is asked of the competent body."""

    code = "disclosure.check.referred"
    says = _("%(by)s 就《%(version)s》能否公开提请 %(to_org)s 确定：%(question)s")
    check: SecrecyCheck
    version: PublicationVersion
    referral: Referral
    to_org: Org
    question: str


@dataclass(frozen=True)
class ReferralAnswered(Event):
    """答复提请 — the competent body said whether it may be open."""

    code = "disclosure.referral.answered"
    says = _("%(by)s 答复《%(version)s》能否公开：%(verdict)s。%(answer)s")
    referral: Referral
    version: PublicationVersion
    verdict: str
    answer: str
