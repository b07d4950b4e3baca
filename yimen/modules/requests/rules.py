"""Pure functions of the law: no database, no clock, no request."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Protocol

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from yimen.kernel.base.punctuation import joined
from yimen.kernel.base.refusals import RuleBroken, Text
from yimen.kernel.cases.due import months_after

from .states import Way

OPENED = ("open", "partly")
CLOSED = ("withheld",)
BRACKETS = str.maketrans(
    "﹝﹞【】[]（）()〈〉《》<>「」『』",  # 中文
    "〔〕〔〕〔〕〔〕〔〕〔〕〔〕〔〕〔〕〔〕",
)
DROPPED = re.compile(r"[\s\u200b-\u200f\ufeff，,。.、；;：:！!？?“”\"'‘’·\-—_〔〕]+")  # 中文
NEEDED: Mapping[str, Text] = {
    "way": gettext_lazy("获取信息的方式、途径"),
    "reason": gettext_lazy("理由"),
    "provision": gettext_lazy("法律、行政法规的条款"),
    "which": gettext_lazy("属于哪一类信息"),
    "search": gettext_lazy("检索情况"),
    "channel": gettext_lazy("应当通过的渠道"),
    "earlier": gettext_lazy("原答复的文号"),
    "rest": gettext_lazy("不予公开的部分及理由"),
}
"""What a letter must say, by the names that the dictionary of outcomes uses."""


class Kind(Protocol):
    """An outcome of the dictionary, as the rules read it."""

    @property
    def code(self) -> str: ...

    @property
    def openness(self) -> str: ...

    @property
    def report_row(self) -> int: ...


@dataclass(frozen=True)
class Receipt:
    """收到日期 — the lawful day, and the article by which it was fixed."""

    on: date
    basis: Text


ARTICLE = {
    Way.IN_PERSON: gettext_lazy("条例第三十一条第（一）项：当面提交的，以提交之日为收到申请之日"),
    Way.REGISTERED_POST: gettext_lazy("条例第三十一条第（二）项：邮寄的，以签收之日为收到申请之日"),
    Way.ORDINARY_POST: gettext_lazy("条例第三十一条第（二）项：无需签收的，以与申请人确认之日为收到申请之日"),
    Way.ONLINE: gettext_lazy("条例第三十一条第（三）项：以双方确认之日为收到申请之日"),
}
MAIL_SYSTEM = gettext_lazy("国办公开办函〔2015〕207号：以邮件系统收到之日为收到申请之日")
BY_ARRIVAL = (Way.IN_PERSON, Way.ORAL, Way.REGISTERED_POST)
REGIME_OF_2008 = "2008"


def receipt_day(way: str, *, arrived_on: date, confirmed_on: date | None, regime: str) -> Receipt:
    """收到申请之日 by channel; raises RuleBroken where the body must first confirm with the applicant."""
    if way in BY_ARRIVAL:
        return Receipt(arrived_on, ARTICLE[Way.IN_PERSON if way == Way.ORAL else Way(way)])
    if way == Way.EMAIL and regime == REGIME_OF_2008:
        return Receipt(arrived_on, MAIL_SYSTEM)
    if confirmed_on is None:
        raise RuleBroken(
            _("这种渠道以与申请人确认之日为收到申请之日，请先联系申请人并填写确认日期。"),
            fields={"confirmed_on": _("请填写与申请人确认的日期")},
        )
    if confirmed_on < arrived_on:
        raise RuleBroken(
            _("确认日期不能早于申请到达的日期。"), fields={"confirmed_on": _("早于申请到达的日期")}
        )
    return Receipt(confirmed_on, ARTICLE[Way.ORDINARY_POST if way == Way.ORDINARY_POST else Way.ONLINE])


def counted(parts: Sequence[Kind], partly: Kind) -> Kind:
    """计入类型 — several parts, one counted outcome: something open and something withheld counts as partly granted.

    Otherwise what is open counts before what is not, and of two refusals the one that stands first in the report.
    """
    if len(parts) == 1:
        return parts[0]
    opened = [one for one in parts if one.openness in OPENED]
    closed = [one for one in parts if one.openness in CLOSED]
    if any(one.openness == "partly" for one in parts) or (opened and closed):
        return partly
    return min(opened or parts, key=lambda one: one.report_row)


def require_facts(needs: Iterable[str], facts: Mapping[str, str], *, prefix: str = "") -> dict[str, str]:
    """The facts that the letter states; raises RuleBroken and names every one that is missing."""
    given = {name: text.strip() for name, text in facts.items() if text.strip()}
    missing = [name for name in needs if name not in given]
    if missing:
        names = joined((NEEDED[name] for name in missing), "、")
        raise RuleBroken(
            _("答复书还缺少法定内容：%(names)s。") % {"names": names},
            fields={f"{prefix}{name}": _("必须载明") for name in missing},
        )
    return given


def fingerprint(name: str, document_number: str = "", description: str = "") -> str:
    """内容摘要值 — the same for texts that differ only in width, spaces, brackets and punctuation."""
    whole = "|".join(plain(one) for one in (name, document_number, description))
    return hashlib.sha256(whole.encode()).hexdigest()


def plain(text: str) -> str:
    """Text as two askers mean the same by it: NFKC, lower case, no spaces, brackets, punctuation."""
    return DROPPED.sub(
        "", unicodedata.normalize("NFKC", text.translate(BRACKETS)).translate(BRACKETS).lower()
    )


def require_text(text: str, field: str, message: str, *, most: int = 5000) -> str:
    """The text without outer spaces; raises RuleBroken when nothing is left or it is longer than it may be."""
    if not text.strip():
        raise RuleBroken(message, fields={field: message})
    if len(text.strip()) > most:
        told = _("最多%(most)s个字。") % {"most": most}
        raise RuleBroken(told, fields={field: told})
    return text.strip()


@dataclass(frozen=True)
class Remedies:
    """救济途径 — what may be done against the answer, until when counted from the day it was received."""

    reconsideration_days: int
    suit_months: int
    suit_after_days: int
    reconsideration_first: bool

    def until(self, served_on: date) -> tuple[date, date]:
        """The last days of reconsideration and of a direct suit."""
        return served_on + timedelta(days=self.reconsideration_days), months_after(
            served_on, self.suit_months
        )
