"""缴款码 — the code of a bill: what the payer writes in the bank's remark, and how it is found there again."""

from __future__ import annotations

import re

from stdnum.iso7064 import mod_11_10

from yimen.kernel.cases.numbers import next_number

DIGITS = re.compile(r"[0-9](?:[ -]?[0-9]){17}")


def payment_code(area_code: str, year: int) -> str:
    """Area (6), year (4), seven digits, check digit: 18 digits; without gaps and doubles, taken inside the act.

    One series for all that is collected in an area: a code says whose it is to nobody but the registry.
    """
    area = area_code[:6]
    serial = next_number(f"charge:{area}", str(year))
    body = f"{area}{year}{serial:07d}"
    return body + str(mod_11_10.calc_check_digit(body))


def reference_in(remark: str) -> str:
    """The one number with a right check digit in what the payer wrote; empty when there is none, or two."""
    half = remark.translate(FULL_WIDTH)
    found = {re.sub(r"\D", "", one) for one in DIGITS.findall(half)}
    valid = {one for one in found if mod_11_10.is_valid(one)}
    return valid.pop() if len(valid) == 1 else ""


FULL_WIDTH = {ord("０") + digit: str(digit) for digit in range(10)}  # 中文 keyboards write full-width digits
