"""专项, by the same verbs as the pages."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.shortcuts import get_object_or_404
from django.utils import timezone
from ninja import Router, Status

from yimen.kernel.cases.queries import cases
from yimen.kernel.web.request import Request
from yimen.modules.projects import actions, figures, progress, queries
from yimen.modules.projects.models import Programme

from .vip_schemas import (
    GroupedIn,
    ProgrammeBriefOut,
    ProgrammeClassIn,
    ProgrammeIn,
    ProgrammeLineOut,
    ProgrammeOut,
    SumOut,
    UngroupedIn,
)

router = Router()
P = "/programmes/{programme_id}"
PAGE = 100
Grouped = {201: ProgrammeOut}


@router.get("/programmes", response=list[ProgrammeBriefOut])
def list_programmes(request: Request) -> list[ProgrammeBriefOut]:
    """专项 — the newest first."""
    rows: list[Any] = list(queries.programme_list(request.actor).order_by("-pk")[:PAGE])
    return [
        ProgrammeBriefOut(
            id=one.pk,
            name=one.name,
            org=one.org.code,
            state=one.state,
            project_count=one.project_count,
            case_count=one.case_count,
        )
        for one in rows
    ]


@router.get(P, response=ProgrammeOut)
def get_programme(request: Request, programme_id: UUID) -> ProgrammeOut:
    """一个专项 — accepted and done, class by class."""
    return _programme_out(_programme(request, programme_id))


@router.post("/programmes", response=Grouped)
def set_up_programme(request: Request, body: ProgrammeIn) -> Status[ProgrammeOut]:
    """设立专项."""
    facts = body.dict()
    org = get_object_or_404(queries.leading(request.actor), code=facts.pop("org"))
    done = actions.set_up_programme(org, **facts, by=request.actor, at=timezone.now())
    return Status(201, _programme_out(done.programme))


@router.post(P + "/classes", response=Grouped)
def add_programme_class(request: Request, programme_id: UUID, body: ProgrammeClassIn) -> Status[ProgrammeOut]:
    """增加专项类别."""
    return _changed(request, programme_id, actions.add_programme_class, body.dict())


@router.post(P + "/projects", response=Grouped)
def group_project(request: Request, programme_id: UUID, body: GroupedIn) -> Status[ProgrammeOut]:
    """项目加入专项."""
    project = get_object_or_404(queries.projects(request.actor), number=body.number)
    return _changed(request, programme_id, actions.group_project, {"project": project})


@router.post(P + "/cases", response=Grouped)
def group_case(request: Request, programme_id: UUID, body: GroupedIn) -> Status[ProgrammeOut]:
    """办件加入专项."""
    case = get_object_or_404(cases(request.actor), number=body.number)
    return _changed(request, programme_id, actions.group_case, {"case": case})


@router.post(P + "/case-removal", response=Grouped)
def ungroup_case(request: Request, programme_id: UUID, body: UngroupedIn) -> Status[ProgrammeOut]:
    """办件移出专项."""
    rows = queries.programme_cases(_programme(request, programme_id), request.actor)
    row = get_object_or_404(rows, case__number=body.number)
    return _changed(request, programme_id, actions.ungroup_case, {"case": row.case, "reason": body.reason})


@router.post(P + "/ending", response=Grouped)
def end_programme(request: Request, programme_id: UUID) -> Status[ProgrammeOut]:
    """专项结束."""
    return _changed(request, programme_id, actions.end_programme, {})


def _programme(request: Request, programme_id: UUID) -> Programme:
    return get_object_or_404(queries.programmes(request.actor), pk=programme_id)


def _changed(request: Request, programme_id: UUID, act: Any, facts: dict[str, Any]) -> Status[ProgrammeOut]:
    act(_programme(request, programme_id), **facts, by=request.actor, at=timezone.now())
    return Status(201, _programme_out(_programme(request, programme_id)))


def _programme_out(one: Programme) -> ProgrammeOut:
    projects = queries.projects_of(one)
    return ProgrammeOut(
        id=one.pk,
        name=one.name,
        name_en=one.name_en,
        org=one.org.code,
        state=one.state,
        lines=[
            ProgrammeLineOut(
                name=each.programme_class.name if each.programme_class else "",
                grouped=each.grouped,
                accepted=each.accepted,
                done=each.done,
            )
            for each in progress.lines(one)
        ],
        projects=[each.number for each in projects],
        investments=[
            SumOut(currency=code, amount=total) for code, total in figures.invested(projects).items()
        ],
    )
