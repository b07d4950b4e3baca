"""问卷 and 监督结果公开: what anybody reads or answers without an account."""

from __future__ import annotations

from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from yimen.kernel.base.days import local_day
from yimen.kernel.base.refusals import TooMany
from yimen.kernel.web import limits
from yimen.kernel.web.attempt import attempt
from yimen.kernel.web.limits import BY_ADDRESS
from yimen.kernel.web.pages import render
from yimen.kernel.web.request import Request
from yimen.kernel.web.shapes import Bar, Crumb
from yimen.modules.supervision import actions
from yimen.modules.supervision.case_states import Violation
from yimen.modules.supervision.forms.campaigns import Reply
from yimen.modules.supervision.models import Questionnaire
from yimen.modules.supervision.queries import cases, enquiries

FIRST_YEAR = 2000


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def questionnaire(request: Request, link: str) -> HttpResponse:
    """回答问卷 — by whoever has the link; a link that does not hold says so, and no more."""
    found = _found(request, link)
    if found is None:
        response = render(request, "supervision/questionnaire_gone.html", {})
        response.status_code = 404
        return response
    form = Reply(request.POST or None, about=found.question_set, actor=request.actor)
    if form.is_valid() and attempt(
        form,
        actions.answer_questionnaire,
        found.sample,
        code=link,
        **form.facts(),
        by=request.actor,
        at=timezone.now(),
    ):
        return render(request, "supervision/questionnaire_done.html", {})
    response = render(request, "supervision/questionnaire.html", {"form": form, "shown": found})
    response.headers["Cache-Control"] = "private, no-store"
    return response


def _found(request: Request, link: str) -> Questionnaire | None:
    """The questionnaire that can still be answered; who tries too many links is kept waiting."""
    at, asked = timezone.now(), {BY_ADDRESS: f"questionnaire:{limits.address_of(request)}"}
    try:
        limits.require_tries_left(asked, at)
    except TooMany:
        return None
    found = enquiries.questionnaire(link)
    if found is None:
        limits.note_failure(asked, at)
        return None
    holds = found.answered_at is None and local_day(at) <= found.expires_on
    return found if holds else None


@login_not_required
@require_safe
def results(request: Request, year: int = 0) -> HttpResponse:
    """监督结果公开 — how many cases, of what kind, how they ended; neither persons nor bodies."""
    this_year = timezone.localdate().year
    shown = year if FIRST_YEAR <= year <= this_year else this_year
    found = cases.results(shown)
    kinds = dict(Violation.choices)
    context = {
        "year": shown,
        "years": range(this_year, this_year - 5, -1),
        "found": found,
        "bars": [Bar(kinds[one["violation"]], one["cases"]) for one in found.kinds],
        "crumbs": [Crumb(_("监督结果公开"))],
        "here": reverse("supervision:results"),
    }
    return render(request, "supervision/results.html", context)
