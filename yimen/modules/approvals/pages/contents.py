"""情形与材料 — the content of a version's draft, row by row: no JSON is typed, order is changed by buttons, and what an
applicant would be asked and get is seen before anybody is."""

from __future__ import annotations

import json
from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from yimen.kernel.base.refusals import RuleBroken
from yimen.kernel.documents.intake import Received, receive
from yimen.kernel.documents.serving import disposition
from yimen.kernel.web.attempt import attempt, done_message
from yimen.kernel.web.pages import render
from yimen.kernel.web.request import Request
from yimen.kernel.web.shapes import Crumb
from yimen.kernel.web.words import named
from yimen.modules.approvals import actions, content_shown, sources
from yimen.modules.approvals.content_editing import FORM, PARTS, drop, move, put, rows_of
from yimen.modules.approvals.content_faults import incomplete
from yimen.modules.approvals.forms.content import ROWS, MaterialRow, Order, Row, Schema
from yimen.modules.approvals.item_forms import BadForm, form_from
from yimen.modules.approvals.limits import upload_limits
from yimen.modules.approvals.models import ItemVersion
from yimen.modules.approvals.permissions import Permission
from yimen.modules.approvals.states import VersionState

from .situation import situation

BLANKS = ("pdf", "jpg", "png")
STEPS = {"up": -1, "down": 1}


@require_GET
def content(request: Request, version_id: UUID) -> HttpResponse:
    """情形与材料 — every part of the draft with its rows, what each says, and what is still missing."""
    version = _read(request, version_id)
    context = {
        "parts": content_shown.parts(version),
        "faults": incomplete(version.body, live=sources.live()),
        "may_edit": _may_edit(request, version),
    }
    return render(request, "approvals/content.html", _page(version, _("情形与材料")) | context)


def content_row(request: Request, version_id: UUID, part: str, place: int | None = None) -> HttpResponse:
    """编辑一行 — one question, material, fee, step, way or field; sent late, nothing that was typed is lost."""
    version = _draft(request, version_id)
    rows = rows_of(version.content, part) if part in PARTS else []
    if part not in PARTS or (place is not None and place >= len(rows)):
        raise Http404
    form = _row_form(request, version, part, rows, place)
    if form.is_valid() and (changed := _changes(form, version, part, place)):
        changes, received = changed
        facts: dict[str, Any] = {"changes": changes, "seen": form.cleaned_data["seen"], "received": received}
        if attempt(
            form, actions.amend_version_content, version, **facts, by=request.actor, at=timezone.now()
        ):
            done_message(request, _("已保存。"))
            return redirect(f"{_home(version)}#{part}")
    context = {
        "form": form,
        "part": part,
        "label": PARTS[part],
        "is_new": place is None,
        "now": version.content_hash,
    }
    return render(request, "approvals/content_row.html", _page(version, PARTS[part]) | context)


def _row_form(
    request: Request, version: ItemVersion, part: str, rows: list[dict[str, Any]], place: int | None
) -> Row:
    row = rows[place] if place is not None else {}
    others = [str(one.get("key", "")) for one in rows]
    terms = version.body.terms
    facts: dict[str, Any] = {"row": row, "others": others, "terms": terms}
    return ROWS[part](
        request.POST or None, request.FILES or None, **facts, initial={"seen": version.content_hash}
    )


def _changes(
    form: Row, version: ItemVersion, part: str, place: int | None
) -> tuple[dict[str, Any], tuple[Received, ...]] | None:
    """The changed part, with the files that came with it; None when a file was refused."""
    row, received = form.row(), []
    for name, upload in (form.uploads() if isinstance(form, MaterialRow) else {}).items():
        try:
            limits = upload_limits(timezone.localdate())
            taken = receive(upload.file, filename=upload.name or "", formats=BLANKS, limits=limits)  # type: ignore[arg-type]
        except RuleBroken as refusal:
            form.add_error(f"{name}_file", str(refusal))
            return None
        received.append(taken)
        row[name] = {"sha256": taken.sha256, "name": taken.filename}
    try:
        return put(version.content, part, place, row), tuple(received)
    except BadForm as fault:
        form.add_error(None, str(fault))
        return None


