"""Facts about appointments."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from yimen.kernel.audit.events import Event
from yimen.modules.hall.models import Appointment


@dataclass(frozen=True)
class AppointmentBooked(Event):
    """预约 — a place in a slot."""

    code = "hall.appointment.booked"
    says = _("%(by)s 预约了 %(starts_at)s")
    about = "appointment"
    appointment: Appointment
    starts_at: str


@dataclass(frozen=True)
class AppointmentChanged(Event):
    """改约 — another slot."""

    code = "hall.appointment.changed"
    says = _("%(by)s 将预约由 %(before)s 改到 %(starts_at)s")
    appointment: Appointment
    before: str
    starts_at: str


@dataclass(frozen=True)
class AppointmentCancelled(Event):
    """取消预约 — the place is free again."""

    code = "hall.appointment.cancelled"
    says = _("%(by)s 取消了预约 %(appointment)s")
    appointment: Appointment


@dataclass(frozen=True)
class AppointmentReminded(Event):
    """预约提醒 — the day before."""

    code = "hall.appointment.reminded"
    says = _("%(by)s 提醒了预约 %(appointment)s")
    appointment: Appointment


@dataclass(frozen=True)
class AppointmentMissed(Event):
    """爽约 — nobody came in the slot and was not late either."""

    code = "hall.appointment.missed"
    says = _("%(by)s 登记预约 %(appointment)s 爽约")
    appointment: Appointment


@dataclass(frozen=True)
class AppointmentDisplaced(Event):
    """顺延预约 — the day became a rest day; the same time on the first working day that has a place."""

    code = "hall.appointment.displaced"
    says = _("%(by)s 因放假将预约由 %(before)s 顺延到 %(starts_at)s")
    appointment: Appointment
    before: str
    starts_at: str


@dataclass(frozen=True)
class AppointmentUnplaced(Event):
    """顺延未成 — the day became a rest day and no place was found; it is cancelled and its holder told."""

    code = "hall.appointment.unplaced"
    says = _("%(by)s 因放假取消了预约 %(before)s，可预约的时间内没有空余")
    appointment: Appointment
    before: str


@dataclass(frozen=True)
class AfterHoursRequested(Event):
    """申请延时服务 — outside of the opening hours; the centre answers."""

    code = "hall.after-hours.requested"
    says = _("%(by)s 申请了延时服务，%(starts_at)s：%(note)s")
    about = "appointment"
    appointment: Appointment
    starts_at: str
    note: str


@dataclass(frozen=True)
class AfterHoursConfirmed(Event):
    """同意延时服务 — somebody will be there."""

    code = "hall.after-hours.confirmed"
    says = _("%(by)s 同意了延时服务 %(appointment)s")
    appointment: Appointment


@dataclass(frozen=True)
class AfterHoursDeclined(Event):
    """不同意延时服务 — with the reason."""

    code = "hall.after-hours.declined"
    says = _("%(by)s 未同意延时服务 %(appointment)s：%(reason)s")
    appointment: Appointment
    reason: str
