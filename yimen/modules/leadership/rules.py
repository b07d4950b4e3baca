"""Pure functions of the leadership: vacancies and gaps by date, the list of attendees. No database, no clock."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from .states import Office

REQUIRED = (Office.LEADER, Office.DEPUTY)
"""At every level each body has one who leads and one who is in charge."""

ONE_DAY = timedelta(days=1)
SEPARATORS = re.compile(r"[,，、;；\t]+")
Span = tuple[date, date | None]


@dataclass(frozen=True)
class Gap:
    """空缺时段 — days on which nobody held an office; ``last`` is None while it lasts."""

    first: date
    last: date | None


def gaps(begins: date, ends: date | None, held: Iterable[Span], on: date) -> list[Gap]:
    """The days between the first and the last of a group, up to ``on``, on which nobody held the office."""
    found: list[Gap] = []
    free = begins
    for since, until in sorted(held, key=lambda span: span[0]):
        if since > on:
            break
        if since > free:
            found.append(Gap(free, since - ONE_DAY))
        if until is None:
            return found
        free = max(free, until + ONE_DAY)
    stops = on if ends is None else min(on, ends)
    if free <= stops:
        found.append(Gap(free, None if stops == on else stops))
    return found


def vacant_since(begins: date, ends: date | None, held: Iterable[Span], on: date) -> date | None:
    """The first day of the gap in which the day lies; None when the office is held, or the group is not there."""
    open_gaps = [gap for gap in gaps(begins, ends, held, on) if gap.last is None]
    return open_gaps[0].first if open_gaps else None


@dataclass(frozen=True)
class AttendeeLine:
    """参训名单的一行 — a body as it is called, and a name; ``number`` is the line's, from 1."""

    number: int
    org: str
    name: str


def attendee_lines(text: str) -> tuple[list[AttendeeLine], list[int]]:
    """The list as it is pasted, a body and a name on each line; and the numbers of the lines that are neither."""
    found, wrong = [], []
    for number, line in enumerate(text.splitlines(), 1):
        parts = [part.strip() for part in SEPARATORS.split(line.strip()) if part.strip()]
        if len(parts) == 2:
            found.append(AttendeeLine(number, *parts))
        elif line.strip():
            wrong.append(number)
    return found, wrong


def doubled(lines: Sequence[AttendeeLine]) -> list[int]:
    """The numbers of the lines that say again what a line before them said."""
    seen: set[tuple[str, str]] = set()
    found = []
    for one in lines:
        if (one.org, one.name) in seen:
            found.append(one.number)
        seen.add((one.org, one.name))
    return found
