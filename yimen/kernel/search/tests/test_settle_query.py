"""处理无结果检索: the editor's work list; words alone, and what was settled comes back when it is asked in vain again."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.world import NOON, World
from yimen.kernel.audit.recorded import recorded
from yimen.kernel.base.refusals import RuleBroken
from yimen.kernel.search import actions, log
from yimen.kernel.search.models import EmptyQuery, HotQuery

from .words_stage import strangers_are_refused, visitor

pytestmark = pytest.mark.django_db
ON = NOON.date()


@pytest.fixture
def query(db: None) -> EmptyQuery:
    for text in ("房产证", "房產證", "停车"):
        log.note(text, found=False, on=ON)
    return EmptyQuery.objects.get(text="房产证")


def test_settles_it(world: World, query: EmptyQuery) -> None:
    done = actions.settle_query(query, note=" 已登记同义词 ", by=world.actor("editor.office"), at=NOON)
    assert recorded(done).endswith("处理了无结果检索“房产证”：已登记同义词")
    kept = EmptyQuery.objects.get(pk=query.pk)
    assert (kept.settled_at, kept.note, kept.count) == (NOON, "已登记同义词", 2)


def test_comes_back_when_it_is_asked_in_vain_again(world: World, query: EmptyQuery) -> None:
    actions.settle_query(query, note="已登记同义词", by=world.actor("editor.office"), at=NOON)
    log.note("房产证", found=False, on=ON + timedelta(days=1))
    kept = EmptyQuery.objects.get(pk=query.pk)
    assert (kept.settled_at, kept.count, kept.last_on) == (None, 3, ON + timedelta(days=1))


def test_refuses_to_settle_twice_or_without_a_word(world: World, query: EmptyQuery) -> None:
    editor = world.actor("editor.office")
    with pytest.raises(RuleBroken, match="请写明处理结果。"):
        actions.settle_query(query, note=" ", by=editor, at=NOON)
    actions.settle_query(query, note="没有", by=editor, at=NOON)
    with pytest.raises(RuleBroken, match="这一用语已经处理。"):
        actions.settle_query(query, note="没有", by=editor, at=NOON)


def test_refuses_strangers(world: World, query: EmptyQuery) -> None:
    strangers_are_refused(world, actions.settle_query, query, note="没有")
    assert EmptyQuery.objects.get(pk=query.pk).settled_at is None


def test_page_and_endpoint(world: World, query: EmptyQuery) -> None:
    editor = visitor(world, "editor.office")
    assert "房产证" in editor.get("/search/words/empty/").content.decode()
    page = f"/search/words/empty/{query.pk}/"
    assert visitor(world, "resident.one").get(page).status_code == 404
    assert editor.post(page, {"note": "已登记同义词"}).headers["Location"] == "/search/words/empty/"
    assert "房产证" not in editor.get("/search/words/empty/").content.decode()
    assert "已登记同义词" in editor.get("/search/words/empty/?settled=on").content.decode()
    (left,) = editor.get("/api/v1/search-words/empty").json()
    assert (left["text"], left["count"]) == ("停车", 1)
    settling = f"/api/v1/search-words/empty/{left['id']}/settling"
    assert editor.post(settling, {"note": "没有"}, content_type="application/json").status_code == 200


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("210102199001011234", "******"),
        ("张三 13812345678 的房子", "张三******的房子"),
        ("1381-234-5678 欠费", "******欠费"),
        ("辽A12345", "辽******"),
        ("沈政发〔2008〕21号", "沈政发 2008 21号"),
        ("公" * 100, "公" * 40),
        ("，", ""),
    ],
)
def test_nothing_personal_is_kept(text: str, kept: str) -> None:
    assert log.masked(text) == kept


def test_hot_words_are_what_many_asked_on_several_days(db: None) -> None:
    for day in range(3):
        for _again in range(2):
            log.note("供热", found=True, on=ON - timedelta(days=day))
        log.note("13812345678", found=True, on=ON)
    for _again in range(9):
        log.note("停水", found=True, on=ON)
    assert log.hot_words(ON) == ["供热"]
    log.forget_old(ON + timedelta(days=200))
    assert not HotQuery.objects.exists()
