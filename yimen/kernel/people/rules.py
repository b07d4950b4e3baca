"""Rules of persons and posts: pure, without database or clock."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from yimen.kernel.base.identity import credit_code, resident_number
from yimen.kernel.base.refusals import RuleBroken
from yimen.kernel.base.text import normal

from .models import IdType, PersonKind
from .roles import Role

KNOWN_ALREADY = gettext_lazy("无法用这些信息注册新账户。如果您已经注册过，请直接登录，或者用“忘记密码”找回。")
LOGIN_CHARACTERS = frozenset("abcdefghijklmnopqrstuvwxyz0123456789._-@")
TOKEN_DAYS = 366

APART = (
    frozenset({Role.LEADER, Role.SEAL_KEEPER}),
    frozenset({Role.CHIEF_REPRESENTATIVE, Role.SEAL_KEEPER}),
    frozenset({Role.CATALOGUE_EDITOR, Role.CATALOGUE_APPROVER}),
    frozenset({Role.CATALOGUE_EDITOR, Role.LEGAL_REVIEWER}),
    frozenset({Role.CATALOGUE_EDITOR, Role.PRICING_REVIEWER}),
    frozenset({Role.PRICING_OFFICER, Role.FEE_OFFICER}),
    frozenset({Role.ADMINISTRATOR, Role.AUDITOR}),
)
"""Pairs of roles that one person never holds in one body at once: who decides does not seal, and so on."""


def normal_login(text: str) -> str:
    """The login in lower case; raises RuleBroken when it is too short, too long or holds other characters."""
    login = normal(text).lower()
    if not 3 <= len(login) <= 60 or not set(login) <= LOGIN_CHARACTERS:
        raise RuleBroken(
            _("登录名请用3至60个字母、数字或者 . _ - @ 字符。"),
            fields={"login": _("请用3至60个字母、数字或者 . _ - @ 字符")},
        )
    return login


def normal_number(id_type: str, text: str) -> str:
    """The number in its normal form, checked as its type allows; raises RuleBroken."""
    if id_type == IdType.RESIDENT_ID:
        return resident_number(text)
    if id_type == IdType.CREDIT_CODE:
        return credit_code(text)
    number = normal(text).upper().replace(" ", "")
    if not 5 <= len(number) <= 20 or not number.isascii() or not number.isalnum():
        raise RuleBroken(
            _("证件号码不正确，请按证件原样填写字母和数字。"),
            fields={"id_number": _("请按证件原样填写字母和数字")},
        )
    return number


def require_type_of_kind(kind: str, id_type: str) -> None:
    """An enterprise has a credit code, a resident a document of a person."""
    if (kind == PersonKind.ENTERPRISE) != (id_type == IdType.CREDIT_CODE):
        raise RuleBroken(
            _("证件类型与注册类型不一致：单位请填写统一社会信用代码，个人请填写个人证件。"),
            fields={"id_type": _("与注册类型不一致")},
        )


def require_apart(role: str, others: Iterable[str]) -> None:
    """Refuses a role that must be kept apart from one that the person holds in the same body."""
    for other in others:
        if {role, other} in APART:
            raise RuleBroken(
                _("“%(role)s”与“%(other)s”不得由同一人同时担任。")
                % {"role": Role(role).label, "other": Role(other).label},
                fields={"role": _("与该人员现任岗位不相容")},
            )


def require_order(since: date, until: date | None) -> None:
    if until is not None and until < since:
        raise RuleBroken(_("结束日期不能早于开始日期。"), fields={"until": _("不能早于开始日期")})


def require_reason(reason: str) -> str:
    """The reason without outer space; raises RuleBroken when it says nothing."""
    said = normal(reason)
    if len(said) < 4:
        raise RuleBroken(_("请写明事由，至少4个字。"), fields={"reason": _("请写明事由，至少4个字")})
    return said[:200]
