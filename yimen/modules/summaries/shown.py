"""版面 — the report laid out: chapters, paragraphs with their numbers in place, charts; the same for page, PDF and DOCX."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import groupby

from django.utils.translation import gettext as _

from yimen.kernel.base.language import either
from yimen.kernel.web.shapes import Bar
from yimen.kernel.web.words import named

from . import rules
from .models import AnnualSummary, SummaryFigure, SummaryPart

ORDINALS = "一二三四五六七八九十"  # 中文
Link = Callable[[SummaryFigure], str]


@dataclass(frozen=True)
class Span:
    """文字 — a piece of a line: words, a number that was counted, one that is not recorded yet, one that somebody typed."""

    text: str
    kind: str = "words"
    href: str = ""
    note: str = ""


@dataclass(frozen=True)
class Block:
    """块 — a line of pieces, or a chart with its rows."""

    spans: tuple[Span, ...] = ()
    figure: SummaryFigure | None = None
    href: str = ""

    @property
    def bars(self) -> list[Bar]:
        return [Bar(label, Decimal(value)) for label, value in self.rows]

    @property
    def rows(self) -> list[tuple[str, str]]:
        return [(label, value) for label, value in self.figure.rows] if self.figure else []


@dataclass(frozen=True)
class ShownPart:
    """段 — its number and title, its blocks, and how many numbers in it were typed."""

    part: SummaryPart
    title: str
    blocks: tuple[Block, ...]
    typed: tuple[str, ...] = ()


@dataclass(frozen=True)
class Chapter:
    """章 — its title and paragraphs."""

    code: str
    title: str
    parts: tuple[ShownPart, ...] = field(default_factory=tuple)


def chapters(summary: AnnualSummary, link: Link | None = None) -> list[Chapter]:
    """The whole report."""
    rows = summary.parts.select_related("written_by")
    figures = {one.key: one for one in summary.figures.all()}
    found = []
    for number, (code, group) in enumerate(groupby(rows, key=lambda one: one.chapter)):
        parts = list(group)
        title = _("（%(number)s）%(title)s") % {"number": _ordinal(number), "title": parts[0].shown_chapter}
        found.append(Chapter(code, title, tuple(_part(*one, figures, link) for one in enumerate(parts, 1))))
    return found


def _ordinal(number: int) -> str:
    plain = str(number + 1)
    return either(ORDINALS[number] if number < len(ORDINALS) else plain, plain)


def _part(
    number: int, part: SummaryPart, figures: Mapping[str, SummaryFigure], link: Link | None
) -> ShownPart:
    blocks = [one for line in part.text.splitlines() for one in _line(line, part, figures, link)]
    return ShownPart(part, f"{number}. {part.shown_title}", tuple(blocks), tuple(rules.typed(part.text)))


def _line(
    line: str, part: SummaryPart, figures: Mapping[str, SummaryFigure], link: Link | None
) -> Iterable[Block]:
    """One line of the text: pieces, and after them the charts that stand in it."""
    spans, charts = [], []
    for one in rules.pieces(line.strip()):
        row = figures.get(one.key) if isinstance(one, rules.Quotation) else None
        if row is not None and row.is_split:
            charts.append(Block(figure=row, href=link(row) if link else ""))
        else:
            spans.append(_span(one, part, row, link))
    if any(one.text.strip() for one in spans):
        yield Block(tuple(spans))
    yield from charts


def _span(one: rules.Piece, part: SummaryPart, row: SummaryFigure | None, link: Link | None) -> Span:
    if isinstance(one, rules.Quotation):
        text = rules.shown(row.number, row.places) if row is not None else _("待计算")
        return Span(text, "figure", link(row) if link and row is not None else "", one.key)
    if isinstance(one, rules.Absent):
        return Span(
            _("尚未记录"),
            "absent",
            note=_("%(what)s（%(system)s）") % {"what": one.what, "system": one.system},
        )
    if isinstance(one, rules.Typed):
        writer = named(part.written_by) if part.written_by else ""
        return Span(one.text, "typed", note=_("人工填写：%(writer)s") % {"writer": writer})
    return Span(one)


def changes(figures: Iterable[SummaryFigure]) -> list[tuple[SummaryFigure, str, str, str]]:
    """Each single number with its text, that of the year before, and the difference."""
    return [
        (one, rules.shown(one.number, one.places), rules.shown(one.before, one.places), _change(one))
        for one in figures
        if not one.is_split
    ]


def _change(one: SummaryFigure) -> str:
    if one.number is None or one.before is None:
        return "—"
    return f"{one.number - one.before:+.{one.places}f}"


def not_recorded(summary: AnnualSummary) -> list[rules.Absent]:
    """尚未记录 — what the report names and no system counts yet."""
    return rules.absent(summary.parts.values_list("text", flat=True))
