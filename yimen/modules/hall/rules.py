"""Pure functions of the hall: slots of a day, lateness, how long one waits. No database, no clock, no request."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

HOURS = re.compile(r"([a-z]{3})-([a-z]{3}) (\d\d:\d\d)-(\d\d:\d\d)")
PHONE = re.compile(r"\+?\d[\d -]{5,18}\d")


@dataclass(frozen=True)
class Slot:
    """时段 — from a moment to a moment, with the places it has and those that are taken."""

    starts_at: datetime
    ends_at: datetime
    capacity: int
    taken: int = 0

    @property
    def free(self) -> int:
        return max(self.capacity - self.taken, 0)


@dataclass(frozen=True)
class Wait:
    """预计等候 — from so many minutes to so many."""

    least: int
    most: int


def opening(hours: str) -> tuple[time, time] | None:
    """From when to when a hall is open, as its body writes it (``mon-fri 09:00-17:00``); None when it does not say."""
    found = HOURS.fullmatch(hours.strip())
    return (time.fromisoformat(found[3]), time.fromisoformat(found[4])) if found else None


def slots_of(
    day: date, opens: time, closes: time, minutes: int, zone: datetime
) -> list[tuple[datetime, datetime]]:
    """The slots of a day, whole ones only; ``zone`` is any moment of the city."""
    start = datetime.combine(day, opens, tzinfo=zone.tzinfo)
    end = datetime.combine(day, closes, tzinfo=zone.tzinfo)
    step = timedelta(minutes=minutes)
    found = []
    while start + step <= end:
        found.append((start, start + step))
        start += step
    return found


def is_late(starts_at: datetime, at: datetime, minutes: int) -> bool:
    """Whether somebody who comes at the moment has lost the precedence of the appointment."""
    return at > starts_at + timedelta(minutes=minutes)


def estimate(ahead: int, served: Sequence[timedelta], windows: int, fewest: int) -> Wait | None:
    """预计等候 — from what today's numbers really took: the middle half of them, shared by the open windows.

    None when too few were served today, or when no window is open: no guess is better than a wrong one.
    """
    if windows < 1 or len(served) < max(fewest, 1):
        return None
    ordered = sorted(served)
    quick = ordered[(len(ordered) - 1) // 4].total_seconds() / 60
    slow = ordered[math.ceil((len(ordered) - 1) * 3 / 4)].total_seconds() / 60
    return Wait(math.floor(ahead * quick / windows), max(math.ceil((ahead + 1) * slow / windows), 1))


def number_of(letter: str, serial: int) -> str:
    """A007: the letter of the class and at least three digits."""
    return f"{letter}{serial:03d}"


def is_phone(text: str) -> bool:
    return bool(PHONE.fullmatch(text.strip()))


def monday_of(day: date) -> date:
    return day - timedelta(days=day.weekday())
