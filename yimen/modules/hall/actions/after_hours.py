"""The verbs of the service outside of opening hours."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

from django.utils.translation import gettext as _

from yimen.kernel import calendar
from yimen.kernel.audit.action import action
from yimen.kernel.base.actor import Actor
from yimen.kernel.base.days import local_day
from yimen.kernel.base.refusals import RuleBroken
from yimen.kernel.people.models import Person
from yimen.modules.hall import rules, slots
from yimen.modules.hall.events import AfterHoursConfirmed, AfterHoursDeclined, AfterHoursRequested
from yimen.modules.hall.models import Appointment, BusinessClass
from yimen.modules.hall.permissions import Permission
from yimen.modules.hall.states import AppointmentState

from .appointments import new_code, require_few, require_new, stated


@action(permission=Permission.APPOINTMENT_BOOK)
def request_after_hours(
    business: BusinessClass,
    *,
    appointment_id: UUID,
    starts_at: datetime,
    person: Person | None,
    name: str,
    phone: str,
    note: str,
    by: Actor,
    at: datetime,
) -> AfterHoursRequested:
    """申请延时服务 — a time outside of the opening hours, with the reason; the centre says yes or no."""
    contact = stated(name, phone)
    require_new(appointment_id)
    require_few(contact["phone"], at)
    if not note.strip():
        raise RuleBroken(_("请说明为什么需要延时服务。"), fields={"note": _("请说明原因")})
    if starts_at <= at or local_day(starts_at) > max(slots.days(at), default=local_day(at)):
        raise RuleBroken(_("请选择可以预约的日期。"), fields={"starts_at": _("请另选时间")})
    if _is_open(business, starts_at):
        raise RuleBroken(_("这个时间大厅正常办公，请直接预约。"), fields={"starts_at": _("请直接预约")})
    length = timedelta(minutes=slots.minutes(local_day(starts_at), "slot_minutes"))
    appointment = Appointment.objects.create(
        id=appointment_id,
        business=business,
        starts_at=starts_at,
        ends_at=starts_at + length,
        state=AppointmentState.REQUESTED,
        person=person,
        code=new_code(),
        is_after_hours=True,
        note=note.strip()[:200],
        booked_at=at,
        **contact,
    )
    return AfterHoursRequested(appointment, starts_at.isoformat(), appointment.note)


@action(
    permission=Permission.APPOINTMENT_CONFIRM, moves=((AppointmentState.REQUESTED,), AppointmentState.BOOKED)
)
def confirm_after_hours(appointment: Appointment, *, by: Actor, at: datetime) -> AfterHoursConfirmed:
    """同意延时服务 — somebody will be there."""
    _require_to_come(appointment, at)
    return AfterHoursConfirmed(appointment)


@action(
    permission=Permission.APPOINTMENT_CONFIRM,
    moves=((AppointmentState.REQUESTED,), AppointmentState.DECLINED),
)
def decline_after_hours(
    appointment: Appointment, *, reason: str, by: Actor, at: datetime
) -> AfterHoursDeclined:
    """不同意延时服务 — with the reason, which the applicant is told."""
    if not reason.strip():
        raise RuleBroken(_("请填写原因。"), fields={"reason": _("请填写原因")})
    appointment.ended_at = at
    return AfterHoursDeclined(appointment, reason.strip()[:200])


def _is_open(business: BusinessClass, starts_at: datetime) -> bool:
    hours = rules.opening(business.centre.opening_hours)
    day = local_day(starts_at)
    if hours is None or not calendar.current().is_working(day):
        return False
    return any(one.starts_at <= starts_at < one.ends_at for one in slots.whole_day(business, day, starts_at))


def _require_to_come(appointment: Appointment, at: datetime) -> None:
    if appointment.starts_at <= at:
        raise RuleBroken(_("约定的时间已经过去。"))
