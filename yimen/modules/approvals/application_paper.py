"""申请表 as paper: what was filled in, part by part, to print and to sign. It is drawn anew each time and kept nowhere."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from yimen.kernel.base.language import official_language
from yimen.kernel.documents.making import make_pdf

from . import checklist, rules
from .item_forms import Field, FieldKind, Section, shown_value
from .known import asked_fields
from .models import Application
from .outline import known_of
from .states import State


@dataclass(frozen=True)
class FilledField:
    """填写内容 — one field with its answer in words; a table with its head and rows."""

    label: str
    value: str = ""
    head: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()

    @property
    def labelled_rows(self) -> list[list[tuple[str, str]]]:
        """Each cell with the head of its column, which a narrow screen shows beside it."""
        return [list(zip(self.head, row, strict=True)) for row in self.rows]


@dataclass(frozen=True)
class FilledPart:
    """填写部分 — a section with what was filled in."""

    title: str
    fields: tuple[FilledField, ...]


def filled_parts(application: Application) -> list[FilledPart]:
    """What was filled in, as it is read: by the applicant, the window, the examiner, on paper."""
    content = application.version.body
    if not content.form:
        return []
    asked = {one.key for one in asked_fields(content, known_of(application))}
    parts = (_part(section, asked, application.form) for section in content.form.sections)
    return [part for part in parts if part.fields]


def _part(section: Section, asked: set[str], form: Mapping[str, Any]) -> FilledPart:
    fields = tuple(_field(one, form.get(one.key)) for one in section.fields if one.key in asked)
    return FilledPart(section.shown, fields)


def _field(one: Field, value: Any) -> FilledField:
    if one.kind != FieldKind.TABLE:
        return FilledField(one.shown, shown_value(one, value))
    rows = [row for row in value if isinstance(row, Mapping)] if isinstance(value, list) else []
    cells = tuple(tuple(shown_value(column, row.get(column.key)) for column in one.columns) for row in rows)
    return FilledField(one.shown, head=tuple(column.shown for column in one.columns), rows=cells)


@official_language()
def application_paper(application: Application, *, on: date) -> bytes:
    """The PDF of the application form."""
    return make_pdf("application_form", _data(application, on))


def _data(application: Application, on: date) -> dict[str, Any]:
    shape = application.version.body.form
    is_draft = application.state == State.DRAFT
    return {
        "organ": application.org.name,
        "date": on.isoformat(),
        "title": shape.title or _("%(item)s申请表") % {"item": application.item.name},
        "item": application.item.name,
        "case_no": application.number,
        "applicant": application.applicant_name,
        "parts": [*_stated(application), *_filled(application)],
        "materials": [
            {"name": row.material.name, "form": _form_of(row)}
            for row in checklist.asked(checklist.rows(application))
        ],
        "notes": [_("草稿，尚未提交。")] if is_draft else [],
    }


def _stated(application: Application) -> Iterator[dict[str, Any]]:
    rows = [
        (_("申请内容"), application.subject),
        *rules.answers_in_words(application.version.body, application.answers),
        (_("申请说明"), application.statement),
        (_("联系电话"), application.contact_phone),
        (_("通信地址"), application.contact_address),
    ]
    yield {
        "title": _("申请事项和情形"),
        "fields": [{"label": label, "value": value} for label, value in rows if value],
    }


def _filled(application: Application) -> Iterator[dict[str, Any]]:
    for part in filled_parts(application):
        fields = [
            {
                "label": one.label,
                "value": one.value,
                "head": list(one.head),
                "rows": [list(row) for row in one.rows],
            }
            for one in part.fields
        ]
        yield {"title": part.title, "fields": fields}


def _form_of(row: checklist.Row) -> str:
    if row.present is None:
        return _("由承诺代替") if row.is_promised else _("未提交")
    return _("纸质") if row.present.is_paper else _("电子")
