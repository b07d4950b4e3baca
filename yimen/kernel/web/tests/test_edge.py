"""公开页面缓存: what is kept, for whom, and that a change is heard in every process."""

from __future__ import annotations

import gzip
import time
from collections.abc import Callable, Iterator
from http.cookies import SimpleCookie
from typing import Any

import pytest
from django.conf import settings
from django.db import connection, transaction
from django.http import HttpResponse, StreamingHttpResponse
from pytest_django.plugin import DjangoDbBlocker

from yimen.kernel.web.edge import EVERYTHING, PageCache, forget, hearing, kept
from yimen.kernel.web.edge.asking import key_of
from yimen.kernel.web.edge.keeping import Body, Page, Pages

TEXT = "公开" * 400
Asked = Callable[..., "Answer"]


class Answer:
    """What a reader gets."""

    def __init__(self, cache: PageCache, environ: dict[str, Any]) -> None:
        self.status, self.headers = "", {}  # type: ignore[var-annotated]
        self.body = b"".join(cache(environ, self._begin))

    def _begin(self, status: str, headers: list[tuple[str, str]], _error: object = None) -> None:
        self.status, self.headers = status, dict(headers)


class Site:
    """An application behind the cache; it counts how often it was asked."""

    def __init__(self) -> None:
        self.asked = 0
        self.make: Callable[[], Any] = lambda: kept(HttpResponse(TEXT), "publications", "publication/1")
        self.cache = PageCache(self, megabytes=1)

    def __call__(self, environ: dict[str, Any], start: Any) -> Any:
        self.asked += 1
        made = self.make()
        headers = list(made.items()) + [
            ("Set-Cookie", one.OutputString()) for one in SimpleCookie(made.cookies).values()
        ]
        start(f"{made.status_code} OK", headers)
        return made

    def get(self, path: str = "/disclosure/", **heads: str) -> Answer:
        return Answer(self.cache, environ(path, **heads))


def environ(path: str = "/disclosure/", method: str = "GET", query: str = "", **heads: str) -> dict[str, Any]:
    base = {"REQUEST_METHOD": method, "PATH_INFO": path, "QUERY_STRING": query, "HTTP_HOST": "city.example"}
    return {**base, "wsgi.url_scheme": "https", **heads}


@pytest.fixture
def site(
    django_db_setup: None, django_db_blocker: DjangoDbBlocker, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Site]:
    """One process: its ear hears what is committed in the database of the tests."""
    monkeypatch.setattr(hearing, "BEAT", 0.2)  # it ends at a beat
    with django_db_blocker.unblock():
        made = Site()
        listen(made)
        yield made
        made.cache.ear.stop()
        connection.close()


def listen(site: Site) -> None:
    site.get("/first/")
    until(lambda: site.cache.ear.hears)
    site.asked = 0


def until(holds: Callable[[], bool]) -> None:
    end = time.monotonic() + 10
    while not holds():
        assert time.monotonic() < end
        time.sleep(0.005)


def test_a_page_is_made_once(site: Site) -> None:
    first, second = site.get(), site.get()
    assert (first.status, first.body.decode()) == ("200 OK", TEXT)
    assert (second.body, second.headers, site.asked) == (first.body, first.headers, 1)
    assert first.headers["Cache-Control"] == "no-cache"
    assert first.headers["Vary"] == "Accept-Encoding, Accept-Language, Cookie, HX-Request"


def test_what_the_reader_has_is_not_sent_again(site: Site) -> None:
    etag = site.get().headers["ETag"]
    again = site.get(HTTP_IF_NONE_MATCH=f'"other", W/{etag}')
    assert (again.status, again.body) == ("304 Not Modified", b"")
    assert "Content-Length" not in again.headers
    assert site.get(HTTP_IF_NONE_MATCH='"other"').status == "200 OK"


