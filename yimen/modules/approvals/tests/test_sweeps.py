"""Work by the clock: each sweep does what is due, once, and one that fails stops none of the others."""

from __future__ import annotations

import logging
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.utils import timezone

from tests.trials import facts_of
from tests.world import World
from yimen.modules.approvals import actions, jobs
from yimen.modules.approvals.models import Application
from yimen.modules.approvals.states import State, VersionState

pytestmark = pytest.mark.django_db


@pytest.fixture
def today(monkeypatch: pytest.MonkeyPatch) -> Any:
    """Sets the moment that the jobs read from the clock."""

    def set_to(moment: datetime) -> None:
        monkeypatch.setattr(timezone, "now", lambda: moment)

    return set_to


def test_what_was_not_answered_is_accepted_and_what_was_not_corrected_lapses(
    world: World, submitted: Application, correction_requested: Application, today: Any
) -> None:
    for _time in range(2):
        today(world.later(30))
        jobs.deadline_sweep()
    assert world.fresh(submitted).state == State.ACCEPTED
    assert world.fresh(correction_requested).state == State.DEEMED_WITHDRAWN
    assert facts_of(submitted).count("approvals.application.deemed-accepted") == 1
    assert facts_of(correction_requested).count("approvals.correction.lapsed") == 1


def test_nothing_is_done_before_its_day(
    world: World, submitted: Application, correction_requested: Application, draft: Application, today: Any
) -> None:
    today(world.later(7))
    jobs.deadline_sweep()
    jobs.draft_sweep()
    states = [world.fresh(one).state for one in (submitted, correction_requested, draft)]
    assert states == [State.SUBMITTED, State.CORRECTION_REQUESTED, State.DRAFT]


def test_old_drafts_are_cleared(world: World, draft: Application, today: Any) -> None:
    today(world.noon + timedelta(days=91))
    jobs.draft_sweep()
    assert world.fresh(draft).state == State.DISCARDED


def test_versions_begin_on_their_day(world: World, today: Any) -> None:
    version = world.published(world.copied(world.later(7).date()))
    for day, state in ((6, VersionState.SCHEDULED), (7, VersionState.IN_FORCE)):
        today(world.later(day).replace(hour=0, minute=1))
        jobs.version_sweep()
        version.refresh_from_db()
        assert version.state == state


def test_one_that_fails_stops_none_of_the_others(
    world: World, submitted: Application, withdrawn: Application, caplog: pytest.LogCaptureFixture
) -> None:
    seen: list[Application] = []

    def act(subject: Application, **facts: Any) -> None:
        seen.append(subject)
        if subject == submitted:
            raise ZeroDivisionError("broken")
        actions.deem_accepted(subject, **facts)

    machine, at = world.machine("deadline sweep"), world.later(30)
    with caplog.at_level(logging.INFO):
        assert jobs.each([submitted, withdrawn, submitted], act, machine, at) == 0
    assert seen == [submitted, withdrawn, submitted]
    assert [one.levelname for one in caplog.records if one.name == jobs.__name__] == [
        "ERROR",
        "INFO",
        "ERROR",
    ]
