"""扫描 — a case opened by its barcode; a pile of scanned files sorted into materials."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from yimen.kernel.base.text import normal
from yimen.kernel.documents import barcode
from yimen.kernel.documents.intake import Received
from yimen.kernel.web.attempt import attempt, done_message
from yimen.kernel.web.pages import render
from yimen.kernel.web.request import Request
from yimen.kernel.web.shapes import Crumb
from yimen.modules.approvals import actions, checklist, queries, scans
from yimen.modules.approvals.forms import scanning as forms
from yimen.modules.approvals.models import Application
from yimen.modules.approvals.permissions import Permission

from .opening import open_for


@require_safe
def scan(request: Request) -> HttpResponse:
    """扫码打开办件 — the scanner types the number of the slip and Enter; the case opens."""
    if not queries.reads_cases(request.actor):
        raise Http404
    number = normal(request.GET.get("number", "")).replace(" ", "").upper()[:20]
    found = (
        queries.handled_applications(request.actor).filter(case__number=number).first() if number else None
    )
    if found is not None:
        return redirect("approvals:application", found.pk)
    context = {
        "number": number,
        "crumbs": [Crumb(_("办件"), reverse("approvals:handled")), Crumb(_("扫码打开"))],
    }
    return render(request, "approvals/scan.html", context)


@require_safe
def separators(request: Request, application_id: UUID) -> HttpResponse:
    """分隔页 — one page a material, to be laid into the pile before it is scanned."""
    application = open_for(request, application_id, Permission.APPLICATION_AMEND)
    rows = [
        (row.material, barcode.svg(f"{scans.PREFIX}{row.material.key}", height=60))
        for row in checklist.rows(application)
        if row.material.is_asked_of_applicant
    ]
    slip = barcode.svg(application.number) if application.number else ""
    context = {
        "application": application,
        "rows": rows,
        "slip": slip,
        "crumbs": _crumbs(application, _("分隔页")),
    }
    return render(request, "approvals/separators.html", context)


def bulk_scans(request: Request, application_id: UUID) -> HttpResponse:
    """批量上传扫描件 — many files, or one pile in one PDF; what each is, is said by separators or by the clerk."""
    application = open_for(request, application_id, Permission.APPLICATION_AMEND)
    form = forms.Pile(request.POST or None, request.FILES or None)
    found = scans.pieces(application, form.cleaned_data["pile"], timezone.now()) if form.is_valid() else []
    return _sheet(request, application, form, found)


def _sheet(
    request: Request, application: Application, form: forms.Pile, pieces: list[scans.Piece]
) -> HttpResponse:
    materials = [row.material for row in checklist.rows(application) if row.material.is_asked_of_applicant]
    context = {
        "application": application,
        "form": form,
        "pieces": [(piece, scans.token(piece) if piece.received else "") for piece in pieces],
        "has_taken": any(piece.received for piece in pieces),
        "materials": materials,
        "crumbs": _crumbs(application, _("批量上传扫描件")),
    }
    return render(request, "approvals/bulk_scans.html", context)


def scan_sorting(request: Request, application_id: UUID) -> HttpResponse:
    """归入材料 — each piece to the material that was chosen for it, one act a piece; what was refused, and
    everything where nothing was chosen, is shown again.
    """
    application = open_for(request, application_id, Permission.APPLICATION_AMEND)
    if request.method != "POST":
        return redirect("approvals:bulk-scans", application_id)
    given = zip(request.POST.getlist("piece"), request.POST.getlist("key"), strict=False)
    known = [(received, key) for text, key in given if (received := scans.taken_in(text)) is not None]
    chosen = [(received, key) for received, key in known if key]
    left = [one for one in chosen if not _attach(request, application, *one)]
    if done := len(chosen) - len(left):
        done_message(request, _("已归入 %(count)s 份材料。") % {"count": done})
    if not chosen:
        done_message(request, _("请先为要归入的文件选择材料。"), kind="error")
        left = known
    if not left:
        return redirect("approvals:materials" if done else "approvals:bulk-scans", application_id)
    again = [scans.Piece(received.filename, received, key) for received, key in left]
    return _sheet(request, application, forms.Pile(), again)


def _attach(request: Request, application: Application, received: Received, key: str) -> bool:
    """One piece; what refuses it is said above the page."""
    form = forms.Pile()
    facts: dict[str, Any] = {"key": key, "name": received.filename, "received": received}
    if attempt(form, actions.attach_material, application, **facts, by=request.actor, at=timezone.now()):
        return True
    done_message(request, " ".join(map(str, form.non_field_errors())), kind="error")
    return False


def _crumbs(application: Application, here: str) -> list[Crumb]:
    number = application.number or _("草稿")
    return [Crumb(number, reverse("approvals:application", args=[application.pk])), Crumb(here)]
