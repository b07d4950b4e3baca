"""The public pages: the halls, the wall; the figures of a hall; what an estimate may say."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone

from tests.world import World
from yimen.kernel.base.days import local_day
from yimen.kernel.orgs.models import Window
from yimen.modules.hall import actions, rules
from yimen.modules.hall.models import BusinessClass, PriorityGround

from .stage import NOON, Hall, enter

pytestmark = pytest.mark.django_db


def minutes(*values: int) -> list[timedelta]:
    return [timedelta(minutes=one) for one in values]


@pytest.mark.parametrize(
    ("ahead", "served", "windows", "said"),
    [
        (4, minutes(4, 5, 6, 7, 8), 2, (10, 18)),
        (0, minutes(4, 5, 6, 7, 8), 1, (0, 7)),
        (4, minutes(4, 5, 6, 7), 2, None),
        (4, minutes(4, 5, 6, 7, 8), 0, None),
    ],
)
def test_an_estimate_is_a_range_from_todays_real_times_or_nothing(
    ahead: int, served: list[timedelta], windows: int, said: tuple[int, int] | None
) -> None:
    found = rules.estimate(ahead, served, windows, fewest=5)
    assert (found and (found.least, found.most)) == said


def test_every_hall_and_its_windows_are_public(hall: Hall) -> None:
    page = enter(None).get(reverse("hall:halls")).content.decode()
    assert "沈阳市政务服务中心" in page
    one = enter(None).get(reverse("hall:hall", args=["city-centre"])).content.decode()
    assert "综合受理窗口1号" in one
    assert "今天办理的还不多，暂不估计" in one
    assert enter(None).get(reverse("hall:hall", args=["urban-rural-construction"])).status_code == 404
    listed = enter(None).get("/api/v1/hall/halls").json()
    assert "city-centre" in {row["code"] for row in listed}
    assert enter(None).get("/api/v1/hall/halls/city-centre").json()["queues"][0]["waiting"] == 0


def test_who_takes_a_number_while_every_window_is_closed_is_told(hall: Hall) -> None:
    """The hours of the windows tell; where shifts are planned, whoever sits there does."""
    now = timezone.now()
    Window.objects.filter(centre=hall.centre).update(is_open=False)
    number, kiosk = (reverse(f"hall:{name}", args=["city-centre"]) for name in ("number", "kiosk"))
    ticket = reverse("hall:ticket", args=[hall.ticket(at=now).pk])
    for there in (number, kiosk, ticket):
        page = enter(None).get(there).content.decode()
        assert ("现在没有开放的窗口" in page, "办公时间：" in page) == (True, True)
    Window.objects.filter(centre=hall.centre).update(is_open=True, opens=None, closes=None)
    for there in (number, kiosk, ticket):
        assert "现在没有开放的窗口" not in enter(None).get(there).content.decode()


def test_the_wall_says_who_is_called_and_how_many_wait(hall: Hall) -> None:
    now, there = timezone.now(), reverse("hall:screen", args=["city-centre"])
    hall.called(at=now)
    hall.ticket(at=now)
    page = enter(None).get(there)
    text = page.content.decode()
    assert "请 A001 号到 A01 号窗口" in text
    assert "1 人等候" in text
    part = enter(None).get(there, {"part": "1"})
    assert "<html" not in part.content.decode()
    again = enter(None).get(there, {"part": "1"}, headers={"If-None-Match": part.headers["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    hall.ticket(at=now)
    assert (
        enter(None).get(there, {"part": "1"}, headers={"If-None-Match": part.headers["ETag"]}).status_code
        == 200
    )


def test_the_wall_costs_few_queries(hall: Hall, django_assert_num_queries: Any) -> None:
    there = reverse("hall:screen", args=["city-centre"])
    enter(None).get(there)
    with django_assert_num_queries(4):
        enter(None).get(there, {"part": "1"})


def test_the_figures_of_a_hall(hall: Hall, world: World) -> None:
    now, day = NOON, local_day(NOON).isoformat()
    waited = hall.ticket(at=now - timedelta(minutes=12))
    assert actions.call_next(hall.window(), by=world.reception, at=now).ticket == waited
    actions.serve_number(waited, by=world.reception, at=now)
    actions.pass_over(hall.called(at=now), by=world.reception, at=now)
    there = reverse("hall:figures", args=["city-centre"])
    for by in ("window", "business", "hour"):
        page = enter(world.manager).get(there, {"by": by, "from": day, "to": day}).content.decode()
        assert "等候中位数" in page
    sheet = (
        enter(world.manager)
        .get(there, {"by": "window", "from": day, "to": day, "format": "csv"})
        .content.decode("utf-8-sig")
    )
    assert sheet.splitlines()[1] == "A01,2,1,1,0,6,11"
    split = {"by": "business", "from": day, "to": day, "format": "csv"}
    for language, name in (("zh-hans", "综合业务"), ("en", "All services")):
        sheet = enter(world.manager).get(there, split, headers={"Accept-Language": language})
        assert sheet.content.decode("utf-8-sig").splitlines()[1] == f"{name},2,1,1,0,6,11"
    assert enter(world.clerk).get(there).status_code == 404


def test_classes_and_priorities_are_loaded_once(hall: Hall, world: World) -> None:
    loader = world.machine("city data")
    counts = (BusinessClass.objects.count(), PriorityGround.objects.count())
    assert counts == (47, 4)
    named = actions.amend_business_class(
        hall.general, name="综合", name_en="General", is_open=True, by=loader, at=NOON
    )
    assert named.changed == ["name", "name_en"]


def test_a_code_to_follow_a_number_fills_its_place(hall: Hall) -> None:
    page = enter(None).get(reverse("hall:ticket", args=[hall.ticket().pk])).content.decode()
    picture = page[page.index("<svg", page.index("ticket-qr")) :].split(">")[0]
    assert 'viewBox="0 0 ' in picture
    assert "width=" not in picture


def test_the_menu_leads_to_calling_who_sits_at_a_window(world: World, hall: Hall) -> None:
    for person, sits in ((world.reception, True), (world.issuer, False)):
        client, there = enter(person), reverse("hall:calling")
        assert (f'href="{there}"' in client.get("/desk/").content.decode()) is sits
        assert (client.get(there).status_code == 200) is sits
