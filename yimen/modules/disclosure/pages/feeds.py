"""给机器读的页面 — Atom feeds, site map, the DCAT catalogue, bulk data; the same visibility as every page."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from uuid import UUID

from django.contrib.auth.decorators import login_not_required
from django.db.models import Count, Max, QuerySet
from django.db.models.functions import ExtractMonth, ExtractYear
from django.http import Http404, HttpResponse, JsonResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from yimen.kernel.base.days import local_day
from yimen.kernel.orgs.models import Org
from yimen.kernel.web.atom import MEDIA_TYPE, Feed, as_atom
from yimen.kernel.web.edge import kept
from yimen.kernel.web.pages import render
from yimen.kernel.web.request import Request
from yimen.kernel.web.shapes import Crumb
from yimen.kernel.web.shell import city_name
from yimen.kernel.web.words import named
from yimen.modules.disclosure import browsing, queries
from yimen.modules.disclosure.feeds import addresses, atom, bulk, catalogue, site_map
from yimen.modules.disclosure.forgetting import COLLECTIONS, LISTS
from yimen.modules.disclosure.models import ClassificationNode, Publication

from .collections import home_crumb

FEED_PAGE = 20
PIECE = 500
WRITERS: dict[str, tuple[Callable[[Iterable[Publication]], Iterator[bytes]], str]] = {
    "publications.csv": (bulk.as_csv, "text/csv; charset=utf-8"),
    "publications.jsonl": (bulk.as_jsonl, "application/jsonl"),
}


@login_not_required
@require_safe
def feed(request: Request) -> HttpResponse:
    """订阅 — everything that was published last."""
    title = _("%(city)s政务公开") % {"city": city_name()}
    return _feed(request, browsing.open_publications(timezone.localdate()), title, addresses.of("home"))


@login_not_required
@require_safe
def org_feed(request: Request, code: str) -> HttpResponse:
    """订阅 — of one body."""
    org = get_object_or_404(Org, code=code)
    rows = browsing.open_publications(timezone.localdate()).filter(org=org)
    title = _("%(org)s政务公开") % {"org": named(org)}
    return _feed(request, rows, title, addresses.of("body", org.code))


@login_not_required
@require_safe
def node_feed(request: Request, scheme: str, code: str) -> HttpResponse:
    """订阅 — of one place in a tree and all below it."""
    node = get_object_or_404(ClassificationNode, scheme=scheme, code=code)
    rows = queries.under_node(browsing.open_publications(timezone.localdate()), node)
    title = _("%(city)s政务公开：%(node)s") % {"city": city_name(), "node": named(node)}
    return _feed(request, rows, title, addresses.of("home"))


def _feed(request: Request, rows: QuerySet[Publication], title: str, page_url: str) -> HttpResponse:
    """One page of it; the next begins after the last row of this one."""
    rows = rows.order_by("-published_at", "-pk")
    found = list(_after(rows, request.GET.get("after", ""))[: FEED_PAGE + 1])
    shown = found[:FEED_PAGE]
    own = addresses.whole(request.path)
    latest = rows.aggregate(last=Max("published_at"))["last"] if not shown else shown[0].published_at
    told = Feed(
        title=title,
        author=city_name(),
        url=addresses.whole(request.get_full_path()),
        page_url=page_url,
        updated_at=latest or timezone.now(),
        next_url=f"{own}?after={shown[-1].pk}" if len(found) > FEED_PAGE else "",
    )
    response = HttpResponse(as_atom(told, atom.entries(shown)), content_type=MEDIA_TYPE)
    return kept(response, LISTS)


def _after(rows: QuerySet[Publication], key: str) -> QuerySet[Publication]:
    """The rows behind the one with this id in the order of the feed."""
    if not key:
        return rows
    try:
        last = rows.filter(pk=UUID(key)).values_list("published_at", "pk").first()
    except ValueError:
        last = None
    if last is None:
        raise Http404
    moment, pk = last
    return rows.filter(published_at__lte=moment).exclude(published_at=moment, pk__gte=pk)


@login_not_required
@require_safe
def sitemap(_request: Request) -> HttpResponse:
    """站点地图 — the index of its parts: the ways in, and a part for each month of publishing."""
    parts = [addresses.of("sitemap-ways")]
    for year, month, count in _months(timezone.localdate()):
        pages = range(1, (count - 1) // site_map.MOST + 2)
        parts += [addresses.of("sitemap-part", year, month, page) for page in pages]
    return kept(HttpResponse(site_map.index(parts), content_type=site_map.MEDIA_TYPE), LISTS)


@login_not_required
@require_safe
def sitemap_ways(_request: Request) -> HttpResponse:
    """站点地图 — the pages that lead to others."""
    names = ("home", "collections", "data")
    ways = [(addresses.of(name), None) for name in names]
    ways += [(addresses.of("body", one.code), None) for one in queries.disclosing_orgs(timezone.localdate())]
    ways += [(addresses.of("collection", one.code), None) for one in browsing.collections()]
    return kept(HttpResponse(site_map.part(ways), content_type=site_map.MEDIA_TYPE), LISTS, COLLECTIONS)


@login_not_required
@require_safe
def sitemap_part(_request: Request, year: int, month: int, page: int) -> HttpResponse:
    """站点地图 — what was first published in a month."""
    rows = queries.listed(timezone.localdate()).filter(
        first_published_at__year=year, first_published_at__month=month
    )
    start = (page - 1) * site_map.MOST
    found = rows.order_by("first_published_at", "pk").values_list("pk", "published_at")
    listed = [(addresses.of_publication(pk), moment) for pk, moment in found[start : start + site_map.MOST]]
    if not listed or page < 1:
        raise Http404
    return kept(HttpResponse(site_map.part(listed), content_type=site_map.MEDIA_TYPE), LISTS)


def _months(on: date) -> list[tuple[int, int, int]]:
    rows = (
        queries.listed(on)
        .order_by()
        .annotate(year=ExtractYear("first_published_at"), month=ExtractMonth("first_published_at"))
    )
    counted = rows.values_list("year", "month").annotate(count=Count("pk"))
    return sorted(((year, month, count) for year, month, count in counted), reverse=True)


@login_not_required
@require_safe
def data_catalogue(_request: Request) -> HttpResponse:
    """数据目录 — DCAT as JSON-LD: what can be fetched in bulk, and where."""
    today = timezone.localdate()
    last = queries.listed(today).aggregate(last=Max("published_at"))["last"]
    told = catalogue.catalogue(
        queries.org_counts(today),
        browsing.collections(),
        today,
        local_day(last) if last else None,
    )
    response = JsonResponse(
        told, content_type=catalogue.MEDIA_TYPE, json_dumps_params={"ensure_ascii": False}
    )
    return kept(response, LISTS, COLLECTIONS)


@login_not_required
@require_safe
def data(request: Request) -> HttpResponse:
    """批量下载 — what there is, in which forms, and how to be told of changes."""
    context = {
        "orgs": queries.org_counts(timezone.localdate()),
        "fields": bulk.FIELDS,
        "crumbs": [*home_crumb(), Crumb(_("数据下载"))],
    }
    return kept(render(request, "disclosure/data.html", context), LISTS)


@login_not_required
@require_safe
def bulk_file(request: Request, name: str) -> StreamingHttpResponse:
    """批量数据 — read in pieces and streamed, packed when the name asks for it; never held whole."""
    plain = name.removesuffix(".gz")
    if plain not in WRITERS:
        raise Http404
    today = timezone.localdate()
    rows = queries.with_validity(browsing.open_publications(today), today)
    if code := request.GET.get("org", ""):
        rows = rows.filter(org=get_object_or_404(Org, code=code))
    write, media = WRITERS[plain]
    pieces = write(rows.order_by("published_at", "pk").iterator(chunk_size=PIECE))
    is_packed = name != plain
    response = StreamingHttpResponse(
        bulk.packed(pieces) if is_packed else pieces,
        content_type="application/gzip" if is_packed else media,
    )
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
