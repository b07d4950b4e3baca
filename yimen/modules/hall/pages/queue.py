"""排队 — the halls, taking a number, following the own place, the wall that calls. Public, without signing in."""

from __future__ import annotations

import hashlib
from functools import partial
from uuid import UUID

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, HttpResponseNotModified
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from yimen.kernel.base.ids import new_id
from yimen.kernel.documents.making import qr_svg
from yimen.kernel.orgs.models import Org
from yimen.kernel.web.acts import sent
from yimen.kernel.web.attempt import attempt
from yimen.kernel.web.once import once_key
from yimen.kernel.web.pages import render
from yimen.kernel.web.request import Request
from yimen.kernel.web.shapes import Crumb
from yimen.kernel.web.words import briefly
from yimen.modules.approvals import public as approvals
from yimen.modules.hall import actions, queries
from yimen.modules.hall.forms import queue as forms
from yimen.modules.hall.states import TicketChannel, TicketState

from .found import hall_of

ITEMS_SHOWN = 12


@login_not_required
@require_safe
def halls(request: Request) -> HttpResponse:
    """办事大厅 — where one can queue or book."""
    return render(request, "hall/halls.html", {"halls": queries.halls(), "crumbs": [Crumb(_("排队预约"))]})


@login_not_required
@require_safe
def hall(request: Request, code: str) -> HttpResponse:
    """大厅 — which windows are open now, how many wait, about how long; ways to a number and to an appointment."""
    centre, at = hall_of(code), timezone.now()
    context = {
        "centre": centre,
        "queues": queries.queues_now(centre, at),
        "standings": queries.standings(centre, at),
        "crumbs": [Crumb(_("排队预约"), reverse("hall:halls")), Crumb(briefly(centre))],
    }
    return render(request, "hall/hall.html", context)


@login_not_required
def number(request: Request, code: str) -> HttpResponse:
    """取号 — on the web or a telephone: which queue, and who the law lets go first."""
    return _take(request, hall_of(code), "hall/number.html", TicketChannel.WEB)


@login_not_required
def kiosk(request: Request, code: str) -> HttpResponse:
    """取号机 — the same on a touch screen: large buttons, the printed number, then the first screen again."""
    return _take(request, hall_of(code), "hall/kiosk.html", TicketChannel.KIOSK)


def _take(request: Request, centre: Org, template: str, channel: str) -> HttpResponse:
    key = once_key(request) or new_id()
    way = "?kiosk=1" if channel == TicketChannel.KIOSK else ""
    ticket_page = f"{reverse('hall:ticket', args=[key])}{way}"
    classes = queries.classes(centre)
    form = forms.Number(request.POST or None, classes=classes, priorities=queries.priorities())
    if form.is_valid():
        facts = {"priority": form.cleaned_data["priority"], "item_code": form.cleaned_data["item_code"]}
        business = form.cleaned_data["business"]
        done = attempt(
            form,
            actions.take_number,
            business,
            ticket_id=key,
            channel=channel,
            **facts,
            by=request.actor,
            at=timezone.now(),
        )
        if done is not None or queries.own_tickets(key).exists():
            return redirect(ticket_page)
    context = {"centre": centre, "form": form, "classes": classes, **_by_item(request, centre)}
    context |= {
        "is_closed": partial(queries.is_closed, centre, timezone.now()),
        "crumbs": _crumbs(centre, _("取号")),
    }
    return render(request, template, context)


def _by_item(request: Request, centre: Org) -> dict[str, object]:
    """The items that the words name, each with the queue where one waits for it."""
    words = request.GET.get("q", "").strip()[:60]
    items = approvals.items_named(words, timezone.localdate())[:ITEMS_SHOWN] if words else []
    found = [(item, queries.class_for(centre, item.org_id)) for item in items]
    return {"q": words, "items": [(item, business) for item, business in found if business is not None]}


@login_not_required
@require_safe
def ticket(request: Request, ticket_id: UUID) -> HttpResponse:
    """排队号 — its place, how long about, the window when it is called; to print and to follow by its QR code."""
    own = get_object_or_404(queries.own_tickets(ticket_id))
    at, is_waiting = timezone.now(), own.state == TicketState.WAITING
    context = {
        "ticket": own,
        "ahead": queries.ahead_of(own, at) if is_waiting else None,
        "is_closed": partial(queries.is_closed, own.centre, at),
        "qr": qr_svg(request.build_absolute_uri(reverse("hall:ticket", args=[own.pk]))),
        "is_kiosk": "kiosk" in request.GET,
        "crumbs": _crumbs(own.centre, own.number),
    }
    return render(request, "hall/ticket.html", context, part="now")


@login_not_required
def leaving(request: Request, ticket_id: UUID) -> HttpResponse:
    """放弃排队 — asked once more; the place goes to the next."""
    own = get_object_or_404(queries.own_tickets(ticket_id))
    form = forms.Nothing(sent(request))
    if form.is_valid() and attempt(form, actions.leave_queue, own, by=request.actor, at=timezone.now()):
        return redirect("hall:ticket", own.pk)
    return render(
        request, "hall/leaving.html", {"ticket": own, "form": form, "crumbs": _crumbs(own.centre, own.number)}
    )


@login_not_required
@require_safe
def screen(request: Request, code: str) -> HttpResponse:
    """叫号屏 — for the wall: who is called where, how many wait; asks again by itself, and says so when nothing changed."""
    centre, at = hall_of(code), timezone.now()
    calls, counts = list(queries.calls(centre, at)), queries.waiting_counts(centre, at)
    standing = [
        *((one.number, one.call_count, one.window_id) for one in calls),
        *((b.pk, n) for b, n in counts),
    ]
    tag = f'"{hashlib.sha256(str(standing).encode()).hexdigest()[:24]}"'
    if "part" in request.GET and _known(request) == tag:
        return HttpResponseNotModified(headers={"ETag": tag})
    template = "hall/screen.html#board" if "part" in request.GET else "hall/screen.html"
    response = render(request, template, {"centre": centre, "calls": calls, "counts": counts})
    response.headers["ETag"], response.headers["Cache-Control"] = tag, "no-cache"
    return response


def _known(request: HttpRequest) -> str:
    return request.headers.get("If-None-Match", "").removeprefix("W/")


def _crumbs(centre: Org, here: str) -> list[Crumb]:
    return [
        Crumb(_("排队预约"), reverse("hall:halls")),
        Crumb(briefly(centre), reverse("hall:hall", args=[centre.code])),
        Crumb(here),
    ]
