"""报文: the envelope that every message travels in, its canonical bytes, its signature. Pure: no database, no clock.

Canonical bytes are those of the record: JSON with sorted keys, without spaces, Chinese as it is, in UTF-8; no
number with a fraction, for two languages write it differently. ``body_hash`` is the SHA-256 of the body's canonical
bytes; the signature (Ed25519, base64) is over the canonical bytes of the envelope without ``body`` and ``signature``.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from django.utils.translation import gettext as _

from yimen.kernel.audit.tail import as_json
from yimen.kernel.base.punctuation import joined

FIELDS = (
    "message_id", "type", "sender", "receiver", "case_no", "sequence_in_case", "occurred_at", "sent_at",
    "schema_version", "body", "body_hash", "key_id", "signature",
)  # fmt: skip
UNSIGNED = ("body", "signature")
DEEPEST = 20


class Malformed(Exception):  # noqa: N818 - says what the text is
    """报文残缺 — the bytes are no envelope; the argument says why."""


@dataclass(frozen=True)
class Envelope:
    """报文 — one message as it travels."""

    message_id: UUID
    type: str
    sender: str
    receiver: str
    case_no: str
    sequence_in_case: int
    occurred_at: datetime
    sent_at: datetime
    schema_version: int
    body: Mapping[str, Any]
    body_hash: str
    key_id: str
    signature: str

    @property
    def stream(self) -> str:
        """What is in order: the case; for a version of an item that item; nothing for a receipt."""
        if self.case_no:
            return self.case_no
        return f"item:{self.body.get('item', '')}" if self.type == "item_version" else ""

    def as_dict(self) -> dict[str, Any]:
        said = {name: getattr(self, name) for name in FIELDS}
        said |= {"message_id": str(self.message_id), "body": dict(self.body)}
        return said | {name: moment_text(getattr(self, name)) for name in ("occurred_at", "sent_at")}

    def text(self) -> bytes:
        """The envelope as it is sent."""
        return canonical(self.as_dict())


def canonical(value: Any) -> bytes:
    """The bytes that are hashed and signed; raises Malformed for what has no one form."""
    _require_plain(value, 0)
    return as_json(value).encode()


def _require_plain(value: Any, depth: int) -> None:
    if depth > DEEPEST:
        raise Malformed(_("层次太多"))
    if isinstance(value, Mapping):
        if not all(isinstance(key, str) for key in value):
            raise Malformed(_("栏目名不是文字"))
        _require_all_plain([*value, *value.values()], depth)
    elif isinstance(value, list):
        _require_all_plain(value, depth)
    elif isinstance(value, str):
        _require_text(value)
    elif not (value is None or isinstance(value, bool | int)):
        raise Malformed(_("%(what)s 没有规范写法") % {"what": type(value).__name__})


def _require_all_plain(values: list[Any], depth: int) -> None:
    for one in values:
        _require_plain(one, depth + 1)


def _require_text(value: str) -> None:
    """No NUL, which the database cannot hold, and no lone surrogate, which UTF-8 cannot."""
    if "\x00" in value:
        raise Malformed(_("含有空字符（NUL）"))
    try:
        value.encode()
    except UnicodeEncodeError as error:
        raise Malformed(_("文字不是 Unicode")) from error


def hash_of(body: Mapping[str, Any]) -> str:
    """SHA-256 of the body's canonical bytes, hex."""
    return hashlib.sha256(canonical(body)).hexdigest()


def moment_text(moment: datetime) -> str:
    """A moment in UTC to the microsecond, ending in Z: one form."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def signed(key: Ed25519PrivateKey, *, key_id: str, body: Mapping[str, Any], **facts: Any) -> Envelope:
    """An envelope around a body, signed."""
    unsigned = Envelope(body=body, body_hash=hash_of(body), key_id=key_id, signature="", **facts)
    signature = base64.b64encode(key.sign(_signed_bytes(unsigned))).decode()
    return Envelope(**{**{name: getattr(unsigned, name) for name in FIELDS}, "signature": signature})


def _signed_bytes(envelope: Envelope) -> bytes:
    return canonical({key: value for key, value in envelope.as_dict().items() if key not in UNSIGNED})


def is_signed_by(envelope: Envelope, public_key: str) -> bool:
    """Whether the signature and the body's hash hold under the key (base64)."""
    return is_signature(public_key, envelope.signature, _signed_bytes(envelope)) and envelope.body_hash == (
        hash_of(envelope.body)
    )


def is_signature(public_key: str, signature: str, content: bytes) -> bool:
    """Whether the signature (base64) over the content is by the key (base64)."""
    try:
        key = Ed25519PublicKey.from_public_bytes(base64.b64decode(public_key, validate=True))
        key.verify(base64.b64decode(signature, validate=True), content)
    except (InvalidSignature, ValueError, binascii.Error):
        return False
    return True


def read(text: bytes) -> Envelope:
    """The envelope in the bytes; raises Malformed with the reason."""
    try:
        said = json.loads(text, parse_float=_no_fraction, parse_constant=_no_fraction)
    except (ValueError, RecursionError) as error:
        raise Malformed(_("不是规范的 JSON")) from error
    if not isinstance(said, dict):
        raise Malformed(_("不是一个对象"))
    if missing := sorted(set(FIELDS) ^ set(said)):
        raise Malformed(_("缺少或者多出栏目：%(names)s") % {"names": joined(missing, "、")[:200]})
    canonical(said)
    return _typed(said)


def _no_fraction(text: str) -> Any:
    raise ValueError(f"{text} has no canonical form")


def _typed(said: dict[str, Any]) -> Envelope:
    for name in ("type", "sender", "receiver", "case_no", "body_hash", "key_id", "signature"):
        if not isinstance(said[name], str) or len(said[name]) > 200:
            raise Malformed(_("%(name)s 不是短文字") % {"name": name})
    for name in ("sequence_in_case", "schema_version"):
        if isinstance(said[name], bool) or not isinstance(said[name], int) or not 0 <= said[name] < 2**31:
            raise Malformed(_("%(name)s 不是从 0 起的整数") % {"name": name})
    if not isinstance(said["body"], dict):
        raise Malformed(_("%(name)s 不是一个对象") % {"name": "body"})
    try:
        message_id = UUID(str(said["message_id"]))
    except ValueError as error:
        raise Malformed(_("%(name)s 不是 UUID") % {"name": "message_id"}) from error
    moments = {name: _moment(said, name) for name in ("occurred_at", "sent_at")}
    return Envelope(**{**said, **moments, "message_id": message_id})


def _moment(said: Mapping[str, Any], name: str) -> datetime:
    try:
        moment = datetime.fromisoformat(said[name])
        exact = moment_text(moment) == said[name]
    except (ValueError, TypeError, OverflowError) as error:
        raise Malformed(_("%(name)s 不是时刻") % {"name": name}) from error
    if not exact:
        raise Malformed(
            _("%(name)s 应当写作 %(form)s") % {"name": name, "form": "2026-03-02T04:00:00.000000Z"}
        )
    return moment
