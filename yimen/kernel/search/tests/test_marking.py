"""What is marked is what was asked for, in the original text; the snippet is its sentence."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from yimen.kernel.search.marking import marked, snippet


def shown(pieces) -> str:  # type: ignore[no-untyped-def]
    return "".join(f"[{one.text}]" if one.is_marked else one.text for one in pieces)


@pytest.mark.parametrize(
    ("text", "words", "found"),
    [
        ("政府信息公開條例", ["公开"], "政府信息[公開]條例"),
        ("沈政发〔2008〕21号", ["沈政发·2008·21号"], "[沈政发〔2008〕21号]"),
        ("政府 信息\n公开", ["信息公开"], "政府 [信息\n公开]"),
        ("Ｏｐｅｎ data", ["open"], "[Ｏｐｅｎ] data"),
        ("公开公开", ["公开"], "[公开公开]"),
        ("依法公开信息", ["依法公开", "公开信息"], "[依法公开信息]"),
        ("<b>公开</b>", ["公开"], "<b>[公开]</b>"),
        ("没有", ["公开"], "没有"),
        ("", ["公开"], ""),
    ],
)
def test_marks_stand_in_the_original(text: str, words: list[str], found: str) -> None:
    assert shown(marked(text, words)) == found


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=60), st.lists(st.text(max_size=4), max_size=3))
def test_nothing_is_lost_by_marking(text: str, words: list[str]) -> None:
    assert "".join(one.text for one in marked(text, words)) == text


def test_the_snippet_is_the_sentence_of_the_first_hit() -> None:
    text = "第一句话。" * 40 + "行政机关应当依法公开政府信息。" + "最后一句话。" * 40
    found = shown(snippet([text], ["政府信息"]))
    assert "行政机关应当依法公开[政府信息]。" in found
    assert found.endswith("…")
    assert len(found) < 160


def test_the_snippet_comes_from_what_contains_the_word() -> None:
    assert shown(snippet(["摘要", "正文中有供热"], ["供热"])) == "正文中有[供热]"
    assert shown(snippet(["摘要在此", "正文"], [])) == "摘要在此"
    assert snippet(["", ""], ["供热"]) == ()


def test_a_hit_far_inside_a_long_text_is_shown() -> None:
    text = "甲乙丙丁。" * 10_000 + "供热开始。" + "甲乙丙丁。" * 1000
    assert "[供热]开始。" in shown(snippet([text], ["供热"]))
