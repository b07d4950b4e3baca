"""排班: who sits where; nobody twice at once; copied, replaced, left for a while."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from tests.world import NOON, World
from yimen.kernel.audit.recorded import recorded
from yimen.kernel.base.refusals import NotAllowed, RuleBroken, WrongState
from yimen.kernel.people import seating
from yimen.modules.hall import actions, queries
from yimen.modules.hall.models import Shift

from .stage import MORNING, Hall, enter, only, post, refused

pytestmark = pytest.mark.django_db
MONDAY = date(2026, 3, 9)


def span(**more: Any) -> dict[str, Any]:
    return {"starts_at": MORNING, "ends_at": MORNING + timedelta(hours=3), **more}


def test_plans_who_sits_where(hall: Hall, world: World) -> None:
    done = actions.plan_shift(
        hall.window(), person=world.reception.person, **span(), by=world.manager, at=NOON
    )
    assert (done.shift.window, done.shift.person, done.shift.state) == (
        hall.window(), world.reception.person, "planned",
    )  # fmt: skip
    assert "在 A01号窗口 值班" in recorded(done)
    assert seating.seat_of(world.reception.person, NOON - timedelta(minutes=1)) == hall.window()
    assert seating.seat_of(world.reception.person, NOON) is None  # the end does not belong to it


def test_neither_window_nor_person_twice_at_once(hall: Hall, world: World) -> None:
    hall.shift()
    for number, who in (("A01", world.clerk), ("A02", world.reception)):
        with refused(RuleBroken, hall.window(number)):
            actions.plan_shift(hall.window(number), person=who.person, **span(), by=world.manager, at=NOON)
    assert hall.shift(starts_at=MORNING + timedelta(hours=8), hours=1).state == "planned"


def test_the_database_has_the_last_word(hall: Hall, world: World) -> None:
    hall.shift()
    for number, who in (("A01", world.clerk), ("A02", world.reception)):
        with pytest.raises(IntegrityError), transaction.atomic():
            Shift.objects.create(window=hall.window(number), person=who.person, **span())


@pytest.mark.parametrize(
    ("who", "hours", "message"),
    [
        ("reception", 0, "结束时间必须晚于开始时间，且不超过16小时。"),
        ("reception", 17, "结束时间必须晚于开始时间，且不超过16小时。"),
        ("examiner", 3, "此人当天在本中心没有窗口岗位。"),
    ],
)
def test_refuses_what_is_not_sensible(hall: Hall, world: World, who: str, hours: int, message: str) -> None:
    times = span(ends_at=MORNING + timedelta(hours=hours))
    with refused(RuleBroken, window := hall.window(), message):
        actions.plan_shift(window, person=getattr(world, who).person, **times, by=world.manager, at=NOON)


def test_only_the_manager_plans(hall: Hall, world: World) -> None:
    only(hall, hall.window(), actions.plan_shift, "manager", person=world.reception.person, **span())
    shift = hall.shift()
    only(hall, shift, actions.cancel_shift, "manager", reason="调整")
    only(hall, shift, actions.replace_shift, "manager", person=world.clerk.person, reason="病假")
    only(hall, hall.centre, actions.copy_week, "manager", monday=MONDAY)
    only(hall, shift, actions.step_away, "manager", "reception")


def test_cancels_with_a_reason(hall: Hall, world: World) -> None:
    shift = hall.shift()
    with refused(RuleBroken, shift, "请填写原因。"):
        actions.cancel_shift(shift, reason=" ", by=world.manager, at=NOON)
    assert (
        actions.cancel_shift(shift, reason="合并窗口", by=world.manager, at=NOON).shift.state == "cancelled"
    )
    with refused(WrongState, shift):
        actions.cancel_shift(shift, reason="合并窗口", by=world.manager, at=NOON)
    assert hall.shift().state == "planned"  # the time is free again


def test_sickness_replacement_from_now_on(hall: Hall, world: World) -> None:
    shift, called = hall.shift(), hall.called()
    done = actions.replace_shift(shift, person=world.clerk.person, reason="病假", by=world.manager, at=NOON)
    before, after = hall.fresh(shift), done.replacement
    assert (before.state, before.ends_at) == ("planned", NOON)
    assert (after.starts_at, after.ends_at, after.replaces_id) == (
        NOON,
        MORNING + timedelta(hours=8),
        shift.pk,
    )
    assert hall.fresh(called).state == "waiting"
    assert seating.seat_of(world.clerk.person, NOON) == hall.window()
    assert actions.call_next(hall.window(), by=world.clerk, at=NOON).ticket == called  # hers by the shift


def test_a_shift_to_come_is_replaced_as_a_whole(hall: Hall, world: World) -> None:
    shift = hall.shift(starts_at=MORNING + timedelta(days=1))
    done = actions.replace_shift(shift, person=world.clerk.person, reason="培训", by=world.manager, at=NOON)
    assert (hall.fresh(shift).state, done.replacement.starts_at) == ("cancelled", shift.starts_at)


def test_copies_the_week_before_but_not_onto_rest_days(hall: Hall, world: World) -> None:
    monday, saturday = hall.shift(), hall.shift(starts_at=MORNING + timedelta(days=5), hours=2)
    hall.shift(starts_at=MORNING + timedelta(days=2))
    hall.shift(starts_at=MORNING + timedelta(days=9), number="A02")  # in the way on Wednesday
    done = actions.copy_week(hall.centre, monday=MONDAY, by=world.manager, at=NOON)
    assert (done.count, done.skipped) == (1, 2)
    copied = queries.week(hall.centre, MONDAY).first()
    assert copied is not None
    assert copied.starts_at == monday.starts_at + timedelta(days=7)
    assert saturday.pk
    with refused(RuleBroken, hall.centre, "请选择星期一。"):
        actions.copy_week(hall.centre, monday=date(2026, 3, 10), by=world.manager, at=NOON)


def test_a_window_without_its_clerk_is_shown_closed(hall: Hall, world: World) -> None:
    def is_open(at: Any) -> bool:
        return next(one.is_open for one in queries.standings(hall.centre, at) if one.window.number == "A01")

    assert is_open(NOON)  # no plan that day: the hours of the window tell
    shift = hall.shift()
    assert (is_open(NOON), is_open(MORNING + timedelta(hours=8))) == (True, False)
    actions.step_away(shift, by=world.reception, at=NOON)
    assert not is_open(NOON)
    actions.come_back(hall.fresh(shift), by=world.reception, at=NOON)
    assert is_open(NOON)
    with refused(WrongState, shift):
        actions.come_back(hall.fresh(shift), by=world.reception, at=NOON)


def test_one_leaves_only_a_shift_that_runs(hall: Hall, world: World) -> None:
    with refused(RuleBroken, shift := hall.shift(), "只有正在进行的班次才能登记暂离。"):
        actions.step_away(shift, by=world.reception, at=MORNING - timedelta(hours=1))
    with refused(NotAllowed, shift):
        actions.step_away(shift, by=world.clerk, at=NOON)


def test_pages_plan_replace_cancel_and_copy(hall: Hall, world: World) -> None:
    manager, code = enter(world.manager), "city-centre"
    day = timezone.localdate() + timedelta(days=1)
    sent = {
        "window": hall.window().pk, "person": world.reception.person.pk, "day": day.isoformat(),
        "starts": "09:00", "ends": "12:00", "note": "",
    }  # fmt: skip
    assert manager.get(reverse("hall:shift-start", args=[code]), {"day": day.isoformat()}).status_code == 200
    assert manager.post(reverse("hall:shift-start", args=[code]), sent).status_code == 302
    shift = Shift.objects.get()
    week = manager.get(reverse("hall:week", args=[code]), {"week": day.isoformat()}).content.decode()
    assert world.reception.label in week
    there = reverse("hall:shift-replacement", args=[shift.pk])
    assert manager.get(there).status_code == 200
    assert manager.post(there, {"person": world.clerk.person.pk, "reason": "病假"}).status_code == 302
    replaced = Shift.objects.get(state="planned")
    assert replaced.person == world.clerk.person
    there = reverse("hall:shift-cancellation", args=[replaced.pk])
    assert manager.get(there).status_code == 200
    assert manager.post(there, {"reason": "停用"}).status_code == 302
    assert not Shift.objects.filter(state="planned").exists()
    copy = manager.post(reverse("hall:week-copy", args=[code]), {"monday": MONDAY.isoformat()}, follow=True)
    assert "上一周没有排班。" in copy.content.decode()


def test_endpoints_plan_replace_cancel_and_copy(hall: Hall, world: World) -> None:
    starts_at = timezone.now().replace(minute=0) + timedelta(hours=20)
    body = {
        "window": str(hall.window().pk), "person": str(world.reception.person.pk),
        "starts_at": starts_at.isoformat(), "ends_at": (starts_at + timedelta(hours=2)).isoformat(),
    }  # fmt: skip
    planned = post(world.manager, "halls/city-centre/shifts", **body)
    assert (planned.status_code, planned.json()["window"]) == (201, "A01")
    assert post(world.manager, "halls/city-centre/shifts", **body).status_code == 422
    there = f"shifts/{planned.json()['id']}"
    other = post(world.manager, f"{there}/replacement", person=str(world.clerk.person.pk), reason="病假")
    assert (other.status_code, other.json()["person"]) == (201, world.clerk.label)
    gone = post(world.manager, f"shifts/{other.json()['id']}/cancellation", reason="停用")
    assert gone.json()["state"] == "cancelled"
    assert post(world.manager, "halls/city-centre/week-copy", monday="2026-03-09").status_code == 422
    assert post(world.clerk, "halls/city-centre/shifts", **body).status_code == 404


def test_leaves_and_comes_back_by_page_and_endpoint(hall: Hall, world: World) -> None:
    shift = hall.shift(starts_at=timezone.now() - timedelta(hours=1))
    browser = enter(world.reception)
    assert hall.window().name in browser.get(reverse("hall:calling")).content.decode()
    browser.post(reverse("hall:absence", args=[shift.pk]))
    assert hall.fresh(shift).state == "away"
    browser.post(reverse("hall:attendance", args=[shift.pk]))
    assert hall.fresh(shift).state == "planned"
    assert post(world.reception, f"shifts/{shift.pk}/absence").json()["state"] == "away"
    assert post(world.reception, f"shifts/{shift.pk}/attendance").json()["state"] == "planned"
    assert post(world.clerk, f"shifts/{shift.pk}/absence").status_code == 404


def test_the_week_costs_the_same_however_many_sit_there(
    hall: Hall, world: World, django_assert_num_queries: Any
) -> None:
    browser, there = enter(world.manager), reverse("hall:week", args=["city-centre"])
    hall.shift()
    browser.get(there, {"week": "2026-03-02"})
    with django_assert_num_queries(WEEK_QUERIES):
        browser.get(there, {"week": "2026-03-02"})
    for day in range(1, 5):
        hall.shift(starts_at=MORNING + timedelta(days=day))
    with django_assert_num_queries(WEEK_QUERIES):
        browser.get(there, {"week": "2026-03-02"})


WEEK_QUERIES = 6


def test_a_cell_of_the_week_fills_in_its_day(world: World, hall: Hall) -> None:
    there = reverse("hall:shift-start", args=["city-centre"])
    page = enter(world.manager).get(f"{there}?day=2026-03-09&window={hall.window().pk}").content.decode()
    assert 'value="2026-03-09"' in page
