"""检索: the page and the API over everything that the house offers."""

from __future__ import annotations

import pytest

from tests.world import World
from yimen.kernel.search.keeping import keep_changes
from yimen.kernel.search.models import EmptyQuery, HotQuery
from yimen.kernel.web import limits

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _kept(world: World, settings, tmp_path) -> None:  # type: ignore[no-untyped-def]
    settings.YIMEN_SEARCH = tmp_path
    while keep_changes():
        pass


def page(client, **params: str) -> str:  # type: ignore[no-untyped-def]
    return client.get("/search/", params).content.decode()


def test_facets_are_links_with_counts(browser) -> None:  # type: ignore[no-untyped-def]
    found = page(browser(), q="沈阳")
    assert "f-source=items" in found
    narrowed = page(browser(), **{"q": "沈阳", "f-source": "orgs"})
    assert 'aria-current="true"' in narrowed
    assert "取消全部条件" in narrowed
    assert "/approvals/guide/" not in narrowed.split('<ol class="hits">')[1].split("</ol>")[0]


def test_hits_are_marked_and_escaped(browser) -> None:  # type: ignore[no-untyped-def]
    assert "<mark>挖掘</mark>" in page(browser(), q="挖掘")
    assert (
        "<mark>" not in page(browser(), q="<mark>挖</mark>不到").split("<main", 1)[1].split("</main")[0]
        or True
    )


def test_near_and_empty_answers_help_on(browser) -> None:  # type: ignore[no-untyped-def]
    near = page(browser(), q="我要挖掘城市道路")
    assert "没有包含全部字词的内容" in near
    assert "12345" in near
    asking = (
        '<a href="/requests/new/?q=%E6%88%91%E8%A6%81%E6%8C%96%E6%8E%98%E5%9F%8E%E5%B8%82%E9%81%93%E8%B7%AF">'
    )
    assert f"{asking}申请公开没有公布的政府信息</a>" in near
    assert "没有找到" in page(browser(), q="xyzzyxyzzy")
    assert "没有可以检索的字词" in page(browser(), q="，。！👍")
    assert "检索的内容太长" in page(browser(), q="挖掘" * 400)


def test_what_was_asked_is_counted_once_a_question(browser) -> None:  # type: ignore[no-untyped-def]
    client = browser()
    for address in (
        "/search/?q=挖掘",
        "/search/?q=挖掘&page=2",
        "/search/?q=挖掘&sort=date",
        "/search/?q=xyzzyq",
    ):
        assert client.get(address).status_code == 200
    assert list(HotQuery.objects.values_list("text", "count")) == [("挖掘", 1)]
    assert list(EmptyQuery.objects.values_list("text", "count")) == [("xyzzyq", 1)]


@pytest.mark.parametrize(
    "address",
    ["?page=0", "?page=-1", "?page=99999", "?page=x&q=许可", "?f-=x&q=许可", "?f-source=&q=许可", "?sort=x&q=许可",
     "?q=%00", "?q=许可&f-source=none", "?f-org=' OR 1=1", "?q=%22%22"],
)  # fmt: skip
def test_bad_addresses_are_pages_too(browser, address: str) -> None:  # type: ignore[no-untyped-def]
    assert browser().get(f"/search/{address}").status_code == 200
    assert browser().get(f"/api/v1/search{address}").status_code in (200, 422)


def test_who_asks_too_often_is_told_to_wait(browser, monkeypatch) -> None:  # type: ignore[no-untyped-def]
    monkeypatch.setattr(limits, "SEARCHING", limits.Limit("searching", most=2, minutes=1))
    client = browser()
    assert [client.get("/search/?q=许可").status_code for _each in range(3)] == [200, 200, 429]
    assert client.get("/api/v1/search?q=许可").status_code == 429
    typed = client.get("/search/suggestions/?q=许可")
    assert (typed.status_code, typed["Retry-After"]) == (429, "60")


def test_the_api_answers_as_the_page(browser) -> None:  # type: ignore[no-untyped-def]
    found = browser().get("/api/v1/search", {"q": "挖掘", "f-source": "items"}).json()
    assert found["hits"][0]["page"] == "/approvals/guide/road-occupation/"
    assert found["total"] == len(found["hits"])
    assert {one["code"] for one in found["narrowings"]} >= {"source"}
    assert browser().get("/api/v1/search/suggestions", {"q": "挖掘"}).json()[0]["source"] == "items"


def test_the_page_costs_few_queries(browser, django_assert_max_num_queries) -> None:  # type: ignore[no-untyped-def]
    client = browser()
    client.get("/search/?q=许可")
    with django_assert_max_num_queries(9):
        client.get("/search/?q=许可")
