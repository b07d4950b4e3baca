"""What operations of projects take and give."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from ninja import Field, Schema


class ProjectIn(Schema):
    """登记项目."""

    org: str
    name: str
    owner: UUID
    place: str
    classes: list[str]
    investments: dict[str, Decimal] = Field(default_factory=dict)
    address: str = ""
    theme: str = ""
    summary: str = ""


class ProjectChangeIn(Schema):
    """变更项目; what is not given stays as it was."""

    name: str | None = None
    classes: list[str] | None = None
    investments: dict[str, Decimal] | None = None


class ProjectOut(Schema):
    """重大项目; each currency has its own sum."""

    id: UUID
    number: str
    name: str
    owner_name: str
    classes: list[str]
    investments: dict[str, Decimal]
    org: str
    state: str


class ProjectHandOverIn(Schema):
    """移交项目: the code of the body that leads from now on."""

    org: str
    reason: str = ""


class ProjectEndIn(Schema):
    """项目结束."""

    is_ended: bool = False


class StageIn(Schema):
    """准备阶段申请: ``id`` is chosen by the caller; the same id sent twice is one stage."""

    id: UUID
    template: str
    channel: str = "web"


class StageFillIn(Schema):
    """填写阶段申请; what is not given stays as it was."""

    chosen: list[str] | None = None
    answers: dict[str, list[str]] | None = None
    form: dict[str, Any] | None = None
    contact_phone: str | None = None


class StageReasonIn(Schema):
    """原因."""

    reason: str = ""


class StageExtensionIn(Schema):
    """延长并联期限."""

    days: int
    reason: str = ""


class StageIssueIn(Schema):
    """统一发放结果."""

    method: str
    receiver: str = ""


class WishIn(Schema):
    """其余事项的意愿."""

    goes_on: bool


class MergeIn(Schema):
    """统一补正: keys that mean the same as another one."""

    merges: dict[str, str] = Field(default_factory=dict)


class TaskOut(Schema):
    """部门任务."""

    id: UUID
    case: UUID
    case_number: str
    item: str
    org: str
    state: str
    part_state: str
    outcome: str
    waits_for: list[str]
    acknowledge_due_on: date
    opinion_due_on: date
    acknowledged_at: datetime | None
    completeness: str


class StageOut(Schema):
    """并联审批阶段."""

    id: UUID
    project: UUID
    template: str
    number: str
    state: str
    org: str
    chosen: list[str]
    accepted_on: date | None
    due_on: date | None
    tasks: list[TaskOut]


class QuestionOut(Schema):
    """情形问题."""

    key: str
    question: str
    options: dict[str, str]
    multiple: bool


class NeededOut(Schema):
    """材料, asked once."""

    key: str
    name: str
    items: list[str]


class StageItemLine(Schema):
    """阶段事项."""

    code: str
    name: str
    org: str
    days: int
    fees: list[str]


class StageGuideOut(Schema):
    """阶段指南: one list of items, questions, materials; the longest way."""

    code: str
    name: str
    lead: str
    questions: list[QuestionOut]
    items: list[StageItemLine]
    materials: list[NeededOut]
    longest_days: int
    longest_way: list[str]


class StageGuideIn(Schema):
    """您的情形."""

    chosen: list[str] = Field(default_factory=list)
    answers: dict[str, list[str]] = Field(default_factory=dict)


class StageLine(Schema):
    """阶段, in the list."""

    code: str
    name: str
    theme: str
    lead: str


class DemandIn(Schema):
    """一条补正要求."""

    key: str
    defect: str
    cure: str = ""
    article: str = ""


class DemandsIn(Schema):
    """补正要求, all at once."""

    rows: list[DemandIn]


class ReviewIn(Schema):
    """组织联合会审: codes of the departments; none for all of the stage."""

    begins_at: datetime
    place: str = ""
    agenda: str = ""
    orgs: list[str] = Field(default_factory=list)


class JointVisitIn(Schema):
    """组织联合勘验."""

    begins_at: datetime
    place: str = ""
    purpose: str = ""
    checklist: list[str] = Field(default_factory=list)


class MinutesIn(Schema):
    """会审纪要."""

    minutes: str = ""
    decision: str = ""


class SeatOpinionIn(Schema):
    """会审意见."""

    stance: str
    opinion: str = ""


class SeatOut(Schema):
    """参会部门."""

    id: UUID
    org: str
    state: str
    stance: str


class ReviewOut(Schema):
    """联合会审."""

    id: UUID
    stage: UUID
    kind: str
    state: str
    begins_at: datetime
    decision: str
    seats: list[SeatOut]


class StageTemplateIn(Schema):
    """设立阶段模板."""

    lead: str
    code: str
    name: str
    theme: str
    position: int
    name_en: str = ""
    theme_en: str = ""


class StageItemIn(Schema):
    """阶段事项."""

    item_code: str
    position: int
    role: str
    due_days: int | None = None
    needs_visit: bool = False
    is_milestone: bool = False


class StageItemKeyIn(Schema):
    """阶段事项, by its code."""

    item_code: str


class StageOrderIn(Schema):
    """先后关系."""

    before: str
    after: str
    kind: str
    basis: str = ""


class StageOrderKeyIn(Schema):
    """先后关系, by its items."""

    before: str
    after: str


class MemberIn(Schema):
    """合并的一处."""

    item: str
    key: str


class SharedNeedIn(Schema):
    """共用要求."""

    kind: str
    key: str
    members: list[MemberIn]
    name: str = ""
    name_en: str = ""


class SharedNeedKeyIn(Schema):
    """共用要求, by its kind and key."""

    kind: str
    key: str


class TemplatePublicationIn(Schema):
    """公布阶段模板."""

    basis: str = ""
    done_when: str = "all"


class TemplateVersionOut(Schema):
    """模板版本."""

    id: UUID
    template: str
    number: int
    state: str
    items: list[str]
