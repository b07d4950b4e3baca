"""缴款接口 — the port to the bank: PAYMENT_GATEWAY names a class that reads what the bank reports.

The adapter that comes with the house reads the bank's file (CSV); another may read a bank's own format. It has
no say in what is settled: it only tells rows. A file with one wrong row is refused as a whole, with every error.
"""

from __future__ import annotations

import csv
import hashlib
import io
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal, InvalidOperation
from functools import lru_cache
from typing import Protocol

from django.conf import settings
from django.utils import timezone
from django.utils.module_loading import import_string
from django.utils.translation import gettext as _

from yimen.kernel.base.punctuation import joined
from yimen.kernel.base.refusals import RuleBroken

LARGEST_FILE = 20 * 1024 * 1024
MOST_ROWS = 100_000
MOST_ERRORS = 50
COLUMNS: Mapping[str, str] = {
    "bank_reference": "银行流水号",  # 中文 heads of the bank's file
    "paid_at": "交易时间",  # 中文
    "amount": "金额",  # 中文
    "payer": "付款人",  # 中文
    "payer_account": "付款账号",  # 中文
    "account_number": "收款账号",  # 中文
    "channel": "渠道",  # 中文
    "remark": "附言",  # 中文
}
NEEDED = ("bank_reference", "paid_at", "amount", "account_number")
MOMENTS = ("%Y-%m-%d %H:%M:%S", "%Y-%m-%d %H:%M", "%Y/%m/%d %H:%M:%S", "%Y%m%d%H%M%S", "%Y-%m-%d")
LENGTHS = {"bank_reference": 60, "payer": 100, "payer_account": 40, "channel": 20, "remark": 200}


@dataclass(frozen=True)
class BankRow:
    """到账行 — one sum that came in, as the bank tells it."""

    number: int
    bank_reference: str
    paid_at: datetime
    amount: Decimal
    payer: str = ""
    payer_account: str = ""
    channel: str = ""
    remark: str = ""


@dataclass(frozen=True)
class Statement:
    """到账文件 — all rows of one file of one account, known by the hash of its bytes."""

    filename: str
    sha256: str
    account_number: str
    rows: tuple[BankRow, ...]


class PaymentGateway(Protocol):
    """缴款网关."""

    def read(self, content: bytes, *, filename: str) -> Statement:
        """What the bank reports; raises RuleBroken, with row and column of every error, for what cannot be read."""


class BankFileGateway:
    """银行到账文件 (CSV, UTF-8 or GB18030): the columns of ``COLUMNS``, in any order, further ones are left alone."""

    def read(self, content: bytes, *, filename: str) -> Statement:
        if not content or len(content) > LARGEST_FILE:
            raise RuleBroken(_("文件为空，或者超过 20 MB。"), fields={"file": _("请选择银行到账文件")})
        reader = csv.reader(io.StringIO(_decoded(content), newline=""))
        places = _places(next(reader, []))
        errors: list[str] = []
        rows, accounts = [], set()
        for number, cells in enumerate(reader, 2):
            if not any(cell.strip() for cell in cells):
                continue
            values = {key: _cell(cells, place) for key, place in places.items()}
            row = _row(number, values, errors)
            accounts.add(values["account_number"])
            rows.append(row)
            if len(rows) > MOST_ROWS:
                raise RuleBroken(_("一个文件最多 %(most)s 行，请分成几个文件。") % {"most": MOST_ROWS})
        _require_whole([one for one in rows if one], accounts, errors)
        return Statement(
            filename=filename,
            sha256=hashlib.sha256(content).hexdigest(),
            account_number=accounts.pop(),
            rows=tuple(one for one in rows if one),
        )


def _decoded(content: bytes) -> str:
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise RuleBroken(
        _("文件既不是 UTF-8 也不是 GB18030 编码，无法读取。"), fields={"file": _("编码无法识别")}
    )


