"""检索订阅源: what everybody may find, for programs that follow it; nothing that only some may."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from urllib.parse import urlencode
from xml.etree import ElementTree as ET

import pytest
from django.test import Client
from pytest_django import Settings

from tests.world import World
from yimen.kernel.search.keeping import keep_changes
from yimen.kernel.search.models import HotQuery, StoredDocument
from yimen.kernel.web import limits

pytestmark = pytest.mark.django_db
ATOM = "{http://www.w3.org/2005/Atom}"
SITE = "http://127.0.0.1:8000"
Browser = Callable[..., Client]


@pytest.fixture(autouse=True)
def _kept(world: World, settings: Settings, tmp_path: Path) -> None:
    settings.YIMEN_SEARCH = tmp_path
    while keep_changes():
        pass


def feed(client: Client, **params: str) -> ET.Element:
    answer = client.get(f"/search/feed.atom?{urlencode(params)}")
    assert (answer.status_code, answer["Content-Type"]) == (200, "application/atom+xml; charset=utf-8")
    return ET.fromstring(answer.content)


def links(told: ET.Element) -> dict[str, str]:
    return {one.get("rel", ""): one.get("href", "") for one in told.findall(f"{ATOM}link")}


def entries(told: ET.Element) -> list[str]:
    return [one.findtext(f"{ATOM}id", "") for one in told.findall(f"{ATOM}entry")]


def test_tells_what_the_page_finds_the_newest_first(browser: Browser) -> None:
    newest = StoredDocument.objects.get(key="road-occupation")
    StoredDocument.objects.filter(source="items").update(entered_at=datetime(2026, 1, 1, tzinfo=UTC))
    StoredDocument.objects.filter(pk=newest.pk).update(entered_at=datetime(2026, 3, 2, 4, tzinfo=UTC))
    told = feed(browser(), **{"q": "道路 <&", "f-source": "items"})
    found = entries(told)
    assert found[0] == f"{SITE}/approvals/guide/road-occupation/"
    page = browser().get("/search/", {"q": "道路", "f-source": "items", "sort": "date"}).content.decode()
    assert {one.removeprefix(SITE) for one in found} <= {part.split('"')[0] for part in page.split('href="')}
    assert told.findtext(f"{ATOM}title") == "沈阳市：检索“道路 <&”"
    assert told.findtext(f"{ATOM}updated") == "2026-03-02T12:00:00+08:00"
    assert links(told)["self"].startswith(f"{SITE}/search/feed.atom?q=")
    assert links(told)["alternate"].endswith("&f-source=items&sort=date")


def test_tells_nobody_what_only_some_may_find(browser: Browser) -> None:
    title, address = "只有内部人能找到的说明", "/approvals/guide/road-occupation/"
    StoredDocument.objects.filter(key="road-occupation").update(
        title=title, comparable=title, audience=["staff"], entered_at=datetime(2030, 1, 1, tzinfo=UTC)
    )
    assert address in browser("clerk.construction").get("/search/", {"q": title}).content.decode()
    for login in ("", "clerk.construction", "administrator"):
        assert entries(feed(browser(login), q=title)) == []
        everything = entries(feed(browser(login), q=""))
        assert (len(everything), f"{SITE}{address}" in everything) == (20, False)


def test_goes_on_page_by_page(browser: Browser, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("yimen.modules.portal.pages.feed.SIZE", 2)
    address, seen = "/search/feed.atom?q=&f-source=orgs", list[str]()
    client = browser()
    while address and len(seen) < 7:
        told = ET.fromstring(client.get(address).content)
        seen += entries(told)
        address = links(told).get("next", "").removeprefix(SITE)
    assert len(seen) == len(set(seen)) == 8


def test_says_when_nothing_is_new(browser: Browser) -> None:
    client = browser()
    first = client.get("/search/feed.atom?q=挖掘")
    again: Any = {"HTTP_IF_NONE_MATCH": first["ETag"]}
    assert client.get("/search/feed.atom?q=挖掘", **again).status_code == 304
    assert client.get("/search/feed.atom?q=沈阳", **again).status_code == 200
    for words in ("xyzzyxyzzy", "，。！"):
        nothing = client.get("/search/feed.atom", {"q": words})
        assert entries(ET.fromstring(nothing.content)) == []
        assert client.get("/search/feed.atom", {"q": words})["ETag"] == nothing["ETag"]
    assert not HotQuery.objects.exists()


def test_who_asks_too_often_is_told_to_wait(browser: Browser, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "SEARCHING", limits.Limit("searching", most=1, minutes=1))
    client = browser()
    assert [client.get("/search/feed.atom?q=许可").status_code for _each in range(2)] == [200, 429]


def test_the_page_leads_to_it(browser: Browser) -> None:
    page = browser().get("/search/", {"q": "挖掘", "f-source": "items", "page": "1"}).content.decode()
    address = "/search/feed.atom?q=%E6%8C%96%E6%8E%98&amp;f-source=items"
    assert f'<link rel="alternate" type="application/atom+xml" href="{address}" title="检索：挖掘">' in page
    assert f'<a href="{address}" type="application/atom+xml">订阅（Atom）</a>' in page
    assert "feed.atom" not in browser().get("/search/").content.decode()
