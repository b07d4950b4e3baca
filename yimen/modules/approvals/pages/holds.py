"""期限 — special procedures and the extension."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from yimen.kernel import calendar
from yimen.kernel.cases import clocks, due
from yimen.kernel.cases.models import Clock, ClockKind, ClockState, Hold
from yimen.kernel.web.acts import sent
from yimen.kernel.web.attempt import attempt
from yimen.kernel.web.request import Request
from yimen.kernel.web.words import cn_date
from yimen.modules.approvals import actions, procedures
from yimen.modules.approvals.forms import holds as forms
from yimen.modules.approvals.models import Application

from .acts import finished, opens, show

LEGAL = (ClockKind.PROMISED, ClockKind.STATUTORY, ClockKind.FIRST_REVIEW)


@opens("open_hold")
def hold(request: Request, application: Application) -> HttpResponse:
    """启动特别程序 — a kind that the item allows."""
    form = forms.OpenHold(sent(request), content=application.version.body)
    others = list(Hold.objects.filter(case=application.case_id, ended_on__isnull=True))
    if form.is_valid() and attempt(
        form, actions.open_hold, application, **form.cleaned_data, by=request.actor, at=timezone.now()
    ):
        return finished(request, application, "open_hold", _("特别程序已启动，告知书已出具。"))
    return show(request, application, "open_hold", "hold", form, {"others": others})


@opens("close_hold")
def hold_end(request: Request, application: Application) -> HttpResponse:
    """结束特别程序 — the date follows by itself."""
    holds = list(procedures.to_end(application))
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
    """For each number of days: by when the promised time would end then, or the statutory one where the promise passed."""
    running = Clock.objects.filter(case=application.case_id, kind__in=LEGAL).exclude(state=ClockState.STOPPED)
    in_time = running.filter(due_on__gte=today).select_related("case", "extension")
    clock = in_time.order_by("due_on").first()
    if clock is None:
        return []
    most = application.version.extension_max
    return [(days, _new_date(clock, days, today)) for days in range(1, most + 1)]


def _new_date(clock: Clock, days: int, today: date) -> str:
    terms = clocks.terms_of(clock, list(clock.case.holds.all()), None)
    later = due.due(replace(terms, extensions=(due.Extension(days),)), calendar.current(), today)
    facts = {"days": days, "old": cn_date(clock.due_on), "new": cn_date(later.on)}
    return _("%(days)s 个工作日：由%(old)s延至%(new)s") % facts
