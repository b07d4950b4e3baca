"""视为受理 (行政许可法 32): five working days without a word, and it was accepted on the day of receipt."""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from tests.trials import clocks, only, papers, refused, waiting
from tests.world import CONFIRMER, FILING, NOON, SPOT, World
from yimen.kernel.audit.recorded import recorded
from yimen.kernel.base.refusals import RuleBroken, WrongState
from yimen.modules.approvals import actions, queries
from yimen.modules.approvals.models import Application
from yimen.modules.approvals.states import State

pytestmark = pytest.mark.django_db
LAST = NOON.replace(day=9, hour=23, minute=59)
AFTER = NOON.replace(day=10, hour=0, minute=7)


def test_counts_from_the_day_of_receipt(world: World, submitted: Application) -> None:
    done = actions.deem_accepted(submitted, by=world.machine("deadline sweep"), at=AFTER)
    application = world.fresh(done.application)
    assert recorded(done) == "收件后逾期未告知，自 2026-03-02 起视为受理"
    assert (application.state, application.is_deemed_accepted) == (State.ACCEPTED, True)
    assert (application.accepted_on, application.accepted_at) == (date(2026, 3, 2), AFTER)
    assert application.window is None
    assert clocks(application) == {
        "acceptance": (5, "2026-03-09", "stopped"),
        "promised": (8, "2026-03-12", "running"),
        "statutory": (20, "2026-03-30", "running"),
    }
    assert papers(application) == ["receipt_slip", "acceptance_notice"]
    assert waiting(application) == [("assign", "section_examiner", "2026-03-12", "")]


def test_however_late_the_sweep_comes_the_dates_are_the_same(world: World, submitted: Application) -> None:
    late = world.later(60)
    done = actions.deem_accepted(submitted, by=world.machine("deadline sweep"), at=late)
    assert clocks(world.fresh(done.application))["statutory"] == (20, "2026-03-30", "running")


def test_the_last_day_belongs_to_the_window(world: World, submitted: Application) -> None:
    with refused(RuleBroken, submitted, "告知期限尚未届满。"):
        actions.deem_accepted(submitted, by=world.machine("deadline sweep"), at=LAST)
    assert submitted not in queries.past_acceptance(LAST.date())
    assert submitted in queries.past_acceptance(AFTER.date())


def test_even_what_is_incomplete_is_accepted(world: World) -> None:
    application = world.submitted(clerk=world.clerk, without=["identity-card"])
    done = actions.deem_accepted(application, by=world.machine("deadline sweep"), at=AFTER)
    assert done.application.state == State.ACCEPTED


def test_a_proposal_to_refuse_does_not_stop_the_clock(world: World, refusal_proposed: Application) -> None:
    done = actions.deem_accepted(refusal_proposed, by=world.machine("deadline sweep"), at=AFTER)
    application = world.fresh(done.application)
    assert [kind for kind, *_rest in waiting(application)] == ["assign"]


def test_after_a_correction_it_counts_from_the_second_receipt(
    world: World, correction_requested: Application
) -> None:
    at = world.later(7)
    actions.attach_material(
        correction_requested,
        key="application-form",
        name="新",
        received=world.received("cured"),
        by=world.resident,
        at=at,
    )
    actions.resubmit(correction_requested, by=world.resident, at=at)
    with refused(RuleBroken, correction_requested):
        actions.deem_accepted(correction_requested, by=world.machine("deadline sweep"), at=world.later(14))
    done = actions.deem_accepted(correction_requested, by=world.machine("deadline sweep"), at=world.later(15))
    assert done.accepted_on == "2026-03-09"


def test_a_calendar_that_is_not_announced_lapses_nothing(world: World) -> None:
    application = world.submitted(at=datetime(2026, 12, 30, 12, tzinfo=ZoneInfo("Asia/Shanghai")))
    assert application.case.is_due_provisional
    after = datetime(2027, 1, 20, 12, tzinfo=ZoneInfo("Asia/Shanghai"))
    assert application not in queries.past_acceptance(after.date())
    with refused(RuleBroken, application, "告知期限尚未届满。"):
        actions.deem_accepted(application, by=world.machine("deadline sweep"), at=after)


def test_where_an_examiner_accepts_one_takes_it_afterwards(world: World) -> None:
    application = world.submitted(CONFIRMER)
    done = actions.deem_accepted(application, by=world.machine("deadline sweep"), at=AFTER)
    examiner = world.actor("examiner.market")
    done = actions.assign(done.application, reviewer=examiner.person, by=examiner, at=AFTER)
    assert done.application.state == State.IN_REVIEW


@pytest.mark.parametrize("code", [SPOT, FILING])
def test_has_no_place_where_nothing_follows_acceptance(world: World, code: str) -> None:
    application = world.submitted(code)
    with refused(RuleBroken, application):
        actions.deem_accepted(application, by=world.machine("deadline sweep"), at=AFTER)


def test_refuses_what_was_answered_in_time(
    world: World, accepted: Application, correction_requested: Application
) -> None:
    for application in (accepted, correction_requested):
        with refused(WrongState, application):
            actions.deem_accepted(application, by=world.machine("deadline sweep"), at=AFTER)


def test_only_the_sweep(world: World, submitted: Application) -> None:
    only(world, submitted, actions.deem_accepted)
