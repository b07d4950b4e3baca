"""Rows drawn by hand for the rules: a clean case, and what is wrong with another. No database.

Days are counted Monday to Friday. MONDAY is the first judged day, unless said otherwise.
"""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from yimen.kernel.calendar.days import WorkingDays
from yimen.modules.supervision import rules
from yimen.modules.supervision.rules.facts import CaseRow, ClockRow, HoldRow, StepRow, WorkRow
from yimen.modules.supervision.rules.findings import Finding
from yimen.modules.supervision.rules.snapshot import Snapshot

CITY = ZoneInfo("Asia/Shanghai")
CALENDAR = WorkingDays([])
MONDAY = date(2026, 3, 2)
YEAR = (date(2026, 1, 1), date(2026, 12, 31))
PATH = "city.construction."
APPLICATION = "approvals.application."


def day(number: int) -> date:
    """The working day so many after MONDAY."""
    return CALENDAR.add(MONDAY, number).on


def at(on: date, hour: int = 10, minute: int = 0) -> datetime:
    return datetime.combine(on, time(hour, minute), CITY)


def case(number: str = "1", **more: Any) -> CaseRow:
    """A promised case of the construction bureau, received on MONDAY, in hand."""
    facts: dict[str, Any] = {
        "id": f"00000000-0000-7000-8000-{int(number):012d}", "number": number, "item": "road", "org": "construction",
        "org_path": PATH, "pattern": "four_ones", "mode": "promised", "state": "in_review", "outcome": "", "in_hall": True,
        "channel": "window", "window_centre": "city.centre.", "centre": "city.centre.", "received": MONDAY,
        "accepted": MONDAY, "accepted_at": at(MONDAY), "decided_at": None, "concluded": None, "delivered": None,
        "version_keys": frozenset({"form", "drawing"}),
    }  # fmt: skip
    return CaseRow(**facts | more)


def clock(kind: str, days: int, stop: date | None = None, start: date = MONDAY) -> ClockRow:
    return ClockRow("c", kind, start, CALENDAR.add(start, days).on, stop)


def hold(started: date, ended: date | None, told: int, **more: Any) -> HoldRow:
    facts = {"basis": "行政许可法第45条", "officer": "one"} | more
    return HoldRow(
        more.get("ref", "h"), "expert_review", started, ended, told, facts["basis"], facts["officer"]
    )


def step(code: str, happened: datetime, noted: datetime | None = None, actor: str = "one") -> StepRow:
    return StepRow(f"{code}-{happened:%d%H%M}", code, actor, happened, noted or happened)


def work(kind: str, opened: date, due: date | None, done: date | None) -> WorkRow:
    return WorkRow("w", kind, opened, due, done)


def snapshot(*cases: CaseRow, first: date = YEAR[0], last: date = YEAR[1], **parts: Any) -> Snapshot:
    return Snapshot(first, last, CALENDAR, cases=cases, **parts)


def found(code: str, drawn: Snapshot, **given: Any) -> list[Finding]:
    """What the rule finds, with its usual parameters but those that are given."""
    return rules.rules()[code].run(drawn, given)


def told(code: str, drawn: Snapshot, **given: Any) -> list[tuple[str, str, date]]:
    """Subject, occurrence and day of what the rule finds."""
    return [(one.key, one.occurrence, one.day) for one in found(code, drawn, **given)]


def after(moment: datetime, **length: int) -> datetime:
    return moment + timedelta(**length)
