"""交付文件 — how a file leaves the house, after the module's own check of who may see it."""

from __future__ import annotations

from typing import IO, cast
from urllib.parse import quote

from django.http import FileResponse, HttpRequest, HttpResponse, HttpResponseNotModified
from django.http.response import HttpResponseBase

from . import queries, store
from .models import Document, File

INLINE = frozenset({"application/pdf", "image/png", "image/jpeg", "image/gif", "text/plain"})


def serve(
    served: Document | File, *, filename: str, inline: bool = False, request: HttpRequest | None = None
) -> HttpResponseBase:
    """The file as a response: never sniffed, never run, not kept by shared caches.

    ``inline`` shows kinds that are safe to show; with ``request`` an unchanged file is answered with 304.
    """
    file = served.sealed_file if isinstance(served, Document) else served
    tag = f'"{file.sha256}"' if file else ""
    if request is not None and tag and request.headers.get("If-None-Match") == tag:
        return _with_headers(HttpResponseNotModified(), tag)
    media_type = file.media_type if file else "application/pdf"
    response: HttpResponseBase
    if file is None:
        response = HttpResponse(queries.pdf(cast(Document, served)))
    else:
        response = FileResponse(cast("IO[bytes]", store.open_stored(file.stored)))
        response.headers["Content-Length"] = str(file.size)
    shown = "inline" if inline and media_type in INLINE else "attachment"
    response.headers["Content-Type"] = media_type
    response.headers["Content-Disposition"] = disposition(shown, filename)
    return _with_headers(response, tag)


def disposition(shown: str, filename: str) -> str:
    """The name in UTF-8 (RFC 6266), with a plain one for old programs; nothing in it can end the header."""
    name = "".join(one for one in filename if one.isprintable() and one not in '"\\/') or "file"
    stem, dot, extension = name.encode("ascii", "ignore").decode().rpartition(".")
    plain = f"{stem.strip(' .') or 'file'}{dot}{extension}"
    return f"{shown}; filename=\"{plain}\"; filename*=UTF-8''{quote(name, safe='')}"


def _with_headers(response: HttpResponseBase, tag: str) -> HttpResponseBase:
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Content-Security-Policy"] = "sandbox; default-src 'none'; style-src 'unsafe-inline'"
    response.headers["Cache-Control"] = "private, no-cache"
    if tag:
        response.headers["ETag"] = tag
    return response
