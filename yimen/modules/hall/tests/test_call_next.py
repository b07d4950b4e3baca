"""叫号: in order, one number at a time, at a window where one sits."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from tests.world import NOON
from yimen.kernel.audit.recorded import recorded
from yimen.kernel.base.refusals import NotAllowed, RuleBroken
from yimen.modules.hall import actions, queries
from yimen.modules.hall.models import PriorityGround, Ticket

from .stage import Hall, codes, enter, only, post, refused

pytestmark = pytest.mark.django_db


def test_calls_the_first_in_order(hall: Hall) -> None:
    first = hall.ticket()
    hall.ticket()
    done = actions.call_next(hall.window(), by=hall.world.reception, at=NOON)
    assert (done.ticket, done.ticket.state, done.ticket.window) == (first, "called", hall.window())
    assert recorded(done).endswith("在 A01号窗口 叫号 A001 2026-03-02")
    assert codes(first) == ["hall.number.taken", "hall.number.called"]


def test_order_is_slot_then_law_then_arrival(hall: Hall) -> None:
    """An appointment that came early waits for its slot; at its slot it goes first."""
    ordinary = hall.ticket(at=NOON)
    appointment = hall.appointment(starts_at=NOON.replace(hour=14), at=NOON)
    early = actions.check_in(
        appointment, ticket_id=appointment.pk, by=hall.world.public, at=NOON + timedelta(minutes=1)
    ).ticket
    elderly = hall.ticket(at=NOON + timedelta(minutes=2), priority=PriorityGround.objects.get(pk="elderly"))
    later = hall.ticket(at=NOON + timedelta(minutes=3))
    before, during = NOON + timedelta(minutes=5), NOON.replace(hour=14, minute=1)
    assert list(queries.waiting(hall.general, before)) == [elderly, ordinary, later, early]
    assert list(queries.waiting(hall.general, during)) == [early, elderly, ordinary, later]


def test_a_window_serves_its_own_classes_only(hall: Hall) -> None:
    hall.ticket(hall.results)
    with refused(RuleBroken, hall.window(), "现在没有等候的人。"):
        actions.call_next(hall.window(), by=hall.world.reception, at=NOON)
    built = hall.ticket(hall.building)
    assert actions.call_next(hall.window("B01"), by=hall.world.clerk, at=NOON).ticket == built


def test_yesterdays_numbers_are_not_called(hall: Hall) -> None:
    hall.ticket(at=hall.world.later(-3))
    with refused(RuleBroken, hall.window(), "现在没有等候的人。"):
        actions.call_next(hall.window(), by=hall.world.reception, at=NOON)


def test_refuses_while_one_is_at_the_window(hall: Hall) -> None:
    called = hall.called()
    waiting = hall.ticket()
    with refused(RuleBroken, waiting, f"请先结束当前号码 {called.number}。"):
        actions.call_next(hall.window(), by=hall.world.reception, at=NOON)


def test_only_who_sits_in_the_hall_and_at_that_window(hall: Hall) -> None:
    waiting = hall.ticket()
    only(hall, hall.window(), actions.call_next, "reception", "clerk", "issuer", "outsider")
    with refused(NotAllowed, waiting):
        actions.call_next(hall.window(), by=hall.world.clerk, at=NOON)  # hers is B01


def test_page_and_endpoint_call(hall: Hall) -> None:
    now = timezone.now()
    hall.ticket(at=now), hall.ticket(at=now)
    client, window = enter(hall.world.reception), hall.window()
    assert "叫下一号" in client.get(reverse("hall:calling"), {"window": window.pk}).content.decode()
    answer = client.post(reverse("hall:call", args=[window.pk]))
    assert answer.headers["Location"] == f"/hall/calling/?window={window.pk}"
    page = client.get(answer.headers["Location"]).content.decode()
    assert "A001" in page
    assert "办毕" in page
    other = post(hall.world.reception, f"windows/{hall.window('A02').pk}/call")
    assert (other.status_code, other.json()["number"], other.json()["window"]) == (201, "A002", "A02")
    assert post(hall.world.reception, f"windows/{hall.window('A03').pk}/call").status_code == 422
    assert Ticket.objects.filter(state="called").count() == 2


@pytest.mark.parametrize("name", ["resident", "examiner", "manager"])
def test_the_desk_does_not_exist_for_others(hall: Hall, name: str) -> None:
    person = getattr(hall.world, name)
    assert enter(person).get(reverse("hall:calling")).status_code == 404
    assert enter(person).post(reverse("hall:call", args=[hall.window().pk])).status_code == 404
    assert post(person, f"windows/{hall.window().pk}/call").status_code == 404
