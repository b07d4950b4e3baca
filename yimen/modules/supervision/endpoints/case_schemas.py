"""What operations of campaigns, complaints and supervision cases take and give."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from uuid import UUID

from ninja import Field, Schema


class CampaignIn(Schema):
    """计划专项检查; bodies by their codes."""

    title: str
    method: str
    first_day: date
    last_day: date
    scope: list[str] = Field(default_factory=list)
    item_codes: list[str] = Field(default_factory=list)
    joint_with: list[str] = Field(default_factory=list)


class CampaignOut(Schema):
    """专项检查."""

    id: UUID
    title: str
    state: str
    first_day: date
    last_day: date
    frames: list[UUID]


class SummaryIn(Schema):
    """检查小结."""

    summary: str = ""


class DrawIn(Schema):
    """随机抽样: a number or a share in per cent."""

    source: str
    size: int | None = None
    share: Decimal | None = None
    seed: str = ""


class SampleOut(Schema):
    """抽样对象; who that is is not said."""

    id: UUID
    position: int
    key: str
    org: str
    item_code: str
    state: str


class FrameOut(Schema):
    """抽样框: seed and hash, with which anybody can draw again, and whom the lot named."""

    id: UUID
    source: str
    seed: str
    keys_sha256: str
    population_count: int
    size: int
    samples: list[SampleOut]


class QuestionsIn(Schema):
    """设定问题集."""

    questions: list[dict[str, object]]
    active_from: date


class QuestionsOut(Schema):
    """问题集."""

    version: int
    active_from: date
    questions: list[dict[str, object]]


class EnquiryAnswersIn(Schema):
    """回答: by the keys of the questions, as text."""

    consents: bool = False
    answers: dict[str, str] = Field(default_factory=dict)
    words: str = Field("", max_length=3000)


class AnsweredOut(Schema):
    """已收到的问卷."""

    state: str


class CallBackIn(EnquiryAnswersIn):
    """回访."""

    is_reached: bool


class VisitIn(EnquiryAnswersIn):
    """走访."""

    visited_on: date
    place: str
    companions: str
    is_reached: bool = True


class SuspicionOut(Schema):
    """疑点."""

    id: UUID
    said: str
    org: str
    case: str
    item_code: str
    said_on: date
    state: str


class SupervisionReasonIn(Schema):
    """理由."""

    reason: str = Field("", max_length=2000)


class SupervisionComplaintIn(Schema):
    """提出审批投诉: the body by its code, an own case by its number."""

    org: str
    said: str = ""
    text: str
    case: str = ""


class SupervisionComplaintOut(Schema):
    """审批投诉."""

    id: UUID
    org: str
    said: str
    state: str
    decision: str
    answer: str
    due_on: date


class ComplaintDecisionIn(Schema):
    """处理审批投诉."""

    decision: str
    answer: str = ""


class SupervisionOpeningIn(Schema):
    """监督立案: the unit by its code; leads by their ids."""

    unit: str
    title: str
    reason: str
    alerts: list[UUID] = Field(default_factory=list)
    suspicions: list[UUID] = Field(default_factory=list)
    complaints: list[UUID] = Field(default_factory=list)


class FoundIn(Schema):
    """认定的问题."""

    violation: str
    text: str
    rule: str = ""


class RectificationPaperIn(Schema):
    """整改文书."""

    findings: list[FoundIn]
    demands: list[str]
    days: int


class JointRectificationIn(RectificationPaperIn):
    """整改通知书: the centre by its code."""

    centre: str


class SupervisionConclusionIn(Schema):
    """核实结论."""

    conclusion: str = ""


class PlanIn(Schema):
    """整改方案."""

    meeting_on: date
    causes: str
    measures: str
    owner: str
    done_by: date


class ReportIn(Schema):
    """整改报告."""

    report: str = ""


class RectificationCheckIn(Schema):
    """复查整改."""

    is_passed: bool
    text: str = ""


class EscalationIn(Schema):
    """移送追究责任."""

    referred_to: str
    reason: str


class AccountabilityIn(Schema):
    """追究结果."""

    outcome: str
    outcome_on: date


class ResamplingIn(Schema):
    """复查抽样: the frame by its id."""

    frame: UUID
    is_repeated: bool
    text: str


class CaseFindingOut(Schema):
    """认定的问题."""

    violation: str
    rule: str
    text: str
    is_repeat: bool
    factor: Decimal


class SupervisionCaseOut(Schema):
    """监督案件 as far as the reader may see it."""

    id: UUID
    number: str
    unit: str
    title: str
    state: str
    opened_at: datetime
    told_at: datetime | None
    plan_due_on: date | None
    due_on: date | None
    closed_at: datetime | None
    resample_from: date | None
    findings: list[CaseFindingOut]
    papers: list[str]


class ResultsOut(Schema):
    """监督结果公开."""

    year: int
    opened: int
    ended: int
    rectified: int
    accountable: int
    unit_count: int
    kinds: dict[str, int]
