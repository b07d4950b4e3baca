"""What the acts of the network take and give."""

from __future__ import annotations

import datetime
from uuid import UUID

from ninja import Field, Schema

from yimen.modules.network import schemas


class LocalIn(Schema):
    """设立本节点."""

    code: str = Field(max_length=40)
    name: str = Field(max_length=100)
    name_en: str = Field("", max_length=150)


class LocalOut(Schema):
    """本节点."""

    code: str
    name: str


class KeyOut(Schema):
    """密钥."""

    key_id: str
    public_key: str
    state: str


class NodeAmendmentIn(Schema):
    """变更节点."""

    name: str = Field(max_length=100)
    name_en: str = Field("", max_length=150)
    address: str = Field(max_length=200)
    schema_versions: list[int] = list(schemas.VERSIONS)


class NodeIn(NodeAmendmentIn):
    """登记节点 — ``org`` is the code of the body that is responsible for it."""

    code: str = Field(max_length=40)
    org: str = Field(max_length=40)
    role: str = Field(max_length=10)
    public_key: str = Field(max_length=44)


class NodeOut(Schema):
    """联网节点."""

    id: UUID
    code: str
    name: str
    role: str
    address: str
    schema_versions: list[int]
    state: str
    state_reason: str


class NodeReasonIn(Schema):
    """原因."""

    reason: str = Field("", max_length=500)


class TrustIn(Schema):
    """启用节点公钥."""

    public_key: str = Field(max_length=44)


class KeyEndIn(Schema):
    """停用节点公钥."""

    key_id: str = Field(max_length=16)
    ends_at: datetime.datetime | None = None


class ItemIn(Schema):
    """节点事项."""

    item_code: str = Field(max_length=64)


class BlockIn(Schema):
    """编号段."""

    area: str = Field(max_length=6)
    first_serial: int = Field(ge=1, le=99_999)
    last_serial: int = Field(ge=1, le=99_999)
    first_on: datetime.date
    last_on: datetime.date | None = None


class BlockOut(Schema):
    """编号段."""

    id: UUID
    kind: str
    holder: str
    area: str
    first_serial: int
    last_serial: int
    first_on: datetime.date
    last_on: datetime.date | None
    state: str
    note: str


class BlockReturnIn(Schema):
    """交回编号段."""

    last_on: datetime.date


class MessageNoteIn(Schema):
    """说明."""

    note: str = Field("", max_length=300)


class OutgoingOut(Schema):
    """发出报文."""

    id: UUID
    node: UUID = Field(alias="node_id")
    type: str
    case_no: str
    sequence: int
    state: str
    attempts: int
    occurred_at: datetime.datetime
    next_try_at: datetime.datetime
    last_error: str


class IncomingOut(Schema):
    """收到报文 — the lag is received_at less occurred_at."""

    id: UUID
    node: UUID = Field(alias="node_id")
    message_id: UUID
    type: str
    case_no: str
    sequence: int
    state: str
    park_reason: str
    reason: str
    occurred_at: datetime.datetime
    received_at: datetime.datetime
    applied_at: datetime.datetime | None


class ReconciliationOut(Schema):
    """对账."""

    id: UUID
    node: UUID = Field(alias="node_id")
    started_at: datetime.datetime
    ended_at: datetime.datetime
    state: str
    here_count: int
    there_count: int
    difference_count: int
    moving_count: int
    error: str


class DifferenceOut(Schema):
    """差异."""

    id: UUID
    node: UUID = Field(alias="node_id")
    number: str
    kind: str
    here: str
    there: str
    state: str
    explanation: str


class ExplanationIn(Schema):
    """说明差异."""

    explanation: str = Field("", max_length=300)
