"""厅外收费 — what a body that charges outside the hall leaves: sums on its account that no bill asked for."""

from __future__ import annotations

from datetime import date, datetime, time
from random import Random

from yimen.kernel.collecting.bank import BankFileGateway, Statement
from yimen.kernel.orgs.models import Org
from yimen.kernel.people.roles import Role
from yimen.modules.approvals import actions
from yimen.modules.approvals.models import BankFile

from . import people as invented
from .doing import Company
from .plan import Planting
from .ways import CITY

RULE = "R-OC-2"
ACCOUNT = "0000000000000000000"
HEADS = "银行流水号,交易时间,金额,付款人,收款账号,附言"  # 中文 heads of the bank's file
REMARK = "办理费"  # 中文 what invented payers write
IMPORTED_AT = time(17, 10)


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
