"""现场勘验: one visit for all departments."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _
from ninja import Field, File, Form, Schema, Status
from ninja.files import UploadedFile

from yimen.kernel.audit.action import verbs
from yimen.kernel.base.days import local_day
from yimen.kernel.base.refusals import RuleBroken
from yimen.kernel.documents.intake import receive
from yimen.kernel.orgs.models import Org
from yimen.kernel.web.request import Request
from yimen.modules.approvals import actions, photographs, procedures
from yimen.modules.approvals.limits import upload_limits
from yimen.modules.approvals.models import InspectionPart, SiteInspection

from .found import application_of, examiner
from .routes import router
from .schemas import PROBLEMS


class CallIn(Schema):
    """组织勘验 — the other departments by their codes."""

    begins_at: datetime
    place: str = Field(max_length=200)
    purpose: str = Field(max_length=2000)
    orgs: list[str] = []
    checklist: list[str] = []


class InspectionMoveIn(Schema):
    """改期勘验."""

    begins_at: datetime
    place: str = Field(max_length=200)
    reason: str = Field(max_length=500)


class OfficersIn(Schema):
    """指派勘验人员."""

    first: UUID
    second: UUID


class LineIn(Schema):
    """勘验清单行."""

    text: str = Field(max_length=300)
    result: str = Field(max_length=300)
    note: str = Field("", max_length=300)


class FindingsIn(Schema):
    """登记勘验结果."""

    rows: list[LineIn] = []
    opinion: str = Field(max_length=5000)


class ConclusionIn(Schema):
    """完成勘验."""

    conclusion: str = Field(max_length=5000)


class PhotoIn(Schema):
    """勘验照片 — the time is needed only where the picture does not say it."""

    place: str = Field(max_length=200)
    taken_at: datetime | None = None


class InspectionPartOut(Schema):
    """部门参验."""

    org: str = Field(alias="org.code")
    state: str
    officers: list[str]
    opinion: str
    photos: int

    @staticmethod
    def resolve_officers(part: InspectionPart) -> list[str]:
        return [one.name for one in (part.first_officer, part.second_officer) if one is not None]

    @staticmethod
    def resolve_photos(part: InspectionPart) -> int:
        return part.photos.count()


class InspectionOut(Schema):
    """现场勘验."""

    state: str
    begins_at: datetime
    place: str
    purpose: str
    conclusion: str
    parts: list[InspectionPartOut]

    @staticmethod
    def resolve_parts(inspection: SiteInspection) -> list[InspectionPart]:
        return list(inspection.parts.select_related("org", "first_officer", "second_officer"))


Out = {201: InspectionOut, **PROBLEMS}


def inspection_of(request: Request, application_id: UUID) -> SiteInspection:
    """The visit, if the asker handles the application or takes part; else Http404."""
    return get_object_or_404(procedures.inspections(request.actor), application_id=application_id)


def own_part(request: Request, application_id: UUID) -> InspectionPart:
    """The part of the asker's own department; else Http404."""
    permission = verbs()["approvals.name_officers"].permission
    parts = inspection_of(request, application_id).parts.select_related("org", "inspection__application")
    for one in parts:
        if request.actor.may(permission, one):
            return one
    raise Http404


@router.get("/applications/{application_id}/inspection", response={200: InspectionOut, **PROBLEMS})
def inspection(request: Request, application_id: UUID) -> SiteInspection:
    """现场勘验 — for whoever takes part."""
    return inspection_of(request, application_id)


@router.post("/applications/{application_id}/inspection-call", response=Out)
def call_inspection(request: Request, application_id: UUID, body: CallIn) -> Status[SiteInspection]:
    """组织勘验."""
    found = application_of(request, application_id)
    facts = body.dict() | {"orgs": [get_object_or_404(Org, code=one) for one in body.orgs]}
    actions.call_inspection(found, **facts, by=request.actor, at=timezone.now())
    return Status(201, inspection_of(request, application_id))


@router.post("/applications/{application_id}/inspection-move", response=Out)
def move_inspection(request: Request, application_id: UUID, body: InspectionMoveIn) -> Status[SiteInspection]:
    """改期勘验."""
    found = inspection_of(request, application_id)
    actions.move_inspection(found, **body.dict(), by=request.actor, at=timezone.now())
    return Status(201, inspection_of(request, application_id))


@router.post("/applications/{application_id}/inspection-officers", response=Out)
def name_officers(request: Request, application_id: UUID, body: OfficersIn) -> Status[SiteInspection]:
    """指派勘验人员 — of the own department."""
    part = own_part(request, application_id)
    pair = {"first": examiner(body.first), "second": examiner(body.second)}
    actions.name_officers(part, **pair, by=request.actor, at=timezone.now())
    return Status(201, inspection_of(request, application_id))


@router.post("/applications/{application_id}/inspection-photo", response=Out)
def add_photo(
    request: Request, application_id: UUID, upload: File[UploadedFile], body: Form[PhotoIn]
) -> Status[SiteInspection]:
    """上传勘验照片."""
    part, at = own_part(request, application_id), timezone.now()
    content = upload.read()
    said = photographs.taken(content)
    moment = said.at or body.taken_at
    if moment is None:
        raise RuleBroken(_("照片没有自带时间，请填写拍摄时间。"), fields={"taken_at": _("请填写")})
    limits = upload_limits(local_day(at))
    received = receive(content, filename=upload.name or "", formats=("jpg", "png"), limits=limits)
    actions.add_photo(
        part,
        received=received,
        taken_at=moment,
        place=body.place,
        latitude=said.latitude,
        longitude=said.longitude,
        is_from_picture=said.at is not None,
        by=request.actor,
        at=at,
    )
    return Status(201, inspection_of(request, application_id))


@router.post("/applications/{application_id}/inspection-findings", response=Out)
def record_inspection(request: Request, application_id: UUID, body: FindingsIn) -> Status[SiteInspection]:
    """登记勘验结果 — of the own department."""
    part = own_part(request, application_id)
    actions.record_inspection(part, **body.dict(), by=request.actor, at=timezone.now())
    return Status(201, inspection_of(request, application_id))


@router.post("/applications/{application_id}/inspection-completion", response=Out)
def complete_inspection(request: Request, application_id: UUID, body: ConclusionIn) -> Status[SiteInspection]:
    """完成勘验 — one report for all."""
    found = inspection_of(request, application_id)
    actions.complete_inspection(found, **body.dict(), by=request.actor, at=timezone.now())
    return Status(201, inspection_of(request, application_id))
