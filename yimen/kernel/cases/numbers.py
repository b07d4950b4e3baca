"""Numbers: taken inside the act that uses them, without gaps and without doubles.

The series' row stays locked until the act ends: when it fails, its number was never given.
"""

from __future__ import annotations

import secrets
from datetime import date

from django.db import connection
from stdnum.iso7064 import mod_11_10

from yimen.kernel.audit.action import current_act


def next_number(scope: str, period: str) -> int:
    """The next number of the series, from 1; only inside an act."""
    current_act()
    with connection.cursor() as cursor:
        cursor.execute("SELECT cases_next_number(%s, %s)", [scope, period])
        return int(cursor.fetchone()[0])


def case_number(area_code: str, day: date) -> str:
    """办件编号 — area (6) + date (8) + five digits + check digit (ISO 7064 mod 11,10): 20 characters."""
    area = area_code[:6]
    serial = next_number(f"case:{area}", f"{day:%Y%m%d}")
    if serial > 99_999:
        raise OverflowError(f"more than 99,999 cases in {area} on {day}")
    body = f"{area}{day:%Y%m%d}{serial:05d}"
    return body + str(mod_11_10.calc_check_digit(body))


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
