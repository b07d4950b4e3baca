"""Figures of the leadership: groups, complete ones, empty offices, trainings held and who came."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.db.models.functions import TruncDate
from django.utils.translation import gettext_lazy as _

from yimen.kernel.base.refusals import Text
from yimen.kernel.metrics.bodies import by_department
from yimen.kernel.metrics.figures import Dimension, Figure, Measure, Rate, register
from yimen.kernel.metrics.periods import Period
from yimen.kernel.metrics.scope import Scope

from . import queries
from .models import Attendance, LeadershipGroup, TrainingSession
from .states import GroupLevel, Office, TrainingState

HELD = (TrainingState.HELD, TrainingState.EVALUATED)
GROUPS, SESSIONS, PEOPLE = _("个"), _("场"), _("人次")


def _groups(period: Period, scope: Scope) -> QuerySet[LeadershipGroup]:
    """Those that stand at the end of the period, or now."""
    return queries.groups_on(period.counted_to).filter(scope.narrow("org__path", ""))


def _trainings(period: Period, scope: Scope) -> QuerySet[TrainingSession]:
    rows = TrainingSession.objects.filter(scope.narrow("org__path", ""), state__in=HELD)
    return rows.filter(starts_at__gte=period.begins_at, starts_at__lt=period.ends_at)


def _present(period: Period, scope: Scope) -> QuerySet[Attendance]:
    rows = Attendance.objects.filter(scope.narrow("org__path", ""), is_present=True, session__state__in=HELD)
    return rows.filter(session__starts_at__gte=period.begins_at, session__starts_at__lt=period.ends_at)


def _held(office: Office, period: Period) -> Exists:
    """Whether somebody holds the office of the group at the end of the period, or now."""
    return Exists(queries.in_office(period.counted_to).filter(group=OuterRef("pk"), office=office))


def _complete(period: Period) -> Q:
    return Q(_held(Office.LEADER, period), _held(Office.DEPUTY, period))


def _empty(office: Office) -> Callable[[Period], Q]:
    return lambda period: ~Q(_held(office, period))


def _levels(keys: Collection[Any]) -> Mapping[Any, Text]:
    return {one: GroupLevel(one).label for one in keys}


SCOPE = ("org__path", "")
BODIES = (by_department(),)
DIMENSIONS = (*BODIES, Dimension("level", _("领导小组层级"), "level", _levels, read=str))

STANDING = Figure(
    code="leadership.groups",
    title=_("政务公开领导小组"),
    definition=_("期末存续的领导小组；期间未完的，为此刻的数目。"),
    source=_("政府信息公开条例第四条"),
    rows=_groups,
    unit=GROUPS,
    dimensions=DIMENSIONS,
    scope_by=SCOPE,
)
COMPLETE = Figure(
    code="leadership.complete",
    title=_("人员齐全的领导小组"),
    definition=_("期末存续的领导小组中，组长和副组长均有人在任的。"),
    rows=_groups,
    only=_complete,
    unit=GROUPS,
    dimensions=DIMENSIONS,
    scope_by=SCOPE,
)
WITHOUT_LEADER = Figure(
    code="leadership.without-leader",
    title=_("组长空缺"),
    definition=_("期末存续的领导小组中，组长无人在任的；按任职日期逐日计算。"),
    rows=_groups,
    only=_empty(Office.LEADER),
    unit=GROUPS,
    dimensions=DIMENSIONS,
    scope_by=SCOPE,
)
WITHOUT_DEPUTY = Figure(
    code="leadership.without-deputy",
    title=_("副组长空缺"),
    definition=_("期末存续的领导小组中，副组长无人在任的；按任职日期逐日计算。"),
    rows=_groups,
    only=_empty(Office.DEPUTY),
    unit=GROUPS,
    dimensions=DIMENSIONS,
    scope_by=SCOPE,
)
TRAININGS = Figure(
    code="leadership.trainings",
    title=_("政务公开培训"),
    definition=_("期间内开始并已举办的培训，按开始日期计，计入举办单位；取消的不计入。"),
    source=_("政府信息公开条例第四十八条"),
    rows=_trainings,
    day=TruncDate("starts_at"),
    unit=SESSIONS,
    dimensions=BODIES,
    scope_by=SCOPE,
    is_kept=False,
)
PRESENT = Figure(
    code="leadership.present",
    title=_("参加政务公开培训"),
    definition=_("期间内已举办的培训中到场的人次，计入参训人员所在单位。"),
    source=_("政府信息公开条例第四十八条"),
    rows=_present,
    day=TruncDate("session__starts_at"),
    unit=PEOPLE,
    dimensions=BODIES,
    scope_by=SCOPE,
    is_kept=False,
)
COMPLETE_RATE = Rate(
    code="leadership.complete-rate",
    title=_("领导小组齐全率"),
    definition=_("人员齐全的领导小组除以领导小组数；保留两位小数，不足全部的不进为100%。"),
    numerator=COMPLETE,
    denominator=STANDING,
)

MEASURES: list[Measure] = [
    STANDING, COMPLETE, WITHOUT_LEADER, WITHOUT_DEPUTY, TRAININGS, PRESENT, COMPLETE_RATE,
]  # fmt: skip
register(MEASURES)
