"""预约名单 — the appointments of a hall, for those who keep it; the answer to a request for after-hours service."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from yimen.kernel.web.acts import sent
from yimen.kernel.web.attempt import attempt, done_message
from yimen.kernel.web.pages import render, table_response
from yimen.kernel.web.request import Request
from yimen.kernel.web.shapes import Crumb, Tone, state_badges
from yimen.kernel.web.tables import Column, Filter, Table
from yimen.kernel.web.words import briefly, named
from yimen.modules.hall import actions, queries
from yimen.modules.hall.forms import appointments as forms
from yimen.modules.hall.models import Appointment
from yimen.modules.hall.permissions import Permission
from yimen.modules.hall.states import AppointmentState

from .found import managed_hall

TONES: dict[str, Tone] = {
    AppointmentState.REQUESTED: "warning",
    AppointmentState.BOOKED: "info",
    AppointmentState.ARRIVED: "success",
    AppointmentState.MISSED: "danger",
}

BOOKINGS = Table(
    columns=[
        Column(
            "starts_at",
            gettext_lazy("时间"),
            sort="starts_at",
            link=lambda row: reverse("hall:appointment", args=[row.pk]),
        ),
        Column("business", gettext_lazy("业务"), value=lambda row: named(row.business)),
        Column("name", gettext_lazy("姓名"), value=lambda row: row.masked_name),
        Column("phone", gettext_lazy("手机号码"), value=lambda row: row.masked_phone, nowrap=True),
        Column(
            "state",
            gettext_lazy("状态"),
            value=state_badges(TONES),
        ),
        Column("is_after_hours", gettext_lazy("延时服务")),
        Column("note", gettext_lazy("说明")),
    ],
    filters=[
        Filter("q", gettext_lazy("手机号码开头"), lookups=["phone__startswith"]),
        Filter("state", gettext_lazy("状态"), kind="choice", choices=AppointmentState),
        Filter("day", gettext_lazy("日期"), kind="dates", lookup="starts_at"),
    ],
    default_sort="starts_at",
    name="appointments",
    caption=gettext_lazy("预约名单"),
    empty=gettext_lazy("没有符合条件的预约。"),
)


@require_safe
def bookings(request: Request, code: str) -> HttpResponseBase:
    """预约名单 — filtered, sorted, exported; names and numbers masked."""
    centre = managed_hall(request, code)
    rows = Appointment.objects.filter(business__centre=centre).select_related("business")
    waiting = rows.filter(state=AppointmentState.REQUESTED).order_by("starts_at")[:20]
    page = BOOKINGS.read(request.GET, rows)
    crumbs = [
        Crumb(briefly(centre), reverse("hall:hall", args=[centre.code])),
        Crumb(_("预约名单")),
    ]
    return table_response(
        request, "hall/bookings.html", page, {"centre": centre, "waiting": waiting, "crumbs": crumbs}
    )


def confirmation(request: Request, appointment_id: UUID) -> HttpResponse:
    """同意延时服务 — somebody will be there."""
    shown = _requested(request, appointment_id)
    form = forms.Nothing(sent(request))
    if form.is_valid() and attempt(
        form, actions.confirm_after_hours, shown, by=request.actor, at=timezone.now()
    ):
        done_message(request, _("已同意延时服务，并已通知申请人。"))
        return redirect("hall:bookings", shown.business.centre.code)
    return render(
        request, "hall/confirmation.html", {"appointment": shown, "form": form, "crumbs": _here(shown)}
    )


def declining(request: Request, appointment_id: UUID) -> HttpResponse:
    """不同意延时服务 — with the reason."""
    shown = _requested(request, appointment_id)
    form = forms.Reason(request.POST or None)
    if form.is_valid() and attempt(
        form, actions.decline_after_hours, shown, **form.cleaned_data, by=request.actor, at=timezone.now()
    ):
        done_message(request, _("已答复申请人。"))
        return redirect("hall:bookings", shown.business.centre.code)
    return render(
        request, "hall/declining.html", {"appointment": shown, "form": form, "crumbs": _here(shown)}
    )


def _requested(request: Request, appointment_id: UUID) -> Appointment:
    shown = get_object_or_404(queries.appointments(request.actor), pk=appointment_id)
    if not request.actor.may(Permission.APPOINTMENT_CONFIRM, shown):
        raise Http404
    return shown


def _here(shown: Appointment) -> list[Crumb]:
    return [
        Crumb(_("预约名单"), reverse("hall:bookings", args=[shown.business.centre.code])),
        Crumb(_("延时服务")),
    ]
