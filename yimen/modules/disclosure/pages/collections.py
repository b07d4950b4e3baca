"""汇编 — 市志 by volume and chapter, 大事记 by year, month and day, 法律知识问答 by topic, law and article; public."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from yimen.kernel.web.edge import kept
from yimen.kernel.web.pages import render, table_response
from yimen.kernel.web.request import Request
from yimen.kernel.web.shapes import Crumb
from yimen.kernel.web.tables import Column, Filter, Table
from yimen.modules.disclosure import browsing
from yimen.modules.disclosure.forgetting import COLLECTIONS, of_collection, of_publication
from yimen.modules.disclosure.models import Collection, CollectionEntry, Inclusion
from yimen.modules.disclosure.states import CollectionKind

QUESTION_COUNT = 50


@login_not_required
@require_safe
def collections(request: Request) -> HttpResponse:
    """汇编 — every collection with what it is about."""
    context = {
        "collections": browsing.collections(),
        "crumbs": [*home_crumb(), Crumb(_("汇编"))],
    }
    return kept(render(request, "disclosure/collections.html", context), COLLECTIONS)


@login_not_required
@require_safe
def collection(request: Request, code: str) -> HttpResponse:
    """汇编 — its first page: volumes, years, or topics with their laws."""
    found = get_object_or_404(browsing.collections(), code=code)
    today = timezone.localdate()
    context = {"collection": found, "crumbs": [*_crumbs(found)[:-1], Crumb(found.shown_name)]}
    if found.kind == CollectionKind.CHRONICLE:
        context |= {"years": browsing.years(found, today)}
    else:
        asked = request.GET.get("topic", "")
        rows = browsing.inclusions(found, today)
        topics = browsing.topics(found, today)
        several = found.kind == CollectionKind.QUESTIONS and len(topics) > 1
        if several:
            rows = rows.filter(topic=asked) if asked or "topic" in request.GET else rows.none()
        context |= {"topics": topics if several else [], "topic": asked, "inclusions": rows}
    return kept(render(request, "disclosure/collection.html", context), of_collection(found.pk), COLLECTIONS)


@login_not_required
@require_safe
def year(request: Request, code: str, number: int) -> HttpResponse:
    """大事记 — a year, month by month and day by day."""
    found = get_object_or_404(browsing.collections(), code=code, kind=CollectionKind.CHRONICLE)
    today = timezone.localdate()
    rows = browsing.entries(found, today).filter(happened_on__year=number).order_by("happened_on", "id")
    month = _month(request.GET.get("month", ""))
    context = {
        "collection": found,
        "year": number,
        "month": month,
        "months": [(date(number, one, 1), count) for one, count in browsing.months(found, number, today)],
        "entries": rows.filter(happened_on__month=month) if month else rows,
        "crumbs": [*_crumbs(found), Crumb(_("%(year)s年") % {"year": number})],
    }
    return kept(render(request, "disclosure/collection_year.html", context), of_collection(found.pk))


@login_not_required
@require_safe
def volume(request: Request, code: str, publication_id: UUID) -> HttpResponse:
    """卷 — the chapters of a volume, or the questions that a law answers."""
    found = get_object_or_404(browsing.collections(), code=code)
    inclusion = _inclusion(found, publication_id)
    context = {
        "collection": found,
        "inclusion": inclusion,
        "publication": inclusion.publication,
        "entries": inclusion.entries.order_by("position"),
        "crumbs": [*_crumbs(found), Crumb(inclusion.publication.title)],
    }
    response = render(request, "disclosure/collection_volume.html", context)
    return kept(response, of_collection(found.pk), of_publication(publication_id))


@login_not_required
@require_safe
def entry(request: Request, code: str, publication_id: UUID, position: int) -> HttpResponse:
    """条目 — one chapter, or one question with its article, the law it is from and its dates."""
    found = get_object_or_404(browsing.collections(), code=code)
    inclusion = _inclusion(found, publication_id)
    shown = get_object_or_404(inclusion.entries, position=position)
    beside = inclusion.entries.filter(position__in=[position - 1, position + 1])
    context = {
        "collection": found,
        "inclusion": inclusion,
        "publication": inclusion.publication,
        "entry": shown,
        "before": beside.filter(position=position - 1).first(),
        "after": beside.filter(position=position + 1).first(),
        "crumbs": [*_crumbs(found), _volume_crumb(inclusion), Crumb(shown.label or shown.heading)],
    }
    response = render(request, "disclosure/collection_entry.html", context)
    return kept(response, of_collection(found.pk), of_publication(publication_id))


@login_not_required
@require_safe
def questions(request: Request, code: str) -> HttpResponseBase:
    """法律问题 — every question of the collection, found by its words."""
    found = get_object_or_404(browsing.collections(), code=code, kind=CollectionKind.QUESTIONS)
    rows = browsing.entries(found, timezone.localdate()).exclude(question="")
    page = _questions_table(found).read(request.GET, rows)
    context = {"collection": found, "crumbs": [*_crumbs(found), Crumb(_("全部问题"))]}
    return table_response(request, "disclosure/collection_questions.html", page, context)


def _questions_table(found: Collection) -> Table:
    return Table(
        name="questions",
        columns=(
            Column("question", _("问题"), link=lambda one: entry_address(found, one)),
            Column("law", _("法律"), value=lambda one: one.inclusion.publication.title),
            Column("label", _("条"), nowrap=True),
            Column("position", _("位置"), sort=("inclusion_id", "position"), number=True),
        ),
        filters=(
            Filter("q", _("问题和条文"), lookups=("question__contains", "text__contains")),
            Filter("law", _("法律"), lookup="inclusion__publication__title__contains"),
        ),
        default_sort="position",
        page_size=QUESTION_COUNT,
        empty=_("没有找到这样的问题。"),
        caption=found.name,
    )


def entry_address(found: Collection, one: CollectionEntry) -> str:
    """The page of an entry: by the publication and its place there, which stay."""
    place = [found.code, one.inclusion.publication_id, one.position]
    return reverse("disclosure:collection-entry", args=place)


def _inclusion(found: Collection, publication_id: UUID) -> Inclusion:
    return get_object_or_404(browsing.inclusions(found, timezone.localdate()), publication=publication_id)


def _month(text: str) -> int:
    return int(text) if text.isdecimal() and 1 <= int(text) <= 12 else 0


def home_crumb() -> list[Crumb]:
    return [Crumb(_("政务公开"), reverse("disclosure:home"))]


def _crumbs(found: Collection) -> list[Crumb]:
    here = reverse("disclosure:collection", args=[found.code])
    return [*home_crumb(), Crumb(_("汇编"), reverse("disclosure:collections")), Crumb(found.shown_name, here)]


def _volume_crumb(inclusion: Inclusion) -> Crumb:
    place = [inclusion.collection.code, inclusion.publication_id]
    return Crumb(inclusion.publication.title, reverse("disclosure:collection-volume", args=place))
