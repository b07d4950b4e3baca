"""Figures of leadership: groups that stand, and trainings that were held."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from django.db.models import Q, QuerySet
from django.db.models.functions import TruncDate
from django.utils.translation import gettext_lazy as _

from yimen.kernel.base.refusals import Text
from yimen.kernel.metrics.figures import Dimension, Figure, Measure, register
from yimen.kernel.metrics.periods import Period
from yimen.kernel.metrics.scope import Scope

from .models import LeadershipGroup, TrainingSession
from .states import GroupLevel, TrainingState


def _groups(period: Period, scope: Scope) -> QuerySet[LeadershipGroup]:
    """Groups that stood on the last day."""
    return LeadershipGroup.objects.filter(
        scope.narrow("org__path", ""),
        Q(ended_on__isnull=True) | Q(ended_on__gt=period.last),
        established_on__lte=period.last,
    )


def _trainings(period: Period, scope: Scope) -> QuerySet[TrainingSession]:
    return TrainingSession.objects.filter(
        scope.narrow("org__path", ""), starts_at__gte=period.begins_at, starts_at__lt=period.ends_at
    )


def _levels(keys: Collection[Any]) -> Mapping[Any, Text]:
    return {one: GroupLevel(one).label for one in keys}


GROUPS = Figure(
    code="leadership.groups",
    title=_("政务公开领导小组"),
    definition=_("期末存在的政务公开领导小组，已撤销的不计入。"),
    unit=_("个"),
    rows=_groups,
    dimensions=(Dimension("level", _("领导小组层级"), "level", _levels),),
)
TRAININGS = Figure(
    code="leadership.trainings",
    title=_("政务公开培训"),
    definition=_("期间内举办的政务公开培训，按开始之日计；已安排而没有举办的、已取消的不计入。"),
    unit=_("次"),
    rows=_trainings,
    only=Q(state__in=[TrainingState.HELD, TrainingState.EVALUATED]),
    day=TruncDate("starts_at"),
)

MEASURES: list[Measure] = [GROUPS, TRAININGS]
register(MEASURES)
