"""Pure functions of the law: no database, no clock, no request."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from yimen.kernel.base.refusals import RuleBroken, Text

from .states import Ground, Openness, Validity, ValidityKind, Verdict

CHECKLIST = (
    "state_secret",
    "forbidden",
    "security",
    "third_party",
    "internal",
    "process",
    "enforcement_file",
    "aggregation",
)
"""审查要点 — what the secrecy reviewer answers one by one (政府信息公开条例 14 to 16; 保密法实施条例 42)."""


@dataclass(frozen=True)
class Change:
    """A change of force as the rule reads it."""

    kind: str
    on: date
    until: date | None = None


def validity(
    *,
    has_validity: bool,
    effective_on: date | None,
    expires_on: date | None,
    changes: Iterable[Change],
    on: date,
) -> Validity:
    """有效性 on a day: repealed before lapsed, lapsed before amended; what has no force has none to lose."""
    if not has_validity:
        return Validity.NOT_APPLICABLE
    known = [one for one in changes if one.on <= on]
    if any(one.kind == ValidityKind.REPEALED for one in known):
        return Validity.REPEALED
    end = last_day(expires_on, known)
    if end is not None and end < on:
        return Validity.LAPSED
    if effective_on is not None and on < effective_on:
        return Validity.NOT_YET
    if any(one.kind == ValidityKind.AMENDED for one in known):
        return Validity.AMENDED
    return Validity.IN_FORCE


def last_day(expires_on: date | None, changes: Iterable[Change]) -> date | None:
    """有效期至, prolonged or not; none when it holds until further notice."""
    if expires_on is None:
        return None
    return max(
        [expires_on, *(one.until for one in changes if one.kind == ValidityKind.PROLONGED and one.until)]
    )


def fingerprint(content: Mapping[str, Any], files: Iterable[tuple[str, str]]) -> str:
    """SHA-256 over a text with its metadata and its files (name, hash): any change of these is another text."""
    whole = {"content": content, "files": sorted(files)}
    text = json.dumps(whole, ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=str)
    return hashlib.sha256(text.encode()).hexdigest()


def required(text: str, field: str, message: Text, *, most: int = 500) -> str:
    """The text without outer space; raises RuleBroken where there is none."""
    plain = text.strip()
    if not plain:
        raise RuleBroken(message, fields={field: message})
    return plain[:most]


def require_verdict(verdict: str, ground: str) -> tuple[str, str]:
    """An opinion against openness names its ground from the dictionary; one for it names none."""
    if verdict not in Verdict.values:
        raise RuleBroken(_("请选择审查意见。"), fields={"verdict": _("请选择审查意见")})
    if verdict != Verdict.NOT_OPEN:
        return verdict, ""
    if ground not in Ground.values:
        message = _("不予公开的，必须从法定理由中选择一项。")
        raise RuleBroken(message, fields={"ground": message})
    return verdict, ground


def require_answers(checklist: Mapping[str, Any]) -> dict[str, bool]:
    """Every point of the list is answered yes or no."""
    if missing := [one for one in CHECKLIST if not isinstance(checklist.get(one), bool)]:
        message = _("审查要点还有 %(count)s 项没有回答。") % {"count": len(missing)}
        raise RuleBroken(message, fields={"checklist": message})
    return {one: bool(checklist[one]) for one in CHECKLIST}


def require_openness(openness: str, reason: str, ground: str) -> None:
    """The proposal says why; what is not to be open names its ground."""
    if openness != Openness.PROACTIVE and not reason.strip():
        message = _("拟不主动公开的，请写明理由。")
        raise RuleBroken(message, fields={"openness_reason": message})
    if openness == Openness.NOT_OPEN and ground not in Ground.values:
        message = _("不予公开的，必须从法定理由中选择一项。")
        raise RuleBroken(message, fields={"ground": message})
