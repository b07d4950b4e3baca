"""申请表: a form from JSON Schema and back, what is no schema, and answers that are checked by it."""

from __future__ import annotations

import json
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from yimen.modules.approvals.item_forms import BadForm, FormFault, as_schema, clean_form, faults_of, form_from

CITY = Path(__file__).resolve().parents[4] / "cities" / "shenyang" / "forms"
SCHEMA: dict[str, Any] = {
    "$schema": "https://json-schema.org/draft/2020-12/schema",
    "title": "申请表",
    "type": "object",
    "properties": {
        "name": {"type": "string", "title": "名称", "maxLength": 10},
        "note": {"type": "string", "title": "说明", "x-input": "textarea", "maxLength": 50},
        "area": {"type": "number", "title": "面积", "x-unit": "平方米", "minimum": 1, "maximum": 100},
        "count": {"type": "integer", "title": "数量"},
        "fee": {"type": "number", "title": "金额", "x-input": "money"},
        "day": {"type": "string", "title": "日期", "format": "date"},
        "kind": {"type": "string", "title": "类型", "oneOf": [{"const": "a", "title": "甲"}, {"const": "b", "title": "乙"}]},
        "kinds": {"type": "array", "title": "项目", "uniqueItems": True, "items": {"oneOf": [{"const": "a", "title": "甲"}]}},
        "night": {"type": "boolean", "title": "夜间"},
        "person": {"type": "string", "title": "身份证", "format": "resident-id"},
        "unit": {"type": "string", "title": "代码", "format": "credit-code"},
        "phone": {"type": "string", "title": "电话", "format": "phone"},
        "staff": {
            "type": "array",
            "title": "人员",
            "minItems": 1,
            "maxItems": 3,
            "items": {
                "type": "object",
                "properties": {"who": {"type": "string", "title": "姓名", "maxLength": 5}, "age": {"type": "integer", "title": "年龄"}},
                "required": ["who"],
                "x-order": ["who", "age"],
                "additionalProperties": False,
            },
        },
    },
    "required": ["name", "area"],
    "additionalProperties": False,
    "x-sections": [
        {"key": "one", "title": "一", "fields": ["name", "note", "area", "count", "fee", "day", "kind", "kinds"]},
        {"key": "two", "title": "二", "fields": ["night", "person", "unit", "phone", "staff"]},
    ],
}  # fmt: skip
FORM = form_from(SCHEMA)
RIGHT: dict[str, Any] = {
    "name": "示例",
    "area": 12.5,
    "count": 3,
    "fee": 12.34,
    "day": "2026-05-01",
    "kind": "a",
    "kinds": ["a"],
    "night": False,
    "person": "11010519491231002X",
    "unit": "91350100M000100Y43",
    "phone": "024-12345678",
    "staff": [{"who": "甲", "age": 30}],
}


def faults(**changed: Any) -> dict[str, str]:
    data = {key: value for key, value in {**RIGHT, **changed}.items() if value is not None}
    return faults_of(FORM, data, {one.key for one in FORM.fields})


def test_a_form_comes_back_from_its_schema_unchanged() -> None:
    assert form_from(as_schema(FORM)) == FORM
    assert [one.kind.value for one in FORM.fields] == [
        "text", "textarea", "number", "integer", "money", "date", "choice", "multiple",
        "flag", "resident_id", "credit_code", "phone", "table",
    ]  # fmt: skip


def test_the_schema_is_one_that_any_tool_can_use() -> None:
    Draft202012Validator.check_schema(as_schema(FORM))
    Draft202012Validator(as_schema(FORM)).validate(RIGHT)


def test_right_answers_have_no_fault() -> None:
    assert faults() == {}


