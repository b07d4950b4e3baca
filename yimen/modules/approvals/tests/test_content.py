"""The content of a version: one value from its JSON and back, and the one function that makes the checklist."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest
from django.utils import translation

from yimen.modules.approvals.content import Content, Material, content_from

CITY = Path(__file__).resolve().parents[4] / "cities" / "shenyang" / "items"
DATA: dict[str, Any] = {
    "conditions": ["条件一"],
    "conditions_en": ["Condition one"],
    "situations": [
        {
            "key": "work",
            "question": "占用还是挖掘？",
            "question_en": "Occupy or dig?",
            "options": [
                {"key": "occupy", "label": "占用", "label_en": "Occupy"},
                {"key": "dig", "label": "挖掘"},
            ],
        },
        {
            "key": "age",
            "question": "不满五年吗？",
            "depends_on": "work.dig",
            "options": [{"key": "yes", "label": "是"}],
        },
    ],
    "materials": [
        {"key": "form", "name": "申请表", "name_en": "Form"},
        {"key": "plan", "name": "平面图", "when": ["work.occupy"]},
        {"key": "both", "name": "说明", "when": ["work.occupy", "work.dig"], "source": "shared_data"},
    ],
    "fees": [{"name": "占用费", "basis": "条例", "amount": "10"}],
    "holds": [
        {"kind": "site_inspection", "basis": "三十四条", "stops_statutory": False, "stops_promised": False},
        {"kind": "hearing", "basis": "四十五条"},
        {"kind": "publicity", "basis": "本市", "stops_statutory": False},
    ],
    "said_by_nobody_yet": "kept",
}
BODY: Content = content_from(DATA)


@pytest.mark.parametrize(
    ("answers", "keys"),
    [
        ({}, ["form"]),
        ({"work": ["occupy"]}, ["form", "plan", "both"]),
        ({"work": ["dig"]}, ["form", "both"]),
        ({"work": ["other"]}, ["form"]),
    ],
)
def test_the_checklist_is_what_the_answers_need(answers: dict[str, list[str]], keys: list[str]) -> None:
    assert [one.key for one in BODY.checklist(answers)] == keys


@pytest.mark.parametrize(
    ("answers", "keys"),
    [({}, ["work"]), ({"work": ["occupy"]}, ["work"]), ({"work": ["dig"]}, ["work", "age"])],
)
def test_a_question_is_asked_when_its_option_was_chosen(
    answers: dict[str, list[str]], keys: list[str]
) -> None:
    assert [one.key for one in BODY.asked(answers)] == keys


@pytest.mark.parametrize(
    ("kind", "stops"),
    [("site_inspection", []), ("hearing", ["statutory", "promised"]), ("publicity", ["promised"])],
)
def test_a_procedure_stops_the_clocks_that_it_says(kind: str, stops: list[str]) -> None:
    hold = BODY.hold(kind)
    assert hold is not None
    assert hold.stops == stops


def test_what_is_not_there_is_none() -> None:
    assert (BODY.hold("auction"), BODY.material("x"), BODY.situation("x")) == (None, None, None)


@pytest.mark.parametrize(
    ("source", "asked"),
    [("applicant", True), ("other_body", True), ("government_result", False), ("shared_data", False)],
)
def test_what_the_government_holds_is_not_asked_of_the_applicant(source: str, asked: bool) -> None:
    assert Material("key", "名", source=source).is_asked_of_applicant is asked


def test_words_follow_the_reader_and_fall_back_to_chinese() -> None:
    situation = BODY.situations[0]
    with translation.override("en"):
        shown = [situation.shown, *(one.shown for one in situation.options)]
        assert shown == ["Occupy or dig?", "Occupy", "挖掘"]
        assert (BODY.shown_conditions, BODY.materials[1].shown) == (("Condition one",), "平面图")
    with translation.override("zh-hans"):
        assert (situation.shown, BODY.shown_conditions) == ("占用还是挖掘？", ("条件一",))


def test_no_published_word_is_lost() -> None:
    assert BODY.extra == {"said_by_nobody_yet": "kept"}
    assert content_from(BODY.as_data()) == BODY


def test_the_content_of_every_item_of_the_city_comes_back_unchanged() -> None:
    files = sorted(CITY.glob("*.toml"))
    assert len(files) == 55
    for file in files:
        body = content_from(tomllib.loads(file.read_text())["version"])
        assert content_from(body.as_data()) == body, file.name
        assert body.materials, file.name
