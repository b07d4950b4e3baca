"""年度报告指标: first versions, by the day of their submission and publication."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.world import NOON
from yimen.kernel.metrics import counting
from yimen.kernel.metrics.periods import one_day
from yimen.kernel.metrics.scope import WHOLE_CITY, Scope
from yimen.modules.reports import metrics
from yimen.modules.reports.models import AnnualReport

from .stage import Office

pytestmark = pytest.mark.django_db
TODAY = NOON.date()


def test_reports_count_once_on_their_days(office: Office) -> None:
    report = office.opened()
    day, next_day = one_day(TODAY, TODAY), one_day(TODAY + timedelta(days=1), TODAY + timedelta(days=1))
    assert [one.number for one in counting.read(metrics.MEASURES, day, WHOLE_CITY)] == [0, 0]
    rows = AnnualReport.objects.filter(pk=report.pk)
    rows.update(submitted_at=NOON, published_at=NOON + timedelta(days=1))
    assert [one.number for one in counting.read(metrics.MEASURES, day, WHOLE_CITY)] == [1, 0]
    assert [one.number for one in counting.read(metrics.MEASURES, next_day, WHOLE_CITY)] == [0, 1]
    (row,) = counting.count_by(metrics.SUBMITTED, day, WHOLE_CITY, "department")
    assert (row.key, row.number) == (office.org.pk, 1)
    assert counting.count(metrics.SUBMITTED, day, Scope(("elsewhere.",))) == 0
    rows.update(version=2)
    assert counting.count(metrics.SUBMITTED, day, WHOLE_CITY) == 0
