"""What is found is the substring truth: nothing is missing, nothing is too much, with the index and without."""

from __future__ import annotations

import random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from yimen.kernel.search.folding import CUT, Aligned, folded
from yimen.kernel.search.frequent import Frequent, learn
from yimen.kernel.search.index import pairs

from .stage import Shelf, paper

LETTERS = "政府信息公开條例条例申请人被中a1Ｂ ，。〔\n《》"
TEXTS = st.text(alphabet=LETTERS, max_size=60)


def test_exactly_the_substrings_are_found(shelf: Shelf) -> None:
    chance = random.Random(7)
    papers = [
        paper(str(number), "".join(chance.choices(LETTERS, k=8)), "".join(chance.choices(LETTERS, k=120)))
        for number in range(150)
    ]
    shelf.put(*papers)
    texts = {one.key: f"{folded(one.title)}{CUT}{CUT}{folded(one.body)}" for one in papers}
    for size in (1, 1, 2, 2, 2, 3, 3, 4, 5, 7):
        for _again in range(12):
            whole = texts[chance.choice(papers).key]
            start = chance.randrange(len(whole) - size)
            asked = whole[start : start + size]
            if folded(asked) != asked:
                continue
            truth = {key for key, text in texts.items() if asked in text}
            assert set(shelf.ask(f'"{asked}"', limit=200)) == truth, asked
            assert set(shelf.ask_plainly(f'"{asked}"')) <= truth
            assert bool(truth) == bool(shelf.ask_plainly(f'"{asked}"')), asked


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=300, deadline=None)
@given(TEXTS, TEXTS)
def test_folding_a_part_finds_it_in_the_whole(before: str, part: str) -> None:
    """What stands in a text is found in it, however it is surrounded."""
    assert folded(part) in folded(f"{before}，{part}。{before}")


@settings(max_examples=300, deadline=None)
@given(st.text(max_size=80))
def test_folding_twice_changes_nothing(text: str) -> None:
    assert folded(folded(text)) == folded(text)


@settings(max_examples=300, deadline=None)
@given(st.one_of(TEXTS, st.text(max_size=60)))
def test_every_folded_character_knows_its_place(text: str) -> None:
    aligned = Aligned(text)
    assert aligned.folded == folded(text)
    places = [aligned.span(index, index + 1) for index in range(len(aligned.folded))]
    assert places == sorted(places)
    for one, (start, end) in zip(aligned.folded, places, strict=True):
        assert one == CUT or one in folded(text[start:end])


def test_common_runs_are_known_in_every_text_that_has_them() -> None:
    chance = random.Random(3)
    texts = ["".join(chance.choices("甲乙丙丁", k=30)) + "人民政府办公厅" for _each in range(600)]
    frequent = learn(texts, cut=CUT)
    assert "人民政府办公厅" in frequent
    for text in texts[:50]:
        assert frequent.found_in(text, pairs(text)) == {run for run in frequent.runs if run in text}


def test_a_small_index_learns_nothing() -> None:
    assert learn(["甲乙丙"] * 10, cut=CUT).runs == frozenset()
    assert Frequent().found_in("甲乙丙", ["甲乙", "乙丙"]) == set()


@pytest.mark.parametrize(
    ("typed", "plain"),
    [
        ("沈政发〔２００８〕２１號", "沈政发·2008·21号"),
        ("政府 信息\n公開", "政府信息公开"),
        ("第一段\n\n第二段", "第一段·第二段"),
        ("open  government", "open·government"),
        ("Ａ 股", "a股"),
        ("二○○八年", "二〇〇八年"),
        ("，。！", ""),
        ("\u200b信\ufeff息", "信息"),
    ],
)
def test_the_form_in_which_texts_are_compared(typed: str, plain: str) -> None:
    assert folded(typed) == plain
