"""What operations of outreach take and give."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from uuid import UUID

from ninja import Schema


class AgencyPointLine(Schema):
    """代理点 in a list."""

    id: UUID
    kind: str
    name: str
    name_en: str
    region: str
    address: str
    phone: str
    opened_on: date


class AgencyServiceOut(Schema):
    """代办服务项目."""

    code: str
    service_class: str
    name: str
    name_en: str
    powers: list[str]
    materials: list[str]
    item_code: str
    is_on_the_spot: bool
    presence_basis: str


class AgencyPointOut(AgencyPointLine):
    """代理点 with those who serve there and what they do."""

    agents: list[str]
    services: list[AgencyServiceOut]


class CoverageLine(Schema):
    """社区覆盖 — one community; what is missing is null."""

    area_code: str
    name: str
    window: str | None
    window_since: date | None
    officer: str | None
    officer_since: date | None


class CoveragePage(Schema):
    """社区覆盖 in pages; ``next`` is the code after which the next one begins."""

    communities: list[CoverageLine]
    next: str


class AgencyPointIn(Schema):
    """设立代理点."""

    region: str
    kind: str
    name: str
    name_en: str = ""
    address: str = ""
    phone: str = ""
    opened_on: date


class OutreachReasonIn(Schema):
    """原因."""

    reason: str = ""


class AgentIn(Schema):
    """聘任代理员, by the post that the person holds."""

    post_id: UUID
    kind: str
    since: date
    instrument: str = ""
    is_party_member: bool = False
    training: str = ""
    service_area: str = ""


class StandInIn(Schema):
    """指定接替人, 移交."""

    agent_id: UUID


class AgentOut(Schema):
    """代理员."""

    id: UUID
    name: str
    point_id: UUID
    kind: str
    since: date
    until: date | None
    stand_in_id: UUID | None


class PrincipalIn(Schema):
    """委托人身份 as the document says."""

    id_type: str
    id_number: str
    name: str
    phone: str


class ErrandIn(Schema):
    """提出代办; without a principal for oneself."""

    id: UUID | None = None
    agent_id: UUID
    service: str
    statement: str
    principal: PrincipalIn | None = None


class EntrustedErrandIn(Schema):
    """依委托代办; the same id sent twice is one errand."""

    id: UUID | None = None
    agent_id: UUID
    service: str
    statement: str


class ReceiptIn(Schema):
    """受理代办."""

    materials: str


class ErrandResultIn(Schema):
    """办理结果."""

    result: str


class ErrandApplicationIn(Schema):
    """代为申请; the same id sent twice is one application."""

    application_id: UUID | None = None


class FollowUpIn(Schema):
    """回访."""

    is_reached: bool = True
    satisfaction: int | None = None
    is_money_asked: bool = False
    amount: Decimal | None = None
    money_note: str = ""
    note: str = ""


class ErrandOut(Schema):
    """代办事项; the principal's name is masked. The number is given on acceptance."""

    id: UUID
    number: str
    point_id: UUID
    agent_id: UUID | None
    service: str
    state: str
    principal: str
    statement: str
    mandate_id: UUID | None
    requested_at: datetime
    accepted_on: date | None
    forward_due_on: date | None
    application_id: UUID | None
    result: str
    done_on: date | None
    delivered_on: date | None
    ended_reason: str


class ErrandPage(Schema):
    """代办事项 in pages, the newest first; ``next`` is the moment before which the next page begins."""

    errands: list[ErrandOut]
    next: datetime | None


class MandateOut(Schema):
    """委托."""

    id: UUID
    services: list[str]
    powers: list[str]
    signing: str
    signed_at: datetime
    valid_until: date
    state: str
    revoked_at: datetime | None


class AdviceIn(Schema):
    """登记咨询."""

    id: UUID | None = None
    agent_id: UUID
    topic: str
    answer: str
    is_at_home: bool = False


class AdviceOut(Schema):
    """咨询登记."""

    id: UUID
    topic: str
    answer: str
    is_at_home: bool
    given_at: datetime


class PhoneDraftIn(Schema):
    """手机草稿 — the fields of its kind, and both clocks of the telephone."""

    kind: str
    agent: UUID
    phone_at: datetime | None = None
    sent_at: datetime | None = None
    service: str = ""
    id_type: str = ""
    id_number: str = ""
    name: str = ""
    phone: str = ""
    statement: str = ""
    powers: list[str] = []
    valid_until: date | None = None
    signing: str = ""
    further: list[str] = []
    mandate: UUID | None = None
    materials: str = ""
    topic: str = ""
    answer: str = ""
    is_at_home: bool = False
    errand_id: UUID | None = None
    receiver: str = ""
    place: str = ""


class PhoneDraftOut(Schema):
    """收到的手机草稿; ``is_first`` is false where the same one had come before."""

    id: UUID
    kind: str
    received_at: datetime
    is_clock_wrong: bool
    is_first: bool
