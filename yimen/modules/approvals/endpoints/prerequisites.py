"""前置事项 by the API: read by everybody, set by the catalogue office, seen by the window."""

from __future__ import annotations

import datetime
from uuid import UUID

from django.shortcuts import get_object_or_404
from django.utils import timezone
from ninja import Field, Router, Schema, Status

from yimen.kernel.people.auth import OPEN
from yimen.kernel.web.request import Request
from yimen.modules.approvals import actions, precedence
from yimen.modules.approvals.models import Application, Item, Prerequisite

from .found import application_of
from .schemas import PROBLEMS, ApplicationDetail

router = Router()


class PrerequisiteOut(Schema):
    """前置事项."""

    id: UUID
    before: str = Field(alias="before.code")
    before_name: str = Field(alias="before.name")
    after: str = Field(alias="after.code")
    after_name: str = Field(alias="after.name")
    kind: str
    legal_basis: str
    blocks_decision: bool
    since: datetime.date
    ended_on: datetime.date | None
    is_postponed: bool


class PrerequisiteIn(Schema):
    """设置前置."""

    before: str = Field(max_length=64)
    kind: str = Field(pattern="^(hard|soft)$")
    legal_basis: str = Field(max_length=300)
    blocks_decision: bool = False
    note: str = Field("", max_length=300)
    note_en: str = Field("", max_length=300)
    since: datetime.date


class PrerequisiteEndIn(Schema):
    """取消前置."""

    on: datetime.date
    basis: str = Field(max_length=300)
    is_postponed: bool = False


class PrerequisiteCheckIn(Schema):
    """核对前置."""

    prerequisite: UUID
    evidence: str = Field(max_length=200)


@router.get("/prerequisites", response=list[PrerequisiteOut], auth=OPEN)
def prerequisites(request: Request, item: str = "") -> list[Prerequisite]:
    """前置关系 — what comes before what today; of one item only, when it is named."""
    rows = precedence.drawn(timezone.localdate())
    return list(rows.filter(after__code=item) if item else rows)


@router.post("/items/{code}/prerequisites", response={201: PrerequisiteOut, **PROBLEMS})
def set_prerequisite(request: Request, code: str, body: PrerequisiteIn) -> Status[Prerequisite]:
    """设置前置."""
    given = body.dict()
    before = get_object_or_404(Item, code=given.pop("before"))
    item = get_object_or_404(Item, code=code)
    done = actions.set_prerequisite(item, before=before, **given, by=request.actor, at=timezone.now())
    return Status(201, done.prerequisite)


@router.post("/prerequisites/{prerequisite_id}/end", response={201: PrerequisiteOut, **PROBLEMS})
def end_prerequisite(
    request: Request, prerequisite_id: UUID, body: PrerequisiteEndIn
) -> Status[Prerequisite]:
    """取消前置."""
    rows = Prerequisite.objects.select_related("before", "after")
    found = get_object_or_404(rows, pk=prerequisite_id)
    actions.end_prerequisite(found, **body.dict(), by=request.actor, at=timezone.now())
    return Status(201, rows.get(pk=prerequisite_id))


@router.post(
    "/applications/{application_id}/prerequisite-checks", response={201: ApplicationDetail, **PROBLEMS}
)
def check_prerequisite(
    request: Request, application_id: UUID, body: PrerequisiteCheckIn
) -> Status[Application]:
    """核对前置."""
    found = application_of(request, application_id)
    prerequisite = get_object_or_404(Prerequisite, pk=body.prerequisite)
    actions.check_prerequisite(
        found, prerequisite=prerequisite, evidence=body.evidence, by=request.actor, at=timezone.now()
    )
    return Status(201, application_of(request, application_id))
