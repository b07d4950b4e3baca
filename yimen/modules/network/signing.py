"""签名: envelopes and requests signed by this installation's current key."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from yimen.kernel.base.refusals import RuleBroken

from . import keys, schemas
from .envelope import Envelope, canonical, is_signature, moment_text, signed
from .models import LocalKey, LocalNode, Node
from .states import KeyState

HEADERS = ("X-Node-Sender", "X-Node-Key", "X-Node-Time", "X-Node-Signature")


def local() -> tuple[LocalNode, LocalKey]:
    """This installation's name and signing key; raises RuleBroken before it has joined."""
    node, key = LocalNode.objects.first(), LocalKey.objects.filter(state=KeyState.CURRENT).first()
    if node is None or key is None:
        raise RuleBroken(_("本系统还没有设立联网节点。"))
    return node, key


def around(
    node: Node,
    message_type: str,
    body: Mapping[str, Any],
    *,
    message_id: UUID,
    occurred_at: datetime,
    at: datetime,
    case_no: str = "",
    sequence: int = 0,
) -> Envelope:
    """A signed envelope for a node, in the newest version that both understand.

    Raises RuleBroken when there is none.
    """
    version = schemas.spoken(node.schema_versions)
    if version is None:
        raise RuleBroken(_("没有双方都支持的格式版本。"))
    own, key = local()
    return signed(
        keys.private_key(key.key_id),
        key_id=key.key_id,
        body=schemas.lowered(body, version),
        message_id=message_id,
        type=str(message_type),
        sender=own.code,
        receiver=node.code,
        case_no=case_no,
        sequence_in_case=sequence,
        occurred_at=occurred_at,
        sent_at=at,
        schema_version=version,
    )


def request_headers(node: Node, method: str, path: str, body: bytes, at: datetime) -> dict[str, str]:
    """The headers by which a request says who asks: a signature over method, path, body, both names, the time."""
    own, key = local()
    time = moment_text(at)
    text = _request_bytes(method, path, body, own.code, node.code, time)
    signature = base64.b64encode(keys.private_key(key.key_id).sign(text)).decode()
    return dict(zip(HEADERS, (own.code, key.key_id, time, signature), strict=True))


def is_request_signed(
    public_key: str, signature: str, *, method: str, path: str, body: bytes, sender: str, time: str
) -> bool:
    """Whether the headers of a request hold; the receiver is this installation."""
    own = LocalNode.objects.first()
    if own is None:
        return False
    return is_signature(public_key, signature, _request_bytes(method, path, body, sender, own.code, time))


def _request_bytes(method: str, path: str, body: bytes, sender: str, receiver: str, time: str) -> bytes:
    digest = hashlib.sha256(body).hexdigest()
    said = {
        "method": method,
        "path": path,
        "body": digest,
        "sender": sender,
        "receiver": receiver,
        "time": time,
    }
    return canonical(said)
