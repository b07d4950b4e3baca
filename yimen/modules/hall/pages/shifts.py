"""排班 — the plan of a week, window by window."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from yimen.kernel import calendar
from yimen.kernel.base.days import local_day
from yimen.kernel.orgs.models import Org, Window
from yimen.kernel.web.attempt import attempt, done_message
from yimen.kernel.web.pages import render
from yimen.kernel.web.request import Request
from yimen.kernel.web.shapes import Crumb
from yimen.kernel.web.words import briefly
from yimen.modules.hall import actions, queries, rules
from yimen.modules.hall.forms import shifts as forms
from yimen.modules.hall.models import Shift
from yimen.modules.hall.permissions import Permission

from .found import managed_hall


@require_safe
def planning(request: Request) -> HttpResponse:
    """排班 — the halls that the actor keeps."""
    centres = list(queries.managed_centres(request.actor))
    if not centres:
        raise Http404
    if len(centres) == 1:
        return redirect("hall:week", centres[0].code)
    return render(request, "hall/planning.html", {"halls": centres, "crumbs": [Crumb(_("排班"))]})


@require_safe
def week(request: Request, code: str) -> HttpResponse:
    """周排班表 — who sits where on which day; ways to plan, to replace, to copy the week before."""
    centre = managed_hall(request, code)
    monday = rules.monday_of(parse_date(request.GET.get("week", "")) or timezone.localdate())
    days = [monday + timedelta(days=one) for one in range(7)]
    context = {
        "centre": centre,
        "monday": monday,
        "before": monday - timedelta(days=7),
        "after": monday + timedelta(days=7),
        "days": [(day, calendar.current().is_working(day)) for day in days],
        "rows": _rows(centre, monday, days),
        "crumbs": _crumbs(centre, _("周排班表")),
    }
    return render(request, "hall/week.html", context)


def _rows(centre: Org, monday: date, days: list[date]) -> list[tuple[Window, list[tuple[date, list[Shift]]]]]:
    """A row a window, a cell a day."""
    found: dict[tuple[UUID, date], list[Shift]] = {}
    for one in queries.week(centre, monday):
        found.setdefault((one.window_id, local_day(one.starts_at)), []).append(one)
    windows = Window.objects.filter(centre=centre, is_open=True).order_by("number")
    return [(window, [(day, found.get((window.pk, day), [])) for day in days]) for window in windows]


def shift_start(request: Request, code: str) -> HttpResponse:
    """排班 — one shift: who, where, from when to when."""
    centre = managed_hall(request, code)
    form = forms.ShiftPlan(request.POST or None, centre=centre, initial=_asked(request, centre))
    if form.is_valid() and attempt(
        form,
        actions.plan_shift,
        form.cleaned_data["window"],
        **form.facts(),
        by=request.actor,
        at=timezone.now(),
    ):
        done_message(request, _("已排班。"))
        return _to_week(centre, form.cleaned_data["day"])
    return render(
        request,
        "hall/shift_start.html",
        {"centre": centre, "form": form, "crumbs": _crumbs(centre, _("排班"))},
    )


def _asked(request: Request, centre: Org) -> dict[str, Any]:
    """What the cell of the week says already."""
    hours = rules.opening(centre.opening_hours)
    initial: dict[str, Any] = {
        "day": parse_date(request.GET.get("day", "")),
        "window": request.GET.get("window"),
    }
    if hours:
        initial |= {"starts": hours[0], "ends": hours[1]}
    return initial


def shift_cancellation(request: Request, shift_id: UUID) -> HttpResponse:
    """取消排班 — with the reason."""
    shift = _managed(request, shift_id)
    form = forms.Reason(request.POST or None)
    if form.is_valid() and attempt(
        form, actions.cancel_shift, shift, **form.cleaned_data, by=request.actor, at=timezone.now()
    ):
        done_message(request, _("已取消排班。"))
        return _to_week(shift.window.centre, local_day(shift.starts_at))
    crumbs = _crumbs(shift.window.centre, _("取消排班"))
    return render(request, "hall/shift_cancellation.html", {"shift": shift, "form": form, "crumbs": crumbs})


def shift_replacement(request: Request, shift_id: UUID) -> HttpResponse:
    """顶班 — somebody else from now on."""
    shift = _managed(request, shift_id)
    form = forms.Replacement(request.POST or None, shift=shift)
    if form.is_valid() and attempt(
        form, actions.replace_shift, shift, **form.cleaned_data, by=request.actor, at=timezone.now()
    ):
        done_message(request, _("已安排顶班。"))
        return _to_week(shift.window.centre, local_day(shift.starts_at))
    crumbs = _crumbs(shift.window.centre, _("顶班"))
    return render(request, "hall/shift_replacement.html", {"shift": shift, "form": form, "crumbs": crumbs})


@require_POST
def week_copy(request: Request, code: str) -> HttpResponse:
    """复制上周排班 — into the week that is shown."""
    centre = managed_hall(request, code)
    form = forms.Week(request.POST)
    monday = form.cleaned_data["monday"] if form.is_valid() else timezone.localdate()
    done = form.is_valid() and attempt(
        form, actions.copy_week, centre, monday=monday, by=request.actor, at=timezone.now()
    )
    if done:
        facts = {"count": done.count, "skipped": done.skipped}
        done_message(
            request, _("已复制 %(count)s 个班次，%(skipped)s 个因休息日、冲突或离岗未复制。") % facts
        )
    else:
        done_message(
            request, " ".join(str(one) for many in form.errors.values() for one in many), kind="error"
        )
    return _to_week(centre, monday)


@require_POST
def absence(request: Request, shift_id: UUID) -> HttpResponse:
    """暂离 — the window is shown closed."""
    return _attended(request, _own(request, shift_id), actions.step_away)


@require_POST
def attendance(request: Request, shift_id: UUID) -> HttpResponse:
    """回岗 — the window is open again."""
    return _attended(request, _own(request, shift_id), actions.come_back)


def _attended(request: Request, shift: Shift, act: Any) -> HttpResponse:
    form = forms.Nothing(request.POST)
    if attempt(form, act, shift, by=request.actor, at=timezone.now()) is None:
        done_message(request, " ".join(map(str, form.non_field_errors())), kind="error")
    return redirect(f"{reverse('hall:calling')}?window={shift.window_id}")


def _managed(request: Request, shift_id: UUID) -> Shift:
    shift = get_object_or_404(queries.shifts(request.actor), pk=shift_id)
    if not request.actor.may(Permission.SHIFT_PLAN, shift):
        raise Http404
    return shift


def _own(request: Request, shift_id: UUID) -> Shift:
    return get_object_or_404(queries.shifts(request.actor), pk=shift_id)


def _to_week(centre: Org, day: date | datetime) -> HttpResponse:
    return redirect(f"{reverse('hall:week', args=[centre.code])}?week={day:%Y-%m-%d}")


def _crumbs(centre: Org, here: str) -> list[Crumb]:
    return [
        Crumb(_("排班"), reverse("hall:planning")),
        Crumb(briefly(centre), reverse("hall:week", args=[centre.code])),
        Crumb(here),
    ]
