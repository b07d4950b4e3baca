"""The form of an item as a page shows it: native fields; what is right is asked of JSON Schema, as for the API."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django import forms
from django.forms import BoundField
from django.http import QueryDict
from django.utils.translation import gettext as _

from yimen.modules.approvals.item_forms import (
    Column,
    Field,
    FieldKind,
    FormFault,
    ItemForm,
    Section,
    clean_form,
    faults_of,
    is_blank,
    sealed_form,
    shown_value,
)
from yimen.modules.approvals.models import Application

PREFIX = "form."
BLANK = ("", "—")
INPUTS = {
    FieldKind.DATE: {"type": "date"},
    FieldKind.INTEGER: {"inputmode": "numeric"},
    FieldKind.MONEY: {"inputmode": "decimal"},
    FieldKind.NUMBER: {"inputmode": "decimal"},
    FieldKind.PHONE: {"type": "tel"},
    FieldKind.RESIDENT_ID: {"autocomplete": "off", "spellcheck": "false"},
    FieldKind.CREDIT_CODE: {"autocomplete": "off", "spellcheck": "false"},
}


@dataclass(frozen=True)
class Asked:
    """栏目 — one field as it is asked: an input, or the rows of a table."""

    field: Field
    bound: BoundField | None = None
    rows: Sequence[Sequence[BoundField]] = ()
    is_decisive: bool = False

    @property
    def name(self) -> str:
        return f"{PREFIX}{self.field.key}"


@dataclass(frozen=True)
class Part:
    """部分 — a section with what it asks, and what is known already."""

    section: Section
    asked: Sequence[Asked]
    known: Sequence[tuple[str, str]]


class FieldsOfForm(forms.Form):
    """申请表 — one input a field; ``quietly`` saved answers need not be right yet. ``kept`` is what was answered before."""

    use_required_attribute = False

    def __init__(
        self,
        shape: ItemForm,
        kept: Mapping[str, Any],
        data: QueryDict | None = None,
        *,
        owner: UUID,
        asked: Sequence[Field],
        settled: set[str],
        decisive: Collection[str] = (),
        more_rows: str = "",
        quietly: bool = False,
    ) -> None:
        super().__init__(data)
        self.shape, self.kept, self.owner = shape, kept, owner
        self.decisive, self.quietly = decisive, quietly
        self.asked = [one for one in asked if one.key not in settled]
        self.settled = settled
        self.more_rows = more_rows
        given = answers_in(self.shape, data) if data is not None else dict(kept)
        self.given = given
        for one in self.asked:
            self._add(one, given.get(one.key))

    def _add(self, one: Field, value: Any) -> None:
        if one.kind != FieldKind.TABLE:
            self.fields[f"{PREFIX}{one.key}"] = field_of(one, value)
            return
        rows = value if isinstance(value, list) else []
        for number in range(self._row_count(one, len(rows))):
            row = rows[number] if number < len(rows) and isinstance(rows[number], Mapping) else {}
            for column in one.columns:
                name = f"{PREFIX}{one.key}.{number}.{column.key}"
                self.fields[name] = field_of(column, row.get(column.key))

    def _row_count(self, one: Field, filled: int) -> int:
        wanted = filled + 1 if self.more_rows == one.key else filled
        return min(max(wanted, one.fewest_rows, 1), one.most_rows)

    @property
    def parts(self) -> Iterator[Part]:
        """The sections that ask something or tell what is known."""
        asked = {one.key for one in self.asked}
        for section in self.shape.sections:
            shown = [self._asked(one) for one in section.fields if one.key in asked]
            known = [
                (one.shown, shown_value(one, self.kept.get(one.key)))
                for one in section.fields
                if one.key in self.settled
            ]
            if shown or known:
                yield Part(section, shown, known)

    def _asked(self, one: Field) -> Asked:
        name = f"{PREFIX}{one.key}"
        decisive = {f"form.{one.key}", f"matter.{one.meaning}"} & set(self.decisive)
        if one.kind != FieldKind.TABLE:
            return Asked(one, self[name], is_decisive=bool(decisive))
        count = len([key for key in self.fields if key.startswith(f"{name}.")]) // len(one.columns)
        rows = [[self[f"{name}.{row}.{column.key}"] for column in one.columns] for row in range(count)]
        return Asked(one, rows=rows)

    @property
    def has_rules(self) -> bool:
        """Whether some answers change what is asked."""
        return any(one.rule for one in self.shape.fields)

    @property
    def answers(self) -> dict[str, Any]:
        """What was filled in; what is not asked now is kept as it was."""
        asked = {one.key for one in self.asked}
        kept = {key: value for key, value in self.kept.items() if key not in asked}
        return kept | {key: value for key, value in self.given.items() if key in asked}

    def clean(self) -> dict[str, Any] | None:
        if not self.quietly and not self.errors:
            self._check()
        return super().clean()

    def _check(self) -> None:
        try:
            cleaned = clean_form(self.shape, self.answers)
        except FormFault as fault:
            self.add_error(None, str(fault))
            return
        answers = sealed_form(self.shape, cleaned, self.kept, owner=self.owner)
        shown = {one.key for one in self.asked} | self.settled
        for name, message in faults_of(self.shape, answers, shown).items():
            table = ".".join(name.split(".")[:2])
            first_cell = next((one for one in self.fields if one.startswith(f"{table}.")), None)
            self.add_error(name if name in self.fields else first_cell, message)


class Filled(FieldsOfForm):
    """申请表 of one application."""

    def __init__(self, application: Application, data: QueryDict | None = None, **facts: Any) -> None:
        self.application = application
        content = application.version.body
        super().__init__(
            content.form,
            application.form,
            data,
            owner=application.pk,
            decisive=content.decisive,
            **facts,
        )


def answers_in(shape: ItemForm, data: QueryDict) -> dict[str, Any]:
    """The answers in a sent form, as JSON has them."""
    found = {one.key: _answer(one, data) for one in shape.fields}
    return {key: value for key, value in found.items() if not is_blank(value)}


def _answer(one: Field, data: QueryDict) -> Any:
    name = f"{PREFIX}{one.key}"
    if one.kind == FieldKind.TABLE:
        return [row for row in _rows(one, data) if row]
    if one.kind == FieldKind.MULTIPLE:
        return list(dict.fromkeys(data.getlist(name)))
    return _single(one, data.get(name, ""))


def _rows(one: Field, data: QueryDict) -> Iterator[dict[str, Any]]:
    pattern = re.compile(re.escape(f"{PREFIX}{one.key}.") + r"(\d{1,3})\.")
    numbers = {int(found[1]) for name in data if (found := pattern.match(name))}
    for number in sorted(numbers):
        cells = {
            column.key: _single(column, data.get(f"{PREFIX}{one.key}.{number}.{column.key}", ""))
            for column in one.columns
        }
        yield {key: value for key, value in cells.items() if not is_blank(value)}


def _single(one: Column, text: str) -> Any:
    text = text.strip()
    if one.kind == FieldKind.FLAG:
        return {"yes": True, "no": False}.get(text, "")
    return text


def field_of(one: Column, value: Any) -> forms.Field:
    """One input for a field or a column."""
    common: dict[str, Any] = {
        "label": _("%(label)s（%(unit)s）") % {"label": one.shown, "unit": one.unit}
        if one.unit
        else one.shown,
        "required": False,
        "help_text": one.shown_hint,
        "initial": _initial(one, value),
    }
    choices = [(choice.key, choice.shown) for choice in one.choices]
    made: forms.Field
    if one.kind == FieldKind.MULTIPLE:
        made = forms.MultipleChoiceField(choices=choices, widget=forms.CheckboxSelectMultiple, **common)
    elif one.kind == FieldKind.FLAG:
        yes_no = [("yes", _("是")), ("no", _("否"))]
        made = forms.ChoiceField(choices=yes_no, widget=forms.RadioSelect, **common)
    elif one.kind == FieldKind.CHOICE and len(choices) <= 5 and type(one) is Field:
        made = forms.ChoiceField(choices=choices, widget=forms.RadioSelect, **common)
    elif one.kind == FieldKind.CHOICE:
        made = forms.ChoiceField(choices=[BLANK, *choices], **common)
    else:
        made = forms.CharField(widget=_input(one), **common)
    made.required = one.is_required  # said beside the label; whether it is there is asked of the schema
    made.validators, made.clean = [], lambda given: given  # type: ignore[method-assign,assignment]
    return made


def _input(one: Column) -> forms.Widget:
    attrs: dict[str, Any] = dict(INPUTS.get(one.kind, {}))
    if one.kind == FieldKind.TEXTAREA:
        return forms.Textarea(attrs={"rows": 4, "maxlength": one.longest})
    if one.kind == FieldKind.TEXT:
        attrs["maxlength"] = one.longest
    return forms.TextInput(attrs=attrs)


def _initial(one: Column, value: Any) -> Any:
    if one.kind == FieldKind.FLAG:
        return {True: "yes", False: "no"}.get(value) if isinstance(value, bool) else None
    if isinstance(value, Mapping):
        return value.get("masked", "")
    return value
