"""Exports: what the filters show, as CSV or XLSX, streamed row by row."""

import csv
import tempfile
from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.http import FileResponse, HttpResponseBase, StreamingHttpResponse

from .columns import Cell
from .page import TablePage

BOM = "\ufeff"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
DANGEROUS = ("=", "+", "-", "@", "\t", "\r")
CELL_LIMIT = 32_000


def exported(page: TablePage) -> HttpResponseBase:
    """The file that the address asks for."""
    return _xlsx(page) if page.format == "xlsx" else _csv(page)


def safe(value: object) -> object:
    """Text that a spreadsheet would take for a formula is shown as text; numbers and dates stay."""
    if value is None:
        return ""
    if isinstance(value, str):
        return f"'{value}" if value.startswith(DANGEROUS) else value
    return value


def _csv(page: TablePage) -> StreamingHttpResponse:
    response = StreamingHttpResponse(_lines(page), content_type="text/csv; charset=utf-8")
    response.headers["Content-Disposition"] = f'attachment; filename="{page.table.name}.csv"'
    return response


class _Line:
    """A file for the csv writer that hands each line straight back."""

    def write(self, text: str) -> str:
        return text


def _lines(page: TablePage) -> Iterator[str]:
    writer = csv.writer(_Line())
    yield BOM + _written(writer, [str(column.label) for column in page.table.columns])
    for cells in page.everything():
        yield _written(writer, [_text(cell) for cell in cells])


def _written(writer: Any, values: list[Any]) -> str:
    return str(writer.writerow(values))


def _text(cell: Cell) -> object:
    value = safe(cell.plain)
    return value.isoformat(sep=" ", timespec="minutes") if isinstance(value, datetime) else value


def _xlsx(page: TablePage) -> FileResponse:
    """Written to a temporary file row by row, so that memory does not grow with the list."""
    from openpyxl import Workbook
    from openpyxl.utils import get_column_letter

    book = Workbook(write_only=True)
    sheet = book.create_sheet(str(page.table.caption or page.table.name)[:31])
    sheet.freeze_panes = "A2"
    for index in range(1, len(page.table.columns) + 1):
        sheet.column_dimensions[get_column_letter(index)].width = 20
    sheet.append([str(column.label) for column in page.table.columns])
    for cells in page.everything():
        sheet.append([_spreadsheet(safe(cell.plain)) for cell in cells])
    target = tempfile.TemporaryFile()  # noqa: SIM115 - FileResponse closes it
    book.save(target)
    target.seek(0)
    return FileResponse(target, as_attachment=True, filename=f"{page.table.name}.xlsx", content_type=XLSX)


def _spreadsheet(value: object) -> object:
    """Without the control characters that XLSX forbids, and within its limit."""
    if not isinstance(value, str):
        return value
    from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

    return ILLEGAL_CHARACTERS_RE.sub("", value)[:CELL_LIMIT]
