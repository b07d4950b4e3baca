"""取号: the next number of the class, once a key, by anybody."""

from __future__ import annotations

import pytest
from django.urls import reverse
from django.utils import timezone

from tests.world import NOON
from yimen.kernel.audit.recorded import recorded
from yimen.kernel.base.ids import new_id
from yimen.kernel.base.refusals import RuleBroken
from yimen.modules.hall import actions, queries
from yimen.modules.hall.models import BusinessClass, PriorityGround, Ticket

from .stage import Hall, codes, enter, post, refused

pytestmark = pytest.mark.django_db


def test_takes_the_next_number_of_the_class_and_the_day(hall: Hall) -> None:
    first, second = hall.ticket(), hall.ticket()
    results, tomorrow = hall.ticket(hall.results), hall.ticket(at=hall.world.later(1))
    numbers = [one.number for one in (first, second, results, tomorrow)]
    assert numbers == ["A001", "A002", "L001", "A001"]
    assert (first.state, str(first.day), first.queued_at) == ("waiting", "2026-03-02", NOON)
    assert codes(first) == ["hall.number.taken"]


def test_says_who_took_it(hall: Hall) -> None:
    done = actions.take_number(hall.general, ticket_id=new_id(), by=hall.world.public, at=NOON)
    assert recorded(done) == "公众 取了 A 综合业务 的号码 A001 2026-03-02"


def test_pain_10_the_same_key_twice_is_one_number(hall: Hall) -> None:
    """A double click; a machine that lost power after it had asked and asks again."""
    key = new_id()
    actions.take_number(hall.general, ticket_id=key, by=hall.world.public, at=NOON)
    with refused(RuleBroken, hall.general, "这个号码已经取过了。"):
        actions.take_number(hall.general, ticket_id=key, by=hall.world.public, at=NOON)
    assert hall.ticket().number == "A002"  # the refused try used up no number


def test_refuses_a_class_that_gives_no_numbers(hall: Hall) -> None:
    facts = {"name": hall.general.name, "name_en": hall.general.name_en, "is_open": False}
    closed = actions.amend_business_class(
        hall.general, **facts, by=hall.world.machine("city data"), at=NOON
    ).business
    with refused(RuleBroken, closed, "该业务现在不取号。"):
        actions.take_number(closed, ticket_id=new_id(), by=hall.world.public, at=NOON)


def test_the_law_lets_some_go_first(hall: Hall) -> None:
    ordinary = hall.ticket()
    elderly = hall.ticket(priority=PriorityGround.objects.get(pk="elderly"))
    assert list(queries.waiting(hall.general, NOON)) == [elderly, ordinary]


@pytest.mark.parametrize("name", ["number", "kiosk"])
def test_page_and_machine_give_one_number_for_a_double_click(hall: Hall, name: str) -> None:
    client, there = enter(None), reverse(f"hall:{name}", args=["city-centre"])
    assert client.get(there).status_code == 200
    sent = {"business": hall.general.pk, "priority": "", "once_key": str(new_id())}
    first, second = client.post(there, sent), client.post(there, sent)
    assert (first.status_code, second.status_code) == (302, 302)
    assert first.headers["Location"] == second.headers["Location"]
    assert Ticket.objects.count() == 1
    page = client.get(first.headers["Location"]).content.decode()
    assert "下一个就是您" in page
    assert "<svg" in page


def test_page_finds_the_queue_by_the_item(hall: Hall) -> None:
    page = enter(None).get(reverse("hall:number", args=["city-centre"]), {"q": "道路占用"}).content.decode()
    assert "城市道路占用、挖掘许可" in page
    assert str(hall.building.pk) in page
    nothing = (
        enter(None).get(reverse("hall:number", args=["city-centre"]), {"q": "无此事项"}).content.decode()
    )
    assert "没有找到这个事项" in nothing


def test_endpoint_takes_it_once(hall: Hall) -> None:
    key = str(new_id())
    first = post(None, "halls/city-centre/numbers", key=key, business=str(hall.general.pk))
    second = post(None, "halls/city-centre/numbers", key=key, business=str(hall.general.pk))
    assert (first.status_code, second.status_code) == (201, 200)
    assert first.json() == second.json()
    assert first.json()["number"] == "A001"
    assert enter(None).get(f"/api/v1/hall/numbers/{key}").json()["ahead"] == 0


def test_a_class_of_another_hall_is_not_there(hall: Hall) -> None:
    other = BusinessClass.objects.exclude(centre=hall.centre).first()
    assert other is not None
    answer = post(None, "halls/city-centre/numbers", key=str(new_id()), business=str(other.pk))
    assert answer.status_code == 404


def test_follows_the_own_place(hall: Hall) -> None:
    now = timezone.now()
    hall.ticket(at=now)
    mine = hall.ticket(at=now)
    assert "前面还有 1 人" in enter(None).get(reverse("hall:ticket", args=[mine.pk])).content.decode()
    assert enter(None).get(reverse("hall:ticket", args=[new_id()])).status_code == 404
