"""开放数据 — the rows behind the numbers as files: CSV and JSON row by row, and all of it in one ZIP with checksums.

What is told of a report does not depend on who asks or when: rows as they stood on the day of counting.
"""

from __future__ import annotations

import csv
import hashlib
import json
import zipfile
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from typing import Any

from django.template.loader import render_to_string
from django.utils.translation import gettext_lazy as _

from yimen.kernel import calendar
from yimen.kernel.base.language import official_language
from yimen.kernel.metrics.datasets import Column, Dataset, datasets
from yimen.kernel.metrics.periods import Period
from yimen.kernel.metrics.scope import WHOLE_CITY, Scope

from . import machine_form
from .models import AnnualSummary

BOM = "\ufeff"
LINES_AT_ONCE = 2_000
DANGEROUS = ("=", "+", "-", "@", "\t", "\r")


def _days(period: Period, _scope: Scope) -> Iterator[tuple[Any, ...]]:
    """Every day of the year, also after the day of counting: the calendar is known in advance."""
    days, day = calendar.current(), period.first
    while day.year == period.first.year:
        yield day, int(days.is_working(day)), int(days.knows(day))
        day += timedelta(days=1)


WORKING_DAYS = Dataset(
    "working-days",
    _("工作日历"),
    _("本年度的每一天，是否工作日。"),
    (
        Column("day", _("日期"), _("公历日期。"), "date"),
        Column("is_working", _("工作日"), _("工作日为1。"), "flag"),
        Column(
            "is_announced",
            _("已公布"),
            _("按国务院办公厅公布的放假安排的为1；尚未公布而按周一至周五推定的为0。"),
            "flag",
        ),
    ),
    _days,
)


def files() -> dict[str, Dataset]:
    """Every file of rows by its name without the ending."""
    return {WORKING_DAYS.code: WORKING_DAYS, **datasets()}


def csv_lines(summary: AnnualSummary, dataset: Dataset) -> Iterator[bytes]:
    """The file, many lines at a time."""
    writer = csv.writer(_Line(), lineterminator="\r\n")
    held = [BOM + writer.writerow(dataset.names)]
    for record in dataset.records(summary.period, WHOLE_CITY):
        held.append(writer.writerow([_cell(one) for one in record]))
        if len(held) >= LINES_AT_ONCE:
            yield "".join(held).encode()
            held.clear()
    yield "".join(held).encode()


class _Line:
    """A file for the csv writer that hands each line straight back."""

    def write(self, text: str) -> str:
        return text


def _cell(value: object) -> object:
    """Text that a spreadsheet would take for a formula is shown as text; a blank is empty."""
    if isinstance(value, str) and value.startswith(DANGEROUS):
        return f"'{value}"
    return "" if value is None else value


def json_lines(summary: AnnualSummary, dataset: Dataset) -> Iterator[bytes]:
    """The same rows as an array of objects, a row a line."""
    yield b"["
    between, held = b"\n", []
    for record in dataset.records(summary.period, WHOLE_CITY):
        told = json.dumps(dict(zip(dataset.names, map(_plain, record), strict=True)), ensure_ascii=False)
        held.append(between + told.encode())
        between = b",\n"
        if len(held) >= LINES_AT_ONCE:
            yield b"".join(held)
            held.clear()
    yield b"".join([*held, b"\n]\n"])


def _plain(value: object) -> object:
    return value.isoformat() if isinstance(value, date) else value


def hashes(summary: AnnualSummary) -> dict[str, str]:
    """SHA-256 of each file of rows, as it would be downloaded now."""
    return {name: _hash(csv_lines(summary, one)) for name, one in files().items()}


def _hash(chunks: Iterable[bytes]) -> str:
    found = hashlib.sha256()
    for chunk in chunks:
        found.update(chunk)
    return found.hexdigest()


# --- ZIP


def zipped(summary: AnnualSummary) -> Iterator[bytes]:
    """Everything in one file, written while it is read: nothing is kept whole in memory or on disk."""
    target, sums = _Drain(), list[str]()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as archive:
        for name, chunks in _members(summary):
            found = hashlib.sha256()
            with archive.open(_entry(summary, name), "w", force_zip64=True) as member:
                for chunk in chunks:
                    found.update(chunk)
                    member.write(chunk)
                    yield target.taken()
            sums.append(f"{found.hexdigest()}  {name}\n")
        archive.writestr(_entry(summary, "SHA256SUMS"), "".join(sums))
    yield target.taken()


def _members(summary: AnnualSummary) -> Iterator[tuple[str, Iterable[bytes]]]:
    yield "README.txt", [readme(summary).encode()]
    yield "figures.json", [as_json(machine_form.numbers(summary))]
    yield "dictionary.json", [as_json(dictionary(summary))]
    for name, dataset in files().items():
        yield f"{name}.csv", csv_lines(summary, dataset)


def _entry(summary: AnnualSummary, name: str) -> zipfile.ZipInfo:
    """Its time follows from the report: the same rows give the same file."""
    day = summary.as_of
    entry = zipfile.ZipInfo(name, date_time=(day.year, day.month, day.day, 0, 0, 0))
    entry.compress_type, entry.external_attr = zipfile.ZIP_DEFLATED, 0o644 << 16
    return entry


class _Drain:
    """A file that is only written to, and emptied as it is written."""

    def __init__(self) -> None:
        self._held = bytearray()

    def write(self, data: bytes) -> int:
        self._held += data
        return len(data)

    def flush(self) -> None:
        """Nothing waits."""

    def close(self) -> None:
        """What was not taken yet can still be taken."""

    def taken(self) -> bytes:
        found = bytes(self._held)
        self._held.clear()
        return found


@official_language()
def readme(summary: AnnualSummary) -> str:
    """What the files are, in both languages."""
    return render_to_string("summaries/open_data.txt", {"summary": summary})


def as_json(data: object) -> bytes:
    return json.dumps(data, ensure_ascii=False, indent=1).encode() + b"\n"


@official_language()
def dictionary(summary: AnnualSummary) -> dict[str, Any]:
    """数据字典 — what each column says, and how each number is defined."""
    return {
        "files": [
            {
                "file": f"{name}.csv",
                "title": str(one.title),
                "definition": str(one.definition),
                "columns": [
                    {
                        "name": column.name,
                        "label": str(column.label),
                        "definition": str(column.definition),
                        "kind": column.kind,
                    }
                    for column in one.columns
                ],
            }
            for name, one in files().items()
        ],
        "measures": machine_form.definitions(summary),
    }
