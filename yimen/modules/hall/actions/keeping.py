"""The verbs of the machine that keeps appointments: reminds, notes who did not come, moves what a holiday displaces."""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext as _

from yimen.kernel import calendar
from yimen.kernel.audit.action import action
from yimen.kernel.base.actor import Actor
from yimen.kernel.base.days import local_day
from yimen.kernel.base.refusals import RuleBroken
from yimen.modules.hall import slots
from yimen.modules.hall.events import (
    AppointmentDisplaced,
    AppointmentMissed,
    AppointmentReminded,
    AppointmentUnplaced,
)
from yimen.modules.hall.models import Appointment, BusinessClass
from yimen.modules.hall.permissions import Permission
from yimen.modules.hall.states import AppointmentState


@action(permission=Permission.APPOINTMENT_KEEP, moves=((AppointmentState.BOOKED,), AppointmentState.BOOKED))
def remind(appointment: Appointment, *, by: Actor, at: datetime) -> AppointmentReminded:
    """预约提醒 — once, before it begins."""
    if appointment.reminded_at is not None or appointment.starts_at <= at:
        raise RuleBroken(_("已经提醒过，或者已经开始。"))
    appointment.reminded_at = at
    return AppointmentReminded(appointment)


@action(permission=Permission.APPOINTMENT_KEEP, moves=((AppointmentState.BOOKED,), AppointmentState.MISSED))
def miss_appointment(appointment: Appointment, *, by: Actor, at: datetime) -> AppointmentMissed:
    """记为爽约 — the slot is over, and nobody came."""
    if appointment.ends_at >= at:
        raise RuleBroken(_("预约时段还没有结束。"))
    appointment.ended_at = at
    return AppointmentMissed(appointment)


@action(
    permission=Permission.APPOINTMENT_KEEP,
    moves=((AppointmentState.BOOKED,), AppointmentState.BOOKED),
)
def displace_appointment(appointment: Appointment, *, by: Actor, at: datetime) -> AppointmentDisplaced:
    """顺延预约 — its day became a rest day: the same time, or the nearest, on the first day that has a place."""
    _require_rest_day(appointment)
    business = (
        BusinessClass.objects.select_for_update(no_key=True, of=("self",))
        .select_related("centre")
        .get(pk=appointment.business_id)
    )
    slot = slots.first_free_like(business, appointment.starts_at, at)
    if slot is None:
        raise RuleBroken(_("没有可以顺延的时段。"))
    before = appointment.starts_at
    appointment.starts_at, appointment.ends_at = slot.starts_at, slot.ends_at
    appointment.place, appointment.reminded_at = slots.lowest_free(business, slot), None
    appointment.save(update_fields=["starts_at", "ends_at", "place", "reminded_at"])
    return AppointmentDisplaced(appointment, before.isoformat(), slot.starts_at.isoformat())


@action(
    permission=Permission.APPOINTMENT_KEEP, moves=((AppointmentState.BOOKED,), AppointmentState.CANCELLED)
)
def unplace_appointment(appointment: Appointment, *, by: Actor, at: datetime) -> AppointmentUnplaced:
    """顺延未成 — its day became a rest day and no place was found."""
    _require_rest_day(appointment)
    appointment.ended_at = at
    return AppointmentUnplaced(appointment, appointment.starts_at.isoformat())


def _require_rest_day(appointment: Appointment) -> None:
    if calendar.current().is_working(local_day(appointment.starts_at)):
        raise RuleBroken(_("预约当天照常办公。"))
