"""What was answered to a form: taken in, and checked by JSON Schema; each fault names its field and says what to do."""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace
from typing import Any, cast

from django.utils.translation import gettext as _
from jsonschema import Draft202012Validator, FormatChecker
from jsonschema.exceptions import ValidationError

from yimen.kernel.base.identity import credit_code, resident_number
from yimen.kernel.base.punctuation import joined
from yimen.kernel.base.refusals import RuleBroken

from .shapes import NUMBERS, Column, Field, FieldKind, ItemForm, Prefill
from .values import SEALED, day_of, is_blank, number_of
from .writing import as_schema

LARGEST = 100_000
"""Bytes of all answers of one form: a form is filled in by hand; what is larger is a file."""

PHONE = re.compile(r"\+?[0-9][0-9 \-]{4,28}")
FORMATS = FormatChecker(formats=())


@FORMATS.checks("date")
def _is_day(value: object) -> bool:
    return not isinstance(value, str) or day_of(value) is not None


@FORMATS.checks("resident-id", raises=RuleBroken)
def _is_resident_number(value: object) -> bool:
    return not isinstance(value, str) or bool(resident_number(value))


@FORMATS.checks("credit-code", raises=RuleBroken)
def _is_credit_code(value: object) -> bool:
    return not isinstance(value, str) or bool(credit_code(value))


@FORMATS.checks("phone")
def _is_phone(value: object) -> bool:
    return not isinstance(value, str) or PHONE.fullmatch(value) is not None


class FormFault(ValueError):  # noqa: N818 - what is said of the data
    """The answers cannot even be kept."""


def clean_form(form: ItemForm, given: Mapping[str, Any]) -> dict[str, Any]:
    """The answers to the fields of the form, trimmed, without blanks; raises FormFault.

    They need not be right yet: a draft keeps what was typed.
    """
    known = {one.key: one for one in form.fields}
    if unknown := [key for key in given if key not in known]:
        raise FormFault(_("申请表没有这些栏目：%(keys)s") % {"keys": joined(unknown, "、")[:200]})
    if len(json.dumps(given, ensure_ascii=False, default=str).encode()) > LARGEST:
        raise FormFault(_("申请表填写的内容太多，请精简，较长的内容请作为材料上传。"))
    cleaned = {one.key: _cleaned(one, given[one.key]) for one in form.fields if one.key in given}
    return {key: value for key, value in cleaned.items() if not is_blank(value)}


def _cleaned(field: Field, value: Any) -> Any:
    if isinstance(value, str):
        return _typed(field, value.strip())
    if field.kind == FieldKind.TABLE and isinstance(value, list):
        return [row for row in (_row(field, one) for one in value) if row]
    return value


def _row(field: Field, row: Any) -> dict[str, Any]:
    if not isinstance(row, Mapping):
        raise FormFault(_("“%(field)s”的每一行应当是一组值。") % {"field": field.shown})
    known = {one.key: one for one in field.columns}
    return {
        key: _typed(known[key], value.strip()) if isinstance(value, str) else value
        for key, value in row.items()
        if key in known and not is_blank(value)
    }


def _typed(field: Column, text: str) -> Any:
    """Numbers that came as text become numbers; what is no number stays as it was typed."""
    if field.kind not in NUMBERS or (number := number_of(text.replace(",", ""))) is None:
        return text
    return int(number) if number == number.to_integral_value() else float(number)


def faults_of(form: ItemForm, data: Mapping[str, Any], shown: Collection[str]) -> dict[str, str]:
    """What is wrong with the answers to the fields that are asked, by the name of the field in the page."""
    sections = tuple(
        replace(part, fields=tuple(replace(one, rule={}) for one in part.fields if one.key in shown))
        for part in form.sections
    )
    asked = replace(form, sections=sections)
    answers = {key: value for key, value in data.items() if key in shown}
    found: dict[str, str] = {}
    for error in Draft202012Validator(_lenient(as_schema(asked)), format_checker=FORMATS).iter_errors(
        answers
    ):
        for name, message in _told(asked, error):
            found.setdefault(name, message)
    for name, message in _beyond(asked, answers):
        found.setdefault(name, message)
    return found


def _lenient(schema: dict[str, Any]) -> dict[str, Any]:
    """A personal number that is kept sealed is no text any more."""
    for one in schema.get("properties", {}).values():
        columns = one.get("items", {}).get("properties", {}).values()
        for part in (one, *columns):
            if part.get("format") == "resident-id" or part.get("x-prefill") == Prefill.ID_NUMBER:
                part["type"] = ["string", "object"]
    return schema


