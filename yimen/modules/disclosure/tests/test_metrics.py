"""Figures of open government: what was published in a period, what is out on a day, by how many bodies."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from tests.world import NOON
from yimen.kernel.metrics import counting
from yimen.kernel.metrics.periods import Period
from yimen.kernel.metrics.scope import WHOLE_CITY, Scope
from yimen.modules.disclosure import metrics

from .stage import Openness

pytestmark = pytest.mark.django_db
TODAY = NOON.date()


def numbers(last: date, scope: Scope = WHOLE_CITY) -> dict[str, Any]:
    found = counting.read(metrics.MEASURES, Period(last, last, last + timedelta(days=1)), scope)
    return {one.measure.code.split(".")[1]: one.number for one in found}


def test_published_and_out(stage: Openness) -> None:
    before, own = numbers(TODAY), Scope(paths=(stage.org.path,))
    own_before = numbers(TODAY, own)
    stage.published()
    later = NOON + timedelta(days=1)
    stage.retracted(at=later)
    found = numbers(TODAY)
    assert found["published"] - before["published"] == 1
    assert found["public"] - before["public"] == 1
    assert found["rules"] == before["rules"]
    tomorrow = numbers(later.date())
    assert (tomorrow["published"], tomorrow["public"]) == (1, found["public"])
    assert numbers(TODAY, own)["published"] - own_before["published"] == 1
    assert numbers(TODAY, own)["bodies"] == 1
    assert numbers(date(1999, 1, 1)) == {"published": 0, "public": 0, "bodies": 0, "rules": 0}
