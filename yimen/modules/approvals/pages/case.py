"""The page of a case: one for its applicant and its handlers; what each reads and may do follows from who asks."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from yimen.kernel.documents.serving import serve
from yimen.kernel.ledger.proofs import standing_of
from yimen.kernel.web.pages import render
from yimen.kernel.web.request import Request
from yimen.kernel.web.shapes import Crumb, Tone
from yimen.modules.approvals import checklist, offers, precedence, queries, rules, special_procedures, stages
from yimen.modules.approvals.application_paper import filled_parts
from yimen.modules.approvals.case_files import document_lines, material_lines
from yimen.modules.approvals.charging import reads
from yimen.modules.approvals.commitment_terms import commitment_of
from yimen.modules.approvals.deadlines import deadlines
from yimen.modules.approvals.models import Application
from yimen.modules.approvals.outline import settled_in_words
from yimen.modules.approvals.states import CheckState, DeliveryMethod, State
from yimen.modules.approvals.story import story as story_of

from .opening import render_as_it_is, seen

SHOWN_MOMENTS = 12
CHECK_TONES: dict[str, Tone] = {
    CheckState.DUE: "neutral",
    CheckState.DRAWN: "neutral",
    CheckState.KEPT: "success",
    CheckState.PUT_RIGHT: "success",
    CheckState.REVOKED: "danger",
    CheckState.SEALED: "danger",
}


@require_GET
def application(request: Request, application_id: UUID) -> HttpResponse:
    """办件 — where it stands, by when, what was done, and the acts that are open to whoever reads it."""
    shown = seen(request, application_id)
    if shown.state == State.DRAFT:
        return redirect("approvals:draft", application_id)
    if shown.case is None:
        return render_as_it_is(request, shown)
    staff = queries.is_staff_of(request.actor, shown)
    moments = story_of(shown, for_staff=staff, brief=True)
    documents = document_lines(shown, queries.documents(shown, request.actor))
    context = _head(request, shown, staff) | {
        "moments": moments[:SHOWN_MOMENTS],
        "more": max(len(moments) - SHOWN_MOMENTS, 0),
        "documents": documents,
        "materials": material_lines(shown, checklist.rows(shown)),
        "parties": shown.case.parties.order_by("role"),
        "answers": rules.answers_in_words(shown.version.body, shown.answers),
        "parts": filled_parts(shown),
        "needs": precedence.needs(shown, timezone.localdate()),
        "settled": settled_in_words(shown),
        "delivery": dict(DeliveryMethod.choices).get(shown.delivery_wanted, ""),
        "reviews": shown.reviews.select_related("reviewer", "second_officer") if staff else [],
        "procedures": special_procedures.procedures(shown, timezone.localdate()),
        "hearings": shown.hearings.select_related("host"),
        "inspection": getattr(shown, "inspection", None) if staff else None,
        "standing": commitment_of(shown),
        "offers": offers.offers(shown, request.actor),
        "charges": reads.of_case(request.actor, shown),
        "ledger": standing_of(shown.pk),
    }
    return render(request, "approvals/application.html", context | _check(shown))


def _head(request: Request, shown: Application, staff: bool) -> dict[str, Any]:
    today = timezone.localdate()
    mine = str(shown.applicant_id) == request.actor.id
    home = Crumb(_("我的申请"), reverse("approvals:mine"))
    handled = Crumb(_("办件"), reverse("approvals:handled"))
    return {
        "application": shown,
        "is_staff": staff,
        "is_mine": mine,
        "steps": stages.steps(shown),
        "deadlines": deadlines(shown, today=today) if shown.is_open else [],
        "outcome": _outcome(request, shown),
        "crumbs": [home if mine or not staff else handled, Crumb(shown.number)],
    }


def _check(shown: Application) -> dict[str, Any]:
    """承诺核查 — of what was granted on a commitment: where the later check stands, for the applicant as well."""
    check = shown.commitment_check if commitment_of(shown) and hasattr(shown, "commitment_check") else None
    if check is None:
        return {}
    is_revoked = check.state in (CheckState.REVOKED, CheckState.SEALED)
    return {"check": check, "check_tone": CHECK_TONES.get(check.state, "warning"), "is_revoked": is_revoked}


def _outcome(request: Request, shown: Application) -> str:
    """The result in words, for those who may read it already."""
    may_read = bool(shown.outcome) and queries.may_read_outcome(request.actor, shown)
    return shown.get_outcome_display() if may_read else ""


@require_GET
def story(request: Request, application_id: UUID) -> HttpResponse:
    """办理经过 — the whole story, to read and to print."""
    shown = seen(request, application_id)
    moments = story_of(shown, for_staff=queries.is_staff_of(request.actor, shown))
    case_page = reverse("approvals:application", args=[application_id])
    crumbs = [Crumb(shown.number or _("草稿"), case_page), Crumb(_("办理经过"))]
    return render(
        request, "approvals/story.html", {"application": shown, "moments": moments, "crumbs": crumbs}
    )


@require_GET
def material_file(request: Request, application_id: UUID, material_id: UUID) -> HttpResponseBase:
    """材料文件 — one file that was handed in, in any of its versions."""
    shown = seen(request, application_id)
    rows = shown.materials.filter(file__isnull=False).select_related("file")
    given = get_object_or_404(rows, pk=material_id)
    assert given.file is not None  # noqa: S101 - filtered above
    return serve(given.file, filename=given.name, inline=True, request=request)


@require_GET
def document(request: Request, application_id: UUID, document_id: UUID) -> HttpResponseBase:
    """文书文件 — one document of the case as PDF, sealed where it is sealed."""
    shown = seen(request, application_id)
    rows = queries.documents(shown, request.actor).select_related("document__sealed_file", "document__org")
    issued = get_object_or_404(rows, document_id=document_id)
    return serve(issued.document, filename=issued.document.filename, inline=True, request=request)
