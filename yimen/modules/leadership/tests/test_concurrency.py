"""At the same moment: an office given once, a body with one group, a vacancy noted once."""

from __future__ import annotations

from typing import Any

import pytest

from tests.races import at_once, lost
from tests.world import NOON, World
from yimen.kernel.base.refusals import RuleBroken
from yimen.modules.leadership import actions, jobs
from yimen.modules.leadership.models import Attendance, LeadershipGroup, OfficeAssignment, Vacancy

from .stage import FIRST, Leaders

pytestmark = pytest.mark.usefixtures("own_database")


@pytest.fixture
def leaders() -> Leaders:
    return Leaders(World())


def test_four_appoint_to_the_same_office(leaders: Leaders) -> None:
    group = leaders.established("education")
    facts: dict[str, Any] = {"since": FIRST, "order_document": "示例"}
    acts = [
        lambda one=one: actions.appoint(
            group, office="leader", name=f"示例·{one}", **facts, by=leaders.keeper, at=NOON
        )
        for one in range(4)
    ]
    assert lost(at_once(*acts)) == [RuleBroken] * 3
    assert OfficeAssignment.objects.filter(group=group).count() == 1


def test_the_same_person_is_made_leader_and_deputy(leaders: Leaders) -> None:
    group = leaders.established("finance")
    facts: dict[str, Any] = {"name": "示例·甲", "since": FIRST, "order_document": "示例"}
    acts = [
        lambda one=one: actions.appoint(group, office=one, **facts, by=leaders.keeper, at=NOON)
        for one in ("leader", "deputy")
    ]
    assert lost(at_once(*acts)) == [RuleBroken]
    assert OfficeAssignment.objects.filter(group=group).count() == 1


def test_two_establish_a_group_of_the_same_body(leaders: Leaders) -> None:
    assert lost(at_once(*[lambda: leaders.established("water")] * 3)) == [RuleBroken] * 2
    assert LeadershipGroup.objects.filter(org__code="water").count() == 1


def test_two_watches_note_a_vacancy_once(leaders: Leaders) -> None:
    group = leaders.group("county-kangping")
    acts = [lambda: actions.note_vacancy(group, office="deputy", by=jobs.WATCH, at=NOON)] * 3
    assert lost(at_once(*acts)) == [RuleBroken] * 2
    assert Vacancy.objects.filter(group=group).count() == 1


def test_two_paste_the_same_list(leaders: Leaders) -> None:
    training, org = leaders.planned(), leaders.org("water")
    acts = [
        lambda: actions.enrol_attendees(training, attendees=[(org, "示例·甲")], by=leaders.keeper, at=NOON)
    ] * 3
    assert lost(at_once(*acts)) == [RuleBroken] * 2
    assert Attendance.objects.filter(session=training).count() == 1
