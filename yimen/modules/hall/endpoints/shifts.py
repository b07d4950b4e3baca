"""排班: for those who keep a hall; one's own coming and going."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils import timezone
from ninja import Router, Status

from yimen.kernel.orgs.models import Window
from yimen.kernel.people.models import Person
from yimen.kernel.web.request import Request
from yimen.modules.hall import actions, queries, rules
from yimen.modules.hall.models import Shift
from yimen.modules.hall.pages.found import managed_hall
from yimen.modules.hall.permissions import Permission

from .schemas import HallReasonIn, ReplacementIn, ShiftIn, ShiftOut, WeekCopiedOut, WeekIn

router = Router()
Out = {201: ShiftOut}


@router.get("/halls/{code}/week/{day}", response=list[ShiftOut])
def week(request: Request, code: str, day: date) -> list[ShiftOut]:
    """周排班表 — the shifts of the week of the day."""
    centre = managed_hall(request, code)
    return [_shown(one) for one in queries.week(centre, rules.monday_of(day))]


@router.post("/halls/{code}/shifts", response=Out)
def plan_shift(request: Request, code: str, body: ShiftIn) -> Status[ShiftOut]:
    """排班 — who, where, from when to when."""
    centre = managed_hall(request, code)
    window = get_object_or_404(Window.objects.select_related("centre").filter(centre=centre), pk=body.window)
    done = actions.plan_shift(
        window,
        person=_person(body.person),
        starts_at=body.starts_at,
        ends_at=body.ends_at,
        note=body.note,
        by=request.actor,
        at=timezone.now(),
    )
    return Status(201, _shown(done.shift))


@router.post("/halls/{code}/week-copy", response={201: WeekCopiedOut})
def copy_week(request: Request, code: str, body: WeekIn) -> Status[WeekCopiedOut]:
    """复制上周排班 — into the week of this Monday."""
    centre = managed_hall(request, code)
    done = actions.copy_week(centre, monday=body.monday, by=request.actor, at=timezone.now())
    return Status(201, WeekCopiedOut(count=done.count, skipped=done.skipped))


@router.post("/shifts/{shift_id}/cancellation", response=Out)
def cancel_shift(request: Request, shift_id: UUID, body: HallReasonIn) -> Status[ShiftOut]:
    """取消排班 — with the reason."""
    shift = _seen(request, shift_id, Permission.SHIFT_PLAN)
    actions.cancel_shift(shift, **body.dict(), by=request.actor, at=timezone.now())
    return Status(201, _shown(_seen(request, shift_id, Permission.SHIFT_PLAN)))


@router.post("/shifts/{shift_id}/replacement", response=Out)
def replace_shift(request: Request, shift_id: UUID, body: ReplacementIn) -> Status[ShiftOut]:
    """顶班 — somebody else from now on; the new shift."""
    shift = _seen(request, shift_id, Permission.SHIFT_PLAN)
    person = _person(body.person)
    done = actions.replace_shift(
        shift, person=person, reason=body.reason, by=request.actor, at=timezone.now()
    )
    return Status(201, _shown(done.replacement))


@router.post("/shifts/{shift_id}/absence", response=Out)
def step_away(request: Request, shift_id: UUID) -> Status[ShiftOut]:
    """暂离 — the window is shown closed."""
    actions.step_away(_seen(request, shift_id, Permission.SHIFT_ATTEND), by=request.actor, at=timezone.now())
    return Status(201, _shown(_seen(request, shift_id, Permission.SHIFT_ATTEND)))


@router.post("/shifts/{shift_id}/attendance", response=Out)
def come_back(request: Request, shift_id: UUID) -> Status[ShiftOut]:
    """回岗 — the window is open again."""
    actions.come_back(_seen(request, shift_id, Permission.SHIFT_ATTEND), by=request.actor, at=timezone.now())
    return Status(201, _shown(_seen(request, shift_id, Permission.SHIFT_ATTEND)))


def _seen(request: Request, shift_id: UUID, permission: str) -> Shift:
    found = get_object_or_404(queries.shifts(request.actor), pk=shift_id)
    if not request.actor.may(permission, found):
        raise Http404
    return found


def _person(person_id: UUID) -> Person:
    return get_object_or_404(Person.objects.filter(is_active=True), pk=person_id)


def _shown(one: Shift) -> ShiftOut:
    return ShiftOut(
        id=one.pk,
        window=one.window.number,
        person=one.person.name,
        starts_at=one.starts_at,
        ends_at=one.ends_at,
        state=one.state,
    )
