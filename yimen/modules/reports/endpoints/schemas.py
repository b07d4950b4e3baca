"""What operations of yearly reports take and give."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from ninja import Field, Schema


class ReportLine(Schema):
    """年度报告, in a list."""

    id: UUID
    org: str
    title: str
    year: int
    format_year: int
    version: int
    state: str
    submitted_at: datetime | None
    published_at: datetime | None


class ReportOut(ReportLine):
    """年度报告, with everything: the machine form (README of the module), and what is wrong with it."""

    due_on: date
    report: dict[str, Any]
    findings: list[ReportFindingOut]


class ReportFindingOut(Schema):
    """核验发现."""

    kind: str
    message: str
    cells: list[str]
    is_blocking: bool


class ReportOpeningIn(Schema):
    """建立年度报告: ``org`` is the code of the body."""

    org: str
    year: int
    format_year: int | None = None


class TextsIn(Schema):
    """起草: a text for each part, by its number."""

    texts: dict[str, str]


class WhyReturnedIn(Schema):
    """理由."""

    reason: str = Field("", max_length=500)


class YearlyCorrectionIn(Schema):
    """更正: what and why; ``recount`` counts the numbers anew."""

    note: str = Field("", max_length=500)
    recount: bool = False


class SupplementIn(Schema):
    """补充数."""

    cell: str = Field(max_length=60)
    value: Decimal = Field(max_digits=18, decimal_places=6)
    source: str = Field("", max_length=200)


class SupplementsIn(Schema):
    """填报补充数."""

    supplements: list[SupplementIn] = Field(max_length=500)


class ConfirmationIn(Schema):
    """复核补充数: their ids."""

    supplements: list[UUID]


class SupplementOut(Schema):
    """补充数 with its two people."""

    id: UUID
    cell: str
    value: Decimal
    source: str
    state: str
    entered_by: str
    confirmed_by: str | None


class CellOut(Schema):
    """单元格: what was counted, what was added, and the cases behind it that the asker may see."""

    cell: str
    counted: Decimal | None
    added: Decimal | None
    number: Decimal | None
    count: int
    cases: list[str]


class StandingOut(Schema):
    """报送情况 of one body."""

    org: str
    state: str | None
    due_on: date
    submitted_on: date | None
    is_late: bool


ReportOut.model_rebuild()
