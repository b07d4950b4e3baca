"""对外提供: feeds, site map, catalogue, bulk data, linked data; what the public may not see is in none of them."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator
from typing import Any
from xml.etree import ElementTree as ET

import pytest

from tests.world import NOON
from yimen.modules.disclosure import actions
from yimen.modules.disclosure.feeds import linked
from yimen.modules.disclosure.intake.atom import read_atom
from yimen.modules.disclosure.intake.dcat import read_dcat
from yimen.modules.disclosure.models import Publication

from .stage import Openness, enter

pytestmark = pytest.mark.django_db
ATOM = "{http://www.w3.org/2005/Atom}"
SITE_MAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"


def get(path: str) -> bytes:
    answer = enter(None).get(path)
    assert answer.status_code == 200, path
    return b"".join(answer.streaming_content) if answer.streaming else answer.content


def hidden(stage: Openness) -> dict[str, str]:
    """Titles that nobody outside may read anywhere."""
    stage.drafted(title="起草中的秘事", document_number="")
    stage.approved(title="签发未公开的秘事", document_number="")
    stage.withheld(title="不予公开的秘事", document_number="")
    stage.retracted(title="已经撤回的秘事", document_number="")
    stage.retracted("secret_leak", title="泄露出去的秘事", document_number="")
    return {}


PATHS = (
    "/disclosure/", "/disclosure/feed.atom", "/disclosure/bodies/urban-rural-construction/feed.atom",
    "/disclosure/trees/subject/roads/feed.atom", "/disclosure/data/publications.csv",
    "/disclosure/data/publications.csv.gz", "/disclosure/data/publications.jsonl",
    "/disclosure/data/publications.jsonl.gz", "/disclosure/data/publications.jsonl?org=urban-rural-construction",
    "/disclosure/catalogue.jsonld", "/disclosure/sitemap.xml", "/disclosure/sitemap/ways.xml",
    "/disclosure/sitemap/2026-3-1.xml", "/disclosure/collections/",
)  # fmt: skip


def test_what_is_not_public_is_in_none_of_them(stage: Openness) -> None:
    open_one = stage.published(title="公开的事")
    hidden(stage)
    gone = Publication.objects.exclude(pk=open_one.pk).filter(org=stage.org, title__endswith="秘事")
    assert gone.count() == 5
    for path in PATHS:
        content = get(path)
        text = (gzip.decompress(content) if content[:2] == b"\x1f\x8b" else content).decode()
        assert "秘事" not in text, path
        assert not [one.pk for one in gone if str(one.pk) in text], path


def test_a_feed_can_be_read_by_the_harvester(stage: Openness) -> None:
    publication = stage.published(title="甲 & 乙 <丙>", abstract="概述\x0b")
    page = read_atom(get("/disclosure/feed.atom"), "https://city.example/disclosure/feed.atom")
    one = next(one for one in page.found if one.key == f"urn:uuid:{publication.pk}")
    assert (one.title, one.document_number) == ("甲 & 乙 <丙>", "沈建发〔2026〕7号")
    assert one.body == publication.current.body if publication.current else ""
    assert one.url.endswith(f"/disclosure/publications/{publication.pk}/")
    assert page.faults == ()


def test_a_feed_goes_on_page_by_page_without_gap_or_double(
    stage: Openness, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("yimen.modules.disclosure.pages.feeds.FEED_PAGE", 2)
    for number in range(3):
        stage.published(title=f"通知之{number}", document_number="")
    address, seen = "/disclosure/feed.atom", list[str]()
    while address:
        page = read_atom(get(address), "http://127.0.0.1:8000/")
        seen += [one.key for one in page.found]
        address = page.next_url.removeprefix("http://127.0.0.1:8000")
    expected = Publication.objects.filter(state__in=["published", "archived"], current__openness="proactive")
    assert len(seen) == len(set(seen)) == expected.count()
    assert enter(None).get("/disclosure/feed.atom?after=nonsense").status_code == 404


def test_the_feed_of_a_body_and_of_a_place(stage: Openness) -> None:
    publication = stage.published(title="道路通知")
    for path in ("bodies/urban-rural-construction", "trees/subject/roads", "trees/subject/industry"):
        assert f"urn:uuid:{publication.pk}" in get(f"/disclosure/{path}/feed.atom").decode()
    for path in ("bodies/market-regulation", "trees/subject/health"):
        assert f"urn:uuid:{publication.pk}" not in get(f"/disclosure/{path}/feed.atom").decode()
    assert enter(None).get("/disclosure/trees/subject/nowhere/feed.atom").status_code == 404


def test_the_site_map_leads_to_every_page(stage: Openness) -> None:
    publication = stage.published()
    index = ET.fromstring(get("/disclosure/sitemap.xml"))
    parts = [one.text or "" for one in index.iter(f"{SITE_MAP}loc")]
    listed = "".join(get(one.removeprefix("http://127.0.0.1:8000")).decode() for one in parts)
    assert f"/disclosure/publications/{publication.pk}/" in listed
    assert "<lastmod>2026-03-02T12:00:00+08:00</lastmod>" in listed
    assert enter(None).get("/disclosure/sitemap/1999-1-1.xml").status_code == 404
    assert b"Sitemap: http://127.0.0.1:8000/disclosure/sitemap.xml" in get("/robots.txt")


def test_bulk_data_are_whole_in_both_forms(stage: Openness) -> None:
    publication = stage.in_force(title="=公式的名称")
    rows = [json.loads(line) for line in get("/disclosure/data/publications.jsonl").splitlines()]
    one = next(row for row in rows if row["id"] == str(publication.pk))
    assert (one["index_number"], one["validity"], one["subject"]) == (
        publication.index_number,
        "in_force",
        "道路",
    )
    assert publication.current is not None
    assert one["text"] == publication.current.body_text
    assert gzip.decompress(get("/disclosure/data/publications.jsonl.gz")) == get(
        "/disclosure/data/publications.jsonl"
    )
    assert "'=公式的名称" in get("/disclosure/data/publications.csv").decode("utf-8-sig")
    assert enter(None).get("/disclosure/data/secrets.csv").status_code == 404


def test_the_catalogue_has_the_shape_of_dcat(stage: Openness) -> None:
    stage.published()
    told = json.loads(get("/disclosure/catalogue.jsonld"))
    assert (told["@type"], told["@context"]["dcat"]) == ("dcat:Catalog", "http://www.w3.org/ns/dcat#")
    ids = set()
    for one in told["dcat:dataset"]:
        assert one["@type"] == "dcat:Dataset"
        assert {
            "dct:title",
            "dct:description",
            "dct:publisher",
            "dct:modified",
            "dcat:distribution",
        } <= one.keys()
        ids.add(one["@id"])
        for copy in one["dcat:distribution"]:
            assert (copy["@type"], copy["dcat:compressFormat"]["@id"][-4:]) == ("dcat:Distribution", "gzip")
            get(copy["dcat:downloadURL"]["@id"].removeprefix("http://127.0.0.1:8000"))
    assert len(ids) == len(told["dcat:dataset"])
    assert read_dcat(json.dumps(told).encode(), "https://x.example/c").faults == ()


def scripts(page: str) -> Iterator[Any]:
    start = '<script type="application/ld+json">'
    for piece in page.split(start)[1:]:
        yield json.loads(piece.split("</script>")[0])


def test_a_page_says_of_itself_what_it_is(stage: Openness) -> None:
    publication = stage.in_force(title="通告</script><script>alert(1)")
    page = get(f"/disclosure/publications/{publication.pk}/").decode()
    assert "<script>alert(1)" not in page
    (told,) = scripts(page)
    assert (told["@type"], told["legislationLegalForce"]) == ("Legislation", "https://schema.org/InForce")
    assert told["name"] == "通告</script><script>alert(1)"
    for name in ("SiteName", "SiteDomain", "ColumnName", "ColumnType", "ArticleTitle", "PubDate", "ContentSource",
                 "Keywords", "Author", "Description", "Url"):  # fmt: skip
        assert f'<meta name="{name}" content="' in page
    assert linked.linked_data(stage.published(document_number=""), "not_applicable")["@type"] == "Report"  # type: ignore[arg-type]


def test_the_home_leads_everywhere(stage: Openness) -> None:
    publication = stage.published(title="最新的一件")
    page = get("/disclosure/").decode()
    assert f'href="/disclosure/publications/{publication.pk}/"' in page
    assert 'href="/disclosure/bodies/urban-rural-construction/"' in page
    assert 'href="/disclosure/feed.atom"' in page
    (told,) = scripts(page)
    assert told["potentialAction"]["target"]["urlTemplate"] == "http://127.0.0.1:8000/search/?q={q}"


def test_the_home_costs_the_same_however_much_there_is(
    stage: Openness, django_assert_max_num_queries: Any
) -> None:
    for number in range(3):
        stage.published(title=f"通知之{number}", document_number="")
    client = enter(None)
    client.get("/disclosure/")
    with django_assert_max_num_queries(16):
        client.get("/disclosure/")
    with django_assert_max_num_queries(4):
        client.get("/disclosure/feed.atom")


def test_archived_stays_in_the_feed_and_is_marked_in_the_data(stage: Openness) -> None:
    publication = stage.published()
    actions.archive_information(publication, by=stage.officer, at=NOON)
    rows = [json.loads(line) for line in get("/disclosure/data/publications.jsonl").splitlines()]
    assert next(row["state"] for row in rows if row["id"] == str(publication.pk)) == "archived"
