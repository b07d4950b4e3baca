"""推荐结果: of a public document, for exactly these words, with a reason."""

from __future__ import annotations

import pytest

from tests.world import NOON, World
from yimen.kernel.audit.recorded import recorded
from yimen.kernel.base.refusals import RuleBroken
from yimen.kernel.search import actions
from yimen.kernel.search.models import Promotion

from .stage import SOURCE, Shelf, paper
from .words_stage import strangers_are_refused, visitor

GIVEN = {"words": "公积金", "source": SOURCE, "key": "a", "note": "最常用"}


@pytest.fixture(autouse=True)
def _papers(shelf: Shelf) -> None:
    shelf.put(paper("a", "住房公积金提取办法"), paper("inner", "内部", audience=("body:office",)))


def promote(world: World, **facts: str):  # type: ignore[no-untyped-def]
    return actions.promote(actions.wordbook(), **{**GIVEN, **facts}, by=world.actor("editor.office"), at=NOON)


def test_promotes_it(world: World) -> None:
    done = promote(world, words=" 公積金。")
    assert recorded(done).endswith("推荐检索结果公积金→住房公积金提取办法（理由：最常用）")
    assert (done.promotion.words, done.promotion.label) == ("公积金", "住房公积金提取办法")


@pytest.mark.parametrize(
    ("facts", "message"),
    [
        ({"words": "，"}, "请填写用语。"),
        ({"note": " "}, "请写明推荐的理由。"),
        ({"key": "none"}, "检索中没有这项公开的内容。"),
        ({"key": "inner"}, "检索中没有这项公开的内容。"),
        ({}, "这项内容已经是这一用语的推荐结果。"),
    ],
)
def test_refuses_nonsense(world: World, facts: dict[str, str], message: str) -> None:
    promote(world)
    with pytest.raises(RuleBroken, match=message):
        promote(world, **facts)
    assert Promotion.objects.count() == 1


def test_refuses_strangers(world: World) -> None:
    strangers_are_refused(world, actions.promote, actions.wordbook(), **GIVEN)
    assert not Promotion.objects.exists()


def test_page_and_endpoint(world: World) -> None:
    editor = visitor(world, "editor.office")
    given = {"words": "公积金", "address": "http://testserver/papers/a/?x=1", "note": "最常用"}
    assert (
        editor.post("/search/words/promotions/new/", given).headers["Location"] == "/search/words/promotions/"
    )
    wrong = editor.post("/search/words/promotions/new/", {**given, "address": "/nowhere/"})
    assert "检索中没有这项公开的内容" in wrong.content.decode()
    more = {**GIVEN, "words": "住房"}
    made = editor.post("/api/v1/search-words/promotions", more, content_type="application/json")
    assert made.status_code == 201
    assert len(editor.get("/api/v1/search-words/promotions").json()) == 2
