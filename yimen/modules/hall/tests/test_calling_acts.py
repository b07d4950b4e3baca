"""What follows a call: again, passed over, by hand, moved, released, served; and what a leaving clerk leaves behind."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone

from tests.world import NOON
from yimen.kernel.base.refusals import NotAllowed, RuleBroken, WrongState
from yimen.modules.hall import actions, queries
from yimen.modules.hall.models import Ticket

from .stage import Hall, codes, enter, only, post, refused

pytestmark = pytest.mark.django_db
LATER = NOON + timedelta(minutes=7)
INSIDE = ("reception", "clerk", "issuer", "outsider")


def facts(hall: Hall, act: str) -> dict[str, Any]:
    return {
        "move_number": {"window": hall.window("A02")},
        "release_number": {"reason": "系统故障"},
        "call_number": {"window": hall.window("A02")},
    }.get(act, {})


def test_calls_again(hall: Hall) -> None:
    done = actions.call_again(hall.called(), by=hall.world.reception, at=LATER)
    assert (done.count, done.ticket.called_at, done.ticket.first_called_at) == (2, LATER, NOON)


def test_passes_over_and_calls_by_hand(hall: Hall) -> None:
    passed = actions.pass_over(hall.called(), by=hall.world.reception, at=LATER).ticket
    assert (passed.state, passed.ended_at) == ("passed", LATER)
    assert list(queries.passed(hall.window("A02"), LATER)) == [passed]
    assert list(queries.passed(hall.window("B01"), LATER)) == []
    done = actions.call_number(passed, window=hall.window("A02"), by=hall.world.reception, at=LATER)
    assert (done.ticket.state, done.ticket.window, done.ticket.ended_at) == (
        "called",
        hall.window("A02"),
        None,
    )


def test_a_window_of_another_queue_does_not_call_a_passed_number(hall: Hall) -> None:
    passed = actions.pass_over(hall.called(), by=hall.world.reception, at=LATER).ticket
    with refused(RuleBroken, passed, "这个号码不在本窗口办理的队列中，请由办理该业务的窗口叫号。"):
        actions.call_number(passed, window=hall.window("B01"), by=hall.world.clerk, at=LATER)
    waiting = hall.ticket()
    with refused(RuleBroken, waiting, "这个号码不在本窗口办理的队列中，请由办理该业务的窗口叫号。"):
        actions.call_number(waiting, window=hall.window("B01"), by=hall.world.clerk, at=LATER)


def test_the_window_that_called_it_calls_it_again(hall: Hall) -> None:
    """A number that was sent to a window of another kind is that window's, also after it was passed over."""
    moved = actions.move_number(
        hall.called(), window=hall.window("B01"), by=hall.world.reception, at=LATER
    ).ticket
    with refused(RuleBroken, moved):
        actions.call_number(moved, window=hall.window("A01"), by=hall.world.reception, at=LATER)
    called = actions.call_next(hall.window("B01"), by=hall.world.clerk, at=LATER).ticket
    passed = actions.pass_over(called, by=hall.world.clerk, at=LATER).ticket
    assert list(queries.passed(hall.window("B01"), LATER)) == [passed] == [moved]
    assert list(queries.passed(hall.window("A01"), LATER)) == []
    again = actions.call_number(passed, window=hall.window("B01"), by=hall.world.clerk, at=LATER).ticket
    assert (again.state, again.window, again.call_count) == ("called", hall.window("B01"), 3)


@pytest.mark.parametrize("act", ["call_again", "pass_over", "move_number", "release_number", "serve_number"])
def test_nobody_handles_the_number_of_another_window(hall: Hall, act: str) -> None:
    with refused(NotAllowed, called := hall.called()):
        getattr(actions, act)(called, **facts(hall, act), by=hall.world.clerk, at=LATER)


def test_moves_and_keeps_the_place(hall: Hall) -> None:
    moved = hall.called()
    hall.ticket(at=NOON + timedelta(minutes=1))
    done = actions.move_number(moved, window=hall.window("A02"), by=hall.world.reception, at=LATER)
    assert (done.ticket.state, done.ticket.queued_at, done.ticket.window) == ("waiting", NOON, None)
    assert queries.callable_at(hall.window("A02"), LATER).first() == moved
    assert moved not in list(queries.callable_at(hall.window("A01"), LATER))
    again = actions.call_next(hall.window("A02"), by=hall.world.reception, at=LATER).ticket
    assert again == moved


def test_a_number_is_moved_to_a_window_of_another_kind(hall: Hall) -> None:
    moved = hall.called()
    actions.move_number(moved, window=hall.window("B01"), by=hall.world.reception, at=LATER)
    assert actions.call_next(hall.window("B01"), by=hall.world.clerk, at=LATER).ticket == moved


def test_refuses_to_move_where_it_is(hall: Hall) -> None:
    called = hall.called()
    with refused(RuleBroken, called, "已经在这个窗口。"):
        actions.move_number(called, window=hall.window(), by=hall.world.reception, at=NOON)


def test_releases_to_its_own_place(hall: Hall) -> None:
    called = hall.called()
    hall.ticket(at=NOON + timedelta(minutes=1))
    actions.release_number(called, reason="打印机故障", by=hall.world.reception, at=LATER)
    assert queries.waiting(hall.general, LATER).first() == called
    with refused(WrongState, called):
        actions.release_number(called, reason="打印机故障", by=hall.world.reception, at=LATER)


