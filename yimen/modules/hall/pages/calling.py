"""叫号 — the desk of a window: the next number, the present one, and what is done with it."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.forms import BaseForm
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from yimen.kernel.orgs.models import Window
from yimen.kernel.people.actor import person_actor
from yimen.kernel.web.attempt import attempt, done_message
from yimen.kernel.web.pages import render
from yimen.kernel.web.request import Request
from yimen.kernel.web.shapes import Crumb, KeyHint
from yimen.modules.hall import actions, queries
from yimen.modules.hall.forms import queue as forms

from .found import own_windows, ticket_of

NEXT_SHOWN = 10
HINTS = [KeyHint("Ctrl+Enter", gettext_lazy("叫下一号或者办毕")), KeyHint("?", gettext_lazy("全部按键"))]


@require_safe
def calling(request: Request) -> HttpResponse:
    """叫号台 — the window of the running shift, or the one that is chosen; who waits, who is here."""
    at = timezone.now()
    windows = own_windows(request)
    window = _window(request, windows, at)
    present = queries.at_window(window)
    context = {
        "window": window,
        "windows": windows,
        "present": present,
        "waiting": queries.callable_at(window, at).select_related("business", "priority")[:NEXT_SHOWN],
        "waiting_count": queries.callable_at(window, at).count(),
        "passed": queries.passed(window, at),
        "shift": queries.running(at).filter(window=window).select_related("person").first(),
        "served": forms.Served(),
        "to_window": forms.ToWindow(windows=_others(window)),
        "hints": HINTS,
        "crumbs": [Crumb(_("叫号"))],
    }
    return render(request, "hall/calling.html", context, part="waiting")


def _window(request: Request, windows: list[Window], at: datetime) -> Window:
    """The one that the address names, else where the person sits by the running shift, else the first."""
    chosen = next((one for one in windows if str(one.pk) == request.GET.get("window")), None)
    person = person_actor(request.actor)
    return chosen or (queries.seat(person.person, at) if person else None) or windows[0]


def _others(window: Window) -> list[Window]:
    return list(
        Window.objects.filter(centre=window.centre_id, is_open=True).exclude(pk=window.pk).order_by("number")
    )


@require_POST
def call(request: Request, window_id: UUID) -> HttpResponse:
    """叫号 — the next number in order."""
    window = _own_window(request, window_id)
    form = forms.Nothing(request.POST)
    attempt(form, actions.call_next, window, by=request.actor, at=timezone.now())
    return _back(request, form, window)


@require_POST
def call_by_hand(request: Request, window_id: UUID, ticket_id: UUID) -> HttpResponse:
    """点号 — one number out of its order, such as one that was passed over."""
    window, ticket = _own_window(request, window_id), ticket_of(request, ticket_id)
    form = forms.Nothing(request.POST)
    attempt(form, actions.call_number, ticket, window=window, by=request.actor, at=timezone.now())
    return _back(request, form, window)


@require_POST
def repetition(request: Request, ticket_id: UUID) -> HttpResponse:
    """重呼 — once more."""
    ticket = ticket_of(request, ticket_id)
    form = forms.Nothing(request.POST)
    attempt(form, actions.call_again, ticket, by=request.actor, at=timezone.now())
    return _back(request, form, ticket.window)


@require_POST
def passing(request: Request, ticket_id: UUID) -> HttpResponse:
    """过号 — nobody came."""
    ticket = ticket_of(request, ticket_id)
    form = forms.Nothing(request.POST)
    attempt(form, actions.pass_over, ticket, by=request.actor, at=timezone.now())
    return _back(request, form, ticket.window)


@require_POST
def moving(request: Request, ticket_id: UUID) -> HttpResponse:
    """转窗口 — it waits there at its own place."""
    ticket = ticket_of(request, ticket_id)
    form = forms.ToWindow(request.POST, windows=_others(ticket.window) if ticket.window else [])
    if form.is_valid():
        attempt(form, actions.move_number, ticket, **form.cleaned_data, by=request.actor, at=timezone.now())
    return _back(request, form, ticket.window)


@require_POST
def releasing(request: Request, ticket_id: UUID) -> HttpResponse:
    """退回排队 — at its own place."""
    ticket = ticket_of(request, ticket_id)
    form = forms.Reason(request.POST)
    if form.is_valid():
        attempt(
            form, actions.release_number, ticket, **form.cleaned_data, by=request.actor, at=timezone.now()
        )
    return _back(request, form, ticket.window)


@require_POST
def serving(request: Request, ticket_id: UUID) -> HttpResponse:
    """办毕 — with the case that came of it, or without one."""
    ticket = ticket_of(request, ticket_id)
    form = forms.Served(request.POST)
    if form.is_valid():
        attempt(form, actions.serve_number, ticket, case=form.case, by=request.actor, at=timezone.now())
    return _back(request, form, ticket.window)


def _own_window(request: Request, window_id: UUID) -> Window:
    known = [one.pk for one in own_windows(request)]
    return get_object_or_404(Window.objects.filter(pk__in=known).select_related("centre"), pk=window_id)


def _back(request: Request, form: BaseForm, window: Window | None) -> HttpResponse:
    """To the desk of the window; what was refused is said there."""
    for errors in form.errors.values():
        for error in errors:
            done_message(request, str(error), kind="error")
    place = reverse("hall:calling")
    return redirect(f"{place}?window={window.pk}" if window else place)
