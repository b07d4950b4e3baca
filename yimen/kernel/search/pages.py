"""The editors' pages: what was asked in vain, synonyms, promoted results."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods

from yimen.kernel.web.acts import sent
from yimen.kernel.web.attempt import attempt, done_message
from yimen.kernel.web.pages import render, table_response
from yimen.kernel.web.request import Request
from yimen.kernel.web.shapes import Badge, Crumb, Tab
from yimen.kernel.web.tables import Column, Filter, Table

from . import actions, forms, queries
from .menu import keeps_words
from .models import Promotion, Synonym


def _standing(row: Synonym | Promotion) -> Badge:
    """在用 or 已停用."""
    over = row.until is not None and row.until < timezone.localdate()
    return Badge(_("已停用"), "neutral") if over else Badge(_("在用"), "success")


IN_USE = Filter(
    "in_use", gettext_lazy("只看在用的"), kind="flag", apply=lambda rows, _value: rows.filter(until=None)
)
SYNONYMS = Table(
    columns=[
        Column(
            "term",
            gettext_lazy("检索用语"),
            sort="term",
            link=lambda row: reverse("search:synonym", args=[row.pk]),
        ),
        Column("other", gettext_lazy("对应用语"), sort="other"),
        Column("kind", gettext_lazy("类型"), value=lambda row: row.get_kind_display()),
        Column("since", gettext_lazy("启用日期"), sort="since"),
        Column("standing", gettext_lazy("状态"), value=_standing),
        Column("note", gettext_lazy("说明")),
    ],
    filters=[
        Filter("q", gettext_lazy("用语"), kind="text", lookups=["term__icontains", "other__icontains"]),
        IN_USE,
    ],
    default_sort="term",
    page_size=50,
    name="synonyms",
    empty=gettext_lazy("还没有登记同义词。"),
)
PROMOTIONS = Table(
    columns=[
        Column(
            "words",
            gettext_lazy("检索用语"),
            sort="words",
            link=lambda row: reverse("search:promotion", args=[row.pk]),
        ),
        Column("label", gettext_lazy("推荐的内容")),
        Column("note", gettext_lazy("推荐理由")),
        Column("since", gettext_lazy("启用日期"), sort="since"),
        Column("standing", gettext_lazy("状态"), value=_standing),
    ],
    filters=[
        Filter(
            "q", gettext_lazy("用语或内容"), kind="text", lookups=["words__icontains", "label__icontains"]
        ),
        IN_USE,
    ],
    default_sort="words",
    page_size=50,
    name="promotions",
    empty=gettext_lazy("还没有推荐结果。"),
)
IN_VAIN = Table(
    columns=[
        Column(
            "text",
            gettext_lazy("检索用语"),
            link=lambda row: reverse("search:empty-query", args=[row.pk]),
        ),
        Column("count", gettext_lazy("次数"), sort="count", number=True),
        Column("first_on", gettext_lazy("首次")),
        Column("last_on", gettext_lazy("最近"), sort="last_on"),
        Column("note", gettext_lazy("处理结果")),
    ],
    filters=[
        Filter("q", gettext_lazy("用语"), kind="text", lookups=["text__icontains"]),
        Filter(
            "settled",
            gettext_lazy("也看已经处理的"),
            kind="flag",
            apply=lambda rows, _value: rows,
        ),
    ],
    default_sort="-count",
    page_size=50,
    name="in-vain",
    empty=gettext_lazy("没有待处理的无结果检索。"),
)


@require_GET
def empty(request: Request) -> HttpResponseBase:
    """无结果检索 — what was asked in vain, the most frequent first: the editor's work list."""
    rows = queries.in_vain(_keeper(request).actor)
    if not request.GET.get("settled"):
        rows = rows.filter(settled_at=None)
    page = IN_VAIN.read(request.GET, rows)
    return table_response(request, "search/words.html", page, _around(_("无结果检索"), "search:empty"))


@require_http_methods(["GET", "POST"])
def empty_query(request: Request, row: int) -> HttpResponse:
    """处理无结果检索 — what was done about it."""
    query = get_object_or_404(queries.in_vain(request.actor), pk=row)
    form = forms.Settling(request.POST or None)
    facts: dict[str, Any] = {"by": request.actor, "at": timezone.now()}
    if form.is_valid() and attempt(form, actions.settle_query, query, **form.cleaned_data, **facts):
        done_message(request, _("已经处理。"))
        return redirect("search:empty")
    crumbs = [Crumb(_("无结果检索"), reverse("search:empty")), Crumb(query.text)]
    return render(request, "search/settling.html", {"query": query, "form": form, "crumbs": crumbs})


