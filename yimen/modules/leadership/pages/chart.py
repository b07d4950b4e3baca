"""组织领导 — the chart of a day, one group with its history, the register of offices: for everybody."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_not_required
from django.db.models import F, Q
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from yimen.kernel.web.pages import render, table_response
from yimen.kernel.web.request import Request
from yimen.kernel.web.shapes import Crumb
from yimen.kernel.web.tables import Column, Filter, Table
from yimen.kernel.web.words import named
from yimen.modules.leadership import queries, rules
from yimen.modules.leadership.models import OfficeAssignment
from yimen.modules.leadership.permissions import Permission
from yimen.modules.leadership.states import GroupLevel, Office

from .found import group_crumbs


def asked_day(request: Request) -> date:
    """The day that the address asks for, else today; what is no day is not obeyed."""
    try:
        found = parse_date(request.GET.get("on", ""))
    except ValueError:
        found = None
    return found or timezone.localdate()


@login_not_required
@require_safe
def chart(request: Request) -> HttpResponse:
    """组织领导图 — who leads open government where, on a day: three levels, by name and office."""
    day, text = asked_day(request), request.GET.get("q", "").replace("\x00", "").strip()[:60]
    level = request.GET.get("level", "")
    level = level if level in GroupLevel.values else ""
    context = {
        "day": day,
        "is_today": day == timezone.localdate(),
        "text": text,
        "level": level,
        "levels": GroupLevel.choices,
        "floors": queries.chart(day, text=text, level=level),
        "keeps": queries.kept_orgs(request.actor).exists(),
        "crumbs": [Crumb(_("组织领导"))],
    }
    return render(request, "leadership/chart.html", context)


@login_not_required
@require_safe
def group(request: Request, group_id: UUID) -> HttpResponse:
    """领导小组 — its offices on a day, and everybody who ever held one, with the days on which nobody did."""
    found = get_object_or_404(queries.groups(), pk=group_id)
    day = asked_day(request)
    rows = list(queries.history(found))
    context = {
        "group": found,
        "day": day,
        "seats": queries.seats(found, day) if found.stands_on(day) else [],
        "history": rows,
        "gaps": _gaps(found, rows, timezone.localdate()),
        "may_appoint": request.actor.may(Permission.OFFICE_APPOINT, found),
        "crumbs": [Crumb(_("组织领导"), reverse("leadership:chart")), Crumb(named(found.org))],
    }
    return render(request, "leadership/group.html", context)


def _gaps(found: Any, rows: list[OfficeAssignment], today: date) -> list[tuple[str, rules.Gap]]:
    """The days on which an office that must be held was not, office by office."""
    return [
        (str(office.label), gap)
        for office in rules.REQUIRED
        for gap in rules.gaps(
            found.established_on,
            found.ended_on,
            [(one.since, one.until) for one in rows if one.office == office],
            today,
        )
    ]


def _on(rows: Any, value: Any) -> Any:
    """Who was in office on a day of the asked span; one day asks for that day."""
    first, last = value
    rows = rows.filter(since__lte=last) if last else rows
    return rows.filter(Q(until=None) | Q(until__gte=first)) if first else rows


def _org(row: OfficeAssignment) -> str:
    return named(row.group.org)


def _group_page(row: OfficeAssignment) -> str:
    return reverse("leadership:group", args=[row.group_id])


REGISTER = Table(
    name="assignments",
    caption=gettext_lazy("任职登记"),
    default_sort="org",
    columns=[
        Column("org", gettext_lazy("机关"), sort=("group__org__path", "office"), value=_org, link=_group_page),
        Column("level", gettext_lazy("层级"), value=lambda row: row.group.get_level_display()),
        Column("office", gettext_lazy("职务"), sort="office", value=lambda row: row.get_office_display()),
        Column("name", gettext_lazy("姓名"), sort="name", value=named),
        Column("position", gettext_lazy("行政职务"), value=lambda row: row.shown_position),
        Column("since", gettext_lazy("任职日期"), sort="since"),
        Column("until", gettext_lazy("离任日期"), sort="until_or_never", value=lambda row: row.until),
        Column("order_document", gettext_lazy("任职文件")),
    ],
    filters=[
        Filter("q", gettext_lazy("机关或姓名"), lookups=["group__org__name__icontains", "name__icontains"]),
        Filter("level", gettext_lazy("层级"), kind="choice", lookup="group__level", choices=GroupLevel),
        Filter("office", gettext_lazy("职务"), kind="choice", choices=Office),
        Filter("held", gettext_lazy("在任时间"), kind="dates", lookup="since", apply=_on),
    ],
    empty=gettext_lazy("没有符合条件的任职。"),
)  # fmt: skip


@login_not_required
@require_safe
def assignments(request: Request) -> HttpResponseBase:
    """任职登记 — everybody who held an office, to be searched, sorted and taken along."""
    rows = queries.assignments().annotate(until_or_never=F("until"))
    page = REGISTER.read(request.GET, rows)
    return table_response(
        request, "leadership/assignments.html", page, {"crumbs": group_crumbs(None, _("任职登记"))}
    )
