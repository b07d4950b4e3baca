"""The page of a request: one for its applicant and for those who handle it; what each reads follows from who asks."""

from __future__ import annotations

from typing import IO, Any, cast
from uuid import UUID

from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from yimen.kernel import calendar
from yimen.kernel.audit.action import verb_of
from yimen.kernel.base.language import official_language
from yimen.kernel.documents.intake import receive
from yimen.kernel.documents.serving import serve
from yimen.kernel.ledger.pages.files import proof_file
from yimen.kernel.ledger.proofs import standing_of
from yimen.kernel.people import numbers
from yimen.kernel.web.attempt import attempt, done_message
from yimen.kernel.web.pages import render
from yimen.kernel.web.request import Request
from yimen.kernel.web.shapes import Crumb, FileLine
from yimen.modules.requests import actions, papers, queries, reading, stages, story
from yimen.modules.requests.clock import Reckoning
from yimen.modules.requests.forms.acts import Reason
from yimen.modules.requests.forms.answering import AnswerDraft
from yimen.modules.requests.models import InformationRequest, Letter, RequestFile
from yimen.modules.requests.models.requests import FileUse
from yimen.modules.requests.permissions import Permission
from yimen.modules.requests.states import State
from yimen.modules.requests.uploading import upload_limits

from .acts import PAGES, crumbs, offers, seen


@require_GET
def ledger_proof(request: Request, request_id: UUID) -> HttpResponse:
    """入账证明 — to keep, and to check without this site."""
    shown = seen(request, request_id)
    staff = queries.is_staff_of(request.actor, shown)
    return proof_file(story.proof_of(shown, for_staff=staff), shown)


@require_GET
def request_page(request: Request, request_id: UUID) -> HttpResponse:
    """公开申请 — where it stands, by when and why, what was done, and what is open to whoever reads it."""
    shown, actor = seen(request, request_id), request.actor
    if shown.state == State.DRAFT:
        return redirect("requests:draft", shown.pk)
    staff = queries.is_staff_of(actor, shown)
    mine = str(shown.applicant_id) == actor.id
    first = (
        Crumb(_("我的公开申请"), reverse("requests:mine"))
        if mine
        else Crumb(_("公开申请办理"), reverse("requests:handled"))
    )
    sees = queries.may_see_identity(actor, shown)
    context = {
        "shown": shown,
        "is_staff": staff,
        "is_mine": mine,
        "sees_identity": sees,
        "steps": stages.steps(shown),
        "next": stages.next_words(shown),
        "ledger": standing_of(shown.pk),
        "moments": story.story(shown, for_staff=staff, names_applicant=sees),
        "offers": offers(shown, actor),
        "letters": [_letter_line(shown, one) for one in queries.letters(actor, shown)],
        "files": [_file_line(shown, one) for one in queries.files(actor, shown)],
        "matters": shown.matters.order_by("position"),
        "crumbs": [first, Crumb(str(shown))],
        **_clock(shown),
        **(_for_staff(shown) if staff else {}),
        **_remedies(shown),
    }
    return render(request, "requests/request.html", context)


def _clock(shown: InformationRequest) -> dict[str, Any]:
    """The due date with its steps, and how many working days are left."""
    if shown.received_on is None:
        return {"reckoning": None}
    today = timezone.localdate()
    found = reading.reckoning(shown, today)
    return {"reckoning": found, "left": _left(found), "overdue": found.is_overdue(today)}


def _left(found: Reckoning) -> int | None:
    if found.due_on is None or found.stopped_on:
        return None
    return calendar.current().count(timezone.localdate(), found.due_on)


def _for_staff(shown: InformationRequest) -> dict[str, Any]:
    """What stays inside: consultations, answers in hand, the own earlier requests, others who asked the same."""
    return {
        "consultations": shown.consultations.all(),
        "asked_before": queries.asked_before(shown),
        "others_asked": queries.others_asked(shown),
        "answers": shown.answers.select_related("outcome", "drafted_by", "approved_by"),
        "remedy_cases": shown.remedies.all(),
        "party": shown.case.parties.first() if shown.case else None,
    }


def _remedies(shown: InformationRequest) -> dict[str, Any]:
    """救济 — after service: until when, by the law in force when it was answered."""
    if shown.served_on is None or shown.decided_on is None or shown.outcome is None:
        return {}
    law = reading.remedies_on(shown.decided_on)
    until, court = law.until(shown.served_on)
    first = law.reconsideration_first and shown.outcome.is_refusal
    return {"law": law, "remedy_until": until, "court_until": court, "reconsideration_first": first}


