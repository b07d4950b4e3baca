"""停止推荐: from today on it stands where its words place it."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from tests.world import NOON, World
from yimen.kernel.audit.recorded import recorded
from yimen.kernel.base.refusals import RuleBroken
from yimen.kernel.search import actions
from yimen.kernel.search.models import Promotion

from .stage import SOURCE, Shelf, paper
from .words_stage import strangers_are_refused, visitor


@pytest.fixture
def promotion(world: World, shelf: Shelf) -> Promotion:
    shelf.put(paper("a", "住房公积金提取办法"))
    given = {"words": "公积金", "source": SOURCE, "key": "a", "note": "最常用"}
    by = world.actor("editor.office")
    return actions.promote(actions.wordbook(), **given, by=by, at=NOON - timedelta(days=9)).promotion


def test_ends_it(world: World, promotion: Promotion) -> None:
    done = actions.end_promotion(promotion, by=world.actor("editor.office"), at=NOON)
    assert recorded(done).endswith("停止推荐检索结果公积金→住房公积金提取办法，最后一天为2026-03-01")
    assert Promotion.objects.get().until == date(2026, 3, 1)


def test_refuses_what_has_ended(world: World, promotion: Promotion) -> None:
    actions.end_promotion(promotion, by=world.actor("editor.office"), at=NOON)
    with pytest.raises(RuleBroken, match="这一项已经停用。"):
        actions.end_promotion(promotion, by=world.actor("editor.office"), at=NOON)


def test_refuses_strangers(world: World, promotion: Promotion) -> None:
    strangers_are_refused(world, actions.end_promotion, promotion)
    assert Promotion.objects.get().until is None


def test_page_and_endpoint(world: World, promotion: Promotion) -> None:
    editor = visitor(world, "editor.office")
    page = f"/search/words/promotions/{promotion.pk}/"
    assert "最常用" in editor.get(page).content.decode()
    assert editor.post(page).headers["Location"] == "/search/words/promotions/"
    ending = f"/api/v1/search-words/promotions/{promotion.pk}/ending"
    assert editor.post(ending, content_type="application/json").status_code == 422
    assert visitor(world, "resident.one").post(ending, content_type="application/json").status_code == 404
