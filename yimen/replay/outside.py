"""厅外办理、厅外收费 — what a body leaves that works outside the hall: sums on its account that no bill asked for, and a
register of its own with decisions that the record does not have.
"""

from __future__ import annotations

from datetime import date, datetime, time
from random import Random

from yimen.kernel.collecting.bank import BankFileGateway, Statement
from yimen.kernel.documents.intake import Received, receive
from yimen.kernel.orgs.models import Org
from yimen.kernel.people.roles import Role
from yimen.modules.approvals import actions
from yimen.modules.approvals.models import BankFile
from yimen.modules.supervision import actions as supervision
from yimen.modules.supervision.models import RegisterImport
from yimen.modules.supervision.public import read_register
from yimen.modules.supervision.states import RegisterKind

from . import people as invented
from .doing import Company
from .plan import Planting
from .ways import CITY

RULE = "R-OC-2"
ACCOUNT = "0000000000000000000"
HEADS = "银行流水号,交易时间,金额,付款人,收款账号,附言"  # 中文 heads of the bank's file
REMARK = "办理费"  # 中文 what invented payers write
IMPORTED_AT = time(17, 10)
REGISTER = "R-OH-5"
LISTED = "编号,日期"  # 中文 heads of the register
OUTSIDE = "%s登外字〔%s〕%s号"  # 中文 numbers that no series of the city gives


def import_receipts(planting: Planting, company: Company) -> None:
    """到账文件 of the day: the fee officer of the body takes it in; the same file is taken in once."""
    body = Org.objects.get(code=planting.subject_key.split("/", maxsplit=1)[0])
    statement = receipts(body.code, planting.day)
    if BankFile.objects.filter(sha256=statement.sha256).exists():
        return
    company.today(planting.day)
    officer = company.staff(Role.FEE_OFFICER, body.code)
    at = datetime.combine(planting.day, IMPORTED_AT, CITY)
    actions.import_bank_file(body, statement=statement, by=officer, at=at)


def receipts(code: str, day: date) -> Statement:
    """Eight sums without the number of a bill: always the same of a body and a day."""
    dice = Random(f"{code}/{day}")  # noqa: S311 - the same file each time
    lines = [HEADS]
    for number in range(8):
        name, amount = invented.name(dice.randrange(9000)), dice.choice((200, 300, 500, 800))
        reference = f"{code}-{day:%Y%m%d}-{number}"
        lines.append(f"{reference},{day} {9 + number}:15,{amount}.00,{name},{ACCOUNT},{REMARK}")
    content = "\n".join(lines).encode()
    return BankFileGateway().read(content, filename=f"{code}-{day}.csv")


def import_register(planting: Planting, company: Company) -> None:
    """登记册 of the body: the supervisor takes it in; the same file is taken in once."""
    body = Org.objects.get(code=planting.subject_key.split("/", maxsplit=1)[0])
    file = register(body.code, planting.day)
    if RegisterImport.objects.filter(org=body, file_id=file.sha256).exists():
        return
    company.today(planting.day)
    supervision.import_register(
        body,
        kind=RegisterKind.DECISIONS,
        file=file,
        rows=read_register(_sheet(body.code, planting.day), filename=file.filename),
        by=company.staff(Role.SUPERVISOR, company.city.code),
        at=datetime.combine(planting.day, IMPORTED_AT, CITY),
    )


def register(code: str, day: date) -> Received:
    """Three decisions of the day that were made outside: always the same of a body and a day."""
    return receive(_sheet(code, day), filename=f"{code}-{day}.csv")


def _sheet(code: str, day: date) -> bytes:
    lines = [f"{OUTSIDE % (code, day.year, f'{day:%m%d}{number}')},{day}" for number in (1, 2, 3)]
    return "\n".join([LISTED, *lines, ""]).encode()
