"""The bodies of messages, type by type (current version)."""

from __future__ import annotations

from typing import Any

from yimen.kernel.cases.models import ClockKind, HoldKind
from yimen.modules.approvals.public import Outcome
from yimen.modules.network.states import MirrorState

Schema = dict[str, Any]


def text(most: int, least: int = 0) -> Schema:
    return {"type": "string", "maxLength": most, "minLength": least}


def choice(*values: str) -> Schema:
    return {"enum": list(values)}


def body(required: list[str], **properties: Schema) -> Schema:
    return {
        "type": "object",
        "properties": properties,
        "required": required,
        "additionalProperties": False,
    }


def rows(row: Schema, most: int = 200) -> Schema:
    return {"type": "array", "items": row, "maxItems": most}


DAY: Schema = {"type": "string", "pattern": r"^[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$"}
DAYS: Schema = {"type": "integer", "minimum": 0, "maximum": 3650}
SHA256: Schema = {"type": "string", "pattern": "^([0-9a-f]{64})?$"}
SIZE: Schema = {"type": "integer", "minimum": 0, "maximum": 200 * 1024 * 1024}
ITEM: Schema = {"type": "string", "pattern": "^[A-Za-z0-9_-]{1,64}$"}
OFFICER = body(["name"], name=text(100), number=text(40))
STATE = choice(*[one for one in MirrorState.values if one not in ("sent", "handed_back")])
OUTCOME = choice(*[one for one in Outcome.values if one])
KINDS = choice(
    "submitted", "received", "correction_required", "correction_answered", "assigned", "examined", "returned",
    "extended", "decided", "delivered", "closed", "withdrawn", "tolerance_supplied",
    "reopened",
)  # fmt: skip
PARTY = body(
    ["kind", "name", "id_type", "id_number"],
    kind=choice("resident", "enterprise"),
    name=text(100, 1),
    id_type=text(30),
    id_number=text(40),
    legal_representative=text(60),
    phone=text(30),
    email=text(254),
    address=text(200),
)
MATERIAL = body(
    ["key", "name", "is_paper"],
    key=text(60, 1),
    name=text(200, 1),
    is_paper={"type": "boolean"},
    sha256=SHA256,
    size=SIZE,
    media_type=text(100),
)
PAPER = body(
    ["kind", "name"], kind=text(30, 1), name=text(200, 1), number=text(100), sha256=SHA256, size=SIZE
)
CORRECTION_ROW = body(
    ["key", "name", "defect", "cure"],
    key=text(60, 1),
    name=text(200, 1),
    defect=text(30, 1),
    reason=text(500),
    article=text(200),
    cure=text(500),
)
ANSWERS: Schema = {
    "type": "object",
    "additionalProperties": {"type": "array", "items": text(100), "maxItems": 50},
}
OPENED: dict[str, Schema] = {
    "item": ITEM,
    "title": text(200),
    "applicant": PARTY,
    "channel": choice("window", "web", "mobile", "courier", "other"),
    "received_on": DAY,
    "query_code": {"type": "string", "pattern": "^[0-9]{6}$"},
}
STEP = body(
    ["kind", "state"],
    kind=KINDS,
    state=STATE,
    officer=OFFICER,
    note=text(500),
    rows=rows(CORRECTION_ROW),
    days=DAYS,
    materials=rows(MATERIAL),
    **OPENED,
) | {
    "allOf": [
        {
            "if": {"properties": {"kind": {"const": "submitted"}}},
            "then": {"required": ["item", "title", "applicant", "channel", "received_on", "query_code"]},
        },
        {
            "if": {"properties": {"kind": {"const": "correction_required"}}},
            "then": {"required": ["rows", "officer"]},
        },
        {
            "if": {"properties": {"kind": {"enum": ["extended", "reopened"]}}},
            "then": {"required": ["days", "note", "officer"]},
        },
    ]
}

BODIES: dict[str, Schema] = {
    "item_version": body(
        ["item", "name", "number", "effective_from", "content_hash", "content", "terms"],
        item=ITEM,
        name=text(150, 1),
        number={"type": "integer", "minimum": 1},
        effective_from=DAY,
        content_hash=SHA256,
        content={"type": "object"},
        terms={"type": "object"},
    ),
    "accept": body(
        ["accepted_on", "state", "promised_days", "statutory_days", "officer"],
        accepted_on=DAY,
        state=STATE,
        promised_days=DAYS,
        statutory_days=DAYS,
        promised_due_on=DAY,
        statutory_due_on=DAY,
        is_deemed={"type": "boolean"},
        officer=OFFICER,
        note=text(500),
    ),
    "step": STEP,
    "special_procedure": body(
        ["kind", "reason", "basis", "stops", "expected_days", "started_on", "officer"],
        kind=choice(*HoldKind.values),
        reason=text(300, 1),
        basis=text(200),
        stops=rows(choice(*ClockKind.values), 10),
        expected_days=DAYS,
        started_on=DAY,
        officer=OFFICER,
    ),
    "special_procedure_result": body(
        ["kind", "ended_on", "officer"],
        kind=choice(*HoldKind.values),
        ended_on=DAY,
        result=text(300),
        officer=OFFICER,
    ),
    "result": body(
        ["outcome", "state", "ended_on", "officer"],
        outcome=OUTCOME,
        state=choice("concluded", "closed"),
        ended_on=DAY,
        is_on_time={"type": ["boolean", "null"]},
        reasons=text(2000),
        papers=rows(PAPER, 50),
        officer=OFFICER,
    ),
    "licence": body(
        ["number", "name", "holder", "issued_on"],
        number=text(100, 1),
        name=text(200, 1),
        holder=text(200, 1),
        issued_on=DAY,
        valid_until=DAY,
        sha256=SHA256,
        size=SIZE,
        officer=OFFICER,
    ),
    "material": MATERIAL,
    "charge": body(
        ["number", "amount", "payer", "is_paid"],
        number=text(60, 1),
        amount={"type": "string", "pattern": r"^[0-9]{1,14}\.[0-9]{2}$"},
        payer=text(100),
        is_paid={"type": "boolean"},
    ),
    "rating": body(["score"], score={"type": "integer", "minimum": 1, "maximum": 5}, comment=text(500)),
    "hand_over": body(
        [*OPENED, "application", "answers", "materials"],
        application={
            "type": "string",
            "pattern": "^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$",
        },
        subject=text(200),
        statement=text(20000),
        answers=ANSWERS,
        delivery_wanted=text(15),
        form={"type": "object"},
        materials=rows(MATERIAL),
        **OPENED,
    ),
    "hand_back": body(["reason", "officer"], reason=text(500, 1), officer=OFFICER),
    "ack": body(
        ["message_id", "status"],
        message_id=text(36, 36),
        status=choice("waiting", "applied", "parked", "dismissed", "replaced"),
        reason=text(500),
    ),
}
