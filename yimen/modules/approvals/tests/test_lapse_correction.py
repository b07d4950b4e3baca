"""逾期未补正: on the day after the last one, the item says what follows; never by a calendar that is not announced."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from tests.trials import clocks, only, papers, refused
from tests.world import World
from yimen.kernel.audit.recorded import recorded
from yimen.kernel.base.refusals import RuleBroken, WrongState
from yimen.modules.approvals import actions, queries
from yimen.modules.approvals.models import Application
from yimen.modules.approvals.states import Outcome, State

pytestmark = pytest.mark.django_db


@dataclass(frozen=True)
class Days:
    """The last day of the correction, and the day after it."""

    last: datetime
    after: datetime


@pytest.fixture
def days(world: World) -> Days:
    return Days(world.later(28).replace(hour=23), world.later(29).replace(hour=0))


def test_counts_as_withdrawn(world: World, correction_requested: Application, days: Days) -> None:
    done = actions.lapse_correction(correction_requested, by=world.machine("deadline sweep"), at=days.after)
    application = world.fresh(done.application)
    assert recorded(done) == "逾期未补正：视为撤回"
    assert (application.state, application.outcome) == (State.DEEMED_WITHDRAWN, Outcome.DEEMED_WITHDRAWN)
    assert (application.case.closed_at, application.case.outcome) == (days.after, "deemed_withdrawn")
    assert clocks(application)["correction"] == (20, "2026-03-30", "stopped")
    assert papers(application) == ["receipt_slip", "correction_notice"]


def test_the_last_day_counts_until_its_end(
    world: World, correction_requested: Application, days: Days
) -> None:
    with refused(RuleBroken, correction_requested, "补正期限尚未届满。"):
        actions.lapse_correction(correction_requested, by=world.machine("deadline sweep"), at=days.last)
    assert list(queries.past_correction(date(2026, 3, 30))) == []
    assert list(queries.past_correction(date(2026, 3, 31))) == [correction_requested]


def test_an_item_may_refuse_acceptance_instead(world: World, days: Days) -> None:
    application = world.correction_requested(world.variant(correction_lapse="refused"))
    done = actions.lapse_correction(application, by=world.machine("deadline sweep"), at=days.after)
    application = world.fresh(done.application)
    assert recorded(done) == "逾期未补正：不予受理"
    assert (application.state, application.outcome) == (State.REFUSED_ACCEPTANCE, Outcome.REFUSED_ACCEPTANCE)
    assert papers(application) == ["receipt_slip", "correction_notice", "non_acceptance"]
    notice, refusal = (
        application.documents.get(kind=kind).document.data for kind in ("correction_notice", "non_acceptance")
    )
    assert notice["lapse"] == "逾期未补正的，将不予受理。"
    assert refusal["reasons"] == ["逾期未按补正告知补正材料。"]


def test_a_calendar_that_is_not_announced_lapses_nothing(world: World) -> None:
    late = datetime(2026, 12, 15, 12, tzinfo=ZoneInfo("Asia/Shanghai"))
    application = world.correction_requested(at=late)
    assert application.case.clocks.get(kind="correction").is_provisional
    after = late.replace(year=2027, month=3)
    assert application not in queries.past_correction(after.date())
    with refused(RuleBroken, application, "补正期限尚未届满。"):
        actions.lapse_correction(application, by=world.machine("deadline sweep"), at=after)


def test_refuses_what_was_answered(world: World, submitted: Application, days: Days) -> None:
    with refused(WrongState, submitted):
        actions.lapse_correction(submitted, by=world.machine("deadline sweep"), at=days.after)


def test_only_the_sweep(world: World, correction_requested: Application) -> None:
    only(world, correction_requested, actions.lapse_correction)
