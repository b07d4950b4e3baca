"""Numbers: taken inside the act that uses them, without gaps and without doubles.

The series' row stays locked until the act ends: when it fails, its number was never given.
"""

from __future__ import annotations

import secrets
from datetime import date

from django.db import connection
from django.utils.translation import gettext as _
from stdnum.iso7064 import mod_11_10

from yimen.kernel.audit.action import current_act
from yimen.kernel.base.refusals import RuleBroken


def next_number(scope: str, period: str) -> int:
    """The next number of the series, from 1; only inside an act."""
    current_act()
    with connection.cursor() as cursor:
        cursor.execute("SELECT cases_next_number(%s, %s)", [scope, period])
        return int(cursor.fetchone()[0])


def case_number(area_code: str, day: date) -> str:
    """办件编号 — area (6) + date (8) + five digits + check digit (ISO 7064 mod 11,10): 20 characters."""
    return case_numbers(area_code, day, 1)[0]


def case_numbers(area_code: str, day: date, count: int) -> list[str]:
    """So many numbers of one division and day, in one question."""
    area = area_code[:6]
    return [_numbered(area, day, serial) for serial in _next_serials(area, day, count)]


def _numbered(area: str, day: date, serial: int) -> str:
    if serial > 99_999:
        raise OverflowError(f"more than 99,999 cases in {area} on {day}")
    body = f"{area}{day:%Y%m%d}{serial:05d}"
    return body + str(mod_11_10.calc_check_digit(body))


def _next_serials(area: str, day: date, count: int) -> list[int]:
    """The next serials of the day: from the blocks that are held, else past those that are given away."""
    current_act()
    with connection.cursor() as cursor:
        cursor.execute("SELECT cases_next_serial(%s, %s) FROM generate_series(1, %s)", [area, day, count])
        serials = [serial for (serial,) in cursor.fetchall()]
    if None in serials:
        raise RuleBroken(_("本系统的编号段今天已经用完，请联系系统管理员向中心申请新的编号段。"))
    return serials


def is_case_number(text: str) -> bool:
    """Whether the text has the form and check digit of a case number."""
    return len(text) == 20 and text.isdigit() and bool(mod_11_10.is_valid(text))


def document_number(*, prefix: str, org_code: str, word: str, year: int) -> str:
    """文号 — 沈规许字〔2026〕12号: prefix of the city, word of the body and kind, year, serial in that series."""
    serial = next_number(f"document:{org_code}:{word}", str(year))
    return f"{prefix}{word}字〔{year}〕{serial}号"  # 中文


def query_code() -> str:
    """查询码 — six random digits that go with the case number in public look-ups."""
    return f"{secrets.randbelow(1_000_000):06d}"


def parts_of(number: str) -> tuple[str, str, int]:
    """Area, day (yyyymmdd) and serial of a case number; raises ValueError for what is not one."""
    if not is_case_number(number):
        raise ValueError(f"{number!r} is not a case number")
    return number[:6], number[6:14], int(number[14:19])
