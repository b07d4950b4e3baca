"""重算期限: when the calendar changes, due dates follow, and the journal is the fact itself."""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from tests.trials import clocks, refused
from tests.world import NOON, World
from yimen.kernel import calendar
from yimen.kernel.audit.recorded import recorded
from yimen.kernel.base.refusals import NotAllowed
from yimen.kernel.calendar import actions as calendar_actions
from yimen.kernel.calendar.reasons import Reason
from yimen.kernel.cases import actions, queries
from yimen.kernel.jobs.waiting import run_waiting

pytestmark = pytest.mark.django_db


def close_the_city(world: World, day: int) -> None:
    """One more day of March on which nobody works."""
    facts = {"on": date(2026, 3, day), "reason": Reason.LOCAL_CLOSURE, "name": "暴雪停办"}
    calendar_actions.change_day(calendar_actions.book(), **facts, by=world.administrator, at=NOON)
    calendar.forget()


def test_due_dates_follow_and_the_fact_says_how(world: World) -> None:
    application = world.accepted()
    close_the_city(world, 11)
    done = actions.recalculate(application.case, by=world.machine("calendar"), at=NOON)
    application = world.fresh(application)
    assert clocks(application) == {
        "acceptance": (5, "2026-03-09", "stopped"),
        "promised": (8, "2026-03-13", "running"),
        "statutory": (20, "2026-03-31", "running"),
    }
    assert application.case.due_on == date(2026, 3, 13)
    assert sorted(done.moved) == ["承诺时限 2026-03-12 → 2026-03-13", "法定时限 2026-03-30 → 2026-03-31"]
    assert recorded(done).startswith("因工作日历变动，")


def test_the_job_finds_the_cases_by_itself_and_once(world: World) -> None:
    application = world.accepted()
    version = calendar.current().version
    assert application.case not in queries.waiting_for_calendar(version)
    close_the_city(world, 11)
    assert application.case in queries.waiting_for_calendar(calendar.current().version)
    assert "cases.recount" in run_waiting()
    assert world.fresh(application).case.due_on == date(2026, 3, 13)
    assert application.case not in queries.waiting_for_calendar(calendar.current().version)


def test_what_has_stopped_stays(world: World) -> None:
    application = world.decided()
    before = clocks(application)
    close_the_city(world, 11)
    assert application.case not in queries.waiting_for_calendar(calendar.current().version)
    assert actions.recalculate(application.case, by=world.machine("calendar"), at=NOON).moved == []
    assert clocks(application) == before


def test_a_provisional_date_is_settled_when_the_year_is_announced(world: World) -> None:
    application = world.submitted(at=datetime(2026, 12, 30, 12, tzinfo=ZoneInfo("Asia/Shanghai")))
    assert application.case.is_due_provisional
    calendar_actions.load_year(
        calendar_actions.book(),
        year=2027,
        days=[],
        source_instrument="示例通知",
        by=world.machine("city data"),
        at=NOON,
    )
    calendar.forget()
    actions.recalculate(application.case, by=world.machine("calendar"), at=NOON)
    assert not world.fresh(application).case.is_due_provisional
    assert not application.case.clocks.get().is_provisional


def test_only_the_calendar_does_it(world: World) -> None:
    case = world.accepted().case
    for by in (world.administrator, world.leader, world.machine("closing"), world.public):
        with refused(NotAllowed, case):
            actions.recalculate(case, by=by, at=NOON)
