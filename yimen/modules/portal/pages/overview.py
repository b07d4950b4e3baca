"""领导总览 and 大屏: the same counts for those who lead, and for a screen in the hall."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from yimen.kernel.base.days import local_day
from yimen.kernel.metrics.scope import scope_of
from yimen.kernel.people import token_secret
from yimen.kernel.web.acts import sent
from yimen.kernel.web.attempt import attempt, done_message
from yimen.kernel.web.pages import render
from yimen.kernel.web.request import Request
from yimen.kernel.web.shapes import Crumb
from yimen.modules.portal import actions, forms, queries
from yimen.modules.portal.overview import board

SHOWN = 12
"""Departments on a wall: as many as can be read from six metres."""


@require_safe
def overview(request: Request) -> HttpResponse:
    """领导总览 — of the own bodies; asks again by itself every half minute."""
    scope = scope_of(request.actor)
    if scope is None:
        raise Http404
    now = timezone.now()
    context = {
        "board": board(scope, local_day(now)),
        "at": now,
        "is_whole": scope.is_whole,
        "opens_walls": queries.wall_bodies(request.actor).exists(),
        "crumbs": [Crumb(_("领导总览"))],
    }
    response = render(request, "portal/overview.html", context, part="board")
    response.headers["Cache-Control"] = "no-store"
    return response


@login_not_required
@require_safe
def wall(request: Request, code: str) -> HttpResponse:
    """大屏 — who has the address reads the counts; a closed wall is not there."""
    found = queries.open_wall(code)
    if found is None:
        raise Http404
    now = timezone.now()
    counted = board(queries.scope_of_wall(found), local_day(now))
    context = {"wall": found, "board": counted, "departments": counted.departments[:SHOWN], "at": now}
    template = "portal/wall.html#panels" if "part" in request.GET else "portal/wall.html"
    response = render(request, template, context)
    response.headers["Cache-Control"], response.headers["Referrer-Policy"] = "no-store", "no-referrer"
    response.headers["X-Robots-Tag"] = "noindex"
    return response


@require_http_methods(["GET", "POST"])
def walls(request: Request) -> HttpResponse:
    """大屏 — those of the own bodies; the address of a new one is shown once, on the answer to the form."""
    bodies = queries.wall_bodies(request.actor)
    if not bodies.exists():
        raise Http404
    form, address = forms.WallOpening(request.POST or None, bodies=bodies), ""
    if form.is_valid():
        secret, facts = token_secret.new_secret(), dict(form.cleaned_data)
        acts: dict[str, Any] = {"secret": secret, "by": request.actor, "at": timezone.now()}
        if attempt(form, actions.open_wall, facts.pop("org"), **facts, **acts):
            address = request.build_absolute_uri(reverse("portal:wall", args=[secret]))
            form = forms.WallOpening(bodies=bodies)
    crumbs = [Crumb(_("领导总览"), reverse("portal:overview")), Crumb(_("大屏"))]
    context = {"form": form, "address": address, "walls": queries.walls(request.actor), "crumbs": crumbs}
    return render(request, "portal/walls.html", context)


@require_http_methods(["GET", "POST"])
def wall_closing(request: Request, wall_id: UUID) -> HttpResponse:
    """关闭大屏 — its address shows nothing any more."""
    found = get_object_or_404(queries.walls(request.actor), pk=wall_id)
    form = forms.Nothing(sent(request))
    if form.is_valid() and attempt(form, actions.close_wall, found, by=request.actor, at=timezone.now()):
        done_message(request, _("大屏已经关闭。"))
        return redirect("portal:walls")
    crumbs = [Crumb(_("大屏"), reverse("portal:walls")), Crumb(_("关闭大屏"))]
    return render(request, "portal/wall_closing.html", {"form": form, "wall": found, "crumbs": crumbs})
