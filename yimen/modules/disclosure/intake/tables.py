"""表格 — CSV and XLSX with one document a row: the columns by their Chinese or English heads, rows as they come."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Iterator
from datetime import date, datetime
from typing import IO, Any

from django.utils.translation import gettext as _

from yimen.kernel.base.punctuation import joined

from .incoming import Faulty, Incoming, Place, read_day

HEADS = {
    "标识": "key", "key": "key", "编号": "key",  # 中文
    "名称": "title", "标题": "title", "title": "title",  # 中文
    "成文日期": "created_on", "生成日期": "created_on", "created_on": "created_on",  # 中文
    "文号": "document_number", "document_number": "document_number",  # 中文
    "内容概述": "abstract", "摘要": "abstract", "abstract": "abstract",  # 中文
    "正文": "body", "body": "body",  # 中文
    "发布日期": "published_on", "公开日期": "published_on", "published_on": "published_on",  # 中文
    "施行日期": "effective_on", "生效日期": "effective_on", "effective_on": "effective_on",  # 中文
    "有效期至": "expires_on", "失效日期": "expires_on", "expires_on": "expires_on",  # 中文
    "发文机关": "issuer", "issuer": "issuer",  # 中文
    "主题分类": "subject", "subject": "subject",  # 中文
    "体裁分类": "genre", "genre": "genre",  # 中文
    "附件": "files", "files": "files",  # 中文
    "来源地址": "url", "url": "url",  # 中文
}  # fmt: skip
NEEDED = ("title", "created_on")
MOST_ROWS = 100_000
LONGEST = {"key": 200, "title": 300, "abstract": 500, "document_number": 80, "issuer": 100, "url": 500}
SCHEMES = ("subject", "genre")
Row = list[Any]


def read_table(content: IO[bytes], name: str) -> Iterator[Incoming | Faulty]:
    """Each row as a document, or what is wrong with it. Raises Faulty when the file is no table of ours."""
    rows = _spreadsheet(content, name) if name.lower().endswith(".xlsx") else _csv(content, name)
    columns: dict[int, str] | None = None
    for number, row in rows:
        if number > MOST_ROWS:
            raise Faulty(_("超过 %(most)s 行，请分成几个文件。") % {"most": MOST_ROWS}, Place(name, number))
        if columns is None:
            columns = _columns(row, name)
        elif any(_words(cell) for cell in row):
            try:
                yield _incoming(row, columns, Place(name, number))
            except Faulty as fault:
                yield fault


def _csv(content: IO[bytes], name: str) -> Iterator[tuple[int, Row]]:
    """UTF-8, with or without its mark, or GB18030 as Chinese spreadsheets write it."""
    given = content.read()
    try:
        text = given.decode("utf-8-sig")
    except UnicodeDecodeError:
        try:
            text = given.decode("gb18030")
        except UnicodeDecodeError as error:
            raise Faulty(_("文字编码不可读，请另存为 UTF-8。"), Place(name)) from error
    csv.field_size_limit(2_000_000)
    try:
        reader = csv.reader(io.StringIO(text.replace("\x00", ""), newline=""))
        for row in reader:
            yield reader.line_num, list(row)
    except csv.Error as error:
        raise Faulty(_("表格不可读：%(error)s") % {"error": error}, Place(name)) from error


def _spreadsheet(content: IO[bytes], name: str) -> Iterator[tuple[int, Row]]:
    from openpyxl import load_workbook
    from openpyxl.utils.exceptions import InvalidFileException

    try:
        book = load_workbook(content, read_only=True, data_only=True)
        sheet = book.worksheets[0]
        yield from enumerate((list(row) for row in sheet.iter_rows(values_only=True)), start=1)
    except (InvalidFileException, zipfile.BadZipFile, KeyError, IndexError, OSError) as error:
        raise Faulty(_("表格不可读，请另存为 .xlsx。"), Place(name)) from error


def _columns(row: Row, name: str) -> dict[int, str]:
    found = {
        index: HEADS[_words(cell).lower()] for index, cell in enumerate(row) if _words(cell).lower() in HEADS
    }
    missing = [chinese for chinese, field in HEADS.items() if field in NEEDED and field not in found.values()]
    if missing:
        wanted = joined(dict.fromkeys(_chinese(HEADS[one]) for one in missing), "、")
        raise Faulty(_("第一行没有这些列：%(columns)s。") % {"columns": wanted}, Place(name, 1))
    return found


def _chinese(field: str) -> str:
    return next(chinese for chinese, one in HEADS.items() if one == field)


def _incoming(row: Row, columns: dict[int, str], place: Place) -> Incoming:
    given = {field: row[index] if index < len(row) else "" for index, field in columns.items()}
    words = {field: _fitting(field, value, place) for field, value in given.items()}
    days = {field: _day(given.get(field), field, place) for field in _DAYS}
    if not words.get("title"):
        raise Faulty(_("没有名称。"), _at(place, "title"))
    if days["created_on"] is None:
        raise Faulty(_("没有成文日期。"), _at(place, "created_on"))
    published = days["published_on"]
    return Incoming(
        key=words.get("key")
        or f"{words.get('document_number', '')} {words['title']} {days['created_on']}".strip()[:200],
        title=words["title"],
        created_on=days["created_on"],
        body=words.get("body", ""),
        abstract=words.get("abstract", ""),
        document_number=words.get("document_number", ""),
        issuer=words.get("issuer", ""),
        effective_on=days["effective_on"],
        expires_on=days["expires_on"],
        published_at=_noon(published) if published else None,
        url=words.get("url", ""),
        codes={scheme: words[scheme] for scheme in SCHEMES if words.get(scheme)},
        files=tuple(
            one.strip() for one in words.get("files", "").replace("；", ";").split(";") if one.strip()
        ),
        place=place,
    )


_DAYS = ("created_on", "published_on", "effective_on", "expires_on")


def _fitting(field: str, value: Any, place: Place) -> str:
    words = _words(value)
    if len(words) > LONGEST.get(field, 2_000_000):
        raise Faulty(_("文字超过 %(most)s 个字。") % {"most": LONGEST[field]}, _at(place, field))
    return words


def _day(value: Any, field: str, place: Place) -> date | None:
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    return read_day(_words(value), _at(place, field))


def _at(place: Place, field: str) -> Place:
    return Place(place.file, place.line, _chinese(field))


def _words(value: Any) -> str:
    return "" if value is None else str(value).strip()


def _noon(day: date) -> datetime:
    from django.utils import timezone

    return datetime(day.year, day.month, day.day, 12, tzinfo=timezone.get_current_timezone())
