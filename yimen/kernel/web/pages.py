"""How every page answers: whole, or the part that htmx asked for; and the pages of the shell itself."""

from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import render as django_render
from django.utils.cache import patch_vary_headers
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_GET, require_POST
from django.views.i18n import set_language

from . import gallery as examples
from .context import SIZE_COOKIE
from .styles import bundle
from .tables import TablePage, exported

YEAR = 365 * 24 * 3600


def render(
    request: HttpRequest, template: str, context: Mapping[str, Any] | None = None, *, part: str = ""
) -> HttpResponse:
    """The page; or, when htmx asks and a part is named, only that part of the same template."""
    htmx = getattr(request, "htmx", None)
    if part and htmx and not htmx.boosted and not htmx.history_restore_request:
        template = f"{template}#{part}"
    response = django_render(request, template, dict(context or {}))
    patch_vary_headers(response, ["HX-Request", "HX-Target"])
    return response


def table_response(
    request: HttpRequest, template: str, page: TablePage, context: Mapping[str, Any] | None = None
) -> HttpResponseBase:
    """A list page: its file when one is asked for, its table alone for htmx, the whole page otherwise."""
    if page.format:
        return exported(page)
    htmx = getattr(request, "htmx", None)
    if htmx and htmx.target == page.element_id:
        return render(request, "web/_table_part.html", {"table": page})
    return render(request, template, {"table": page, **(context or {})})


@login_not_required
@require_GET
def gallery(request: HttpRequest, component: str = "") -> HttpResponse:
    """构件 — every component with its examples."""
    shown = [folder for folder in examples.folders() if component in ("", folder.name)]
    return render(request, "web/gallery.html", {"folders": shown, "names": examples.names()})


@login_not_required
@require_GET
def style(request: HttpRequest, digest: str) -> HttpResponse:
    """样式 — the one style sheet of all components; its address changes with its content."""
    sheet = bundle()
    packed = "gzip" in request.headers.get("Accept-Encoding", "")
    response = HttpResponse(sheet.packed if packed else sheet.text, content_type="text/css; charset=utf-8")
    if packed:
        response.headers["Content-Encoding"] = "gzip"
    response.headers["Vary"] = "Accept-Encoding"
    fresh = digest == sheet.digest and not settings.DEBUG
    response.headers["Cache-Control"] = f"public, max-age={YEAR}, immutable" if fresh else "no-cache"
    return response


@login_not_required
@csrf_exempt
@require_POST
def size(request: HttpRequest) -> HttpResponse:
    """字号 — standard or large print, kept in a cookie; it changes nothing else, so it needs no token."""
    response = HttpResponseRedirect(_way_back(request))
    chosen = "large" if request.POST.get("size") == "large" else ""
    if chosen:
        response.set_cookie(SIZE_COOKIE, chosen, max_age=YEAR, samesite="Lax", secure=request.is_secure())
    else:
        response.delete_cookie(SIZE_COOKIE)
    return response


@login_not_required
@csrf_exempt
@require_POST
def language(request: HttpRequest) -> HttpResponse:
    """语言 — Django's own switch; like the size it needs no token, so public pages can be cached."""
    return set_language(request)


def _way_back(request: HttpRequest) -> str:
    """The page the form stood on, if it is one of ours."""
    next_url = request.POST.get("next", "")
    safe = url_has_allowed_host_and_scheme(
        next_url, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return next_url if safe else "/"
