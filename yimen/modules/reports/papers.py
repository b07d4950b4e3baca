"""正式文本 — the data of the sealed report, fixed when it is published: texts and tables as they stand. Chinese by law."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from yimen.kernel.base.days import local_day
from yimen.kernel.base.language import official_language

from . import formats, queries, sheets
from .models import AnnualReport


@official_language()
def data_of(report: AnnualReport, *, at: datetime) -> dict[str, Any]:
    """What the document says, part by part."""
    form = formats.form(report.format_year)
    found = sheets.sections(form, queries.values(report), report.texts)
    return {
        "organ": report.org.name,
        "date": local_day(at).isoformat(),
        "title": str(report),
        "version": report.version,
        "correction_note": report.correction_note,
        "parts": [
            {
                "title": one.part.title,
                "note": one.part.note,
                "paragraphs": [line for line in one.text.splitlines() if line.strip()],
                "tables": [table_of(sheet) for sheet in one.sheets],
            }
            for one in found
        ],
    }


def table_of(sheet: sheets.Sheet) -> dict[str, Any]:
    """A grid as plain data: headings with what they span, rows of texts."""
    return {
        "title": sheet.title,
        "width": sheet.width,
        "head": [[_head(one) for one in line] for line in sheet.head],
        "rows": [
            {"heads": [_head(one) for one in row.heads], "cells": [cell.text for cell in row.cells]}
            for row in sheet.rows
        ],
    }


def _head(head: sheets.Head) -> dict[str, Any]:
    return {"text": head.text, "columns": head.columns, "rows": head.rows}
