"""申请表: the form of an item, filled in step by step and printed; and a draft that meets a newer version."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.forms import Form
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from yimen.kernel.documents.serving import disposition
from yimen.kernel.web.attempt import attempt, done_message
from yimen.kernel.web.pages import render
from yimen.kernel.web.request import Request
from yimen.modules.approvals import actions, queries, renewal, stages
from yimen.modules.approvals.application_paper import application_paper
from yimen.modules.approvals.forms.item_form import Filled
from yimen.modules.approvals.item_forms import settled_keys
from yimen.modules.approvals.known import Known, asked_fields
from yimen.modules.approvals.models import Application
from yimen.modules.approvals.outline import known_of
from yimen.modules.approvals.permissions import Permission
from yimen.modules.approvals.states import State

from .drafting import draft_kept, draft_page
from .opening import already_done, open_for, render_as_it_is, seen

QUIET = "autosave"


def form(request: Request, application_id: UUID) -> HttpResponse:
    """填写申请表 — the fields that apply; other answers change them at once, and what was typed is never lost."""
    application = open_for(request, application_id, Permission.APPLICATION_AMEND)
    if not application.version.body.form:
        raise Http404
    if over := already_done(request, application, "fill_form"):
        return over
    act = request.POST.get("act", "")
    quietly = bool(act) or request.headers.get("X-Requested-With") == QUIET
    filled = _filled(request, application, quietly=quietly)
    if filled.is_valid() and attempt(
        filled,
        actions.fill_form,
        application,
        answers=_without_row(filled.answers, act),
        by=request.actor,
        at=timezone.now(),
    ):
        return _after(request, application, act)
    if request.headers.get("X-Requested-With") == QUIET:
        return HttpResponse(status=409)
    shown = {"form": filled, "steps": stages.drafting("form", has_form=True)}
    return render(request, "approvals/form.html", draft_page(request, application, _("申请表")) | shown)


def _filled(request: Request, application: Application, *, quietly: bool) -> Filled:
    content, data = application.version.body, request.POST or None
    known = known_of(application)
    if data is not None:
        draft = Filled(application, data, asked=list(content.form.fields), settled=set(), quietly=True)
        known = Known(**{**vars(known), "form": application.form | draft.given})
    return Filled(
        application,
        data,
        asked=asked_fields(content, known),
        settled=settled_keys(content.form, application.form),
        more_rows=request.GET.get("rows", ""),
        quietly=quietly,
    )


def _without_row(answers: dict[str, Any], act: str) -> dict[str, Any]:
    """drop:KEY:NUMBER takes one row out of a table."""
    what, _colon, where = act.partition(":")
    key, _colon, number = where.partition(":")
    rows = answers.get(key)
    if what != "drop" or not isinstance(rows, list) or not number.isdigit():
        return answers
    return answers | {key: [row for place, row in enumerate(rows) if place != int(number)]}


def _after(request: Request, application: Application, act: str) -> HttpResponse:
    if request.headers.get("X-Requested-With") == QUIET:
        return HttpResponse(status=204)
    here = reverse("approvals:form", args=[application.pk])
    what, _colon, key = act.partition(":")
    if what == "more":
        return redirect(f"{here}?rows={key}#form-{key}")
    if what in ("drop", "refresh"):
        return redirect(f"{here}#form-{key.partition(':')[0]}" if key else here)
    if act == "keep":
        return draft_kept(request, application)
    if application.state != State.DRAFT:
        done_message(request, _("申请表已更正。"))
        return redirect("approvals:application", application.pk)
    return redirect("approvals:materials", application.pk)


@require_GET
def form_paper(request: Request, application_id: UUID) -> HttpResponse:
    """打印申请表 — what was filled in as a PDF, to read, to sign, to keep; personal numbers are masked."""
    application = seen(request, application_id)
    pdf = application_paper(application, on=timezone.localdate())
    response = HttpResponse(pdf, content_type="application/pdf")
    name = _("%(item)s申请表.pdf") % {"item": application.item.name}
    response.headers["Content-Disposition"] = disposition("inline", name)
    response.headers["Cache-Control"] = "private, no-store"
    return response


def draft_renewal(request: Request, application_id: UUID) -> HttpResponse:
    """换用新版 — what changed since the draft was begun, and what of it stays."""
    application = open_for(request, application_id, Permission.APPLICATION_AMEND)
    version = queries.version_on(application.item, timezone.localdate())
    if application.state != State.DRAFT or version is None or version.pk == application.version_id:
        return render_as_it_is(request, application)
    asked = Form(request.POST or None)
    if request.method == "POST" and attempt(
        asked, actions.renew_draft, application, by=request.actor, at=timezone.now()
    ):
        done_message(request, _("已换用现行要求，请检查标出的问题。"))
        return redirect("approvals:draft", application.pk)
    shown = {"form": asked, "version": version, "differences": renewal.differences(application, version)}
    return render(
        request, "approvals/draft_renewal.html", draft_page(request, application, _("要求有更新")) | shown
    )
