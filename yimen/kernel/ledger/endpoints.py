"""OpenAPI: heads and proofs of the public ledger."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils import timezone
from ninja import Field, Query, Router, Schema, Status

from yimen.kernel.people.auth import public
from yimen.kernel.web.limits import require_patience
from yimen.kernel.web.request import Request

from . import actions, heads, keys, proofs, queries
from .models import Check, Head
from .permissions import Permission

router = Router(tags=["ledger"])
LARGEST = 2**31 - 1


class HeadFilter(Schema):
    """筛选 — ``before``: heads with smaller numbers."""

    before: int = Field(LARGEST, ge=1, le=LARGEST)
    limit: int = Field(100, ge=1, le=1000)


class Between(Schema):
    """两次签署 — by their numbers."""

    first: int = Field(..., ge=1, le=LARGEST)
    second: int = Field(..., ge=1, le=LARGEST)


class HeadOut(Schema):
    """账本签署 — ``note`` is what was signed (C2SP tlog-checkpoint); the other fields say the same plainly."""

    format: str
    number: int
    size: int
    root: str
    at: str
    note: str


class KeyRow(Schema):
    """账本密钥 — ``verifier`` is the key in the one line of C2SP signed-note."""

    name: str
    public: str
    since: str
    endorsement: str
    verifier: str


class KeysOut(Schema):
    """密钥登记 — in their order; the time of each ends where that of the next begins."""

    format: str
    keys: list[KeyRow]


class DisclosedField(Schema):
    """公开的字段 — its value and the salt with which it stands in the leaf."""

    value: str
    salt: str


class ProvedEntry(Schema):
    """已入账的留痕 — the fields of its leaf, disclosed or as digest, and the path to the root."""

    position: int
    fields: dict[str, DisclosedField | str]
    path: list[str]


class ProofOut(Schema):
    """入账证明 — a file for `yimen verify`."""

    format: str
    entries: list[ProvedEntry]
    head: HeadOut
    keys: KeysOut


class ConsistencyOut(Schema):
    """前后一致证明 — a file for `yimen verify`."""

    format: str
    first: HeadOut
    second: HeadOut
    path: list[str]
    keys: KeysOut


class KeyAppointedOut(Schema):
    """启用的账本密钥."""

    number: int
    mark: str


class RecordCheckOut(Schema):
    """核对结果."""

    id: str
    begun_at: datetime
    seconds: float
    entry_count: int
    leaf_count: int
    head_count: int
    fault_count: int
    faults: list[dict[str, Any]]

    @staticmethod
    def resolve_id(row: Check) -> str:
        return str(row.pk)


class Problem(Schema):
    """RFC 9457."""

    status: int
    code: str
    detail: str


@router.get("/heads", auth=public, response=list[HeadOut])
def list_heads(request: Request, filters: Query[HeadFilter]) -> list[dict[str, Any]]:
    """账本签署 — the newest first; ``before`` goes on from a number."""
    rows = queries.heads().filter(number__lt=filters.before).order_by("-number")[: filters.limit]
    return [heads.as_file(one) for one in rows]


@router.get("/heads/{head_id}", auth=public, response={200: HeadOut, 404: Problem})
def read_head(request: Request, head_id: int) -> dict[str, Any]:
    """账本签署 — one by its number; 0 is the last one."""
    rows = queries.heads().order_by("-number")
    found = rows.first() if head_id == 0 else _head(head_id)
    if found is None:
        raise Http404
    return heads.as_file(found)


@router.get("/keys", auth=public, response=KeysOut)
def list_keys(request: Request) -> dict[str, Any]:
    """密钥登记 — every key there was."""
    return keys.register()


@router.post("/keys/replacement", response={201: KeyAppointedOut, 404: Problem})
def key_replacement(request: Request) -> Status[dict[str, Any]]:
    """更换账本密钥 — a new one signs from now on; the one before signs nothing any more."""
    if not request.actor.may(Permission.KEY_APPOINT, None):
        raise Http404
    done = actions.appoint_key(actions.ledger(), by=request.actor, at=timezone.now())
    return Status(201, {"number": done.number, "mark": done.mark})


@router.get("/inclusion/{entry_hash}", auth=public, response={200: ProofOut, 404: Problem, 429: Problem})
def inclusion(request: Request, entry_hash: str) -> dict[str, Any]:
    """入账证明 for whoever knows the hash of an entry; nothing else is said about it."""
    require_patience(request, "ledger", timezone.now())
    try:
        raw = bytes.fromhex(entry_hash)
    except ValueError as error:
        raise Http404 from error
    found = proofs.proof_of_hash(raw) if len(raw) == 32 else None
    if found is None:
        raise Http404
    return found


@router.get("/consistency", auth=public, response={200: ConsistencyOut, 404: Problem})
def consistency(request: Request, filters: Query[Between]) -> dict[str, Any]:
    """前后一致证明 between two heads by their numbers."""
    return proofs.consistency_of(_head(filters.first), _head(filters.second))


@router.get("/checks", response={200: list[RecordCheckOut], 404: Problem})
def list_checks(request: Request) -> list[Check]:
    """核对结果 — the last thirty, for those who answer for the record."""
    if not request.actor.may(Permission.CHECK_READ, None):
        raise Http404
    return list(queries.checks(request.actor)[:30])


def _head(number: int) -> Head:
    if not 1 <= number < 2**31:
        raise Http404
    return get_object_or_404(queries.heads(), pk=number)
