"""The public calendar of a year, and the two pages by which the administrator keeps it."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from yimen.kernel.base.refusals import RuleBroken
from yimen.kernel.web.attempt import attempt, done_message
from yimen.kernel.web.pages import render
from yimen.kernel.web.request import Request
from yimen.kernel.web.shapes import Crumb
from yimen.kernel.web.words import cn_date

from . import actions, forms, months, queries, stated
from .models import CalendarBook, WorkCalendar
from .permissions import Permission

FIRST_YEAR, LAST_YEAR = 2000, 2100


@login_not_required
@require_GET
def calendar(request: Request) -> HttpResponse:
    """工作日历 — this year's."""
    return redirect("calendar:year", timezone.localdate().year)


@login_not_required
@require_GET
def year(request: Request, year: int) -> HttpResponse:
    """年度工作日历 — twelve months, the notice they rest on, and what was changed."""
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise Http404
    years, book = list(queries.years()), actions.book()
    shown = next((one for one in years if one.year == year), None)
    context = {
        "year": year,
        "shown": shown,
        "years": [one.year for one in years],
        "weekdays": months.weekday_names(),
        "may_load": request.actor.may(Permission.YEAR_LOAD, book),
        "may_change": request.actor.may(Permission.DAY_CHANGE, book),
        "crumbs": [Crumb(_("工作日历"))],
        **(_of_a_loaded_year(shown) if shown else {}),
    }
    return render(request, "calendar/year.html", context)


@require_http_methods(["GET", "POST"])
def loading(request: Request) -> HttpResponse:
    """载入年度日历 — from a file."""
    book = _book(request, Permission.YEAR_LOAD)
    initial = {"year": timezone.localdate().year + 1}
    form = forms.YearFile(request.POST or None, request.FILES or None, initial=initial)
    if form.is_valid() and (done := attempt(form, _load, book, **_facts(request, form.cleaned_data))):
        done_message(request, _("%(calendar)s已载入。") % {"calendar": done.calendar})
        return redirect("calendar:year", done.calendar.year)
    return render(request, "calendar/loading.html", {"form": form, "crumbs": _crumbs(_("载入年度日历"))})


@require_http_methods(["GET", "POST"])
def change(request: Request, on: date) -> HttpResponse:
    """调整工作日 — one day."""
    book = _book(request, Permission.DAY_CHANGE)
    day = get_object_or_404(queries.day(on))
    initial = {"reason": day.reason, "name": day.name, "name_en": day.name_en}
    form = forms.DayChange(request.POST or None, on=on, initial=initial)
    facts: dict[str, Any] = {"on": on, "by": request.actor, "at": timezone.now()}
    if form.is_valid() and attempt(form, actions.change_day, book, **form.cleaned_data, **facts) is not None:
        done_message(request, _("%(day)s已调整，正在计时的期限将重新计算。") % {"day": cn_date(on)})
        return redirect("calendar:year", on.year)
    return render(
        request, "calendar/change.html", {"form": form, "day": day, "crumbs": _crumbs(cn_date(on), on.year)}
    )


def _book(request: Request, permission: Permission) -> CalendarBook:
    """The book, for those who may change it; for others there is no such page."""
    book = actions.book()
    if not request.actor.may(permission, book):
        raise Http404
    return book


def _load(book: CalendarBook, /, *, text: str, **facts: Any) -> Any:
    """The file's lines are read inside the attempt, so that a wrong line is said beside the file."""
    try:
        days = stated.from_csv(text)
    except RuleBroken as refusal:
        raise RuleBroken(refusal.message, fields={"file": refusal.message}) from refusal
    return actions.load_year(book, days=days, **facts)


def _facts(request: Request, cleaned: dict[str, Any]) -> dict[str, Any]:
    facts = {name: value for name, value in cleaned.items() if name != "file"}
    return {**facts, "text": cleaned["file"], "by": request.actor, "at": timezone.now()}


def _of_a_loaded_year(shown: WorkCalendar) -> dict[str, object]:
    twelve = months.months(queries.days(shown))
    return {
        "months": twelve,
        "working_count": sum(month.working_count for month in twelve),
        "journal": queries.journal(shown)[:20],
    }


def _crumbs(here: str, year: int | None = None) -> list[Crumb]:
    calendar = Crumb(_("工作日历"), reverse("calendar:year", args=[year or timezone.localdate().year]))
    return [calendar, Crumb(here)]
