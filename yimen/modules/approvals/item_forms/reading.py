"""A form from its JSON Schema (draft 2020-12, a subset); what is no schema, or more than the subset, is refused.

Order and parts stand in ``x-sections``: an object has no order. What JSON Schema does not know has a name with ``x-``.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _
from jsonschema import Draft202012Validator
from jsonschema.exceptions import SchemaError

from yimen.kernel.base.punctuation import joined

from .shapes import Choice, Column, Field, FieldKind, ItemForm, Meaning, Prefill, Section

DIALECT = "https://json-schema.org/draft/2020-12/schema"
KEY = re.compile(r"[a-z][a-z0-9_]{0,39}")
MOST_FIELDS = 120
LONGEST_TEXT = 5000
MOST_ROWS = 100
FORMATS = {
    "resident-id": FieldKind.RESIDENT_ID,
    "credit-code": FieldKind.CREDIT_CODE,
    "phone": FieldKind.PHONE,
}
COMMON = {
    "title",
    "description",
    "x-title-en",
    "x-description-en",
    "x-rule",
    "x-prefill",
    "x-meaning",
    "x-required",
    "type",
}
OWN: dict[str, set[str]] = {
    "string": {"maxLength", "format", "oneOf", "x-input"},
    "number": {"minimum", "maximum", "x-unit", "x-input", "x-decimals"},
    "integer": {"minimum", "maximum", "x-unit"},
    "boolean": set(),
    "array": {"items", "minItems", "maxItems", "uniqueItems"},
}
WHOLE = {"$schema", "$id", "title", "x-title-en", "description", "type", "properties", "required", "x-sections",
         "additionalProperties", "x-example"}  # fmt: skip


class BadForm(ValueError):  # noqa: N818 - what is said of the data
    """Not a form: where it is wrong, and why."""

    def __init__(self, place: str, message: str) -> None:
        super().__init__(_("%(place)s：%(message)s") % {"place": place or "/", "message": message})
        self.place = place
        self.message = message


def form_from(schema: object) -> ItemForm:
    """The form that the schema describes; an empty one for an empty schema. Raises BadForm."""
    if schema in ({}, None):
        return ItemForm()
    if not isinstance(schema, Mapping):
        raise BadForm("", _("申请表必须是一个 JSON Schema 对象。"))
    try:
        Draft202012Validator.check_schema(schema)
    except SchemaError as error:
        place = "/".join(str(one) for one in error.absolute_path)
        raise BadForm(place, _("不是有效的 JSON Schema：%(why)s") % {"why": error.message[:200]}) from None
    _only(schema, WHOLE, "")
    if schema.get("type") != "object" or not isinstance(schema.get("properties"), Mapping):
        raise BadForm("", _("最外层应当是 object，并有 properties。"))
    if len(schema["properties"]) > MOST_FIELDS:
        raise BadForm("properties", _("栏目太多，最多%(most)s个。") % {"most": MOST_FIELDS})
    required = frozenset(schema.get("required", ()))
    fields = {key: _field(key, one, required) for key, one in schema["properties"].items()}
    if unknown := required - set(fields):
        raise BadForm("required", _("没有这些栏目：%(keys)s") % {"keys": joined(sorted(unknown), "、")})
    title = _text(schema, "title", "")
    return ItemForm(title, _text(schema, "x-title-en", ""), _sections(schema, fields))


def _sections(schema: Mapping[str, Any], fields: dict[str, Field]) -> tuple[Section, ...]:
    given = schema.get("x-sections")
    if not isinstance(given, list) or not given:
        raise BadForm("x-sections", _("请列出各部分和其中栏目的次序。"))
    found, seen = [], []
    for number, one in enumerate(given):
        place = f"x-sections/{number}"
        if not isinstance(one, Mapping) or not isinstance(one.get("fields"), list):
            raise BadForm(place, _("每一部分要有 key、title 和 fields。"))
        keys = [str(key) for key in one["fields"]]
        if unknown := [key for key in keys if key not in fields]:
            raise BadForm(place, _("没有这些栏目：%(keys)s") % {"keys": joined(unknown, "、")})
        seen += keys
        found.append(
            Section(
                _key(str(one.get("key", "")), place),
                _text(one, "title", place),
                _text(one, "title_en", place),
                tuple(fields[key] for key in keys),
            )
        )
    if len(seen) != len(set(seen)) or set(seen) != set(fields):
        raise BadForm("x-sections", _("每个栏目应当正好属于一个部分。"))
    return tuple(found)


def _field(key: str, data: Any, required: frozenset[str]) -> Field:
    place = f"properties/{key}"
    always = key in required
    column = _column(key, data, always, place, in_table=False)
    if always and data.get("x-rule"):
        raise BadForm(place, _("有条件的栏目用 x-required 表示必填，不能列入 required。"))
    if data.get("x-required") is True:
        column = replace(column, is_required=True)
    more: dict[str, Any] = {
        "rule": dict(_mapping(data, "x-rule", place)),
        "prefill": _one_of(data, "x-prefill", Prefill.values, place),
        "meaning": _one_of(data, "x-meaning", Meaning.values, place),
    }
    if column.kind == FieldKind.TABLE:
        more |= _table(data, place)
    return Field(**vars(column), **more)


def _column(key: str, data: Any, is_required: bool, place: str, *, in_table: bool) -> Column:
    if not isinstance(data, Mapping) or data.get("type") not in OWN:
        raise BadForm(place, _("栏目的类型只能是 string、number、integer、boolean、array。"))
    _only(data, COMMON | OWN[data["type"]], place)
    kind = _kind(data, place)
    if in_table and kind in (FieldKind.TABLE, FieldKind.MULTIPLE, FieldKind.TEXTAREA):
        raise BadForm(place, _("表格的列不能是表格、多选或者多行文字。"))
    title = _text(data, "title", place)
    if not title:
        raise BadForm(place, _("请填写栏目名称（title）。"))
    return Column(
        key=_key(key, place),
        kind=kind,
        title=title,
        title_en=_text(data, "x-title-en", place),
        hint=_text(data, "description", place),
        hint_en=_text(data, "x-description-en", place),
        unit=_text(data, "x-unit", place),
        is_required=is_required,
        choices=_choices(data, kind, place),
        least=_decimal(data.get("minimum")),
        most=_decimal(data.get("maximum")),
        longest=min(int(data.get("maxLength", _longest(kind))), LONGEST_TEXT),
        decimals=min(int(data.get("x-decimals", 2)), 6),
    )


def _longest(kind: FieldKind) -> int:
    return 2000 if kind == FieldKind.TEXTAREA else 200


SHAPES: dict[tuple[str, str | None, str | None], FieldKind] = {
    ("string", None, None): FieldKind.TEXT,
    ("string", None, "textarea"): FieldKind.TEXTAREA,
    ("string", "date", None): FieldKind.DATE,
    ("number", None, None): FieldKind.NUMBER,
    ("number", None, "money"): FieldKind.MONEY,
    ("integer", None, None): FieldKind.INTEGER,
    ("boolean", None, None): FieldKind.FLAG,
    **{("string", name, None): kind for name, kind in FORMATS.items()},
}


def _kind(data: Mapping[str, Any], place: str) -> FieldKind:
    if data["type"] == "array":
        return _kind_of_array(data, place)
    kind = SHAPES.get((data["type"], data.get("format"), data.get("x-input")))
    if kind is None:
        unknown = data.get("format") or data.get("x-input")
        raise BadForm(place, _("不认识的格式：%(format)s") % {"format": unknown})
    return FieldKind.CHOICE if kind == FieldKind.TEXT and "oneOf" in data else kind


def _kind_of_array(data: Mapping[str, Any], place: str) -> FieldKind:
    items = data.get("items")
    if isinstance(items, Mapping) and items.get("type") == "object":
        return FieldKind.TABLE
    if isinstance(items, Mapping) and "oneOf" in items:
        return FieldKind.MULTIPLE
    raise BadForm(place, _("array 的 items 应当是选项（oneOf）或者一行（object）。"))


def _choices(data: Mapping[str, Any], kind: FieldKind, place: str) -> tuple[Choice, ...]:
    if kind not in (FieldKind.CHOICE, FieldKind.MULTIPLE):
        return ()
    given = (data["items"] if kind == FieldKind.MULTIPLE else data)["oneOf"]
    found = []
    for one in given:
        if not isinstance(one.get("const"), str) or not one.get("title"):
            raise BadForm(place, _("每个选项要有 const 和 title。"))
        found.append(Choice(one["const"], str(one["title"]), str(one.get("x-title-en", ""))))
    if len({one.key for one in found}) != len(found):
        raise BadForm(place, _("选项重复。"))
    return tuple(found)


def _table(data: Mapping[str, Any], place: str) -> dict[str, Any]:
    items = data["items"]
    _only(items, {"type", "properties", "required", "x-order", "additionalProperties"}, f"{place}/items")
    properties, required = items.get("properties"), items.get("required", ())
    order = items.get("x-order") or sorted(properties or ())
    if not properties or sorted(order) != sorted(properties):
        raise BadForm(f"{place}/items", _("x-order 应当正好列出各列。"))
    columns = tuple(
        _column(key, properties[key], key in required, f"{place}/items/{key}", in_table=True) for key in order
    )
    most = int(data.get("maxItems", 20))
    if not 1 <= most <= MOST_ROWS or int(data.get("minItems", 0)) > most:
        raise BadForm(place, _("行数应当在1到%(most)s之间。") % {"most": MOST_ROWS})
    return {"columns": columns, "fewest_rows": int(data.get("minItems", 0)), "most_rows": most}


def _only(data: Mapping[str, Any], known: set[str], place: str) -> None:
    if unknown := sorted(set(data) - known):
        raise BadForm(place, _("不支持这些关键字：%(keys)s") % {"keys": joined(unknown, "、")})


def _key(key: str, place: str) -> str:
    if not KEY.fullmatch(key):
        raise BadForm(place, _("代码“%(key)s”只能用小写字母、数字和下划线，以字母开头。") % {"key": key[:60]})
    return key


def _text(data: Mapping[str, Any], name: str, place: str) -> str:
    value = data.get(name, "")
    if not isinstance(value, str) or len(value) > 500:
        raise BadForm(place, _("%(name)s 应当是不超过500字的文字。") % {"name": name})
    return value.strip()


def _mapping(data: Mapping[str, Any], name: str, place: str) -> Mapping[str, Any]:
    value = data.get(name, {})
    if not isinstance(value, Mapping):
        raise BadForm(place, _("%(name)s 应当是一个对象。") % {"name": name})
    return value


def _one_of(data: Mapping[str, Any], name: str, known: list[str], place: str) -> str:
    value = data.get(name, "")
    if value and value not in known:
        raise BadForm(place, _("%(name)s 只能是：%(known)s") % {"name": name, "known": joined(known, "、")})
    return str(value)


def _decimal(value: Any) -> Decimal | None:
    return None if value is None else Decimal(str(value))
