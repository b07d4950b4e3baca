"""Numbers of persons and enterprises, checked by python-stdnum (GB 11643-1999, GB 32100-2015)."""

from django.utils.translation import gettext_lazy as _
from stdnum.cn import ric, uscc
from stdnum.exceptions import ValidationError

from .refusals import RuleBroken
from .text import normal


def resident_number(text: str) -> str:
    """居民身份证号码 — the number in its normal form; raises RuleBroken when it is not one."""
    number = normal(text).upper().replace(" ", "")
    try:
        checked = str(ric.validate(number))
    except ValidationError:
        raise RuleBroken(
            _("身份证号码不正确，请核对18位号码后重新填写。"), fields={"id_number": _("身份证号码不正确")}
        ) from None
    if len(checked) != 18:
        raise RuleBroken(_("请填写18位身份证号码。"), fields={"id_number": _("请填写18位身份证号码")})
    return checked


def credit_code(text: str) -> str:
    """统一社会信用代码 — the code in its normal form; raises RuleBroken when it is not one."""
    try:
        return str(uscc.validate(normal(text).upper().replace(" ", "")))
    except ValidationError:
        raise RuleBroken(
            _("统一社会信用代码不正确，请核对营业执照上的18位代码后重新填写。"),
            fields={"id_number": _("统一社会信用代码不正确")},
        ) from None
