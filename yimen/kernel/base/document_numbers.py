"""文号 — the number of an official document as its parts, from any spelling that people use (GB/T 9704-2012 7.2.5).

Two forms: 沈政发〔2008〕21号 (issuer, year, serial), and 国务院令第711号 (an order: issuer and serial, no year).
Pure functions: the query side of a search and the fields of a publication read the same grammar.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

LONGEST = 80
_HAN = r"\u3400-\u9fff"
_OPEN, _CLOSE = r"[〔\[(【「{<〈《]", r"[〕\])】」}>〉》]"  # 中文
_SERIAL = r"(?:第\s*)?0*(?P<serial>[1-9]\d{0,5})\s*号?"  # 中文
_ORDER = re.compile(rf"(?P<issuer>[{_HAN}]{{0,29}}令)\s*{_SERIAL}")  # 中文
_BRACKETED = re.compile(
    rf"(?P<issuer>[{_HAN}A-Za-z]{{1,30}})\s*{_OPEN}\s*(?P<year>(?:19|20)\d{{2}})\s*年?\s*{_CLOSE}\s*{_SERIAL}"  # 中文
)
_BARE = re.compile(
    rf"(?P<issuer>[{_HAN}A-Za-z]{{1,30}})[\s-]*(?P<year>(?:19|20)\d{{2}})\s*年?[\s,-]*{_SERIAL}"  # 中文
)


@dataclass(frozen=True)
class DocumentNumber:
    """文号 — issuer, year (none for an order), serial; as text in its one official spelling."""

    issuer: str
    year: int | None
    serial: int

    def __str__(self) -> str:
        return format_number(self)


def format_number(number: DocumentNumber) -> str:
    """沈政发〔2008〕21号; 国务院令第711号."""
    if number.year is None:
        return f"{number.issuer}第{number.serial}号"  # 中文
    return f"{number.issuer}〔{number.year}〕{number.serial}号"  # 中文


def parse_number(text: str) -> DocumentNumber | None:
    """The parts of a number in any spelling (brackets, width, spaces, 第 and 号 or not); None for what is none."""
    plain = _plain(text[:LONGEST])
    for form in (_ORDER, _BRACKETED, _BARE):
        if found := form.fullmatch(plain):
            year = found.groupdict().get("year")
            return DocumentNumber(found["issuer"], int(year) if year else None, int(found["serial"]))
    return None


def _plain(text: str) -> str:
    """NFKC, so that widths and the small brackets are one; no space between Chinese characters."""
    return re.sub(rf"(?<=[{_HAN}])\s+(?=[{_HAN}])", "", unicodedata.normalize("NFKC", text).strip())
