"""What operations of the hall take and give."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from ninja import Schema


class WaitOut(Schema):
    """预计等候, in minutes."""

    least: int
    most: int


class QueueOut(Schema):
    """排队概况."""

    id: UUID
    letter: str
    name: str
    name_en: str
    waiting: int
    wait: WaitOut | None


class WindowOut(Schema):
    """窗口状态."""

    id: UUID
    number: str
    name: str
    is_open: bool
    is_away: bool


class HallOut(Schema):
    """大厅."""

    code: str
    name: str
    hours: str
    queues: list[QueueOut]
    windows: list[WindowOut]


class HallLine(Schema):
    """大厅, in the list."""

    code: str
    name: str
    hours: str


class NumberIn(Schema):
    """取号: ``key`` is chosen by the caller, and is the address of the number afterwards."""

    key: UUID
    business: UUID
    priority: str = ""
    item_code: str = ""


class NumberOut(Schema):
    """排队号."""

    id: UUID
    number: str
    state: str
    taken_at: datetime
    window: str | None
    ahead: int | None
    wait: WaitOut | None


class NumberMoveIn(Schema):
    """转窗口."""

    window: UUID


class HallReasonIn(Schema):
    """原因."""

    reason: str = ""


class ServedIn(Schema):
    """办毕: the number of the case that came of it, or nothing."""

    case_number: str = ""


class SlotOut(Schema):
    """时段."""

    starts_at: datetime
    ends_at: datetime
    capacity: int
    free: int


class BookingIn(Schema):
    """预约: ``key`` is chosen by the caller."""

    key: UUID
    business: UUID
    starts_at: datetime
    name: str
    phone: str
    item_code: str = ""


class AfterHoursIn(Schema):
    """延时服务."""

    key: UUID
    business: UUID
    starts_at: datetime
    name: str
    phone: str
    note: str = ""


class ChangeIn(Schema):
    """改约."""

    starts_at: datetime


class ArrivalIn(Schema):
    """预约签到: ``key`` becomes the key of the number."""

    key: UUID


class AppointmentOut(Schema):
    """预约."""

    id: UUID
    hall: str
    business: str
    starts_at: datetime
    ends_at: datetime
    state: str
    code: str
    is_after_hours: bool


class ShiftIn(Schema):
    """排班."""

    window: UUID
    person: UUID
    starts_at: datetime
    ends_at: datetime
    note: str = ""


class ReplacementIn(Schema):
    """顶班."""

    person: UUID
    reason: str = ""


class WeekIn(Schema):
    """复制上周排班: the Monday of the week into which one copies."""

    monday: date


class ShiftOut(Schema):
    """班次."""

    id: UUID
    window: str
    person: str
    starts_at: datetime
    ends_at: datetime
    state: str


class WeekCopiedOut(Schema):
    """复制结果."""

    count: int
    skipped: int
