"""Pains 1 to 5, 14, 18 and 22 of people who handle cases elsewhere, each as a test named after it."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from tests.trials import clocks, refused, waiting
from tests.world import NOON, World
from yimen.kernel.base.refusals import RuleBroken
from yimen.kernel.cases import clocks as case_clocks
from yimen.modules.approvals import actions, jobs, queries
from yimen.modules.approvals.models import Application

from .pages import opened

pytestmark = pytest.mark.django_db
REVIEW = {"kind": "expert_review", "reason": "技术复杂", "expected_days": 5}
END = {"kind": "expert_review", "result": "同意"}


def held(world: World, application: Application, first: int, last: int) -> Application:
    actions.open_hold(application, **REVIEW, by=world.examiner, at=NOON.replace(day=first))
    actions.close_hold(application, **END, by=world.examiner, at=NOON.replace(day=last))
    return world.fresh(application)


def test_pain_01_a_suspension_moves_the_due_date_and_says_so(world: World, in_review: Application) -> None:
    """Not a flag: an interval with its article, of which the due date speaks line by line."""
    application = held(world, in_review, 9, 16)
    assert clocks(application)["statutory"] == (20, "2026-04-07", "running")
    clock = application.case.clocks.get(kind="statutory")
    lines = [str(line.what) for line in case_clocks.explain(clock, today=date(2026, 3, 17))]
    assert len(lines) > 2


def test_pain_02_resuming_fires_nothing(world: World, in_review: Application) -> None:
    """What was held past its old date is not overdue in the moment in which it goes on."""
    actions.open_hold(in_review, **REVIEW, by=world.examiner, at=NOON)
    later = NOON.replace(month=4, day=20)
    actions.close_hold(in_review, **END, by=world.examiner, at=later)
    rows = Application.objects.filter(pk=in_review.pk)
    assert not queries.overdue(rows, later.date()).exists()
    assert clocks(world.fresh(in_review))["statutory"][1] > "2026-04-20"


def test_pain_03_working_days_are_days_of_the_official_calendar(world: World) -> None:
    """Twenty working days over the Spring Festival, with the Saturdays that are worked."""
    application = world.in_review(at=NOON.replace(month=2, day=9))
    assert clocks(application)["statutory"] == (20, "2026-03-13", "running")


def test_pain_04_extension_and_pause_do_not_depend_on_their_order(world: World) -> None:
    dates = []
    for extend_first in (True, False):
        application = world.in_review()
        if extend_first:
            actions.extend(application, days=10, reason="协调", by=world.leader, at=NOON)
        held(world, application, 9, 16)
        if not extend_first:
            actions.extend(application, days=10, reason="协调", by=world.leader, at=NOON.replace(day=17))
        dates.append(clocks(world.fresh(application))["statutory"])
    assert dates == [(20, "2026-04-21", "running")] * 2


def test_pain_05_no_job_counts_days(
    world: World, in_review: Application, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The sweep may come never, once or ten times: the dates are the same."""
    before = clocks(in_review)
    monkeypatch.setattr(timezone, "now", lambda: NOON)
    for _time in range(10):
        jobs.deadline_sweep()
    assert clocks(world.fresh(in_review)) == before


def test_pain_14_a_held_case_stays_visible_and_workable(world: World, in_review: Application) -> None:
    actions.open_hold(in_review, **REVIEW, by=world.examiner, at=NOON)
    assert "特别程序进行中" in opened(world.examiner, "application", in_review)
    assert [one[0] for one in waiting(in_review)] == ["examine"]
    moved = actions.assign(in_review, reviewer=world.second_examiner.person, by=world.head, at=NOON)
    done = actions.examine(
        moved.application, opinion="grant", grounds="同意", by=world.second_examiner, at=NOON
    )
    assert done.application.state == "in_approval"


def test_pain_18_four_eyes_are_kept_by_the_database(world: World, in_approval: Application) -> None:
    actions.call_hearing(in_approval, reason="重大", by=world.head, at=NOON)
    facts = {"begins_at": NOON.replace(day=20), "place": "三楼", "host": world.examiner.person}
    with refused(RuleBroken, in_approval, "听证主持人应当是审查此申请的工作人员以外的人员。", ["host"]):
        actions.schedule_hearing(in_approval, **facts, by=world.head, at=NOON)


def test_pain_18_reviewer_and_approver_are_two(in_approval: Application) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Application.objects.filter(pk=in_approval.pk).update(approver=in_approval.reviewer)


def test_pain_22_the_history_of_a_clock_is_never_lost(world: World, in_review: Application) -> None:
    """Intervals stay as rows when the case ends; days are counted in the unit of the clock."""
    held(world, in_review, 9, 16)
    actions.withdraw(in_review, by=world.resident, at=NOON.replace(day=18))
    hold = in_review.case.holds.get()
    assert (hold.started_on, hold.ended_on) == (date(2026, 3, 9), date(2026, 3, 16))
    statutory = in_review.case.clocks.get(kind="statutory")
    assert (statutory.stop_on, statutory.due_on) == (date(2026, 3, 18), date(2026, 4, 7))
