"""全程无偿代理, by the same verbs as the pages."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.shortcuts import get_object_or_404
from django.utils import timezone
from ninja import File, Form, Router, Status
from ninja.files import UploadedFile

from yimen.kernel.cases.queries import cases
from yimen.kernel.documents.intake import receive
from yimen.kernel.orgs.models import Org
from yimen.kernel.web.request import Request
from yimen.modules.projects import actions, queries
from yimen.modules.projects.models import EscortService
from yimen.modules.projects.pages.escort import MANDATES

from .vip_schemas import (
    EscortConclusionIn,
    EscortMeetingOut,
    EscortOut,
    EscortRatingIn,
    EscortStepOut,
    HandingOnIn,
    MeetingIn,
    ObstacleIn,
    ObstacleOut,
    SolutionIn,
    StepIn,
    StepReachedIn,
)

router = Router()
S = "/escorts/{escort_id}"
PAGE = 100
Escorted = {201: EscortOut}


@router.get("/escorts", response=list[EscortOut])
def list_escorts(request: Request, state: str = "", before: UUID | None = None) -> list[EscortOut]:
    """全程无偿代理 — the newest first."""
    rows = queries.escorts(request.actor).prefetch_related("steps", "obstacles", "meetings").order_by("-pk")
    rows = rows.filter(state=state) if state else rows
    return [_escort_out(one) for one in (rows.filter(pk__lt=before) if before else rows)[:PAGE]]


@router.get(S, response=EscortOut)
def get_escort(request: Request, escort_id: UUID) -> EscortOut:
    """一个项目的全程代理."""
    return _escort_out(_escort(request, escort_id))


@router.post("/{project_id}/escort", response=Escorted)
def begin_escort(
    request: Request,
    project_id: UUID,
    officer: Form[str],
    mandate_scope: Form[str],
    mandate: File[UploadedFile],
) -> Status[EscortOut]:
    """开始全程无偿代理 — with the mandate as a file; ``officer`` is a login."""
    project = get_object_or_404(queries.projects(request.actor), pk=project_id)
    person = get_object_or_404(queries.officers(project.org, timezone.localdate()), login=officer)
    received = receive(mandate.file, filename=mandate.name or "", formats=MANDATES)  # type: ignore[arg-type]
    done = actions.begin_escort(
        project,
        officer=person,
        mandate=received,
        mandate_scope=mandate_scope,
        by=request.actor,
        at=timezone.now(),
    )
    return Status(201, _escort_out(done.escort))


@router.post(S + "/steps", response=Escorted)
def plan_step(request: Request, escort_id: UUID, body: StepIn) -> Status[EscortOut]:
    """安排代理计划事项."""
    return _kept(request, escort_id, actions.plan_step, body.dict())


@router.post(S + "/steps/{step_id}/reaching", response=Escorted)
def reach_step(request: Request, escort_id: UUID, step_id: UUID, body: StepReachedIn) -> Status[EscortOut]:
    """完成代理计划事项."""
    step = get_object_or_404(_escort(request, escort_id).steps, pk=step_id)
    case = get_object_or_404(cases(request.actor), number=body.case) if body.case else None
    facts = {"step": step, "case": case, "reached_on": body.reached_on}
    return _kept(request, escort_id, actions.reach_step, facts)


@router.post(S + "/obstacles", response=Escorted)
def raise_obstacle(request: Request, escort_id: UUID, body: ObstacleIn) -> Status[EscortOut]:
    """提出代理障碍."""
    org = get_object_or_404(Org, code=body.org) if body.org else None
    return _kept(request, escort_id, actions.raise_obstacle, {"text": body.text, "org": org})


@router.post(S + "/obstacles/{obstacle_id}/solution", response=Escorted)
def solve_obstacle(
    request: Request, escort_id: UUID, obstacle_id: UUID, body: SolutionIn
) -> Status[EscortOut]:
    """解决代理障碍."""
    obstacle = get_object_or_404(_escort(request, escort_id).obstacles, pk=obstacle_id)
    return _kept(request, escort_id, actions.solve_obstacle, {"obstacle": obstacle, **body.dict()})


@router.post(S + "/meetings", response=Escorted)
def minute_meeting(request: Request, escort_id: UUID, body: MeetingIn) -> Status[EscortOut]:
    """登记代理协调会."""
    return _kept(request, escort_id, actions.minute_meeting, body.dict())


@router.post(S + "/officer", response=Escorted)
def hand_on_escort(request: Request, escort_id: UUID, body: HandingOnIn) -> Status[EscortOut]:
    """更换代理专员."""
    officers = queries.officers(_escort(request, escort_id).org, timezone.localdate())
    officer = get_object_or_404(officers, login=body.officer)
    return _kept(request, escort_id, actions.hand_on_escort, {"officer": officer, "reason": body.reason})


@router.post(S + "/conclusion", response=Escorted)
def conclude_escort(request: Request, escort_id: UUID, body: EscortConclusionIn) -> Status[EscortOut]:
    """代理完毕."""
    return _kept(request, escort_id, actions.conclude_escort, body.dict())


@router.post(S + "/rating", response=Escorted)
def rate_escort(request: Request, escort_id: UUID, body: EscortRatingIn) -> Status[EscortOut]:
    """评价全程代理."""
    return _kept(request, escort_id, actions.rate_escort, body.dict())


def _escort(request: Request, escort_id: UUID) -> EscortService:
    return get_object_or_404(queries.escorts(request.actor), pk=escort_id)


def _kept(request: Request, escort_id: UUID, act: Any, facts: dict[str, Any]) -> Status[EscortOut]:
    done = act(_escort(request, escort_id), **facts, by=request.actor, at=timezone.now())
    return Status(201, _escort_out(done.escort))


def _escort_out(one: EscortService) -> EscortOut:
    names = ("id", "state", "fee", "mandate_scope", "begun_on", "rating")
    return EscortOut(
        **{name: getattr(one, name) for name in names},
        project=one.project.number,
        officer=one.officer.name,
        steps=[EscortStepOut.from_orm(each) for each in one.steps.all()],
        obstacles=[ObstacleOut.from_orm(each) for each in one.obstacles.all()],
        meetings=[EscortMeetingOut.from_orm(each) for each in one.meetings.all()],
    )
