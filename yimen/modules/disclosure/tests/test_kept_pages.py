"""公开页面缓存: whatever the public sees of a publication goes from the cache with the act that changes it."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from typing import Any

import pytest
from django.core.handlers.wsgi import WSGIHandler
from django.db import connection

from tests.world import NOON, World
from yimen.kernel.base.actor import Machine
from yimen.kernel.web.edge import PageCache, hearing
from yimen.kernel.web.tests.test_edge import Answer, environ, until
from yimen.modules.disclosure import actions
from yimen.modules.disclosure.models import Publication

from .stage import Openness

pytestmark = pytest.mark.usefixtures("own_database")
CITY_DATA = Machine("city data")


class Process:
    """A web process: Django behind its own cache, with its own ear."""

    def __init__(self) -> None:
        self.cache = PageCache(WSGIHandler(), megabytes=8)

    def get(self, path: str, **heads: str) -> Answer:
        asked = environ(path, HTTP_HOST="127.0.0.1", SERVER_NAME="127.0.0.1", SERVER_PORT="80", **heads)
        return Answer(self.cache, {**asked, "wsgi.input": BytesIO()})

    @property
    def kept(self) -> int:
        return len(self.cache.pages)


@pytest.fixture
def processes(monkeypatch: pytest.MonkeyPatch) -> Iterator[tuple[Process, Process]]:
    monkeypatch.setattr(hearing, "BEAT", 0.2)  # they end at a beat
    made = Process(), Process()
    try:
        for one in made:
            one.get("/about/")
            until(lambda one=one: one.cache.ear.hears)  # type: ignore[misc]
        yield made
    finally:
        for one in made:
            one.cache.ear.stop()
        connection.close()


@pytest.fixture
def stage() -> Openness:
    return Openness(World())


def address(publication: Publication) -> str:
    return f"/disclosure/publications/{publication.pk}/"


def test_a_publication_that_is_taken_back_is_gone_in_every_process(
    stage: Openness, processes: tuple[Process, Process]
) -> None:
    publication = stage.published(title="将要撤回的通告")
    paths = (
        address(publication),
        "/disclosure/",
        "/disclosure/feed.atom",
        "/disclosure/bodies/urban-rural-construction/feed.atom",
    )
    for one in processes:
        for path in paths:
            assert "将要撤回的通告" in one.get(path).body.decode()
            assert one.get(path).headers["ETag"]
        assert one.kept >= len(paths)
    facts = {"kind": "secret_leak", "reason": "涉密"}
    actions.retract_information(publication, **facts, by=stage.leader, at=NOON)
    for path in paths:  # this process made the change: it must not read what it knows to be wrong
        assert "将要撤回的通告" not in processes[0].get(path).body.decode()
    other = processes[1]
    until(lambda: all("将要撤回的通告" not in other.get(path).body.decode() for path in paths))
    assert "已撤回" in other.get(address(publication)).body.decode()


def test_a_new_version_and_a_new_explanation_are_seen_at_once(
    stage: Openness, processes: tuple[Process, Process]
) -> None:
    here, other = processes
    publication = stage.published(title="原来的名称")
    for one in processes:
        one.get(address(publication))
    publication = stage.revised(publication, title="修订的名称")
    assert "修订的名称" in here.get(address(publication)).body.decode()
    until(lambda: "修订的名称" in other.get(address(publication)).body.decode())
    stage.published(title="一图读懂", interprets=publication, document_number="")
    assert "一图读懂" in here.get(address(publication)).body.decode()
    until(lambda: "一图读懂" in other.get(address(publication)).body.decode())


def test_a_collection_follows(stage: Openness, processes: tuple[Process, Process]) -> None:
    here, _other = processes
    facts = {"code": "kept-one", "kind": "questions", "name": "问答"}
    found = actions.open_collection(stage.city, **facts, by=CITY_DATA, at=NOON).collection
    publication = stage.published(title="示例法", body="<p>第一条 旧的规定。</p>", document_number="")
    actions.include_publication(found, publication=publication, by=CITY_DATA, at=NOON)
    path = f"/disclosure/collections/kept-one/{publication.pk}/1/"
    assert "旧的规定" in here.get(path).body.decode()
    stage.revised(publication, body="<p>第一条 新的规定。</p>")
    assert "新的规定" in here.get(path).body.decode()


def test_nothing_of_a_person_is_kept_or_shown(
    stage: Openness, processes: tuple[Process, Process], client: Any
) -> None:
    here = processes[0]
    client.force_login(stage.officer.person)
    cookie = "; ".join(f"{name}={one.value}" for name, one in client.cookies.items())
    draft = stage.drafted(title="还在起草")
    publication = stage.published(title="公开的通告", document_number="")
    before = here.kept
    for path in (address(publication), "/disclosure/", "/disclosure/manuscripts/"):
        assert stage.officer.person.name in here.get(path, HTTP_COOKIE=cookie).body.decode()
    assert here.kept == before
    assert "还在起草" in here.get("/disclosure/manuscripts/", HTTP_COOKIE=cookie).body.decode()
    assert here.get("/disclosure/manuscripts/").status.startswith("302")
    assert here.get(address(draft.publication)).status.startswith("404")
    assert stage.officer.person.name not in here.get(address(publication)).body.decode()


def test_each_reader_in_their_language(stage: Openness, processes: tuple[Process, Process]) -> None:
    here = processes[0]
    publication = stage.published(title="双语的通告", document_number="")
    chinese = here.get(address(publication)).body.decode()
    english = here.get(address(publication), HTTP_ACCEPT_LANGUAGE="en").body.decode()
    assert '<html lang="zh-Hans"' in chinese
    assert '<html lang="en"' in english
    assert here.get(address(publication)).body.decode() == chinese
    large = here.get(address(publication), HTTP_COOKIE="yimen_size=large").body.decode()
    assert 'data-size="large"' in large
