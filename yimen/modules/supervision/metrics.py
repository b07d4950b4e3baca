"""预警指标: what the rules found, by rule, level and body; what still waits, and what waits too long."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any
from urllib.parse import urlencode

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from yimen.kernel.base.refusals import Text
from yimen.kernel.metrics.bodies import by_department
from yimen.kernel.metrics.figures import Cases, Dimension, Figure, Measure, register
from yimen.kernel.metrics.periods import Period
from yimen.kernel.metrics.scope import Scope

from . import lists, queries, rules
from .models import Alert
from .states import AlertState, Level


def _in_scope(scope: Scope) -> QuerySet[Alert]:
    return Alert.objects.filter(scope.narrow("org_path", ""))


def _happened(period: Period, scope: Scope) -> QuerySet[Alert]:
    return _in_scope(scope).filter(happened_on__gte=period.first, happened_on__lte=period.last)


def _unsettled(period: Period, scope: Scope) -> QuerySet[Alert]:
    return _in_scope(scope).filter(queries.UNSETTLED)


def _late(period: Period) -> Q:
    return queries.unexplained(period.today)


def _titles(keys: Collection[Any]) -> Mapping[Any, Text]:
    known = rules.rules()
    return {one: f"{one} {known[one].title}" for one in keys if one in known}


def _levels(keys: Collection[Any]) -> Mapping[Any, Text]:
    return {one: Level(one).label for one in keys}


FILTERS = {"rule": "rule", "alert-level": "level", "department": "org"}
"""How the list of alerts asks for a value of a dimension."""


def _cases(*, is_dated: bool, **asked: str) -> Cases:
    def found(period: Period, dimension: str, key: Any) -> str:
        first, last = period.of(dimension, key)
        days = {"happened_from": first, "happened_to": last} if is_dated else {}
        part = {FILTERS[dimension]: key} if dimension in FILTERS else {}
        return f"{reverse('supervision:alerts')}?{urlencode({**days, **asked, **part})}"

    return found


SHARED: dict[str, Any] = {
    "dimensions": (
        by_department(),
        Dimension("rule", _("规则"), "rule", _titles, read=str),
        Dimension("alert-level", _("预警等级"), "level", _levels, read=str),
    ),
    "unit": pgettext_lazy("预警", "条"),
    "scope_by": ("org_path", ""),
    "is_kept": False,
}

RAISED = Figure(
    code="supervision.alerts",
    title=lists.ALERTS,
    definition=_("监督规则发现的情况，按发生日期计；同一情形只计一次，包括后来撤销的。"),
    rows=_happened,
    day="happened_on",
    cases=_cases(is_dated=True),
    **SHARED,
)
CONFIRMED = Figure(
    code="supervision.alerts-confirmed",
    title=_("认定的预警"),
    definition=_("期间内发生的预警中，监督员认定属实的；只有这些影响考核。"),
    rows=_happened,
    only=Q(state=AlertState.CONFIRMED),
    day="happened_on",
    is_detail=True,
    cases=_cases(is_dated=True, state=AlertState.CONFIRMED),
    **SHARED,
)
UNSETTLED = Figure(
    code="supervision.alerts-open",
    title=_("待处理预警"),
    definition=_("此刻还没有结论的预警：待签收、已签收、已说明、有异议。"),
    rows=_unsettled,
    is_of_now=True,
    is_detail=True,
    cases=_cases(is_dated=False, unsettled="1"),
    **SHARED,
)
LATE = Figure(
    code="supervision.alerts-late",
    title=_("逾期未说明的预警"),
    definition=_("此刻超过本市规定的工作日，单位还没有说明的预警。"),
    rows=_unsettled,
    only=_late,
    is_of_now=True,
    is_detail=True,
    cases=_cases(is_dated=False, late="1"),
    **SHARED,
)

MEASURES: list[Measure] = [RAISED, CONFIRMED, UNSETTLED, LATE]
register(MEASURES)
