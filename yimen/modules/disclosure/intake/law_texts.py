"""法律文本 — a law as Markdown: title, head with its story, text. The head tells 文号, issuer, dates and force.

# 中华人民共和国某某法
1990年5月1日 第七届全国人民代表大会常务委员会第十三次会议通过
2019年4月3日 中华人民共和国国务院令第711号公布
<!-- INFO END -->
## 第一章 总则
第一条 ……
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from yimen.kernel.base.document_numbers import DocumentNumber
from yimen.modules.disclosure.collected.numerals import NUMERAL, number_of

END = "<!-- INFO END -->"
DATE = re.compile(r"^[（(]?(\d{4})年(\d{1,2})月(\d{1,2})日[\s\u3000]*")  # 中文
NAMED_DATE = re.compile(r"\((\d{4})-(\d\d)-(\d\d)\)$")
ORDER = re.compile(rf"([\u4e00-\u9fff、]{{2,40}}?)(?:令第|第)\s*([\d{NUMERAL}]+)\s*号(?:令|公告)?")  # 中文
NUMBERED = re.compile(r"([\u4e00-\u9fff]{1,12}?)[〔\[［（(﹝](\d{4})[〕\]］）)﹞]\s*(\d+)\s*号")  # 中文
OPENS = re.compile(r"自(\d{4})年(\d{1,2})月(\d{1,2})日起(?:施行|实施|生效|执行)")  # 中文
AT_ONCE = re.compile(r"自(?:公布|发布|颁布|印发)之日起(?:施行|实施|生效|执行)")  # 中文
COUNTRY = "中华人民共和国"  # 中文
LONGEST_TITLE = 300
WHOLE = "修订"  # 中文
"""Revised as a whole: the text says itself when it takes effect; a 修正 holds from its own day."""
FOLDERS = {
    "行政法规": "国务院",  # 中文
    "司法解释": "最高人民法院",  # 中文
    "宪法": "全国人民代表大会",  # 中文
    "宪法相关法": "全国人民代表大会常务委员会",  # 中文
    "刑法": "全国人民代表大会常务委员会",  # 中文
    "民法商法": "全国人民代表大会常务委员会",  # 中文
    "行政法": "全国人民代表大会常务委员会",  # 中文
    "经济法": "全国人民代表大会常务委员会",  # 中文
    "社会法": "全国人民代表大会常务委员会",  # 中文
    "诉讼与非诉讼程序法": "全国人民代表大会常务委员会",  # 中文
}


class Kind(StrEnum):
    """What happened to the law on a day."""

    ADOPTED = "adopted"
    PROMULGATED = "promulgated"
    AMENDED = "amended"
    EFFECTIVE = "effective"
    OTHER = "other"


KINDS = (
    (Kind.AMENDED, re.compile(r"修正|修订|修改")),  # 中文
    (Kind.PROMULGATED, re.compile(r"公布|发布|颁布|印发|主席令|令第")),  # 中文
    (Kind.ADOPTED, re.compile(r"通过|批准|会议")),  # 中文
    (Kind.EFFECTIVE, re.compile(r"施行|生效|实施")),  # 中文
)
ISSUERS = (
    (re.compile(r"全国人民代表大会常务委员会"), "全国人民代表大会常务委员会"),  # 中文
    (re.compile(r"全国人民代表大会"), "全国人民代表大会"),  # 中文
    (re.compile(r"最高人民法院.*最高人民检察院|最高人民检察院.*最高人民法院"), "最高人民法院、最高人民检察院"),  # 中文
    (re.compile(r"最高人民法院"), "最高人民法院"),  # 中文
    (re.compile(r"最高人民检察院"), "最高人民检察院"),  # 中文
    (re.compile(r"国务院、(?:中华人民共和国)?中央军(?:事委员会|委)"), "国务院、中央军事委员会"),  # 中文
    (re.compile(r"国务院"), "国务院"),  # 中文
    (re.compile(rf"(?:{COUNTRY})?([\u4e00-\u9fff、]{{2,30}}?(?:部|委员会|总局|局|署|银行|院|办公室))(?:令第|发布|公布)"), ""),  # 中文
)  # fmt: skip


@dataclass(frozen=True)
class Happening:
    """One line of the head: on a day, what, in whose words."""

    on: date
    kind: Kind
    text: str


@dataclass(frozen=True)
class LawText:
    """One version of one law."""

    title: str
    story: tuple[Happening, ...]
    version_on: date
    effective_on: date | None
    issuer: str
    number: DocumentNumber | None
    text: str

    @property
    def key(self) -> str:
        """The same for every version of a law: the title without the country's name and without spaces."""
        return re.sub(r"\s", "", self.title).removeprefix(COUNTRY)

    @property
    def short_title(self) -> str:
        return self.title.removeprefix(COUNTRY)


class NotALaw(ValueError):  # noqa: N818 - a finding about a file, for who imports it
    """The text has not the form of a law; the message says what is missing, and in which line."""

    def __init__(self, message: str, line: int) -> None:
        super().__init__(message)
        self.line = line


