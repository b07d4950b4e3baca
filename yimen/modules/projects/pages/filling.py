"""填写 — items and situation, the one form, the materials: each asked once."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from yimen.kernel.base.refusals import Refused
from yimen.kernel.documents.intake import Received, receive
from yimen.kernel.documents.serving import serve
from yimen.kernel.web.acts import sent
from yimen.kernel.web.attempt import attempt, done_message
from yimen.kernel.web.pages import render
from yimen.kernel.web.request import Request
from yimen.kernel.web.words import named
from yimen.modules.approvals.public import FieldsOfForm
from yimen.modules.projects import actions, queries
from yimen.modules.projects.asking import Needed, asking, asking_of, situation_of
from yimen.modules.projects.forms.acts import MaterialFile
from yimen.modules.projects.forms.filling import Contact, Situations
from yimen.modules.projects.limits import upload_limits
from yimen.modules.projects.models import SharedMaterial, Stage
from yimen.modules.projects.states import ItemRole

from .acting import open_for
from .stages import crumbs_of, joined, seen


def filling(request: Request, stage_id: UUID) -> HttpResponse:
    """事项和情形 — which items, which situation; other answers may bring other questions."""
    found = open_for(request, joined(request), stage_id, "fill_stage")
    form = _situations(request, found)
    if form.is_valid() and attempt(
        form,
        actions.fill_stage,
        found,
        chosen=[*_given(found), *form.chosen],
        answers=form.answers,
        by=request.actor,
        at=timezone.now(),
    ):
        return redirect("projects:filling" if _asks_more(request, stage_id) else "projects:form", stage_id)
    shown = {"stage": found, "form": form, "crumbs": crumbs_of(found, _("事项和情形"))}
    return render(request, "projects/filling.html", shown)


def _situations(request: Request, found: Stage) -> Situations:
    today = timezone.localdate()
    optional = list(found.version.items.filter(role=ItemRole.OPTIONAL).values_list("item_code", flat=True))
    offered = asking(found.version, optional, today).versions
    return Situations(
        sent(request),
        optional=[(code, named(offered[code].item)) for code in optional if code in offered],
        questions=asking_of(found, today).questions(situation_of(found, today)),
        chosen=found.chosen,
        answers=found.answers,
    )


def _given(found: Stage) -> list[str]:
    rows = found.version.items.exclude(role=ItemRole.OPTIONAL)
    return list(rows.values_list("item_code", flat=True))


def _asks_more(request: Request, stage_id: UUID) -> bool:
    """Whether what was answered brought a question that is open."""
    found, today = seen(request, stage_id), timezone.localdate()
    questions = asking_of(found, today).questions(situation_of(found, today))
    return any(one.key not in found.answers for one in questions)


def form(request: Request, stage_id: UUID) -> HttpResponse:
    """申请表 — every field once, whichever items ask for it."""
    found = open_for(request, joined(request), stage_id, "fill_stage")
    today, data = timezone.localdate(), sent(request)
    shape = asking_of(found, today).form(situation_of(found, today))
    act = request.POST.get("act", "")
    contact = Contact(data, initial={"contact_phone": found.contact_phone})
    filled = FieldsOfForm(
        shape,
        found.form,
        data,
        owner=found.pk,
        asked=list(shape.fields),
        settled=set(),
        more_rows=act.removeprefix("more:"),
        quietly=bool(act),
    )
    done = contact.is_valid() and filled.is_valid() and _filled(request, found, filled, contact)
    if done and not act:
        return redirect("projects:materials", stage_id)
    shown = {"stage": found, "form": filled, "contact": contact, "crumbs": crumbs_of(found, _("申请表"))}
    return render(request, "projects/form.html", shown)


def _filled(request: Request, found: Stage, filled: FieldsOfForm, contact: Contact) -> bool:
    done = attempt(
        filled,
        actions.fill_stage,
        found,
        form=filled.answers,
        contact_phone=contact.cleaned_data["contact_phone"],
        by=request.actor,
        at=timezone.now(),
    )
    return done is not None


@require_safe
def materials(request: Request, stage_id: UUID) -> HttpResponse:
    """共享材料 — each thing once, with the items that use it and the version that is there."""
    found = open_for(request, joined(request), stage_id, "share_material")
    held = _held(found)
    correction = getattr(found, "correction", None)
    wanted = {row["key"]: row for row in correction.rows} if correction else {}
    lines = [(one, held.get(one.key), wanted.get(one.key)) for one in _needed(found)]
    names = {code: named(one.item) for code, one in asking_of(found, timezone.localdate()).versions.items()}
    shown = {"stage": found, "lines": lines, "names": names, "crumbs": crumbs_of(found, _("共享材料"))}
    return render(request, "projects/materials.html", shown)


def material(request: Request, stage_id: UUID, need_key: str) -> HttpResponse:
    """提交共享材料 — one of them; a new version reaches everybody who uses it."""
    found = open_for(request, joined(request), stage_id, "share_material")
    needed = next((one for one in _needed(found) if one.key == need_key), None)
    if needed is None:
        raise Http404
    limits = upload_limits(timezone.localdate())
    form = MaterialFile(sent(request), request.FILES or None, needed=needed, largest=limits.size)
    received = _received(form, needed) if form.is_valid() else None
    if received and attempt(
        form,
        actions.share_material,
        found,
        key=need_key,
        name=received.filename,
        received=received,
        by=request.actor,
        at=timezone.now(),
    ):
        done_message(request, _("已提交。"))
        return redirect("projects:materials", stage_id)
    shown: dict[str, Any] = {
        "stage": found,
        "needed": needed,
        "form": form,
        "held": _held(found).get(need_key),
    }
    shown["versions"] = SharedMaterial.objects.filter(project=found.project_id, key=need_key).order_by(
        "-version"
    )
    crumbs = crumbs_of(found, needed.shown)
    return render(request, "projects/material.html", shown | {"crumbs": crumbs})


def _received(form: MaterialFile, needed: Needed) -> Received | None:
    """The file as it is taken in; what is too large or of another kind is said beside the field, and nothing is kept."""
    upload = form.cleaned_data["file"]
    try:
        return receive(
            upload.file,
            filename=upload.name,
            formats=needed.formats,
            limits=upload_limits(timezone.localdate()),
        )
    except Refused as refusal:
        form.add_error("file", str(refusal.message))
        return None


def _needed(found: Stage) -> list[Needed]:
    today = timezone.localdate()
    return asking_of(found, today).materials(situation_of(found, today))


def _held(found: Stage) -> dict[str, SharedMaterial]:
    rows = SharedMaterial.objects.filter(project=found.project_id, replaced_at__isnull=True)
    return {one.key: one for one in rows.select_related("file")}


@require_safe
def material_file(request: Request, stage_id: UUID, shared_material_id: UUID) -> HttpResponseBase:
    """材料文件 — a version of a shared material; to departments those that their items list."""
    found = seen(request, stage_id)
    rows = queries.materials(request.actor, found).select_related("file")
    given = get_object_or_404(rows, pk=shared_material_id)
    return serve(given.file, filename=given.name, inline=True, request=request)