def _told(form: ItemForm, error: ValidationError) -> Iterator[tuple[str, str]]:
    path = [str(one) for one in error.absolute_path]
    if error.validator == "required":
        answered = set(error.instance) if isinstance(error.instance, Mapping) else set()
        missing = [str(key) for key in cast("list[object]", error.validator_value) if key not in answered]
        for key in missing:
            yield (
                _name(form, [*path, key]),
                _("请填写“%(field)s”。") % {"field": _column(form, [*path, key]).shown},
            )
        return
    if path:
        yield _name(form, path), _message(_column(form, path), str(error.validator))


def _name(form: ItemForm, path: list[str]) -> str:
    """The field in the page; the options of one question are one field."""
    field = next(one for one in form.fields if one.key == path[0])
    return ".".join(["form", *(path if field.kind == FieldKind.TABLE else path[:1])])


def _column(form: ItemForm, path: list[str]) -> Column:
    field = next(one for one in form.fields if one.key == path[0])
    column = next((one for one in field.columns if one.key == path[-1]), None) if len(path) > 2 else None
    return column or field


def _message(field: Column, keyword: str) -> str:
    facts = {
        "field": field.shown,
        "least": field.least,
        "most": field.most,
        "longest": field.longest,
        "rows": getattr(field, "fewest_rows", 0),
        "most_rows": getattr(field, "most_rows", 0),
        "unit": field.unit,
    }
    return _messages(field.kind, keyword) % facts


def _messages(kind: FieldKind, keyword: str) -> str:
    by_keyword = {
        "minimum": _("“%(field)s”不能小于%(least)s%(unit)s。"),
        "maximum": _("“%(field)s”不能大于%(most)s%(unit)s。"),
        "maxLength": _("“%(field)s”最多%(longest)s个字。"),
        "oneOf": _("请从列出的选项中选择“%(field)s”。"),
        "uniqueItems": _("“%(field)s”的选项重复了。"),
        "minItems": _("“%(field)s”至少填写%(rows)s行。"),
        "maxItems": _("“%(field)s”最多填写%(most_rows)s行。"),
    }
    by_kind = {
        FieldKind.NUMBER: _("“%(field)s”请填写数字。"),
        FieldKind.MONEY: _("“%(field)s”请填写金额，例如1200.50。"),
        FieldKind.INTEGER: _("“%(field)s”请填写整数。"),
        FieldKind.DATE: _("“%(field)s”请填写日期，例如2026-05-01。"),
        FieldKind.RESIDENT_ID: _("“%(field)s”不是正确的18位身份证号码，请核对。"),
        FieldKind.CREDIT_CODE: _("“%(field)s”不是正确的18位统一社会信用代码，请核对。"),
        FieldKind.PHONE: _("“%(field)s”不是正确的电话号码，例如13800000000。"),
    }
    return by_keyword.get(keyword) or by_kind.get(kind) or _("“%(field)s”填写得不正确，请重新填写。")


def _beyond(form: ItemForm, answers: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """What JSON Schema does not say: decimals, and numbers that were sealed although they are wrong."""
    for field in form.fields:
        yield from _beyond_one(field, answers.get(field.key), ["form", field.key])
        rows = answers.get(field.key) if field.kind == FieldKind.TABLE else None
        for number, row in enumerate(rows if isinstance(rows, list) else ()):
            for column in field.columns:
                value = row.get(column.key) if isinstance(row, Mapping) else None
                yield from _beyond_one(column, value, ["form", field.key, str(number), column.key])


def _beyond_one(field: Column, value: Any, path: list[str]) -> Iterator[tuple[str, str]]:
    if field.kind == FieldKind.RESIDENT_ID and isinstance(value, Mapping):
        if SEALED not in value or not value.get("is_valid"):
            yield ".".join(path), _messages(field.kind, "format") % {"field": field.shown}
    elif field.kind in (FieldKind.NUMBER, FieldKind.MONEY) and (number := number_of(value)) is not None:
        exponent = number.normalize().as_tuple().exponent
        if isinstance(exponent, int) and -exponent > field.decimals:
            facts = {"field": field.shown, "decimals": field.decimals}
            yield ".".join(path), _("“%(field)s”最多%(decimals)s位小数。") % facts
