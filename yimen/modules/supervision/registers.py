"""登记册读取: a department's own register as CSV or XLSX; a file with one wrong row is refused as a whole, with every error."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from zipfile import BadZipFile

from django.utils.translation import gettext as _

from yimen.kernel.base.punctuation import joined
from yimen.kernel.base.refusals import RuleBroken
from yimen.kernel.base.text import normal

LARGEST = 20 * 1024 * 1024
MOST_ROWS = 200_000
MOST_ERRORS = 50
FORMATS = ("csv", "xlsx")
COLUMNS: Mapping[str, tuple[str, ...]] = {
    "number": ("编号", "证照编号", "文号", "证书编号"),  # 中文 heads of a register
    "dated_on": ("日期", "发证日期", "决定日期"),  # 中文
    "item_code": ("事项代码",),  # 中文
    "holder": ("持证人", "当事人", "持证人名称"),  # 中文
    "phone": ("联系电话", "电话"),  # 中文
}
NEEDED = ("number", "dated_on")
LENGTHS = {"number": 80, "item_code": 64, "holder": 100, "phone": 30}
DAYS = ("%Y-%m-%d", "%Y/%m/%d", "%Y.%m.%d", "%Y年%m月%d日", "%Y%m%d")  # 中文


@dataclass(frozen=True, slots=True)
class Listed:
    """登记册一行 — as it stands in the file; ``row`` is its place there."""

    row: int
    number: str
    dated_on: date
    item_code: str = ""
    holder: str = ""
    phone: str = ""


def read(content: bytes, *, filename: str) -> tuple[Listed, ...]:
    """The rows of a register. Raises RuleBroken with row and column of every error; then nothing is taken."""
    if not content or len(content) > LARGEST:
        raise RuleBroken(_("文件为空，或者超过 20 MB。"), fields={"file": _("请选择登记册文件")})
    table = _sheet(content) if filename.lower().endswith(".xlsx") else _lines(content)
    places = _places(next(table, []))
    errors: list[str] = []
    rows: dict[str, Listed] = {}
    for place, cells in enumerate(table, 2):
        values = {key: _cell(cells, at) for key, at in places.items()}
        if not any(values.values()):
            continue
        row = _row(place, values, errors)
        if row is not None and rows.setdefault(row.number, row) is not row:
            errors.append(_error(place, "number", _("与第%(row)s行重复") % {"row": rows[row.number].row}))
        if place > MOST_ROWS:
            raise RuleBroken(_("一个文件最多 %(most)s 行，请分成几个文件。") % {"most": MOST_ROWS})
    _require_whole(rows, errors)
    return tuple(rows.values())


def _lines(content: bytes) -> Iterator[Sequence[Any]]:
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return iter(csv.reader(io.StringIO(content.decode(encoding), newline="")))
        except UnicodeDecodeError:
            continue
    raise RuleBroken(
        _("文件既不是 UTF-8 也不是 GB18030 编码，无法读取。"), fields={"file": _("编码无法识别")}
    )


def _sheet(content: bytes) -> Iterator[Sequence[Any]]:
    from openpyxl import load_workbook

    try:
        book = load_workbook(io.BytesIO(content), read_only=True, data_only=True)
        rows: Iterable[Sequence[Any]] = book.worksheets[0].iter_rows(values_only=True)
        return iter(rows)
    except (BadZipFile, KeyError, ValueError, OSError, IndexError):
        raise RuleBroken(_("文件不是可以读取的 XLSX 表格。"), fields={"file": _("无法读取")}) from None


def _places(head: Sequence[Any]) -> dict[str, int]:
    names = [str(one or "").strip() for one in head]
    places = {
        key: names.index(found)
        for key, labels in COLUMNS.items()
        if (found := next((one for one in labels if one in names), None)) is not None
    }
    if missing := [COLUMNS[key][0] for key in NEEDED if key not in places]:
        raise RuleBroken(
            _("第1行缺少列：%(names)s") % {"names": joined(missing, "、")}, fields={"file": _("缺少列")}
        )
    return places


def _cell(cells: Sequence[Any], place: int) -> str:
    value = cells[place] if place < len(cells) else None
    if isinstance(value, datetime | date):
        return value.strftime("%Y-%m-%d")
    return normal("" if value is None else str(value)).strip("\t '")


def _row(place: int, values: Mapping[str, str], errors: list[str]) -> Listed | None:
    before = len(errors)
    day = _day(values["dated_on"])
    errors += [_error(place, key, _("没有填写")) for key in NEEDED if not values[key]]
    if values["dated_on"] and day is None:
        errors.append(_error(place, "dated_on", _("不是日期")))
    for key, most in LENGTHS.items():
        if len(values.get(key, "")) > most:
            errors.append(_error(place, key, _("超过%(most)s个字") % {"most": most}))
    if len(errors) > before or day is None:
        return None
    texts = {key: values.get(key, "") for key in LENGTHS}
    return Listed(place, dated_on=day, **texts)


def _day(text: str) -> date | None:
    for form in DAYS:
        try:
            return datetime.strptime(text, form).date()  # noqa: DTZ007 - a day, no moment
        except ValueError:
            continue
    return None


def _error(place: int, key: str, what: str) -> str:
    return _("第%(row)s行“%(column)s”%(what)s") % {"row": place, "column": COLUMNS[key][0], "what": what}


def _require_whole(rows: Mapping[str, Listed], errors: list[str]) -> None:
    """Everything or nothing: raises RuleBroken with all errors."""
    if not errors and not rows:
        errors.append(_("登记册中没有内容。"))
    if errors:
        more = len(errors) - MOST_ERRORS
        shown = errors[:MOST_ERRORS] + ([_("还有%(more)s处错误。") % {"more": more}] if more > 0 else [])
        raise RuleBroken(
            _("文件有%(count)s处错误，没有导入任何一行：%(errors)s")
            % {"count": len(errors), "errors": joined(shown, "；")},
            fields={"file": joined(shown, "；")},
        )
