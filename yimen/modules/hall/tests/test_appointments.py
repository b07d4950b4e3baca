"""预约: places by open windows, once each; changed, cancelled, arrived, missed, displaced; outside of the hours on request."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.core import mail
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from tests.world import NOON, World
from yimen.kernel import calendar
from yimen.kernel.base.actor import Machine
from yimen.kernel.base.ids import new_id
from yimen.kernel.base.refusals import RuleBroken, WrongState
from yimen.kernel.calendar import actions as calendar_acts
from yimen.kernel.notices.models import Notice
from yimen.modules.hall import actions, jobs, queries, slots
from yimen.modules.hall.models import Appointment

from .stage import MORNING, Hall, codes, enter, only, post, refused

pytestmark = pytest.mark.django_db
TWO = NOON.replace(hour=14) + timedelta(days=1)
HALF_PAST = TWO + timedelta(minutes=30)
SWEEP = Machine("hall sweep")


def facts(**more: Any) -> dict[str, Any]:
    return {"starts_at": TWO, "person": None, "name": "示例", "phone": "13800000009", **more}


def test_slots_follow_hours_calendar_and_windows(hall: Hall) -> None:
    tuesday, saturday = date(2026, 3, 3), date(2026, 3, 7)
    found = slots.slots(hall.general, tuesday, NOON)
    assert (len(found), found[0].starts_at, found[-1].ends_at) == (
        16, MORNING + timedelta(days=1), MORNING + timedelta(days=1, hours=8),
    )  # fmt: skip
    assert {one.capacity for one in found} == {12}  # six comprehensive windows, two places each
    assert slots.slots(hall.general, saturday, NOON) == []
    assert slots.slots(hall.general, date(2026, 3, 2), NOON)[0].starts_at.hour == 12


def test_capacity_is_what_the_plan_of_the_day_staffs(hall: Hall) -> None:
    hall.shift(starts_at=MORNING + timedelta(days=1), hours=3)
    found = {one.starts_at.hour: one.capacity for one in slots.slots(hall.general, date(2026, 3, 3), NOON)}
    assert (found[9], found[11], found[14]) == (2, 2, 0)


def test_books_a_place_and_tells_by_sms(hall: Hall) -> None:
    booked = hall.appointment(starts_at=TWO)
    assert (booked.place, booked.state, len(booked.code)) == (1, "booked", 6)
    assert codes(booked) == ["hall.appointment.booked"]
    told = Notice.objects.get(code="hall.booked")
    assert booked.code in told.subject
    assert told.deliveries.get().channel == "sms"
    assert hall.appointment(starts_at=TWO, phone="13800000003").place == 2


def test_the_same_key_twice_is_one_appointment(hall: Hall) -> None:
    key = new_id()
    actions.book(hall.general, appointment_id=key, **facts(), by=hall.world.public, at=NOON)
    with refused(RuleBroken, hall.general, "这个预约已经提交过了。"):
        actions.book(hall.general, appointment_id=key, **facts(), by=hall.world.public, at=NOON)


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        ({"name": " "}, "请填写姓名。"),
        ({"phone": "abc"}, "请填写正确的手机号码。"),
        ({"starts_at": NOON - timedelta(hours=1)}, "这个时段不能预约，请另选。"),
        ({"starts_at": TWO + timedelta(minutes=7)}, "这个时段不能预约，请另选。"),
        ({"starts_at": TWO + timedelta(days=30)}, "这个时段不能预约，请另选。"),
    ],
)
def test_refuses_what_cannot_be(hall: Hall, wrong: dict[str, Any], message: str) -> None:
    with refused(RuleBroken, hall.general, message):
        actions.book(hall.general, appointment_id=new_id(), **facts(**wrong), by=hall.world.public, at=NOON)


def test_a_full_slot_is_full(hall: Hall) -> None:
    hall.shift(starts_at=MORNING + timedelta(days=1))  # one window: two places
    for number in ("13800000003", "13800000004"):
        hall.appointment(starts_at=TWO, phone=number)
    with refused(RuleBroken, hall.general, "这个时段刚刚约满，请另选。"):
        actions.book(hall.general, appointment_id=new_id(), **facts(), by=hall.world.public, at=NOON)


def test_one_telephone_keeps_two_at_most_and_none_at_once(hall: Hall) -> None:
    hall.appointment(starts_at=TWO, phone="13800000009")
    with refused(RuleBroken, hall.general):
        actions.book(hall.general, appointment_id=new_id(), **facts(), by=hall.world.public, at=NOON)
    hall.appointment(starts_at=HALF_PAST, phone="13800000009")
    with refused(RuleBroken, hall.general, "这个手机号码已经有 2 个未办理的预约。"):
        later = facts(starts_at=HALF_PAST + timedelta(minutes=30))
        actions.book(hall.general, appointment_id=new_id(), **later, by=hall.world.public, at=NOON)


def test_the_database_gives_a_place_once(hall: Hall) -> None:
    booked = hall.appointment(starts_at=TWO)
    values = {f.attname: getattr(booked, f.attname) for f in Appointment._meta.concrete_fields}
    with pytest.raises(IntegrityError), transaction.atomic():
        Appointment.objects.create(**{**values, "id": new_id(), "phone": "13900000000"})


def test_changes_to_another_slot_and_tells(hall: Hall) -> None:
    booked = hall.appointment(starts_at=TWO)
    done = actions.change_appointment(booked, starts_at=HALF_PAST, by=hall.world.public, at=NOON)
    assert (done.appointment.starts_at, done.appointment.state) == (HALF_PAST, "booked")
    assert Notice.objects.filter(code="hall.changed").count() == 1
    assert hall.appointment(starts_at=TWO, phone="13800000003").place == 1  # the old place is free
    with refused(RuleBroken, booked, "预约时段已经开始，不能再更改。"):
        actions.change_appointment(booked, starts_at=TWO, by=hall.world.public, at=HALF_PAST)


def test_cancels_and_the_place_is_free(hall: Hall) -> None:
    booked = hall.appointment(starts_at=TWO)
    assert actions.cancel_appointment(booked, by=hall.world.public, at=NOON).appointment.state == "cancelled"
    assert hall.appointment(starts_at=TWO).place == 1
    with refused(WrongState, booked):
        actions.cancel_appointment(booked, by=hall.world.public, at=NOON)


def test_what_belongs_to_an_account_is_changed_by_it_alone(hall: Hall, world: World) -> None:
    booked = hall.appointment(starts_at=TWO, by=world.resident)
    allowed = ("resident", "manager", "reception")
    only(hall, booked, actions.cancel_appointment, *allowed)
    only(hall, booked, actions.change_appointment, *allowed, starts_at=HALF_PAST)
    only(hall, booked, actions.check_in, *allowed, ticket_id=new_id())


@pytest.mark.parametrize(("minutes", "goes_first"), [(-30, True), (15, True), (16, False)])
def test_lateness_is_a_rule_of_the_city(hall: Hall, minutes: int, goes_first: bool) -> None:
    booked, came = hall.appointment(starts_at=TWO), TWO + timedelta(minutes=minutes)
    waiting = hall.ticket(at=TWO - timedelta(hours=1))
    mine = actions.check_in(booked, ticket_id=new_id(), by=hall.world.public, at=came).ticket
    order = list(queries.waiting(hall.general, TWO + timedelta(minutes=20)))
    assert order == ([mine, waiting] if goes_first else [waiting, mine])
    assert hall.fresh(booked).state == "arrived"


def test_arrives_on_the_day_only_and_once(hall: Hall) -> None:
    booked = hall.appointment(starts_at=TWO)
    with refused(RuleBroken, booked, "请在预约当天签到。"):
        actions.check_in(booked, ticket_id=new_id(), by=hall.world.public, at=NOON)
    actions.check_in(booked, ticket_id=new_id(), by=hall.world.public, at=TWO)
    with refused(WrongState, booked):
        actions.check_in(booked, ticket_id=new_id(), by=hall.world.public, at=TWO)


def test_reminds_once_and_notes_who_did_not_come(hall: Hall) -> None:
    booked = hall.appointment(starts_at=TWO)
    actions.remind(booked, by=SWEEP, at=NOON)
    assert Notice.objects.filter(code="hall.reminded").count() == 1
    with refused(RuleBroken, booked):
        actions.remind(booked, by=SWEEP, at=NOON)
    with refused(RuleBroken, booked, "预约时段还没有结束。"):
        actions.miss_appointment(booked, by=SWEEP, at=TWO)
    assert (
        actions.miss_appointment(booked, by=SWEEP, at=TWO + timedelta(hours=1)).appointment.state == "missed"
    )
    other = hall.appointment(starts_at=TWO)
    for act in (
        actions.remind,
        actions.miss_appointment,
        actions.displace_appointment,
        actions.unplace_appointment,
    ):
        only(hall, other, act)


def test_a_day_closed_after_booking_moves_people_and_tells_them(hall: Hall, world: World) -> None:
    booked = hall.appointment(starts_at=TWO)
    closed = {"on": TWO.date(), "reason": "local_closure", "name": "设备检修"}
    calendar_acts.change_day(calendar_acts.book(), **closed, by=world.administrator, at=NOON)
    jobs.move_or_cancel(booked, by=SWEEP, at=NOON)
    moved = hall.fresh(booked)
    assert (moved.starts_at, moved.state) == (TWO + timedelta(days=1), "booked")
    told = Notice.objects.get(code="hall.displaced")
    assert "因放假" in told.subject
    assert codes(booked) == ["hall.appointment.booked", "hall.appointment.displaced"]


def test_where_no_place_is_left_it_is_cancelled_and_told(hall: Hall, world: World, monkeypatch: Any) -> None:
    booked = hall.appointment(starts_at=TWO)
    closed = {"on": TWO.date(), "reason": "local_closure", "name": "设备检修"}
    calendar_acts.change_day(calendar_acts.book(), **closed, by=world.administrator, at=NOON)
    monkeypatch.setattr(slots, "DAYS_LOOKED_AT", 1)
    jobs.move_or_cancel(booked, by=SWEEP, at=NOON)
    assert hall.fresh(booked).state == "cancelled"
    assert Notice.objects.filter(code="hall.unplaced").count() == 1
    with refused(WrongState, booked):
        actions.displace_appointment(booked, by=SWEEP, at=NOON)


def test_nothing_is_displaced_while_the_day_stays(hall: Hall) -> None:
    with refused(RuleBroken, booked := hall.appointment(starts_at=TWO), "预约当天照常办公。"):
        actions.displace_appointment(booked, by=SWEEP, at=NOON)


def test_after_hours_is_asked_for_and_answered(hall: Hall, world: World) -> None:
    asked = hall.requested()
    assert (asked.state, asked.place, asked.is_after_hours) == ("requested", None, True)
    assert actions.confirm_after_hours(asked, by=world.manager, at=NOON).appointment.state == "booked"
    with refused(WrongState, asked):
        actions.decline_after_hours(asked, reason="人手不足", by=world.manager, at=NOON)
    codes_told = sorted(Notice.objects.filter(code__startswith="hall.").values_list("code", flat=True))
    assert codes_told == ["hall.confirmed", "hall.requested"]


def test_after_hours_is_declined_with_a_reason_by_the_manager_only(hall: Hall, world: World) -> None:
    asked = hall.requested()
    only(hall, asked, actions.confirm_after_hours, "manager")
    only(hall, asked, actions.decline_after_hours, "manager", reason="人手不足")
    with refused(RuleBroken, asked, "请填写原因。"):
        actions.decline_after_hours(asked, reason="", by=world.manager, at=NOON)
    assert (
        actions.decline_after_hours(asked, reason="人手不足", by=world.manager, at=NOON).appointment.state
        == "declined"
    )
    assert "人手不足" in Notice.objects.get(code="hall.declined").body


def test_within_the_hours_one_books(hall: Hall) -> None:
    with refused(RuleBroken, hall.general, "这个时间大厅正常办公，请直接预约。"):
        wanted = facts(note="加急")
        actions.request_after_hours(
            hall.general, appointment_id=new_id(), **wanted, by=hall.world.public, at=NOON
        )


# --- pages and endpoints, by the clock of the machine


def next_slot(hall: Hall) -> Any:
    now = timezone.now()
    day = next(one for one in slots.days(now) if one > timezone.localdate(now))
    return next(one for one in slots.slots(hall.general, day, now) if one.free)


def test_books_by_page_changes_and_cancels_without_an_account(hall: Hall) -> None:
    browser, slot = enter(None), next_slot(hall)
    day = timezone.localtime(slot.starts_at).date()
    assert browser.get(reverse("hall:choice", args=["city-centre"])).status_code == 200
    asked = browser.get(
        reverse("hall:choice", args=["city-centre"]), {"business": hall.general.pk, "day": day.isoformat()}
    )
    sent = {
        "slot": timezone.localtime(slot.starts_at).isoformat(), "name": "示例预约人", "phone": "138 0000 0007",
        "once_key": str(new_id()),
    }  # fmt: skip
    assert browser.get(asked.headers["Location"]).status_code == 200
    first = browser.post(asked.headers["Location"], sent)
    second = browser.post(asked.headers["Location"], sent)
    assert (first.status_code, first.headers["Location"]) == (302, second.headers["Location"])
    booked = Appointment.objects.get()
    page = browser.get(first.headers["Location"]).content.decode()
    assert booked.code in page
    assert "13800000007" not in page
    there = reverse("hall:change", args=[booked.pk])
    later = timezone.localtime(slot.ends_at).isoformat()
    assert browser.get(there).status_code == 200
    assert browser.post(f"{there}?day={day.isoformat()}", {"slot": later}).status_code == 302
    assert browser.post(reverse("hall:cancellation", args=[booked.pk])).status_code == 302
    assert hall.fresh(booked).state == "cancelled"


def test_finds_it_by_telephone_and_code_only(hall: Hall) -> None:
    slot = next_slot(hall)
    booked = hall.appointment(starts_at=slot.starts_at, phone="13800000007", at=timezone.now())
    browser, there = enter(None), reverse("hall:look-up")
    wrong = browser.post(there, {"phone": "13800000007", "code": "x"})
    other = browser.post(there, {"phone": "13999999999", "code": booked.code})
    for answer in (wrong, other):
        assert "没有查到。请核对手机号码和预约码" in answer.content.decode()
    found = browser.post(there, {"phone": "138-0000-0007", "code": f" {booked.code}"})
    assert found.headers["Location"] == reverse("hall:appointment", args=[booked.pk])


def test_the_own_appointments_and_nobody_elses(hall: Hall, world: World) -> None:
    booked = hall.appointment(starts_at=next_slot(hall).starts_at, by=world.resident, at=timezone.now())
    there = reverse("hall:appointment", args=[booked.pk])
    assert enter(world.resident).get(there).status_code == 200
    assert "综合业务" in enter(world.resident).get(reverse("hall:appointments")).content.decode()
    for name in ("stranger", "clerk"):
        assert enter(getattr(world, name)).get(there).status_code == 404
    assert enter(None).get(there).status_code == 404
    listed = enter(world.manager).get(reverse("hall:bookings", args=["city-centre"])).content.decode()
    assert "示***人" in listed
    assert booked.phone not in listed


def test_arrives_by_page_once(hall: Hall) -> None:
    now = timezone.now()
    slot = next_slot(hall)
    booked = hall.appointment(starts_at=slot.starts_at, at=now)
    there = reverse("hall:arrival", args=[booked.pk])
    assert enter(None).get(there).status_code == 200
    early = enter(None).post(there, {"once_key": str(new_id())})
    assert "请在预约当天签到。" in early.content.decode()


def test_answers_after_hours_by_page_and_endpoint(hall: Hall, world: World) -> None:
    first, second = hall.requested(at=timezone.now()), None
    manager = enter(world.manager)
    assert manager.get(reverse("hall:confirmation", args=[first.pk])).status_code == 200
    assert manager.post(reverse("hall:confirmation", args=[first.pk])).status_code == 302
    assert hall.fresh(first).state == "booked"
    actions.cancel_appointment(hall.fresh(first), by=world.manager, at=timezone.now())
    second = hall.requested(at=timezone.now())
    assert manager.get(reverse("hall:declining", args=[second.pk])).status_code == 200
    declined = post(world.manager, f"appointments/{second.pk}/declining", reason="人手不足")
    assert (declined.status_code, declined.json()["state"]) == (201, "declined")
    third = hall.requested(at=timezone.now())
    assert post(world.clerk, f"appointments/{third.pk}/confirmation").status_code == 404
    assert post(world.manager, f"appointments/{third.pk}/confirmation").json()["state"] == "booked"


def test_asks_for_after_hours_by_page(hall: Hall) -> None:
    day = (timezone.localtime(timezone.now()) + timedelta(days=1)).date().isoformat()
    sent = {
        "business": hall.general.pk, "day": day, "begins": "19:30", "note": "白天上班", "name": "示例",
        "phone": "13800000008", "once_key": str(new_id()),
    }  # fmt: skip
    there = reverse("hall:after-hours", args=["city-centre"])
    assert enter(None).get(there).status_code == 200
    assert enter(None).post(there, sent).status_code == 302
    assert Appointment.objects.get().state == "requested"


def test_endpoints_book_once_change_and_cancel(hall: Hall) -> None:
    slot, key = next_slot(hall), str(new_id())
    day = timezone.localtime(slot.starts_at).date().isoformat()
    listed = enter(None).get(f"/api/v1/hall/slots/{hall.general.pk}/{day}").json()
    assert (listed[0]["capacity"], listed[0]["free"]) == (12, 12)
    body = {
        "key": key, "business": str(hall.general.pk), "starts_at": slot.starts_at.isoformat(),
        "name": "示例", "phone": "13800000006",
    }  # fmt: skip
    first, second = post(None, "appointments", **body), post(None, "appointments", **body)
    assert (first.status_code, second.status_code) == (201, 200)
    changed = post(None, f"appointments/{key}/change", starts_at=slot.ends_at.isoformat())
    assert changed.status_code == 201
    assert post(None, f"appointments/{key}/arrival", key=str(new_id())).status_code == 422
    assert post(None, f"appointments/{key}/cancellation").json()["state"] == "cancelled"
    assert enter(None).get(f"/api/v1/hall/appointments/{key}").json()["state"] == "cancelled"
    evening = {
        **body,
        "key": str(new_id()),
        "note": "白天上班",
        "starts_at": slot.starts_at.replace(hour=20).isoformat(),
    }
    asked = post(None, "after-hours", **evening)
    assert asked.json().get("state") == "requested", asked.json()


def test_what_the_sweeps_do(hall: Hall) -> None:
    now = timezone.now()
    hall.appointment(starts_at=next_slot(hall).starts_at, at=now)
    hall.ticket(at=now - timedelta(days=2))
    jobs.expire_numbers()
    jobs.note_missed()
    jobs.remind_all()
    jobs.move_displaced.function()
    assert queries.yesterdays(timezone.localdate()).count() == 0
    assert calendar.current().is_working(next_slot(hall).starts_at.date())
    assert mail.outbox == []
