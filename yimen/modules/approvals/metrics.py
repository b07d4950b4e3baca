"""Figures of approvals (domain 3.20), and the addresses of the cases behind each of them.

The list of cases (``approvals:handled``) understands what ``cases_url`` writes by carrying ``CASE_FILTERS``.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any
from urllib.parse import urlencode

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.db.models.functions import TruncDate
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from yimen.kernel import calendar
from yimen.kernel.base.refusals import Text
from yimen.kernel.metrics.figures import Dimension, Figure, Measure, PerWorkingDay, Rate, register
from yimen.kernel.metrics.periods import DAY, Period
from yimen.kernel.metrics.scope import Scope
from yimen.kernel.orgs.models import Org, Window
from yimen.kernel.web.tables import Filter
from yimen.kernel.web.words import briefly, named

from .models import Application, Item
from .states import Mode, Outcome, Pattern, State

UNFINISHED = (State.ACCEPTED, State.IN_REVIEW, State.IN_APPROVAL, State.REPORTED, State.DECIDED)
TIMED = (State.ACCEPTED, State.IN_REVIEW, State.IN_APPROVAL, State.REPORTED)
NEAR_DAYS = 2
INSTANT = Q(version__mode=Mode.INSTANT) | Q(pattern=Pattern.ON_THE_SPOT)
YES_NO = (("1", gettext_lazy("是")), ("0", gettext_lazy("否")))


# --- 办件清单: what the list of cases can be asked


def _bodies(rows: QuerySet[Application]) -> list[tuple[Any, Text]]:
    found = Org.objects.filter(Exists(rows.order_by().filter(org=OuterRef("pk")))).order_by("pinyin", "path")
    return [(one.pk, briefly(one)) for one in found]


def _items() -> list[tuple[Any, Text]]:
    return [(one.pk, named(one)) for one in Item.objects.order_by("pinyin", "code")]


def _windows() -> list[tuple[Any, Text]]:
    rows = Window.objects.select_related("centre").order_by("centre__path", "number")
    return [(one.pk, f"{named(one.centre)} {one}") for one in rows]


def _instant(rows: QuerySet[Application], _value: Any) -> QuerySet[Application]:
    return rows.filter(INSTANT)


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
]
"""Filters of the list of cases; every address that ``cases_url`` makes is understood by them."""


def cases_url(**asked: Any) -> str:
    """The address of the list of cases that answers: ``org``, ``item``, ``window`` (ids), ``accepted_from``,
    ``accepted_to``, ``concluded_from``, ``concluded_to``, ``due_from``, ``due_to`` (days), ``on_time``, ``held``,
    ``instant``, ``open`` (``1`` or ``0``), ``outcome``.
    """
    told = {key: value for key, value in asked.items() if value not in (None, "")}
    return f"{reverse('approvals:handled')}?{urlencode(told)}"


# --- 口径: whose rows count, and when


def _accepted(period: Period, scope: Scope) -> QuerySet[Application]:
    return Application.objects.filter(
        scope.narrow(), accepted_on__gte=period.first, accepted_on__lte=period.last
    )


def _concluded(period: Period, scope: Scope) -> QuerySet[Application]:
    return Application.objects.filter(
        scope.narrow(), concluded_at__gte=period.begins_at, concluded_at__lt=period.ends_at
    )


def _open(period: Period, scope: Scope) -> QuerySet[Application]:
    """Accepted and neither concluded nor ended: now, or at the end of a period that has passed."""
    rows = Application.objects.filter(scope.narrow())
    if period.is_running:
        return rows.filter(state__in=UNFINISHED)
    after = period.ends_at
    return rows.filter(
        Q(concluded_at__isnull=True) | Q(concluded_at__gte=after),
        Q(ended_at__isnull=True) | Q(ended_at__gte=after),
        accepted_on__lte=period.last,
    )


def _timed(period: Period, scope: Scope) -> QuerySet[Application]:
    """What runs against a date today: in hand, its clock not held, due within days or overdue."""
    until = calendar.current().add(period.today, NEAR_DAYS).on
    return Application.objects.filter(
        scope.narrow(),
        state__in=TIMED,
        case__closed_at__isnull=True,
        case__is_held=False,
        case__due_on__lte=until,
    )


def _overdue(period: Period) -> Q:
    return Q(case__due_on__lt=period.today)


def _near(period: Period) -> Q:
    until = calendar.current().add(period.today, NEAR_DAYS).on
    return Q(case__due_on__gte=period.today, case__due_on__lte=until)


# --- 维度


def _org_names(keys: Collection[Any]) -> Mapping[Any, Text]:
    return {one.pk: named(one) for one in Org.objects.filter(pk__in=keys)}


def _item_names(keys: Collection[Any]) -> Mapping[Any, Text]:
    return {one.pk: named(one) for one in Item.objects.filter(pk__in=keys)}


def _window_names(keys: Collection[Any]) -> Mapping[Any, Text]:
    rows = Window.objects.filter(pk__in=[key for key in keys if key]).select_related("centre")
    return {None: _("网上或者未经窗口"), **{one.pk: f"{named(one.centre)} {one}" for one in rows}}


DIMENSIONS = (
    Dimension("department", gettext_lazy("部门"), "org_id", _org_names),
    Dimension("item", gettext_lazy("事项"), "item_id", _item_names),
    Dimension("window", gettext_lazy("窗口"), "window_id", _window_names),
)
KEYS = {"department": "org", "item": "item", "window": "window"}


# --- 清单: the cases behind a number


def _split(dimension: str, key: Any) -> dict[str, Any] | None:
    """The dimension's part of the address; None where the list cannot be asked so (no window)."""
    if dimension in KEYS:
        return {KEYS[dimension]: key} if key is not None else None
    return {}


