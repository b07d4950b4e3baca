"""组织领导指标: groups that stand and are complete on the day, and the offices that are empty."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest

from tests.world import NOON
from yimen.kernel.metrics import counting
from yimen.kernel.metrics.figures import Number
from yimen.kernel.metrics.periods import one_day
from yimen.kernel.metrics.scope import WHOLE_CITY, Scope
from yimen.modules.leadership import metrics
from yimen.modules.leadership.models import Vacancy

from .stage import FIRST, Leaders

pytestmark = pytest.mark.django_db
TODAY = NOON.date()


def numbers(leaders: Leaders, day: date = TODAY) -> list[Number | None]:
    """Of one body: the others of the example city are not counted with it."""
    scope = Scope((leaders.org().path,))
    return [one.number for one in counting.read(metrics.MEASURES, one_day(day, day), scope)]


def test_a_group_is_complete_when_both_its_offices_are_held(leaders: Leaders) -> None:
    assert numbers(leaders) == [0, 0, None, 0]
    group = leaders.established()
    leaders.appointed(group, "leader")
    assert numbers(leaders) == [1, 0, Decimal("0.00"), 0]
    leaders.appointed(group, "deputy", name="示例·乙", since=TODAY)
    assert numbers(leaders) == [1, 1, Decimal("100.00"), 0]
    assert numbers(leaders, TODAY - timedelta(days=1)) == [1, 0, Decimal("0.00"), 0]
    assert numbers(leaders, FIRST - timedelta(days=1)) == [0, 0, None, 0]


def test_a_vacancy_counts_until_the_day_on_which_it_is_filled(leaders: Leaders) -> None:
    group, before = leaders.established(), TODAY - timedelta(days=1)
    Vacancy.objects.create(group=group, office="deputy", vacant_since=FIRST, noted_at=NOON, ended_on=TODAY)
    assert (numbers(leaders, before)[3], numbers(leaders)[3]) == (1, 0)


def test_by_level(leaders: Leaders) -> None:
    rows = counting.count_by(metrics.STANDING, one_day(TODAY, TODAY), WHOLE_CITY, "level")
    before = {row.key: row.number for row in rows}
    leaders.established()
    rows = counting.count_by(metrics.STANDING, one_day(TODAY, TODAY), WHOLE_CITY, "level")
    assert {row.key: row.number for row in rows} == before | {"city": (before.get("city") or 0) + 1}
