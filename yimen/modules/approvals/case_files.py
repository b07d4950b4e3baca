"""Documents and materials of a case as lines to open."""

from __future__ import annotations

from collections.abc import Iterable

from django.urls import reverse
from django.utils.translation import gettext as _

from yimen.kernel.documents.models import Document
from yimen.kernel.web.shapes import FileLine

from .checklist import Row
from .models import Application, IssuedDocument


def document_lines(application: Application, issued: Iterable[IssuedDocument]) -> list[FileLine]:
    """文书 — the newest first; a result that waits for its seal says so."""
    return [_document_line(application, one) for one in issued][::-1]


def _document_line(application: Application, issued: IssuedDocument) -> FileLine:
    document = issued.document
    waits = document.waits_for_seal and bool(document.seal_with)
    return FileLine(
        name=document.title,
        href=reverse("approvals:document", args=[application.pk, document.pk]),
        kind="PDF",
        note=document.number or "",
        at=document.sealed_at or document.paper_sealed_at or document.issued_at,
        state=_state(document, waits=waits) if document.seal_with else "",
        tone="warning" if waits else "success" if document.is_sealed else "neutral",
    )


def _state(document: Document, *, waits: bool) -> str:
    if waits:
        return _("待用印")
    on_paper = document.state == "drawn_up"
    return _("已在纸质文书上用印") if on_paper else str(document.get_state_display())


def material_lines(application: Application, rows: Iterable[Row]) -> list[FileLine]:
    """材料 — every row of the list with what is there."""
    return [_material_line(application, row) for row in rows]


def _material_line(application: Application, row: Row) -> FileLine:
    given = row.present
    name = row.material.shown
    if given is None:
        shared = not row.material.is_asked_of_applicant
        return FileLine(
            name, state=_("数据共享") if shared else _("未提交"), tone="neutral" if shared else "warning"
        )
    if given.file is None:
        return FileLine(name, kind=_("纸质"), at=given.added_at, state=_checked(row))
    href = reverse("approvals:material-file", args=[application.pk, given.pk])
    return FileLine(
        name,
        href,
        size=given.file.size,
        note=given.name,
        at=given.added_at,
        state=_checked(row),
        tone="success",
    )


def _checked(row: Row) -> str:
    return _("已核对原件") if row.present and row.present.is_original_seen else ""
