"""Figures of leadership: groups that stand on a day, trainings that were held in a period."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from tests.world import NOON
from yimen.kernel.metrics import counting
from yimen.kernel.metrics.periods import Period
from yimen.kernel.metrics.scope import WHOLE_CITY, Scope
from yimen.modules.leadership import metrics
from yimen.modules.leadership.models import LeadershipGroup

from .stage import Leaders

pytestmark = pytest.mark.django_db


def numbers(first: date, last: date, scope: Scope = WHOLE_CITY) -> dict[str, Any]:
    found = counting.read(
        [metrics.STANDING, metrics.TRAININGS], Period(first, last, last + timedelta(days=1)), scope
    )
    return {one.measure.code.split(".")[1]: one.number for one in found}


def test_trainings_that_were_held_beside_the_groups(leaders: Leaders) -> None:
    first, last = date(NOON.year, 1, 1), date(NOON.year, 12, 31)
    leaders.enrolled()  # planned, not held
    assert numbers(first, last) == {"groups": LeadershipGroup.objects.count(), "trainings": 0}
    training = leaders.held()
    day = training.starts_at.astimezone(NOON.tzinfo).date()
    assert numbers(day, day)["trainings"] == 1
    assert numbers(day + timedelta(days=1), last)["trainings"] == 0
    assert numbers(first, last, Scope(paths=(training.org.path,)))["trainings"] == 1
    assert numbers(first, last, Scope(paths=("city-government.education.",))) == {"groups": 0, "trainings": 0}
    assert numbers(date(1999, 1, 1), date(1999, 12, 31))["groups"] == 0
