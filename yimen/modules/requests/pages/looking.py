"""What anybody reads: the calculator of due dates, the look-up without sign-in, the dictionary of outcomes."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from yimen.kernel import calendar
from yimen.kernel.base.refusals import Refused, TooMany
from yimen.kernel.base.text import masked_name
from yimen.kernel.web import limits
from yimen.kernel.web.limits import BY_ADDRESS, BY_NUMBER
from yimen.kernel.web.pages import render
from yimen.kernel.web.request import Request
from yimen.kernel.web.shapes import Crumb
from yimen.modules.requests import queries, reading, regimes, stages
from yimen.modules.requests.clock import Reckoning, reckon
from yimen.modules.requests.forms.asking import LookUp
from yimen.modules.requests.forms.calculating import Calculation
from yimen.modules.requests.models import InformationRequest

ROOT = "requests:home"


@login_not_required
@require_safe
def calculator(request: Request) -> HttpResponse:
    """期限计算器 — a date and what happened after it: the due date, line by line, with the law."""
    form = Calculation(request.GET if "received_on" in request.GET else None)
    found = _calculated(form) if form.is_valid() else None
    crumbs = [Crumb(_("依申请公开"), reverse(ROOT)), Crumb(_("期限计算器"))]
    context: dict[str, Any] = {"form": form, "reckoning": found, "crumbs": crumbs}
    if found is not None:
        context["regime"] = regimes.regime_on(form.cleaned_data["received_on"])
    return render(request, "requests/calculator.html", context)


def _calculated(form: Calculation) -> Reckoning | None:
    try:
        regime = regimes.regime_on(form.cleaned_data["received_on"])
    except Refused as refusal:
        form.add_error("received_on", str(refusal))
        return None
    return reckon(form.events, regime, calendar.current(), timezone.localdate())


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def progress(request: Request) -> HttpResponse:
    """进度查询 — by number and query code, without an account; nothing personal, nothing internal."""
    form = LookUp(request.POST or None, initial={"number": request.GET.get("number", "")[:30]})
    found = _found(request, form, timezone.now()) if form.is_valid() else None
    crumbs = [Crumb(_("依申请公开"), reverse(ROOT)), Crumb(_("进度查询"))]
    context = {"form": form, "crumbs": crumbs, **(_progress(found) if found else {})}
    response = render(request, "requests/progress.html", context)
    response.headers["Cache-Control"] = "private, no-store"
    return response


def _found(request: Request, form: LookUp, at: datetime) -> InformationRequest | None:
    """Limited, and silent about which of the two was wrong."""
    number, code = form.cleaned_data["number"], form.cleaned_data["code"]
    asked = {BY_ADDRESS: limits.address_of(request), BY_NUMBER: number[:20]}
    try:
        limits.require_tries_left(asked, at)
    except TooMany as refusal:
        form.add_error(None, str(refusal))
        return None
    found = queries.by_code(number, code)
    if found is None:
        limits.note_failure(asked, at)
        form.add_error(None, _("没有查到。请核对办件编号和查询码，二者都在登记回执上。"))
    return found


def _progress(found: InformationRequest) -> dict[str, Any]:
    today = timezone.localdate()
    return {
        "found": found,
        "masked": masked_name(found.applicant_name),
        "steps": stages.steps(found),
        "next": stages.next_words(found),
        "reckoning": reading.reckoning(found, today) if found.received_on else None,
    }


@login_not_required
@require_safe
def outcomes(request: Request) -> HttpResponse:
    """答复类型 — what may be answered, on which article, and in which row of the yearly report it counts."""
    crumbs = [Crumb(_("依申请公开"), reverse(ROOT)), Crumb(_("答复类型"))]
    return render(request, "requests/outcomes.html", {"outcomes": queries.outcomes(), "crumbs": crumbs})