@pytest.mark.parametrize(
    ("changed", "name", "message"),
    [
        ({"name": None}, "form.name", "请填写“名称”。"),
        ({"name": "一二三四五六七八九十一"}, "form.name", "“名称”最多10个字。"),
        ({"area": 0.5}, "form.area", "“面积”不能小于1平方米。"),
        ({"area": 101}, "form.area", "“面积”不能大于100平方米。"),
        ({"area": "很大"}, "form.area", "“面积”请填写数字。"),
        ({"area": 1.001}, "form.area", "“面积”最多2位小数。"),
        ({"count": 1.5}, "form.count", "“数量”请填写整数。"),
        ({"day": "2026-02-30"}, "form.day", "“日期”请填写日期，例如2026-05-01。"),
        ({"day": "20260501"}, "form.day", "“日期”请填写日期，例如2026-05-01。"),
        ({"kind": "c"}, "form.kind", "请从列出的选项中选择“类型”。"),
        ({"kinds": ["a", "c"]}, "form.kinds", "请从列出的选项中选择“项目”。"),
        ({"person": "110105194912310021"}, "form.person", "“身份证”不是正确的18位身份证号码，请核对。"),
        ({"person": {"sealed": "x", "masked": "1*", "is_valid": False}}, "form.person", "“身份证”不是正确的18位身份证号码，请核对。"),
        ({"unit": "91350100M000100Y44"}, "form.unit", "“代码”不是正确的18位统一社会信用代码，请核对。"),
        ({"phone": "many"}, "form.phone", "“电话”不是正确的电话号码，例如13800000000。"),
        ({"staff": []}, "form.staff", "“人员”至少填写1行。"),
        ({"staff": [{"who": "甲"}] * 4}, "form.staff", "“人员”最多填写3行。"),
        ({"staff": [{"who": "甲"}, {"age": 3}]}, "form.staff.1.who", "请填写“姓名”。"),
        ({"staff": [{"who": "甲", "age": "x"}]}, "form.staff.0.age", "“年龄”请填写整数。"),
    ],
)  # fmt: skip
def test_each_fault_names_its_field_and_says_what_to_do(
    changed: dict[str, Any], name: str, message: str
) -> None:
    assert faults(**changed) == {name: message}


def test_what_is_not_asked_is_not_checked() -> None:
    assert faults_of(FORM, {"name": "示例"}, {"name"}) == {}


def test_answers_are_taken_in_trimmed_and_numbers_as_numbers() -> None:
    given = {
        "name": "  示例 ",
        "area": "12.50",
        "count": "1,200",
        "fee": "x",
        "note": " ",
        "staff": [{"who": " 甲 ", "age": ""}, {}],
    }
    assert clean_form(FORM, given) == {
        "name": "示例",
        "area": 12.5,
        "count": 1200,
        "fee": "x",
        "staff": [{"who": "甲"}],
    }


def test_fault_an_answer_of_a_megabyte() -> None:
    with pytest.raises(FormFault, match="内容太多"):
        clean_form(FORM, {"note": "长" * 350_000})


def test_fault_an_answer_to_no_question() -> None:
    with pytest.raises(FormFault, match="申请表没有这些栏目：other"):
        clean_form(FORM, {"other": 1})


def changed(path: str, value: Any) -> dict[str, Any]:
    schema = deepcopy(SCHEMA)
    *way, last = path.split("/")
    place: Any = schema
    for one in way:
        place = place[one]
    place[last] = value
    return schema


@pytest.mark.parametrize(
    ("schema", "place", "message"),
    [
        ([], "", "申请表必须是一个 JSON Schema 对象。"),
        ({"type": "array"}, "", "最外层应当是 object，并有 properties。"),
        (changed("properties/name/maxLength", "x"), "properties/name/maxLength", "不是有效的 JSON Schema：'x' is not of type 'integer'"),
        (changed("properties/name/pattern", "(a+)+"), "properties/name", "不支持这些关键字：pattern"),
        (changed("properties/name/$ref", "https://example.org/"), "properties/name", "不支持这些关键字：$ref"),
        (changed("properties/name/title", ""), "properties/name", "请填写栏目名称（title）。"),
        (changed("properties/name/format", "email"), "properties/name", "不认识的格式：email"),
        (changed("properties/name/type", "null"), "properties/name", "栏目的类型只能是 string、number、integer、boolean、array。"),
        (changed("properties/name/x-prefill", "everything"), "properties/name", "x-prefill 只能是："),
        (changed("required", ["gone"]), "required", "没有这些栏目：gone"),
        (changed("x-sections", []), "x-sections", "请列出各部分和其中栏目的次序。"),
        (changed("x-sections", [{"key": "one", "title": "一", "fields": ["name"]}]), "x-sections", "每个栏目应当正好属于一个部分。"),
        (changed("properties/staff/maxItems", 1000), "properties/staff", "行数应当在1到100之间。"),
    ],
)  # fmt: skip
def test_fault_a_form_that_is_no_schema(schema: object, place: str, message: str) -> None:
    with pytest.raises(BadForm) as caught:
        form_from(schema)
    assert (caught.value.place, caught.value.message[: len(message)]) == (place, message)


def test_every_form_of_the_city_comes_back_unchanged() -> None:
    files = sorted(CITY.glob("*.json"))
    assert len(files) == 7
    for file in files:
        schema = json.loads(file.read_text(encoding="utf-8"))
        form = form_from(schema)
        assert as_schema(form) == schema, file.name
        assert all(one.title_en for one in form.fields), file.name
