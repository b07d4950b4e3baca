"""What the rules look at: plain rows of cases, items, halls, money and people's answers, as suppliers hand them over.

Nothing here knows the database. Days are local days; ``ref`` names the row a thing stands in (``approvals.hold:<id>``).
Actors are ids; nobody is named.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import NamedTuple


class ClockRow(NamedTuple):
    """时限 — what ran on a case: from the day after ``start`` to ``stop``, due on ``due``."""

    ref: str
    kind: str
    start: date
    due: date
    stop: date | None


class HoldRow(NamedTuple):
    """特别程序."""

    ref: str
    kind: str
    started: date
    ended: date | None
    expected_days: int
    basis: str
    officer: str


class ExtensionRow(NamedTuple):
    """延期 — ``due_before`` is the day on which the clock was due without it; ``most`` what the version allows."""

    ref: str
    days: int
    most: int
    approved_by: str
    approved_on: date
    told_on: date | None
    due_before: date


class StepRow(NamedTuple):
    """环节 — an entry of the record: when it happened, and when the record's own clock stood as it was written."""

    entry: str
    code: str
    actor: str
    happened: datetime
    noted: datetime


class WorkRow(NamedTuple):
    """待办 — one step that somebody had to do by a day."""

    ref: str
    kind: str
    opened: date
    due: date | None
    done: date | None


class ReviewRow(NamedTuple):
    """审核."""

    ref: str
    reviewer: str
    second_officer: str
    submitted: date


class DecisionRow(NamedTuple):
    """决定."""

    ref: str
    reviewer: str
    approver: str
    outcome: str
    is_single: bool
    has_reasons: bool
    decided: datetime


class HearingRow(NamedTuple):
    """听证."""

    ref: str
    host: str
    day: date


class AskedRow(NamedTuple):
    """补正要求 — one row of a correction notice: the material it names, and all that was written with it."""

    ref: str
    key: str
    words: str
    day: date
    repeats: int


class PaperRow(NamedTuple):
    """文书或证照 — a numbered paper of a body: its kind, its number, the day on it, its case, the use of the seal."""

    ref: str
    kind: str
    number: str
    org: str
    org_path: str
    day: date
    case_number: str
    case_id: str
    seal_uses: int


class SerialRow(NamedTuple):
    """编号 — a number that a body gave to a decision or a licence, whose series it is of, the day on which it was given."""

    ref: str
    number: str
    series: str
    org: str
    org_path: str
    day: date


@dataclass(slots=True)
class CaseRow:
    """办件 with everything on it that a rule may ask for."""

    id: str
    number: str
    item: str
    org: str
    org_path: str
    pattern: str
    mode: str
    state: str
    outcome: str
    in_hall: bool
    channel: str
    window_centre: str
    centre: str
    received: date | None
    accepted: date | None
    accepted_at: datetime | None
    decided_at: datetime | None
    concluded: date | None
    delivered: date | None
    is_deemed: bool = False
    return_count: int = 0
    quota: int | None = None
    item_kind: str = ""
    version_keys: frozenset[str] = frozenset()
    missing: Sequence[str] = ()
    rating: int | None = None
    rated_on: date | None = None
    clocks: list[ClockRow] = field(default_factory=list)
    holds: list[HoldRow] = field(default_factory=list)
    extensions: list[ExtensionRow] = field(default_factory=list)
    steps: list[StepRow] = field(default_factory=list)
    work: list[WorkRow] = field(default_factory=list)
    reviews: list[ReviewRow] = field(default_factory=list)
    decisions: list[DecisionRow] = field(default_factory=list)
    hearings: list[HearingRow] = field(default_factory=list)
    asked: list[AskedRow] = field(default_factory=list)


class VersionRow(NamedTuple):
    """事项版本 — as it was published, and what its content hashes to now."""

    ref: str
    item: str
    org: str
    org_path: str
    number: int
    published: date
    kept_hash: str
    true_hash: str
    has_approval: bool


@dataclass(frozen=True, slots=True)
class ItemRow:
    """事项 — where it is handled, on which days it was in force, on which it rested by an instrument."""

    code: str
    kind: str
    org: str
    org_path: str
    in_hall: bool
    centre: str
    windows: tuple[str, ...]
    in_force: tuple[tuple[date, date | None], ...]
    rests: tuple[tuple[date, date | None], ...] = ()
    moved_on: date | None = None

    def runs_on(self, day: date) -> bool:
        """Whether it must be handled on the day: in force, not suspended and not cancelled by an instrument."""
        if any(first <= day and (end is None or day < end) for first, end in self.rests):
            return False
        return any(first <= day and (end is None or day < end) for first, end in self.in_force)


class ChargeRow(NamedTuple):
    """收费明细 — what stands on a bill, and what the published standard makes of it (None: no standard that day)."""

    ref: str
    case_id: str
    case_number: str
    org: str
    org_path: str
    day: date
    amount: Decimal
    expected: Decimal | None


class ReceiptRow(NamedTuple):
    """到账 — money that came in without a bill, or a paid bill of an ended case that was not paid back."""

    ref: str
    kind: str
    org: str
    org_path: str
    day: date
    amount: Decimal
    case_id: str = ""
    case_number: str = ""


class RegisterEntry(NamedTuple):
    """登记册一行 — a licence or decision as the department's own register has it."""

    ref: str
    kind: str
    org: str
    org_path: str
    number: str
    day: date
    imported: date


class CheckRow(NamedTuple):
    """承诺核查."""

    ref: str
    case_id: str
    case_number: str
    org: str
    org_path: str
    due: date
    done: date | None


class VisitRow(NamedTuple):
    """部门参验 — one department's part in the one visit of a case."""

    ref: str
    case_id: str
    case_number: str
    org: str
    org_path: str
    day: date
    named: bool
    officers: int
    recorded: date | None
    is_over: bool


class TaskRow(NamedTuple):
    """部门任务 — the part of one department in a stage of parallel approval, to be acknowledged by a day."""

    ref: str
    case_id: str
    case_number: str
    org: str
    org_path: str
    due: date
    acknowledged: date | None


class SeatRow(NamedTuple):
    """缺席 — a department that stayed away from a joint review that was held, without a word."""

    ref: str
    case_id: str
    case_number: str
    org: str
    org_path: str
    day: date


class OwnVisitRow(NamedTuple):
    """另行勘验 — an attempt at a visit of one's own beside the joint one; the act itself was refused."""

    ref: str
    case_id: str
    case_number: str
    org: str
    org_path: str
    day: date


Shifts = Mapping[str, Mapping[str, frozenset[date]]]
"""Days with somebody at a window: by centre, by window."""
Counts = Mapping[tuple[str, str], Mapping[date, int]]
"""Cases a day: by (item, body)."""
