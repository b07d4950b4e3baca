"""The whole answer: versions together, other words, promoted results, what was probably meant."""

from __future__ import annotations

from datetime import date

import pytest

from tests.world import NOON, World
from yimen.kernel.base.actor import Public
from yimen.kernel.search import actions
from yimen.kernel.search.answering import Answer, Wish, answer, suggestions
from yimen.kernel.search.reading import READER

from .stage import SOURCE, Shelf, paper

ON = NOON.date()


@pytest.fixture(autouse=True)
def _nothing_open() -> None:
    READER.forget()


def ask(text: str, **more: object) -> Answer:
    return answer(Public(), Wish(text, **more), on=ON)  # type: ignore[arg-type]


def keys(found: Answer) -> list[str]:
    return [hit.key for hit in found.hits]


def test_versions_of_one_thing_are_one_result_the_newest_first(shelf: Shelf) -> None:
    shelf.put(
        *(
            paper(
                f"v{year}",
                "供热管理条例",
                "内容",
                family="heating",
                dated_on=date(year, 1, 1),
                in_force=year == 2020,
            )
            for year in (2003, 2011, 2020)
        ),
        paper("other", "供热办法", dated_on=date(1999, 1, 1)),
    )
    found = ask("供热")
    assert found.total == 4
    assert [(hit.key, [one.key for one in hit.versions]) for hit in found.hits] == [
        ("v2020", ["v2011", "v2003"]),
        ("other", []),
    ]


def test_pages_hold_ten_results_and_end(shelf: Shelf) -> None:
    shelf.put(*(paper(f"{number:02}", f"供热通知{number:02}") for number in range(25)))
    pages = [ask("供热", page=page) for page in (1, 2, 3, 4)]
    assert [(len(one.hits), one.has_next) for one in pages] == [
        (10, True),
        (10, True),
        (5, False),
        (0, False),
    ]
    assert len({key for one in pages for key in keys(one)}) == 25


def test_other_words_for_one_thing(shelf: Shelf, world: World) -> None:
    shelf.put(paper("a", "基本医疗保险缴费办法"), paper("b", "医保卡补办"), paper("c", "生育保险"))
    editor = world.actor("editor.office")
    add = {"by": editor, "at": NOON}
    actions.add_synonym(actions.wordbook(), kind="towards", term="医保", other="基本医疗保险", **add)
    actions.add_synonym(actions.wordbook(), kind="related", term="医保", other="生育保险", **add)
    found = ask("医保")
    assert keys(found) == ["b", "a"]
    assert (found.other_words, found.related) == (("基本医疗保险",), ("生育保险",))
    assert keys(ask("医保缴费")) == ["a"]
    assert keys(ask('"医保"')) == ["b"]
    assert keys(ask("基本医疗保险")) == ["a"]
    actions.add_synonym(actions.wordbook(), kind="equal", term="补办", other="缴费", **add)
    assert set(keys(ask("补办"))) == set(keys(ask("缴费"))) == {"a", "b"}
    assert keys(answer(Public(), Wish("医保"), on=date(2026, 3, 1))) == ["b"]


def test_what_editors_put_first(shelf: Shelf, world: World) -> None:
    shelf.put(paper("a", "公积金提取"), paper("b", "住房公积金归集"))
    actions.promote(
        actions.wordbook(),
        words="公积金",
        source=SOURCE,
        key="b",
        note="最常用",
        by=world.actor("editor.office"),
        at=NOON,
    )
    assert [(one.key, one.note) for one in ask("公积金").promoted] == [("b", "最常用")]
    assert ask("公积金提取").promoted == ()
    shelf.take("b")
    assert ask("公积金").promoted == ()


def test_what_sounds_the_same_is_offered(shelf: Shelf) -> None:
    shelf.put(paper("a", "住房公积金管理条例"), paper("b", "个人所得税办法"))
    assert ask("公集金").spellings == ("公积金",)
    assert ask("住房公机金管理").spellings == ("住房公积金管理",)
    assert ask("公集金 条例").spellings == ("公积金 条例",)
    assert ask("公积金").spellings == ()
    assert ask("完全没有").spellings == ()


def test_near_results_say_so(shelf: Shelf) -> None:
    shelf.put(paper("a", "供热管理"), paper("b", "供水管理"))
    found = ask("供热 停电")
    assert (found.is_near, keys(found)) == (True, ["a"])
    assert not ask("供热 管理").is_near


def test_suggestions_by_characters_and_by_sound(shelf: Shelf) -> None:
    shelf.put(paper("a", "住房公积金管理条例"), paper("b", "正文里有", "公积金"))
    for typed in ("公积", "zhufang", "zfgj"):
        assert [one.key for one in suggestions(Public(), typed)] == ["a"], typed
    assert suggestions(Public(), "，") == ()


def test_unknown_facets_of_an_address_are_not_obeyed(shelf: Shelf) -> None:
    shelf.put(paper("a", "供热"))
    assert ask("供热", chosen={"nothing": ("x",)}).total == 1
    assert ask("供热", chosen={"year": ("1999",)}).total == 0


def test_few_statements_an_answer(shelf: Shelf, django_assert_max_num_queries) -> None:  # type: ignore[no-untyped-def]
    shelf.put(*(paper(str(number), f"供热方案{number}", "内容" * 40) for number in range(30)))
    ask("供热")
    with django_assert_max_num_queries(3):
        ask("供热")
