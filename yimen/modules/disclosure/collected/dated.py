"""大事记 — a chronicle's text cut into its days: lines that begin with a date, the year from the title or a heading."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

YEAR = re.compile(r"((?:18|19|20)\d\d)年")  # 中文
DAY = re.compile(
    r"^(?:((?:18|19|20)\d\d)年)?(\d{1,2})月(?:(\d{1,2})日(?:至(?:(\d{1,2})月)?\d{1,2}日)?|(上旬|中旬|下旬|底|初)?)"  # 中文
    r"[\s\u3000，,:：]*(.+)$"
)


@dataclass(frozen=True)
class Occurrence:
    """大事 — what happened, and when: to the day, or to the month (day 1, ``exact`` False)."""

    on: date
    exact: bool
    label: str
    text: str


def occurrences(title: str, text: str) -> list[Occurrence]:
    """The dated lines, later undated ones joined to them; dates that no calendar has are no dates."""
    found: list[Occurrence] = []
    year = _year(title)
    for line in (one.strip().strip("\u3000#").strip() for one in text.splitlines()):
        if not line:
            continue
        begins = _begins(line, year)
        if begins is not None:
            found.append(begins)
            year = begins.on.year
        elif (heading := YEAR.match(line)) and len(line) <= 8:
            year = int(heading[1])
        elif found and not re.fullmatch(r"\d{1,2}月", line):  # 中文
            last = found[-1]
            found[-1] = Occurrence(last.on, last.exact, last.label, f"{last.text}\n{line}")
    return found


def _begins(line: str, year: int | None) -> Occurrence | None:
    read = DAY.match(line)
    if read is None or (read[1] is None and year is None):
        return None
    try:
        on = date(int(read[1] or year or 0), int(read[2]), int(read[3] or 1))
    except ValueError:
        return None
    return Occurrence(on, read[3] is not None, line[: read.start(6)].rstrip(" ，,:：\u3000"), read[6])


def _year(title: str) -> int | None:
    found = YEAR.search(title)
    return int(found[1]) if found else None
