"""办件指标: what was accepted and concluded, what is in hand, near its date and overdue."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from django.db.models import Q, QuerySet
from django.db.models.functions import TruncDate
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from yimen.kernel import calendar
from yimen.kernel.base.refusals import Text
from yimen.kernel.cases.models import Channel
from yimen.kernel.metrics.bodies import by_department, org_names
from yimen.kernel.metrics.figures import Dimension, Figure, Measure, PerWorkingDay, Rate
from yimen.kernel.metrics.periods import DAY, Period
from yimen.kernel.metrics.scope import Scope
from yimen.kernel.orgs.models import Region, Window
from yimen.kernel.web.words import named
from yimen.modules.approvals.models import Application, Item
from yimen.modules.approvals.states import Outcome, State

from .listing import INSTANT, UNFINISHED, cases_url

TIMED = (State.ACCEPTED, State.IN_REVIEW, State.IN_APPROVAL, State.REPORTED)
NEAR_DAYS = 2


# --- 口径: whose rows count, and when


def accepted(period: Period, scope: Scope) -> QuerySet[Application]:
    return Application.objects.filter(
        scope.narrow(), accepted_on__gte=period.first, accepted_on__lte=period.last
    )


def concluded(period: Period, scope: Scope) -> QuerySet[Application]:
    return Application.objects.filter(
        scope.narrow(), concluded_at__gte=period.begins_at, concluded_at__lt=period.ends_at
    )


def _open(period: Period, scope: Scope) -> QuerySet[Application]:
    """Accepted and neither concluded nor ended by the end of the period, or of the day as of which it is seen.

    Three short looks into indexes instead of one long look at all rows: what is unfinished, what was concluded later, what
    ended later.
    """
    known = period.known_until
    return Application.objects.filter(
        Q(state__in=UNFINISHED)
        | Q(concluded_at__gte=known)
        | Q(concluded_at__isnull=True, accepted_on__isnull=False, ended_at__gte=known),
        scope.narrow(),
        accepted_on__lte=period.counted_to,
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


def _item_names(keys: Collection[Any]) -> Mapping[Any, Text]:
    return {one.pk: named(one) for one in Item.objects.filter(pk__in=keys)}


def _window_names(keys: Collection[Any]) -> Mapping[Any, Text]:
    rows = Window.objects.filter(pk__in=[key for key in keys if key]).select_related("centre")
    return {None: _("网上或者未经窗口"), **{one.pk: f"{named(one.centre)} {one}" for one in rows}}


def _centre_names(keys: Collection[Any]) -> Mapping[Any, Text]:
    return {None: _("不经中心"), **org_names([key for key in keys if key])}


def _district_names(keys: Collection[Any]) -> Mapping[Any, Text]:
    rows = Region.objects.filter(pk__in=[key for key in keys if key])
    return {None: _("不经中心"), **{one.pk: named(one) for one in rows}}


def _channel_names(keys: Collection[Any]) -> Mapping[Any, Text]:
    return {one: Channel(one).label for one in keys}


def _outcome_names(keys: Collection[Any]) -> Mapping[Any, Text]:
    return {one: Outcome(one).label for one in keys}


DEPARTMENT = by_department()
DIMENSIONS = (
    DEPARTMENT,
    Dimension("centre", gettext_lazy("办理中心"), "centre_id", _centre_names),
    Dimension("item", gettext_lazy("事项"), "item_id", _item_names),
    Dimension("window", gettext_lazy("窗口"), "window_id", _window_names),
    Dimension("channel", gettext_lazy("办理形式"), "channel", _channel_names, read=str),
)
CONCLUDED_BY = (
    *DIMENSIONS,
    Dimension("outcome", gettext_lazy("办理结果"), "outcome", _outcome_names, read=str),
)
IN_HAND_BY = (
    *DIMENSIONS,
    Dimension("district", gettext_lazy("区县"), "centre__region_id", _district_names, read=str),
)
"""The place of a body may change, so what is split by it is counted from the rows alone."""
KEYS = {
    "department": "org",
    "centre": "centre",
    "item": "item",
    "window": "window",
    "channel": "channel",
    "outcome": "outcome",
    "district": "district",
}


# --- 清单: the cases behind a number


def _split(dimension: str, key: Any) -> dict[str, Any] | None:
    """The dimension's part of the address; None where the list cannot be asked so (no window)."""
    if dimension in KEYS:
        return {KEYS[dimension]: key} if key not in (None, "") else None
    return {}


def _accepted_cases(period: Period, dimension: str, key: Any) -> str:
    part = _split(dimension, key)
    first, last = period.of(dimension, key)
    return "" if part is None else cases_url(accepted_from=first, accepted_to=last, **part)


