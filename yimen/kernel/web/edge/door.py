"""The WSGI door: answers from what is kept; else lets Django answer, and keeps what it may."""

from __future__ import annotations

import gzip
import hashlib
import math
import time
from collections.abc import Callable, Iterable, Mapping
from datetime import UTC, datetime, timedelta
from email.utils import formatdate, parsedate_to_datetime
from typing import Any

from django.http import HttpResponse
from django.utils import timezone

from .asking import Key, key_of
from .hearing import Ear
from .keeping import Body, Page, Pages
from .kept import longest_of, subjects_of

Start = Callable[..., Any]
Application = Callable[[dict[str, Any], Start], Iterable[bytes]]

SETTLED = 2.0  # seconds: younger pages carry no Last-Modified, whose steps are whole seconds
PACK_FROM = 600
VARIES = frozenset({"accept-language", "cookie", "hx-request", "hx-target", "accept-encoding"})
NOT_KEPT = frozenset({"content-length", "etag", "last-modified", "vary", "date"})
VARY = "Accept-Encoding, Accept-Language, Cookie, HX-Request"


class PageCache:
    """公开页面缓存 — around the application of a web process; ``megabytes`` 0 leaves everything to Django."""

    def __init__(self, application: Application, megabytes: int) -> None:
        self.application = application
        self.pages = Pages(megabytes * 1024 * 1024)
        self.ear = Ear(self.pages)
        self.on = megabytes > 0

    def __call__(self, environ: dict[str, Any], start_response: Start) -> Iterable[bytes]:
        key = key_of(environ) if self.on else None
        if key is None:
            return self.application(environ, start_response)
        if not self.ear.hears:
            self.ear.ensure()
            return self.application(environ, start_response)
        page = self.pages.find(key)
        if page is not None and page.until > time.time():
            return answer(page, environ, start_response)
        if environ["REQUEST_METHOD"] == "HEAD":
            return self.application(environ, start_response)
        return self._make(key, environ, start_response)

    def _make(self, key: Key, environ: dict[str, Any], start_response: Start) -> Iterable[bytes]:
        """Django's answer, which begins only when it is known whether the page is kept."""
        turn, begun = self.pages.turn, Begun()
        result = self.application(environ, begun)
        page = page_of(result, begun, time.time()) if self.ear.hears else None
        if page is None:
            start_response(begun.status, begun.headers)
            return result
        self.pages.keep(key, page, turn)
        if isinstance(result, HttpResponse):
            result.close()
        return answer(page, environ, start_response)


class Begun:
    """What Django began its answer with."""

    status = ""
    headers: list[tuple[str, str]]

    def __call__(self, status: str, headers: list[tuple[str, str]], _error: object = None) -> None:
        self.status, self.headers = status, headers


def page_of(result: object, begun: Begun, now: float) -> Page | None:
    """The answer as a page to keep; None for one that was not handed over, or that tells of one person."""
    subjects = subjects_of(result)
    if not subjects or not isinstance(result, HttpResponse) or not _is_for_all(begun):
        return None
    headers = [pair for pair in begun.headers if pair[0].lower() not in NOT_KEPT]
    content = result.content
    plain = _body(content, headers, now)
    packed = None
    if len(content) >= PACK_FROM and not result.has_header("Content-Encoding"):
        packed = _body(gzip.compress(content, 6, mtime=0), [*headers, ("Content-Encoding", "gzip")], now)
    return Page(plain, packed, now, min(now + longest_of(result), _midnight(now)), subjects)


def _midnight(now: float) -> float:
    """The end of the day where the city is: what is open for a time, or in force, changes there."""
    here = timezone.localtime(datetime.fromtimestamp(now, UTC))
    return (here.replace(hour=0, minute=0, second=0, microsecond=0) + timedelta(days=1)).timestamp()


def _is_for_all(begun: Begun) -> bool:
    """Whether nothing in the answer says that it was made for one person or one showing."""
    if not begun.status.startswith("200 "):
        return False
    heads = {name.lower(): value for name, value in begun.headers}
    varies = {one.strip().lower() for one in heads.get("vary", "").split(",") if one.strip()}
    return (
        "set-cookie" not in heads
        and varies <= VARIES
        and not {"private", "no-store"} & {one.strip() for one in heads.get("cache-control", "").split(",")}
        and "'nonce-" not in heads.get("content-security-policy", "")
    )


def _body(content: bytes, headers: Iterable[tuple[str, str]], now: float) -> Body:
    """Heads are written once, not at every answer: they are most of its cost."""
    etag = f'"{hashlib.sha256(content).hexdigest()[:32]}"'
    own = [*headers, ("Content-Length", str(len(content))), ("ETag", etag), ("Vary", VARY)]
    return Body(content, etag, own, [*own, ("Last-Modified", formatdate(math.ceil(now), usegmt=True))])


def answer(page: Page, environ: Mapping[str, Any], start_response: Start) -> Iterable[bytes]:
    """The page, in the form that the reader takes; 304 when the reader has it."""
    body = page.plain
    if page.packed is not None and "gzip" in environ.get("HTTP_ACCEPT_ENCODING", ""):
        body = page.packed
    headers = body.settled if time.time() - page.made_at >= SETTLED else body.headers
    asks_for_changes = "HTTP_IF_NONE_MATCH" in environ or "HTTP_IF_MODIFIED_SINCE" in environ
    if asks_for_changes and _has_it(page, body, environ):
        kept = ("content-length", "content-type", "content-encoding")
        start_response("304 Not Modified", [pair for pair in headers if pair[0].lower() not in kept])
        return []
    start_response("200 OK", headers)
    return [] if environ["REQUEST_METHOD"] == "HEAD" else [body.content]


def _has_it(page: Page, body: Body, environ: Mapping[str, Any]) -> bool:
    """If-None-Match goes before If-Modified-Since (RFC 9110, 13.2.2)."""
    if known := environ.get("HTTP_IF_NONE_MATCH"):
        tags = {one.strip().removeprefix("W/") for one in known.split(",")}
        return body.etag in tags or "*" in tags
    since = environ.get("HTTP_IF_MODIFIED_SINCE")
    if not since or time.time() - page.made_at < SETTLED:
        return False
    try:
        return parsedate_to_datetime(since).timestamp() >= math.ceil(page.made_at)
    except (ValueError, TypeError, OverflowError):
        return False
