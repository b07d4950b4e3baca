"""Who asks, and for what: the key of a page, or none where the cache must not be used."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from types import SimpleNamespace
from typing import Any

from django.conf import settings
from django.utils.translation import get_language_from_request

from yimen.kernel.web.context import READING_COOKIE, SIZE_COOKIE

Key = tuple[str, str, str, str, str]
LONGEST = 600
LANGUAGES = frozenset(code for code, _name in settings.LANGUAGES)


def key_of(environ: Mapping[str, Any]) -> Key | None:
    """Scheme, host, address, language and size of print; None for whom pages are made afresh.

    Afresh for every method but GET and HEAD, for whoever brings a cookie that we do not know to be harmless
    (above all a session), a token, or asks for a part.
    """
    if environ["REQUEST_METHOD"] not in ("GET", "HEAD") or _asks_for_more(environ):
        return None
    cookies = environ.get("HTTP_COOKIE", "")
    chosen = _chosen(cookies) if cookies else ("", "")
    query = environ.get("QUERY_STRING", "")
    address = f"{environ.get('PATH_INFO', '/')}?{query}" if query else environ.get("PATH_INFO", "/")
    if chosen is None or len(address) > LONGEST:
        return None
    language = chosen[0] or language_of(environ.get("HTTP_ACCEPT_LANGUAGE", ""))
    return _scheme(environ), environ.get("HTTP_HOST", ""), address, language, chosen[1]


def _asks_for_more(environ: Mapping[str, Any]) -> bool:
    """A token, or only a part of the page."""
    return (
        "HTTP_AUTHORIZATION" in environ
        or "HTTP_RANGE" in environ
        or "HTTP_HX_REQUEST" in environ
        or "HTTP_HX_TARGET" in environ
    )


@lru_cache(maxsize=2048)
def _chosen(cookies: str) -> tuple[str, str] | None:
    """Language and size that the cookies ask for; None when there is one that may matter otherwise."""
    language = size = ""
    for part in cookies.split(";"):
        name, _, value = part.strip().partition("=")
        if name == settings.LANGUAGE_COOKIE_NAME and value in LANGUAGES:
            language = value
        elif name == SIZE_COOKIE:
            size = "large" if value == "large" else ""
        elif name not in (settings.CSRF_COOKIE_NAME, READING_COOKIE, ""):
            return None
    return language, size


@lru_cache(maxsize=2048)
def language_of(accepted: str) -> str:
    """The language that Django's LocaleMiddleware chooses by this header."""
    asked = SimpleNamespace(COOKIES={}, META={"HTTP_ACCEPT_LANGUAGE": accepted})
    return get_language_from_request(asked)  # type: ignore[arg-type]  # it reads these two


def _scheme(environ: Mapping[str, Any]) -> str:
    """As Django sees it, with what our own proxy says where there is one."""
    trusted = settings.SECURE_PROXY_SSL_HEADER
    told = environ.get(trusted[0], "") if trusted else ""
    return f"{environ.get('wsgi.url_scheme', 'http')} {told}"
