"""问题: what a list must be, what an answer must be, and what it says."""

from __future__ import annotations

import tomllib
from typing import Any

import pytest
from django.utils import translation

from tests.world import ROOT
from yimen.kernel.base.refusals import RuleBroken
from yimen.modules.supervision import questions

CITY = tomllib.loads((ROOT / "cities" / "shenyang" / "questionnaire.toml").read_text(encoding="utf-8"))
ASKED: list[dict[str, Any]] = CITY["question"]


def changed(place: int, **facts: Any) -> list[dict[str, Any]]:
    return [one | facts if number == place else one for number, one in enumerate(ASKED)]


def test_the_questions_of_the_city_hold() -> None:
    assert questions.checked(ASKED) == ASKED
    assert [one["key"] for one in ASKED][:3] == ["handed_in", "trips", "asked_for_more"]


@pytest.mark.parametrize(
    ("place", "facts", "fault"),
    [
        (0, {"key": "Handed"}, "第1个问题：编号只能用小写字母和下划线。"),
        (1, {"kind": "guess"}, "第2个问题：问题类型不正确。"),
        (1, {"text_en": ""}, "第2个问题：没有中文或者英文问题。"),
        (0, {"options": []}, "第1个问题：单选应当有2个以上的选项，每个有编号和中英文。"),
        (2, {"says": "something"}, "第3个问题：反映的情况不在目录中。"),
        (1, {"only_if": {"key": "receipt", "answers": ["none"]}}, "第2个问题：前提应当是前面的问题。"),
        (1, {"key": "handed_in"}, "问题集应当有1到30个问题，编号不能重复。"),
    ],
)
def test_what_is_wrong_is_named(place: int, facts: dict[str, Any], fault: str) -> None:
    with pytest.raises(RuleBroken) as caught:
        questions.checked(changed(place, **facts))
    assert str(caught.value) == fault


def test_answers_are_typed() -> None:
    given = {
        "handed_in": "office",
        "trips": "3",
        "paid_to": "department",
        "paid_amount": "120.5",
        "told_once": "no",
    }
    assert questions.typed(ASKED, given) == {
        "handed_in": "office", "trips": 3, "paid_to": "department", "paid_amount": "120.50", "told_once": "no"
    }  # fmt: skip


@pytest.mark.parametrize(
    ("key", "answer"),
    [
        ("handed_in", "moon"), ("trips", "-1"), ("trips", "1001"), ("trips", "two"), ("told_once", "maybe"),
    ],
)  # fmt: skip
def test_what_is_no_answer_is_refused(key: str, answer: str) -> None:
    with pytest.raises(RuleBroken) as caught:
        questions.typed(ASKED, {key: answer})
    assert list(caught.value.fields) == [key]


@pytest.mark.parametrize("amount", ["1.234", "NaN", "-1", "1e12", "x"])
def test_money_is_money(amount: str) -> None:
    with pytest.raises(RuleBroken) as caught:
        questions.typed(ASKED, {"paid_to": "bill", "paid_amount": amount})
    assert list(caught.value.fields) == ["paid_amount"]


def test_what_is_not_asked_is_not_taken() -> None:
    """A receipt is asked for only where something was paid."""
    assert questions.typed(ASKED, {"paid_to": "nobody", "receipt": "none"}) == {"paid_to": "nobody"}
    with pytest.raises(RuleBroken, match="没有这个问题：favourite"):
        questions.typed(ASKED, {"favourite": "blue"})


def test_what_answers_say() -> None:
    answers = {
        "handed_in": "elsewhere", "asked_for_more": "yes", "asked_for_what": "没有登记", "paid_to": "intermediary",
        "receipt": "other", "told_once": "no", "come_back": "no", "unregistered": "yes",
    }  # fmt: skip
    assert questions.said(ASKED, answers) == [
        "handed_in_elsewhere", "asked_for_more", "paid_an_intermediary", "receipt_not_official",
        "asked_to_come_unregistered",
    ]  # fmt: skip
    assert questions.said(ASKED, {"handed_in": "hall", "asked_for_what": "yes"}) == []


def test_in_words_in_both_languages() -> None:
    answers = {"handed_in": "office", "paid_to": "bill", "paid_amount": "20.00"}
    shown = questions.in_words(ASKED, answers)
    assert [(one.answer, one.is_striking) for one in shown] == [
        ("部门的办公室", True), ("按缴费通知单在收费窗口或者银行交的", False), ("20.00元", False)
    ]  # fmt: skip
    with translation.override("en"):
        assert questions.in_words(ASKED, answers)[0].answer == "At the department's own office"
