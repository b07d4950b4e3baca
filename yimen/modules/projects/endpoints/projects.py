"""重大项目: registered, changed, handed over, completed."""

from __future__ import annotations

from uuid import UUID

from django.shortcuts import get_object_or_404
from django.utils import timezone
from ninja import Router, Status

from yimen.kernel.orgs.models import Region
from yimen.kernel.people.models import Person
from yimen.kernel.web.request import Request
from yimen.modules.projects import actions, queries
from yimen.modules.projects.models import Project

from .found import for_act, org_with, shown_project
from .schemas import ProjectChangeIn, ProjectEndIn, ProjectHandOverIn, ProjectIn, ProjectOut

router = Router()
Out = {201: ProjectOut}
MOST = 100


@router.get("/projects", response=list[ProjectOut])
def project_list(
    request: Request, words: str = "", kind: str = "", state: str = "", before: UUID | None = None
) -> list[ProjectOut]:
    """重大项目 — those that the actor sees, the newest first; ``before`` is the id of the last one that was read."""
    rows = queries.project_list(request.actor, words=words, kind=kind, state=state)
    if before is not None:
        rows = rows.filter(pk__lt=before)
    return [shown_project(one) for one in rows[:MOST]]


@router.get("/projects/{project_id}", response=ProjectOut)
def project(request: Request, project_id: UUID) -> ProjectOut:
    """One project."""
    rows = queries.projects(request.actor).select_related("org")
    return shown_project(get_object_or_404(rows, pk=project_id))


@router.post("/projects", response=Out)
def register_project(request: Request, body: ProjectIn) -> Status[ProjectOut]:
    """登记项目 — by a body that leads it."""
    facts = body.dict()
    org = org_with(facts.pop("org"))
    facts["owner"] = get_object_or_404(Person.objects.filter(is_active=True), pk=body.owner)
    facts["place"] = get_object_or_404(Region, pk=body.place)
    done = actions.register_project(org, **facts, by=request.actor, at=timezone.now())
    return Status(201, shown_project(done.project))


@router.post("/projects/{project_id}/amendment", response=Out)
def amend_project(request: Request, project_id: UUID, body: ProjectChangeIn) -> Status[ProjectOut]:
    """变更项目 — name, classes, sums."""
    found = _open(request, project_id, "amend_project")
    actions.amend_project(found, **body.dict(), by=request.actor, at=timezone.now())
    return Status(201, project(request, project_id))


@router.post("/projects/{project_id}/hand-over", response=Out)
def hand_over_project(request: Request, project_id: UUID, body: ProjectHandOverIn) -> Status[ProjectOut]:
    """移交项目 — to the body that leads it from now on."""
    found = _open(request, project_id, "hand_over_project")
    actions.hand_over_project(
        found, org=org_with(body.org), reason=body.reason, by=request.actor, at=timezone.now()
    )
    return Status(201, project(request, project_id))


@router.post("/projects/{project_id}/completion", response=Out)
def complete_project(request: Request, project_id: UUID, body: ProjectEndIn) -> Status[ProjectOut]:
    """项目全部办结, or ended without its purpose."""
    found = _open(request, project_id, "complete_project")
    actions.complete_project(found, **body.dict(), by=request.actor, at=timezone.now())
    return Status(201, project(request, project_id))


def _open(request: Request, project_id: UUID, verb: str) -> Project:
    found: Project = for_act(request, queries.projects(request.actor), project_id, verb)
    return found
