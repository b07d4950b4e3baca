"""组织领导指标: groups that stand, those whose offices are held, and the offices that stand empty."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.db.models.functions import TruncDate
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from yimen.kernel.base.refusals import Text
from yimen.kernel.metrics.figures import Dimension, Figure, Measure, Rate, register
from yimen.kernel.metrics.periods import Period
from yimen.kernel.metrics.scope import Scope

from . import queries, rules
from .models import LeadershipGroup, TrainingSession, Vacancy
from .states import GroupLevel, TrainingState

GROUPS, OFFICES = _("个小组"), _("个职务")


def _standing(period: Period, scope: Scope) -> QuerySet[LeadershipGroup]:
    return queries.groups_on(period.counted_to).filter(scope.narrow("org__path", ""))


def _complete(period: Period) -> Q:
    """Every office that must be held is held on the day."""
    held = queries.in_office(period.counted_to).filter(group=OuterRef("pk"))
    found = Q()
    for office in rules.REQUIRED:
        found &= Q(Exists(held.filter(office=office)))
    return found


def _vacant(period: Period, scope: Scope) -> QuerySet[Vacancy]:
    on = period.counted_to
    rows = Vacancy.objects.filter(scope.narrow("group__org__path", ""), vacant_since__lte=on)
    return rows.filter(Q(ended_on__isnull=True) | Q(ended_on__gt=on))


def _trainings(period: Period, scope: Scope) -> QuerySet[TrainingSession]:
    return TrainingSession.objects.filter(
        scope.narrow("org__path", ""), starts_at__gte=period.begins_at, starts_at__lt=period.ends_at
    )


def _levels(keys: Collection[Any]) -> Mapping[Any, Text]:
    return {one: GroupLevel(one).label for one in keys}


def _vacancies_page(period: Period, _dimension: str, _key: Any) -> str:
    return reverse("leadership:vacancies") if period.is_running and not _dimension else ""


STANDING = Figure(
    code="leadership.groups",
    title=_("领导小组"),
    definition=_("期末在册的政务公开领导小组。"),
    source=_("政府信息公开条例第三条"),
    unit=GROUPS,
    rows=_standing,
    dimensions=(Dimension("level", _("领导小组层级"), "level", _levels, read=str),),
    scope_by=("org__path", ""),
)
COMPLETE = Figure(
    code="leadership.complete",
    title=_("职务齐备的领导小组"),
    definition=_("期末在册的领导小组中，主要领导任组长、分管领导任副组长都已到位的。"),
    unit=GROUPS,
    rows=_standing,
    only=_complete,
    dimensions=STANDING.dimensions,
    scope_by=("org__path", ""),
)
VACANCIES = Figure(
    code="leadership.vacancies",
    title=_("空缺职务"),
    definition=_("期末空缺、应当有人担任的领导小组职务。"),
    unit=OFFICES,
    rows=_vacant,
    dimensions=(Dimension("level", _("领导小组层级"), "group__level", _levels, read=str),),
    scope_by=("group__org__path", ""),
    cases=_vacancies_page,
)
COMPLETE_RATE = Rate(
    code="leadership.complete-rate",
    title=_("领导小组齐备率"),
    definition=_("职务齐备的领导小组数除以在册数；保留两位小数，只舍不入。"),
    numerator=COMPLETE,
    denominator=STANDING,
)

TRAININGS = Figure(
    code="leadership.trainings",
    title=_("政务公开培训"),
    definition=_("期间内举办的政务公开培训，按开始之日计；已安排而没有举办的、已取消的不计入。"),
    unit=_("次"),
    rows=_trainings,
    only=Q(state__in=[TrainingState.HELD, TrainingState.EVALUATED]),
    day=TruncDate("starts_at"),
    scope_by=("org__path", ""),
    is_kept=False,
    is_detail=True,
)

MEASURES: list[Measure] = [STANDING, COMPLETE, COMPLETE_RATE, VACANCIES, TRAININGS]
register(MEASURES)