def test_by_date_only_when_the_page_has_settled(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "Last-Modified" not in site.get().headers
    now = time.time()
    monkeypatch.setattr("yimen.kernel.web.edge.door.time.time", lambda: now + 10)
    modified = site.get().headers["Last-Modified"]
    assert site.get(HTTP_IF_MODIFIED_SINCE=modified).status == "304 Not Modified"
    assert site.get(HTTP_IF_MODIFIED_SINCE="Mon, 02 Mar 2009 04:00:00 GMT").status == "200 OK"
    assert site.get(HTTP_IF_MODIFIED_SINCE="yesterday").status == "200 OK"
    assert site.get(HTTP_IF_MODIFIED_SINCE=modified, HTTP_IF_NONE_MATCH='"other"').status == "200 OK"


def test_compressed_for_who_takes_it(site: Site) -> None:
    plain, packed = site.get(), site.get(HTTP_ACCEPT_ENCODING="gzip, br")
    assert packed.headers["Content-Encoding"] == "gzip"
    assert gzip.decompress(packed.body) == plain.body
    assert packed.headers["ETag"] != plain.headers["ETag"]
    assert site.asked == 1


def test_a_head_has_no_body(site: Site) -> None:
    whole = site.get()
    head = Answer(site.cache, environ(method="HEAD"))
    assert (head.body, head.headers) == (b"", whole.headers)


@pytest.mark.parametrize(
    "heads",
    [
        {"HTTP_COOKIE": f"{settings.SESSION_COOKIE_NAME}=abc"},
        {"HTTP_COOKIE": "messages=abc"},
        {"HTTP_COOKIE": "unknown=1; yimen_size=large"},
        {"HTTP_AUTHORIZATION": "Bearer abc"},
        {"HTTP_HX_REQUEST": "true"},
        {"HTTP_RANGE": "bytes=0-10"},
        {"HTTP_COOKIE": f"{settings.LANGUAGE_COOKIE_NAME}=xx"},
        {"REQUEST_METHOD": "POST"},
        {"QUERY_STRING": "q=" + "长" * 700},
    ],
)
def test_never_for_who_may_be_somebody(site: Site, heads: dict[str, str]) -> None:
    site.get()
    site.make = lambda: kept(HttpResponse("只给本人"), "publications")
    assert site.get(**heads).body.decode() == "只给本人"
    assert site.get().body.decode() == TEXT
    assert site.asked == 2


@pytest.mark.parametrize(
    "heads",
    [
        {"HTTP_COOKIE": f"{settings.LANGUAGE_COOKIE_NAME}=en"},
        {"HTTP_COOKIE": "yimen_size=large"},
        {"HTTP_ACCEPT_LANGUAGE": "en-GB,en;q=0.9"},
        {"HTTP_HOST": "other.example"},
        {"QUERY_STRING": "page=2"},
        {"wsgi.url_scheme": "http"},
    ],
)
def test_each_language_size_and_address_has_its_own_page(site: Site, heads: dict[str, str]) -> None:
    site.get()
    site.make = lambda: kept(HttpResponse("another"), "publications")
    assert site.get(**heads).body == b"another"
    assert site.get(**heads).body == b"another"
    assert site.get().body.decode() == TEXT
    assert site.asked == 2


def test_harmless_cookies_and_the_same_language_share_a_page(site: Site) -> None:
    key = key_of(environ())
    assert key_of(environ(HTTP_COOKIE=f"{settings.CSRF_COOKIE_NAME}=x; yimen_reading=on")) == key
    assert key_of(environ(HTTP_ACCEPT_LANGUAGE="zh-CN,zh;q=0.9")) == key
    assert key_of(environ(HTTP_COOKIE=f"{settings.LANGUAGE_COOKIE_NAME}=zh-hans")) == key


def with_cookie() -> HttpResponse:
    made = kept(HttpResponse("x"), "a")
    made.set_cookie("a", "b")
    return made


@pytest.mark.parametrize(
    "make",
    [
        lambda: HttpResponse("not handed over"),
        lambda: kept(HttpResponse("gone", status=410), "a"),
        with_cookie,
        lambda: kept(HttpResponse("x", headers={"Vary": "Authorization"}), "a"),
        lambda: kept(HttpResponse("x", headers={"Cache-Control": "private, no-store"}), "a"),
        lambda: kept(HttpResponse("x", headers={"Content-Security-Policy": "script-src 'nonce-1'"}), "a"),
        lambda: kept(StreamingHttpResponse(iter([b"x"])), "a"),
        lambda: kept(HttpResponse("x"), *(str(number) for number in range(500))),
        lambda: kept(HttpResponse("x" * 200_000), "a"),
    ],
)
def test_what_is_not_for_all_is_never_kept(site: Site, make: Callable[[], Any]) -> None:
    site.make = make
    first = site.get()
    assert site.get().body == first.body
    assert site.asked == 2
    assert len(site.cache.pages) == 0


def test_a_change_is_heard_in_every_process(site: Site) -> None:
    """Two caches with two connections stand for two processes."""
    other = Site()
    listen(other)
    for one in (site, other):
        one.get()
        one.get("/elsewhere/")
        one.make = lambda: kept(HttpResponse("已撤回"), "publications", "publication/1")
    with transaction.atomic():
        forget("publication/1")
        assert site.get().body.decode() == TEXT  # nothing is forgotten before the commit
    assert site.get().body.decode() == "已撤回"
    until(lambda: other.get().body.decode() == "已撤回")
    other.cache.ear.stop()


def test_only_what_was_made_from_it_goes(site: Site) -> None:
    site.get()
    site.make = lambda: kept(HttpResponse("two"), "publication/2")
    site.get("/two/")
    forget("publication/2")
    until(lambda: len(site.cache.pages) == 1)
    assert (site.get().body.decode(), site.asked) == (TEXT, 2)


def test_a_rolled_back_change_forgets_nothing(site: Site) -> None:
    site.get()
    with transaction.atomic():
        forget("publication/1")
        transaction.set_rollback(True)
    assert (site.get().body.decode(), site.asked) == (TEXT, 1)


def test_what_was_being_made_when_it_changed_is_not_kept(site: Site) -> None:
    def changed_meanwhile() -> HttpResponse:
        made = kept(HttpResponse("old"), "publication/1")
        forget("publication/1")
        return made

    site.make = changed_meanwhile
    site.get()
    site.make = lambda: kept(HttpResponse("new"), "publication/1")
    assert site.get().body == b"new"


def test_everything_can_be_forgotten(site: Site) -> None:
    site.get()
    forget(EVERYTHING)
    until(lambda: len(site.cache.pages) == 0)
    site.get()
    forget(*(f"publication/{number}" for number in range(2000)))  # too long to be told one by one
    until(lambda: len(site.cache.pages) == 0)


def test_deaf_it_keeps_nothing(site: Site) -> None:
    """Without the connection on which changes are told, every page is made afresh."""
    site.get()
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            " WHERE query LIKE 'LISTEN web_pages%' OR query = 'SELECT 1' AND pid <> pg_backend_pid()"
            " AND datname = current_database()"
        )
    until(lambda: len(site.cache.pages) == 0)
    until(lambda: site.cache.ear.hears)
    site.make = lambda: kept(HttpResponse("new"), "publications")
    assert site.get().body == b"new"


def test_switched_off_it_is_not_there() -> None:
    site = Site()
    site.cache = PageCache(site, megabytes=0)
    assert site.get().body.decode() == TEXT
    assert (site.get().body.decode(), site.asked, site.cache.ear.hears) == (TEXT, 2, False)


def page(content: bytes, *subjects: str) -> Page:
    return Page(Body(content, '"x"', [], []), None, 0, 1, frozenset(subjects))


def test_memory_is_bounded_and_the_page_used_longest_ago_goes_first() -> None:
    pages = Pages(100_000)
    for number in range(20):
        pages.find(0)  # in use all the time
        assert pages.keep(number, page(b"x" * 9_000, "a"), pages.turn)
    assert pages.bytes == 100_000
    assert pages.find(0) is not None
    assert pages.find(1) is None
    pages.forget(["a"])
    assert (len(pages), pages.bytes) == (0, 0)


def test_the_memory_of_changes_is_bounded_too() -> None:
    pages = Pages(100_000)
    turn = pages.turn
    for number in range(10_001):
        pages.forget([f"publication/{number}"])
    assert not pages.keep("k", page(b"x", "other"), turn)
    assert pages.keep("k", page(b"x", "other"), pages.turn)
