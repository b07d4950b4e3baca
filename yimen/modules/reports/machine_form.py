"""JSON — the report for programs: every cell by its code, with the words of its row and column. The shape: README.md."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from . import formats
from .formats import Block
from .models import AnnualReport
from .rules import plain
from .sheets import total_word

SHAPE = 1


def whole(report: AnnualReport, values: Mapping[str, Decimal | None]) -> dict[str, Any]:
    """The whole report. Numbers are texts, so that no decimal is rounded on the way."""
    form = formats.form(report.format_year)
    return {
        "shape": SHAPE,
        "id": str(report.pk),
        "body": {"code": report.org.code, "name": report.org.name, "credit_code": report.org.credit_code},
        "year": report.year,
        "format_year": report.format_year,
        "version": report.version,
        "correction_note": report.correction_note,
        "published_at": report.published_at.isoformat() if report.published_at else None,
        "snapshot_sha256": report.snapshot_sha256,
        "parts": [
            {
                "number": part.number,
                "title": part.title,
                "text": report.texts.get(str(part.number), ""),
                "tables": [_table(block, values) for block in form.blocks_of(part.number)],
            }
            for part in form.parts
        ],
    }


def _table(block: Block, values: Mapping[str, Decimal | None]) -> dict[str, Any]:
    columns = [{"code": one.code, "name": one.name, "group": one.group} for one in block.columns]
    if block.total_column:
        columns.append({"code": block.total_column, "name": total_word(), "group": ""})
    return {
        "code": block.code,
        "title": block.title,
        "columns": columns,
        "rows": [
            {
                "code": row.code,
                "labels": list(row.labels),
                "values": {
                    column: plain(values.get(block.cell(row.code, column))) or None
                    for column in block.column_codes
                },
            }
            for row in block.rows
        ],
    }
