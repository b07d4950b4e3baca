"""适用条件: read with clear errors, said in words, asked with what is known, and never one that cannot be met."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.utils import translation

from yimen.modules.approvals.criteria import (
    BadCriterion,
    Kind,
    Term,
    TooComplicated,
    as_data,
    can_hold,
    circle,
    criterion_from,
    holds,
    in_words,
    uses,
)

TERMS = {
    one.key: one
    for one in (
        Term(
            "situation.work",
            Kind.CHOICE,
            "占用还是挖掘",
            (("occupy", "占用"), ("dig", "挖掘")),
            is_required=True,
        ),
        Term("situation.places", Kind.CHOICES, "地段", (("road", "车行道"), ("walk", "人行道"))),
        Term("form.money", Kind.NUMBER, "投资额", unit="万元", least=Decimal(0), most=Decimal(10000)),
        Term("form.begin", Kind.DATE, "开始日期"),
        Term("form.night", Kind.FLAG, "夜间施工"),
        Term("form.name", Kind.TEXT, "名称"),
    )
}
MONEY = {"of": "form.money", "at_least": 5000}
DIG = {"of": "situation.work", "equals": "dig"}


def read(data: object) -> Any:
    return criterion_from(data, TERMS)


@pytest.mark.parametrize(
    ("data", "chinese"),
    [
        (MONEY, "“投资额”不少于5000万元"),
        ({"not": MONEY}, "“投资额”少于5000万元"),
        (DIG, "“占用还是挖掘”是“挖掘”"),
        ({"not": DIG}, "“占用还是挖掘”不是“挖掘”"),
        (
            {"of": "situation.places", "in": ["road", "walk"]},
            "“地段”是“车行道”、“人行道”之一",
        ),
        ({"of": "form.money", "between": [0.5, 100]}, "“投资额”在0.5万元至100万元之间"),
        ({"of": "form.begin", "at_most": "2026-05-01"}, "“开始日期”不晚于2026年5月1日"),
        ({"of": "form.night", "equals": True}, "“夜间施工”是“是”"),
        ({"all": [DIG, MONEY]}, "“占用还是挖掘”是“挖掘”，并且“投资额”不少于5000万元"),
        (
            {"all": [{"any": [DIG, MONEY]}, {"not": {"any": [DIG, MONEY]}}]},
            "（“占用还是挖掘”是“挖掘”，或者“投资额”不少于5000万元），并且"
            "不满足（“占用还是挖掘”是“挖掘”，或者“投资额”不少于5000万元）",
        ),
    ],
)
def test_is_said_in_words_and_comes_back_from_its_data(data: dict[str, Any], chinese: str) -> None:
    with translation.override("zh-hans"):
        assert in_words(read(data), TERMS) == chinese
    assert as_data(read(data)) == data


@pytest.mark.parametrize(
    ("data", "place", "message"),
    [
        ([], "", "条件必须是一个对象。"),
        ({"any": []}, "/any", "“all”和“any”里至少要有一个条件。"),
        ({"any": [DIG], "all": [DIG]}, "", "条件应当是“all”“any”“not”之一，或者一个比较（of）。"),
        ({"all": [DIG, {"of": "form.gone", "equals": 1}]}, "/all/1", "引用了不存在的条件项：form.gone"),
        ({"of": "form.money", "in": [1]}, "", "“投资额”只能用这些比较：equals、at_least、at_most、between"),
        ({"of": "form.money", "at_least": "many"}, "", "“many”不是“投资额”可以取的值。"),
        ({"of": "form.money", "at_least": True}, "", "“True”不是“投资额”可以取的值。"),
        ({"of": "form.money", "at_least": "NaN"}, "", "“NaN”不是“投资额”可以取的值。"),
        ({"of": "form.money", "between": [1]}, "", "“between”需要两个值：从和到。"),
        ({"of": "form.begin", "equals": "2026-02-30"}, "", "“2026-02-30”不是“开始日期”可以取的值。"),
        ({"not": {"of": "situation.work", "equals": "x"}}, "/not", "“x”不是“占用还是挖掘”可以取的值。"),
        ({"of": "situation.work", "equals": ["dig"]}, "", "“['dig']”不是“占用还是挖掘”可以取的值。"),
        ({"of": "form.night", "equals": "yes"}, "", "“yes”不是“夜间施工”可以取的值。"),
        ({"not": {"not": {"not": {"not": {"not": {"not": DIG}}}}}}, "/not/not/not/not/not/not", "条件嵌套太深，最多6层。"),
        ({"any": [DIG] * 41}, "", "条件太多（41个），最多40个。"),
    ],
)  # fmt: skip
def test_what_is_no_criterion_is_refused_with_its_place(data: object, place: str, message: str) -> None:
    with pytest.raises(BadCriterion) as caught:
        read(data)
    assert (caught.value.place, caught.value.message) == (place, message)


@pytest.mark.parametrize(
    ("data", "values", "expected"),
    [
        (MONEY, {}, None),
        (MONEY, {"form.money": None}, False),
        (MONEY, {"form.money": Decimal(5000)}, True),
        (MONEY, {"form.money": Decimal("4999.99")}, False),
        ({"not": MONEY}, {}, None),
        ({"not": MONEY}, {"form.money": None}, True),
        ({"any": [DIG, MONEY]}, {"situation.work": "dig"}, True),
        ({"all": [DIG, MONEY]}, {"situation.work": "occupy"}, False),
        ({"all": [DIG, MONEY]}, {"situation.work": "dig"}, None),
        ({"of": "situation.places", "in": ["walk"]}, {"situation.places": ("road", "walk")}, True),
        ({"of": "form.begin", "between": ["2026-01-01", "2026-12-31"]}, {"form.begin": date(2026, 12, 31)}, True),
        ({"of": "form.name", "in": ["甲", "乙"]}, {"form.name": "丙"}, False),
        ({"of": "form.night", "equals": False}, {"form.night": False}, True),
    ],
)  # fmt: skip
def test_is_asked_with_what_is_known(
    data: dict[str, Any], values: dict[str, Any], expected: bool | None
) -> None:
    assert holds(read(data), values) is expected
    if expected is None:
        assert holds(read(data), values, settled=True) is ("not" in data)


NESTED = {
    "situation.a": Term("situation.a", Kind.CHOICE, "甲", (("x", "X"), ("y", "Y")), is_required=True),
    "situation.b": Term("situation.b", Kind.CHOICE, "乙", (("x", "X"), ("y", "Y")), is_required=True),
}
A_IS_X = criterion_from({"of": "situation.a", "equals": "x"}, NESTED)
NESTED["situation.b"] = Term(
    "situation.b", Kind.CHOICE, "乙", (("x", "X"), ("y", "Y")), is_required=True, rule=A_IS_X
)
A_NOT = {"not": {"of": "situation.a", "equals": "x"}}
B_X = {"of": "situation.b", "equals": "x"}
B_Y = {"of": "situation.b", "equals": "y"}


@pytest.mark.parametrize(
    ("data", "possible"),
    [
        ({"all": [DIG, {"of": "situation.work", "equals": "occupy"}]}, False),
        ({"not": {"any": [DIG, {"of": "situation.work", "equals": "occupy"}]}}, False),
        ({"all": [MONEY, {"of": "form.money", "at_most": 4000}]}, False),
        ({"all": [MONEY, {"of": "form.money", "at_most": 5000}]}, True),
        ({"all": [MONEY, {"of": "form.money", "at_most": 5000}, {"not": {"of": "form.money", "equals": 5000}}]}, False),
        ({"of": "form.money", "at_least": 10001}, False),
        ({"of": "form.money", "between": [9, 3]}, False),
        ({"not": {"of": "form.money", "between": [-1, 10001]}}, True),
        ({"all": [{"of": "situation.places", "equals": "road"}, {"of": "situation.places", "equals": "walk"}]}, True),
        ({"all": [{"of": "form.begin", "at_least": "2026-01-01"}, {"of": "form.begin", "at_most": "2025-12-31"}]}, False),
        ({"all": [{"of": "form.name", "equals": "甲"}, {"not": {"of": "form.name", "in": ["甲", "乙"]}}]}, False),
        ({"all": [{"of": "form.night", "equals": True}, {"of": "form.night", "equals": False}]}, False),
    ],
)  # fmt: skip
def test_knows_what_can_never_be_met(data: dict[str, Any], possible: bool) -> None:
    assert can_hold(read(data), TERMS) is possible


@pytest.mark.parametrize(
    ("data", "possible"),
    [
        ({"all": [A_NOT, B_X]}, False),
        ({"all": [A_NOT, {"not": B_X}]}, True),
        ({"not": {"any": [B_X, B_Y]}}, True),
        ({"all": [{"of": "situation.a", "equals": "x"}, {"not": {"any": [B_X, B_Y]}}]}, False),
    ],
)
def test_what_is_asked_only_sometimes_brings_its_own_rule(data: dict[str, Any], possible: bool) -> None:
    assert can_hold(criterion_from(data, NESTED), NESTED) is possible


def test_what_nobody_can_follow_is_too_complicated() -> None:
    pairs = {
        "all": [
            {"any": [{"of": "form.money", "equals": n}, {"of": "form.money", "equals": n + 0.5}]}
            for n in range(18)
        ]
        + [
            {
                "any": [
                    {"all": [MONEY, {"of": "form.money", "at_most": 1}]},
                    {"of": "form.money", "equals": -1},
                ]
            }
        ]
    }
    assert can_hold(read(pairs), TERMS) is False
    wide = {f"t{n}": Term(f"t{n}", Kind.FLAG, str(n)) for n in range(19)}
    pairs = {"all": [{"any": [{"of": key, "equals": True}, {"of": key, "equals": False}]} for key in wide]}
    never = {"all": [{"of": "t0", "equals": True}, {"of": "t0", "equals": False}]}
    with pytest.raises(TooComplicated):
        can_hold(criterion_from({"all": [*pairs["all"], never]}, wide), wide)


def test_a_circle_is_found_with_its_way() -> None:
    assert circle(NESTED) == []
    round_about = {
        "a": Term("a", Kind.FLAG, "甲", rule=criterion_from({"of": "b", "equals": True}, {"b": Term("b", Kind.FLAG, "乙")})),
        "b": Term("b", Kind.FLAG, "乙", rule=criterion_from({"of": "a", "equals": True}, {"a": Term("a", Kind.FLAG, "甲")})),
    }  # fmt: skip
    assert circle(round_about) == ["a", "b", "a"]


def test_tells_what_it_asks_about() -> None:
    assert uses(read({"any": [DIG, {"not": MONEY}, DIG]})) == ["situation.work", "form.money"]
