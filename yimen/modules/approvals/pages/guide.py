"""The public guide: find an item, read what it asks for in one's own situation, take it home."""

from __future__ import annotations

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import condition, require_GET

from yimen.kernel.documents.models import File
from yimen.kernel.documents.serving import disposition, serve
from yimen.kernel.search.matching import narrow
from yimen.kernel.web.pages import render, table_response
from yimen.kernel.web.request import Request
from yimen.kernel.web.shapes import Crumb
from yimen.kernel.web.tables import Column, Filter, Table
from yimen.kernel.web.words import named
from yimen.modules.approvals import closures, codes, delegations, guidance, precedence, queries
from yimen.modules.approvals.closures import Closure
from yimen.modules.approvals.leaflet import leaflet
from yimen.modules.approvals.models import Item, ItemVersion
from yimen.modules.approvals.particulars import particulars_of
from yimen.modules.approvals.search import ITEM_FIELDS
from yimen.modules.approvals.states import Audience, ItemKind
from yimen.modules.approvals.structured import government_service

from .situation import situation

ITEMS = Table(
    columns=[
        Column(
            "name",
            gettext_lazy("事项"),
            value=named,
            sort="pinyin",
            link=lambda row: reverse("approvals:item", args=[row.code]),
        ),
        Column(
            "org", gettext_lazy("实施机关"), value=lambda row: named(row.org), sort=("org__pinyin", "pinyin")
        ),
        Column("kind", gettext_lazy("事项类型"), value=lambda row: row.get_kind_display()),
        Column("code", gettext_lazy("事项代码")),
    ],
    filters=[
        Filter(
            "q",
            gettext_lazy("找什么"),
            hint=gettext_lazy("事项名称、部门、拼音首字母"),
            apply=lambda rows, text: narrow(rows, text, ITEM_FIELDS),
        ),
        Filter(
            "org",
            gettext_lazy("部门"),
            kind="choice",
            lookup="org__code",
            choices=lambda: guidance.departments(timezone.localdate()),
        ),
        Filter(
            "audience",
            gettext_lazy("服务对象"),
            kind="choice",
            choices=Audience,
            apply=lambda rows, value: rows.filter(audiences__contains=[value]),
        ),
        Filter("kind", gettext_lazy("事项类型"), kind="choice", choices=ItemKind),
        Filter(
            "topic",
            gettext_lazy("主题"),
            kind="choice",
            choices=lambda: guidance.subjects(timezone.localdate()),
            apply=lambda rows, value: rows.filter(topics__contains=[value]),
        ),
        Filter(
            "online",
            gettext_lazy("只看可以网上办的"),
            kind="flag",
            apply=lambda rows, _value: queries.applicable_online(rows),
        ),
    ],
    default_sort="name",
    name="guide",
    page_size=30,
    empty=gettext_lazy("没有找到这样的事项。"),
)


@login_not_required
@require_GET
def guide(request: Request) -> HttpResponseBase:
    """办事指南 — every item of the catalogue today, to search and to filter; a search also finds what was cancelled."""
    today = timezone.localdate()
    page = ITEMS.read(request.GET, queries.guide(today))
    versions = guidance.versions_of(page.objects)
    closed = closures.closures_on([item.pk for item in page.objects], today)
    words = request.GET.get("q", "").strip()
    context = {
        "items": [(item, versions[item.pk], closed.get(item.pk)) for item in page.objects],
        "cancelled": list(narrow(queries.cancelled(today), words, ITEM_FIELDS)[:20]) if words else [],
        "crumbs": [Crumb(_("办事指南"))],
    }
    return table_response(request, "approvals/guide.html", page, context)


@login_not_required
@require_GET
def item(request: Request, code: str) -> HttpResponse:
    """事项指南 — the answer first, the materials for one's own situation, the law after it.

    An item that was suspended says so on top; one that was cancelled says nothing else.
    """
    today = timezone.localdate()
    closure = closures.closure_of(code, today)
    if closure and closure.is_for_good:
        return _cancelled(request, code, closure)
    version = _version(code)
    context = situation(request.GET, version, on=today) | {
        "item": version.item,
        "closure": closure,
        "particulars": particulars_of(version),
        "type": codes.code_name("A.1", codes.TYPE_OF_KIND[version.item.kind]),
        "answer": guidance.answer(version),
        "way": guidance.way(version, today),
        "bases": list(version.item.legal_bases.all()),
        "places": delegations.places_of(version.item, today),
        "holds": guidance.special_procedures(version),
        "note": guidance.said(version, "note"),
        "procedure_note": guidance.said(version, "procedure_note"),
        "needs": [precedence.Need(one) for one in precedence.standing(today).filter(after=version.item)],
        "remedies": guidance.remedies(today),
        "is_online": guidance.is_online(version) and closure is None,
        "structured": government_service(version, request.build_absolute_uri()),
        "crumbs": [Crumb(_("办事指南"), reverse("approvals:guide")), Crumb(named(version.item))],
    }
    return render(request, "approvals/item.html", context)


@login_not_required
@require_GET
def checklist(request: Request, code: str) -> HttpResponse:
    """材料清单 — the questions and exactly the materials that follow from the answers; a page to print, too."""
    version = _version(code)
    address = reverse("approvals:item", args=[code])
    crumbs = [
        Crumb(_("办事指南"), reverse("approvals:guide")),
        Crumb(named(version.item), address),
        Crumb(_("材料清单")),
    ]
    context = situation(request.GET, version, on=timezone.localdate()) | {
        "item": version.item,
        "crumbs": crumbs,
    }
    return render(request, "approvals/checklist.html", context, part="situation")


def _etag(request: HttpRequest, code: str) -> str:
    version = _version(code)
    return f'"{version.content_hash[:32]}-{timezone.localdate():%Y%m%d}"'


@login_not_required
@require_GET
@condition(etag_func=_etag)
def download(request: Request, code: str) -> HttpResponse:
    """下载指南 — the guide as a PDF; it changes only when the guide or the day does."""
    version = _version(code)
    response = HttpResponse(leaflet(version, on=timezone.localdate()), content_type="application/pdf")
    name = _("%(item)s办事指南.pdf") % {"item": version.item.name}
    response.headers["Content-Disposition"] = disposition("attachment", name)
    response.headers["Cache-Control"] = "public, max-age=3600"
    return response


@login_not_required
@require_GET
def material_form(request: Request, code: str, key: str, which: str) -> HttpResponseBase:
    """空白表格、填写样例 — of one material, as the version in force has it."""
    material = _version(code).body.material(key)
    kept = getattr(material, which.replace("-", "_"), {}) if material else {}
    file = get_object_or_404(File, sha256=kept.get("sha256", ""))
    return serve(file, filename=str(kept["name"]), request=request)


def _cancelled(request: Request, code: str, closure: Closure) -> HttpResponse:
    """已取消 — the item is no longer; by which instrument, since when, and whom one may ask."""
    found = get_object_or_404(Item.objects.select_related("org"), code=code)
    crumbs = [Crumb(_("办事指南"), reverse("approvals:guide")), Crumb(named(found))]
    context = {"item": found, "closure": closure, "crumbs": crumbs}
    response = render(request, "approvals/item_cancelled.html", context)
    response.status_code = 410
    return response


def _version(code: str) -> ItemVersion:
    """The version that holds today; 404 when the item cannot be applied for."""
    item = get_object_or_404(Item, code=code)
    version = queries.version_on(item, timezone.localdate())
    if version is None:
        raise Http404
    return version
