"""联网指标: cases whose steps are taken in nodes' own systems, by node; never counted again with those handled here."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any
from urllib.parse import urlencode

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from yimen.kernel.base.refusals import Text
from yimen.kernel.metrics.figures import Dimension, Figure, Measure, register
from yimen.kernel.metrics.periods import Period
from yimen.kernel.metrics.scope import Scope
from yimen.kernel.web.words import named

from .models import MirroredCase, Node


def cases_url(**asked: Any) -> str:
    """The list of mirrored cases that answers."""
    told = {key: value for key, value in asked.items() if value not in (None, "")}
    return f"{reverse('network:cases')}?{urlencode(told)}"


def _scoped(scope: Scope) -> QuerySet[MirroredCase]:
    return MirroredCase.objects.filter(scope.narrow("org_path", ""))


def _accepted(period: Period, scope: Scope) -> QuerySet[MirroredCase]:
    return _scoped(scope).filter(accepted_on__gte=period.first, accepted_on__lte=period.last)


def _concluded(period: Period, scope: Scope) -> QuerySet[MirroredCase]:
    return _scoped(scope).filter(concluded_on__gte=period.first, concluded_on__lte=period.last)


def _names(keys: Collection[Any]) -> Mapping[Any, Text]:
    return {one.pk: named(one) for one in Node.objects.filter(pk__in=keys)}


def _item_names(keys: Collection[Any]) -> Mapping[Any, Text]:
    rows = MirroredCase.objects.filter(item_code__in=keys).order_by("item_code").distinct("item_code")
    return dict(rows.values_list("item_code", "item_name"))


DIMENSIONS = (
    Dimension("node", _("节点"), "node_id", _names),
    Dimension("mirrored-item", _("节点事项"), "item_code", _item_names, read=str),
)
KEYS = {"node": "node", "mirrored-item": "item"}


def _cases(lookup: str, **asked: str) -> Any:
    def found(period: Period, dimension: str, key: Any) -> str:
        first, last = period.of(dimension, key)
        part = {KEYS[dimension]: key} if dimension in KEYS else {}
        return cases_url(**{f"{lookup}_from": first, f"{lookup}_to": last}, **asked, **part)

    return found


ACCEPTED = Figure(
    code="network.accepted",
    title=_("节点受理"),
    definition=_("期间内在节点自有业务系统中受理的申请，按节点告知的受理日期计；不与本系统内的受理数重复。"),
    rows=_accepted,
    day="accepted_on",
    dimensions=DIMENSIONS,
    scope_by=("org_path", ""),
    cases=_cases("accepted"),
)
CONCLUDED = Figure(
    code="network.concluded",
    title=_("节点办结"),
    definition=_(
        "期间内在节点自有业务系统中用印办结的申请，按节点告知的办结日期计；不与本系统内的办结数重复。"
    ),
    rows=_concluded,
    day="concluded_on",
    dimensions=DIMENSIONS,
    scope_by=("org_path", ""),
    cases=_cases("concluded"),
)
ON_TIME = Figure(
    code="network.on-time",
    title=_("节点按期办结"),
    definition=_("期间内节点办结的申请中，节点告知按期办结的。"),
    rows=_concluded,
    only=Q(is_on_time=True),
    day="concluded_on",
    dimensions=DIMENSIONS,
    scope_by=("org_path", ""),
    cases=_cases("concluded", on_time="1"),
)

MEASURES: list[Measure] = [ACCEPTED, CONCLUDED, ON_TIME]
register(MEASURES)
