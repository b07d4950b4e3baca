"""表格 — a table of the report as a grid: heads that span, rows, cells; one grid for page, PDF and DOCX."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import pgettext

from yimen.kernel.base.language import either

from .formats import Block, Column, Format, Part
from .rules import plain

Link = Callable[[str], str]


@dataclass(frozen=True)
class Head:
    """表头 — a heading with what it spans."""

    text: str
    columns: int = 1
    rows: int = 1
    scope: str = "col"

    @property
    def spans(self) -> SafeString:
        """What it spans, as attributes of its cell."""
        wide = format_html(' colspan="{}"', self.columns) if self.columns > 1 else ""
        high = format_html(' rowspan="{}"', self.rows) if self.rows > 1 else ""
        return SafeString(wide + high)


@dataclass(frozen=True)
class SheetCell:
    """格 — a number with the words that stand over it, for narrow screens and for readers."""

    code: str
    text: str
    label: str
    href: str = ""


@dataclass(frozen=True)
class SheetRow:
    """行 — headings at the left, then the cells."""

    heads: tuple[Head, ...]
    cells: tuple[SheetCell, ...]


@dataclass(frozen=True)
class Sheet:
    """表 — ready to be shown."""

    code: str
    title: str
    corner: str
    head: tuple[tuple[Head, ...], ...]
    rows: tuple[SheetRow, ...]
    width: int

    @property
    def is_wide(self) -> bool:
        """Whether it needs small print."""
        return self.width > 8


@dataclass(frozen=True)
class Section:
    """部分 — its title, its text, its tables."""

    part: Part
    text: str
    sheets: tuple[Sheet, ...]


def sections(
    form: Format, values: Mapping[str, Decimal | None], texts: Mapping[str, str], link: Link | None = None
) -> list[Section]:
    """The whole report, part by part."""
    return [
        Section(
            part,
            texts.get(str(part.number), ""),
            tuple(sheet(block, values, link) for block in form.blocks_of(part.number)),
        )
        for part in form.parts
    ]


def sheet(block: Block, values: Mapping[str, Decimal | None], link: Link | None = None) -> Sheet:
    """One table as a grid."""
    return _one_row(block, values, link) if block.is_one_row else _grid(block, values, link)


def _grid(block: Block, values: Mapping[str, Decimal | None], link: Link | None) -> Sheet:
    depth = max(len(row.labels) for row in block.rows)
    columns = _columns(block)
    rows = []
    for index, row in enumerate(block.rows):
        cells = tuple(_cell(block.cell(row.code, code), name, values, link) for code, name in columns)
        rows.append(SheetRow(_heads_of(block, index, depth), cells))
    return Sheet(
        block.code,
        block.shown,
        either(block.corner, block.corner_en),
        _head(block, depth),
        tuple(rows),
        depth + len(columns),
    )


def _cell(code: str, label: str, values: Mapping[str, Decimal | None], link: Link | None) -> SheetCell:
    return SheetCell(code, plain(values.get(code)), label, link(code) if link else "")


def _columns(block: Block) -> list[tuple[str, str]]:
    found = [(one.code, one.shown) for one in block.columns]
    return [*found, (block.total_column, total_word())] if block.total_column else found


def total_word() -> str:
    return pgettext("年度报告", "总计")


def _head(block: Block, depth: int) -> tuple[tuple[Head, ...], ...]:
    """One line of heads, or two where columns stand in groups."""
    corner = either(block.corner, block.corner_en)
    if not any(column.group for column in block.columns):
        return ((Head(corner, depth), *(Head(name) for _code, name in _columns(block))),)
    upper, lower = [Head(corner, depth, 2)], []
    for name, members in _groups(block.columns):
        if name:
            upper.append(Head(name, len(members), 1, "colgroup"))
            lower += [Head(one.shown) for one in members]
        else:
            upper += [Head(one.shown, 1, 2) for one in members]
    if block.total_column:
        upper.append(Head(total_word(), 1, 2))
    return tuple(upper), tuple(lower)


def _groups(columns: Sequence[Column]) -> list[tuple[str, list[Column]]]:
    """Neighbours of one group together."""
    found: list[tuple[str, list[Column]]] = []
    for one in columns:
        name = either(one.group, one.group_en)
        if found and found[-1][0] == name and name:
            found[-1][1].append(one)
        else:
            found.append((name, [one]))
    return found


def _heads_of(block: Block, index: int, depth: int) -> tuple[Head, ...]:
    """The headings that begin in this row: those of a group stand once, over all its rows."""
    row, found = block.rows[index], []
    last = len(row.labels) - 1
    for level, text in enumerate(row.shown):
        if level == last:
            found.append(Head(text, depth - level, 1, "row"))
        elif index == 0 or block.rows[index - 1].labels[: level + 1] != row.labels[: level + 1]:
            found.append(Head(text, 1, _length(block, index, level), "rowgroup"))
    return tuple(found)


def _length(block: Block, index: int, level: int) -> int:
    """How many rows from here share the headings down to the level."""
    wanted, count = block.rows[index].labels[: level + 1], 0
    for row in block.rows[index:]:
        if row.labels[: level + 1] != wanted or len(row.labels) == level + 1:
            break
        count += 1
    return count


def _one_row(block: Block, values: Mapping[str, Decimal | None], link: Link | None) -> Sheet:
    """Every row beside the next, as the form of table four has it."""
    columns = _columns(block)
    upper = tuple(Head(row.shown[-1], len(columns), 1, "colgroup") for row in block.rows)
    lower = tuple(Head(name) for _row in block.rows for _code, name in columns)
    cells = tuple(
        _cell(block.cell(row.code, code), f"{row.shown[-1]} {name}", values, link)
        for row in block.rows
        for code, name in columns
    )
    return Sheet(
        block.code,
        block.shown,
        either(block.corner, block.corner_en),
        (upper, lower),
        (SheetRow((), cells),),
        len(cells),
    )
