"""预约: open to anybody; what belongs to an account, to that account."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils import timezone
from ninja import Router, Status

from yimen.kernel.base.refusals import RuleBroken
from yimen.kernel.people.actor import person_actor
from yimen.kernel.people.auth import OPEN
from yimen.kernel.people.models import Person
from yimen.kernel.web.request import Request
from yimen.modules.hall import actions, queries, slots
from yimen.modules.hall.models import Appointment, BusinessClass
from yimen.modules.hall.permissions import Permission

from .queueing import shown as number_shown
from .schemas import (
    AfterHoursIn,
    AppointmentOut,
    ArrivalIn,
    BookingIn,
    ChangeIn,
    HallReasonIn,
    NumberOut,
    SlotOut,
)

router = Router()
Out = {201: AppointmentOut}


@router.get("/slots/{business_id}/{day}", response=list[SlotOut], auth=OPEN)
def slots_of_day(request: Request, business_id: UUID, day: date) -> list[SlotOut]:
    """时段 — those of a day that are still to come, with their free places."""
    found = slots.slots(_business(business_id), day, timezone.now())
    return [
        SlotOut(starts_at=one.starts_at, ends_at=one.ends_at, capacity=one.capacity, free=one.free)
        for one in found
    ]


@router.post("/appointments", response={200: AppointmentOut, 201: AppointmentOut}, auth=OPEN)
def book(request: Request, body: BookingIn) -> Status[AppointmentOut]:
    """预约 — the same key sent twice is one appointment: 201 the first time, 200 again."""
    facts = body.dict(exclude={"key", "business", "starts_at"})
    business = _business(body.business)
    try:
        actions.book(
            business,
            appointment_id=body.key,
            starts_at=timezone.localtime(body.starts_at),
            person=_person(request),
            **facts,
            by=request.actor,
            at=timezone.now(),
        )
    except RuleBroken as refusal:
        if actions.TAKEN_ALREADY not in refusal.fields:
            raise
        return Status(200, _shown(_by_key(request, body.key)))
    return Status(201, _shown(_by_key(request, body.key)))


@router.post("/after-hours", response=Out, auth=OPEN)
def request_after_hours(request: Request, body: AfterHoursIn) -> Status[AppointmentOut]:
    """申请延时服务 — the centre answers."""
    facts = body.dict(exclude={"key", "business", "starts_at"})
    actions.request_after_hours(
        _business(body.business),
        appointment_id=body.key,
        starts_at=timezone.localtime(body.starts_at),
        person=_person(request),
        **facts,
        by=request.actor,
        at=timezone.now(),
    )
    return Status(201, _shown(_by_key(request, body.key)))


@router.get("/appointments/{appointment_id}", response=AppointmentOut, auth=OPEN)
def appointment(request: Request, appointment_id: UUID) -> AppointmentOut:
    """预约单 — by its key."""
    return _shown(_by_key(request, appointment_id))


@router.post("/appointments/{appointment_id}/cancellation", response=Out, auth=OPEN)
def cancel_appointment(request: Request, appointment_id: UUID) -> Status[AppointmentOut]:
    """取消预约 — the place is free for others."""
    actions.cancel_appointment(_by_key(request, appointment_id), by=request.actor, at=timezone.now())
    return Status(201, _shown(_by_key(request, appointment_id)))


@router.post("/appointments/{appointment_id}/change", response=Out, auth=OPEN)
def change_appointment(request: Request, appointment_id: UUID, body: ChangeIn) -> Status[AppointmentOut]:
    """改约 — another slot."""
    starts_at = timezone.localtime(body.starts_at)
    actions.change_appointment(
        _by_key(request, appointment_id), starts_at=starts_at, by=request.actor, at=timezone.now()
    )
    return Status(201, _shown(_by_key(request, appointment_id)))


@router.post("/appointments/{appointment_id}/arrival", response={201: NumberOut}, auth=OPEN)
def check_in(request: Request, appointment_id: UUID, body: ArrivalIn) -> Status[NumberOut]:
    """预约签到 — a number that goes first in its slot."""
    found = _by_key(request, appointment_id)
    actions.check_in(found, ticket_id=body.key, by=request.actor, at=timezone.now())
    return Status(201, number_shown(get_object_or_404(queries.own_tickets(body.key))))


@router.post("/appointments/{appointment_id}/confirmation", response=Out)
def confirm_after_hours(request: Request, appointment_id: UUID) -> Status[AppointmentOut]:
    """同意延时服务 — somebody will be there."""
    found = _to_answer(request, appointment_id)
    actions.confirm_after_hours(found, by=request.actor, at=timezone.now())
    return Status(201, _shown(_by_key(request, appointment_id)))


@router.post("/appointments/{appointment_id}/declining", response=Out)
def decline_after_hours(request: Request, appointment_id: UUID, body: HallReasonIn) -> Status[AppointmentOut]:
    """不同意延时服务 — with the reason."""
    found = _to_answer(request, appointment_id)
    actions.decline_after_hours(found, **body.dict(), by=request.actor, at=timezone.now())
    return Status(201, _shown(_by_key(request, appointment_id)))


def _shown(one: Appointment) -> AppointmentOut:
    return AppointmentOut(
        id=one.pk,
        hall=one.business.centre.name,
        business=one.business.name,
        starts_at=one.starts_at,
        ends_at=one.ends_at,
        state=one.state,
        code=one.code,
        is_after_hours=one.is_after_hours,
    )


def _to_answer(request: Request, appointment_id: UUID) -> Appointment:
    found = get_object_or_404(queries.appointments(request.actor), pk=appointment_id)
    if not request.actor.may(Permission.APPOINTMENT_CONFIRM, found):
        raise Http404
    return found


def _by_key(request: Request, appointment_id: UUID) -> Appointment:
    return get_object_or_404(queries.by_key(request.actor, appointment_id))


def _business(business_id: UUID) -> BusinessClass:
    rows = BusinessClass.objects.filter(is_open=True).select_related("centre")
    return get_object_or_404(rows, pk=business_id)


def _person(request: Request) -> Person | None:
    person = person_actor(request.actor)
    return person.person if person and not person.is_staff else None
