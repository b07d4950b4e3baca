"""稿件 — written, saved, given files, sent in, given up; the list with what is late by law."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from yimen.kernel import policies
from yimen.kernel.audit.offers import open_to
from yimen.kernel.base.refusals import Refused
from yimen.kernel.documents.content import EVERY_KIND, Limits
from yimen.kernel.documents.intake import Received, receive
from yimen.kernel.web.attempt import attempt, done_message
from yimen.kernel.web.pages import render, table_response
from yimen.kernel.web.request import Request
from yimen.kernel.web.shapes import Crumb, Tab
from yimen.modules.disclosure import actions, due_dates, offers, personal_data, queries, shown, tables
from yimen.modules.disclosure.forms import acting as forms
from yimen.modules.disclosure.forms import writing
from yimen.modules.disclosure.models import PublicationVersion
from yimen.modules.disclosure.permissions import Permission
from yimen.modules.disclosure.states import TextState, VersionState
from yimen.modules.disclosure.visibility import WORKING

from .acting import Act, page
from .found import manuscript_of, readable_of, staff_crumbs

LIMIT = "disclosure.attachment_limit"


@require_safe
def manuscripts(request: Request) -> HttpResponseBase:
    """信息稿件 — what the own bodies prepare: mine, all, what is late, what is withheld."""
    rows = queries.in_preparation(request.actor)
    if not queries.drafting_orgs(request.actor, *WORKING).exists():
        raise Http404
    if request.GET.get("mine"):
        rows = rows.filter(drafter_id=UUID(request.actor.id))
    listed = tables.MANUSCRIPTS.read(request.GET, rows)
    context = {
        "tabs": _tabs(request),
        "may_draft": queries.drafting_orgs(request.actor).exists(),
        "crumbs": [Crumb(_("信息稿件"))],
    }
    return table_response(request, "disclosure/manuscripts.html", listed, context)


def drafting(request: Request) -> HttpResponse:
    """起草公开信息 — a new text."""
    orgs = queries.drafting_orgs(request.actor)
    if not orgs.exists():
        raise Http404
    form = writing.NewContent(request.POST or None, orgs=orgs)
    if form.is_valid() and (
        done := attempt(
            form,
            actions.draft_publication,
            form.cleaned_data["org"],
            content=form.facts(),
            by=request.actor,
            at=timezone.now(),
        )
    ):
        done_message(request, _("已保存为草稿。"))
        return redirect("disclosure:manuscript", done.version.pk)
    context = {
        "form": form,
        "groups": writing.groups(form),
        "crumbs": staff_crumbs(Crumb(_("起草公开信息"))),
    }
    return render(request, "disclosure/drafting.html", context)


@require_safe
def manuscript(request: Request, version_id: UUID) -> HttpResponse:
    """稿件 — text, files, due date and its reasons, warnings, the checks so far, the acts that are open."""
    version = manuscript_of(request, version_id)
    today = timezone.localdate()
    attachments = list(version.attachments.select_related("file"))
    context = {
        "version": version,
        "publication": version.publication,
        "metadata": shown.metadata(version),
        "attachments": zip(attachments, shown.files(attachments, for_staff=True), strict=True),
        "unread": sum(one.text_state == TextState.WAITING for one in attachments),
        "due": due_dates.explained(version, today),
        "left": due_dates.days_left(version, today),
        "warnings": personal_data.in_parts(iter(actions.texts_of(version))),
        "checks": version.checks.prefetch_related("opinions__person", "referrals__to_org"),
        "offers": open_to(request.actor, version, offers.OF_VERSION),
        "upload": writing.Upload(largest=limits().size) if version.state == VersionState.DRAFT else None,
        "story": shown.story(version.publication),
        "crumbs": staff_crumbs(Crumb(version.title[:40])),
    }
    return render(request, "disclosure/manuscript.html", context)


def editing(request: Request, version_id: UUID) -> HttpResponse:
    """修改稿件 — saved only over what the writer saw; else both texts are shown."""
    version = manuscript_of(request, version_id, Permission.PUBLICATION_DRAFT)
    is_revision = version.publication.current_id is not None
    form = writing.Content(request.POST or None, initial=writing.initial(version), is_revision=is_revision)
    if form.is_valid() and attempt(
        form,
        actions.amend_publication,
        version,
        changes=form.facts(),
        edition=form.cleaned_data["edition"] or 0,
        by=request.actor,
        at=timezone.now(),
    ):
        done_message(request, _("已保存。"))
        return redirect("disclosure:manuscript", version.pk)
    latest = manuscript_of(request, version_id)
    context = {
        "form": form,
        "groups": writing.groups(form),
        "version": latest,
        "is_stale": form.is_bound and "edition" in form.errors,
        "crumbs": staff_crumbs(Crumb(version.title[:40], _address(version)), Crumb(_("修改"))),
    }
    return render(request, "disclosure/editing.html", context)


@require_POST
def attaching(request: Request, version_id: UUID) -> HttpResponse:
    """添加附件 — examined and stored first; the act then adds it."""
    version = manuscript_of(request, version_id, Permission.PUBLICATION_DRAFT)
    form = writing.Upload(request.POST, request.FILES, largest=limits().size)
    received = _received(form) if form.is_valid() else None
    if received and attempt(
        form, actions.add_attachment, version, received=received, by=request.actor, at=timezone.now()
    ):
        done_message(request, _("已添加附件，正在提取文本。"))
    else:
        done_message(
            request, " ".join(str(one) for many in form.errors.values() for one in many), kind="error"
        )
    return redirect("disclosure:manuscript", version.pk)


def detaching(request: Request, version_id: UUID, attachment_id: UUID) -> HttpResponse:
    """移除附件 — of a draft."""
    version = manuscript_of(request, version_id, Permission.PUBLICATION_DRAFT)
    attachment = get_object_or_404(version.attachments, pk=attachment_id)
    form = forms.Nothing(request.POST or None)
    if request.method == "POST" and attempt(
        form, actions.remove_attachment, version, attachment=attachment, by=request.actor, at=timezone.now()
    ):
        return redirect("disclosure:manuscript", version.pk)
    return page(request, _act(version, _("移除附件"), attachment.name, kind="danger"), form)


def submission(request: Request, version_id: UUID) -> HttpResponse:
    """送审 — from now on the text stands still."""
    version = manuscript_of(request, version_id, Permission.PUBLICATION_DRAFT)
    form = forms.Nothing(request.POST or None)
    if request.method == "POST" and (
        done := attempt(form, actions.submit_publication, version, by=request.actor, at=timezone.now())
    ):
        done_message(request, _("已送审，审查登记号 %(number)s。") % {"number": done.check.register_no})
        return redirect("disclosure:manuscript", version.pk)
    note = _("送审后依次由处室负责人初审、保密审查人审查、分管领导签发；期间正文和附件不能改动。")
    warnings = personal_data.in_parts(iter(actions.texts_of(version)))
    return page(request, _act(version, _("送审"), note=note), form, warnings=warnings)


def discarding(request: Request, version_id: UUID) -> HttpResponse:
    """放弃稿件."""
    version = manuscript_of(request, version_id, Permission.PUBLICATION_DRAFT)
    form = forms.Nothing(request.POST or None)
    if request.method == "POST" and attempt(
        form, actions.discard_version, version, by=request.actor, at=timezone.now()
    ):
        done_message(request, _("已放弃稿件。"))
        return redirect("disclosure:manuscripts")
    return page(request, _act(version, _("放弃稿件"), kind="danger"), form)


def evaluation(request: Request, version_id: UUID) -> HttpResponse:
    """定期评估 — may what is withheld be open by now."""
    version = manuscript_of(request, version_id, Permission.PUBLICATION_REEVALUATE)
    form = forms.Evaluation(request.POST or None)
    if form.is_valid() and attempt(
        form,
        actions.evaluate_withheld,
        version,
        **form.cleaned_data,
        by=request.actor,
        at=timezone.now(),
    ):
        return redirect("disclosure:manuscript", version.pk)
    return page(request, _act(version, _("定期评估"), version.get_ground_display()), form)


def revision(request: Request, publication_id: UUID) -> HttpResponse:
    """修订公开信息 — a new draft like the published version."""
    publication = readable_of(request, publication_id, Permission.PUBLICATION_DRAFT)
    form = forms.Reason(request.POST or None)
    if form.is_valid() and (
        done := attempt(
            form,
            actions.revise_publication,
            publication,
            **form.cleaned_data,
            by=request.actor,
            at=timezone.now(),
        )
    ):
        return redirect("disclosure:manuscript", done.version.pk)
    note = _("以现行版本为底稿起草新的版本；新版本公开以前，现行版本照常公开。")
    back = reverse("disclosure:publication", args=[publication.pk])
    act = Act(_("修订公开信息"), _("开始修订"), publication.title, note, back=back, crumbs=staff_crumbs())
    return page(request, act, form)


def limits() -> Limits:
    """How large a file may be today."""
    return Limits(size=policies.on(timezone.localdate(), LIMIT).int)


def _received(form: writing.Upload) -> Received | None:
    file = form.cleaned_data["file"]
    try:
        return receive(file, filename=file.name, formats=EVERY_KIND, limits=limits())
    except Refused as refusal:
        form.add_error("file", str(refusal))
        return None


def _tabs(request: Request) -> list[Tab]:
    address = reverse("disclosure:manuscripts")
    asked = request.GET
    rows = (
        (_("全部"), "", not any(asked.get(name) for name in ("mine", "late", "state"))),
        (_("我起草的"), "?mine=1", bool(asked.get("mine"))),
        (_("已超期"), "?late=1", bool(asked.get("late"))),
        (_("待公开"), "?state=approved", asked.get("state") == "approved"),
        (_("不予公开，待评估"), "?state=withheld", asked.get("state") == "withheld"),
    )
    return [Tab(label, f"{address}{query}", current) for label, query, current in rows]


def _act(
    version: PublicationVersion, title: str, about: str = "", *, note: str = "", kind: str = "primary"
) -> Act:
    return Act(
        title,
        title,
        about or version.title,
        note,
        kind,
        _address(version),
        staff_crumbs(Crumb(version.title[:40], _address(version))),
    )


def _address(version: PublicationVersion) -> str:
    return reverse("disclosure:manuscript", args=[version.pk])
