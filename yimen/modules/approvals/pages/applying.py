"""The applicant's way: begin, fill in, bring the materials, check and submit; each page can be left and resumed."""

from __future__ import annotations

from collections.abc import Iterator
from typing import IO, Any, cast
from uuid import UUID

from django.forms import Form
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from yimen.kernel import calendar
from yimen.kernel.base.actor import Actor
from yimen.kernel.base.ids import new_id
from yimen.kernel.base.punctuation import joined
from yimen.kernel.documents.intake import receive
from yimen.kernel.people.actor import person_actor
from yimen.kernel.web.acts import sent
from yimen.kernel.web.attempt import attempt, done_message
from yimen.kernel.web.once import once_key
from yimen.kernel.web.pages import render
from yimen.kernel.web.request import Request
from yimen.kernel.web.shapes import Crumb, Step
from yimen.kernel.web.words import named
from yimen.modules.approvals import (
    actions,
    checklist,
    commitment_terms,
    guidance,
    offers,
    precedence,
    queries,
    routing,
    rules,
    stages,
)
from yimen.modules.approvals.application_paper import filled_parts
from yimen.modules.approvals.content import Answers
from yimen.modules.approvals.forms.applying import Declaration, Draft, MaterialGiven
from yimen.modules.approvals.forms.delegation import Where
from yimen.modules.approvals.forms.situations import answers_in
from yimen.modules.approvals.known import Known
from yimen.modules.approvals.limits import limit, upload_limits
from yimen.modules.approvals.models import Application, Item, ItemVersion
from yimen.modules.approvals.outline import known_of, outline_of
from yimen.modules.approvals.permissions import Permission
from yimen.modules.approvals.states import DeliveryMethod, State

from .drafting import draft_kept, draft_page, drafts_of
from .opening import already_done, open_for, render_as_it_is, seen

QUIET = "autosave"


def start(request: Request, code: str) -> HttpResponse:
    """开始申请 — whose application it will be, what was answered in the guide, drafts begun before."""
    item = get_object_or_404(Item.objects.select_related("org"), code=code)
    version = queries.version_on(item, timezone.localdate())
    person = person_actor(request.actor)
    if version is None or person is None:
        raise Http404
    answers = answers_in(version.body, request.POST or request.GET)
    application_id = once_key(request) or new_id()
    facts: dict[str, Any] = {"applicant": person.person, "answers": answers, "application_id": application_id}
    form = Where(sent(request), asked=routing.asked_about(item, timezone.localdate()))
    begun = queries.own_applications(request.actor).filter(item=item, state=State.DRAFT)
    if request.method == "POST" and guidance.is_online(version):
        if form.is_valid() and not begun.filter(pk=application_id).exists():
            facts |= {"place": form.place_given, "project": form.project}
            attempt(form, actions.save_draft, item, **facts, by=request.actor, at=timezone.now())
        if begun.filter(pk=application_id).exists():
            return redirect("approvals:draft", application_id)
    needs = precedence.held_by(person.person.pk, item, timezone.localdate())
    context = {
        "form": form,
        "needs": needs,
        "item": item,
        "person": person.person,
        "begun": begun.order_by("-amended_at"),
    }
    return render(request, "approvals/start.html", context | _beginning(version, answers))


def _beginning(version: ItemVersion, answers: Answers) -> dict[str, Any]:
    item_page = reverse("approvals:item", args=[version.item.code])
    guide = Crumb(_("办事指南"), reverse("approvals:guide"))
    return {
        "answers": answers,
        "shown": rules.answers_in_words(version.body, answers),
        "is_online": guidance.is_online(version),
        "crumbs": [guide, Crumb(named(version.item), item_page), Crumb(_("开始申请"))],
    }


def draft(request: Request, application_id: UUID) -> HttpResponse:
    """填写申请 — situation and content on one page, saved as one goes; other answers change the list at once."""
    application = open_for(request, application_id, Permission.APPLICATION_AMEND)
    if over := already_done(request, application, "amend_draft"):
        return over
    quietly = _is_quiet(request) or request.POST.get("act") == "keep"
    form, known = _draft_form(request, application, quietly=quietly), known_of(application)
    if request.method == "POST" and (form.is_valid() or quietly):
        facts: dict[str, Any] = {"answers": form.answers, "contact": form.contact}
        if not form.has_changed() or attempt(
            form, actions.amend_draft, application, **facts, by=request.actor, at=timezone.now()
        ):
            return _after_saving(request, application, form, known)
    if _is_quiet(request):
        return HttpResponse(status=409)
    changes = checklist.changes(form.content, known, form.known)
    context = {"form": form, "changes": changes, "steps": _steps(application, "content")}
    return render(
        request,
        "approvals/draft.html",
        draft_page(request, application, _("填写申请")) | context,
        part="situation",
    )