def concluded_with(**asked: str) -> Any:
    def cases(period: Period, dimension: str, key: Any) -> str:
        part = _split(dimension, key)
        first, last = period.of(dimension, key)
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
    is_public=True,
    title=pgettext_lazy("指标", "受理"),
    definition=gettext_lazy(
        "期间内受理的申请，按受理日期计；含当场办理和备案，含逾期未告知而视为受理的。不予受理的不计入。"
    ),
    source=gettext_lazy("行政许可法第三十二条"),
    rows=accepted,
    day="accepted_on",
    dimensions=DIMENSIONS,
    cases=_accepted_cases,
)
CONCLUDED = Figure(
    code="approvals.concluded",
    is_public=True,
    title=gettext_lazy("办结"),
    definition=gettext_lazy("期间内用印办结的申请，按用印之日计；含准予、不予许可和备案，不含撤回和终止。"),
    rows=concluded,
    day=TruncDate("concluded_at"),
    dimensions=CONCLUDED_BY,
    cases=concluded_with(),
)
ON_TIME = Figure(
    code="approvals.on-time",
    is_public=True,
    title=gettext_lazy("按期办结"),
    definition=gettext_lazy("期间内办结的申请中，决定作出之日不晚于承诺期限和法定期限的。"),
    source=gettext_lazy("行政许可法第四十二条、第四十五条"),
    rows=concluded,
    only=Q(is_on_time=True),
    day=TruncDate("concluded_at"),
    dimensions=CONCLUDED_BY,
    cases=concluded_with(on_time="1"),
)
INSTANTLY = Figure(
    code="approvals.instant",
    is_public=True,
    title=gettext_lazy("即办"),
    definition=gettext_lazy("期间内办结的申请中，即办件或者当场作出决定的。"),
    source=gettext_lazy("行政许可法第三十四条第二款"),
    rows=concluded,
    only=INSTANT,
    day=TruncDate("concluded_at"),
    dimensions=CONCLUDED_BY,
    cases=concluded_with(instant="1"),
)
OPEN = Figure(
    code="approvals.open",
    title=gettext_lazy("在办"),
    definition=gettext_lazy("期末已经受理、尚未办结的申请；期间未完的，为此刻的数目。"),
    rows=_open,
    dimensions=IN_HAND_BY,
    cases=_open_cases,
)
NEAR_DUE = Figure(
    code="approvals.near-due",
    title=gettext_lazy("临期"),
    definition=gettext_lazy("此刻在办、两个工作日内到期的申请；计时中止的不计入。"),
    rows=_timed,
    only=_near,
    is_of_now=True,
    dimensions=IN_HAND_BY,
    cases=_near_cases,
)
OVERDUE = Figure(
    code="approvals.overdue",
    title=gettext_lazy("超期"),
    definition=gettext_lazy("此刻在办、承诺期限或者法定期限已过、尚未作出决定的申请；计时中止的不计入。"),
    rows=_timed,
    only=_overdue,
    is_of_now=True,
    dimensions=IN_HAND_BY,
    cases=_overdue_cases,
)
ACCEPTED_A_DAY = PerWorkingDay(
    code="approvals.accepted-a-day",
    is_public=True,
    title=gettext_lazy("日均受理"),
    definition=gettext_lazy("受理数除以期间内已经开始的工作日数，保留一位小数。"),
    figure=ACCEPTED,
)
CONCLUDED_A_DAY = PerWorkingDay(
    code="approvals.concluded-a-day",
    is_public=True,
    title=gettext_lazy("日均办结"),
    definition=gettext_lazy("办结数除以期间内已经开始的工作日数，保留一位小数。"),
    figure=CONCLUDED,
)
COMPLETION_RATE = Rate(
    code="approvals.completion-rate",
    is_public=True,
    title=gettext_lazy("办结率"),
    definition=gettext_lazy(
        "期间内办结数除以期间内受理数；保留两位小数，不足全部的不进为100%。办结上期受理的，可以超过百分之百。"
    ),
    numerator=CONCLUDED,
    denominator=ACCEPTED,
)
ON_TIME_RATE = Rate(
    code="approvals.on-time-rate",
    is_public=True,
    title=gettext_lazy("按期办结率"),
    definition=gettext_lazy("按期办结数除以办结数；保留两位小数，不足全部的不进为100%。"),
    numerator=ON_TIME,
    denominator=CONCLUDED,
)
INSTANT_RATE = Rate(
    code="approvals.instant-rate",
    is_public=True,
    title=gettext_lazy("即办率"),
    definition=gettext_lazy("即办数除以办结数；保留两位小数，不足全部的不进为100%。"),
    numerator=INSTANTLY,
    denominator=CONCLUDED,
)

INSTANT_OF_ACCEPTED_RATE = Rate(
    is_detail=True,
    code="approvals.instant-of-accepted-rate",
    title=gettext_lazy("即办占受理"),
    definition=gettext_lazy(
        "期间内即办的数目除以同期受理数；保留两位小数，不足全部的不进为100%。与以办结数为分母的即办率不同。"
    ),
    numerator=INSTANTLY,
    denominator=ACCEPTED,
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
    INSTANT_OF_ACCEPTED_RATE,
]
