"""个人信息提示 — finds numbers and addresses of persons in a text: a warning for those who check, never the check itself.

A number counts only when it is one: the check digit of an identity number, Luhn for a bank card.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from django.db import models
from django.utils.translation import gettext_lazy as _

from yimen.kernel.base.identity import resident_number
from yimen.kernel.base.refusals import RuleBroken
from yimen.kernel.base.text import masked_number

MOST = 200
LONGEST = 5_000_000


class Kind(models.TextChoices):
    """个人信息种类."""

    ID_NUMBER = "id_number", _("身份证号码")
    PHONE = "phone", _("手机号码")
    BANK_CARD = "bank_card", _("银行卡号")
    ADDRESS = "address", _("详细住址")


@dataclass(frozen=True)
class Finding:
    """提示 — what was found from ``start`` to ``end``; ``shown`` is masked, so that it may be kept."""

    kind: str
    start: int
    end: int
    shown: str


_GAP = r"[ \-]?"
_ID = re.compile(
    r"(?<![0-9A-Za-z])[1-9]\d{5}" + _GAP + r"(?:18|19|20)\d{6}" + _GAP + r"\d{3}[0-9Xx](?![0-9A-Za-z])"
)
_PHONE = re.compile(
    r"(?<![0-9A-Za-z])(?:\+?86" + _GAP + r")?1[3-9]\d" + _GAP + r"\d{4}" + _GAP + r"\d{4}(?![0-9A-Za-z])"
)
_CARD = re.compile(
    r"(?<![0-9A-Za-z])[3-6]\d{3}(?:"
    + _GAP
    + r"\d{4}){2}"
    + _GAP
    + r"\d{3,4}(?:"
    + _GAP
    + r"\d{1,3})?(?![0-9A-Za-z])"
)
_ADDRESS = re.compile(
    r"[\u4e00-\u9fff]{2,8}(?:市|区|县|镇|乡)[\u4e00-\u9fff0-9]{1,16}?(?:路|街|巷|道|村|小区)"  # 中文
    r"[\u4e00-\u9fff0-9\-]{0,10}?\d{1,5}(?:号|弄)[\u4e00-\u9fff0-9\-]{0,12}?\d{1,5}(?:室|户)"  # 中文
)


def find(text: str) -> list[Finding]:
    """What looks like personal data, in the order of the text; no stretch counts twice, at most 200."""
    plain = _same_length(text[:LONGEST])
    taken: list[Finding] = []
    for kind, pattern, is_one in _KINDS:
        for found in pattern.finditer(plain):
            if len(taken) >= MOST:
                break
            if is_one(found.group()) and not any(
                one.start < found.end() and found.start() < one.end for one in taken
            ):
                taken.append(_finding(kind, found))
    return sorted(taken, key=lambda one: one.start)


def counted(findings: list[Finding]) -> dict[str, int]:
    """How many of each kind, for a sentence."""
    return {kind: sum(one.kind == kind for one in findings) for kind in Kind.values}


def _finding(kind: Kind, found: re.Match[str]) -> Finding:
    text = found.group()
    shown = (
        text[: len(text) // 2] + "…" if kind == Kind.ADDRESS else masked_number(re.sub(r"[ \-]", "", text))
    )
    return Finding(kind.value, found.start(), found.end(), shown)


def _same_length(text: str) -> str:
    """Full-width digits and signs become plain ones, one for one, so that positions stay those of the text."""
    return "".join(_one(character) for character in text)


def _one(character: str) -> str:
    if character.isascii() or "\u4e00" <= character <= "\u9fff":  # 中文
        return character
    plain = unicodedata.normalize("NFKC", character)
    return plain if len(plain) == 1 else character


def _is_id(text: str) -> bool:
    try:
        resident_number(re.sub(r"[ \-]", "", text))
    except RuleBroken:
        return False
    return True


def _is_card(text: str) -> bool:
    """Luhn, from 15 to 19 digits."""
    digits = [int(one) for one in text if one.isdigit()]
    if not 15 <= len(digits) <= 19:
        return False
    doubled = (one * 2 - 9 if one > 4 else one * 2 for one in digits[-2::-2])
    return (sum(digits[-1::-2]) + sum(doubled)) % 10 == 0


def _always(_text: str) -> bool:
    return True


_KINDS: tuple[tuple[Kind, re.Pattern[str], Callable[[str], bool]], ...] = (
    (Kind.ID_NUMBER, _ID, _is_id),
    (Kind.BANK_CARD, _CARD, _is_card),
    (Kind.PHONE, _PHONE, _always),
    (Kind.ADDRESS, _ADDRESS, _always),
)


def in_parts(parts: Iterator[tuple[str, str]]) -> list[dict[str, object]]:
    """The findings of several named texts (body, each attachment), as they are kept with a check."""
    return [
        {"where": where, "kind": one.kind, "start": one.start, "end": one.end, "shown": one.shown}
        for where, text in parts
        for one in find(text)
    ][:MOST]
