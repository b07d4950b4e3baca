"""正式文本 — the data of the sealed report, fixed when it is published. Chinese by law."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from yimen.kernel.base.days import local_day
from yimen.kernel.base.language import official_language
from yimen.kernel.web.words import cn_date

from . import shown
from .models import AnnualSummary
from .shown import Block, Span


@official_language()
def data_of(summary: AnnualSummary, *, at: datetime) -> dict[str, Any]:
    """What the document says: chapters, the numbers with the year before, what is not recorded yet."""
    return {
        "organ": summary.org.name,
        "date": local_day(at).isoformat(),
        "title": str(summary),
        "as_of": cn_date(summary.as_of),
        "edition": summary.edition,
        "correction_note": summary.correction_note,
        "figures_sha256": summary.figures_sha256,
        "chapters": [
            {
                "title": chapter.title,
                "parts": [
                    {"title": one.title, "blocks": [_block(each) for each in one.blocks]}
                    for one in chapter.parts
                ],
            }
            for chapter in shown.chapters(summary)
        ],
        "numbers": [
            [one.shown_title, text, one.unit, before, change, f"{one.code} v{one.version}"]
            for one, text, before, change in shown.changes(summary.figures.all())
        ],
        "not_recorded": [[one.what, one.system] for one in shown.not_recorded(summary)],
    }


def _block(block: Block) -> dict[str, Any]:
    if block.figure is not None:
        figure = block.figure
        return {
            "title": f"{figure.title}（{figure.unit}）",  # 中文
            "rows": [list(row) for row in block.rows],
        }
    return {"text": "".join(plain_text(one) for one in block.spans)}


def plain_text(span: Span) -> str:
    """On paper a number that was typed says so beside it."""
    return f"{span.text}（{span.note}）" if span.kind == "typed" else span.text  # 中文
