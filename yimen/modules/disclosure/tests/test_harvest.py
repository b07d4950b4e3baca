"""采集: another portal on loopback; what is new is taken in once, validators are kept, what fails is said and stops nobody."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, ClassVar

import pytest

from tests.world import NOON
from yimen.kernel.base.actor import Machine
from yimen.kernel.base.refusals import RuleBroken
from yimen.modules.disclosure import actions
from yimen.modules.disclosure.intake.harvesting import harvest
from yimen.modules.disclosure.models import HarvestSource, ImportRun, Publication

from .stage import Openness, enter, only, refused

pytestmark = pytest.mark.django_db


def entry(number: int) -> str:
    return (
        f"<entry><id>urn:{number}</id><title>通知之{number}</title><published>2026-02-0{number}T09:00:00+08:00</published>"
        f'<link rel="alternate" href="/{number}.html"/><content type="html">&lt;p&gt;正文{number}&lt;/p&gt;</content></entry>'
    )


def feed(*entries: str, following: str = "") -> bytes:
    link = f'<link rel="next" href="{following}"/>' if following else ""
    return f'<feed xmlns="http://www.w3.org/2005/Atom">{link}{"".join(entries)}</feed>'.encode()


class Portal(BaseHTTPRequestHandler):
    """The other portal: two pages, with validators."""

    pages: ClassVar[dict[str, bytes]] = {}
    asked: ClassVar[list[str]] = []

    def do_GET(self) -> None:
        self.asked.append(self.path)
        if self.path == "/away":
            self.send_response(302)
            self.send_header("Location", "http://127.0.0.2:9/")
            self.end_headers()
        elif self.headers.get("If-None-Match") == '"1"' and self.path == "/feed":
            self.send_response(304)
            self.end_headers()
        elif self.path in self.pages:
            self.send_response(200)
            self.send_header("ETag", '"1"')
            self.end_headers()
            self.wfile.write(self.pages[self.path])
        else:
            self.send_response(500)
            self.end_headers()

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - the server's own name
        pass


@pytest.fixture
def portal(settings: Any) -> Iterator[str]:
    Portal.pages = {
        "/feed": feed(entry(3), entry(2), following="/feed?page=2"),
        "/feed?page=2": feed(entry(1), "<entry/>"),
    }
    Portal.asked = []
    server = ThreadingHTTPServer(("127.0.0.1", 0), Portal)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    settings.HARVEST_HOSTS = [f"127.0.0.1:{server.server_port}"]
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


def source_at(stage: Openness, url: str, **facts: Any) -> HarvestSource:
    facts = {"name": "示例门户", "kind": "atom", "mode": "taken_over", **facts}
    done = actions.add_harvest_source(stage.org, url=url, **facts, by=stage.chief_officer, at=NOON)
    return stage.fresh(done.source)


def test_takes_in_page_by_page_and_notes_faults(stage: Openness, portal: str) -> None:
    source = source_at(stage, f"{portal}/feed")
    run = harvest(source, lambda: NOON)
    assert run is not None
    assert (run.state, run.taken, run.failed) == ("done", 3, 1)
    found = Publication.objects.filter(origin_key__contains="urn:").order_by("published_at")
    assert [one.title for one in found] == ["通知之1", "通知之2", "通知之3"]
    assert found[0].origin_url == f"{portal}/1.html"
    assert found[0].current is not None
    assert found[0].current.body == "<p>正文1</p>"
    source = stage.fresh(source)
    assert (source.etag, source.last_error, source.checked_at) == ('"1"', "", NOON)


def test_what_has_not_changed_is_not_fetched_again(stage: Openness, portal: str) -> None:
    source = source_at(stage, f"{portal}/feed")
    harvest(source, lambda: NOON)
    Portal.asked.clear()
    assert harvest(stage.fresh(source), lambda: NOON) is None
    assert Portal.asked == ["/feed"]
    assert ImportRun.objects.filter(source=source).count() == 1


def test_again_it_takes_only_what_is_new(stage: Openness, portal: str) -> None:
    source = source_at(stage, f"{portal}/feed")
    harvest(source, lambda: NOON)
    Portal.pages = {"/feed": feed(entry(4), entry(3), entry(2))}
    HarvestSource.objects.filter(pk=source.pk).update(etag="")
    run = harvest(stage.fresh(source), lambda: NOON)
    assert run is not None
    assert (run.taken, run.skipped, run.failed) == (1, 2, 0)


def test_as_drafts(stage: Openness, portal: str) -> None:
    harvest(source_at(stage, f"{portal}/feed", mode="draft"), lambda: NOON)
    assert set(Publication.objects.filter(origin_key__contains="urn:").values_list("state", flat=True)) == {
        "unpublished"
    }


@pytest.mark.parametrize("path", ["/nothing", "/away"])
def test_what_fails_stands_with_the_source(stage: Openness, portal: str, path: str) -> None:
    source = source_at(stage, f"{portal}{path}")
    assert harvest(source, lambda: NOON) is None
    source = stage.fresh(source)
    assert source.last_error == ("对方回答 500。" if path == "/nothing" else source.last_error)
    assert source.last_error != ""
    assert not ImportRun.objects.filter(source=source).exists()


def test_a_page_that_fails_ends_the_run_with_its_reason(stage: Openness, portal: str) -> None:
    Portal.pages["/feed"] = feed(entry(1), following="/gone")
    source = source_at(stage, f"{portal}/feed")
    run = harvest(source, lambda: NOON)
    assert run is not None
    assert (run.taken, run.error) == (1, "对方回答 500。")
    assert stage.fresh(source).etag == ""


def test_pages_that_lead_round_in_a_circle_end(stage: Openness, portal: str) -> None:
    Portal.pages["/feed"] = feed(entry(1), following="/feed")
    run = harvest(source_at(stage, f"{portal}/feed"), lambda: NOON)
    assert run is not None
    assert run.taken == 1


def test_a_name_that_leads_inside_is_not_asked(stage: Openness, portal: str, settings: Any) -> None:
    settings.HARVEST_HOSTS = ["localhost"]
    source = source_at(stage, "http://localhost/feed")
    harvest(source, lambda: NOON)
    assert stage.fresh(source).last_error != ""
    assert Portal.asked == []


def test_refuses_hosts_that_are_not_allowed(stage: Openness) -> None:
    with pytest.raises(RuleBroken, match="HARVEST_HOSTS"):
        source_at(stage, "http://10.0.0.1/feed")


def test_who_keeps_sources(stage: Openness, portal: str) -> None:
    facts = {"name": "门户", "url": f"{portal}/x", "kind": "atom", "mode": "draft"}
    only(stage, stage.org, actions.add_harvest_source, "chief_officer", **facts)
    source = source_at(stage, f"{portal}/feed")
    only(
        stage,
        source,
        actions.amend_harvest_source,
        "chief_officer",
        name="别名",
        mode="draft",
        is_active=True,
    )
    only(stage, source, actions.ask_for_harvest, "chief_officer")
    only(stage, source, actions.start_harvest)
    only(stage, source, actions.note_harvest, etag="", modified="")


def test_one_harvest_at_a_time(stage: Openness, portal: str) -> None:
    source = source_at(stage, f"{portal}/feed")
    actions.start_harvest(source, by=Machine("harvest"), at=NOON)
    with refused(RuleBroken, source, "这个来源正在采集。"):
        actions.start_harvest(source, by=Machine("harvest"), at=NOON)


def test_the_pages_keep_it(stage: Openness, portal: str) -> None:
    client = enter(stage.chief_officer)
    body = {"org": stage.org.pk, "name": "门户", "url": f"{portal}/feed", "kind": "atom", "mode": "draft"}
    answer = client.post("/disclosure/sources/new/", body)
    source = HarvestSource.objects.get()
    assert answer["Location"] == f"/disclosure/sources/{source.pk}/"
    assert client.get("/disclosure/sources/").status_code == 200
    client.post(f"/disclosure/sources/{source.pk}/", {"name": "改名", "mode": "taken_over"})
    source = stage.fresh(source)
    assert (source.name, source.mode, source.is_active) == ("改名", "taken_over", False)
    assert "没有启用" in client.post(f"/disclosure/sources/{source.pk}/check/", follow=True).content.decode()
    assert enter(stage.other_officer).get(f"/disclosure/sources/{source.pk}/").status_code == 404
