"""What operations of yearly work reports take and give."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from uuid import UUID

from ninja import Field, Schema


class SummaryLine(Schema):
    """年度工作总结, in a list."""

    id: UUID
    org: str
    title: str
    year: int
    edition: int
    state: str
    as_of: date
    published_at: datetime | None


class SummaryPartOut(Schema):
    """总结段落: the text with the places of its numbers, and the numbers in it that were typed."""

    id: UUID
    chapter: str
    code: str
    title: str
    text: str
    typed: list[str]


class SummaryOut(SummaryLine):
    """年度工作总结, with everything: the machine form (README of the module), its paragraphs, the last rebuilding."""

    summary: dict[str, Any]
    parts: list[SummaryPartOut]
    rebuilt_at: datetime | None
    differences: list[dict[str, str]]


class SummaryOutlineIn(Schema):
    """制定总结提纲: ``org`` is the code of the centre, ``source`` the outline as TOML."""

    org: str
    source: str = Field(max_length=200_000)


class SummaryOutlineOut(Schema):
    """总结提纲."""

    org: str
    number: int
    source: str


class SummaryDraftIn(Schema):
    """起草年度工作总结."""

    org: str
    year: int
    as_of: date


class AsOfIn(Schema):
    """计算总结数值."""

    as_of: date


class PartIn(Schema):
    """撰写总结段落."""

    title: str = Field(max_length=150)
    text: str = Field("", max_length=20_000)


class OrderIn(Schema):
    """调整段落次序: every paragraph once."""

    order: list[UUID] = Field(max_length=500)


class SummaryReasonIn(Schema):
    """退回理由."""

    reason: str = Field("", max_length=500)


class SummaryCorrectionIn(Schema):
    """更正: what and why, and the day up to which is counted."""

    note: str = Field("", max_length=500)
    as_of: date


class DatasetOut(Schema):
    """数据集: its file and columns."""

    code: str
    title: str
    definition: str
    columns: list[dict[str, str]]
