"""JSON — the report and its numbers for programs. The shape: README.md."""

from __future__ import annotations

from typing import Any

from yimen.kernel.metrics.figures import PerWorkingDay, Rate, Total, measure

from . import rules
from .models import AnnualSummary, SummaryFigure

SHAPE = 1


def head(summary: AnnualSummary) -> dict[str, Any]:
    """Which report it is, and the hashes under which it was frozen."""
    return {
        "shape": SHAPE,
        "id": str(summary.pk),
        "title": str(summary),
        "body": {"code": summary.org.code, "name": summary.org.name},
        "year": summary.year,
        "edition": summary.edition,
        "correction_note": summary.correction_note,
        "first": summary.period.first.isoformat(),
        "as_of": summary.as_of.isoformat(),
        "published_at": summary.published_at.isoformat() if summary.published_at else None,
        "figures_sha256": summary.figures_sha256,
        "data_sha256": summary.data_sha256,
    }


def numbers(summary: AnnualSummary) -> dict[str, Any]:
    """The head and every number."""
    chapters = _chapters(summary)
    return head(summary) | {"figures": [_number(one, chapters[one.key]) for one in summary.figures.all()]}


def whole(summary: AnnualSummary) -> dict[str, Any]:
    """The report: its paragraphs as pieces, its numbers, what is not recorded yet."""
    parts = list(summary.parts.all())
    return numbers(summary) | {
        "parts": [
            {
                "chapter": one.chapter,
                "chapter_title": one.chapter_title,
                "code": one.code,
                "title": one.title,
                "pieces": [_piece(each) for each in rules.pieces(one.text)],
            }
            for one in parts
        ],
        "not_recorded": [
            {"what": one.what, "system": one.system} for one in rules.absent(each.text for each in parts)
        ],
    }


def definitions(summary: AnnualSummary) -> list[dict[str, Any]]:
    """Every measure that is quoted, by the version that was used."""
    used = sorted(set(summary.figures.values_list("code", "version")))
    return [_definition(code, version) for code, version in used]


def _definition(code: str, version: int) -> dict[str, Any]:
    one = measure(code, version)
    told = {
        "code": code,
        "version": version,
        "title": str(one.title),
        "definition": str(one.definition),
        "unit": str(one.unit),
        "source": str(one.source),
    }
    if isinstance(one, Rate):
        return told | {"numerator": one.numerator.code, "denominator": one.denominator.code}
    if isinstance(one, Total):
        return told | {"sum_of": [part.code for part in one.figures]}
    return told | (
        {"figure": one.figure.code, "per": "working day"} if isinstance(one, PerWorkingDay) else {}
    )


def _chapters(summary: AnnualSummary) -> dict[str, list[str]]:
    """In which chapters each number is quoted."""
    found: dict[str, list[str]] = {}
    for part in summary.parts.all():
        for one in rules.quotations([part.text]):
            places = found.setdefault(one.key, [])
            if part.chapter not in places:
                places.append(part.chapter)
    return found


def _number(row: SummaryFigure, chapters: list[str]) -> dict[str, Any]:
    return {
        "place": row.place,
        "key": row.key,
        "chapters": chapters,
        "code": row.code,
        "version": row.version,
        "title": row.title,
        "definition": row.definition,
        "unit": row.unit,
        "first": row.first.isoformat(),
        "last": row.last.isoformat(),
        "scope": row.scope,
        "dimension": row.dimension,
        "value_of_dimension": row.value_of_dimension,
        "number": None if row.number is None else rules.shown(row.number, row.places),
        "rows": row.rows,
        "year_before": None if row.before is None else rules.shown(row.before, row.places),
    }


def _piece(one: rules.Piece) -> dict[str, str]:
    if isinstance(one, rules.Quotation):
        return {"figure": one.key}
    if isinstance(one, rules.Absent):
        return {"not_recorded": one.what, "system": one.system}
    return {"typed": one.text} if isinstance(one, rules.Typed) else {"text": one}
