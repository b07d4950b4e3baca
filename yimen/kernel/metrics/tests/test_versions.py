"""指标定义的版本: a changed definition stands beside the old one, and what was printed is counted again by the old."""

from __future__ import annotations

from datetime import date

import pytest
from django.db.models import Q

from tests.world import NOON, World
from yimen.kernel.metrics import counting, figures
from yimen.kernel.metrics.figures import Figure, Rate, measure, measures, register, versions
from yimen.kernel.metrics.periods import one_day
from yimen.kernel.metrics.scope import WHOLE_CITY
from yimen.modules.approvals.metrics import ACCEPTED

TODAY = NOON.date()


def defined(version: int, only: Q) -> Figure:
    return Figure(
        code="trial.count",
        version=version,
        title="试",
        definition="试",
        rows=ACCEPTED.rows,
        only=only,
        day=ACCEPTED.day,
    )


OLD = defined(1, Q())
NEW = defined(2, Q(state="accepted"))


def share(version: int, part: Figure) -> Rate:
    return Rate(
        code="trial.share", version=version, title="试", definition="试", numerator=part, denominator=OLD
    )


@pytest.fixture
def changed(monkeypatch: pytest.MonkeyPatch) -> None:
    """A house in which a figure and a rate of it were defined anew."""
    monkeypatch.setattr(figures, "_MEASURES", {code: dict(one) for code, one in figures._MEASURES.items()})
    register([OLD, share(1, OLD), NEW, share(2, NEW)])


def test_the_newest_definition_counts_and_the_old_one_stays(changed: None) -> None:
    assert measures()["trial.count"] is measure("trial.count") is NEW
    assert measure("trial.count", 1) is OLD
    assert versions("trial.count") == (OLD, NEW)
    assert [one.since for one in versions("trial.count")] == [None, None]


@pytest.mark.parametrize(("code", "version"), [("trial.none", None), ("trial.count", 3)])
def test_what_was_never_defined_is_not_found(changed: None, code: str, version: int | None) -> None:
    with pytest.raises(LookupError):
        measure(code, version)


def test_a_version_is_not_defined_twice(changed: None) -> None:
    with pytest.raises(ValueError, match=r"figure trial\.count@2 is registered twice"):
        register([defined(2, Q(state="sealed"))])
    assert measure("trial.count") is NEW


@pytest.mark.django_db
def test_both_definitions_are_read_beside_one_another(changed: None, world: World) -> None:
    world.accepted()
    world.decided()
    asked = [*versions("trial.count"), *versions("trial.share")]
    day = one_day(TODAY, date(2026, 12, 31))
    assert [one.number for one in counting.read(asked, day, WHOLE_CITY)] == [2, 1, 100, 50]
    (row,) = counting.read_by(asked, day, WHOLE_CITY, counting.DAY)
    assert [one.number for one in row.values] == [2, 1, 100, 50]
