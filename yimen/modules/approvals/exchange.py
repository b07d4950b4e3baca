"""目录交换: the columns in which the catalogue is exported and imported, the same in CSV, XLSX and JSON.

A row is one item with one version. What is a list or a structure stands in a cell of CSV and XLSX as lines or as JSON, and
in JSON as it is; so what was exported can be imported again and says the same.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from zipfile import BadZipFile

from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop

from yimen.kernel.base.phrases import phrase
from yimen.kernel.base.refusals import Text

from .codes import CASE_TYPES, TYPE_OF_KIND
from .models import ItemVersion
from .particulars import BASES, PARTICULARS, bases_of, basis_data, stated

BOM = "\ufeff"
DANGEROUS = ("=", "+", "-", "@", "\t", "\r")
CELL_MOST = 32_767
FORMATS = ("csv", "xlsx", "json")


class BadValue(ValueError):  # noqa: N818 - it is said to the person with row and column
    """值有误 — a cell that cannot be read; the message says what is wrong."""


@dataclass(frozen=True)
class Column:
    """列 — its key in JSON, its head in tables, how a cell is read and written."""

    key: str
    label: Text
    read: Callable[[str], Any]
    write: Callable[[Any], str]
    required: bool = False


def _text(cell: str) -> str:
    return cell


def _whole(cell: str) -> int | None:
    if not cell:
        return None
    try:
        return int(cell)
    except ValueError:
        raise BadValue(_("不是整数")) from None


def _number(cell: str) -> int:
    found = _whole(cell)
    if found is None or found < 0:
        raise BadValue(_("不是整数"))
    return found


def _yes(cell: str) -> bool:
    if cell not in ("是", "否", ""):  # 中文
        raise BadValue(_("请填写“是”或者“否”"))
    return cell == "是"  # 中文


def _day(cell: str) -> str:
    try:
        return date.fromisoformat(cell).isoformat()
    except ValueError:
        raise BadValue(_("不是日期，应当写成2026-03-02")) from None


def _list(cell: str) -> list[str]:
    return [one.strip() for one in cell.splitlines() if one.strip()]


def _structure(kind: type) -> Callable[[str], Any]:
    def read(cell: str) -> Any:
        try:
            found = json.loads(cell) if cell else kind()
        except json.JSONDecodeError:
            raise BadValue(_("不是有效的JSON")) from None
        if not isinstance(found, kind):
            raise BadValue(_("不是有效的JSON"))
        return found

    return read


def _as_json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")) if value else ""


def _plain(value: Any) -> str:
    return "" if value is None else str(value)


def _lines(value: Any) -> str:
    return "\n".join(value)


def _yes_or_no(value: Any) -> str:
    return "是" if value else "否"  # 中文


def text(key: str, label: Text, *, required: bool = False) -> Column:
    return Column(key, label, _text, _plain, required)


def structure(key: str, label: Text, kind: type = list) -> Column:
    return Column(key, label, _structure(kind), _as_json)


COLUMNS: tuple[Column, ...] = (
    text("code", _("事项代码"), required=True),
    text("name", _("事项名称"), required=True),
    text("name_en", _("英文名称")),
    text("kind", _("事项类型"), required=True),
    text("type_code", _("事项类型代码")),
    text("org", _("实施机关代码"), required=True),
    text("section", _("承办处室代码")),
    text("basic_code", _("基本编码")),
    text("basic_scheme", _("基本编码规则")),
    text("sub_item", _("子项")),
    text("official_code", _("实施编码")),
    text("code_scheme", _("实施编码规则")),
    text("level", _("行使层级")),
    text("body_nature", _("实施主体性质")),
    Column("audiences", _("服务对象"), _list, _lines, required=True),
    Column("topics", _("主题"), _list, _lines),
    Column("classes", _("标签"), _list, _lines),
    Column("effective_from", _("生效日期"), _day, _plain, required=True),
    text("pattern", _("审批流程"), required=True),
    text("mode", _("办件类型"), required=True),
    text("mode_code", _("办件类型代码")),
    Column("statutory_days", _("法定时限（工作日）"), _number, _plain, required=True),
    text("statutory_basis", _("法定时限依据")),
    Column("promised_days", _("承诺时限（工作日）"), _number, _plain, required=True),
    text("promised_note", _("承诺时限说明")),
    Column("extension_max", _("最长延期（工作日）"), _number, _plain, required=True),
    Column("single_officer_allowed", _("可由一人办理"), _yes, _yes_or_no),
    Column("quota", _("数量限制"), _whole, _plain),
    Column("in_hall", _("进驻大厅"), _yes, _yes_or_no),
    text("centre", _("办理中心代码")),
    Column("windows", _("窗口"), _list, _lines),
    Column("channels", _("办理形式"), _list, _lines),
    text("result_name", _("结果名称"), required=True),
    text("result_name_en", _("结果英文名称")),
    text("result_kind", _("结果类型"), required=True),
    Column("validity_months", _("有效期（月）"), _whole, _plain),
    text("correction_lapse", _("逾期未补正的处理"), required=True),
    text("enquiry_phone", _("咨询电话")),
    text("supervision_phone", _("监督电话")),
    Column("conditions", _("办理条件"), _list, _lines),
    Column("conditions_en", _("办理条件（英文）"), _list, _lines),
    structure("legal_bases", _("设定依据")),
    structure("situations", _("情形")),
    structure("materials", _("材料")),
    structure("fees", _("收费")),
    structure("holds", _("特别程序")),
    structure("particulars", _("办事指南要素"), dict),
    structure("other", _("其他内容"), dict),
)
"""Every column, in the order of the files."""

BY_KEY: Mapping[str, Column] = {one.key: one for one in COLUMNS}
IN_CONTENT = ("conditions", "conditions_en", "situations", "materials", "fees", "holds")
OF_VERSION = tuple(
    one.key for one in COLUMNS[COLUMNS.index(BY_KEY["effective_from"]) : COLUMNS.index(BY_KEY["conditions"])]
    if one.key not in ("mode_code", "centre")
)  # fmt: skip
"""Keys that are plain fields of the version."""


def record(version: ItemVersion) -> dict[str, Any]:
    """A version with its item, as JSON holds it."""
    item, content = version.item, stated(version.content)
    found: dict[str, Any] = {
        name: getattr(item, name) for name in ("code", "name", "name_en", "kind", "sub_item")
    }
    found |= {name: getattr(item, name) for name in ("official_code", "code_scheme", "level", "body_nature")}
    found |= {name: list(getattr(item, name)) for name in ("audiences", "topics", "classes")}
    found |= {name: getattr(version, name) for name in OF_VERSION}
    found |= {
        "type_code": str(TYPE_OF_KIND[item.kind]),
        "mode_code": CASE_TYPES[version.mode],
        "org": item.org.code,
        "section": item.section.code if item.section else "",
        "basic_code": item.basic.basic_code if item.basic else "",
        "basic_scheme": item.basic.code_scheme if item.basic else "",
        "centre": version.centre.code if version.centre else "",
        "effective_from": version.effective_from.isoformat(),
        BASES: [basis_data(one) for one in bases_of(version)],
        PARTICULARS: content.get(PARTICULARS, {}),
    }
    found |= {key: list(content.get(key, ())) for key in IN_CONTENT}
    known = {*IN_CONTENT, BASES, PARTICULARS}
    found["other"] = {key: value for key, value in content.items() if key not in known and value}
    return {one.key: found[one.key] for one in COLUMNS}


def content_of(row: Mapping[str, Any]) -> dict[str, Any]:
    """The content of a version that a row states."""
    found = {key: row[key] for key in IN_CONTENT}
    return {**row["other"], **found, BASES: row[BASES], PARTICULARS: row[PARTICULARS]}


# --- files


def escaped(cell: str) -> str:
    """Text that a spreadsheet would take for a formula, with a quote before it; reading takes the quote away again."""
    return f"'{cell}" if cell.lstrip("'").startswith(DANGEROUS) else cell


def unescaped(cell: str) -> str:
    """What ``escaped`` was given."""
    return cell[1:] if cell.startswith("'") and cell.lstrip("'").startswith(DANGEROUS) else cell


def cells(row: Mapping[str, Any]) -> list[str]:
    return [escaped(one.write(row[one.key])) for one in COLUMNS]


def write_csv(rows: Iterable[Mapping[str, Any]]) -> Iterator[bytes]:
    """CSV with a mark that spreadsheets need, line by line."""
    held = io.StringIO()
    writer = csv.writer(held)
    for number, line in enumerate(_lines_of(rows)):
        held.seek(0)
        held.truncate()
        writer.writerow(line)
        yield ((BOM if number == 0 else "") + held.getvalue()).encode()


def write_json(rows: Iterable[Mapping[str, Any]]) -> Iterator[bytes]:
    """One JSON list, row by row."""
    yield b"[\n"
    for number, row in enumerate(rows):
        yield ((",\n" if number else "") + json.dumps(row, ensure_ascii=False)).encode()
    yield b"\n]\n"


def write_xlsx(rows: Iterable[Mapping[str, Any]]) -> bytes:
    """A workbook with one sheet; every cell is text, so nothing in it is ever a formula."""
    from openpyxl import Workbook
    from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

    book = Workbook(write_only=True)
    sheet = book.create_sheet("catalogue")
    sheet.freeze_panes = "B2"
    for line in _lines_of(rows):
        sheet.append([_fitting(ILLEGAL_CHARACTERS_RE.sub("", cell)) for cell in line])
    held = io.BytesIO()
    book.save(held)
    return held.getvalue()


def _fitting(cell: str) -> str:
    if len(cell) > CELL_MOST:
        raise BadValue(_("内容太长，XLSX的一格放不下，请导出CSV或者JSON"))
    return cell


def _lines_of(rows: Iterable[Mapping[str, Any]]) -> Iterator[list[str]]:
    yield [f"{one.label}（{one.key}）" for one in COLUMNS]  # 中文
    for row in rows:
        yield cells(row)


def rows_in(data: bytes, format_: str) -> Iterator[Mapping[str, Any]]:
    """The rows of a file: cells as text by key, or values as they stand in JSON. Raises BadValue for what is no such file."""
    if format_ == "json":
        yield from _json_rows(data)
        return
    lines = _xlsx_lines(data) if format_ == "xlsx" else _csv_lines(data)
    head = next(lines, None)
    keys = [_key(one) for one in head or ()]
    missing = [str(one.label) for one in COLUMNS if one.required and one.key not in keys]
    if missing:
        raise BadValue(phrase(gettext_noop("缺少列：%(names)s"), names=missing))
    for line in lines:
        if any(line):
            yield {key: unescaped(cell) for key, cell in zip(keys, line, strict=False) if key}


def _key(head: str) -> str:
    """The key of a column: it stands in brackets at the end of its head, or is the head, or its name."""
    inner = head.rpartition("（")[2].removesuffix("）").strip()  # 中文
    if inner in BY_KEY:
        return inner
    return next((one.key for one in COLUMNS if head.strip() in (one.key, str(one.label))), "")


def _csv_lines(data: bytes) -> Iterator[list[str]]:
    try:
        decoded = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise BadValue(_("文件不是UTF-8编码，请另存为“CSV UTF-8”")) from None
    csv.field_size_limit(1_000_000)
    yield from csv.reader(io.StringIO(decoded, newline=""))


def _xlsx_lines(data: bytes) -> Iterator[list[str]]:
    from openpyxl import load_workbook

    try:
        book = load_workbook(io.BytesIO(data), read_only=True, data_only=True)
        sheet = book.worksheets[0]
        for line in sheet.iter_rows(values_only=True):
            yield [_cell(one) for one in line]
    except (BadZipFile, KeyError, OSError, ValueError, IndexError) as error:
        raise BadValue(_("文件不是可以读取的XLSX")) from error


def _cell(value: object) -> str:
    if isinstance(value, datetime):
        return value.date().isoformat()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return "" if value is None else str(value)


def _json_rows(data: bytes) -> Iterator[Mapping[str, Any]]:
    try:
        found = json.loads(data)
    except (UnicodeDecodeError, json.JSONDecodeError):
        raise BadValue(_("文件不是有效的JSON")) from None
    if not isinstance(found, list) or not all(isinstance(one, dict) for one in found):
        raise BadValue(_("JSON的最外层应当是事项的列表"))
    yield from found
