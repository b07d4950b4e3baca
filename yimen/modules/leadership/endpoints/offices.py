"""领导小组和任职: read by anybody, kept by those who may."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils import timezone
from ninja import Router, Status

from yimen.kernel.people.auth import OPEN
from yimen.kernel.web.request import Request
from yimen.modules.leadership import actions, queries
from yimen.modules.leadership.models import LeadershipGroup, OfficeAssignment
from yimen.modules.leadership.pages.found import kept_assignment, kept_group
from yimen.modules.leadership.states import GroupLevel

from .schemas import (
    AppointmentToOfficeIn,
    AssignmentAmendmentIn,
    EmptyOut,
    GroupAmendmentIn,
    GroupEndingIn,
    GroupIn,
    LeadershipGroupOut,
    LeadershipReasonIn,
    OfficeOut,
    ReliefIn,
)

router = Router()
Group = {201: LeadershipGroupOut}
Office = {201: OfficeOut}


@router.get("/groups", response=list[LeadershipGroupOut], auth=OPEN)
def groups(request: Request, on: date | None = None, level: str = "") -> list[LeadershipGroupOut]:
    """领导小组 — those that stand on a day (today when none is named), with those in office."""
    day = on or timezone.localdate()
    floors = queries.chart(day, level=level if level in GroupLevel.values else "")
    lines = [one for floor in floors for line in floor.lines for one in (line, *line.below)]
    return [
        _group_out(line.group, [seat.holder for seat in line.seats if seat.holder is not None])
        for line in lines
    ]


@router.get("/groups/{group_id}", response=LeadershipGroupOut, auth=OPEN)
def group(request: Request, group_id: UUID, on: date | None = None) -> LeadershipGroupOut:
    """领导小组 — one, with those in office on a day."""
    return _shown(get_object_or_404(queries.groups(), pk=group_id), on)


@router.get("/groups/{group_id}/assignments", response=list[OfficeOut], auth=OPEN)
def assignments(request: Request, group_id: UUID) -> list[OfficeOut]:
    """历任 — everybody who held an office of the group, the latest first."""
    found = get_object_or_404(queries.groups(), pk=group_id)
    return [_office_out(one) for one in queries.history(found)]


@router.get("/vacancies", response=list[EmptyOut])
def vacancies(request: Request) -> list[EmptyOut]:
    """职务空缺 — of the bodies that the asker keeps; those of today first, then those to come."""
    if not queries.kept_orgs(request.actor).exists():
        raise Http404
    today = timezone.localdate()
    rows = queries.kept_groups(request.actor) & queries.groups_on(today)
    return [
        EmptyOut(
            group=one.group.pk,
            org=one.group.org.code,
            office=one.office,
            since=one.since,
            is_to_come=one.is_to_come,
        )
        for one in (*queries.empties(today, rows), *queries.soon_empty(today, rows))
    ]


@router.post("/groups", response=Group)
def establish_group(request: Request, body: GroupIn) -> Status[LeadershipGroupOut]:
    """成立领导小组."""
    facts = body.dict()
    org = get_object_or_404(queries.kept_orgs(request.actor), code=facts.pop("org"))
    done = actions.establish_group(org, **facts, by=request.actor, at=timezone.now())
    return Status(201, _shown(done.group))


@router.post("/groups/{group_id}/amendment", response=Group)
def amend_group(request: Request, group_id: UUID, body: GroupAmendmentIn) -> Status[LeadershipGroupOut]:
    """更正领导小组."""
    actions.amend_group(kept_group(request, group_id), **body.dict(), by=request.actor, at=timezone.now())
    return Status(201, _shown(kept_group(request, group_id)))


@router.post("/groups/{group_id}/dissolution", response=Group)
def dissolve_group(request: Request, group_id: UUID, body: GroupEndingIn) -> Status[LeadershipGroupOut]:
    """撤销领导小组."""
    actions.dissolve_group(kept_group(request, group_id), **body.dict(), by=request.actor, at=timezone.now())
    return Status(201, _shown(kept_group(request, group_id)))


@router.post("/groups/{group_id}/appointment", response=Office)
def appoint(request: Request, group_id: UUID, body: AppointmentToOfficeIn) -> Status[OfficeOut]:
    """登记任职."""
    group = kept_group(request, group_id)
    done = actions.appoint(group, **body.dict(), by=request.actor, at=timezone.now())
    return Status(201, _office_out(kept_assignment(request, done.assignment.pk)))


@router.post("/assignments/{assignment_id}/relief", response=Office)
def relieve(request: Request, assignment_id: UUID, body: ReliefIn) -> Status[OfficeOut]:
    """登记免职."""
    found = kept_assignment(request, assignment_id)
    actions.relieve(found, **body.dict(), by=request.actor, at=timezone.now())
    return Status(201, _office_out(kept_assignment(request, assignment_id)))


@router.post("/assignments/{assignment_id}/amendment", response=Office)
def amend_assignment(request: Request, assignment_id: UUID, body: AssignmentAmendmentIn) -> Status[OfficeOut]:
    """更正任职."""
    found = kept_assignment(request, assignment_id)
    actions.amend_assignment(found, **body.dict(), by=request.actor, at=timezone.now())
    return Status(201, _office_out(kept_assignment(request, assignment_id)))


@router.post("/assignments/{assignment_id}/annulment", response=Office)
def annul_assignment(request: Request, assignment_id: UUID, body: LeadershipReasonIn) -> Status[OfficeOut]:
    """撤销任职登记."""
    found = kept_assignment(request, assignment_id)
    done = actions.annul_assignment(found, **body.dict(), by=request.actor, at=timezone.now())
    return Status(201, _office_out(done.assignment))


def _shown(found: LeadershipGroup, on: date | None = None) -> LeadershipGroupOut:
    held = queries.in_office(on or timezone.localdate()).filter(group=found)
    return _group_out(found, list(held))


def _group_out(found: LeadershipGroup, held: list[OfficeAssignment]) -> LeadershipGroupOut:
    return LeadershipGroupOut(
        id=found.pk,
        org=found.org.code,
        org_name=found.org.name,
        level=found.level,
        name=found.name,
        name_en=found.name_en,
        established_on=found.established_on,
        ended_on=found.ended_on,
        in_office=[_office_out(one) for one in held],
    )


def _office_out(one: OfficeAssignment) -> OfficeOut:
    return OfficeOut(
        id=one.pk,
        group=one.group_id,
        org=one.group.org.code,
        office=one.office,
        name=one.name,
        name_en=one.name_en,
        position=one.position,
        since=one.since,
        until=one.until,
        order_document=one.order_document,
        state=one.state,
    )