def _draft_form(request: Request, application: Application, *, quietly: bool) -> Draft:
    if request.method == "POST":
        return Draft(application, request.POST, quietly=quietly)
    asked = bool(request.htmx) and bool(request.GET)
    return Draft(application, answers=answers_in(application.version.body, request.GET) if asked else None)


def _is_quiet(request: Request) -> bool:
    """Sent by the page itself while a person types."""
    return request.headers.get("X-Requested-With") == QUIET


def _after_saving(request: Request, application: Application, form: Draft, known: Known) -> HttpResponse:
    if _is_quiet(request):
        return HttpResponse(status=204)
    changes = checklist.changes(form.content, known, form.known)
    if form.quietly:
        return draft_kept(request, application)
    if changes and application.answers:
        done_message(request, _changed_in_words(changes), "info")
    return redirect("approvals:form" if form.content.form else "approvals:materials", application.pk)


def _changed_in_words(changes: checklist.Changes) -> str:
    added = joined((one.shown for one in changes.added), "、") or _("无")
    removed = joined((one.shown for one in changes.removed), "、") or _("无")
    return _("材料清单有变化。新增：%(added)s；不再需要：%(removed)s。") % {
        "added": added,
        "removed": removed,
    }


def materials(request: Request, application_id: UUID) -> HttpResponse:
    """上传材料 — exactly the list that follows from the answers, one row a material."""
    application = open_for(request, application_id, Permission.APPLICATION_AMEND)
    if over := already_done(request, application, "amend_draft"):
        return over
    rows = checklist.rows(application)
    context = {
        "steps": _steps(application, "materials"),
        **_commitment(application, request.actor),
    }
    return render(
        request,
        "approvals/materials.html",
        draft_page(request, application, _("上传材料")) | _listed(rows) | context,
    )


def material(request: Request, application_id: UUID, key: str) -> HttpResponse:
    """提交一项材料 — upload it or hand it in on paper; an earlier version stays in the file, marked replaced."""
    application = open_for(request, application_id, Permission.APPLICATION_AMEND)
    row = checklist.row_of(application, key)
    if row is None:
        raise Http404
    if not row.is_open and request.method != "POST":
        return render_as_it_is(request, application)
    largest = upload_limits(timezone.localdate()).size
    form = MaterialGiven(row, largest, request.POST or None, request.FILES or None)
    if form.is_valid() and _attached(request, application, row, form):
        done_message(request, _("已收到“%(name)s”。") % {"name": row.material.shown})
        return redirect(f"{_way_back(application)}#{key}")
    context = {"form": form, "row": row, "material": row.material, "back": _way_back(application)}
    return render(
        request, "approvals/material.html", draft_page(request, application, row.material.shown) | context
    )


def _attached(request: Request, application: Application, row: checklist.Row, form: MaterialGiven) -> object:
    """Takes the file in, then keeps it; the refusal of either stands in the form."""
    received, upload = None, form.upload
    if upload is not None:
        given: dict[str, Any] = {"filename": upload.name or "", "formats": row.material.formats}
        limits = upload_limits(timezone.localdate())
        received = attempt(form, receive, cast("IO[bytes]", upload.file), **given, limits=limits)
        if received is None:
            return None
    facts: dict[str, Any] = {
        "key": row.material.key,
        "name": received.filename if received else _("纸质材料"),
        "received": received,
        "is_paper": received is None,
    }
    return attempt(form, actions.attach_material, application, **facts, by=request.actor, at=timezone.now())


@require_POST
def material_removal(request: Request, application_id: UUID, key: str) -> HttpResponse:
    """移除材料 — takes one material out of a draft or of a correction that is not sent yet."""
    application = open_for(request, application_id, Permission.APPLICATION_AMEND)
    form = Form(request.POST)
    if attempt(form, actions.remove_material, application, key=key, by=request.actor, at=timezone.now()):
        done_message(request, _("已移除。"))
    else:
        done_message(request, " ".join(map(str, form.non_field_errors())), "error")
    return redirect(f"{_way_back(application)}#{key}")


def submission(request: Request, application_id: UUID) -> HttpResponse:
    """核对提交 — everything once more, the declaration, and what happens next by when."""
    application = open_for(request, application_id, Permission.APPLICATION_SUBMIT)
    if request.method == "POST" and application.case_id:
        return redirect("approvals:receipt", application_id)
    if over := already_done(request, application, "submit"):
        return over
    form = Declaration(request.POST or None)
    if form.is_valid() and attempt(form, actions.submit, application, by=request.actor, at=timezone.now()):
        return redirect("approvals:receipt", application_id)
    today = timezone.localdate()
    answer_by = calendar.current().add(today, limit("acceptance_limit", today).days)
    rows = checklist.rows(application)
    context = {
        "form": form,
        "steps": _steps(application, "submission"),
        **_commitment(application, request.actor),
        "parts": filled_parts(application),
        "outline": outline_of(application, on=today),
        "answers": rules.answers_in_words(application.version.body, application.answers),
        "delivery": dict(DeliveryMethod.choices).get(application.delivery_wanted, ""),
        "problems": _problems(application, rows),
        "missing": [row.material.shown for row in rows if row.is_missing],
        "answer_by": answer_by,
    }
    return render(
        request,
        "approvals/submission.html",
        draft_page(request, application, _("核对提交")) | _listed(rows) | context,
    )


