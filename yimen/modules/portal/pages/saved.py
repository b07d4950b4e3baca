"""检索订阅: to be told when something new matches; each person sees the own ones."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from yimen.kernel.people.actor import person_actor
from yimen.kernel.web.acts import sent
from yimen.kernel.web.attempt import attempt, done_message
from yimen.kernel.web.pages import render
from yimen.kernel.web.request import Request
from yimen.kernel.web.shapes import Crumb
from yimen.modules.portal import actions, forms, queries

from .search import wish_address, wish_of


@require_safe
def saved(request: Request) -> HttpResponse:
    """检索订阅 — what the person wants to be told about."""
    lines = [(one, wish_address(one.text, one.values)) for one in queries.saved_searches(request.actor)]
    return render(request, "portal/saved.html", {"lines": lines, "crumbs": [Crumb(_("检索订阅"))]})


@require_http_methods(["GET", "POST"])
def saving(request: Request) -> HttpResponse:
    """订阅检索 — the search of this address."""
    actor = person_actor(request.actor)
    if actor is None:
        raise Http404
    wish = wish_of(request.GET)
    form = forms.Saving(sent(request))
    facts: dict[str, Any] = {"text": wish.text, "chosen": wish.chosen, "by": actor, "at": timezone.now()}
    if form.is_valid() and attempt(form, actions.save_search, actor.person, **facts):
        done_message(request, _("已订阅。有新内容时，每天通知您一次。"))
        return redirect("portal:saved")
    context = {"form": form, "wish": wish, "crumbs": [Crumb(_("检索订阅"), reverse("portal:saved"))]}
    return render(request, "portal/saving.html", context)


@require_http_methods(["GET", "POST"])
def dropping(request: Request, search_id: UUID) -> HttpResponse:
    """取消订阅 — the person is told no more."""
    search = get_object_or_404(queries.saved_searches(request.actor), pk=search_id)
    form = forms.Saving(sent(request))
    if form.is_valid() and attempt(form, actions.drop_search, search, by=request.actor, at=timezone.now()):
        done_message(request, _("已取消订阅。"))
        return redirect("portal:saved")
    crumbs = [Crumb(_("检索订阅"), reverse("portal:saved")), Crumb(_("取消订阅"))]
    return render(request, "portal/dropping.html", {"form": form, "search": search, "crumbs": crumbs})
