"""DOCX — the report as an editable document, with the same chapters, tables and annexes as the page."""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext as _
from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Pt

from . import shown
from .models import AnnualSummary
from .papers import plain_text

FONT, TITLE_FONT = "FangSong", "SimSun"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def document_of(summary: AnnualSummary) -> bytes:
    """The file; its times follow from the report, so the same report gives the same words."""
    made = Document()
    _styles(made)
    moment = summary.published_at or summary.frozen_at or summary.drafted_at
    made.core_properties.title, made.core_properties.author = str(summary), summary.org.name
    made.core_properties.created = made.core_properties.modified = moment.replace(tzinfo=None)
    made.add_heading(str(summary), level=0).alignment = WD_ALIGN_PARAGRAPH.CENTER
    if summary.correction_note:
        made.add_paragraph(summary.correction_note)
    for chapter in shown.chapters(summary):
        made.add_heading(chapter.title, level=1)
        for part in chapter.parts:
            made.add_heading(part.title, level=2)
            _blocks(made, part.blocks)
    _annexes(made, summary)
    target = io.BytesIO()
    made.save(target)
    return target.getvalue()


def _blocks(made: Any, blocks: Sequence[shown.Block]) -> None:
    for block in blocks:
        if block.figure is not None:
            _table(made, (f"{block.figure.title}", block.figure.unit), block.rows)
        else:
            made.add_paragraph("".join(plain_text(one) for one in block.spans))


def _annexes(made: Any, summary: AnnualSummary) -> None:
    made.add_heading(_("附一：引用数值和上年同期"), level=1)
    rows = [
        (one.shown_title, f"{text} {one.unit}", before, change)
        for one, text, before, change in shown.changes(summary.figures.all())
    ]
    _table(made, (_("指标"), _("数值"), _("上年同期"), _("增减")), rows)
    if absent := shown.not_recorded(summary):
        made.add_heading(_("附二：尚未记录的数值"), level=1)
        _table(made, (_("数值"), _("来源系统")), [(one.what, one.system) for one in absent])


def _table(made: Any, head: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    table = made.add_table(rows=1, cols=len(head))
    table.style = "Table Grid"
    for cell, text in zip(table.rows[0].cells, head, strict=True):
        cell.text = text
    for row in rows:
        for cell, text in zip(table.add_row().cells, row, strict=True):
            cell.text = text


def _styles(made: Any) -> None:
    for name, font, size in (("Normal", FONT, 12), ("Title", TITLE_FONT, 20), ("Heading 1", TITLE_FONT, 15)):
        style = made.styles[name]
        style.font.name, style.font.size = font, Pt(size)
        style.element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), font)
