"""What operations of the desk for big projects take and give. Persons are masked everywhere."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from uuid import UUID

from ninja import Field, Schema


class ProjectConsultationIn(Schema):
    """登记来访咨询: ``org`` is the code of the body, ``project`` the number of the project, if there is one."""

    org: str
    visitor: str = Field("", max_length=60)
    visitor_body: str = Field("", max_length=100)
    phone: str = Field("", max_length=30)
    topic: str
    project: str = ""
    question: str = Field("", max_length=2000)
    answer: str = Field("", max_length=2000)
    minutes: str = Field("", max_length=2000)
    visited_at: datetime


class ConsultationAnswerIn(Schema):
    """答复来访咨询."""

    answer: str = Field("", max_length=2000)
    minutes: str = Field("", max_length=2000)


class ConsultationFollowUpIn(Schema):
    """安排咨询回访: ``person`` is the login of who asks again."""

    person: str
    due_on: date
    purpose: str = Field("", max_length=200)


class ConsultationFollowUpResultIn(Schema):
    """办理咨询回访."""

    result: str = Field("", max_length=2000)


class ConsultationFollowUpOut(Schema):
    """咨询回访."""

    id: UUID
    person: str
    due_on: date
    purpose: str
    result: str
    done_at: datetime | None


class ProjectConsultationOut(Schema):
    """来访咨询."""

    id: UUID
    number: str
    org: str
    state: str
    topic: str
    visited_on: date
    visitor: str
    visitor_body: str
    phone: str
    project: str
    question: str
    answer: str
    minutes: str
    follow_ups: list[ConsultationFollowUpOut]


class EnrolmentIn(Schema):
    """提出进入绿色通道: ``officer`` is a login."""

    criteria: list[str]
    grounds: str = Field("", max_length=2000)
    officer: str
    from_on: date
    until_on: date | None = None


class VipReasonIn(Schema):
    """原因."""

    reason: str = Field("", max_length=300)


class EnrolmentOut(Schema):
    """绿色通道."""

    id: UUID
    project: str
    state: str
    criteria: list[str]
    officer: str
    applied_by: str
    approved_by: str
    from_on: date
    until_on: date | None
    reason: str


class StepIn(Schema):
    """安排代理计划事项."""

    name: str = Field("", max_length=200)
    planned_on: date
    is_milestone: bool = False
    item_code: str = Field("", max_length=60)


class StepReachedIn(Schema):
    """完成代理计划事项: ``case`` is the number of the case in which it was done, if there is one."""

    reached_on: date
    case: str = ""


class ObstacleIn(Schema):
    """提出代理障碍: ``org`` is the code of the body that it is about."""

    text: str = Field("", max_length=2000)
    org: str = ""


class SolutionIn(Schema):
    """解决代理障碍."""

    solution: str = Field("", max_length=2000)


class MeetingIn(Schema):
    """登记代理协调会."""

    held_at: datetime
    place: str = Field("", max_length=200)
    attendees: str = Field("", max_length=500)
    minutes: str = Field("", max_length=5000)


class HandingOnIn(Schema):
    """更换代理专员: ``officer`` is a login."""

    officer: str
    reason: str = Field("", max_length=300)


class EscortConclusionIn(Schema):
    """代理完毕."""

    summary: str = Field("", max_length=5000)


class EscortRatingIn(Schema):
    """评价全程代理: one to five."""

    rating: int
    note: str = Field("", max_length=500)


class EscortStepOut(Schema):
    """代理计划事项."""

    id: UUID
    name: str
    planned_on: date
    is_milestone: bool
    reached_on: date | None


class ObstacleOut(Schema):
    """代理障碍."""

    id: UUID
    text: str
    raised_at: datetime
    solution: str
    solved_at: datetime | None


class EscortMeetingOut(Schema):
    """代理协调会."""

    id: UUID
    held_at: datetime
    place: str
    minutes: str


class EscortOut(Schema):
    """全程无偿代理."""

    id: UUID
    project: str
    state: str
    officer: str
    fee: Decimal
    mandate_scope: str
    begun_on: date
    rating: int | None
    steps: list[EscortStepOut]
    obstacles: list[ObstacleOut]
    meetings: list[EscortMeetingOut]


class SpecialHandlingIn(Schema):
    """决定特事特办: ``departures`` are shorten, first, after_hours, tolerate; others are refused with the article."""

    departures: list[str]
    days: int | None = None
    after_hours: str = Field("", max_length=200)
    materials: list[str] = []
    reason: str = Field("", max_length=500)


class SpecialHandlingOut(Schema):
    """特事特办."""

    id: UUID
    case: str
    departures: list[str]
    days_before: int | None
    days: int | None
    after_hours: str
    materials: list[str]
    reason: str
    ordered_by: str
    ordered_at: datetime
    revoked_at: datetime | None
    revocation_reason: str


class ProgrammeIn(Schema):
    """设立专项: ``org`` is the code of the body that leads it."""

    org: str
    name: str = Field("", max_length=120)
    name_en: str = Field("", max_length=200)
    summary: str = Field("", max_length=2000)


class ProgrammeClassIn(Schema):
    """增加专项类别."""

    name: str = Field("", max_length=120)
    name_en: str = Field("", max_length=200)
    item_codes: list[str]


class GroupedIn(Schema):
    """加入专项: the number of the project or of the case."""

    number: str


class UngroupedIn(Schema):
    """办件移出专项."""

    number: str
    reason: str = Field("", max_length=300)


class ProgrammeLineOut(Schema):
    """专项类别: grouped, accepted, done."""

    name: str
    grouped: int
    accepted: int
    done: int


class SumOut(Schema):
    """投资额 of one currency."""

    currency: str
    amount: Decimal


class ProgrammeBriefOut(Schema):
    """专项, in the list."""

    id: UUID
    name: str
    org: str
    state: str
    project_count: int
    case_count: int


class ProgrammeOut(Schema):
    """专项: the last line is the sum of all classes; amounts of different currencies are never added."""

    id: UUID
    name: str
    name_en: str
    org: str
    state: str
    lines: list[ProgrammeLineOut]
    projects: list[str]
    investments: list[SumOut]
