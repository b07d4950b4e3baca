"""What operations of requests take and give."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from uuid import UUID

from ninja import Field, Schema


class MatterIn(Schema):
    """申请事项 — one thing that is asked for."""

    name: str = ""
    document_number: str = ""
    description: str = ""


class RequestDraftIn(Schema):
    """起草公开申请: ``key`` is chosen by the caller; the same key sent twice is one draft."""

    key: UUID
    org: str
    stated: dict[str, str] = Field(default_factory=dict)
    matters: list[MatterIn] = Field(default_factory=list)


class RequestAmendIn(Schema):
    """修改公开申请: what is not given stays as it was."""

    stated: dict[str, str] = Field(default_factory=dict)
    matters: list[MatterIn] | None = None


class RequestEntryIn(Schema):
    """代为登记."""

    key: UUID
    org: str
    channel: str
    name: str
    stated: dict[str, str] = Field(default_factory=dict)
    matters: list[MatterIn]
    id_type: str = ""
    id_number: str = ""


class RegistrationIn(Schema):
    """登记申请."""

    arrived_on: date | None = None
    confirmed_on: date | None = None


class CorrectionNoticeIn(Schema):
    """告知补正."""

    items: str
    due_on: date


class RequestCorrectionIn(Schema):
    """提交补正."""

    matters: list[MatterIn]
    received_on: date | None = None


class ReasonsNoticeIn(Schema):
    """要求说明理由."""

    why: str
    due_on: date


class ReasonsIn(Schema):
    """说明理由."""

    reasons: str


class DelayIn(Schema):
    """确定延迟答复."""

    until: date
    reason: str


class ConsultationIn(Schema):
    """征求意见: a third party by name, a body by its code."""

    kind: str
    name: str = ""
    contact: str = ""
    org: str = ""


class ArrivalOfLetterIn(Schema):
    """登记送达对方."""

    consultation: UUID
    received_on: date


class GivenOpinionIn(Schema):
    """登记意见."""

    consultation: UUID
    stance: str
    text: str = ""
    answered_on: date


class ConsultationRefIn(Schema):
    """征求意见, one of those of the request."""

    consultation: UUID


class OverrideIn(Schema):
    """告知第三方."""

    consultation: UUID
    reason: str


class ExtensionProposalIn(Schema):
    """提请延期."""

    days: int
    reason: str


class RequestReasonIn(Schema):
    """理由."""

    reason: str = ""


class FeeNoticeIn(Schema):
    """通知收费: no amount; it is computed."""

    basis: str
    pages: int = 0


class FeePaymentIn(Schema):
    """确认缴费."""

    paid_on: date
    reference: str


class AnswerPartIn(Schema):
    """答复内容."""

    position: int
    outcome: str
    facts: dict[str, str] = Field(default_factory=dict)


class AnswerDraftIn(Schema):
    """拟写答复."""

    parts: list[AnswerPartIn]


class OnTheSpotIn(Schema):
    """当场答复."""

    way: str


class ServiceIn(Schema):
    """送达答复."""

    way: str
    served_on: date


class RemedyIn(Schema):
    """登记复议诉讼."""

    kind: str
    authority: str
    filed_on: date
    case_number: str = ""


class RemedyResultIn(Schema):
    """登记复议诉讼结果."""

    remedy: UUID
    result: str
    concluded_on: date
    note: str = ""


class RequestReopeningIn(Schema):
    """重新办理."""

    reason: str
    until: date | None = None


class ArchiveBoxIn(Schema):
    """归档申请."""

    archive_box: str


class SuggestionAnswerIn(Schema):
    """答复建议."""

    is_taken_up: bool
    answer: str


class DisclosureComplaintIn(Schema):
    """投诉举报."""

    org: str
    kind: str
    text: str
    request: UUID | None = None


class ComplaintSettlementIn(Schema):
    """处理投诉举报."""

    result: str
    finding: str
    correct_by: date | None = None


class RecordCorrectionAskedIn(Schema):
    """申请更正记录."""

    org: str
    record: str
    what_is_wrong: str
    evidence: str


class RecordCorrectionSettledIn(Schema):
    """处理更正申请."""

    result: str
    explanation: str
    transferred_to: str = ""


class ReckoningStepOut(Schema):
    """一步说明."""

    on: date
    code: str
    what: str
    used: int | None
    law: str


class ReckoningOut(Schema):
    """期限计算."""

    due_on: date | None
    is_provisional: bool
    is_held: bool
    stopped_on: date | None
    steps: list[ReckoningStepOut]


class MatterOut(Schema):
    """申请事项."""

    position: int
    name: str
    document_number: str
    description: str


class RequestConsultationOut(Schema):
    """征求意见, for those who handle the request."""

    id: UUID
    kind: str
    name: str
    sent_on: date
    received_on: date | None
    due_on: date | None
    answered_on: date | None
    stance: str


class FeeNoticeOut(Schema):
    """收费通知."""

    basis: str
    quantity: int
    amount: Decimal
    pay_by: date
    code: str | None
    account: dict[str, str]
    paid_on: date | None
    bank_reference: str


class RequestLine(Schema):
    """公开申请, in a list."""

    id: UUID
    number: str
    register_number: str
    org: str
    state: str
    outcome: str
    received_on: date | None
    due_on: date | None
    is_overdue: bool
    applicant: str
    applicant_kind: str


class RequestOut(RequestLine):
    """公开申请: what the asker may see of it."""

    channel: str
    submitted_at: datetime | None
    served_on: date | None
    is_on_time: bool | None
    matters: list[MatterOut]
    reckoning: ReckoningOut | None
    fee: FeeNoticeOut | None
    consultations: list[RequestConsultationOut]
    open_remedies: list[UUID]


class OutcomeOut(Schema):
    """答复类型."""

    code: str
    name: str
    name_en: str
    report_row: int
    openness: str
    basis: str
    needs: list[str]


class CalculatedEventIn(Schema):
    """计时事件 for the calculator."""

    kind: str
    on: date
    days: int = 0
    until: date | None = None


class CalculationIn(Schema):
    """期限计算."""

    received_on: date
    events: list[CalculatedEventIn] = Field(default_factory=list)


class RevealedOut(Schema):
    """申请人证件号码."""

    number: str


class DisclosureComplaintOut(Schema):
    """投诉举报."""

    id: UUID
    org: str
    kind: str
    state: str
    result: str
    due_on: date
    correct_by: date | None


class RecordCorrectionOut(Schema):
    """更正信息记录的申请."""

    id: UUID
    org: str
    record: str
    state: str
    result: str