def test_release_needs_a_reason(hall: Hall) -> None:
    called = hall.called()
    with refused(RuleBroken, called, "请填写原因。"):
        actions.release_number(called, reason=" ", by=hall.world.reception, at=NOON)


def test_serves_with_a_case_and_without(hall: Hall) -> None:
    first = hall.called()
    case = hall.world.submitted().case
    done = actions.serve_number(first, case=case, by=hall.world.reception, at=LATER)
    assert (done.ticket.state, done.ticket.case, done.ticket.ended_at) == ("served", case, LATER)
    second = actions.serve_number(hall.called(at=LATER), by=hall.world.reception, at=LATER).ticket
    assert (second.state, second.case) == ("served", None)
    assert codes(second)[-1] == "hall.number.served"


def test_a_clerk_who_leaves_forgets_nobody(hall: Hall) -> None:
    """暂离 while a number stands at the window: it waits again, at its own place."""
    shift, called = hall.shift(), hall.called()
    behind = hall.ticket(at=NOON + timedelta(minutes=1))
    actions.step_away(shift, by=hall.world.reception, at=LATER)
    assert list(queries.waiting(hall.general, LATER)) == [called, behind]


def test_expires_when_the_day_is_over(hall: Hall) -> None:
    waiting, sweep = hall.ticket(), hall.world.machine("hall sweep")
    with refused(RuleBroken, waiting, "当天的号码还有效。"):
        actions.expire_number(waiting, by=sweep, at=LATER)
    done = actions.expire_number(waiting, by=sweep, at=hall.world.later(1))
    assert done.ticket.state == "expired"
    only(hall, hall.ticket(), actions.expire_number, at=hall.world.later(1))


def test_leaves_the_queue(hall: Hall) -> None:
    now = timezone.now()
    mine, other = hall.ticket(at=now), hall.ticket(at=now)
    answer = enter(None).post(reverse("hall:leaving", args=[mine.pk]))
    assert answer.headers["Location"] == reverse("hall:ticket", args=[mine.pk])
    assert hall.fresh(mine).state == "left"
    with refused(WrongState, mine):
        actions.leave_queue(mine, by=hall.world.public, at=now)
    assert post(None, f"numbers/{other.pk}/leaving").json()["state"] == "left"


@pytest.mark.parametrize(
    "act", ["call_again", "pass_over", "move_number", "release_number", "serve_number", "call_number"]
)
def test_only_those_in_the_hall(hall: Hall, act: str) -> None:
    ticket = hall.called()
    if act == "call_number":
        ticket = actions.pass_over(ticket, by=hall.world.reception, at=NOON).ticket
    only(hall, ticket, getattr(actions, act), *INSIDE, **facts(hall, act))


@pytest.mark.parametrize("act", ["call_again", "pass_over", "move_number", "release_number", "serve_number"])
def test_refuses_who_is_not_at_the_window(hall: Hall, act: str) -> None:
    with refused(WrongState, ticket := hall.ticket()):
        getattr(actions, act)(ticket, **facts(hall, act), by=hall.world.reception, at=NOON)


def test_one_does_not_call_to_the_window_of_somebody_else(hall: Hall) -> None:
    with refused(NotAllowed, ticket := hall.ticket()):
        actions.call_number(ticket, window=hall.window("A01"), by=hall.world.clerk, at=NOON)


@pytest.mark.parametrize(
    ("page", "body", "state"),
    [
        ("repetition", {}, "called"),
        ("passing", {}, "passed"),
        ("moving", {"window": "A02"}, "waiting"),
        ("releasing", {"reason": "设备故障"}, "waiting"),
        ("serving", {}, "served"),
    ],
)
def test_pages_and_endpoints(hall: Hall, page: str, body: dict[str, str], state: str) -> None:
    now = timezone.now()
    sent = {key: str(hall.window(value).pk) if key == "window" else value for key, value in body.items()}
    ticket = hall.called(at=now)
    answer = enter(hall.world.reception).post(reverse(f"hall:{page}", args=[ticket.pk]), sent)
    assert (answer.status_code, hall.fresh(ticket).state) == (302, state)
    other = hall.called(number="A03", at=now) if state != "waiting" else _called_alone(hall, ticket)
    reply = post(hall.world.reception, f"numbers/{other.pk}/{page}", **sent)
    assert (reply.status_code, reply.json()["state"]) == (201, state)
    assert enter(hall.world.resident).post(reverse(f"hall:{page}", args=[ticket.pk]), sent).status_code == 404
    assert post(hall.world.resident, f"numbers/{other.pk}/{page}", **sent).status_code == 404


def _called_alone(hall: Hall, waiting: Ticket) -> Ticket:
    """The number that waits is served elsewhere, so that the next call takes another one."""
    actions.leave_queue(waiting, by=hall.world.public, at=timezone.now())
    return hall.called(number="A03", at=timezone.now())


def test_a_case_number_that_is_none_is_said(hall: Hall) -> None:
    ticket = hall.called(at=timezone.now())
    client = enter(hall.world.reception)
    answer = client.post(
        reverse("hall:serving", args=[ticket.pk]), {"number": "21010020260302000019"}, follow=True
    )
    assert "没有这个编号的办件，请核对。" in answer.content.decode()
    assert hall.fresh(ticket).state == "called"
