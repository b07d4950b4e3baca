"""The index follows the documents, and can be lost: it is a copy."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from django.core.management import call_command
from django.db import transaction

from tests.world import NOON
from yimen.kernel.base.actor import Public
from yimen.kernel.search import index
from yimen.kernel.search.answering import Wish, answer
from yimen.kernel.search.asking import Asked, parse
from yimen.kernel.search.changes import changed, withdraw
from yimen.kernel.search.following import Follower, build, rebuild, renew
from yimen.kernel.search.keeping import keep_changes, keep_only
from yimen.kernel.search.reading import READER

from .stage import EVERYBODY, SOURCE, Shelf, paper

ON = NOON.date()


@pytest.fixture(autouse=True)
def _nothing_open() -> None:
    READER.forget()


def asked(text: str) -> list[str]:
    return [hit.key for hit in answer(Public(), Wish(text), on=ON).hits]


def test_what_is_put_changed_and_taken(shelf: Shelf) -> None:
    shelf.put(paper("a", "供热方案"))
    assert shelf.ask("供热") == ["a"]
    shelf.put(paper("a", "供水方案"))
    assert (shelf.ask("供热"), shelf.ask("供水")) == ([], ["a"])
    shelf.take("a")
    assert shelf.ask("供水") == []


def test_what_did_not_change_is_not_written_again(shelf: Shelf) -> None:
    shelf.put(paper("a", "供热方案"))
    before = index.position(index.current())
    with transaction.atomic():
        changed(SOURCE, "a")
    shelf.settle()
    assert index.position(index.current()) == before


def test_what_is_withdrawn_leaves_every_answer_with_the_commit(shelf: Shelf) -> None:
    shelf.put(paper("a", "供热方案", "机密的内容"), paper("b", "供热通知"))
    del shelf.papers["a"]
    with transaction.atomic():
        withdraw(SOURCE, "a")
    found = answer(Public(), Wish("供热"), on=ON)
    assert [hit.key for hit in found.hits] == ["b"]
    shelf.settle()
    assert answer(Public(), Wish("供热"), on=ON).total == 1


def test_without_an_index_the_database_answers(shelf: Shelf) -> None:
    shelf.put(paper("a", "供热方案", "各区、县（市）", facets={"year": ("2010",)}))
    shutil.rmtree(index.root())
    found = answer(Public(), Wish("方案"), on=ON)
    assert (found.is_plain, found.total, [hit.key for hit in found.hits]) == (True, 1, ["a"])
    assert asked("区县") == []
    assert asked("“区，县”") == ["a"]
    assert asked("我要供热方案书") == ["a"]


@pytest.mark.parametrize("harm", ["meta", "segments", "cut", "pointer"])
def test_a_damaged_index_is_noticed_and_built_anew(shelf: Shelf, harm: str) -> None:
    shelf.put(*(paper(str(number), f"供热方案{number}", "公开" * 50) for number in range(30)))
    shelf.follower.close()
    folder = index.current()
    assert folder is not None
    _harm(folder, harm)
    found = answer(Public(), Wish("供热"), on=ON)
    assert (found.total, len(found.hits)) == (30, 10)
    rebuild()
    READER.forget()
    found = answer(Public(), Wish("供热"), on=ON)
    assert (found.total, found.is_plain) == (30, False)


def _harm(folder: Path, harm: str) -> None:
    if harm == "meta":
        (folder / "meta.json").write_text("{", encoding="utf-8")
    if harm == "pointer":
        (folder.parent / "current").write_text("nowhere", encoding="utf-8")
    for file in folder.iterdir():
        if harm == "segments" and file.suffix in {".idx", ".term", ".fast", ".pos", ".fieldnorm"}:
            file.unlink()
        if harm == "cut" and file.suffix in {".idx", ".term", ".fast", ".pos"}:
            file.write_bytes(file.read_bytes()[: file.stat().st_size // 2])


def test_one_command_builds_it_while_the_old_one_answers(shelf: Shelf) -> None:
    shelf.put(paper("a", "供热方案"))
    old = index.current()
    engine = shelf.engine()
    shelf.papers["b"] = paper("b", "供热通知")
    call_command("rebuild_search", verbosity=0)
    assert index.current() != old
    assert engine.find(Asked(parse("供热"), EVERYBODY), limit=10).total == 1
    assert set(shelf.ask("供热")) == {"a", "b"}
    shelf.put(paper("c", "供热公告"))
    assert set(shelf.ask("供热")) == {"a", "b", "c"}


def test_a_second_follower_of_the_machine_leaves_it_alone(shelf: Shelf) -> None:
    shelf.put(paper("a", "供热方案"))
    other = Follower()
    assert other.follow() == 0
    shelf.put(paper("b", "供热通知"))
    assert set(shelf.ask("供热")) == {"a", "b"}
    shelf.follower.close()
    assert other.follow() == 0
    shelf.papers["c"] = paper("c", "供热公告")
    with transaction.atomic():
        changed(SOURCE, "c")
    keep_changes()
    assert other.follow() == 1
    assert set(shelf.ask("供热")) == {"a", "b", "c"}
    other.close()


def test_an_index_of_another_format_is_not_opened(shelf: Shelf, monkeypatch: pytest.MonkeyPatch) -> None:
    shelf.put(paper("a", "供热方案"))
    shelf.follower.close()
    monkeypatch.setattr(index, "FORMAT", index.FORMAT + 1)
    assert answer(Public(), Wish("供热"), on=ON).is_plain
    shelf.settle()
    shelf.put(paper("b", "供热通知"))
    READER.forget()
    assert not answer(Public(), Wish("供热"), on=ON).is_plain


def test_who_waited_for_a_build_takes_what_was_built(shelf: Shelf) -> None:
    shelf.put(paper("a", "供热方案"))
    standing = index.current()
    assert build(in_place_of=None) == standing
    assert build(in_place_of=standing) != standing


def test_nothing_of_what_was_taken_out_stays_in_the_files(shelf: Shelf) -> None:
    shelf.put(paper("a", "龘龘的方案"), paper("b", "供热方案"))
    assert renew() is False
    shelf.take("a")
    assert _is_in_the_files(shelf, "龘龘")
    assert renew() is True
    assert not _is_in_the_files(shelf, "龘龘")
    assert shelf.ask("供热") == ["b"]
    assert renew() is False


def _is_in_the_files(shelf: Shelf, term: str) -> bool:
    return shelf.engine()._searcher.doc_freq("text", term) > 0


def test_what_came_from_a_source_that_is_gone_is_taken_out(shelf: Shelf) -> None:
    shelf.put(paper("a", "供热方案"))
    keep_only(["others"])
    shelf.settle()
    assert shelf.ask("供热") == []
