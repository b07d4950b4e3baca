"""编号段的使用: which numbers of a block are cases that are known here, and which are missing between them."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from django.db.models.functions import Substr

from yimen.kernel.cases.models import Case, NumberBlock
from yimen.kernel.cases.numbers import is_case_number, parts_of

from .models import Node


@dataclass(frozen=True)
class DayOfBlock:
    """一日用号 — how many serials of the block were used on a day, and the gaps below the last one."""

    day: str
    count: int
    last: int
    missing: tuple[int, ...]


def used(block: NumberBlock) -> list[DayOfBlock]:
    """The days on which numbers of the block were given out, with their gaps."""
    days: dict[str, set[int]] = defaultdict(set)
    until = f"{block.last_on:%Y%m%d}" if block.last_on else "99999999"
    rows = Case.objects.filter(number__startswith=block.area).annotate(
        day=Substr("number", 7, 8), serial=Substr("number", 15, 5)
    )
    rows = rows.filter(
        serial__gte=f"{block.first_serial:05d}",
        serial__lte=f"{block.last_serial:05d}",
        day__gte=f"{block.first_on:%Y%m%d}",
        day__lte=until,
    )
    for day, serial in rows.values_list("day", "serial").iterator(chunk_size=5000):
        days[day].add(int(serial))
    return [_day(block, day, serials) for day, serials in sorted(days.items())]


def _day(block: NumberBlock, day: str, serials: set[int]) -> DayOfBlock:
    last = max(serials)
    missing = tuple(one for one in range(block.first_serial, last + 1) if one not in serials)
    return DayOfBlock(day, len(serials), last, missing)


def is_given_to(node: Node, number: str) -> bool:
    """Whether a case number lies in a block that was given to the node for its day."""
    if not is_case_number(number):
        return False
    area, day, serial = parts_of(number)
    try:
        on = date(int(day[:4]), int(day[4:6]), int(day[6:]))
    except ValueError:
        return False
    blocks = NumberBlock.objects.filter(
        kind="given", holder=node.code, area=area, first_serial__lte=serial, last_serial__gte=serial
    )
    return any(one.first_on <= on and (one.last_on is None or on <= one.last_on) for one in blocks)
