"""停用同义词: yesterday was its last day; what was ended stays ended."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from tests.world import NOON, World
from yimen.kernel.audit.recorded import recorded
from yimen.kernel.base.refusals import RuleBroken
from yimen.kernel.search import actions
from yimen.kernel.search.models import Synonym

from .words_stage import strangers_are_refused, visitor

pytestmark = pytest.mark.django_db


@pytest.fixture
def synonym(world: World) -> Synonym:
    given = {"kind": "equal", "term": "医保", "other": "医疗保险", "by": world.actor("editor.office")}
    return actions.add_synonym(actions.wordbook(), **given, at=NOON - timedelta(days=5)).synonym


def test_ends_it(world: World, synonym: Synonym) -> None:
    done = actions.end_synonym(synonym, by=world.actor("openness.office"), at=NOON)
    assert recorded(done).endswith("停用检索同义词医保→医疗保险，最后一天为2026-03-01")
    assert Synonym.objects.get().until == date(2026, 3, 1)


def test_one_of_today_ends_with_today(world: World, synonym: Synonym) -> None:
    done = actions.end_synonym(synonym, by=world.actor("editor.office"), at=NOON - timedelta(days=5))
    assert done.until == date(2026, 2, 25)


def test_refuses_what_has_ended(world: World, synonym: Synonym) -> None:
    actions.end_synonym(synonym, by=world.actor("editor.office"), at=NOON)
    with pytest.raises(RuleBroken, match="这一项已经停用。"):
        actions.end_synonym(synonym, by=world.actor("editor.office"), at=NOON)


def test_refuses_strangers(world: World, synonym: Synonym) -> None:
    strangers_are_refused(world, actions.end_synonym, synonym)
    assert Synonym.objects.get().until is None


def test_page_and_endpoint(world: World, synonym: Synonym) -> None:
    editor = visitor(world, "editor.office")
    page = f"/search/words/synonyms/{synonym.pk}/"
    assert "停用" in editor.get(page).content.decode()
    assert visitor(world, "clerk.construction").get(page).status_code == 404
    assert editor.post(page).headers["Location"] == "/search/words/synonyms/"
    again = editor.post(f"/api/v1/search-words/synonyms/{synonym.pk}/ending", content_type="application/json")
    assert (again.status_code, again.json()["detail"]) == (422, "这一项已经停用。")
