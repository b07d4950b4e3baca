"""What operations take and give about trees, guides, compiled rules and standing checks."""

from __future__ import annotations

import datetime as days
from uuid import UUID

from ninja import Schema


class ClassificationIn(Schema):
    """增设分类."""

    scheme: str
    code: str
    name: str
    name_en: str = ""
    parent: str = ""
    order: int = 0
    basis: str = ""
    valid_from: days.date


class ClassificationChange(Schema):
    """变更分类."""

    name: str | None = None
    name_en: str | None = None
    order: int | None = None
    basis: str | None = None


class ClassificationEnd(Schema):
    """停用分类: its successor by the code."""

    on: days.date
    replaced_by: str = ""


class GuideIn(Schema):
    """公布公开指南: ``seen`` is the number of the edition that its editor saw."""

    seen: int
    content: dict[str, str]


class CompilationOut(Schema):
    """制度汇编."""

    number: int
    rule_count: int
    compiled_at: days.datetime


class StandingCheckIn(Schema):
    """类别审查."""

    org: str
    code: str
    title: str
    scope_text: str


class StandingCheckOut(Schema):
    """类别审查."""

    id: UUID
    code: str
    title: str
    state: str
    valid_from: days.date | None
    valid_until: days.date | None