@require_GET
def synonyms(request: Request) -> HttpResponseBase:
    """同义词 — which words stand for one thing."""
    page = SYNONYMS.read(request.GET, queries.synonyms(_keeper(request).actor))
    context = _around(_("同义词"), "search:synonyms", add="search:new-synonym", label=_("登记同义词"))
    return table_response(request, "search/words.html", page, context)


@require_http_methods(["GET", "POST"])
def new_synonym(request: Request) -> HttpResponse:
    """登记同义词 — from today on."""
    book = actions.wordbook() if _keeper(request) else None
    form = forms.NewSynonym(request.POST or None, initial={"term": request.GET.get("term", "")[:40]})
    facts: dict[str, Any] = {"by": request.actor, "at": timezone.now()}
    if book and form.is_valid() and attempt(form, actions.add_synonym, book, **form.cleaned_data, **facts):
        done_message(request, _("同义词已登记，检索时立即有效。"))
        return redirect("search:synonyms")
    crumbs = [Crumb(_("同义词"), reverse("search:synonyms")), Crumb(_("登记同义词"))]
    context = {"form": form, "title": _("登记同义词"), "button": _("登记"), "crumbs": crumbs}
    return render(request, "search/words_form.html", context)


@require_http_methods(["GET", "POST"])
def synonym(request: Request, synonym_id: UUID) -> HttpResponse:
    """同义词 — one of them; it can be ended."""
    row = get_object_or_404(queries.synonyms(request.actor), pk=synonym_id)
    lists = Crumb(_("同义词"), reverse("search:synonyms"))
    return _ending(request, row, actions.end_synonym, "search/synonym.html", lists, _("同义词已停用。"))


@require_GET
def promotions(request: Request) -> HttpResponseBase:
    """推荐结果 — what stands above the rest, for which question."""
    page = PROMOTIONS.read(request.GET, queries.promotions(_keeper(request).actor))
    context = _around(_("推荐结果"), "search:promotions", add="search:new-promotion", label=_("推荐结果"))
    return table_response(request, "search/words.html", page, context)


@require_http_methods(["GET", "POST"])
def new_promotion(request: Request) -> HttpResponse:
    """推荐结果 — of a document, named by its address."""
    book = actions.wordbook() if _keeper(request) else None
    form = forms.NewPromotion(request.POST or None, initial={"words": request.GET.get("words", "")[:60]})
    if book and form.is_valid():
        given = form.cleaned_data
        document = queries.document_at(given["address"])
        facts: dict[str, Any] = {
            "source": document.source if document else "",
            "key": document.key if document else "",
            "by": request.actor,
            "at": timezone.now(),
        }
        if attempt(form, actions.promote, book, words=given["words"], note=given["note"], **facts):
            done_message(request, _("已推荐，检索时立即有效。"))
            return redirect("search:promotions")
    crumbs = [Crumb(_("推荐结果"), reverse("search:promotions")), Crumb(_("推荐检索结果"))]
    context = {"form": form, "title": _("推荐检索结果"), "button": _("推荐"), "crumbs": crumbs}
    return render(request, "search/words_form.html", context)


@require_http_methods(["GET", "POST"])
def promotion(request: Request, promotion_id: UUID) -> HttpResponse:
    """推荐结果 — one of them; it can be ended."""
    row = get_object_or_404(queries.promotions(request.actor), pk=promotion_id)
    lists = Crumb(_("推荐结果"), reverse("search:promotions"))
    return _ending(request, row, actions.end_promotion, "search/promotion.html", lists, _("已停止推荐。"))


def _ending(
    request: Request,
    row: Synonym | Promotion,
    end: Callable[..., Any],
    template: str,
    lists: Crumb,
    done: str,
) -> HttpResponse:
    """One row of the words, with the way to end it."""
    form = forms.Ending(sent(request))
    if form.is_valid() and attempt(form, end, row, by=request.actor, at=timezone.now()):
        done_message(request, done)
        return redirect(lists.href)
    context = {"row": row, "form": form, "standing": _standing(row), "crumbs": [lists, Crumb(str(row))]}
    return render(request, template, context)


def _keeper(request: Request) -> Request:
    """The request of somebody who keeps the words; for others there are no such pages."""
    if not keeps_words(request.actor):
        raise Http404
    return request


def _around(title: str, here: str, *, add: str = "", label: str = "") -> dict[str, Any]:
    """What stands around each of the lists: its name, the way to the others, the way to add to it."""
    names = (
        ("search:empty", _("无结果检索")),
        ("search:synonyms", _("同义词")),
        ("search:promotions", _("推荐结果")),
    )
    tabs = [Tab(name, reverse(url), current=url == here) for url, name in names]
    adding = {"add_href": reverse(add), "add_label": label} if add else {}
    return {"title": title, "tabs": tabs, "crumbs": [Crumb(_("检索词表")), Crumb(title)], **adding}
