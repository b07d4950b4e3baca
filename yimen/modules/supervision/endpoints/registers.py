"""Operations on departments' registers."""

from __future__ import annotations

from django.shortcuts import get_object_or_404
from django.utils import timezone
from ninja import File, Form, Status
from ninja.files import UploadedFile

from yimen.kernel.documents.intake import receive
from yimen.kernel.web.request import Request
from yimen.modules.supervision import actions, queries
from yimen.modules.supervision import registers as reader
from yimen.modules.supervision.models import RegisterImport

from .routes import router
from .schemas import RegisterOut


@router.get("/registers", response=list[RegisterOut])
def registers(request: Request) -> list[RegisterImport]:
    """登记册 — those that were brought in, the newest first."""
    return list(queries.registers(request.actor).order_by("-imported_at")[:100])


@router.post("/registers", response={201: RegisterOut})
def import_register(
    request: Request, org: Form[str], kind: Form[str], file: File[UploadedFile]
) -> Status[RegisterImport]:
    """导入登记册 — checked as a whole; every error with its row and column."""
    body = get_object_or_404(queries.registered_bodies(request.actor), code=org)
    content = file.read()
    rows = reader.read(content, filename=file.name or "")
    received = receive(content, filename=file.name or "", formats=reader.FORMATS)
    facts = {"kind": kind, "file": received, "rows": rows}
    done = actions.import_register(body, **facts, by=request.actor, at=timezone.now())  # type: ignore[arg-type]
    return Status(201, get_object_or_404(queries.registers(request.actor), pk=done.register.pk))
