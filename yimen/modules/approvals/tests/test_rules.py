"""The rules as tables: values in, values or refusals out; no database."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from yimen.kernel.base.refusals import RuleBroken
from yimen.modules.approvals import rules
from yimen.modules.approvals.content import Content, content_from

CONTENT: Content = content_from(
    {
        "situations": [
            {
                "key": "work",
                "question": "占用还是挖掘？",
                "multiple": True,
                "options": [{"key": "occupy", "label": "占用"}, {"key": "dig", "label": "挖掘"}],
            },
            {
                "key": "age",
                "question": "不满五年吗？",
                "depends_on": "work.dig",
                "options": [{"key": "yes", "label": "是"}, {"key": "no", "label": "否"}],
            },
        ],
        "materials": [
            {"key": "form", "name": "申请表", "legal_basis": "行政许可法第二十九条"},
            {"key": "plan", "name": "平面图", "when": ["work.occupy"], "tolerable": True},
            {"key": "design", "name": "设计文件", "when": ["work.dig"]},
            {"key": "licence", "name": "营业执照", "source": "shared_data"},
            {"key": "consent", "name": "政府同意文件", "when": ["age.yes"], "source": "government_result"},
        ],
    }
)
OCCUPY, DIG = {"work": ["occupy"]}, {"work": ["dig"], "age": ["yes"]}


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ({}, {}),
        ({"work": ["occupy"]}, {"work": ["occupy"]}),
        ({"work": ["dig", "occupy", "dig"]}, {"work": ["dig", "occupy"]}),
        ({"work": ["occupy"], "age": ["yes"]}, {"work": ["occupy"]}),
        ({"age": ["yes"], "work": ["dig"]}, {"work": ["dig"], "age": ["yes"]}),
        ({"work": [""], "other": ["x"]}, {}),
        ({"work": ["occupy"], "age": ["nonsense"]}, {"work": ["occupy"]}),
    ],
)
def test_answers_are_kept_where_the_question_applies(given: Any, kept: Any) -> None:
    assert rules.clean_answers(CONTENT, given) == kept


@pytest.mark.parametrize(
    ("given", "field"),
    [({"work": ["fly"]}, "work"), ({"work": ["dig"], "age": ["yes", "no"]}, "age")],
)
def test_answers_that_are_no_answers_are_refused(given: Any, field: str) -> None:
    with pytest.raises(RuleBroken) as caught:
        rules.clean_answers(CONTENT, given)
    assert list(caught.value.fields) == [field]


@pytest.mark.parametrize(
    ("answers", "open_ones"),
    [({}, ["work"]), (OCCUPY, []), ({"work": ["dig"]}, ["age"]), (DIG, [])],
)
def test_every_question_that_applies_is_answered(answers: Any, open_ones: list[str]) -> None:
    if not open_ones:
        rules.require_answered(CONTENT, answers)
        return
    with pytest.raises(RuleBroken) as caught:
        rules.require_answered(CONTENT, answers)
    assert list(caught.value.fields) == open_ones


@pytest.mark.parametrize(
    ("answers", "present", "missing"),
    [
        (OCCUPY, [], ["form", "plan"]),
        (OCCUPY, ["plan"], ["form"]),
        (OCCUPY, ["form", "plan", "design"], []),
        (DIG, ["form"], ["design"]),
        (DIG, ["form", "design"], []),
    ],
)
def test_what_the_government_holds_is_never_missing(answers: Any, present: Any, missing: list[str]) -> None:
    assert [one.key for one in rules.missing_materials(CONTENT, answers, present)] == missing


def test_missing_materials_are_named_all_at_once() -> None:
    with pytest.raises(RuleBroken) as caught:
        rules.require_complete(CONTENT, OCCUPY, [])
    assert str(caught.value) == "还缺少材料：申请表、平面图"
    assert list(caught.value.fields) == ["material-form", "material-plan"]


@pytest.mark.parametrize(
    ("present", "at_window", "passes"),
    [(["form"], False, True), (["plan"], False, False), ([], True, True), (["form", "plan"], False, True)],
)
def test_over_the_net_only_what_can_be_tolerated_may_be_missing(
    present: list[str], at_window: bool, passes: bool
) -> None:
    if passes:
        rules.require_submittable(CONTENT, OCCUPY, present, at_window=at_window)
        return
    with pytest.raises(RuleBroken, match="申请表"):
        rules.require_submittable(CONTENT, OCCUPY, present, at_window=at_window)


def row(key: str, defect: str = "missing", cure: str = "补交") -> dict[str, str]:
    return {"key": key, "defect": defect, "cure": cure}


def test_a_row_of_the_notice_has_name_article_and_cure() -> None:
    assert rules.correction_rows(CONTENT, OCCUPY, ["plan"], [row("form", "expired", " 更新 ")]) == [
        {
            "key": "form",
            "name": "申请表",
            "defect": "expired",
            "article": "行政许可法第二十九条",
            "cure": "更新",
            "is_cured": False,
        }
    ]


@pytest.mark.parametrize(
    ("present", "rows", "message"),
    [
        (["form", "plan"], [], "请至少列出一项需要补正的内容。"),
        (["form", "plan"], [row("design")], "不能要求清单以外的材料：design"),
        (["plan"], [row("plan")], "补正内容应一次全部告知，还缺少：申请表"),
        (["form", "plan"], [row("form", cure="")], "请写明“申请表”的问题和补正方法。"),
        (["form", "plan"], [row("form", "ugly")], "请写明“申请表”的问题和补正方法。"),
    ],
)
def test_the_one_notice_lists_all_and_only_the_checklist(
    present: list[str], rows: list[dict[str, str]], message: str
) -> None:
    with pytest.raises(RuleBroken) as caught:
        rules.correction_rows(CONTENT, OCCUPY, present, rows)
    assert str(caught.value) == message


EARLIER = [
    {"key": "form", "name": "申请表", "defect": "missing", "article": "", "cure": "补交", "is_cured": False},
    {"key": "plan", "name": "平面图", "defect": "missing", "article": "", "cure": "补交", "is_cured": True},
]


@pytest.mark.parametrize(
    ("given", "defect", "cure"),
    [
        ({"key": "form"}, "missing", "补交"),
        ({"key": "form", "defect": "illegible", "cure": "重拍"}, "illegible", "重拍"),
        ({"key": "form", "defect": "ugly", "cure": " "}, "missing", "补交"),
    ],
)
def test_a_repeated_row_is_the_earlier_one(given: dict[str, str], defect: str, cure: str) -> None:
    (again,) = rules.repeated_rows(EARLIER, [given])
    assert (again["key"], again["defect"], again["cure"], again["is_cured"]) == ("form", defect, cure, False)


@pytest.mark.parametrize(
    ("rows", "message"),
    [
        ([], "请选择仍未补正的内容。"),
        ([{"key": "design"}], "补正内容已经一次告知，不能再提出新的要求。"),
        ([{"key": "plan"}], "补正内容已经一次告知，不能再提出新的要求。"),
    ],
)
def test_a_repeated_notice_asks_nothing_new(rows: list[dict[str, str]], message: str) -> None:
    with pytest.raises(RuleBroken) as caught:
        rules.repeated_rows(EARLIER, rows)
    assert str(caught.value) == message


@pytest.mark.parametrize(
    ("present", "promise", "message"),
    [
        (["form", "plan"], "补交", "材料已经齐全，请直接受理。"),
        (["plan"], "补交", "以下材料不能容缺：申请表"),
        (["form"], " ", "请填写申请人的书面补交承诺。"),
    ],
)
def test_tolerance_is_for_the_tolerable_and_in_writing(
    present: list[str], promise: str, message: str
) -> None:
    with pytest.raises(RuleBroken) as caught:
        rules.require_tolerable(CONTENT, OCCUPY, present, promise)
    assert str(caught.value) == message


def test_tolerance_names_what_must_follow() -> None:
    assert [one.key for one in rules.require_tolerable(CONTENT, OCCUPY, ["form"], "补交")] == ["plan"]


@pytest.mark.parametrize(
    ("decided", "due", "on_time"),
    [
        ("2026-03-12", ["2026-03-12", "2026-03-30"], True),
        ("2026-03-13", ["2026-03-12", "2026-03-30"], False),
        ("2026-03-12", [], True),
    ],
)
def test_on_time_is_no_later_than_every_due_date(decided: str, due: list[str], on_time: bool) -> None:
    dates = [date.fromisoformat(one) for one in due]
    assert rules.is_on_time(date.fromisoformat(decided), dates) is on_time


def test_a_text_is_stripped_or_refused_on_its_field() -> None:
    assert rules.require_text(" 理由 ", "reason", "请写明") == "理由"
    with pytest.raises(RuleBroken) as caught:
        rules.require_text("\t ", "reason", "请写明")
    assert caught.value.fields == {"reason": "请写明"}


def test_answers_in_words_are_those_of_the_questions_that_apply() -> None:
    assert rules.answers_in_words(CONTENT, {"work": ["dig", "occupy"], "age": ["yes"]}) == [
        ("占用还是挖掘？", "占用、挖掘"),
        ("不满五年吗？", "是"),
    ]
    assert rules.answers_in_words(CONTENT, {"work": ["occupy"], "age": ["yes"]}) == [
        ("占用还是挖掘？", "占用")
    ]