def read_law(text: str, name: str, folder: str = "") -> LawText:
    """Reads a file's text; ``name`` is the file's name, whose date in brackets is that of the version.

    ``folder`` is where it lies: it names the issuer when the head does not.
    """
    head, body = _parts(text)
    title, story = _title(head), tuple(_story(head))
    version_on = _named_date(name) or _last_change(story)
    if version_on is None:
        raise NotALaw("no date of promulgation, in the head or in the file's name", 3)
    told = [one for one in story if one.on <= version_on or one.kind == Kind.EFFECTIVE]
    return LawText(
        title=title,
        story=story,
        version_on=version_on,
        effective_on=_effective(told, body, version_on),
        issuer=_issuer(told, title) or _issuer_of_folder(folder),
        number=_number(told, version_on),
        text=body.strip(),
    )


def _parts(text: str) -> tuple[list[str], str]:
    head, end, body = text.lstrip("\ufeff").partition(END)
    if not end:
        raise NotALaw(f"no head: the line {END} is missing", 1)
    if not body.strip():
        raise NotALaw("no text after the head", head.count("\n") + 1)
    return [line.strip().strip("\u3000") for line in head.splitlines()], body


def _title(head: list[str]) -> str:
    titles = [re.sub(r"\s+", " ", line.lstrip("# ")) for line in head if line.startswith("# ")]
    if not titles or not titles[0]:
        raise NotALaw("no title: the first line begins with #", 1)
    return " ".join(titles)[:LONGEST_TITLE]


def _story(head: list[str]) -> Iterator[Happening]:
    """The dated lines; a line without a date goes on with the one before."""
    on, words = None, ""
    for line in (one for one in head if one and not one.startswith("#")):
        if begins := _date(line):
            if on is not None:
                yield _happening(on, words)
            on, words = begins, DATE.sub("", line)
        else:
            words += line
    if on is not None:
        yield _happening(on, words)


def _happening(on: date, words: str) -> Happening:
    plain = re.sub(r"《[^》]*》", "《》", words)
    kind = next((kind for kind, form in KINDS if form.search(plain)), Kind.OTHER)
    return Happening(on, kind, words.rstrip("）)"))


def _date(line: str) -> date | None:
    found = DATE.match(line)
    try:
        return date(*(int(one) for one in found.groups())) if found else None
    except ValueError:
        return None


def _named_date(name: str) -> date | None:
    found = NAMED_DATE.search(name.rsplit(".", 1)[0] if name.endswith(".md") else name)
    try:
        return date(*(int(one) for one in found.groups())) if found else None
    except ValueError:
        return None


def _last_change(story: tuple[Happening, ...]) -> date | None:
    days = [one.on for one in story if one.kind not in (Kind.EFFECTIVE, Kind.OTHER)]
    return max(days, default=None) or max((one.on for one in story), default=None)


def _effective(story: list[Happening], body: str, version_on: date) -> date | None:
    """What the head says for this version; else the last article; an amendment holds from its own day."""
    after = [one.on for one in story if one.kind == Kind.EFFECTIVE and one.on >= version_on]
    if after:
        return min(after)
    if any(one.kind == Kind.AMENDED and WHOLE not in one.text and one.on == version_on for one in story):
        return version_on
    tail = body[-1500:]
    days = [date(*(int(part) for part in one)) for one in OPENS.findall(tail) if _is_day(one)]
    if days and days[-1] >= version_on:
        return days[-1]
    return version_on if AT_ONCE.search(tail) or days else None


def _is_day(parts: tuple[str, ...]) -> bool:
    try:
        date(*(int(one) for one in parts))
    except ValueError:
        return False
    return True


def _issuer(story: list[Happening], title: str) -> str:
    """Who made it: the last of the head that names an authority; else the title."""
    for words in (*(one.text for one in reversed(story) if one.kind != Kind.EFFECTIVE), title):
        for form, name in ISSUERS:
            if found := form.search(re.sub(r"《[^》]*》", "", words)):
                return name or found[1]
    return ""


def _issuer_of_folder(folder: str) -> str:
    """部门规章/公安部 is of 公安部; the other folders are of one authority each."""
    parts = [one for one in folder.replace("\\", "/").split("/") if one]
    if "部门规章" in parts[:-1]:  # 中文
        return parts[-1]
    return next((FOLDERS[one] for one in reversed(parts) if one in FOLDERS), "")


def _number(story: list[Happening], version_on: date) -> DocumentNumber | None:
    """The order or number by which this version was made known: the last one up to its day."""
    for one in reversed([one for one in story if one.on <= version_on]):
        words = re.sub(r"《[^》]*》", "", one.text)
        if numbered := NUMBERED.search(words):
            return DocumentNumber(numbered[1].rpartition("以")[2], int(numbered[2]), int(numbered[3]))  # 中文
        if order := ORDER.search(words):
            return DocumentNumber(_ordering(order[1]), None, number_of(order[2]))
    return None


def _ordering(words: str) -> str:
    """国务院令 of 中华人民共和国国务院令."""
    name = re.sub(rf"{COUNTRY}|^中(?=主席|中)", "", words).strip("、")  # 中文
    return name if name.endswith(("令", "公告")) else f"{name}令"  # 中文
