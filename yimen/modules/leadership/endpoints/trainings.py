"""公开培训: for those who keep them, and for the bodies that send people."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _
from ninja import Router, Status

from yimen.kernel.base.refusals import RuleBroken
from yimen.kernel.people.actor import has_role
from yimen.kernel.web.request import Request
from yimen.modules.leadership import actions, queries
from yimen.modules.leadership.models import TrainingSession
from yimen.modules.leadership.pages.found import kept_training

from .schemas import (
    AttendanceOut,
    AttendeesIn,
    CoverageOut,
    EvaluationIn,
    HoldingIn,
    LeadershipReasonIn,
    TrainingIn,
    TrainingLine,
    TrainingOut,
    TrainingPlanIn,
)

router = Router()
Out = {201: TrainingOut}
MOST = 500


@router.get("/trainings", response=list[TrainingLine])
def trainings(request: Request, year: int | None = None) -> list[TrainingLine]:
    """公开培训 — the latest first, 500 at most; of one year when it is named."""
    if not has_role(request.actor, *queries.TRAINING_READERS):
        raise Http404
    rows = queries.trainings(request.actor).order_by("-starts_at", "id")
    rows = rows if year is None else rows.filter(starts_at__year=year)
    return [TrainingLine(**_line(one)) for one in rows[:MOST]]


@router.get("/trainings/coverage/{year}", response=list[CoverageOut])
def coverage(request: Request, year: int) -> list[CoverageOut]:
    """培训覆盖 — body by body."""
    if not queries.kept_orgs(request.actor).exists():
        raise Http404
    return [
        CoverageOut(org=one.org.code, sessions=one.sessions, present=one.present, passed=one.passed)
        for one in queries.coverage(request.actor, year)
    ]


@router.get("/trainings/{training_id}", response=TrainingOut)
def training(request: Request, training_id: UUID) -> TrainingOut:
    """培训 — with the people whom the asker may see."""
    return _shown(request, training_id)


@router.post("/trainings", response=Out)
def plan_training(request: Request, body: TrainingPlanIn) -> Status[TrainingOut]:
    """安排培训."""
    facts = body.dict()
    org = get_object_or_404(queries.kept_orgs(request.actor), code=facts.pop("org"))
    done = actions.plan_training(org, **facts, by=request.actor, at=timezone.now())
    return Status(201, _shown(request, done.training.pk))


@router.post("/trainings/{training_id}/amendment", response=Out)
def amend_training(request: Request, training_id: UUID, body: TrainingIn) -> Status[TrainingOut]:
    """变更培训安排."""
    found = kept_training(request, training_id)
    actions.amend_training(found, **body.dict(), by=request.actor, at=timezone.now())
    return Status(201, _shown(request, training_id))


@router.post("/trainings/{training_id}/cancellation", response=Out)
def cancel_training(request: Request, training_id: UUID, body: LeadershipReasonIn) -> Status[TrainingOut]:
    """取消培训."""
    found = kept_training(request, training_id)
    actions.cancel_training(found, **body.dict(), by=request.actor, at=timezone.now())
    return Status(201, _shown(request, training_id))


@router.post("/trainings/{training_id}/attendees", response=Out)
def enrol_attendees(request: Request, training_id: UUID, body: AttendeesIn) -> Status[TrainingOut]:
    """登记参训名单."""
    found = kept_training(request, training_id)
    orgs = queries.kept_orgs(request.actor).in_bulk({one.org for one in body.attendees}, field_name="code")
    if any(one.org not in orgs for one in body.attendees):
        raise RuleBroken(_("名单里有不认识的单位代码。"))
    attendees = [(orgs[one.org], one.name) for one in body.attendees]
    actions.enrol_attendees(found, attendees=attendees, by=request.actor, at=timezone.now())
    return Status(201, _shown(request, training_id))


@router.post("/trainings/{training_id}/attendees/{attendance_id}/striking", response=Out)
def strike_attendee(
    request: Request, training_id: UUID, attendance_id: UUID, body: LeadershipReasonIn
) -> Status[TrainingOut]:
    """划去参训人员."""
    found = kept_training(request, training_id)
    actions.strike_attendee(
        found, attendance=attendance_id, **body.dict(), by=request.actor, at=timezone.now()
    )
    return Status(201, _shown(request, training_id))


@router.post("/trainings/{training_id}/holding", response=Out)
def hold_training(request: Request, training_id: UUID, body: HoldingIn) -> Status[TrainingOut]:
    """登记培训举办."""
    found = kept_training(request, training_id)
    actions.hold_training(found, **body.dict(), by=request.actor, at=timezone.now())
    return Status(201, _shown(request, training_id))


@router.post("/trainings/{training_id}/evaluation", response=Out)
def evaluate_training(request: Request, training_id: UUID, body: EvaluationIn) -> Status[TrainingOut]:
    """评估培训."""
    found = kept_training(request, training_id)
    actions.evaluate_training(found, **body.dict(), by=request.actor, at=timezone.now())
    return Status(201, _shown(request, training_id))


def _line(one: TrainingSession) -> dict[str, Any]:
    names = ("kind", "topic", "trainer", "place", "starts_at", "hours", "state")
    return {"id": one.pk, "org": one.org.code, **{name: getattr(one, name) for name in names}}


def _shown(request: Request, training_id: UUID) -> TrainingOut:
    found = get_object_or_404(queries.trainings(request.actor), pk=training_id)
    people = [
        AttendanceOut(
            id=one.pk, org=one.org.code, name=one.name, is_present=one.is_present, has_passed=one.has_passed
        )
        for one in queries.attendances(request.actor, found)
    ]
    return TrainingOut(**_line(found), material=found.material, evaluation=found.evaluation, attendees=people)
