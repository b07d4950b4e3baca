"""领导总览 and 大屏: counts of the own bodies, at the leader's desk and on a screen in the hall."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from tests.trials import refused
from tests.world import NOON, World
from yimen.kernel.audit.models import Entry
from yimen.kernel.audit.recorded import recorded
from yimen.kernel.base.refusals import NotAllowed, RuleBroken, WrongState
from yimen.kernel.metrics.scope import WHOLE_CITY, Scope, scope_of
from yimen.kernel.people import token_secret
from yimen.modules.approvals.models import Application
from yimen.modules.portal import actions, queries
from yimen.modules.portal.models import Wall
from yimen.modules.portal.overview import board, places_on

pytestmark = pytest.mark.django_db
TODAY = NOON.date()
SECRET = "yimen_for-the-hall"


@pytest.fixture
def cases(world: World) -> list[Application]:
    return [world.submitted(), world.accepted(), world.decided(), world.sealed()]


def wall(world: World, secret: str = SECRET) -> Wall:
    centre = world.org("city-centre")
    return actions.open_wall(centre, place="一层大厅", secret=secret, by=world.manager, at=NOON).wall


# --- 总览


def test_counts_of_the_moment(world: World, cases: list[Application]) -> None:
    found = board(WHOLE_CITY, TODAY)
    assert [one.number for one in found.values] == [2, 0, 0]
    assert [one.number for one in found.today] == [3, 1]
    assert found.usual == 0
    assert found.against_usual is None
    assert [(row.key, row.number) for row in found.departments] == [(cases[0].org_id, 2)]
    assert [(row.key, row.number) for row in found.centres] == [(cases[0].centre_id, 2)]
    assert [(row.key, row.number) for row in found.elsewhere] == [("210100000000", 2)]


def test_what_is_overdue_comes_first(world: World, cases: list[Application]) -> None:
    market = world.org("market-regulation")
    Application.objects.filter(pk=cases[2].pk).update(org=market, org_path=market.path, state="accepted")
    cases[2].own_case.due_on = TODAY.replace(year=2025)
    cases[2].own_case.save(update_fields=["due_on"])
    rows = board(WHOLE_CITY, TODAY).departments
    assert [(row.key, [one.number for one in row.values]) for row in rows] == [
        (market.pk, [1, 0, 1]),
        (cases[1].org_id, [1, 0, 0]),
    ]


def test_the_map_has_a_tile_for_each_of_the_thirteen_districts(
    world: World, cases: list[Application]
) -> None:
    Application.objects.filter(pk=cases[1].pk).update(centre=world.org("centre-heping"))
    found = board(WHOLE_CITY, TODAY)
    assert (len(places_on(TODAY)), len(found.tiles)) == (13, 13)
    assert len({(one.column, one.row) for one in found.tiles}) == 13
    heping = [one for one in found.tiles if one.name == "和平区"]
    assert [(one.values[0].number, one.shade) for one in heping] == [(1, 4)]
    assert sum(one.values[0].number or 0 for one in found.tiles) == 1


def test_the_page_is_of_the_own_bodies(browser: Any, world: World) -> None:
    world.accepted(at=timezone.now())

    def numbers(login: str) -> list[Any]:
        return [one.number for one in browser(login).get("/overview/").context["board"].values]

    assert numbers("leader.construction") == numbers("manager") == numbers("auditor") == [1, 0, 0]
    assert numbers("leader.market") == [0, 0, 0]
    assert browser("clerk.construction").get("/overview/").status_code == 404


def test_the_page_asks_again_for_its_board_alone(browser: Any, world: World) -> None:
    client = browser("manager")
    whole = client.get("/overview/").content.decode()
    assert 'hx-get="/overview/" hx-trigger="every 30s"' in whole
    part = client.get("/overview/", headers={"HX-Request": "true"}).content.decode()
    assert part.strip().startswith('<p class="overview-told">')
    assert "<html" not in part


def test_queries_do_not_grow_with_rows(
    browser: Any, cases: list[Application], django_assert_max_num_queries: Any
) -> None:
    client = browser("manager")
    client.get("/overview/")
    with django_assert_max_num_queries(15):
        client.get("/overview/")


# --- 大屏


def test_opens_a_wall(world: World) -> None:
    centre = world.org("city-centre")
    done = actions.open_wall(centre, place=" 一层大厅 ", secret=SECRET, by=world.manager, at=NOON)
    assert recorded(done) == f"{world.manager.label} 为 {centre.name} 开通了大屏“一层大厅”"
    assert (done.wall.place, done.wall.secret_hash) == ("一层大厅", token_secret.hashed(SECRET))
    entry = Entry.objects.get(code="portal.wall.opened")
    assert SECRET not in entry.body
    assert done.wall.secret_hash not in entry.body


def test_refuses_a_wall_without_a_place(world: World) -> None:
    centre = world.org("city-centre")
    with refused(RuleBroken, centre, "请填写大屏位置。", fields=["place"]):
        actions.open_wall(centre, place=" ", secret=SECRET, by=world.manager, at=NOON)
    assert Wall.objects.count() == 0


@pytest.mark.parametrize("name", ["clerk", "examiner", "auditor", "resident", "stranger"])
def test_others_open_and_close_none(world: World, name: str) -> None:
    who, centre, found = getattr(world, name), world.org("city-centre"), wall(world)
    if name == "auditor":
        assert scope_of(who) == WHOLE_CITY
    with refused(NotAllowed, centre):
        actions.open_wall(centre, place="门口", secret="other", by=who, at=NOON)
    with refused(NotAllowed, found):
        actions.close_wall(found, by=who, at=NOON)
    assert [one.closed_at for one in Wall.objects.all()] == [None]


def test_a_closed_wall_shows_nothing(world: World) -> None:
    found = wall(world)
    assert Client().get(f"/overview/wall/{SECRET}/").status_code == 200
    done = actions.close_wall(found, by=world.manager, at=NOON)
    assert recorded(done) == f"{world.manager.label} 关闭了大屏“一层大厅”"
    assert Client().get(f"/overview/wall/{SECRET}/").status_code == 404
    with refused(WrongState, done.wall, "这块大屏已经关闭。"):
        actions.close_wall(done.wall, by=world.manager, at=NOON)


def test_a_wall_shows_counts_of_its_body_to_whoever_has_the_address(world: World) -> None:
    case = world.accepted(at=timezone.now())
    found = wall(world)
    answer = Client().get(f"/overview/wall/{SECRET}/")
    assert [one.number for one in answer.context["board"].values] == [1, 0, 0]
    assert (answer["Cache-Control"], answer["X-Robots-Tag"]) == ("no-store", "noindex")
    page = answer.content.decode()
    assert case.number not in page
    assert case.applicant_name not in page
    assert "/approvals/" not in page
    assert Client().get("/overview/wall/nonsense/").status_code == 404
    assert queries.scope_of_wall(found) == Scope((found.org.path,), (found.org.path,))
    part = Client().get(f"/overview/wall/{SECRET}/", {"part": "1"}).content.decode()
    assert part.strip().startswith("<div data-wall-panels>")


def test_a_page_opens_and_closes_a_wall(browser: Any, world: World) -> None:
    client, centre = browser("manager"), world.org("city-centre")
    answer = client.post("/overview/walls/", {"org": str(centre.pk), "place": "东厅"})
    address = answer.context["address"]
    found = Wall.objects.get(place="东厅")
    assert found.secret_hash == token_secret.hashed(address.rstrip("/").split("/")[-1])
    assert Client().get(address).status_code == 200
    assert address not in client.get("/overview/walls/").content.decode()
    assert client.post(f"/overview/walls/{found.pk}/closing/").status_code == 302
    assert Client().get(address).status_code == 404
    assert browser("auditor").get("/overview/walls/").status_code == 404
    assert browser("leader.market").get(f"/overview/walls/{found.pk}/closing/").status_code == 404


def test_an_endpoint_opens_and_closes_a_wall(browser: Any, world: World) -> None:
    client = browser("manager")
    body = {"org": "city-centre", "place": "西厅"}
    answer = client.post("/api/v1/walls", body, content_type="application/json")
    assert answer.status_code == 201
    made = answer.json()
    assert Client().get(made["address"]).status_code == 200
    assert [(one["place"], one["address"]) for one in client.get("/api/v1/walls").json()] == [("西厅", "")]
    assert client.post(f"/api/v1/walls/{made['id']}/closing").status_code == 201
    assert Wall.objects.get(pk=made["id"]).closed_at is not None
    other = {"org": "city-government", "place": "西厅"}
    assert client.post("/api/v1/walls", other, content_type="application/json").status_code == 404
