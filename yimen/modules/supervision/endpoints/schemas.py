"""What operations of supervision take and give."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from ninja import Schema


class AlertOut(Schema):
    """预警."""

    id: UUID
    rule: str
    rule_version: int
    level: str
    subject_kind: str
    subject_key: str
    occurrence_key: str
    org: str
    item_code: str
    state: str
    happened_on: date
    raised_at: datetime
    evidence: list[dict[str, str]]
    explanation: str
    objection: str
    decision: str

    @staticmethod
    def resolve_org(row: object) -> str:
        return str(row.org.code)  # type: ignore[attr-defined]


class AlertExplanationIn(Schema):
    """说明预警."""

    explanation: str


class AlertDecisionIn(Schema):
    """复核预警."""

    outcome: str
    decision: str


class SupervisionRuleOut(Schema):
    """监督规则 as it stands."""

    code: str
    version: int
    title: str
    basis: str
    level: str
    state: str
    parameters: dict[str, str]
    active_from: date | None
    alerts: int


class AdoptionIn(Schema):
    """采用规则."""

    code: str
    addressees: list[str] = []
    active_from: date


class SettingIn(Schema):
    """设定规则."""

    parameters: dict[str, str] = {}
    level: str
    addressees: list[str] = []
    active_from: date
    reason: str


class SwitchingIn(Schema):
    """启用、停用规则."""

    active_from: date
    reason: str


class TrialIn(Schema):
    """安排回测."""

    parameters: dict[str, str] = {}
    first_day: date
    last_day: date


class TrialOut(Schema):
    """规则回测: ``cells`` are the code of the body, the month, how many."""

    id: UUID
    code: str
    version: int
    parameters: dict[str, str]
    first_day: date
    last_day: date
    state: str
    total: int
    cells: list[tuple[str, str, int]]
    error: str
    ordered_at: datetime
    ended_at: datetime | None


class FaultOut(Schema):
    """搁置的规则."""

    id: UUID
    code: str
    version: int
    reason: str
    parked_at: datetime
    resumed_at: datetime | None


class RegisterOut(Schema):
    """登记册."""

    id: UUID
    org: str
    kind: str
    filename: str
    first_day: date
    last_day: date
    row_count: int

    @staticmethod
    def resolve_org(row: object) -> str:
        return str(row.org.code)  # type: ignore[attr-defined]
