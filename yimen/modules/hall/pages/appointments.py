"""预约 — slots, booking, changing, cancelling, arriving; with an account, or by telephone and code."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from yimen.kernel.base.days import local_day
from yimen.kernel.base.ids import new_id
from yimen.kernel.people.actor import person_actor
from yimen.kernel.people.models import Person
from yimen.kernel.web.acts import sent
from yimen.kernel.web.attempt import attempt, done_message
from yimen.kernel.web.once import once_key
from yimen.kernel.web.pages import render
from yimen.kernel.web.request import Request
from yimen.kernel.web.shapes import Crumb
from yimen.modules.hall import actions, looking_up, queries, slots
from yimen.modules.hall.forms import appointments as forms
from yimen.modules.hall.models import Appointment, BusinessClass
from yimen.modules.hall.states import AppointmentState

from .found import hall_of
from .queue import _crumbs


@login_not_required
@require_safe
def choice(request: Request, code: str) -> HttpResponse:
    """预约 — what for, and on which working day."""
    centre, at = hall_of(code), timezone.now()
    classes, days = queries.classes(centre), slots.days(at)
    form = forms.Choice(request.GET if "day" in request.GET else None, classes=classes, days=days)
    if form.is_valid():
        business, day = form.cleaned_data["business"], form.cleaned_data["day"]
        return redirect("hall:booking", business.pk, day)
    return render(
        request, "hall/choice.html", {"centre": centre, "form": form, "crumbs": _crumbs(centre, _("预约"))}
    )


@login_not_required
def booking(request: Request, business_id: UUID, day: str) -> HttpResponse:
    """预约时段 — a slot that has a place, and whom one may reach."""
    business, on, at = _business(business_id), _day(day), timezone.now()
    key, person = once_key(request) or new_id(), _person(request)
    free = slots.slots(business, on, at)
    known = {"name": person.name, "phone": person.phone} if person else {}
    form = forms.Booking(request.POST or None, slots=free, initial=known)
    if form.is_valid():
        data = form.cleaned_data
        facts = {
            "name": data["name"],
            "phone": data["phone"],
            "item_code": data["item_code"],
            "person": person,
        }
        done = attempt(
            form,
            actions.book,
            business,
            appointment_id=key,
            starts_at=form.starts_at,
            **facts,
            by=request.actor,
            at=at,
        )
        if done is not None or queries.by_key(request.actor, key).exists():
            return redirect("hall:appointment", key)
    shown = {"business": business, "day": on, "slots": free, "form": form, "centre": business.centre}
    return render(request, "hall/booking.html", {**shown, "crumbs": _crumbs(business.centre, _("预约时段"))})


@login_not_required
def after_hours(request: Request, code: str) -> HttpResponse:
    """申请延时服务 — outside of the opening hours; the centre answers."""
    centre, at, person = hall_of(code), timezone.now(), _person(request)
    key = once_key(request) or new_id()
    known = {"name": person.name, "phone": person.phone} if person else {}
    form = forms.AfterHours(request.POST or None, classes=queries.classes(centre), initial=known)
    if form.is_valid():
        business = form.cleaned_data["business"]
        done = attempt(
            form,
            actions.request_after_hours,
            business,
            appointment_id=key,
            person=person,
            **form.facts(),
            by=request.actor,
            at=at,
        )
        if done is not None or queries.by_key(request.actor, key).exists():
            return redirect("hall:appointment", key)
    crumbs = _crumbs(centre, _("延时服务"))
    return render(request, "hall/after_hours.html", {"centre": centre, "form": form, "crumbs": crumbs})


@require_safe
def appointments(request: Request) -> HttpResponse:
    """我的预约 — those of the account, the next ones first."""
    rows = queries.own_appointments(request.actor).order_by("-starts_at", "pk")[:50]
    return render(request, "hall/appointments.html", {"appointments": rows, "crumbs": [Crumb(_("我的预约"))]})


@login_not_required
@require_safe
def appointment(request: Request, appointment_id: UUID) -> HttpResponse:
    """预约单 — when, where, the code, and what can still be done."""
    shown = _by_key(request, appointment_id)
    at = timezone.now()
    context = {
        "appointment": shown,
        "centre": shown.business.centre,
        "ticket": getattr(shown, "ticket", None),
        "is_before": shown.is_open and shown.starts_at > at,
        "may_arrive": shown.state == AppointmentState.BOOKED
        and local_day(shown.starts_at) == timezone.localdate(),
        "crumbs": _crumbs(shown.business.centre, _("预约单")),
    }
    return render(request, "hall/appointment.html", context)


@login_not_required
def cancellation(request: Request, appointment_id: UUID) -> HttpResponse:
    """取消预约 — the place is free for others."""
    shown = _by_key(request, appointment_id)
    form = forms.Nothing(sent(request))
    if form.is_valid() and attempt(
        form, actions.cancel_appointment, shown, by=request.actor, at=timezone.now()
    ):
        done_message(request, _("预约已取消。"))
        return redirect("hall:appointment", shown.pk)
    crumbs = _crumbs(shown.business.centre, _("取消预约"))
    return render(request, "hall/cancellation.html", {"appointment": shown, "form": form, "crumbs": crumbs})


@login_not_required
def change(request: Request, appointment_id: UUID) -> HttpResponse:
    """改约 — another slot, on the same day or another one."""
    shown, at = _by_key(request, appointment_id), timezone.now()
    days = slots.days(at)
    asked = request.GET.get("day") or local_day(shown.starts_at).isoformat()
    free = slots.slots(shown.business, _day(asked), at)
    form = forms.SlotChoice(request.POST or None, slots=free)
    if form.is_valid() and attempt(
        form, actions.change_appointment, shown, starts_at=form.starts_at, by=request.actor, at=at
    ):
        done_message(request, _("预约已更改。"))
        return redirect("hall:appointment", shown.pk)
    context = {"appointment": shown, "form": form, "days": days, "day": _day(asked), "slots": free}
    return render(
        request, "hall/change.html", {**context, "crumbs": _crumbs(shown.business.centre, _("改约"))}
    )


@login_not_required
def arrival(request: Request, appointment_id: UUID) -> HttpResponse:
    """预约签到 — a number that goes first in its slot."""
    shown = _by_key(request, appointment_id)
    key = once_key(request) or new_id()
    form = forms.Nothing(sent(request))
    if form.is_valid():
        done = attempt(form, actions.check_in, shown, ticket_id=key, by=request.actor, at=timezone.now())
        if done is not None:
            return redirect("hall:ticket", key)
        if existing := getattr(_by_key(request, appointment_id), "ticket", None):
            return redirect("hall:ticket", existing.pk)
    crumbs = _crumbs(shown.business.centre, _("预约签到"))
    return render(request, "hall/arrival.html", {"appointment": shown, "form": form, "crumbs": crumbs})


@login_not_required
def look_up(request: Request) -> HttpResponse:
    """查找预约 — by telephone and code, without an account."""
    form = forms.LookUp(request.POST or None)
    if form.is_valid():
        found = looking_up.find(request, form, timezone.now())
        if found is not None:
            return redirect("hall:appointment", found.pk)
    return render(request, "hall/look_up.html", {"form": form, "crumbs": [Crumb(_("查找预约"))]})


def _by_key(request: Request, appointment_id: UUID) -> Appointment:
    return get_object_or_404(queries.by_key(request.actor, appointment_id), pk=appointment_id)


def _business(business_id: UUID) -> BusinessClass:
    rows = BusinessClass.objects.filter(is_open=True).select_related("centre")
    return get_object_or_404(rows, pk=business_id)


def _person(request: Request) -> Person | None:
    """The account that books for itself; officials book for others by telephone number."""
    person = person_actor(request.actor)
    return person.person if person and not person.is_staff else None


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise Http404 from error
