"""节点身份: who asks over the link says so by a signature over the request; nothing else opens these operations."""

from __future__ import annotations

import json
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _

from . import door, signing
from .envelope import Malformed
from .models import Node

MOST_QUESTION = 256 * 1024


def address_of(request: HttpRequest) -> str:
    """The address that asks: the peer; behind a proxy of ours, what that proxy says last."""
    if settings.SECURE_PROXY_SSL_HEADER:
        told = request.headers.get("X-Forwarded-For", "").rpartition(",")[2].strip()
        if told:
            return told
    return str(request.META.get("REMOTE_ADDR", ""))


def limited(request: HttpRequest, most: int) -> bytes:
    """The body, read no further than the limit; raises NotLetIn when there is more."""
    try:
        length = int(request.META.get("CONTENT_LENGTH") or 0)
    except ValueError:
        length = 0
    if length > most:
        raise door.too_large()
    body = request.read(most + 1)
    if len(body) > most:
        raise door.too_large()
    return bytes(body)


def signed(request: HttpRequest) -> Node | None:
    """The node whose signature the request carries; None without one; raises NotLetIn for a wrong one."""
    at = timezone.now()  # noqa: TID251 - a door, like a page
    said = [request.headers.get(name, "") for name in signing.HEADERS]
    if not all(said):
        return None
    door.require_patience(address_of(request), at)
    sender, key_id, time, signature = said
    body = limited(request, MOST_QUESTION) if request.method == "POST" else b""
    request._body = body  # read once, here
    try:
        node = door.known_node(sender, at)
        key = door.key_of(node, key_id, at)
        if key is None or not signing.is_request_signed(
            key,
            signature,
            method=request.method or "",
            path=request.path,
            body=body,
            sender=sender,
            time=time,
        ):
            raise door.wrong_signature()
        door.require_clock(door.moment(time), at)
    except (door.NotLetIn, Malformed) as error:
        refusal = error if isinstance(error, door.NotLetIn) else door.wrong_signature()
        door.note_rejection(refusal, address=address_of(request), sender=sender, size=len(body), at=at)
        raise refusal from error
    return node


def question(request: HttpRequest) -> dict[str, Any]:
    """The JSON object in a signed request; raises NotLetIn for anything else."""
    try:
        found = json.loads(request.body)
    except ValueError:
        found = None
    if not isinstance(found, dict):
        raise door.NotLetIn(400, "malformed", _("请求内容应当是 JSON 对象。"))
    return found
