"""Figures: groups and empty offices of a day, trainings and who came."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from tests.world import NOON
from yimen.kernel.metrics import counting
from yimen.kernel.metrics.periods import Period
from yimen.kernel.metrics.scope import WHOLE_CITY, Scope, scope_of
from yimen.modules.leadership import actions, metrics, queries

from .stage import FIRST, Leaders

pytestmark = pytest.mark.django_db
TODAY = NOON.date()
MARCH = Period(date(2026, 3, 1), date(2026, 3, 31), TODAY)


def numbers(period: Period, scope: Scope = WHOLE_CITY) -> dict[str, Any]:
    read = counting.read(metrics.MEASURES, period, scope)
    return {one.measure.code.split(".")[1]: one.number for one in read}


def test_offices_are_counted_from_day_to_day(leaders: Leaders) -> None:
    before = numbers(MARCH)
    assert before["groups"] == queries.groups_on(TODAY).count()
    assert before["without-leader"] + before["without-deputy"] == len(queries.empties(TODAY)) == 1
    assert before["complete"] == before["groups"] - 1
    group = leaders.established()
    assert numbers(MARCH)["without-leader"] == before["without-leader"] + 1
    leaders.appointed(group)
    deputy = leaders.appointed(group, "deputy", name="示例·乙")
    found = numbers(MARCH)
    assert (found["groups"], found["complete"]) == (before["groups"] + 1, before["complete"] + 1)
    assert str(found["complete-rate"]) == str(metrics.COMPLETE_RATE.value(
        {metrics.COMPLETE.key: found["complete"], metrics.STANDING.key: found["groups"]}, MARCH
    ))  # fmt: skip
    actions.relieve(
        deputy, until=TODAY - timedelta(days=1), relief_document="示例", by=leaders.keeper, at=NOON
    )
    assert numbers(MARCH)["without-deputy"] == before["without-deputy"] + 1
    earlier = Period(FIRST - timedelta(days=9), FIRST - timedelta(days=1), TODAY)
    assert numbers(earlier)["groups"] == before["groups"]


def test_trainings_and_who_came_count_where_they_belong(leaders: Leaders) -> None:
    leaders.planned()
    leaders.held()
    found = numbers(MARCH)
    assert (found["trainings"], found["present"]) == (1, 2)
    assert numbers(Period(date(2026, 2, 1), date(2026, 2, 28), TODAY))["trainings"] == 0
    scope = scope_of(leaders.world.leader)
    assert scope is not None
    own = numbers(MARCH, scope)
    assert (own["groups"], own["complete"], own["trainings"], own["present"]) == (1, 1, 0, 1)


def test_they_can_be_split_by_department_and_by_day(leaders: Leaders) -> None:
    leaders.held()
    rows = counting.read_by([metrics.PRESENT, metrics.WITHOUT_DEPUTY], MARCH, WHOLE_CITY, "department")
    assert sorted([value.number for value in row.values] for row in rows) == [[0, 1], [1, 0], [1, 0]]
    (day,) = counting.read_by([metrics.TRAININGS], MARCH, WHOLE_CITY, "day")
    assert (day.key, day.number) == (TODAY - timedelta(days=1), 1)
