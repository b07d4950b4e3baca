"""Figures of requests: received, answered, in time, in hand, overdue; each opens the list of the requests behind it."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any
from urllib.parse import urlencode

from django.db.models import F, Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy

from yimen.kernel.base.refusals import Text
from yimen.kernel.metrics.bodies import by_department
from yimen.kernel.metrics.figures import Dimension, Figure, Measure, Rate, register
from yimen.kernel.metrics.periods import Period
from yimen.kernel.metrics.scope import Scope

from . import queries
from .models import InformationRequest
from .states import ApplicantKind


def _of(scope: Scope) -> QuerySet[InformationRequest]:
    return InformationRequest.objects.filter(scope.narrow(centre_path=""))


def _received(period: Period, scope: Scope) -> QuerySet[InformationRequest]:
    return _of(scope).filter(received_on__gte=period.first, received_on__lte=period.last)


def _served(period: Period, scope: Scope) -> QuerySet[InformationRequest]:
    return _of(scope).filter(served_on__gte=period.first, served_on__lte=period.last)


def _open(period: Period, scope: Scope) -> QuerySet[InformationRequest]:
    """Received and not answered: now, or at the end of a period that has passed."""
    rows = _of(scope).filter(received_on__lte=period.last)
    return rows.filter(Q(decided_on__isnull=True) | Q(decided_on__gt=period.last))


def _overdue(period: Period, scope: Scope) -> QuerySet[InformationRequest]:
    late = queries.overdue(_of(scope), period.today)
    return InformationRequest.objects.filter(pk__in=late.values("pk"))


def _kind_names(keys: Collection[Any]) -> Mapping[Any, Text]:
    return {one: ApplicantKind(one).label for one in keys}


DIMENSIONS = (
    by_department(),
    Dimension("applicant", gettext_lazy("申请人类型"), "applicant_kind", _kind_names, read=str),
)
KEYS = {"department": "org", "applicant": "kind"}


def cases_url(**asked: Any) -> str:
    """The address of the list of requests that answers."""
    told = {key: value for key, value in asked.items() if value not in (None, "")}
    return f"{reverse('requests:handled')}?{urlencode(told)}"


def _listed(period: Period, dimension: str, key: Any) -> str:
    part = {KEYS[dimension]: key} if dimension in KEYS else {}
    first, last = period.of(dimension, key)
    return cases_url(received_from=first, received_to=last, **part)


def _late_listed(_period: Period, dimension: str, key: Any) -> str:
    return cases_url(overdue=1, **({KEYS[dimension]: key} if dimension in KEYS else {}))


RECEIVED = Figure(
    code="requests.received",
    title=gettext_lazy("新收公开申请"),
    definition=gettext_lazy("期间内收到的政府信息公开申请，按依法确定的收到日期计；未登记的不计入。"),
    source=gettext_lazy("政府信息公开条例第三十一条"),
    rows=_received,
    day="received_on",
    dimensions=DIMENSIONS,
    scope_by=("org_path", ""),
    cases=_listed,
)
SERVED = Figure(
    code="requests.served",
    title=gettext_lazy("答复公开申请"),
    definition=gettext_lazy("期间内送达的答复，按送达日期计；撤回的不计入。"),
    rows=_served,
    day="served_on",
    dimensions=DIMENSIONS,
    scope_by=("org_path", ""),
)
ON_TIME = Figure(
    code="requests.on-time",
    title=gettext_lazy("按期答复"),
    definition=gettext_lazy(
        "期间内送达的答复中，送达日期不晚于答复期限的；补正、征求意见、延长、缴费依法计入。"
    ),
    source=gettext_lazy("政府信息公开条例第三十三条"),
    rows=_served,
    only=Q(served_on__lte=F("due_when_served")),
    day="served_on",
    dimensions=DIMENSIONS,
    scope_by=("org_path", ""),
)
OPEN = Figure(
    code="requests.open",
    title=gettext_lazy("在办公开申请"),
    definition=gettext_lazy("期末已经收到、尚未作出答复的申请；期间未完的，为此刻的数目。"),
    rows=_open,
    dimensions=DIMENSIONS,
    scope_by=("org_path", ""),
)
OVERDUE = Figure(
    code="requests.overdue",
    title=gettext_lazy("超期公开申请"),
    definition=gettext_lazy("此刻答复期限已过、尚未送达的申请；待补正和计时中止的不计入。"),
    rows=_overdue,
    is_of_now=True,
    dimensions=DIMENSIONS,
    scope_by=("org_path", ""),
    cases=_late_listed,
)
ON_TIME_RATE = Rate(
    code="requests.on-time-rate",
    title=gettext_lazy("公开申请按期答复率"),
    definition=gettext_lazy("按期答复数除以答复数；保留两位小数，不足全部的不进为100%。"),
    numerator=ON_TIME,
    denominator=SERVED,
)

MEASURES: list[Measure] = [RECEIVED, SERVED, ON_TIME, OPEN, OVERDUE, ON_TIME_RATE]
register(MEASURES)
