"""One answer of a form: as a criterion compares it, as a person reads it. Personal numbers are read masked only."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from django.utils.translation import gettext as _

from yimen.kernel.base.punctuation import joined
from yimen.kernel.web.words import cn_date
from yimen.modules.approvals.criteria import Value

from .shapes import NUMBERS, Column, FieldKind

MASKED = "masked"
SEALED = "sealed"


def is_blank(data: object) -> bool:
    """Nothing was answered; no is an answer, and zero is one."""
    return data is None or data in ("", [], {}) or (isinstance(data, str) and not data.strip())


def value_of(field: Column, data: object) -> Value:
    """The answer as a criterion compares it; None when there is none that can be compared."""
    if is_blank(data):
        return None
    match field.kind:
        case FieldKind.NUMBER | FieldKind.INTEGER | FieldKind.MONEY:
            return number_of(data)
        case FieldKind.DATE:
            return day_of(data)
        case FieldKind.FLAG:
            return data if isinstance(data, bool) else None
        case FieldKind.MULTIPLE:
            return tuple(map(str, data)) if isinstance(data, list) else None
        case FieldKind.TABLE | FieldKind.RESIDENT_ID:
            return None
    return str(data)


def readable(data: Any) -> Any:
    """Answers without what is sealed: personal numbers as masked text."""
    if isinstance(data, Mapping):
        if SEALED in data:
            return data.get(MASKED, "")
        return {key: readable(value) for key, value in data.items()}
    return [readable(one) for one in data] if isinstance(data, list) else data


def number_of(data: object) -> Decimal | None:
    if isinstance(data, bool):
        return None
    try:
        number = Decimal(str(data).strip())
    except InvalidOperation:
        return None
    return number if number.is_finite() else None


def day_of(data: object) -> date | None:
    try:
        return date.fromisoformat(str(data)) if len(str(data)) == 10 else None
    except ValueError:
        return None


def shown_value(field: Column, data: object) -> str:
    """The answer in words; empty when there is none. A table is shown row by row by whoever shows it."""
    if is_blank(data):
        return ""
    if isinstance(data, Mapping):
        return str(data.get(MASKED, ""))
    if field.kind == FieldKind.FLAG:
        return _("是") if data is True else _("否")
    if field.kind in (FieldKind.CHOICE, FieldKind.MULTIPLE):
        return _chosen(field, data if isinstance(data, list) else [data])
    if field.kind == FieldKind.DATE and (day := day_of(data)):
        return cn_date(day)
    if field.kind in NUMBERS and (number := number_of(data)) is not None:
        return _measured(field, number)
    return str(data)


def _chosen(field: Column, keys: list[Any]) -> str:
    labels = {one.key: one.shown for one in field.choices}
    return joined((labels.get(str(key), str(key)) for key in keys), "、")


def _measured(field: Column, number: Decimal) -> str:
    plain = f"{number:,.2f}" if field.kind == FieldKind.MONEY else f"{number.normalize():f}"
    unit = field.unit or (_("元") if field.kind == FieldKind.MONEY else "")
    return _("%(number)s%(unit)s") % {"number": plain, "unit": unit}
