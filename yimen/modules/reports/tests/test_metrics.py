"""Figures: reports published, in time or not, and who owes one."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from tests.world import NOON
from yimen.kernel.metrics import counting
from yimen.kernel.metrics.periods import Period
from yimen.kernel.metrics.scope import WHOLE_CITY, Scope, scope_of
from yimen.modules.reports import metrics, queries

from .stage import Office

pytestmark = pytest.mark.django_db
MARCH = Period(date(2026, 3, 1), date(2026, 3, 31), NOON.date())


def numbers(period: Period, scope: Scope = WHOLE_CITY) -> dict[str, Any]:
    read = counting.read(metrics.MEASURES, period, scope)
    return {one.measure.code.split(".")[1]: one.number for one in read}


def test_published_in_time_or_late_or_owed(office: Office) -> None:
    scope = scope_of(office.leader)
    assert scope is not None

    def owing(year: int, month: int, day: int) -> int:
        last = date(year, month, day)
        return numbers(Period(last, last, last), scope)["owing"]

    before = numbers(MARCH)
    assert (owing(2026, 1, 31), owing(2026, 3, 2)) == (1, 1)
    report = office.published()
    found = numbers(MARCH)
    assert (found["published"], found["in-time"], str(found["in-time-rate"])) == (1, 0, "0.00")
    assert found["owing"] == before["owing"] - 1
    assert (owing(2026, 3, 1), owing(2026, 3, 2), owing(2027, 2, 1)) == (1, 0, 1)
    (row,) = counting.read_by([metrics.PUBLISHED], MARCH, WHOLE_CITY, "department")
    assert (row.key, row.number) == (office.org.pk, 1)
    type(report).objects.filter(pk=report.pk).update(published_at=NOON.replace(month=1, day=31, hour=23))
    january = Period(date(2026, 1, 1), date(2026, 1, 31), NOON.date())
    assert (numbers(january)["published"], numbers(january)["in-time"]) == (1, 1)
    type(report).objects.filter(pk=report.pk).update(year=2008)
    assert (numbers(january)["published"], numbers(january)["in-time"]) == (1, 0)


def test_nobody_owes_before_the_law(office: Office) -> None:
    def owing(year: int, month: int, day: int) -> int:
        last = date(year, month, day)
        return numbers(Period(last, last, NOON.date()))["owing"]

    bodies = queries.obliged(NOON.date())
    assert (owing(1999, 3, 2), owing(2008, 12, 31), owing(2009, 3, 31)) == (0, 0, 0)
    assert owing(2009, 4, 1) == owing(2020, 4, 1) == bodies.count()
    assert owing(2020, 2, 1) == bodies.count()
