"""Facts of the applicant's side: drafted, submitted, corrected, explained, withdrawn."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from django.utils.translation import gettext_lazy as _

from yimen.kernel.audit.events import Event
from yimen.modules.requests.models import InformationRequest


@dataclass(frozen=True)
class RequestDrafted(Event):
    """起草公开申请 — a draft; it has no number and no effect."""

    code = "requests.request.drafted"
    says = _("%(by)s 开始填写公开申请")
    about: ClassVar[str] = "request"
    request: InformationRequest


@dataclass(frozen=True)
class RequestAmended(Event):
    """修改公开申请 — what was typed is kept."""

    code = "requests.request.amended"
    says = _("%(by)s 修改了公开申请草稿")
    request: InformationRequest


@dataclass(frozen=True)
class RequestFileAttached(Event):
    """添加附件 — identity, authority, or what describes the information."""

    code = "requests.request.file-attached"
    says = _("%(by)s 添加了附件（%(use)s）")
    request: InformationRequest
    use: str
    sha256: str


@dataclass(frozen=True)
class RequestFileRemoved(Event):
    """移除附件 — taken out before it was submitted."""

    code = "requests.request.file-removed"
    says = _("%(by)s 移除了附件（%(use)s）")
    request: InformationRequest
    use: str


@dataclass(frozen=True)
class RequestDiscarded(Event):
    """放弃公开申请 — the draft is given up."""

    code = "requests.request.discarded"
    says = _("%(by)s 放弃了草稿")
    request: InformationRequest


@dataclass(frozen=True)
class RequestSubmitted(Event):
    """提交公开申请 — the body has it; the day of receipt is fixed when it is registered."""

    code = "requests.request.submitted"
    says = _("公开申请已提交，共%(matters)s项内容")
    request: InformationRequest
    matters: int


@dataclass(frozen=True)
class RequestWithdrawn(Event):
    """撤回公开申请 — the applicant takes it back; it counts as ended otherwise."""

    code = "requests.request.withdrawn"
    says = _("申请人撤回了公开申请：%(reason)s")
    request: InformationRequest
    reason: str


@dataclass(frozen=True)
class CorrectionSupplied(Event):
    """提交补正 — the answer period begins anew, in full."""

    code = "requests.request.corrected"
    says = _("申请人于%(on)s补正了申请，答复期限重新起算")
    request: InformationRequest
    on: str


@dataclass(frozen=True)
class ReasonsStated(Event):
    """说明理由 — why so much, so often."""

    code = "requests.request.reasons-stated"
    says = _("申请人说明了申请理由")
    request: InformationRequest


@dataclass(frozen=True)
class PublicationSuggested(Event):
    """建议主动公开 — the applicant holds that everybody should have it."""

    code = "requests.request.publication-suggested"
    says = _("申请人建议将所获信息主动公开")
    request: InformationRequest
