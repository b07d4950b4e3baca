"""统计表: rows that were counted, as a file: CSV or a spreadsheet."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from yimen.kernel.base.refusals import Text
from yimen.kernel.orgs.models import Org
from yimen.kernel.web.tables import Column, Table
from yimen.kernel.web.tables.columns import Cell
from yimen.kernel.web.tables.page import TablePage

FORMATS = ("csv", "xlsx")


@dataclass
class Sheet(TablePage):
    """统计表 — rows that were counted, in the form in which lists are exported."""

    cells_of_rows: tuple[list[Cell], ...] = ()

    def everything(self) -> Iterator[list[Cell]]:
        yield from self.cells_of_rows


def sheet(
    columns: Sequence[Column], rows: Sequence[list[Cell]], name: str, title: Text, file_format: str
) -> Sheet:
    """The rows as a file of this name."""
    table = Table(columns=list(columns), default_sort="", name=name.replace(".", "-"), caption=title)
    nothing = Org.objects.none()
    return Sheet(table, nothing, nothing, [], [], "", format=file_format, cells_of_rows=tuple(rows))


def exports(asked: Mapping[str, str]) -> dict[str, str]:
    """The addresses of the files of this page."""
    return {one: f"?{urlencode({**asked, 'format': one})}" for one in FORMATS}
