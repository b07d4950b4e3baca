"""取回 — one GET to a portal that the administrator has allowed: conditional, bounded, and never to our own network.

Which hosts may be asked stands in the setting HARVEST_HOSTS. A name there must lead to a public address; a name
with a port (intranet.city.cn:8080) is trusted wherever it leads. The address is looked at when the connection
stands and before anything is sent, so that a name which changes its mind gains nothing.
"""

from __future__ import annotations

import http.client
import ipaddress
import ssl
from dataclasses import dataclass
from urllib.parse import SplitResult, urljoin, urlsplit

from django.conf import settings
from django.utils.translation import gettext as _

from .incoming import Faulty, Place

SECONDS = 20.0
LARGEST = 20 * 1024 * 1024
MOST_REDIRECTS = 3
AGENT = "Yimen harvester"


@dataclass(frozen=True)
class Fetched:
    """What came: the content with its validators; nothing new when the portal says so (304)."""

    content: bytes
    etag: str
    modified: str
    is_new: bool = True


def fetch(url: str, *, etag: str = "", modified: str = "", accept: str = "") -> Fetched:
    """Raises Faulty, in words for who keeps the source, when nothing can be had."""
    asked = {"User-Agent": AGENT, "Accept": accept or "*/*"}
    asked |= {"If-None-Match": etag} if etag else {}
    asked |= {"If-Modified-Since": modified} if modified else {}
    for _turn in range(MOST_REDIRECTS + 1):
        try:
            answer, content = _get(require_allowed(url), asked)
        except (OSError, http.client.HTTPException) as error:
            raise Faulty(_("无法连接：%(error)s") % {"error": str(error)[:200]}, Place(url)) from error
        if answer.status in (301, 302, 303, 307, 308) and (target := answer.headers.get("Location")):
            url = urljoin(url, target)
            continue
        return _answered(answer, content, url, etag, modified)
    raise Faulty(_("转向次数过多。"), Place(url))


def _answered(
    answer: http.client.HTTPResponse, content: bytes, url: str, etag: str, modified: str
) -> Fetched:
    if answer.status == 304:
        return Fetched(b"", etag, modified, is_new=False)
    if answer.status != 200:
        raise Faulty(_("对方回答 %(status)s。") % {"status": answer.status}, Place(url))
    if len(content) > LARGEST:
        raise Faulty(_("内容超过 %(most)s MB。") % {"most": LARGEST // 1024**2}, Place(url))
    return Fetched(
        content, answer.headers.get("ETag", "")[:300], answer.headers.get("Last-Modified", "")[:60]
    )


def require_allowed(url: str) -> SplitResult:
    """The parts of an address that may be asked; raises Faulty for any other."""
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError as error:
        raise Faulty(_("地址不可读。"), Place(url[:300])) from error
    named = (parts.hostname or "", f"{parts.hostname}:{port}")
    if parts.scheme not in ("http", "https") or parts.username or not set(named) & _hosts():
        said = _("系统管理员没有允许向 %(host)s 采集。请先在设置 HARVEST_HOSTS 中写明。")
        raise Faulty(said % {"host": parts.hostname or url[:60]}, Place(url[:300]))
    if named[0] in _hosts() and port not in (None, 80, 443):
        raise Faulty(_("没有允许这个端口。"), Place(url[:300]))
    return parts


def _hosts() -> set[str]:
    return {one.lower() for one in settings.HARVEST_HOSTS}


def _get(parts: SplitResult, asked: dict[str, str]) -> tuple[http.client.HTTPResponse, bytes]:
    connection = _connection(parts)
    try:
        connection.connect()
        _require_outside(parts, connection.sock.getpeername()[0])
        path = parts.path or "/"
        connection.request("GET", f"{path}?{parts.query}" if parts.query else path, headers=asked)
        answer = connection.getresponse()
        return answer, answer.read(LARGEST + 1)
    finally:
        connection.close()


def _connection(parts: SplitResult) -> http.client.HTTPConnection:
    host = parts.hostname or ""
    if parts.scheme == "https":
        context = ssl.create_default_context()
        return http.client.HTTPSConnection(host, parts.port or 443, timeout=SECONDS, context=context)
    return http.client.HTTPConnection(host, parts.port or 80, timeout=SECONDS)


def _require_outside(parts: SplitResult, peer: str) -> None:
    if f"{parts.hostname}:{parts.port}" in _hosts():
        return
    if not ipaddress.ip_address(peer.split("%")[0]).is_global:
        raise Faulty(
            _("%(host)s 指向内部网络，没有采集。") % {"host": parts.hostname}, Place(parts.geturl()[:300])
        )
