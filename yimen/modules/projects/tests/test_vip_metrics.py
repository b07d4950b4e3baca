"""Figures of the desk: a project of several classes counts in each of them, and once in all; currencies stay apart."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest

from tests.world import NOON
from yimen.kernel.metrics import counting
from yimen.kernel.metrics.periods import Period
from yimen.kernel.metrics.scope import WHOLE_CITY, Scope
from yimen.modules.projects import actions, metrics

from .desk import TODAY, Desk

pytestmark = pytest.mark.django_db
MARCH = Period(TODAY.replace(day=1), TODAY.replace(day=31), TODAY)


def numbers(scope: Scope = WHOLE_CITY, period: Period = MARCH) -> dict[str, Any]:
    read = counting.read(metrics.MEASURES, period, scope)
    return {one.measure.code.removeprefix("projects."): one.number for one in read}


def test_classes_overlap_and_projects_count_once(desk: Desk) -> None:
    """As in 2008, where 56 + 68 + 38 + 23 = 185 of 129 projects: here 3 + 2 + 1 + 1 = 7 of 4."""
    classes = (
        ("foreign", "construction", "industrial"), ("foreign", "construction"), ("foreign",), ("commercial",),
    )  # fmt: skip
    escorts = [desk.escort(desk.project(classes=one)) for one in classes]
    again = actions.conclude_escort(escorts[0], summary="完", by=desk.officer, at=NOON).escort
    desk.escort(again.project, at=NOON + timedelta(days=1))
    desk.project(classes=("industrial",))
    found = numbers()
    kinds = (
        "escorted",
        *(f"escorted-{one}" for one in ("foreign", "construction", "commercial", "industrial")),
    )
    assert [found[one] for one in kinds] == [4, 3, 2, 1, 1]
    assert (found["invested-cny"], found["invested-usd"]) == (Decimal("2000000000"), Decimal("40000000"))
    elsewhere = numbers(Scope(paths=(desk.world.org().path,)))
    assert (elsewhere["escorted"], elsewhere["invested-cny"]) == (0, 0)
    later = Period(TODAY + timedelta(days=1), TODAY + timedelta(days=2), TODAY)
    assert numbers(period=later)["escorted"] == 0


def test_consultations_by_topic(desk: Desk) -> None:
    for topic in ("site", "site", "fees"):
        desk.consultation(topic=topic)
    desk.consultation(visited_at=NOON - timedelta(days=2))
    assert numbers()["consultations"] == 3
    split = counting.count_by(metrics.CONSULTATIONS, MARCH, WHOLE_CITY, "topic")
    assert [(one.key, one.number) for one in split] == [("site", 2), ("fees", 1)]