def _accepted_cases(period: Period, dimension: str, key: Any) -> str:
    part = _split(dimension, key)
    first, last = (key, key) if dimension == "day" else (period.first, period.last)
    return "" if part is None else cases_url(accepted_from=first, accepted_to=last, **part)


def _concluded_with(**asked: str) -> Any:
    def cases(period: Period, dimension: str, key: Any) -> str:
        part = _split(dimension, key)
        first, last = (key, key) if dimension == "day" else (period.first, period.last)
        return "" if part is None else cases_url(concluded_from=first, concluded_to=last, **asked, **part)

    return cases


def _open_cases(period: Period, dimension: str, key: Any) -> str:
    part = _split(dimension, key)
    return cases_url(open=1, **part) if period.is_running and part is not None else ""


def _overdue_cases(period: Period, dimension: str, key: Any) -> str:
    part = _split(dimension, key)
    return "" if part is None else cases_url(open=1, held=0, due_to=period.today - DAY, **part)


def _near_cases(period: Period, dimension: str, key: Any) -> str:
    part = _split(dimension, key)
    until = calendar.current().add(period.today, NEAR_DAYS).on
    return "" if part is None else cases_url(open=1, held=0, due_from=period.today, due_to=until, **part)


# --- 指标

ACCEPTED = Figure(
    code="approvals.accepted",
    title=pgettext_lazy("指标", "受理"),
    definition=gettext_lazy(
        "期间内受理的申请，按受理日期计；含当场办理和备案，含逾期未告知而视为受理的。不予受理的不计入。"
    ),
    source=gettext_lazy("行政许可法第三十二条"),
    rows=_accepted,
    day="accepted_on",
    dimensions=DIMENSIONS,
    cases=_accepted_cases,
)
CONCLUDED = Figure(
    code="approvals.concluded",
    title=gettext_lazy("办结"),
    definition=gettext_lazy("期间内用印办结的申请，按用印之日计；含准予、不予许可和备案，不含撤回和终止。"),
    rows=_concluded,
    day=TruncDate("concluded_at"),
    dimensions=DIMENSIONS,
    cases=_concluded_with(),
)
ON_TIME = Figure(
    code="approvals.on-time",
    title=gettext_lazy("按期办结"),
    definition=gettext_lazy("期间内办结的申请中，决定作出之日不晚于承诺期限和法定期限的。"),
    source=gettext_lazy("行政许可法第四十二条、第四十五条"),
    rows=_concluded,
    only=Q(is_on_time=True),
    day=TruncDate("concluded_at"),
    dimensions=DIMENSIONS,
    cases=_concluded_with(on_time="1"),
)
INSTANTLY = Figure(
    code="approvals.instant",
    title=gettext_lazy("即办"),
    definition=gettext_lazy("期间内办结的申请中，即办件或者当场作出决定的。"),
    source=gettext_lazy("行政许可法第三十四条第二款"),
    rows=_concluded,
    only=INSTANT,
    day=TruncDate("concluded_at"),
    dimensions=DIMENSIONS,
    cases=_concluded_with(instant="1"),
)
OPEN = Figure(
    code="approvals.open",
    title=gettext_lazy("在办"),
    definition=gettext_lazy("期末已经受理、尚未办结的申请；期间未完的，为此刻的数目。"),
    rows=_open,
    dimensions=DIMENSIONS,
    cases=_open_cases,
)
NEAR_DUE = Figure(
    code="approvals.near-due",
    title=gettext_lazy("临期"),
    definition=gettext_lazy("此刻在办、两个工作日内到期的申请；计时中止的不计入。"),
    rows=_timed,
    only=_near,
    is_of_now=True,
    dimensions=DIMENSIONS,
    cases=_near_cases,
)
OVERDUE = Figure(
    code="approvals.overdue",
    title=gettext_lazy("超期"),
    definition=gettext_lazy("此刻在办、承诺期限或者法定期限已过、尚未作出决定的申请；计时中止的不计入。"),
    rows=_timed,
    only=_overdue,
    is_of_now=True,
    dimensions=DIMENSIONS,
    cases=_overdue_cases,
)
ACCEPTED_A_DAY = PerWorkingDay(
    code="approvals.accepted-a-day",
    title=gettext_lazy("日均受理"),
    definition=gettext_lazy("受理数除以期间内已经开始的工作日数，保留一位小数。"),
    figure=ACCEPTED,
)
CONCLUDED_A_DAY = PerWorkingDay(
    code="approvals.concluded-a-day",
    title=gettext_lazy("日均办结"),
    definition=gettext_lazy("办结数除以期间内已经开始的工作日数，保留一位小数。"),
    figure=CONCLUDED,
)
COMPLETION_RATE = Rate(
    code="approvals.completion-rate",
    title=gettext_lazy("办结率"),
    definition=gettext_lazy(
        "期间内办结数除以期间内受理数；保留两位小数，只舍不入。办结上期受理的，可以超过百分之百。"
    ),
    numerator=CONCLUDED,
    denominator=ACCEPTED,
)
ON_TIME_RATE = Rate(
    code="approvals.on-time-rate",
    title=gettext_lazy("按期办结率"),
    definition=gettext_lazy("按期办结数除以办结数；保留两位小数，只舍不入。"),
    numerator=ON_TIME,
    denominator=CONCLUDED,
)
INSTANT_RATE = Rate(
    code="approvals.instant-rate",
    title=gettext_lazy("即办率"),
    definition=gettext_lazy("即办数除以办结数；保留两位小数，只舍不入。"),
    numerator=INSTANTLY,
    denominator=CONCLUDED,
)

MEASURES: list[Measure] = [
    ACCEPTED,
    CONCLUDED,
    ACCEPTED_A_DAY,
    CONCLUDED_A_DAY,
    COMPLETION_RATE,
    ON_TIME_RATE,
    INSTANT_RATE,
    OPEN,
    NEAR_DUE,
    OVERDUE,
    ON_TIME,
    INSTANTLY,
]
register(MEASURES)
