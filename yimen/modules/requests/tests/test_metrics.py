"""Figures: received, answered, in time, in hand, overdue."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from tests.world import NOON
from yimen.kernel.metrics import counting
from yimen.kernel.metrics.periods import Period
from yimen.kernel.metrics.scope import WHOLE_CITY, scope_of
from yimen.modules.requests import metrics

from .stage import Desk, after

pytestmark = pytest.mark.django_db
MARCH = Period(NOON.date(), NOON.date() + timedelta(days=29), NOON.date() + timedelta(days=40))


def numbers(period: Period, scope: Any = WHOLE_CITY) -> dict[str, Any]:
    read = counting.read(metrics.MEASURES, period, scope)
    return {one.measure.code.split(".")[1]: one.number for one in read}


def test_figures(desk: Desk) -> None:
    desk.served()
    desk.received()
    desk.correcting(due_on=after(60).date())
    desk.submitted()
    found = numbers(MARCH)
    rate = found.pop("on-time-rate")
    assert found == {"received": 3, "served": 1, "on-time": 1, "open": 2, "overdue": 1}
    assert str(rate) == "100.00"
    scope = scope_of(desk.leader)
    assert scope is not None
    assert numbers(MARCH, scope)["received"] == 3


def test_the_same_by_kind_of_applicant(desk: Desk) -> None:
    desk.received()
    (row,) = counting.read_by([metrics.RECEIVED, metrics.OVERDUE], MARCH, WHOLE_CITY, "applicant")
    assert (row.key, [one.number for one in row.values]) == ("natural_person", [1, 1])
    assert "kind=natural_person" in row.values[0].cases
