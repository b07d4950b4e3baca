"""办件清单: what the list of cases can be asked, and the addresses of the cases behind each figure.

The list of cases (``approvals:handled``) understands what ``cases_url`` writes by carrying ``CASE_FILTERS``.
"""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy

from yimen.kernel.base.refusals import Text
from yimen.kernel.cases.models import Channel, Clock, ClockKind
from yimen.kernel.orgs.models import Level, Org, OrgKind, Region, Window
from yimen.kernel.web.tables import Filter
from yimen.kernel.web.words import briefly, named
from yimen.modules.approvals.models import Application, Item
from yimen.modules.approvals.states import Mode, Outcome, Pattern, State

UNFINISHED = (State.ACCEPTED, State.IN_REVIEW, State.IN_APPROVAL, State.REPORTED, State.DECIDED)
INSTANT = Q(version__mode=Mode.INSTANT) | Q(pattern=Pattern.ON_THE_SPOT)
EARLY = Q(
    Exists(
        Clock.objects.filter(
            case=OuterRef("case_id"), kind=ClockKind.PROMISED, stop_on__isnull=False, due_on__gt=F("stop_on")
        )
    )
)
YES_NO = (("1", gettext_lazy("是")), ("0", gettext_lazy("否")))
CENTRES = (OrgKind.CENTRE, OrgKind.SUBCENTRE, OrgKind.DISTRICT_CENTRE, OrgKind.TOWNSHIP_CENTRE)


def _bodies(rows: QuerySet[Application]) -> list[tuple[Any, Text]]:
    found = Org.objects.filter(Exists(rows.order_by().filter(org=OuterRef("pk")))).order_by("pinyin", "path")
    return [(one.pk, briefly(one)) for one in found]


def _items() -> list[tuple[Any, Text]]:
    return [(one.pk, named(one)) for one in Item.objects.order_by("pinyin", "code")]


def _windows() -> list[tuple[Any, Text]]:
    rows = Window.objects.select_related("centre").order_by("centre__path", "number")
    return [(one.pk, f"{named(one.centre)} {one}") for one in rows]


def _centres() -> list[tuple[Any, Text]]:
    return [(one.pk, briefly(one)) for one in Org.objects.filter(kind__in=CENTRES).order_by("path")]


def _districts() -> list[tuple[Any, Text]]:
    rows = Region.objects.exclude(level__in=(Level.COUNTRY, Level.PROVINCE)).order_by("area_code")
    return [(one.pk, named(one)) for one in rows]


def _instant(rows: QuerySet[Application], _value: Any) -> QuerySet[Application]:
    return rows.filter(INSTANT)


def _timed(rows: QuerySet[Application], _value: Any) -> QuerySet[Application]:
    return rows.exclude(INSTANT)


def _early(rows: QuerySet[Application], _value: Any) -> QuerySet[Application]:
    return rows.filter(EARLY)


def _unfinished(rows: QuerySet[Application], _value: Any) -> QuerySet[Application]:
    return rows.filter(state__in=UNFINISHED)


CASE_FILTERS = [
    Filter("org", gettext_lazy("部门"), kind="choice", lookup="org_id", among=_bodies),
    Filter("item", gettext_lazy("事项"), kind="choice", lookup="item_id", choices=_items),
    Filter("window", gettext_lazy("窗口"), kind="choice", lookup="window_id", choices=_windows),
    Filter("accepted", gettext_lazy("受理日期"), kind="dates", lookup="accepted_on"),
    Filter("concluded", gettext_lazy("办结日期"), kind="dates", lookup="concluded_at"),
    Filter("due", gettext_lazy("应办结日期"), kind="dates", lookup="case__due_on"),
    Filter("on_time", gettext_lazy("按期办结"), kind="choice", lookup="is_on_time", choices=YES_NO),
    Filter("held", gettext_lazy("计时中止"), kind="choice", lookup="case__is_held", choices=YES_NO),
    Filter("instant", gettext_lazy("即办件"), kind="flag", apply=_instant),
    Filter("open", gettext_lazy("在办"), kind="flag", apply=_unfinished),
    Filter(
        "outcome", gettext_lazy("办理结果"), kind="choice", choices=[one for one in Outcome.choices if one[0]]
    ),
    Filter("channel", gettext_lazy("办理形式"), kind="choice", choices=Channel),
    Filter("centre", gettext_lazy("办理中心"), kind="choice", lookup="centre_id", choices=_centres),
    Filter("district", gettext_lazy("区县"), kind="choice", lookup="centre__region_id", choices=_districts),
    Filter("timed", gettext_lazy("限时件"), kind="flag", apply=_timed),
    Filter("early", gettext_lazy("提前办结"), kind="flag", apply=_early),
]
"""Filters of the list of cases; every address that ``cases_url`` makes is understood by them."""


def cases_url(**asked: Any) -> str:
    """The address of the list of cases that answers: ``org``, ``item``, ``window`` (ids), ``accepted_from``,
    ``accepted_to``, ``concluded_from``, ``concluded_to``, ``due_from``, ``due_to`` (days), ``on_time``, ``held``,
    ``instant``, ``timed``, ``early``, ``open`` (``1`` or ``0``), ``outcome``, ``channel``, ``centre`` (id), ``district``.
    """
    told = {key: value for key, value in asked.items() if value not in (None, "")}
    return f"{reverse('approvals:handled')}?{urlencode(told)}"
