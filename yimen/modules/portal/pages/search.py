"""检索: one box for items, bodies and telephones; numbers lead straight to where they belong."""

from __future__ import annotations

from urllib.parse import urlencode

from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from yimen.kernel.base.text import normal
from yimen.kernel.cases.desk import case_page
from yimen.kernel.cases.numbers import is_case_number
from yimen.kernel.cases.queries import cases
from yimen.kernel.search.finding import SHOWN, find, suggest
from yimen.kernel.search.sources import sources
from yimen.kernel.web.pages import render
from yimen.kernel.web.request import Request
from yimen.kernel.web.shapes import Crumb

FARTHEST = 10_000


@login_not_required
@require_safe
def search(request: Request) -> HttpResponse:
    """检索 — what contains the words, by source."""
    text = request.GET.get("q", "")[:200]
    if is_case_number(normal(text)):
        return redirect(_case(request, normal(text)))
    source = request.GET.get("in", "")
    only = (source,) if source in sources() else ()
    offset = _offset(request.GET.get("from", "")) if only else 0
    page = find(request.actor, text, on=timezone.localdate(), only=only, offset=offset, limit=_limit(only))
    context = {"q": text, "page": page, "only": source if only else "", "crumbs": [Crumb(_("检索"))]}
    return render(request, "portal/search.html", context, part="results")


@login_not_required
@require_safe
def suggestions(request: Request) -> HttpResponse:
    """检索提示 — a few names while somebody types; for htmx."""
    text = request.GET.get("q", "")[:200]
    hits = suggest(request.actor, text, on=timezone.localdate())
    return render(request, "portal/suggestions.html", {"hits": hits})


def _case(request: Request, number: str) -> str:
    """A case number leads those who may see the case to its page, everybody else to the look-up."""
    case = cases(request.actor).filter(number=number).first()
    if case is not None:
        return case_page(case)
    return f"{reverse('portal:progress')}?{urlencode({'number': number})}"


def _limit(only: tuple[str, ...]) -> int:
    return SHOWN * 5 if only else SHOWN


def _offset(text: str) -> int:
    return min(int(text), FARTHEST) if text.isascii() and text.isdigit() and len(text) < 6 else 0
