"""Pure functions: the places of numbers in a text, numbers that somebody typed, the outline, the hash of what was counted."""

from __future__ import annotations

import hashlib
import json
import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from yimen.kernel.base.punctuation import joined
from yimen.kernel.base.refusals import RuleBroken

PLACE = re.compile(r"\{([a-z]+):\s*([^{}]*)\}")
EXEMPT = re.compile(
    r"[0-9]{4}年(?:度)?(?:[0-9]{1,2}月)?(?:[0-9]{1,2}日)?|[0-9]{1,2}月(?:[0-9]{1,2}日)?|〔[0-9]{4}〕[0-9]+号"  # 中文
    r"|第[0-9]+[条款项次届号章期]|[0-9]+号线|[A-Za-z]+[0-9]+"  # 中文
)
"""日期、文号、条款号: digits that count nothing."""
CHINESE = "一二三四五六七八九十百千万亿两〇零"  # 中文
TYPED = re.compile(
    rf"[0-9０-９][0-9０-９,，.．]*[%％‰]?[余多]?[万亿千百]*|百分之[{CHINESE}]+"  # 中文
    rf"|(?:[{CHINESE}]{{2,}}|十)[余多几]?(?=[件项次人个家户期场条部元])"  # 中文
)
WHOLE_YEAR = "year"
BEFORE = "before"
OPTIONS = ("period", "scope", "version")
MONTH, DAY = "month", "day"


@dataclass(frozen=True)
class Quotation:
    """引用 — which number stands here: a measure, by a version of its definition, over days, for whom, of one value or split."""

    code: str
    period: str = WHOLE_YEAR
    scope: str = ""
    version: int | None = None
    dimension: str = ""
    value: str = ""

    @property
    def is_split(self) -> bool:
        return self.dimension != "" and self.value == ""

    @property
    def key(self) -> str:
        """The same quotation in one form, however it was written."""
        period = "" if self.period == WHOLE_YEAR else self.period
        told = {"period": period, "scope": self.scope, "version": self.version, self.dimension: self.value}
        parts = [f"{name}: {value}" for name, value in told.items() if name and value]
        by = [f"by: {self.dimension}"] if self.is_split else []
        return ", ".join([self.code, *parts, *by])


@dataclass(frozen=True)
class Absent:
    """尚未记录 — a number of a system that is not there yet: what it would be, and which system will bring it."""

    what: str
    system: str


@dataclass(frozen=True)
class Typed:
    """人工填写 — a number that somebody wrote."""

    text: str


Piece = str | Quotation | Absent | Typed


def pieces(text: str) -> Iterator[Piece]:
    """The text in its pieces: words, quotations, what is not recorded yet, numbers that were typed. Raises RuleBroken."""
    at = 0
    for found in PLACE.finditer(text):
        yield from _words(text[at : found.start()])
        yield _place(found[1], found[2])
        at = found.end()
    rest = text[at:]
    if "{" in rest or "}" in rest:
        raise RuleBroken(_("有一处花括号不成对：%(near)s") % {"near": rest[:40]})
    yield from _words(rest)


def _words(text: str) -> Iterator[Piece]:
    """Words, with the numbers in them that are neither a date nor the number of a document."""
    known = [found.span() for found in EXEMPT.finditer(text)]
    at = 0
    for found in TYPED.finditer(text):
        if any(first < found.end() and found.start() < last for first, last in known):
            continue
        if found.start() > at:
            yield text[at : found.start()]
        yield Typed(found[0])
        at = found.end()
    if at < len(text):
        yield text[at:]


def _place(kind: str, inside: str) -> Piece:
    name, *options = [one.strip() for one in re.split(r"[,，]", inside)]
    told = dict(_option(one) for one in options)
    if kind == "absent" and name:
        return Absent(name, told.get("system", ""))
    if kind not in ("figure", "bars") or not name:
        raise RuleBroken(_("看不懂这处引用：%(place)s") % {"place": f"{{{kind}: {inside}}}"})
    return _quotation(kind, name, told)


def _option(text: str) -> tuple[str, str]:
    name, found, value = text.partition(":")
    if not found or not value.strip():
        raise RuleBroken(_("引用中的“%(option)s”应当写成“名称: 值”。") % {"option": text})
    return name.strip(), value.strip()


