"""The public directory: bodies, their telephones and hours, their windows."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET

from yimen.kernel.web.pages import render, table_response
from yimen.kernel.web.request import Request
from yimen.kernel.web.shapes import Crumb
from yimen.kernel.web.tables import Column, Filter, Table
from yimen.kernel.web.words import named

from . import queries
from .models import OrgKind

ORGS = Table(
    columns=[
        Column(
            "name",
            gettext_lazy("名称"),
            value=named,
            sort="path",
            link=lambda row: reverse("orgs:org", args=[row.code]),
        ),
        Column("kind", gettext_lazy("机构类型"), value=lambda row: row.get_kind_display()),
        Column("region", gettext_lazy("行政区划"), value=lambda row: named(row.region)),
        Column("phone", gettext_lazy("电话")),
        Column("address", gettext_lazy("地址")),
    ],
    filters=[
        Filter("q", gettext_lazy("名称"), kind="text", lookups=["name__icontains", "name_en__icontains"]),
        Filter("kind", gettext_lazy("机构类型"), kind="choice", choices=OrgKind.choices),
    ],
    default_sort="name",
    name="orgs",
    empty=gettext_lazy("还没有登记机构。"),
)


@login_not_required
@require_GET
def orgs(request: Request) -> HttpResponseBase:
    """机构 — every body that does work today."""
    page = ORGS.read(request.GET, queries.open_orgs(timezone.localdate()))
    return table_response(request, "orgs/orgs.html", page, {"crumbs": [Crumb(_("机构与窗口"))]})


@login_not_required
@require_GET
def org(request: Request, code: str) -> HttpResponse:
    """机构 — one body with its sections and windows."""
    shown = get_object_or_404(queries.orgs(), code=code)
    context = {
        "org": shown,
        "sections": queries.sections(shown),
        "windows": queries.windows(shown),
        "crumbs": [Crumb(_("机构与窗口"), reverse("orgs:orgs")), Crumb(named(shown))],
    }
    return render(request, "orgs/org.html", context)
