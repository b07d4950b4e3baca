"""审核 — who examines, the opinion, the way back, special procedures, extension, termination."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from yimen.kernel import calendar
from yimen.kernel.cases import clocks, due
from yimen.kernel.cases.models import Clock, ClockKind, ClockState, Hold
from yimen.kernel.people.actor import person_actor
from yimen.kernel.people.roles import Role
from yimen.kernel.web.attempt import attempt
from yimen.kernel.web.request import Request
from yimen.kernel.web.words import cn_date
from yimen.modules.approvals import actions, queries
from yimen.modules.approvals.forms import reviewing as forms
from yimen.modules.approvals.models import Application, Review

from .acts import finished, opens, sent, show

LEGAL = (ClockKind.PROMISED, ClockKind.STATUTORY)


@opens("assign")
def assignment(request: Request, application: Application) -> HttpResponse:
    """分派审核 — the head gives the case to an examiner; an examiner takes it."""
    examiners = queries.examiners(application, timezone.localdate())
    is_head = _is_head(request, application)
    if not is_head:
        examiners = examiners.filter(pk=request.actor.id)
    form = forms.Assignment(sent(request), examiners=examiners, initial={"reviewer": examiners.first()})
    if form.is_valid() and attempt(
        form, actions.assign, application, **form.cleaned_data, by=request.actor, at=timezone.now()
    ):
        told = _("审核由%(name)s承办。") % {"name": form.cleaned_data["reviewer"].name}
        return finished(request, application, "assign", told)
    return show(request, application, "assign", "assignment", form, {"is_head": is_head})


def _is_head(request: Request, application: Application) -> bool:
    person = person_actor(request.actor)
    return person is not None and person.holds(Role.SECTION_HEAD, application.org_path) is not None


@opens("examine")
def examination(request: Request, application: Application) -> HttpResponse:
    """审核 — the opinion, with the materials beside it."""
    form = forms.Examination(
        sent(request),
        content=application.version.body,
        officers=queries.second_officers(application, request.actor, timezone.localdate()),
    )
    if form.is_valid() and attempt(
        form, actions.examine, application, **form.facts(), by=request.actor, at=timezone.now()
    ):
        return finished(request, application, "examine", _("审核意见已提交。"))
    returned = application.reviews.filter(returned_at__isnull=False).select_related("reviewer")
    context = {"returned": returned, "is_other": str(application.reviewer_id) != request.actor.id}
    return show(request, application, "examine", "examination", form, context)


@opens("return_to_review")
def returning(request: Request, application: Application) -> HttpResponse:
    """退回重审 — back to the section, with the reason."""
    form = forms.Returning(sent(request))
    if form.is_valid() and attempt(
        form, actions.return_to_review, application, **form.cleaned_data, by=request.actor, at=timezone.now()
    ):
        return finished(request, application, "return_to_review", _("已退回重审。"))
    return show(request, application, "return_to_review", "returning", form, {"review": review(application)})


@opens("open_hold")
def hold(request: Request, application: Application) -> HttpResponse:
    """启动特别程序 — a kind that the item allows."""
    form = forms.OpenHold(sent(request), content=application.version.body)
    if form.is_valid() and attempt(
        form, actions.open_hold, application, **form.cleaned_data, by=request.actor, at=timezone.now()
    ):
        return finished(request, application, "open_hold", _("特别程序已启动，告知书已出具。"))
    return show(request, application, "open_hold", "hold", form)


@opens("close_hold")
def hold_end(request: Request, application: Application) -> HttpResponse:
    """结束特别程序 — the date follows by itself."""
    holds = list(Hold.objects.filter(case=application.case_id, ended_on__isnull=True))
    form = forms.CloseHold(sent(request), holds=holds)
    if form.is_valid() and attempt(
        form, actions.close_hold, application, **form.cleaned_data, by=request.actor, at=timezone.now()
    ):
        return finished(request, application, "close_hold", _("特别程序已结束。"))
    return show(request, application, "close_hold", "hold_end", form, {"holds": holds})


@opens("extend")
def extension(request: Request, application: Application) -> HttpResponse:
    """延期 — each number of days with the date that follows from it."""
    form = forms.Extension(sent(request), choices=_new_dates(application, timezone.localdate()))
    if form.is_valid() and attempt(
        form, actions.extend, application, **form.cleaned_data, by=request.actor, at=timezone.now()
    ):
        return finished(request, application, "extend", _("已批准延期，告知书已出具。"))
    return show(request, application, "extend", "extension", form)


def _new_dates(application: Application, today: date) -> list[tuple[int, str]]:
    """For each number of days: by when the promised (or statutory) time would end then."""
    running = Clock.objects.filter(case=application.case_id, kind__in=LEGAL).exclude(state=ClockState.STOPPED)
    clock = running.select_related("case", "extension").order_by("due_on").first()
    if clock is None:
        return []
    most = application.version.extension_max
    return [(days, _new_date(clock, days, today)) for days in range(1, most + 1)]


def _new_date(clock: Clock, days: int, today: date) -> str:
    terms = clocks.terms_of(clock, list(clock.case.holds.all()), None)
    later = due.due(replace(terms, extensions=(due.Extension(days),)), calendar.current(), today)
    facts = {"days": days, "old": cn_date(clock.due_on), "new": cn_date(later.on)}
    return _("%(days)s 个工作日：由%(old)s延至%(new)s") % facts


@opens("terminate")
def termination(request: Request, application: Application) -> HttpResponse:
    """终止办理 — without a decision, for a cause that the law knows."""
    form = forms.Termination(sent(request))
    if form.is_valid() and attempt(
        form, actions.terminate, application, **form.cleaned_data, by=request.actor, at=timezone.now()
    ):
        return finished(request, application, "terminate", _("已终止办理。"))
    return show(request, application, "terminate", "termination", form)


def review(application: Application) -> Review | None:
    """The opinion that stands."""
    standing = application.reviews.filter(returned_at__isnull=True).select_related(
        "reviewer", "second_officer"
    )
    return standing.order_by("-submitted_at").first()
