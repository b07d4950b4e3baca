"""内容检查: rules that can never be met, that look ahead or go in a circle, materials that nobody may ask for."""

from __future__ import annotations

import json
import tomllib
from pathlib import Path
from typing import Any

import pytest

from yimen.modules.approvals.content import content_from
from yimen.modules.approvals.content_faults import faults_in, incomplete

CITY = Path(__file__).resolve().parents[4] / "cities" / "shenyang" / "items"
YES, NO = {"key": "yes", "label": "是"}, {"key": "no", "label": "否"}
DIG = {"key": "dig", "question": "挖掘吗？", "options": [YES, NO]}
NIGHT = {"key": "night", "question": "夜间施工吗？", "options": [YES, NO]}
FORM: dict[str, Any] = {
    "type": "object",
    "properties": {
        "money": {"type": "number", "title": "投资额", "x-unit": "万元", "maximum": 1000},
        "loan": {"type": "number", "title": "贷款", "x-rule": {"of": "form.money", "at_least": 100}},
    },
    "x-sections": [{"key": "one", "title": "一", "fields": ["money", "loan"]}],
}


def asks(term: str, option: str = "yes") -> dict[str, Any]:
    return {"of": term, "equals": option}


def told(**content: Any) -> list[str]:
    return [one.message for one in faults_in({"situations": [DIG, NIGHT], **content}, statutory_days=20)]


def material(**facts: Any) -> dict[str, Any]:
    return {"key": "plan", "name": "方案", "legal_basis": "建筑法第八条", **facts}


@pytest.mark.parametrize(
    ("rule", "message"),
    [
        (
            {"all": [asks("situation.dig"), asks("situation.dig", "no")]},
            "“方案”的条件永远不可能成立：“挖掘吗？”是“是”，并且“挖掘吗？”是“否”",
        ),
        (
            {"of": "form.money", "at_least": 5000},
            "“方案”的条件永远不可能成立：“投资额”不少于5000万元",
        ),
        (
            {"all": [{"of": "form.loan", "at_least": 1}, {"of": "form.money", "at_most": 99}]},
            "“方案”的条件永远不可能成立：“贷款”不少于1，并且“投资额”不多于99万元",
        ),
        (asks("situation.gone"), "“方案”的条件不正确：引用了不存在的条件项：situation.gone"),
        (asks("situation.dig", "perhaps"), "“方案”的条件不正确：“perhaps”不是“挖掘吗？”可以取的值。"),
    ],
)
def test_a_rule_that_can_never_be_met_is_refused_with_what_is_wrong(
    rule: dict[str, Any], message: str
) -> None:
    assert told(application_form=FORM, materials=[material(rule=rule)]) == [message]


def test_rules_that_can_be_met_are_sound() -> None:
    rule = {
        "all": [asks("situation.dig"), {"not": asks("situation.night")}, asks("applicant.kind", "enterprise")]
    }
    assert told(materials=[material(rule=rule)], application_form=FORM) == []


def test_what_hangs_on_itself_in_a_circle_is_refused() -> None:
    situations = [DIG | {"rule": asks("situation.night")}, NIGHT | {"depends_on": "dig.yes"}]
    assert told(situations=situations) == ["条件绕成了圈：挖掘吗？ → 夜间施工吗？ → 挖掘吗？"]


def test_a_question_is_asked_because_of_what_stands_before_it() -> None:
    message = "“挖掘吗？”的条件只能引用排在它前面的问题，不能引用“夜间施工吗？”。"
    assert told(situations=[DIG | {"rule": asks("situation.night")}, NIGHT]) == [message]
    assert told(situations=[NIGHT, DIG | {"rule": asks("situation.night")}]) == []


@pytest.mark.parametrize(
    "name", ["其他材料", "其他相关材料", "其它证明文件", "法律、法规规定的其他材料", "需要提供的其他资料", "相关其他材料"]
)  # fmt: skip
def test_no_row_of_other_materials_may_exist(name: str) -> None:
    message = f"“{name}”没有写明要什么：不得设置“其他材料”这样的兜底要求，请逐项列出。"
    assert [one.message for one in incomplete(content_from({"materials": [material(name=name)]}))] == [
        message
    ]


@pytest.mark.parametrize("name", ["其他产权人同意书", "用地证明材料", "与其他单位签订的合同"])
def test_a_material_that_says_what_it_is_stands(name: str) -> None:
    assert incomplete(content_from({"materials": [material(name=name)]})) == []


def test_the_limit_of_a_situation_is_within_the_statutory_one() -> None:
    variants = [{"key": "quick", "name": "简易", "promised_days": 21, "rule": asks("situation.dig")}]
    assert told(variants=variants) == ["“简易”的承诺时限长于法定时限。"]


def test_a_form_that_is_no_schema_is_refused() -> None:
    assert told(application_form={"type": "nonsense"})[0].startswith("type：不是有效的 JSON Schema")


@pytest.mark.parametrize(
    ("facts", "message"),
    [
        ({"legal_basis": " "}, "“方案”没有写明要求的依据。"),
        (
            {"source": "government_result", "copies": 1},
            "“方案”由政府部门自行取得，不能再要求申请人提交原件或者复印件。",
        ),
        ({"shared_source": "营业执照"}, "“方案”可以由“营业执照”取得，不能再向申请人要。"),
        ({"tolerance_days": 5}, "“方案”写了容缺期限，但没有选可容缺。"),
    ],
)
def test_what_a_published_version_may_not_lack(facts: dict[str, Any], message: str) -> None:
    content = content_from({"materials": [material(**facts)]})
    assert [one.message for one in incomplete(content, live={"营业执照"})] == [message]


def test_every_item_of_the_city_is_sound_and_complete() -> None:
    for file in sorted(CITY.glob("*.toml")):
        data = tomllib.loads(file.read_text())["version"]
        form = CITY.parent / "forms" / f"{file.stem}.json"
        data["application_form"] = json.loads(form.read_text()) if form.exists() else {}
        assert faults_in(data) == [], file.name
        assert incomplete(content_from(data)) == [], file.name
