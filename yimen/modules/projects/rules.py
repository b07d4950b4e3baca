"""Pure rules of stages: what comes before what, the longest way, what is asked once, what a consolidated notice says."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeVar

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from yimen.kernel.base.punctuation import joined
from yimen.kernel.base.refusals import RuleBroken

from .states import LAWFUL, Departure

Key = TypeVar("Key")


def require_text(value: str, name: str, message: str, *, most: int = 2000) -> str:
    """The text, trimmed; raises RuleBroken when there is none, or too much."""
    text = value.strip()
    if not text:
        raise RuleBroken(message, fields={name: message})
    if len(text) > most:
        long = _("最多填写 %(most)s 个字。") % {"most": most}
        raise RuleBroken(long, fields={name: long})
    return text


def wrong(name: str, message: str) -> RuleBroken:
    """A refusal that stands at its field, in the words that say what is wrong."""
    return RuleBroken(message, fields={name: message})


def require_forward(before: int, after: int) -> None:
    """先后关系 go down the list of a stage: so there is no circle, and rows are locked in one order everywhere."""
    if before >= after:
        raise RuleBroken(_("先办事项在清单中应当排在后办事项之前。"), fields={"before": _("请调整顺序")})


@dataclass(frozen=True)
class Longest:
    """最长路径 — the working days of the stage when nothing waits needlessly, and the items on that way."""

    days: int
    way: tuple[str, ...]


def longest(days: Mapping[str, int], pairs: Collection[tuple[str, str]]) -> Longest:
    """The longest way through items in the order in which they are given; what has no order goes together."""
    ends: dict[str, Longest] = {}
    for code, own in days.items():
        earlier = [ends[before] for before, after in pairs if after == code and before in ends]
        best = max(earlier, key=lambda one: one.days, default=Longest(0, ()))
        ends[code] = Longest(best.days + own, (*best.way, code))
    return max(ends.values(), key=lambda one: one.days, default=Longest(0, ()))


# --- 统一补正


@dataclass(frozen=True)
class Demanded:
    """一条补正要求, as one department made it."""

    key: str
    name: str
    defect: str
    cure: str
    article: str
    org: str


@dataclass
class _Gathered:
    name: str
    defect: str
    keys: list[str] = field(default_factory=list)
    cures: list[str] = field(default_factory=list)
    articles: list[str] = field(default_factory=list)
    orgs: list[str] = field(default_factory=list)


def consolidated(
    demands: Sequence[Demanded], merges: Mapping[str, str] | None = None
) -> list[dict[str, Any]]:
    """统一补正 — each thing once, with what every department said about it; ``merges`` joins keys that mean the same."""
    into = dict(merges or {})
    known = {one.key for one in demands}
    if unknown := {key for pair in into.items() for key in pair} - known:
        raise RuleBroken(_("没有这些补正要求：%(keys)s") % {"keys": joined(sorted(unknown), "、")})
    found: dict[str, _Gathered] = {}
    for one in demands:
        key = _target(one.key, into)
        row = found.setdefault(key, _Gathered(one.name, one.defect))
        if one.key == key:
            row.name, row.defect = one.name, one.defect
        _add(row.keys, one.key)
        _add(row.cures, one.cure)
        _add(row.articles, one.article)
        _add(row.orgs, one.org)
    return [{"key": key, **vars(row), "is_cured": False} for key, row in found.items()]


def _target(key: str, merges: Mapping[str, str]) -> str:
    """What a key is joined into in the end; what goes round in a circle is one and the same thing."""
    seen = [key]
    while (key := merges.get(key, "")) and key not in seen:
        seen.append(key)
    return min(seen[seen.index(key) :]) if key else seen[-1]


def _add(rows: list[str], text: str) -> None:
    if text and text not in rows:
        rows.append(text)


# --- 特事特办

FORBIDDEN = {
    Departure.SKIP_STEP: gettext_lazy(
        "特事特办不能省略法定环节（行政许可法第四条：实施行政许可，应当依照法定的权限、范围、条件和程序）。"
    ),
    Departure.WAIVE_MATERIAL: gettext_lazy(
        "特事特办不能免交必需的材料（行政许可法第三十二条第一款第四项：申请材料不齐全的，应当告知申请人补正）。"
    ),
}
"""What no order may say, with the article that forbids it."""


def lawful_departures(asked: Sequence[str]) -> list[str]:
    """特事特办的内容, each once; raises RuleBroken with the article for what the law does not allow."""
    for kind, message in FORBIDDEN.items():
        if kind in asked:
            raise RuleBroken(message, fields={"departures": message})
    kinds = [str(one) for one in LAWFUL if one in asked]
    if not kinds or set(asked) - set(kinds):
        raise RuleBroken(_("请选择特事特办的内容。"), fields={"departures": _("请选择")})
    return kinds


def require_said(
    kinds: Collection[str], *, days: int | None, after_hours: str, materials: Collection[str]
) -> None:
    """Exactly what may differ: so many days, when and where, which materials."""
    if Departure.SHORTEN in kinds and days is None:
        raise RuleBroken(_("请填写缩短后的承诺时限。"), fields={"days": _("请填写")})
    if Departure.AFTER_HOURS in kinds and not after_hours.strip():
        raise RuleBroken(_("请填写延时办理的时间和窗口。"), fields={"after_hours": _("请填写")})
    if Departure.TOLERATE in kinds and not materials:
        raise RuleBroken(_("请选择容缺的材料。"), fields={"materials": _("请选择")})
