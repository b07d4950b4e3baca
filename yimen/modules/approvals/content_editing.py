"""内容编辑: rows of the parts of a content, put, moved and taken out. Pure: content in, changed parts out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, replace
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext_lazy as _

from .item_forms import FieldKind, ItemForm, as_schema, form_from
from .item_forms.shapes import Choice, Column, Field, Section

PARTS: dict[str, Any] = {
    "situations": _("情形问题"),
    "materials": _("材料"),
    "fees": _("收费"),
    "procedures": _("办理环节"),
    "variants": _("情形办法"),
    "fields": _("申请表栏目"),
}
"""What is edited row by row; ``fields`` are those of the form."""
FORM = "application_form"
EDITABLE = {key: label for key, label in PARTS.items() if key != "fields"} | {FORM: _("申请表")}
"""What a draft may change, with its official term for the record."""
Data = Mapping[str, Any]


def rows_of(content: Data, part: str) -> list[dict[str, Any]]:
    """The rows of a part as plain data; a field of the form knows its section."""
    if part != "fields":
        return [dict(one) for one in content.get(part, ())]
    form = form_from(content.get(FORM, {}))
    return [
        {**asdict(one), "kind": str(one.kind), "section": section.title, "section_en": section.title_en}
        for section in form.sections
        for one in section.fields
    ]


def put(content: Data, part: str, place: int | None, row: Data) -> dict[str, Any]:
    """The part with this row: at its place, or last when it is new."""
    rows = rows_of(content, part)
    if place is None or place >= len(rows):
        rows.append(dict(row))
    else:
        rows[place] = {**rows[place], **row}
    return _changed(content, part, rows)


def move(content: Data, part: str, place: int, steps: int) -> dict[str, Any]:
    """The part with one row moved up or down; at its end it stays."""
    rows = rows_of(content, part)
    there = place + steps
    if 0 <= place < len(rows) and 0 <= there < len(rows):
        rows[place], rows[there] = rows[there], rows[place]
    return _changed(content, part, rows)


def drop(content: Data, part: str, place: int) -> dict[str, Any]:
    """The part without this row."""
    rows = [row for number, row in enumerate(rows_of(content, part)) if number != place]
    return _changed(content, part, rows)


def _changed(content: Data, part: str, rows: Sequence[dict[str, Any]]) -> dict[str, Any]:
    if part != "fields":
        return {part: list(rows)}
    form = form_from(content.get(FORM, {}))
    return {FORM: as_schema(replace(form, title=form.title, sections=_sections(form, rows)))}


def _sections(form: ItemForm, rows: Sequence[Data]) -> tuple[Section, ...]:
    """The fields in their order; those of one section stand together, at the place of its first field."""
    keys = {one.title: one.key for one in form.sections}
    grouped: dict[str, list[Data]] = {}
    for row in rows:
        grouped.setdefault(str(row.get("section", "")), []).append(row)
    return tuple(
        Section(
            keys.get(title) or f"part_{number}",
            title,
            str(members[0].get("section_en", "")),
            tuple(_field(one) for one in members),
        )
        for number, (title, members) in enumerate(grouped.items(), 1)
    )


def _field(row: Data) -> Field:
    known = {name: row[name] for name in Field.__dataclass_fields__ if name in row}
    return Field(
        **{
            **known,
            "kind": FieldKind(row["kind"]),
            "choices": tuple(Choice(**dict(one)) for one in row.get("choices", ())),
            "columns": tuple(_column(one) for one in row.get("columns", ())),
            "least": _number(row.get("least")),
            "most": _number(row.get("most")),
        }
    )


def _column(row: Data) -> Column:
    known = {name: row[name] for name in Column.__dataclass_fields__ if name in row}
    choices = tuple(Choice(**dict(one)) for one in row.get("choices", ()))
    return Column(**{**known, "kind": FieldKind(row["kind"]), "choices": choices})


def _number(value: Any) -> Decimal | None:
    return None if value in (None, "") else Decimal(str(value))
