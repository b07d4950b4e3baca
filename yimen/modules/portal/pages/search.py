"""检索: one box for everything that can be found; a case number leads straight to where it belongs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from yimen.kernel.base.refusals import Text, TooMany
from yimen.kernel.base.text import normal
from yimen.kernel.cases.desk import case_page, shows
from yimen.kernel.cases.numbers import is_case_number
from yimen.kernel.cases.queries import cases
from yimen.kernel.search import log
from yimen.kernel.search.answering import Answer, Wish, answer, narrowed_to, suggestions
from yimen.kernel.search.asking import LONGEST
from yimen.kernel.search.changes import ANSWERS
from yimen.kernel.search.queries import bearing
from yimen.kernel.search.showing import Choice
from yimen.kernel.web import limits
from yimen.kernel.web.edge import kept
from yimen.kernel.web.pages import render
from yimen.kernel.web.request import Request
from yimen.kernel.web.shapes import Crumb, Tab

LAST_PAGE = 50
CHOSEN = "f-"
KEPT = 20.0  # seconds: long enough for what everybody asks at once, short enough to count what is asked


@dataclass(frozen=True)
class Link:
    """A value of a facet as a link: it narrows, or takes the narrowing away."""

    choice: Choice
    href: str


@dataclass(frozen=True)
class Narrow:
    """One facet of the page."""

    label: Text
    links: Sequence[Link]
    is_open: bool


@login_not_required
@require_safe
def search(request: Request) -> HttpResponse:
    """检索 — what contains the words, narrowed and ordered as the address says."""
    wish = wish_of(request.GET)
    if is_case_number(normal(wish.text)):
        return redirect(_case(request, normal(wish.text)))
    context = {"q": wish.text[:LONGEST], "wish": wish, "crumbs": [Crumb(_("检索"))]}
    try:
        limits.require_patience(request, "search", timezone.now(), limit=limits.SEARCHING)
    except TooMany as refusal:
        response = render(request, "portal/search.html", {**context, "refusal": refusal}, part="results")
        response.status_code = refusal.status
        return response
    found = answer(request.actor, wish, on=timezone.localdate())
    _note(wish, found)
    response = render(request, "portal/search.html", {**context, **_around(wish, found)}, part="results")
    return kept(response, ANSWERS, seconds=KEPT)


@login_not_required
@require_safe
def suggested(request: Request) -> HttpResponse:
    """检索提示 — a few titles while somebody types; for htmx."""
    text = request.GET.get("q", "")[:LONGEST]
    try:
        limits.require_patience(request, "search", timezone.now(), limit=limits.SEARCHING)
    except TooMany as refusal:
        return too_often(refusal)
    hits = suggestions(request.actor, text)
    return render(request, "portal/suggestions.html", {"hits": hits, "q": text})


def too_often(refusal: TooMany) -> HttpResponse:
    """The refusal for what is no page: a program, or a list that opens while somebody types."""
    content = {"status": refusal.status, "content_type": "text/plain; charset=utf-8"}
    return HttpResponse(str(refusal), **content, headers={"Retry-After": "60"})


def wish_of(params: QueryDict) -> Wish:
    """What the address asks for; what it cannot mean is not obeyed."""
    chosen = {
        name.removeprefix(CHOSEN): tuple(value[:200] for value in values[:20] if value)
        for name, values in params.lists()
        if name.startswith(CHOSEN)
    }
    page = params.get("page", "")
    return Wish(
        text=params.get("q", "").strip()[: LONGEST + 1],
        chosen={code: values for code, values in chosen.items() if values},
        by_date=params.get("sort") == "date",
        page=min(max(int(page), 1), LAST_PAGE) if page.isascii() and page.isdigit() and len(page) < 4 else 1,
    )


def address_of(wish: Wish, *, page: int = 1, by_date: bool | None = None) -> str:
    """The address of a wish; the page and the order as told."""
    dated = wish.by_date if by_date is None else by_date
    params: list[tuple[str, object]] = [("q", wish.text)]
    params += [(f"{CHOSEN}{code}", value) for code, values in wish.chosen.items() for value in values]
    params += [("sort", "date")] if dated else []
    params += [("page", page)] if page > 1 else []
    return f"{reverse('portal:search')}?{urlencode(params)}"


def feed_address(wish: Wish, *, page: int = 1) -> str:
    """The address at which programs follow what a wish finds."""
    query = address_of(wish, page=page, by_date=False).partition("?")[2]
    return f"{reverse('portal:search-feed')}?{query}"


def wish_address(text: str, chosen: Mapping[str, tuple[str, ...]]) -> str:
    """The address of a saved search, the newest first."""
    return address_of(Wish(text, chosen), by_date=True)


def _around(wish: Wish, found: Answer) -> dict[str, object]:
    """What the page shows besides the hits: the facets, the orders, the way through the pages, help."""
    return {
        "found": found,
        "narrows": [
            Narrow(
                label=one.label,
                links=[
                    Link(choice, address_of(narrowed_to(wish, one.code, choice.value)))
                    for choice in one.choices
                ],
                is_open=index < 3 or any(choice.is_chosen for choice in one.choices),
            )
            for index, one in enumerate(found.narrowings)
        ],
        "orders": [
            Tab(_("按相关程度"), address_of(wish, by_date=False), current=not wish.by_date),
            Tab(_("按日期"), address_of(wish, by_date=True), current=wish.by_date),
        ],
        "previous": address_of(wish, page=wish.page - 1) if wish.page > 1 else "",
        "next": address_of(wish, page=wish.page + 1) if found.has_next and wish.page < LAST_PAGE else "",
        "feed": feed_address(wish),
        "save_query": address_of(wish, by_date=False).partition("?")[2],
        "all_of_it": address_of(Wish(wish.text)) if wish.chosen else "",
        "hot_words": log.hot_words(timezone.localdate()) if not wish.text else [],
    }


def _note(wish: Wish, found: Answer) -> None:
    """Counts a question that was asked whole: its first page, before anything is narrowed."""
    if wish.text and wish.page == 1 and not wish.chosen and not wish.by_date:
        log.note(wish.text, found=bool(found.total) and not found.is_near, on=timezone.localdate())


def _case(request: Request, number: str) -> str:
    """A case number leads those who may see the case to its page, everybody else to the look-up."""
    case = cases(request.actor).filter(number=number).first()
    if case is not None and shows(request.actor, case):
        return case_page(case)
    found = bearing(request.actor, number)
    if found is not None:
        return found.href
    return f"{reverse('portal:progress')}?{urlencode({'number': number})}"
