"""Rules of outreach: pure functions, without database, clock or request."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from yimen.kernel.base.punctuation import joined
from yimen.kernel.base.refusals import RuleBroken

from .states import Power, Satisfaction, Signing

LONGEST_STATEMENT = 2000
OWN_MATTER = gettext_lazy("代理员不能受托办理本人的事项，请由他人代办或者本人申请。")


@dataclass(frozen=True)
class Stated:
    """委托人身份 — as the document says that the principal shows; for those who have no account yet."""

    id_type: str
    id_number: str
    name: str
    phone: str


@dataclass(frozen=True)
class Terms:
    """委托内容 — what is entrusted, how long, and how it was signed; ``further`` are services besides the errand's own."""

    powers: Collection[str]
    valid_until: date
    signing: str
    only_this_agent: bool = False
    further: Collection[str] = ()


@dataclass(frozen=True)
class Asked:
    """回访结果 — what was answered to the call."""

    is_reached: bool = True
    satisfaction: int | None = None
    is_money_asked: bool = False
    amount: Decimal | None = None
    money_note: str = ""
    note: str = ""


def require_text(text: str, field: str, message: str, *, most: int = 300) -> str:
    """The text without outer space; raises RuleBroken when it is empty or too long."""
    said = text.strip()
    if not said:
        raise RuleBroken(message, fields={field: message})
    if len(said) > most:
        longest = _("最多填写 %(most)s 个字。") % {"most": most}
        raise RuleBroken(longest, fields={field: longest})
    return said


def require_terms(
    terms: Terms, offered: Mapping[str, Collection[str]], *, today: date, longest: int, has_proof: bool
) -> None:
    """The mandate says what it is for, goes as far as every one of its services and no further, ends, and has its signature.

    ``offered`` is what each service, by its name, lets an agent do.
    """
    _require_powers(set(terms.powers), offered)
    if not today <= terms.valid_until <= today + timedelta(days=longest):
        message = _("委托有效期应当在今天以后、%(days)s 天以内。") % {"days": longest}
        raise RuleBroken(message, fields={"valid_until": message})
    if terms.signing not in Signing.values:
        raise RuleBroken(_("请选择签署方式。"), fields={"signing": _("请选择签署方式")})
    if terms.signing != Signing.E_SIGNATURE and not has_proof:
        message = _("请拍照或者上传签字（按手印）的委托书。")
        raise RuleBroken(message, fields={"proof": message})


def _require_powers(powers: set[str], offered: Mapping[str, Collection[str]]) -> None:
    if not powers or not powers <= set(Power.values):
        raise RuleBroken(_("请选择委托权限。"), fields={"powers": _("请选择委托权限")})
    for service, own in offered.items():
        if beyond := powers - set(own):
            names = joined((str(Power(one).label) for one in sorted(beyond)), "、")
            message = _("“%(service)s”不能委托：%(names)s") % {"service": service, "names": names}
            raise RuleBroken(message, fields={"powers": message})


def require_answers(asked: Asked) -> None:
    """Who was reached has answered both questions; money that was asked for is told."""
    if not asked.is_reached:
        if asked.satisfaction is not None or asked.is_money_asked:
            raise RuleBroken(_("没有联系上的，不能填写满意度和收取情况。"))
        return
    if asked.satisfaction not in Satisfaction.values:
        raise RuleBroken(_("请选择满意度。"), fields={"satisfaction": _("请选择满意度")})
    if asked.is_money_asked and not asked.money_note.strip():
        message = _("请写明谁、以什么名义要过钱物。")
        raise RuleBroken(message, fields={"money_note": message})
    if not asked.is_money_asked and (asked.amount is not None or asked.money_note.strip()):
        raise RuleBroken(_("没有人要过钱物的，不填写金额和收取情况。"))
    if asked.amount is not None and asked.amount < 0:
        raise RuleBroken(_("金额不能小于零。"), fields={"amount": _("金额不能小于零")})


def is_clock_wrong(sent_at: datetime, received_at: datetime, most: timedelta) -> bool:
    """Whether the telephone's clock differs from ours by more than is told as right."""
    return abs(received_at - sent_at) > most


def about_when(phone_at: datetime, sent_at: datetime, received_at: datetime) -> datetime:
    """推算时间 — when it was written by our clock: the telephone's clock measures spans, ours says the hour."""
    return min(received_at, received_at - (sent_at - phone_at))


def changes(wanted: Mapping[str, object], present: object) -> dict[str, object]:
    """What differs from the row as it is."""
    return {name: value for name, value in wanted.items() if getattr(present, name) != value}
