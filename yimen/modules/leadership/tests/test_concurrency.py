"""At the same moment: an office given once, a body with one group, a vacancy noted once."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

import pytest
from django.db import connection, connections
from pytest_django.plugin import DjangoDbBlocker

from tests.world import NOON, World
from yimen.kernel.base.refusals import Refused, RuleBroken
from yimen.modules.leadership import actions, jobs
from yimen.modules.leadership.models import Attendance, LeadershipGroup, OfficeAssignment, Vacancy

from .stage import FIRST, Leaders


@pytest.fixture(scope="module", autouse=True)
def _copy(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """What is committed here is seen by every connection, and by no other test."""
    creation, settings = connection.creation, connection.settings_dict
    own = settings["NAME"]
    with django_db_blocker.unblock():
        connection.close()
        creation.clone_test_db("leaders_race", verbosity=0, autoclobber=True)
        settings["NAME"] = f"{own}_leaders_race"
        yield
        connection.close()
        settings["NAME"] = own
        creation._destroy_test_db(f"{own}_leaders_race", verbosity=0)


@pytest.fixture
def leaders() -> Leaders:
    return Leaders(World())


def at_once(*acts: Callable[[], Any]) -> list[Any]:
    """What each act gave, or how it was refused; all begin at the same moment, each on its own connection."""
    gate = Barrier(len(acts))

    def run(act: Callable[[], Any]) -> Any:
        try:
            connection.ensure_connection()
            gate.wait(timeout=30)
            return act()
        except Refused as refusal:
            return refusal
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(run, acts))


def lost(results: list[Any]) -> int:
    assert all(isinstance(one, RuleBroken) for one in results if isinstance(one, Refused))
    return sum(isinstance(one, Refused) for one in results)


def test_four_appoint_to_the_same_office(leaders: Leaders) -> None:
    group = leaders.established("education")
    facts: dict[str, Any] = {"since": FIRST, "order_document": "示例"}
    acts = [
        lambda one=one: actions.appoint(
            group, office="leader", name=f"示例·{one}", **facts, by=leaders.keeper, at=NOON
        )
        for one in range(4)
    ]
    assert lost(at_once(*acts)) == 3
    assert OfficeAssignment.objects.filter(group=group).count() == 1


def test_the_same_person_is_made_leader_and_deputy(leaders: Leaders) -> None:
    group = leaders.established("finance")
    facts: dict[str, Any] = {"name": "示例·甲", "since": FIRST, "order_document": "示例"}
    acts = [
        lambda one=one: actions.appoint(group, office=one, **facts, by=leaders.keeper, at=NOON)
        for one in ("leader", "deputy")
    ]
    assert lost(at_once(*acts)) == 1
    assert OfficeAssignment.objects.filter(group=group).count() == 1


def test_two_establish_a_group_of_the_same_body(leaders: Leaders) -> None:
    assert lost(at_once(*[lambda: leaders.established("water")] * 3)) == 2
    assert LeadershipGroup.objects.filter(org__code="water").count() == 1


def test_two_watches_note_a_vacancy_once(leaders: Leaders) -> None:
    group = leaders.group("county-kangping")
    acts = [lambda: actions.note_vacancy(group, office="deputy", by=jobs.WATCH, at=NOON)] * 3
    assert lost(at_once(*acts)) == 2
    assert Vacancy.objects.filter(group=group).count() == 1


def test_two_paste_the_same_list(leaders: Leaders) -> None:
    training, org = leaders.planned(), leaders.org("water")
    acts = [
        lambda: actions.enrol_attendees(training, attendees=[(org, "示例·甲")], by=leaders.keeper, at=NOON)
    ] * 3
    assert lost(at_once(*acts)) == 2
    assert Attendance.objects.filter(session=training).count() == 1
