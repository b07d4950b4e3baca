"""导入目录 by the API: a file is taken in and checked by itself; who sent it confirms what has no fault."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from django.shortcuts import get_object_or_404
from django.utils import timezone
from ninja import File, Form, Schema, Status
from ninja.files import UploadedFile

from yimen.kernel.orgs.models import Org
from yimen.kernel.web.request import Request
from yimen.modules.approvals import actions, catalogue, imports
from yimen.modules.approvals.models import CatalogueImport
from yimen.modules.approvals.permissions import Permission

from .routes import router
from .schemas import PROBLEMS


class CatalogueFindingOut(Schema):
    """文件中的错误 — row, column, what is wrong."""

    row: int
    column: str = ""
    message: str


class CatalogueImportOut(Schema):
    """目录导入 — how far it is, and everything that is wrong with the file."""

    id: UUID
    name: str
    state: str
    row_count: int | None
    drafted_count: int | None
    uploaded_at: datetime
    findings: list[CatalogueFindingOut]

    @staticmethod
    def resolve_findings(given: CatalogueImport) -> list[dict[str, Any]]:
        return imports.findings_shown(given)


def _import(request: Request, import_id: UUID) -> CatalogueImport:
    return get_object_or_404(imports.imports(request.actor), pk=import_id)


@router.get("/catalogue/imports", response=list[CatalogueImportOut])
def catalogue_imports(request: Request) -> list[CatalogueImport]:
    """目录导入 — what the asker sent, the latest first."""
    return list(imports.imports(request.actor).order_by("-uploaded_at")[:50])


@router.get("/catalogue/imports/{import_id}", response={200: CatalogueImportOut, **PROBLEMS})
def catalogue_import(request: Request, import_id: UUID) -> CatalogueImport:
    """一次导入 — its state and all its findings."""
    return _import(request, import_id)


@router.post("/catalogue/imports", response={201: CatalogueImportOut, **PROBLEMS})
def upload_import(request: Request, org: Form[str], file: File[UploadedFile]) -> Status[CatalogueImport]:
    """上传目录文件 — ``org`` is the code of the body; the form of the file is told by the end of its name."""
    able = [one.pk for one in catalogue.bodies(request.actor, Permission.ITEM_IMPORT)]
    body = get_object_or_404(Org.objects.filter(pk__in=able), code=org)
    name = file.name or ""
    facts: dict[str, Any] = {
        "name": name,
        "file_format": name.rpartition(".")[2].lower(),
        "data": file.read(),
    }
    done = actions.upload_import(body, **facts, by=request.actor, at=timezone.now())
    return Status(201, _import(request, done.given.pk))


@router.post("/catalogue/imports/{import_id}/confirmation", response={201: CatalogueImportOut, **PROBLEMS})
def confirm_import(request: Request, import_id: UUID) -> Status[CatalogueImport]:
    """确认导入 — all of it, or nothing."""
    actions.confirm_import(_import(request, import_id), by=request.actor, at=timezone.now())
    return Status(201, _import(request, import_id))
