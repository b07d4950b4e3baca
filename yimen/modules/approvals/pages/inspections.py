"""现场勘验 — one visit: called, moved, officers named, photographs, findings, the one report."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any
from uuid import UUID

from django.forms import BaseForm
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET

from yimen.kernel.audit.offers import Offer, open_to
from yimen.kernel.documents.intake import receive
from yimen.kernel.documents.serving import serve
from yimen.kernel.web.acts import sent
from yimen.kernel.web.attempt import attempt, done_message
from yimen.kernel.web.pages import render
from yimen.kernel.web.request import Request
from yimen.kernel.web.shapes import Crumb
from yimen.modules.approvals import actions, photographs, procedures
from yimen.modules.approvals.forms import inspections as forms
from yimen.modules.approvals.limits import upload_limits
from yimen.modules.approvals.models import Application, InspectionPart, SiteInspection

from .acts import finished, opens, show

FORMATS = ("jpg", "png")
Subject = SiteInspection | InspectionPart
WHOLE = (
    Offer(actions.move_inspection, gettext_lazy("改期"), "approvals:inspection-move"),
    Offer(actions.complete_inspection, gettext_lazy("完成勘验"), "approvals:inspection-completion"),
)
OWN = (
    Offer(actions.name_officers, gettext_lazy("指派勘验人员"), "approvals:inspection-officers"),
    Offer(actions.add_photo, gettext_lazy("上传照片"), "approvals:inspection-photo"),
    Offer(actions.record_inspection, gettext_lazy("登记勘验结果"), "approvals:inspection-findings"),
)
BY_ACT = {one.act: one for one in WHOLE + OWN}


@opens("call_inspection")
def inspection_call(request: Request, application: Application) -> HttpResponse:
    """组织勘验 — when, where, what, and who else must see the place."""
    form = forms.Call(sent(request), others=procedures.other_departments(application))
    if form.is_valid() and attempt(
        form, actions.call_inspection, application, **form.facts(), by=request.actor, at=timezone.now()
    ):
        return finished(request, application, "call_inspection", _("已组织现场勘验，已通知各部门。"))
    return show(request, application, "call_inspection", "inspection_call", form)


@require_GET
def inspection(request: Request, application_id: UUID) -> HttpResponse:
    """现场勘验 — the visit as every department that takes part reads it."""
    found = seen_inspection(request, application_id)
    return render(request, "approvals/inspection.html", _context(request, found))


def seen_inspection(request: Request, application_id: UUID) -> SiteInspection:
    """The inspection, if the actor handles the application or takes part; else 404."""
    return get_object_or_404(procedures.inspections(request.actor), application_id=application_id)


def _context(request: Request, found: SiteInspection) -> dict[str, Any]:
    parts = found.parts.select_related("org", "first_officer", "second_officer").prefetch_related("photos")
    return {
        "inspection": found,
        "application": found.application,
        "parts": parts,
        "offers": [
            shown
            for offer in WHOLE + OWN
            if (subject := _subject(request, found, offer)) is not None
            for shown in open_to(request.actor, subject, [offer], at=found.application)
        ],
        "report": found.application.documents.filter(kind="inspection_report")
        .select_related("document")
        .last(),
        "crumbs": [Crumb(found.application.number), Crumb(_("现场勘验"))],
    }


def _subject(request: Request, found: SiteInspection, offer: Offer) -> Subject | None:
    """What the actor may do the verb with: the visit itself, or the part of the own department."""
    if offer in WHOLE:
        return found if offer.is_permitted(request.actor, found) else None
    parts = found.parts.select_related("org", "inspection__application")
    return next((one for one in parts if offer.is_permitted(request.actor, one)), None)


def of_visit(name: str) -> Callable[[Callable[..., HttpResponse]], Callable[..., HttpResponse]]:
    """The page of one verb of the visit: for whoever may do it, else 404; when it moved on, back to the visit."""
    offer = BY_ACT[name]

    def decorate(page: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
        @wraps(page)
        def opened(request: Request, application_id: UUID) -> HttpResponse:
            found = seen_inspection(request, application_id)
            subject = _subject(request, found, offer)
            if subject is None:
                raise Http404
            if request.method != "POST" and not offer.is_open(request.actor, subject):
                done_message(request, _("情况已经变化，没有做任何改动。"), "info")
                return redirect("approvals:inspection", application_id)
            return page(request, found, subject)

        return opened

    return decorate


def _show(request: Request, found: SiteInspection, title: str, form: BaseForm) -> HttpResponse:
    return render(
        request, "approvals/inspection_act.html", _context(request, found) | {"form": form, "title": title}
    )


def _back(request: Request, found: SiteInspection, text: str) -> HttpResponse:
    done_message(request, text)
    return redirect("approvals:inspection", found.application_id)


@of_visit("move_inspection")
def inspection_move(request: Request, found: SiteInspection, subject: SiteInspection) -> HttpResponse:
    """改期勘验."""
    form = forms.Move(sent(request), initial={"place": found.place})
    if form.is_valid() and attempt(
        form, actions.move_inspection, subject, **form.cleaned_data, by=request.actor, at=timezone.now()
    ):
        return _back(request, found, _("勘验已改期。"))
    return _show(request, found, _("改期勘验"), form)


@of_visit("name_officers")
def inspection_officers(request: Request, found: SiteInspection, subject: InspectionPart) -> HttpResponse:
    """指派勘验人员."""
    form = forms.Officers(sent(request), officers=procedures.inspectors(subject, timezone.localdate()))
    if form.is_valid() and attempt(
        form, actions.name_officers, subject, **form.cleaned_data, by=request.actor, at=timezone.now()
    ):
        return _back(request, found, _("已指派勘验人员。"))
    return _show(request, found, _("指派勘验人员"), form)


@of_visit("add_photo")
def inspection_photo(request: Request, found: SiteInspection, subject: InspectionPart) -> HttpResponse:
    """上传勘验照片 — the picture says when and where, else the officer does."""
    form = forms.Photo(sent(request), request.FILES or None, initial={"place": found.place})
    if form.is_valid() and _added(request, subject, form):
        return _back(request, found, _("照片已上传。"))
    return _show(request, found, _("上传勘验照片"), form)


def _added(request: Request, part: InspectionPart, form: forms.Photo) -> object:
    content = form.file.read()
    said = photographs.taken(content)
    moment = said.at or form.stated_at
    if moment is None:
        form.add_error("taken_at", _("照片没有自带时间，请填写拍摄时间。"))
        return None
    limits = upload_limits(timezone.localdate())
    received = attempt(form, receive, content, filename=form.file.name or "", formats=FORMATS, limits=limits)
    if received is None:
        return None
    return attempt(
        form,
        actions.add_photo,
        part,
        received=received,
        taken_at=moment,
        latitude=said.latitude,
        longitude=said.longitude,
        place=form.cleaned_data["place"],
        is_from_picture=said.at is not None,
        by=request.actor,
        at=timezone.now(),
    )


@of_visit("record_inspection")
def inspection_findings(request: Request, found: SiteInspection, subject: InspectionPart) -> HttpResponse:
    """登记勘验结果 — line by line."""
    form = forms.Findings(sent(request), checklist=subject.checklist)
    if form.is_valid() and attempt(
        form,
        actions.record_inspection,
        subject,
        rows=form.rows(),
        opinion=form.cleaned_data["opinion"],
        by=request.actor,
        at=timezone.now(),
    ):
        return _back(request, found, _("勘验结果已登记。"))
    return _show(request, found, _("登记勘验结果"), form)


@of_visit("complete_inspection")
def inspection_completion(request: Request, found: SiteInspection, subject: SiteInspection) -> HttpResponse:
    """完成勘验 — one report for all."""
    form = forms.Completion(sent(request))
    if form.is_valid() and attempt(
        form, actions.complete_inspection, subject, **form.cleaned_data, by=request.actor, at=timezone.now()
    ):
        return _back(request, found, _("勘验报告已出具。"))
    return _show(request, found, _("完成勘验"), form)


@require_GET
def inspection_report(request: Request, application_id: UUID) -> HttpResponseBase:
    """勘验报告 — for every department that took part."""
    found = seen_inspection(request, application_id)
    rows = found.application.documents.filter(kind="inspection_report").select_related(
        "document__sealed_file", "document__org"
    )
    issued = get_object_or_404(rows)
    return serve(issued.document, filename=issued.document.filename, inline=True, request=request)