def _places(head: list[str]) -> dict[str, int]:
    names = [one.strip() for one in head]
    missing = [COLUMNS[key] for key in NEEDED if COLUMNS[key] not in names]
    if missing:
        raise RuleBroken(
            _("第1行缺少列：%(names)s") % {"names": joined(missing, "、")}, fields={"file": _("缺少列")}
        )
    return {key: names.index(name) for key, name in COLUMNS.items() if name in names}


def _cell(cells: list[str], place: int) -> str:
    """The cell without blanks and without the sign by which spreadsheets keep long numbers as text."""
    text = cells[place].strip() if place < len(cells) else ""
    return text.strip("\t").removeprefix("'").removeprefix("=").strip('"')


def _row(number: int, values: Mapping[str, str], errors: list[str]) -> BankRow | None:
    before = len(errors)
    amount, paid_at = _amount(values["amount"]), _moment(values["paid_at"])
    for key in NEEDED:
        if not values[key]:
            errors.append(_error(number, key, _("没有填写")))
    if values["amount"] and amount is None:
        errors.append(_error(number, "amount", _("不是大于零、最多两位小数的金额")))
    if values["paid_at"] and paid_at is None:
        errors.append(_error(number, "paid_at", _("不是日期时间")))
    for key, most in LENGTHS.items():
        if len(values.get(key, "")) > most:
            errors.append(_error(number, key, _("超过%(most)s个字") % {"most": most}))
    if len(errors) > before or amount is None or paid_at is None:
        return None
    texts = {key: values.get(key, "") for key in LENGTHS}
    return BankRow(number=number, amount=amount, paid_at=paid_at, **texts)


def _error(number: int, key: str, what: str) -> str:
    return _("第%(row)s行“%(column)s”%(what)s") % {"row": number, "column": COLUMNS[key], "what": what}


def _amount(text: str) -> Decimal | None:
    try:
        amount = Decimal(text.replace(",", ""))
    except InvalidOperation:
        return None
    if not amount.is_finite() or not 0 < amount < Decimal(10) ** 14:
        return None
    return amount.quantize(Decimal("0.01")) if amount == amount.quantize(Decimal("0.01")) else None


def _moment(text: str) -> datetime | None:
    for form in MOMENTS:
        try:
            return timezone.make_aware(datetime.strptime(text, form))  # noqa: DTZ007 - made aware here
        except ValueError:
            continue
    return None


def _require_whole(rows: list[BankRow], accounts: set[str], errors: list[str]) -> None:
    """Everything or nothing: raises RuleBroken with all errors, each with its row and column."""
    if len(accounts) > 1:
        errors.append(_("一个文件只能有一个收款账号。"))
    if not errors and not rows:
        errors.append(_("文件中没有到账记录。"))
    different = _told_twice_differently(rows)
    errors += [_("银行流水号 %(number)s 在文件中出现两次，内容不同。") % {"number": one} for one in different]
    if errors:
        more = len(errors) - MOST_ERRORS
        shown = errors[:MOST_ERRORS] + ([_("还有%(more)s处错误。") % {"more": more}] if more > 0 else [])
        raise RuleBroken(
            _("文件有%(count)s处错误，没有导入任何一行：%(errors)s")
            % {"count": len(errors), "errors": joined(shown, "；")},
            fields={"file": joined(shown, "；")},
        )


def _said(row: BankRow) -> tuple[object, ...]:
    return (row.amount, row.paid_at, row.payer, row.remark)


def _told_twice_differently(rows: list[BankRow]) -> list[str]:
    first: dict[str, BankRow] = {}
    found = []
    for row in rows:
        known = first.setdefault(row.bank_reference, row)
        if _said(known) != _said(row):
            found.append(row.bank_reference)
    return found


@lru_cache(maxsize=4)
def _made(path: str) -> PaymentGateway:
    made: PaymentGateway = import_string(path)()
    return made


def gateway() -> PaymentGateway:
    """The gateway that this city uses."""
    return _made(settings.PAYMENT_GATEWAY)
