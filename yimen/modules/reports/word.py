"""DOCX — the report as an editable document, with the same parts and tables as the page."""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import Any

from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Pt

from .models import AnnualReport
from .sheets import Head, Section, Sheet

FONT, TITLE_FONT = "FangSong", "SimSun"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def document_of(report: AnnualReport, sections: Sequence[Section]) -> bytes:
    """The file; its times follow from the report, so the same report gives the same words."""
    made = Document()
    _styles(made)
    moment = report.published_at or report.submitted_at or report.frozen_at
    made.core_properties.title, made.core_properties.author = str(report), report.org.name
    if moment is not None:
        made.core_properties.created = made.core_properties.modified = moment.replace(tzinfo=None)
    title = made.add_heading(str(report), level=0)
    title.alignment = WD_ALIGN_PARAGRAPH.CENTER
    if report.correction_note:
        made.add_paragraph(report.correction_note)
    for section in sections:
        made.add_heading(section.part.shown, level=1)
        for line in section.text.splitlines():
            if line.strip():
                made.add_paragraph(line.strip())
        for sheet in section.sheets:
            made.add_heading(sheet.title, level=2)
            _table(made, sheet)
        if section.part.shown_note:
            made.add_paragraph(section.part.shown_note)
    target = io.BytesIO()
    made.save(target)
    return target.getvalue()


def _styles(made: Any) -> None:
    for name, font, size in (("Normal", FONT, 12), ("Title", TITLE_FONT, 20), ("Heading 1", TITLE_FONT, 15)):
        style = made.styles[name]
        style.font.name, style.font.size = font, Pt(size)
        style.element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), font)


def _table(made: Any, sheet: Sheet) -> None:
    table = made.add_table(rows=len(sheet.head) + len(sheet.rows), cols=sheet.width)
    table.style = "Table Grid"
    grid = [
        row.cells for row in table.rows
    ]  # read once: the table counts all its cells anew for each that is asked of it
    taken: set[tuple[int, int]] = set()
    for index, line in enumerate(sheet.head):
        _place(grid, index, line, taken)
        _repeat(table.rows[index])
    for index, row in enumerate(sheet.rows, len(sheet.head)):
        _place(grid, index, row.heads, taken)
        free = [column for column in range(sheet.width) if (index, column) not in taken]
        for column, cell in zip(free, row.cells, strict=True):
            _write(grid[index][column], cell.text)


def _place(
    grid: Sequence[Sequence[Any]], row: int, heads: Sequence[Head], taken: set[tuple[int, int]]
) -> None:
    """Puts headings into the first free places of the row, and joins what they span."""
    for head in heads:
        column = next(one for one in range(len(grid[row])) if (row, one) not in taken)
        last = grid[row + head.rows - 1][column + head.columns - 1]
        cell = grid[row][column].merge(last)
        taken |= {(row + down, column + right) for down in range(head.rows) for right in range(head.columns)}
        _write(cell, head.text)


def _write(cell: Any, text: str) -> None:
    cell.text = text
    for paragraph in cell.paragraphs:
        for run in paragraph.runs:
            run.font.size = Pt(9)


def _repeat(row: Any) -> None:
    """The row is a head: it is repeated on every page and read as one."""
    properties = row._tr.get_or_add_trPr()
    mark = properties.makeelement(qn("w:tblHeader"), {qn("w:val"): "true"})
    properties.append(mark)
