"""At the same moment: numbers without gap or double, a number at one window, a place given once."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from tests.races import at_once, lost
from tests.world import NOON, World
from yimen.kernel.base.days import local_day
from yimen.kernel.base.ids import new_id
from yimen.kernel.base.refusals import RuleBroken
from yimen.modules.hall import actions
from yimen.modules.hall.models import Appointment, Shift, Ticket

from .stage import MORNING, Hall

pytestmark = pytest.mark.usefixtures("own_database")
TWO = NOON.replace(hour=14) + timedelta(days=1)


@pytest.fixture
def hall() -> Hall:
    return Hall(World())


def test_sixteen_take_numbers_without_gap_or_double(hall: Hall) -> None:
    at, public = hall.world.later(1), hall.world.public
    take = [
        lambda: actions.take_number(hall.general, ticket_id=new_id(), by=public, at=at) for _one in range(16)
    ]
    assert lost(at_once(*take)) == []
    serials = Ticket.objects.filter(business=hall.general, day=local_day(at)).values_list("serial", flat=True)
    assert sorted(serials) == list(range(1, 17))


def test_pain_10_the_same_key_at_the_same_moment_is_one_number(hall: Hall) -> None:
    at, key, public = hall.world.later(2), new_id(), hall.world.public
    acts = [lambda: actions.take_number(hall.results, ticket_id=key, by=public, at=at)] * 4
    assert lost(at_once(*acts)) == [RuleBroken] * 3
    assert list(Ticket.objects.filter(day=local_day(at)).values_list("serial", flat=True)) == [1]
    assert actions.take_number(hall.results, ticket_id=new_id(), by=public, at=at).ticket.serial == 2


def test_two_clerks_call_at_once_and_never_get_the_same(hall: Hall) -> None:
    at = hall.world.later(3)
    for _one in range(6):
        hall.ticket(at=at)
    windows = [hall.window(number) for number in ("A01", "A02", "A03", "A04")]
    clerk = hall.world.reception
    results = at_once(*(lambda one=one: actions.call_next(one, by=clerk, at=at) for one in windows))  # type: ignore[misc]
    assert lost(results) == []
    called = Ticket.objects.filter(day=local_day(at), state="called")
    assert called.count() == 4
    assert {one.number for one in called} == {"A001", "A002", "A003", "A004"}


def test_one_window_calls_one_number_by_a_double_click(hall: Hall) -> None:
    at = hall.world.later(4)
    hall.ticket(at=at), hall.ticket(at=at)
    window = hall.window("A05")
    acts = [lambda: actions.call_next(window, by=hall.world.reception, at=at)] * 2
    assert lost(at_once(*acts)) == [RuleBroken]
    assert Ticket.objects.filter(day=local_day(at), state="called").count() == 1


def test_the_last_place_of_a_slot_is_given_once(hall: Hall) -> None:
    hall.shift(starts_at=MORNING + timedelta(days=1))  # one window: two places
    facts: dict[str, Any] = {"starts_at": TWO, "person": None, "name": "示例"}
    acts = [
        lambda one=one: actions.book(
            hall.general,
            appointment_id=new_id(),
            phone=f"1380000010{one}",
            **facts,
            by=hall.world.public,
            at=NOON,
        )
        for one in range(6)
    ]
    assert lost(at_once(*acts)) == [RuleBroken] * 4
    assert sorted(Appointment.objects.filter(starts_at=TWO).values_list("place", flat=True)) == [1, 2]


def test_two_managers_plan_the_same_window(hall: Hall) -> None:
    starts_at = MORNING + timedelta(days=7)
    facts: dict[str, Any] = {"starts_at": starts_at, "ends_at": starts_at + timedelta(hours=2)}
    people = (hall.world.reception.person, hall.world.clerk.person)
    acts = [
        lambda one=one: actions.plan_shift(
            hall.window("A06"), person=one, **facts, by=hall.world.manager, at=NOON
        )
        for one in people
    ]
    assert lost(at_once(*acts)) == [RuleBroken]
    assert Shift.objects.filter(starts_at=starts_at).count() == 1
