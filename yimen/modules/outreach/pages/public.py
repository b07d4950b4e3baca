"""For everybody: where the nearest point is, who serves there, what they do free of charge, which communities have one."""

from __future__ import annotations

from uuid import UUID

from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from yimen.kernel.orgs.models import Region
from yimen.kernel.web.pages import render, table_response
from yimen.kernel.web.request import Request
from yimen.kernel.web.shapes import Badge, Crumb, Tab
from yimen.kernel.web.tables import Column, Filter, Table
from yimen.kernel.web.words import named
from yimen.modules.outreach import queries
from yimen.modules.outreach.menu import manages
from yimen.modules.outreach.models import AgencyPoint
from yimen.modules.outreach.permissions import Permission
from yimen.modules.outreach.states import PointKind

POINTS = Table(
    columns=[
        Column(
            "name",
            gettext_lazy("代理点"),
            value=lambda row: named(row),
            link=lambda row: reverse("outreach:point", args=[row.pk]),
        ),
        Column("kind", gettext_lazy("类型"), value=lambda row: row.get_kind_display()),
        Column("place", gettext_lazy("所在地"), value=lambda row: _place(row.region)),
        Column("address", gettext_lazy("地址")),
        Column("phone", gettext_lazy("电话"), nowrap=True),
        Column("opened_on", gettext_lazy("设立日期"), sort="opened_on"),
    ],
    filters=[
        Filter(
            "q",
            gettext_lazy("村、社区、街道或者乡镇的名称"),
            lookups=["name__icontains", "region__name__icontains", "region__parent__name__icontains"],
        ),
        Filter("kind", gettext_lazy("类型"), kind="choice", choices=PointKind.choices),
    ],
    default_sort="opened_on",
    name="points",
    caption=gettext_lazy("代理点"),
    empty=gettext_lazy("没有找到代理点。请换一个地名，或者到区县政务服务中心办理。"),
)


def _place(region: Region) -> str:
    return f"{named(region.parent)} {named(region)}" if region.parent else named(region)


@login_not_required
@require_safe
def points(request: Request) -> HttpResponseBase:
    """代办服务 — find the point of one's village, community, town or street."""
    rows = queries.points(timezone.localdate())
    context = {
        "crumbs": [Crumb(_("代办服务"))],
        "centres": queries.managed_centres(request.actor) if manages(request.actor) else (),
    }
    return table_response(request, "outreach/points.html", POINTS.read(request.GET, rows), context)


@login_not_required
@require_safe
def point(request: Request, point_id: UUID) -> HttpResponse:
    """代理点 — where, when, who, and what they do free of charge."""
    today = timezone.localdate()
    shown = get_object_or_404(queries.points(today), pk=point_id)
    context = {
        "point": shown,
        "agents": queries.agents_at(shown, today),
        "classes": queries.classes_of(shown.kind),
        "may_ask": request.actor.kind == "person",
        "may_keep": request.actor.may(Permission.POINT_OPEN, shown),
        "crumbs": [Crumb(_("代办服务"), reverse("outreach:points")), Crumb(named(shown))],
    }
    return render(request, "outreach/point.html", context)


@login_not_required
@require_safe
def services(request: Request) -> HttpResponse:
    """服务目录 — everything that points of a kind do, by class, with what to bring."""
    kind = request.GET.get("kind", "")
    kind = kind if kind in PointKind.values else PointKind.STREET
    classes = queries.classes_of(kind)
    context = {
        "kind": PointKind(kind),
        "tabs": [Tab(one.label, f"?kind={one.value}", current=one == kind) for one in PointKind],
        "classes": classes,
        "count": sum(len(getattr(one, "offered", ())) for one in classes),
        "crumbs": [Crumb(_("代办服务"), reverse("outreach:points")), Crumb(_("服务目录"))],
    }
    return render(request, "outreach/services.html", context)


def _window(row: Region) -> object:
    window = getattr(row, "window_name", None)
    return window or Badge(_("没有窗口"), tone="warning")


def _officer(row: Region) -> object:
    officer = getattr(row, "officer_name", None)
    return officer or Badge(_("没有信息员"), tone="warning")


COVERAGE = Table(
    columns=[
        Column("name", gettext_lazy("社区（村）"), value=lambda row: named(row), sort="area_code"),
        Column("parent", gettext_lazy("街道（乡镇）"), value=lambda row: named(row.parent)),
        Column("window", gettext_lazy("窗口"), value=_window),
        Column("window_since", gettext_lazy("设立日期")),
        Column("officer", gettext_lazy("信息员、代理员"), value=_officer),
        Column("officer_since", gettext_lazy("到任日期")),
    ],
    filters=[
        Filter(
            "q", gettext_lazy("社区或者街道的名称"), lookups=["name__icontains", "parent__name__icontains"]
        ),
        Filter(
            "gap",
            gettext_lazy("只看没有窗口或者信息员的"),
            kind="flag",
            apply=lambda rows, _value: queries.with_gap(rows),
        ),
    ],
    default_sort="name",
    name="coverage",
    caption=gettext_lazy("社区覆盖"),
    empty=gettext_lazy("没有符合条件的社区。"),
)


@login_not_required
@require_safe
def coverage(request: Request) -> HttpResponseBase:
    """社区覆盖 — every community: which window, which officer, since when; what is missing is shown."""
    all_count, covered = queries.coverage_counts()
    context = {
        "all_count": all_count,
        "covered": covered,
        "gap_count": all_count - covered,
        "crumbs": [Crumb(_("代办服务"), reverse("outreach:points")), Crumb(_("社区覆盖"))],
    }
    page = COVERAGE.read(request.GET, queries.coverage())
    return table_response(request, "outreach/coverage.html", page, context)


def point_of(point_id: UUID) -> AgencyPoint:
    """A point that is open; else 404."""
    return get_object_or_404(queries.points(timezone.localdate()), pk=point_id)
