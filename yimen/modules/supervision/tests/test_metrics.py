"""预警指标: by rule, level and body; what waits, what waits too long, and the lists behind the numbers."""

from __future__ import annotations

from datetime import date

import pytest

from tests.world import NOON, World
from yimen.kernel.metrics import counting, periods
from yimen.kernel.metrics.scope import WHOLE_CITY, Scope
from yimen.modules.supervision import actions, metrics

from .stage import Watch, client

pytestmark = pytest.mark.django_db
TODAY, HAPPENED = NOON.date(), date(2026, 2, 28)
LAST_IN_TIME, LATE = date(2026, 3, 9), date(2026, 3, 10)


@pytest.fixture
def watch(world: World) -> Watch:
    return Watch(world)


def numbers(watch: Watch, today: date, scope: Scope = WHOLE_CITY) -> list[object]:
    period = periods.Period(HAPPENED, today, today)
    return [one.number for one in counting.read(metrics.MEASURES, period, scope)]


def test_counts_what_happened_what_waits_and_what_is_late(watch: Watch) -> None:
    first = watch.alert()
    watch.alert(occurrence="promised:2026-02-26", level="yellow", case=first.case)
    assert numbers(watch, TODAY) == numbers(watch, LAST_IN_TIME) == [2, 0, 2, 0]
    assert numbers(watch, LATE) == [2, 0, 2, 2]
    actions.confirm_alert(first, by=watch.supervisor, at=NOON)
    assert numbers(watch, LATE) == [2, 1, 1, 1]
    assert numbers(watch, LATE, Scope(("/nowhere/",))) == [0, 0, 0, 0]


def test_splits_by_rule_level_and_body(watch: Watch) -> None:
    first = watch.alert()
    watch.alert(occurrence="promised:2026-02-26", level="yellow", case=first.case)
    period = periods.Period(HAPPENED, TODAY, TODAY)

    def split(dimension: str) -> list[tuple[str, object]]:
        rows = counting.count_by(metrics.RAISED, period, WHOLE_CITY, dimension)
        return [(str(one.label), one.number) for one in rows]

    assert split("rule") == [("R-OD-3 超过承诺时限", 2)]
    assert split("alert-level") == [("红牌", 1), ("黄牌", 1)]
    assert split("department") == [(watch.org().name, 2)]


def test_a_number_leads_to_its_alerts(watch: Watch) -> None:
    alert = watch.alert()
    period, later = periods.Period(HAPPENED, TODAY, TODAY), periods.one_day(LATE, LATE)
    (row,) = counting.read_by(metrics.MEASURES, period, WHOLE_CITY, "rule")
    browser = client(watch.supervisor)
    links = [one.cases for one in row.values if one.number]
    assert len(links) == 2
    links += [one.cases for one in counting.read([metrics.UNSETTLED, metrics.LATE], later, WHOLE_CITY)]
    for link in links:
        assert [one.pk for one in browser.get(link).context["table"].objects] == [alert.pk], link
    assert client(watch.manager).get("/supervision/alerts/").status_code == 200


def test_the_overview_shows_them_to_leaders(watch: Watch) -> None:
    watch.alert(case=watch.submitted().case)
    board = client(watch.supervisor).get("/overview/").context["board"]
    assert [(one.measure.code, one.number) for one in board.alerts] == [
        ("supervision.alerts-open", 1),
        ("supervision.alerts-late", 1),
    ]
