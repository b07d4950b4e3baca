"""年度报告格式 — the forms of the State Council's General Office as data: parts, tables, cells, sentences.

A form is one file of this folder, named by its year. A cell has a code: ``block.row.column`` (``3.24.natural_person``).
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from django.utils.translation import pgettext

from yimen.kernel.base.language import either

HERE = Path(__file__).parent
TOTAL = "total"


@dataclass(frozen=True)
class Column:
    """列 — one kind of number; ``group`` stands over several."""

    code: str
    name: str
    name_en: str
    group: str = ""
    group_en: str = ""

    @property
    def shown(self) -> str:
        return either(self.name, self.name_en)


@dataclass(frozen=True)
class Row:
    """行 — one thing that is counted, under the headings that stand before it; ``counted`` names what is counted into it."""

    code: str
    labels: tuple[str, ...]
    labels_en: tuple[str, ...]
    counted: tuple[str, ...] = ()

    @property
    def shown(self) -> tuple[str, ...]:
        return tuple(either(*pair) for pair in zip(self.labels, self.labels_en, strict=True))

    @property
    def sources(self) -> tuple[str, ...]:
        """The rows of the present form that are counted into this one."""
        return self.counted or (self.code,)


@dataclass(frozen=True)
class Block:
    """表 — rows and columns; a column and a row may be sums of others."""

    code: str
    part: int
    title: str
    title_en: str
    corner: str
    corner_en: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    total_column: str = ""
    total_row: str = ""
    result_rows: tuple[str, ...] = ()
    is_one_row: bool = False
    is_money: bool = False
    money_columns: tuple[str, ...] = ()
    may_be_negative: tuple[str, ...] = ()

    @property
    def shown(self) -> str:
        return either(self.title, self.title_en)

    @property
    def column_codes(self) -> tuple[str, ...]:
        """Every column, the sum last."""
        own = tuple(one.code for one in self.columns)
        return (*own, self.total_column) if self.total_column else own

    def cell(self, row: str, column: str) -> str:
        return f"{self.code}.{row}.{column}"

    def leaves(self) -> Iterator[str]:
        """The cells that are no sums."""
        for row in self.rows:
            if row.code != self.total_row:
                yield from (self.cell(row.code, column.code) for column in self.columns)

    def is_money_cell(self, column: str) -> bool:
        return self.is_money or column in self.money_columns


@dataclass(frozen=True)
class Part:
    """部分 — one of the six; those with ``is_text`` must be written, the others may be."""

    number: int
    title: str
    title_en: str
    is_text: bool = False
    note: str = ""
    note_en: str = ""

    @property
    def shown(self) -> str:
        return either(self.title, self.title_en)

    @property
    def shown_note(self) -> str:
        return either(self.note, self.note_en)


@dataclass(frozen=True)
class Sentence:
    """预填语句 — what a part says by itself; cells stand in braces by their codes."""

    part: int
    text: str


@dataclass(frozen=True)
class Claim:
    """数字表述 — words in which a text names a number, and the cell that it must equal."""

    cell: str
    words: str


@dataclass(frozen=True)
class Format:
    """格式 — one form of the yearly report."""

    year: int
    name: str
    name_en: str
    parts: tuple[Part, ...]
    blocks: tuple[Block, ...]
    sentences: tuple[Sentence, ...]
    claims: tuple[Claim, ...]

    @property
    def shown(self) -> str:
        return either(self.name, self.name_en)

    def blocks_of(self, part: int) -> list[Block]:
        return [one for one in self.blocks if one.part == part]

    def block(self, code: str) -> Block:
        """The table with this code; raises KeyError when the form has none."""
        return next(one for one in self.blocks if one.code == code)

    def leaves(self) -> list[str]:
        """Every cell that is no sum, in the order of the form."""
        return [cell for block in self.blocks for cell in block.leaves()]

    def name_of(self, cell: str) -> str:
        """The cell in words: table, row and column."""
        block_code, row_code, column_code = cell.split(".")
        block = next((one for one in self.blocks if one.code == block_code), None)
        if block is None:
            return cell
        row = next(one for one in block.rows if one.code == row_code)
        column = next(
            (one.shown for one in block.columns if one.code == column_code), pgettext("年度报告", "总计")
        )
        return f"{block.shown} {row.shown[-1]} {column}"


@lru_cache(maxsize=8)
def form(year: int) -> Format:
    """The form of the year; raises KeyError for one that is not there."""
    if year not in years():
        raise KeyError(f"no form of {year}")
    with (HERE / f"{year}.toml").open("rb") as file:
        return _read(tomllib.load(file))


@lru_cache(maxsize=1)
def years() -> tuple[int, ...]:
    """The years of the forms that are there, the newest first."""
    return tuple(sorted((int(path.stem) for path in HERE.glob("*.toml")), reverse=True))


def _read(data: Mapping[str, Any]) -> Format:
    return Format(
        year=data["year"],
        name=data["name"],
        name_en=data["name_en"],
        parts=tuple(Part(**one) for one in data["part"]),
        blocks=tuple(_block(one) for one in data["block"]),
        sentences=tuple(Sentence(**one) for one in data["sentence"]),
        claims=tuple(Claim(**one) for one in data["claim"]),
    )


def _block(data: Mapping[str, Any]) -> Block:
    columns = tuple(Column(**one) for one in data["columns"])
    rows = tuple(Row(**{key: _fixed(value) for key, value in one.items()}) for one in data["rows"])
    rest = {key: _fixed(value) for key, value in data.items() if key not in ("columns", "rows")}
    return Block(**rest, columns=columns, rows=rows)


def _fixed(value: Any) -> Any:
    return tuple(value) if isinstance(value, list) else value
