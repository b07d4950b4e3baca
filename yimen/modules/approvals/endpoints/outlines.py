"""What the operations about situations and forms take and give."""

from __future__ import annotations

from typing import Any

from ninja import Field, Schema

from .schemas import MaterialOut


class FeeOut(Schema):
    """收费."""

    name: str
    basis: str
    amount: str
    unit: str
    note: str


class ProcedureOut(Schema):
    """办理环节."""

    key: str
    name: str
    days: int
    legal_basis: str


class OutlineOut(Schema):
    """办理要求 — what follows from a situation; ``perhaps`` still depends on what is not known."""

    materials: list[MaterialOut]
    perhaps: list[MaterialOut] = Field(alias="open_materials")
    fees: list[FeeOut]
    procedures: list[ProcedureOut]
    promised_days: int
    mode: str
    pattern: str


class FormIn(Schema):
    """申请表内容 — all answers at once, by the JSON Schema of the item's form."""

    answers: dict[str, Any]
