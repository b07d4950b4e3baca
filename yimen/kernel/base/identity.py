"""Numbers of persons and enterprises, checked by python-stdnum (GB 11643-1999, GB 32100-2015)."""

import re

from django.utils.translation import gettext_lazy as _
from stdnum.cn import ric, uscc
from stdnum.exceptions import ValidationError

from .refusals import RuleBroken
from .text import normal

PROVINCE = re.compile(r"1[1-5]|2[1-3]|3[1-7]|4[1-6]|5[0-4]|6[1-5]|71|8[1-3]")
"""The first two digits of a division's code (GB/T 2260), and 83 of residence permits of Taiwan residents."""


def resident_number(text: str) -> str:
    """居民身份证号码 — the number in its normal form; raises RuleBroken when it is not one."""
    number = normal(text).upper().replace(" ", "")
    if len(number) != 18:
        raise RuleBroken(_("请填写18位身份证号码。"), fields={"id_number": _("请填写18位身份证号码")})
    if not _is_resident_number(number):
        raise RuleBroken(
            _("身份证号码不正确，请核对18位号码后重新填写。"), fields={"id_number": _("身份证号码不正确")}
        )
    return number


def _is_resident_number(number: str) -> bool:
    """Province, date of birth and check digit are right.

    Not ``ric.validate``: it looks for the county in the year of birth, but a number carries the county of its
    first registration, and numbers are given since 1984, to the living of every age.
    """
    if not number[:17].isascii() or not number[:17].isdigit() or not PROVINCE.match(number):
        return False
    try:
        ric.get_birth_date(number)
    except ValidationError:
        return False
    return bool(number[17] == ric.calc_check_digit(number))


def credit_code(text: str) -> str:
    """统一社会信用代码 — the code in its normal form; raises RuleBroken when it is not one."""
    try:
        return str(uscc.validate(normal(text).upper().replace(" ", "")))
    except ValidationError:
        raise RuleBroken(
            _("统一社会信用代码不正确，请核对营业执照上的18位代码后重新填写。"),
            fields={"id_number": _("统一社会信用代码不正确")},
        ) from None
