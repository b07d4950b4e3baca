"""robots.txt — what machines that gather pages are asked: the public pages, by the site map; nothing of anybody's own."""

from __future__ import annotations

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from yimen.kernel.web.request import Request

CLOSED = ("/accounts/", "/api/", "/desk/", "/notices/", "/people/", "/progress/", "/record/", "/search/")


@login_not_required
@require_safe
def robots(_request: Request) -> HttpResponse:
    """robots.txt (RFC 9309)."""
    closed = "".join(f"Disallow: {one}\n" for one in CLOSED)
    site_map = f"Sitemap: {settings.SITE_URL}{reverse('disclosure:sitemap')}\n"
    return HttpResponse(f"User-agent: *\n{closed}\n{site_map}", content_type="text/plain; charset=utf-8")
