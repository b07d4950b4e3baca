"""通知 — what those who booked are told: when, where, with which code; and when something changes."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.urls import reverse

from yimen.kernel.audit.followers import tells
from yimen.kernel.base.actor import Actor
from yimen.kernel.notices.sending import Address, send

from .events import (
    AfterHoursConfirmed,
    AfterHoursDeclined,
    AfterHoursRequested,
    AppointmentBooked,
    AppointmentCancelled,
    AppointmentChanged,
    AppointmentDisplaced,
    AppointmentReminded,
    AppointmentUnplaced,
)
from .models import Appointment


def _tell(appointment: Appointment, message: str, **data: Any) -> None:
    """Tells the account and its telephone, or the telephone alone."""
    facts = {
        "appointment": appointment,
        "business": appointment.business,
        "centre": appointment.business.centre,
        "code": appointment.code,
    }
    to = appointment.person or Address(phone=appointment.phone)
    link = reverse("hall:appointment", args=[appointment.pk])
    send(to, f"hall.{message}", facts | data, link=link, sms=True)


@tells(AppointmentBooked)
def booked(fact: AppointmentBooked, *, by: Actor, at: datetime) -> None:
    """预约成功: when, where, the code."""
    _tell(fact.appointment, "booked")


@tells(AppointmentChanged)
def changed(fact: AppointmentChanged, *, by: Actor, at: datetime) -> None:
    """改约: the new time."""
    _tell(fact.appointment, "changed", before=datetime.fromisoformat(fact.before))


@tells(AppointmentCancelled)
def cancelled(fact: AppointmentCancelled, *, by: Actor, at: datetime) -> None:
    """取消预约: so that nobody comes in vain."""
    _tell(fact.appointment, "cancelled")


@tells(AppointmentReminded)
def reminded(fact: AppointmentReminded, *, by: Actor, at: datetime) -> None:
    """预约提醒: tomorrow, or today."""
    _tell(fact.appointment, "reminded")


@tells(AppointmentDisplaced)
def displaced(fact: AppointmentDisplaced, *, by: Actor, at: datetime) -> None:
    """顺延: why, and the new time; another one may be chosen."""
    _tell(fact.appointment, "displaced", before=datetime.fromisoformat(fact.before))


@tells(AppointmentUnplaced)
def unplaced(fact: AppointmentUnplaced, *, by: Actor, at: datetime) -> None:
    """顺延未成: why it is cancelled."""
    _tell(fact.appointment, "unplaced", before=datetime.fromisoformat(fact.before))


@tells(AfterHoursRequested)
def requested(fact: AfterHoursRequested, *, by: Actor, at: datetime) -> None:
    """申请延时服务: an answer follows."""
    _tell(fact.appointment, "requested")


@tells(AfterHoursConfirmed)
def confirmed(fact: AfterHoursConfirmed, *, by: Actor, at: datetime) -> None:
    """同意延时服务: when and where."""
    _tell(fact.appointment, "confirmed")


@tells(AfterHoursDeclined)
def declined(fact: AfterHoursDeclined, *, by: Actor, at: datetime) -> None:
    """不同意延时服务: why."""
    _tell(fact.appointment, "declined", reason=fact.reason)
