"""申请: draft, materials, submission, and what an applicant may do later."""

from __future__ import annotations

from uuid import UUID

from django.shortcuts import get_object_or_404
from django.utils import timezone
from ninja import File, Form, Status
from ninja.files import UploadedFile

from yimen.kernel.base.ids import new_id
from yimen.kernel.base.refusals import NotAllowed
from yimen.kernel.documents.intake import receive
from yimen.kernel.orgs.models import Region
from yimen.kernel.people.actor import person_actor
from yimen.kernel.web.request import Request
from yimen.modules.approvals import actions, queries
from yimen.modules.approvals.models import Application
from yimen.modules.approvals.routing import Attributes

from .found import application_of
from .outlines import FormIn
from .routes import router
from .schemas import PROBLEMS, AmendIn, ApplicationDetail, DraftIn, ReasonIn

Out = {201: ApplicationDetail, **PROBLEMS}


@router.post("/applications", response=Out)
def save_draft(request: Request, body: DraftIn) -> Status[Application]:
    """起草申请 — begins a draft in the asker's own name."""
    person = person_actor(request.actor)
    if person is None:
        raise NotAllowed
    item = get_object_or_404(queries.guide(timezone.localdate()), code=body.item)
    done = actions.save_draft(
        item,
        applicant=person.person,
        answers=body.answers,
        application_id=body.id or new_id(),
        place=get_object_or_404(Region, pk=body.place) if body.place else None,
        project=Attributes(body.project_class, body.amount),
        by=request.actor,
        at=timezone.now(),
    )
    return Status(201, application_of(request, done.application.pk))


@router.patch("/applications/{application_id}", response={200: ApplicationDetail, **PROBLEMS})
def amend_draft(request: Request, application_id: UUID, body: AmendIn) -> Application:
    """修改草稿 — answers and statements."""
    found = application_of(request, application_id)
    given = body.dict(exclude_unset=True, exclude_none=True)
    answers = given.pop("answers", None)
    actions.amend_draft(found, answers=answers, contact=given, by=request.actor, at=timezone.now())
    return application_of(request, application_id)


@router.put("/applications/{application_id}/form", response={200: ApplicationDetail, **PROBLEMS})
def fill_form(request: Request, application_id: UUID, body: FormIn) -> Application:
    """填写申请表 — all answers; a personal number that is sent back masked stays as it is."""
    found = application_of(request, application_id)
    actions.fill_form(found, answers=body.answers, by=request.actor, at=timezone.now())
    return application_of(request, application_id)


@router.post("/applications/{application_id}/draft-renewal", response=Out)
def renew_draft(request: Request, application_id: UUID) -> Status[Application]:
    """换用新版 — the draft goes on under the version in force; what was filled in stays."""
    actions.renew_draft(application_of(request, application_id), by=request.actor, at=timezone.now())
    return Status(201, application_of(request, application_id))


@router.post("/applications/{application_id}/materials/{key}", response=Out)
def attach_material(
    request: Request,
    application_id: UUID,
    key: str,
    file: File[UploadedFile | None] = None,
    is_paper: Form[bool] = False,
) -> Status[Application]:
    """提交材料 — one file of the checklist, or the word that it is handed in on paper."""
    found = application_of(request, application_id)
    material = found.version.body.material(key)
    formats = material.formats if material else ()
    received = receive(file.read(), filename=file.name or key, formats=formats) if file else None
    actions.attach_material(
        found,
        key=key,
        name=received.filename if received else key,
        received=received,
        is_paper=is_paper,
        by=request.actor,
        at=timezone.now(),
    )
    return Status(201, application_of(request, application_id))


@router.delete(
    "/applications/{application_id}/materials/{key}", response={200: ApplicationDetail, **PROBLEMS}
)
def remove_material(request: Request, application_id: UUID, key: str) -> Application:
    """移除材料."""
    actions.remove_material(
        application_of(request, application_id), key=key, by=request.actor, at=timezone.now()
    )
    return application_of(request, application_id)


@router.post("/applications/{application_id}/submission", response=Out)
def submit(request: Request, application_id: UUID) -> Status[Application]:
    """提交 — opens the case; the answer holds number and query code."""
    actions.submit(application_of(request, application_id), by=request.actor, at=timezone.now())
    return Status(201, application_of(request, application_id))


@router.post("/applications/{application_id}/resubmission", response=Out)
def resubmit(request: Request, application_id: UUID) -> Status[Application]:
    """补正提交."""
    actions.resubmit(application_of(request, application_id), by=request.actor, at=timezone.now())
    return Status(201, application_of(request, application_id))


@router.post("/applications/{application_id}/tolerated-supply", response=Out)
def supply_tolerated(request: Request, application_id: UUID) -> Status[Application]:
    """补齐容缺材料."""
    actions.supply_tolerated(application_of(request, application_id), by=request.actor, at=timezone.now())
    return Status(201, application_of(request, application_id))


@router.post("/applications/{application_id}/withdrawal", response=Out)
def withdraw(request: Request, application_id: UUID, body: ReasonIn) -> Status[Application]:
    """撤回."""
    actions.withdraw(
        application_of(request, application_id), reason=body.reason, by=request.actor, at=timezone.now()
    )
    return Status(201, application_of(request, application_id))


@router.post("/applications/{application_id}/discarding", response=Out)
def discard_draft(request: Request, application_id: UUID) -> Status[Application]:
    """放弃草稿."""
    actions.discard_draft(application_of(request, application_id), by=request.actor, at=timezone.now())
    return Status(201, application_of(request, application_id))