@require_POST
def content_order(request: Request, version_id: UUID) -> HttpResponse:
    """调整次序 — one row up, down, or out of its part."""
    version = _draft(request, version_id)
    form = Order(request.POST)
    if form.is_valid() and form.cleaned_data["part"] in PARTS:
        part, place, act = (form.cleaned_data[name] for name in ("part", "place", "act"))
        changes = (
            drop(version.content, part, place)
            if act == "drop"
            else move(version.content, part, place, STEPS[act])
        )
        facts: dict[str, Any] = {"changes": changes, "seen": form.cleaned_data["seen"]}
        attempt(form, actions.amend_version_content, version, **facts, by=request.actor, at=timezone.now())
    if form.errors:
        done_message(request, " ".join(map(str, form.non_field_errors())) or _("没有改动。"), "error")
    return redirect(f"{_home(version)}#{form.cleaned_data.get('part', '')}")


def form_schema(request: Request, version_id: UUID) -> HttpResponse:
    """导入导出申请表 — the form of the item as JSON Schema, for experts."""
    version = _draft(request, version_id)
    if "download" in request.GET:
        return _download(version)
    text = json.dumps(version.content.get(FORM, {}), ensure_ascii=False, indent=2)
    initial = {"seen": version.content_hash, "schema": text if version.content.get(FORM) else ""}
    form = Schema(request.POST or None, initial=initial)
    if form.is_valid() and (schema := _schema(form)) is not None:
        facts: dict[str, Any] = {"changes": {FORM: schema}, "seen": form.cleaned_data["seen"]}
        if attempt(
            form, actions.amend_version_content, version, **facts, by=request.actor, at=timezone.now()
        ):
            done_message(request, _("已导入。"))
            return redirect(f"{_home(version)}#fields")
    shown = {"form": form, "now": version.content_hash}
    return render(request, "approvals/form_schema.html", _page(version, _("JSON Schema")) | shown)


def _schema(form: Schema) -> dict[str, Any] | None:
    try:
        schema = json.loads(form.cleaned_data["schema"] or "{}")
        form_from(schema)
    except ValueError as fault:  # no JSON, or no form
        message = str(fault) if isinstance(fault, BadForm) else _("不是有效的 JSON：%(why)s") % {"why": fault}
        form.add_error("schema", message)
        return None
    return dict(schema)


def _download(version: ItemVersion) -> HttpResponse:
    text = json.dumps(version.content.get(FORM, {}), ensure_ascii=False, indent=2)
    response = HttpResponse(text, content_type="application/schema+json")
    response.headers["Content-Disposition"] = disposition("attachment", f"{version.item.code}.schema.json")
    return response


@require_GET
def content_preview(request: Request, version_id: UUID) -> HttpResponse:
    """预览 — what an applicant would be asked and get, for chosen answers, by the function that the guide uses."""
    version = _read(request, version_id)
    context = situation(request.GET, version, on=timezone.localdate()) | {
        "item": version.item,
        "checklist_url": request.path,
        "form_shape": version.body.form,
    }
    page = _page(version, _("预览")) | context
    return render(request, "approvals/content_preview.html", page, part="situation")


def _read(request: Request, version_id: UUID) -> ItemVersion:
    """A version for who drafts or publishes it; 404 for everybody else."""
    version = get_object_or_404(
        ItemVersion.objects.select_related("item__org", "item__section", "centre"), pk=version_id
    )
    if not any(request.actor.may(one, version) for one in (Permission.ITEM_DRAFT, Permission.ITEM_PUBLISH)):
        raise Http404
    return version


def _may_edit(request: Request, version: ItemVersion) -> bool:
    return version.state == VersionState.DRAFT and request.actor.may(Permission.ITEM_DRAFT, version)


def _draft(request: Request, version_id: UUID) -> ItemVersion:
    version = _read(request, version_id)
    if not _may_edit(request, version):
        raise Http404
    return version


def _home(version: ItemVersion) -> str:
    return reverse("approvals:version-content", args=[version.pk])


def _page(version: ItemVersion, title: Any) -> dict[str, Any]:
    crumbs = [
        Crumb(_("事项目录"), reverse("approvals:catalogue")),
        Crumb(named(version.item), reverse("approvals:catalogue-item", args=[version.item.code])),
        Crumb(
            _("第%(number)s版") % {"number": version.number}, reverse("approvals:version", args=[version.pk])
        ),
        Crumb(_("情形与材料"), _home(version)),
    ]
    if str(title) != str(crumbs[-1].label):
        crumbs.append(Crumb(title))
    return {"version": version, "item": version.item, "crumbs": crumbs, "home": _home(version)}