def _quotation(kind: str, code: str, told: Mapping[str, str]) -> Quotation:
    version = told.get("version", "")
    if version and not re.fullmatch("[0-9]{1,4}", version):
        raise RuleBroken(_("口径版本应当是数字：%(version)s") % {"version": version})
    others = {name: value for name, value in told.items() if name not in (*OPTIONS, "by")}
    if len(others) > 1 or (kind == "bars") != ("by" in told) or (kind == "bars" and others):
        raise RuleBroken(_("一处引用只按一个维度取数；图表应当写明 by。"))
    dimension, value = next(iter(others.items()), (told.get("by", ""), ""))
    return Quotation(
        code=code,
        period=told.get("period", WHOLE_YEAR),
        scope=told.get("scope", ""),
        version=int(version) if version else None,
        dimension=dimension,
        value=value,
    )


def quotations(texts: Iterable[str]) -> list[Quotation]:
    """Every quotation of the texts once, in the order in which they come."""
    found = (one for text in texts for one in pieces(text) if isinstance(one, Quotation))
    return list({one.key: one for one in found}.values())


def absent(texts: Iterable[str]) -> list[Absent]:
    """What the texts name that is not recorded yet."""
    return list(dict.fromkeys(one for text in texts for one in pieces(text) if isinstance(one, Absent)))


def typed(text: str) -> list[str]:
    """The numbers that somebody typed."""
    return [one.text for one in pieces(text) if isinstance(one, Typed)]


# --- 期间


def days_of(period: str, first: date, last: date) -> tuple[date, date]:
    """The days that a quotation means, within the year as of its day. Raises RuleBroken."""
    if period == WHOLE_YEAR:
        return first, last
    if period == BEFORE:
        return year_before(first), year_before(last)
    found = re.fullmatch(r"(month|quarter)-([0-9]{1,2})", period)
    months = {"month": 1, "quarter": 3}[found[1]] if found else 0
    number = int(found[2]) if found else 0
    if not found or not 1 <= number <= 12 // months:
        raise RuleBroken(_("看不懂期间：%(period)s") % {"period": period})
    begin = first.replace(month=(number - 1) * months + 1)
    end = (begin.replace(month=number * months, day=28) + timedelta(days=4)).replace(day=1) - timedelta(
        days=1
    )
    if begin > last:
        raise RuleBroken(_("期间在统计截止日之后：%(period)s") % {"period": period})
    return begin, min(end, last)


def year_before(day: date) -> date:
    """The same day of the year before; 29 February becomes the 28th."""
    return day.replace(year=day.year - 1, day=min(day.day, 28) if day.month == 2 else day.day)


# --- 提纲


@dataclass(frozen=True)
class OutlinePart:
    """提纲段落 — as the outline has it."""

    chapter: str
    chapter_title: str
    chapter_title_en: str
    code: str
    title: str
    title_en: str
    text: str


def outline(source: str) -> list[OutlinePart]:
    """The paragraphs of an outline in their order. Raises RuleBroken, naming what cannot be read."""
    try:
        read = tomllib.loads(source)
        parts = [_part(chapter, one) for chapter in read["chapter"] for one in chapter["part"]]
    except (tomllib.TOMLDecodeError, KeyError, TypeError, AttributeError) as error:
        raise RuleBroken(_("提纲读不懂：%(error)s") % {"error": error}) from error
    codes = [one.code for one in parts]
    twice = sorted({one for one in codes if codes.count(one) > 1})
    if twice or not parts:
        raise RuleBroken(_("提纲至少有一段，段落代码不能重复：%(codes)s") % {"codes": joined(twice, "、")})
    for one in parts:
        if found := typed(one.text):
            said = _("提纲“%(title)s”中写着数字%(numbers)s；提纲中的数字只能引用。")
            raise RuleBroken(said % {"title": one.title, "numbers": joined(found, "、")})
    return parts


def _part(chapter: Mapping[str, Any], part: Mapping[str, Any]) -> OutlinePart:
    for name in (chapter["code"], part["code"]):
        if not re.fullmatch(r"[a-z0-9-]{1,40}", name):
            raise RuleBroken(_("代码只用小写字母、数字和连字符：%(code)s") % {"code": name})
    return OutlinePart(
        chapter["code"],
        str(chapter["title"])[:100],
        str(chapter.get("title_en", ""))[:150],
        part["code"],
        str(part["title"])[:150],
        str(part.get("title_en", ""))[:200],
        str(part["text"]).strip(),
    )


# --- 数值


Counted = tuple[str, int, str, str, str | None, list[list[Any]]]
"""Key, version, first and last day, number, rows: what the hash covers of one number."""


def shown(number: Decimal | int | None, places: int) -> str:
    """The number as it is written: a rate with its two decimals; a dash where nothing can be divided."""
    return "—" if number is None else f"{Decimal(number):.{places}f}"


def hash_of(counted: Sequence[Counted]) -> str:
    """SHA-256 over every number in the order of its key: what was frozen can be proved."""
    told = json.dumps(sorted(counted), ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(told.encode()).hexdigest()