def _letter_line(shown: InformationRequest, one: Letter) -> FileLine:
    document = one.document
    waits = document.state == "drawn_up"
    return FileLine(
        name=document.title,
        href=reverse("requests:letter", args=[shown.pk, document.pk]),
        kind="PDF",
        note=document.number or "",
        at=document.sealed_at or document.issued_at,
        state=_("待用印") if waits else document.get_state_display(),
        tone="warning" if waits else "success",
    )


def _file_line(shown: InformationRequest, one: RequestFile) -> FileLine:
    return FileLine(
        name=one.name,
        href=reverse("requests:file", args=[shown.pk, one.pk]),
        size=one.file.size,
        note=one.get_use_display(),
        at=one.added_at,
        tone="success" if one.use == FileUse.INFORMATION else "neutral",
    )


@require_GET
def letter(request: Request, request_id: UUID, document_id: UUID) -> HttpResponseBase:
    """信函文件 — one letter as PDF, sealed where it is sealed."""
    shown = seen(request, request_id)
    one = get_object_or_404(queries.letters(request.actor, shown), document_id=document_id)
    return serve(one.document, filename=one.document.filename, inline=True, request=request)


@require_GET
def file(request: Request, request_id: UUID, attachment_id: UUID) -> HttpResponseBase:
    """附件文件 — what was given with the request, or the information that was given in answer."""
    shown = seen(request, request_id)
    one = get_object_or_404(queries.files(request.actor, shown), pk=attachment_id)
    return serve(one.file, filename=one.name, request=request)


def answer_draft(request: Request, request_id: UUID) -> HttpResponse:
    """拟写答复 — an outcome for each thing that was asked for, with all that the letter must say."""
    shown = seen(request, request_id)
    if not request.actor.may(Permission.ANSWER_DRAFT, shown):
        raise Http404
    if request.method != "POST" and not verb_of(actions.draft_answer).starts_from(shown):
        return PAGES.as_it_is(request, shown)
    form = AnswerDraft(request.POST or None, request.FILES or None, about=shown, actor=request.actor)
    received = _received(form) if form.is_valid() else None
    if received is not None and attempt(
        form,
        actions.draft_answer,
        shown,
        **form.facts(),
        files=received,
        by=request.actor,
        at=timezone.now(),
    ):
        done_message(request, _("答复已送审签。"))
        return redirect("requests:request", shown.pk)
    context = {"shown": shown, "form": form, "outcomes": queries.outcomes(), "is_staff": True}
    return render(
        request, "requests/answer_draft.html", context | {"crumbs": crumbs(request, shown, _("拟写答复"))}
    )


def _received(form: AnswerDraft) -> list[Any] | None:
    """The files taken in through the one door; None when one of them cannot be taken."""
    limits, found = upload_limits(timezone.localdate()), []
    for upload in form.uploads:
        content = cast("IO[bytes]", upload.file)
        one = attempt(form, receive, content, filename=upload.name or "", limits=limits)
        if one is None:
            return None
        found.append(one)
    return found


@official_language()
def answer_preview(shown: InformationRequest) -> list[str]:
    """The text of the answer in hand, as it would be sent today."""
    answer = shown.answers.select_related("outcome").last()
    return papers.draft_of(shown, answer, timezone.localdate()) if answer else []


def applicant_reveal(request: Request, request_id: UUID) -> HttpResponse:
    """查看申请人证件 — the whole number, once, for a stated reason that is recorded."""
    shown = seen(request, request_id)
    if not request.actor.may(Permission.APPLICANT_REVEAL, shown):
        raise Http404
    form, number = Reason(request.POST or None, about=shown, actor=request.actor), ""
    if form.is_valid() and attempt(
        form, actions.reveal_applicant, shown, **form.facts(), by=request.actor, at=timezone.now()
    ):
        party = shown.own_case.parties.exclude(number_sealed="").first()
        number = numbers.opened(party.number_sealed, shown.pk) if party else ""
    context = {"shown": shown, "form": form, "number": number, "is_staff": True}
    page = render(
        request,
        "requests/applicant_reveal.html",
        context | {"crumbs": crumbs(request, shown, _("查看申请人证件"))},
    )
    page.headers["Cache-Control"] = "private, no-store"
    return page
