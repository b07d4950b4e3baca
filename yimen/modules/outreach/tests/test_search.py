"""检索: an errand is found by its number and by the principal's name, each by those who may see it, in no other way."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from pytest_django import Settings

from tests.world import NOON
from yimen.kernel.search.answering import Wish, answer
from yimen.kernel.search.audience import audience_of
from yimen.kernel.search.documents import DocumentSource
from yimen.kernel.search.keeping import keep_changes
from yimen.modules.outreach import actions, queries, search
from yimen.modules.outreach.models import Errand

from .stage import ALL, STATED, Village

pytestmark = pytest.mark.django_db
NAMED = {"agent", "reception", "manager", "counter", "town_manager"}
OVERSEEING = {"supervisor", "auditor"}


@pytest.fixture(autouse=True)
def _own_index(settings: Settings, tmp_path: Path) -> None:
    settings.YIMEN_SEARCH = tmp_path


def found(village: Village, words: str) -> dict[str, list[str]]:
    """Who finds errands by the words, and from which source."""
    hits = {name: answer(getattr(village, name), Wish(words), on=NOON.date()).hits for name in ALL}
    sources = {name: [one.source for one in rows if "errands" in one.source] for name, rows in hits.items()}
    return {name: rows for name, rows in sources.items() if rows}


def kept() -> None:
    """The search has read what changed."""
    while keep_changes():
        pass


def open_to(village: Village, errand: Errand, source: DocumentSource) -> set[str]:
    """To whom the document of the errand is open."""
    (document,) = source.documents([str(errand.pk)])
    return {name for name in ALL if audience_of(getattr(village, name)) & set(document.audience)}


def test_by_number_and_by_name(village: Village) -> None:
    named = {one: ["errands"] for one in NAMED}
    overseen = {one: ["overseen-errands"] for one in OVERSEEING}
    errand = village.accepted(principal=replace(STATED, name="独孤信"))
    kept()
    assert found(village, errand.number) == named | overseen
    assert found(village, "独孤信") == named
    (told,) = search.OVERSEEN.documents([str(errand.pk)])
    assert "独孤" not in repr(told)


def test_as_the_lists_have_it_in_every_state(village: Village) -> None:
    for errand in (village.requested(by=village.resident), village.accepted(), village.archived()):
        seeing = {one for one in ALL if queries.errands(getattr(village, one)).filter(pk=errand.pk).exists()}
        named, overseen = (open_to(village, errand, one) for one in (search.ERRANDS, search.OVERSEEN))
        assert (errand.state, named | overseen, overseen) == (errand.state, seeing, OVERSEEING)


def test_who_carries_it_no_more_finds_it_no_more(village: Village) -> None:
    errand = village.accepted()
    kept()
    assert "agent" in found(village, errand.number)
    actions.hand_over_errand(errand, agent=village.other, by=village.town_manager, at=NOON)
    assert set(found(village, errand.number)) == OVERSEEING
    kept()
    assert set(found(village, errand.number)) == NAMED - {"agent"} | {"town_agent"} | OVERSEEING
