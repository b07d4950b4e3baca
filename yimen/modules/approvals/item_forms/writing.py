"""A form as JSON Schema: what experts export, import and validate with any tool."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from .reading import DIALECT, FORMATS
from .shapes import Choice, Column, Field, FieldKind, ItemForm

TYPES = {
    FieldKind.NUMBER: "number",
    FieldKind.MONEY: "number",
    FieldKind.INTEGER: "integer",
    FieldKind.FLAG: "boolean",
    FieldKind.MULTIPLE: "array",
    FieldKind.TABLE: "array",
}
BY_KIND = {kind: name for name, kind in FORMATS.items()} | {FieldKind.DATE: "date"}


def as_schema(form: ItemForm) -> dict[str, Any]:
    """The JSON Schema of the form; an empty object for an empty form."""
    if not form.sections:
        return {}
    return {
        "$schema": DIALECT,
        **_present({"title": form.title, "x-title-en": form.title_en}),
        "type": "object",
        "properties": {one.key: _field(one) for one in form.fields},
        "required": [one.key for one in form.fields if one.is_required and not one.rule],
        "additionalProperties": False,
        "x-sections": [
            {
                "key": section.key,
                "title": section.title,
                **_present({"title_en": section.title_en}),
                "fields": [one.key for one in section.fields],
            }
            for section in form.sections
        ],
    }


def _field(one: Field) -> dict[str, Any]:
    more = {
        "x-rule": dict(one.rule),
        "x-prefill": one.prefill,
        "x-meaning": one.meaning,
        "x-required": bool(one.is_required and one.rule),
    }
    return _column(one) | _present(more) | (_table(one) if one.kind == FieldKind.TABLE else {})


def _column(one: Column) -> dict[str, Any]:
    found: dict[str, Any] = {"type": TYPES.get(one.kind, "string"), "title": one.title}
    found |= _present(
        {
            "x-title-en": one.title_en,
            "description": one.hint,
            "x-description-en": one.hint_en,
            "format": BY_KIND.get(one.kind),
            "x-input": one.kind.value if one.kind in (FieldKind.TEXTAREA, FieldKind.MONEY) else "",
            "x-unit": one.unit,
            "minimum": _number(one.least),
            "maximum": _number(one.most),
        }
    )
    if one.kind in (FieldKind.TEXT, FieldKind.TEXTAREA):
        found["maxLength"] = one.longest
    if one.kind == FieldKind.NUMBER and one.decimals != 2:
        found["x-decimals"] = one.decimals
    if one.kind == FieldKind.CHOICE:
        found["oneOf"] = _choices(one.choices)
    if one.kind == FieldKind.MULTIPLE:
        found |= {"items": {"oneOf": _choices(one.choices)}, "uniqueItems": True}
    return found


def _table(one: Field) -> dict[str, Any]:
    return {
        "minItems": one.fewest_rows,
        "maxItems": one.most_rows,
        "items": {
            "type": "object",
            "properties": {column.key: _column(column) for column in one.columns},
            "required": [column.key for column in one.columns if column.is_required],
            "x-order": [column.key for column in one.columns],
            "additionalProperties": False,
        },
    }


def _choices(choices: Iterable[Choice]) -> list[dict[str, str]]:
    return [
        {"const": one.key, "title": one.label, **_present({"x-title-en": one.label_en})} for one in choices
    ]


def _present(values: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in values.items() if value or (value == 0 and value is not False)}


def _number(value: Decimal | None) -> int | float | None:
    if value is None:
        return None
    return int(value) if value == value.to_integral_value() else float(value)
