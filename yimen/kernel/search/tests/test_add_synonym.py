"""登记同义词: from today on, by editors and supervisors; never twice."""

from __future__ import annotations

from datetime import date

import pytest

from tests.world import NOON, World
from yimen.kernel.audit.recorded import recorded
from yimen.kernel.base.refusals import RuleBroken
from yimen.kernel.search import actions
from yimen.kernel.search.models import Synonym

from .words_stage import strangers_are_refused, visitor

pytestmark = pytest.mark.django_db
GIVEN = {"kind": "towards", "term": "医保", "other": "基本医疗保险"}


def add(world: World, login: str = "editor.office", **facts: str):  # type: ignore[no-untyped-def]
    return actions.add_synonym(actions.wordbook(), **{**GIVEN, **facts}, by=world.actor(login), at=NOON)


@pytest.mark.parametrize("login", ["editor.office", "openness.office"])
def test_adds_it_from_today_on(world: World, login: str) -> None:
    done = add(world, login, term=" 医保 ")
    assert recorded(done).endswith("登记检索同义词医保→基本医疗保险，自2026-03-02起")
    assert (done.synonym.term, done.synonym.since, done.synonym.until) == ("医保", date(2026, 3, 2), None)


@pytest.mark.parametrize(
    ("facts", "message"),
    [
        ({"term": "，"}, "请填写用语。"),
        ({"other": "醫保"}, "两个用语相同，不必登记。"),
        ({}, "这一组同义词已经在用。"),
    ],
)
def test_refuses_nonsense(world: World, facts: dict[str, str], message: str) -> None:
    add(world)
    with pytest.raises(RuleBroken, match=message):
        add(world, **facts)
    assert Synonym.objects.count() == 1


def test_refuses_strangers(world: World) -> None:
    strangers_are_refused(world, actions.add_synonym, actions.wordbook(), **GIVEN)
    assert not Synonym.objects.exists()


def test_page_and_endpoint(world: World) -> None:
    editor = visitor(world, "editor.office")
    assert "登记同义词" in editor.get("/search/words/synonyms/new/?term=医保").content.decode()
    assert editor.post("/search/words/synonyms/new/", GIVEN).headers["Location"] == "/search/words/synonyms/"
    assert "这一组同义词已经在用" in editor.post("/search/words/synonyms/new/", GIVEN).content.decode()
    more = {**GIVEN, "kind": "related"}
    made = editor.post("/api/v1/search-words/synonyms", more, content_type="application/json")
    assert (made.status_code, made.json()["term"]) == (201, "医保")
    assert len(editor.get("/api/v1/search-words/synonyms").json()) == 2
    assert "基本医疗保险" in editor.get("/search/words/synonyms/").content.decode()
    for address in ("synonyms/", "synonyms/new/", "promotions/", "promotions/new/", "empty/"):
        assert editor.get(f"/search/words/{address}").status_code == 200
        assert visitor(world, "clerk.construction").get(f"/search/words/{address}").status_code == 404
        assert visitor(world).get(f"/search/words/{address}").status_code == 302
    stranger = visitor(world, "resident.one")
    assert (
        stranger.post("/api/v1/search-words/synonyms", more, content_type="application/json").status_code
        == 404
    )
    assert stranger.get("/api/v1/search-words/synonyms").json() == []


def test_the_list_costs_the_same_whatever_its_length(world: World, django_assert_max_num_queries) -> None:  # type: ignore[no-untyped-def]
    for number in range(12):
        add(world, other=f"用语{number}")
    editor = visitor(world, "editor.office")
    editor.get("/search/words/synonyms/")
    with django_assert_max_num_queries(8):
        editor.get("/search/words/synonyms/")
