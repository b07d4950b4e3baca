"""手机代办 — the page that agents keep on their telephones; it works without a network, and without JavaScript."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.contrib.staticfiles import finders
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.templatetags.static import static
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from yimen.kernel.base.refusals import Refused
from yimen.kernel.web.attempt import done_message
from yimen.kernel.web.pages import render
from yimen.kernel.web.request import Request
from yimen.kernel.web.shapes import Crumb
from yimen.kernel.web.shell import city_name
from yimen.modules.outreach import queries
from yimen.modules.outreach.forms.phone import FORMS
from yimen.modules.outreach.sending import send_once

WORKER = "outreach/phone_worker.js"


def phone(request: Request) -> HttpResponse:
    """手机代办 — a matter at the door, advice, a result that is handed over; kept on the telephone until it is sent."""
    agencies, today = queries.own_agencies(request.actor), timezone.localdate()
    if not agencies:
        raise Http404
    asked = request.POST.get("kind", "") if request.method == "POST" else ""
    facts: dict[str, Any] = {"agencies": agencies, "on": today}
    forms = {
        kind: one(request.POST, request.FILES, **facts) if kind == asked else one(**facts)
        for kind, one in FORMS.items()
    }
    sent = forms.get(asked)
    if sent is not None and sent.is_valid():
        try:
            send_once(sent, by=request.actor, at=timezone.now())
        except Refused as refusal:
            sent.add_error(None, str(refusal.message))
        else:
            done_message(request, _("已收到并登记。"))
            return redirect("outreach:phone")
    context = {
        "forms": forms,
        "agencies": agencies,
        "received": queries.phone_drafts(request.actor)[:10],
        "csrf_cookie": settings.CSRF_COOKIE_NAME,
        "crumbs": [Crumb(_("手机代办"))],
    }
    return render(request, "outreach/phone.html", context)


@login_not_required
@require_safe
def manifest(request: Request) -> HttpResponse:
    """安装说明 — what a telephone needs to keep the page among its programs; nothing personal."""
    home = reverse("outreach:phone")
    icon = {"src": static("web/icon.svg"), "sizes": "any", "type": "image/svg+xml", "purpose": "any"}
    facts = {
        "name": _("%(city)s 手机代办") % {"city": city_name()},
        "short_name": _("手机代办"),
        "id": home,
        "start_url": home,
        "scope": home,
        "display": "standalone",
        "lang": "zh-Hans",
        "background_color": "#ffffff",
        "theme_color": "#1c4f8f",
        "icons": [icon],
    }
    return JsonResponse(
        facts, content_type="application/manifest+json", json_dumps_params={"ensure_ascii": False}
    )


@login_not_required
@require_safe
def worker(request: Request) -> HttpResponse:
    """离线程序 — the service worker, at the address below which it works; the same for everybody."""
    path = finders.find(WORKER)
    if not isinstance(path, str):
        raise Http404
    with open(path, encoding="utf-8") as source:
        response = HttpResponse(source.read(), content_type="text/javascript; charset=utf-8")
    response.headers["Cache-Control"] = "no-cache"
    return response
