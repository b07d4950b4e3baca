"""The verbs by which people book, change and cancel."""

from __future__ import annotations

import secrets
from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext as _

from yimen.kernel.audit.action import action
from yimen.kernel.base.actor import Actor
from yimen.kernel.base.days import local_day
from yimen.kernel.base.refusals import RuleBroken
from yimen.kernel.base.text import normal
from yimen.kernel.people.models import Person
from yimen.modules.hall import queries, rules, slots
from yimen.modules.hall.events import AppointmentBooked, AppointmentCancelled, AppointmentChanged
from yimen.modules.hall.models import Appointment, BusinessClass
from yimen.modules.hall.permissions import Permission
from yimen.modules.hall.states import AppointmentState

from .numbers import TAKEN_ALREADY

OPEN = (AppointmentState.REQUESTED, AppointmentState.BOOKED)


@action(permission=Permission.APPOINTMENT_BOOK)
def book(
    business: BusinessClass,
    *,
    appointment_id: UUID,
    starts_at: datetime,
    person: Person | None,
    name: str,
    phone: str,
    item_code: str = "",
    by: Actor,
    at: datetime,
) -> AppointmentBooked:
    """预约 — a place in a slot, for an account or for a telephone number.

    The class is locked, so places are given one after the other; the same key sent twice is one appointment.
    """
    contact = stated(name, phone)
    require_new(appointment_id)
    require_few(contact["phone"], at)
    slot, place = free_place(business, starts_at, at)
    appointment = Appointment.objects.create(
        id=appointment_id,
        business=business,
        starts_at=slot.starts_at,
        ends_at=slot.ends_at,
        place=place,
        state=AppointmentState.BOOKED,
        person=person,
        code=new_code(),
        item_code=item_code[:60],
        booked_at=at,
        **contact,
    )
    return AppointmentBooked(appointment, slot.starts_at.isoformat())


@action(permission=Permission.APPOINTMENT_CHANGE, moves=((AppointmentState.BOOKED,), AppointmentState.BOOKED))
def change_appointment(
    appointment: Appointment, *, starts_at: datetime, by: Actor, at: datetime
) -> AppointmentChanged:
    """改约 — another slot, before the present one begins; code and reminder begin anew."""
    _require_before(appointment, at)
    before = appointment.starts_at
    if starts_at == before:
        raise RuleBroken(_("请选择另一个时段。"), fields={"slot": _("请选择另一个时段")})
    place_anew(appointment, starts_at, at)
    return AppointmentChanged(appointment, before.isoformat(), appointment.starts_at.isoformat())


@action(permission=Permission.APPOINTMENT_CHANGE, moves=(OPEN, AppointmentState.CANCELLED))
def cancel_appointment(appointment: Appointment, *, by: Actor, at: datetime) -> AppointmentCancelled:
    """取消预约 — the place is free for others at once."""
    _require_before(appointment, at)
    appointment.ended_at = at
    return AppointmentCancelled(appointment)


def place_anew(appointment: Appointment, starts_at: datetime, at: datetime) -> None:
    """Another place, under the lock of the class."""
    business = (
        BusinessClass.objects.select_for_update(no_key=True, of=("self",))
        .select_related("centre")
        .get(pk=appointment.business_id)
    )
    slot, place = free_place(business, starts_at, at)
    appointment.starts_at, appointment.ends_at, appointment.place = slot.starts_at, slot.ends_at, place
    appointment.reminded_at = None
    appointment.save(update_fields=["starts_at", "ends_at", "place", "reminded_at"])


def free_place(business: BusinessClass, starts_at: datetime, at: datetime) -> tuple[rules.Slot, int]:
    """The slot and its lowest free place; raises RuleBroken when there is none."""
    slot = slots.slot_at(business, starts_at, at)
    if slot is None or local_day(starts_at) > max(slots.days(at), default=local_day(at)):
        raise RuleBroken(_("这个时段不能预约，请另选。"), fields={"slot": _("请另选时段")})
    taken = queries.taken_places(business, [starts_at]).get(starts_at, set())
    free = next((one for one in range(1, slot.capacity + 1) if one not in taken), None)
    if free is None:
        raise RuleBroken(_("这个时段刚刚约满，请另选。"), fields={"slot": _("请另选时段")})
    return slot, free


def stated(name: str, phone: str) -> dict[str, str]:
    """Name and number as they are kept; raises RuleBroken where one of them is none."""
    name, phone = normal(name), normal(phone).replace(" ", "").replace("-", "")
    if not name:
        raise RuleBroken(_("请填写姓名。"), fields={"name": _("请填写姓名")})
    if not rules.is_phone(phone):
        raise RuleBroken(_("请填写正确的手机号码。"), fields={"phone": _("请核对手机号码")})
    return {"name": name[:60], "phone": phone[:30]}


def new_code() -> str:
    """预约码 — six random digits that go with the telephone number."""
    return f"{secrets.randbelow(1_000_000):06d}"


def require_new(appointment_id: UUID) -> None:
    if Appointment.objects.filter(pk=appointment_id).exists():
        raise RuleBroken(_("这个预约已经提交过了。"), fields={TAKEN_ALREADY: _("已经提交")})


def require_few(phone: str, at: datetime) -> None:
    """So that nobody keeps all places for himself."""
    most = slots.minutes(local_day(at), "open_appointments")
    if queries.by_phone(phone).filter(ends_at__gt=at).count() >= most:
        raise RuleBroken(_("这个手机号码已经有 %(most)s 个未办理的预约。") % {"most": most})


def _require_before(appointment: Appointment, at: datetime) -> None:
    if appointment.starts_at <= at:
        raise RuleBroken(_("预约时段已经开始，不能再更改。"))
