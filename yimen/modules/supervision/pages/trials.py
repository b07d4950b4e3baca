"""规则回测: ordered with some parameters for some days, counted by a worker; the results stay to be compared."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from yimen.kernel.orgs.models import Org
from yimen.kernel.web.acts import sent
from yimen.kernel.web.attempt import attempt
from yimen.kernel.web.pages import render
from yimen.kernel.web.request import Request
from yimen.kernel.web.shapes import Crumb, Tone, state_badges
from yimen.kernel.web.words import named
from yimen.modules.supervision import actions, forms, queries
from yimen.modules.supervision.models import RuleTrial
from yimen.modules.supervision.states import TrialState

from .rules import reads, shown_rule, way_to

TITLE = gettext_lazy("回测")
STATES: dict[str, Tone] = {
    TrialState.ORDERED: "info",
    TrialState.DONE: "success",
    TrialState.FAILED: "danger",
}
A_YEAR = timedelta(days=365)


state_badge = state_badges(STATES)


@reads
def trial_order(request: Request, rule_code: str) -> HttpResponseBase:
    """安排回测 — with the parameters of today or others; below, what was counted before."""
    shown, city, today = shown_rule(request, rule_code), queries.city(), timezone.localdate()
    if city is None:
        raise Http404
    given = shown.setting.parameters if shown.setting else {}
    usual = {**shown.definition.numbers(given), "first_day": today - A_YEAR, "last_day": today}
    form = forms.Trial(sent(request), initial=usual, definition=shown.definition)
    if form.is_valid():
        facts = form.facts | {"code": rule_code, "by": request.actor, "at": timezone.now()}
        if done := attempt(form, actions.order_trial, city, **facts):
            return redirect("supervision:trial", rule_code, done.trial.pk)
    rows = queries.trials(request.actor).filter(code=rule_code)[:20]
    context = {
        "rule": shown,
        "form": form,
        "trials": [(one, state_badge(one), shown.definition.in_words(one.parameters)) for one in rows],
        "crumbs": [*way_to(rule_code), Crumb(TITLE)],
    }
    return render(request, "supervision/trial_order.html", context)


@require_safe
@reads
def trial(request: Request, rule_code: str, trial_id: UUID) -> HttpResponse:
    """规则回测 — how far it is, then how much was found by body and month."""
    shown = shown_rule(request, rule_code)
    row = get_object_or_404(queries.trials(request.actor), code=rule_code, pk=trial_id)
    context = {
        "rule": shown,
        "trial": row,
        "badge": state_badge(row),
        "parameters": shown.definition.in_words(row.parameters),
        "lines": _lines(row),
        "crumbs": [
            *way_to(rule_code),
            Crumb(TITLE, reverse("supervision:trial-order", args=[rule_code])),
            Crumb(_("结果")),
        ],
    }
    return render(request, "supervision/trial.html", context, part="trial")


def _lines(row: RuleTrial) -> list[tuple[str, list[tuple[str, int]], int]]:
    """By body: its name, the numbers of the months, their sum."""
    cells = {(org, month): count for org, month, count in row.cells}
    names = {one.code: named(one) for one in Org.objects.filter(code__in=row.by_org)}
    months = row.months
    return [
        (names.get(org, org), [(month, cells.get((org, month), 0)) for month in months], total)
        for org, total in row.by_org.items()
    ]
