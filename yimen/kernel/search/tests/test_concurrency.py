"""At the same moment: a pair of synonyms is added once, a change is kept once, an index has one writer."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.db import transaction

from tests.races import at_once
from tests.world import NOON, World
from yimen.kernel.base.refusals import RuleBroken
from yimen.kernel.search import actions
from yimen.kernel.search.changes import changed
from yimen.kernel.search.following import Follower
from yimen.kernel.search.keeping import keep_changes
from yimen.kernel.search.models import Change, StoredDocument, Synonym

from .stage import SOURCE, Shelf, a_shelf, paper

pytestmark = pytest.mark.usefixtures("own_database")


@pytest.fixture
def papers(settings, tmp_path: Path) -> Iterator[Shelf]:  # type: ignore[no-untyped-def]
    settings.YIMEN_SEARCH = tmp_path / "search"
    yield from a_shelf(tmp_path)


def test_a_pair_of_synonyms_is_added_once() -> None:
    world, book = World(), actions.wordbook()
    given = {
        "kind": "equal",
        "term": "医保",
        "other": "医疗保险",
        "by": world.actor("editor.office"),
        "at": NOON,
    }
    done = at_once(*[lambda: actions.add_synonym(book, **given)] * 3)
    refused = [one for one in done if isinstance(one, RuleBroken)]
    assert {str(one) for one in refused} == {"这一组同义词已经在用。"}
    assert (len(refused), Synonym.objects.count()) == (2, 1)


def test_every_change_is_kept_and_every_document_followed(papers: Shelf) -> None:
    Change.objects.all().delete()
    for number in range(60):
        papers.papers[str(number)] = paper(str(number), f"供热方案{number}")
    with transaction.atomic():
        for key in papers.papers:
            changed(SOURCE, key)
    taken = at_once(*[lambda: keep_changes(20)] * 3)
    assert sum(taken) == 60
    rows = StoredDocument.objects.filter(source=SOURCE)
    assert len(set(rows.values_list("version", flat=True))) == 60
    followers = [Follower(), Follower(), Follower()]
    at_once(*[one.follow for one in followers])
    for one in followers:
        one.close()
    assert len(papers.ask("供热", limit=100)) == 60