def _problems(application: Application, rows: list[checklist.Row]) -> list[tuple[str, str]]:
    """What still stands against submission, each with the page where it is put right."""
    content, known = application.version.body, known_of(application, on=timezone.localdate())
    draft_page = reverse("approvals:draft", args=[application.pk])
    found = [
        (_("还没有回答：%(question)s") % {"question": one.shown}, draft_page)
        for one in content.asked(known)
        if not known.get(one.key)
    ]
    if not application.contact_phone:
        found.append((_("还没有填写联系电话"), draft_page))
    if content.about_licence and application.licence_id is None:
        found.append(
            (_("还没有选择要办理的证照"), reverse("approvals:licence-choice", args=[application.pk]))
        )
    if not queries.holding_versions(timezone.localdate()).filter(pk=application.version_id).exists():
        renewal = reverse("approvals:draft-renewal", args=[application.pk])
        found.append((_("您填写期间，此事项的要求有更新，请查看变化"), renewal))
    return (
        found if checklist.is_at_the_window(application) else [*found, *_unfinished(application, rows, known)]
    )


def _unfinished(
    application: Application, rows: list[checklist.Row], known: Known
) -> Iterator[tuple[str, str]]:
    """What is wrong in the form and which materials are missing; at the window it may be completed there."""
    form_page = reverse("approvals:form", args=[application.pk])
    for name, fault in rules.form_faults(application.version.body, known).items():
        yield _("申请表：%(fault)s") % {"fault": fault}, f"{form_page}#form-{name.split('.')[1]}"
    materials_page = reverse("approvals:materials", args=[application.pk])
    for row in rows:
        if row.is_missing and not row.material.tolerable:
            missing = _("还缺少材料：%(name)s") % {"name": row.material.shown}
            yield missing, f"{materials_page}#{row.material.key}"


def receipt(request: Request, application_id: UUID) -> HttpResponse:
    """收件凭证 — number, query code and the slip to keep."""
    application = seen(request, application_id)
    if application.case is None:
        raise Http404
    slip = queries.documents(application, request.actor).filter(kind="receipt_slip").first()
    clock = application.case.clocks.filter(kind="acceptance").order_by("start_on").last()
    context = {"slip": slip, "clock": clock, "steps": _steps(application, "receipt")}
    return render(
        request, "approvals/receipt.html", draft_page(request, application, _("收件凭证")) | context
    )


def discarding(request: Request, application_id: UUID) -> HttpResponse:
    """放弃草稿 — asked once more, then it is over."""
    application = open_for(request, application_id, Permission.APPLICATION_AMEND)
    if over := already_done(request, application, "discard_draft"):
        return over
    form = Form(request.POST or None)
    if request.method == "POST" and attempt(
        form, actions.discard_draft, application, by=request.actor, at=timezone.now()
    ):
        done_message(request, _("草稿已放弃。"))
        return redirect(drafts_of(request, application).href)
    return render(
        request, "approvals/discarding.html", draft_page(request, application, _("放弃草稿")) | {"form": form}
    )


def _listed(rows: list[checklist.Row]) -> dict[str, Any]:
    asked = checklist.asked(rows)
    return {
        "asked": asked,
        "shared": [row for row in rows if not row.material.is_asked_of_applicant],
        "present_count": sum(1 for row in asked if not row.is_missing),
        "asked_count": len(asked),
        "largest": upload_limits(timezone.localdate()).size,
    }


def _commitment(application: Application, actor: Actor) -> dict[str, Any]:
    """What the applicant may do about a commitment, or why not."""
    offered = commitment_terms.terms(application.version) is not None
    return {
        "commitment_offers": offers.of_commitment(application, actor),
        "commitment_barred": commitment_terms.barred(application, timezone.localdate()) if offered else "",
    }


def _steps(application: Application, current: str) -> list[Step]:
    return stages.drafting(current, has_form=bool(application.version.body.form))


def _way_back(application: Application) -> str:
    """The page on which the materials of this state are listed."""
    pages = {State.DRAFT: "approvals:materials", State.CORRECTION_REQUESTED: "approvals:resubmission"}
    return reverse(pages.get(State(application.state), "approvals:tolerated-supply"), args=[application.pk])
