"""办事指南: found by words, narrowed by filters, read for one's own situation, printed, downloaded, in English."""

from __future__ import annotations

import pytest

from .looking import untranslated
from .people import Cast, Visitor, answer

ITEM = "/approvals/guide/road-occupation/"
ENGLISH = [
    "/",
    "/approvals/guide/",
    ITEM,
    "/search/?q=road",
    "/progress/",
    "/verify/",
    "/orgs/",
    "/orgs/city-centre/",
    "/accounts/login/",
    "/accounts/signup/",
    "/about/",
    "/accessibility/",
    "/privacy/",
]


def names(visitor: Visitor) -> set[str]:
    return set(visitor.page.locator(".guide-name").all_inner_texts())


def test_an_item_is_found_by_words_and_filters(cast: Cast) -> None:
    anyone = cast.anyone()
    anyone.go("/approvals/guide/?q=城市道路占用")
    assert len(names(anyone)) == 1
    anyone.go("/approvals/guide/?org=market-regulation")
    assert any("公司" in name for name in names(anyone))
    assert not any("道路" in name for name in names(anyone))
    anyone.go("/approvals/guide/?kind=filing")
    filings = names(anyone)
    assert filings
    assert all("备案" in name for name in filings)
    anyone.go("/approvals/guide/?audience=person&kind=filing")
    assert names(anyone) < filings
    anyone.go("/approvals/guide/?q=没有这样的事项")
    assert "没有找到这样的事项" in anyone.text()


def test_the_list_of_materials_follows_the_situation(cast: Cast) -> None:
    anyone = cast.anyone()
    page = anyone.go(ITEM)
    answer(page, filer="self")
    alone = page.locator(".material-name").all_inner_texts()
    with page.expect_response(lambda response: "checklist" in response.url):
        page.check("input[name=filer][value=agent]")
    page.locator(".material-name", has_text="授权委托书").wait_for()
    assert set(alone) < set(page.locator(".material-name").all_inner_texts())


def test_the_guide_on_paper(cast: Cast) -> None:
    anyone = cast.anyone()
    page = anyone.go(ITEM)
    answer = anyone.context.request.get(cast.site.url(ITEM + "download/"))
    assert answer.headers["content-type"] == "application/pdf"
    assert answer.body().startswith(b"%PDF-")
    page.emulate_media(media="print")
    assert page.locator("main h1").is_visible()
    assert not page.locator("body > header nav").first.is_visible()
    assert not page.get_by_role("link", name="下载指南（PDF）").is_visible()


@pytest.mark.parametrize("path", ENGLISH)
def test_the_english_half_is_english(cast: Cast, path: str) -> None:
    visitor = cast.anyone(locale="en-GB")
    cast.speaks_english(visitor)
    visitor.go(path)
    assert visitor.page.locator("html").get_attribute("lang") == "en"
    assert untranslated(visitor.page) == []
