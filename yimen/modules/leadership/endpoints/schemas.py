"""What operations of the leadership take and give."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from uuid import UUID

from ninja import Field, Schema


class OfficeOut(Schema):
    """任职."""

    id: UUID
    group: UUID
    org: str
    office: str
    name: str
    name_en: str
    position: str
    since: date
    until: date | None
    order_document: str
    state: str


class LeadershipGroupOut(Schema):
    """领导小组, with those in office on the day."""

    id: UUID
    org: str
    org_name: str
    level: str
    name: str
    name_en: str
    established_on: date
    ended_on: date | None
    in_office: list[OfficeOut]


class GroupIn(Schema):
    """成立领导小组: ``org`` is the code of the body."""

    org: str
    level: str
    name: str = Field("", max_length=120)
    name_en: str = Field("", max_length=200)
    established_on: date
    order_document: str = Field("", max_length=200)


class GroupAmendmentIn(Schema):
    """更正领导小组."""

    level: str
    name: str = Field("", max_length=120)
    name_en: str = Field("", max_length=200)
    order_document: str = Field("", max_length=200)
    reason: str = Field("", max_length=200)


class GroupEndingIn(Schema):
    """撤销领导小组."""

    on: date
    ending_document: str = Field("", max_length=200)


class AppointmentToOfficeIn(Schema):
    """登记任职."""

    office: str
    name: str = Field("", max_length=60)
    name_en: str = Field("", max_length=100)
    position: str = Field("", max_length=60)
    position_en: str = Field("", max_length=100)
    since: date
    until: date | None = None
    order_document: str = Field("", max_length=200)


class ReliefIn(Schema):
    """登记免职."""

    until: date
    relief_document: str = Field("", max_length=200)


class AssignmentAmendmentIn(Schema):
    """更正任职."""

    name: str = Field("", max_length=60)
    name_en: str = Field("", max_length=100)
    position: str = Field("", max_length=60)
    position_en: str = Field("", max_length=100)
    since: date
    until: date | None = None
    order_document: str = Field("", max_length=200)
    reason: str = Field("", max_length=200)


class LeadershipReasonIn(Schema):
    """原因."""

    reason: str = Field("", max_length=200)


class EmptyOut(Schema):
    """职务空缺; ``is_to_come`` when the holder leaves soon and nobody follows."""

    group: UUID
    org: str
    office: str
    since: date
    is_to_come: bool


class TrainingIn(Schema):
    """培训安排."""

    kind: str
    topic: str = Field("", max_length=200)
    topic_en: str = Field("", max_length=300)
    trainer: str = Field("", max_length=100)
    place: str = Field("", max_length=200)
    starts_at: datetime
    hours: Decimal = Field(max_digits=4, decimal_places=1)
    material: str = Field("", max_length=300)


class TrainingPlanIn(TrainingIn):
    """安排培训: ``org`` is the code of the body that holds it."""

    org: str


class AttendeeIn(Schema):
    """参训人员: ``org`` is the code of the body."""

    org: str
    name: str = Field(max_length=60)


class AttendeesIn(Schema):
    """参训名单."""

    attendees: list[AttendeeIn] = Field(max_length=1000)


class HoldingIn(Schema):
    """登记培训举办: the ids of those who came."""

    present: list[UUID]


class EvaluationIn(Schema):
    """评估培训: the ids of those who passed, and what it brought."""

    passed: list[UUID]
    evaluation: str = Field("", max_length=4000)


class AttendanceOut(Schema):
    """参训."""

    id: UUID
    org: str
    name: str
    is_present: bool | None
    has_passed: bool | None


class TrainingLine(Schema):
    """培训, in the list."""

    id: UUID
    org: str
    kind: str
    topic: str
    trainer: str
    place: str
    starts_at: datetime
    hours: Decimal
    state: str


class TrainingOut(TrainingLine):
    """培训, with the people whom the asker may see."""

    material: str
    evaluation: str
    attendees: list[AttendanceOut]


class CoverageOut(Schema):
    """培训覆盖 of one body."""

    org: str
    sessions: int
    present: int
    passed: int
