"""Facts of the answer: drafted, returned, approved, sealed, served; what followed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from django.utils.translation import gettext_lazy as _

from yimen.kernel.audit.events import Event
from yimen.modules.requests.models import (
    Answer,
    DisclosureComplaint,
    InformationRequest,
    Outcome,
    RecordCorrectionRequest,
    RemedyCase,
)


@dataclass(frozen=True)
class AnswerDrafted(Event):
    """拟写答复 — with everything the letter must say."""

    code = "requests.answer.drafted"
    says = _("%(by)s 拟写了答复（%(outcome)s），送审签")
    request: InformationRequest
    answer: Answer
    outcome: str


@dataclass(frozen=True)
class AnswerReturned(Event):
    """退回答复 — the officer drafts it anew."""

    code = "requests.answer.returned"
    says = _("%(by)s 退回答复：%(reason)s")
    request: InformationRequest
    answer: Answer
    reason: str


@dataclass(frozen=True)
class AnswerApproved(Event):
    """签发答复 — decided; the letter with its remedies is drawn up."""

    code = "requests.answer.approved"
    says = _("%(by)s 签发了答复：%(outcome)s")
    request: InformationRequest
    answer: Answer
    outcome: str


@dataclass(frozen=True)
class AnsweredOnTheSpot(Event):
    """当场答复 — what is public already is told at once."""

    code = "requests.answer.given-on-the-spot"
    says = _("%(by)s 当场答复：%(outcome)s")
    request: InformationRequest
    answer: Answer
    outcome: str


@dataclass(frozen=True)
class AnswerSealed(Event):
    """答复用印 — the letter is in force."""

    code = "requests.answer.sealed"
    says = _("%(by)s 在答复书上用印")
    request: InformationRequest
    answer: Answer


@dataclass(frozen=True)
class AnswerServed(Event):
    """送达答复 — the clock stops; the periods of the remedies run."""

    code = "requests.answer.served"
    says = _("答复于%(served_on)s送达（%(way)s）")
    request: InformationRequest
    served_on: str
    way: str
    is_on_time: bool


@dataclass(frozen=True)
class RemedyOpened(Event):
    """登记复议诉讼 — somebody contests the answer."""

    code = "requests.remedy.opened"
    says = _("%(by)s 登记了%(kind)s，受理机关为%(authority)s")
    request: InformationRequest
    remedy: RemedyCase
    kind: str
    authority: str


@dataclass(frozen=True)
class RemedyConcluded(Event):
    """登记复议诉讼结果 — it counts in table four."""

    code = "requests.remedy.concluded"
    says = _("%(by)s 登记了%(kind)s结果：%(result)s")
    request: InformationRequest
    remedy: RemedyCase
    kind: str
    result: str


@dataclass(frozen=True)
class RequestReopened(Event):
    """重新办理 — the answer was undone; a new one is to be made."""

    code = "requests.request.reopened"
    says = _("%(by)s 重新办理申请：%(reason)s，答复期限至%(due_on)s")
    request: InformationRequest
    reason: str
    due_on: str


@dataclass(frozen=True)
class RequestClosed(Event):
    """归档申请 — registration, handling, answer lie together."""

    code = "requests.request.closed"
    says = _("%(by)s 将申请归档，档案盒号%(archive_box)s")
    request: InformationRequest
    archive_box: str


@dataclass(frozen=True)
class SuggestionAnswered(Event):
    """答复建议 — taken up or not, with the reason."""

    code = "requests.request.suggestion-answered"
    says = _("%(by)s 审核了主动公开建议：%(result)s")
    request: InformationRequest
    result: str


@dataclass(frozen=True)
class OutcomeSet(Event):
    """设定答复类型 — one entry of the city's dictionary."""

    code = "requests.outcome.set"
    says = _("%(by)s 设定了答复类型“%(name)s”")
    about: ClassVar[str] = "outcome"
    outcome: Outcome
    name: str


@dataclass(frozen=True)
class ComplaintFiled(Event):
    """提出投诉举报 — to the department in charge of openness."""

    code = "requests.complaint.filed"
    says = _("收到对%(org)s的信息公开投诉举报：%(kind)s")
    about: ClassVar[str] = "complaint"
    complaint: DisclosureComplaint
    org: str
    kind: str


@dataclass(frozen=True)
class ComplaintSettled(Event):
    """处理投诉举报 — what was found, what is ordered, until when."""

    code = "requests.complaint.settled"
    says = _("%(by)s 处理了投诉举报：%(result)s")
    complaint: DisclosureComplaint
    result: str
    correct_by: str


@dataclass(frozen=True)
class RecordCorrectionFiled(Event):
    """申请更正记录 — a record about oneself is wrong."""

    code = "requests.record-correction.filed"
    says = _("收到更正信息记录的申请")
    about: ClassVar[str] = "correction"
    correction: RecordCorrectionRequest


@dataclass(frozen=True)
class RecordCorrectionSettled(Event):
    """处理更正申请 — corrected, handed on, or declined with the reason."""

    code = "requests.record-correction.settled"
    says = _("%(by)s 处理了更正申请：%(result)s")
    correction: RecordCorrectionRequest
    result: str
