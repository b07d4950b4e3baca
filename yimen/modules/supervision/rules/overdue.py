"""R-OD 超时办理: what is near its day, what went past it, extensions and holds that are not as the law has them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from hashlib import sha256
from statistics import median

from django.utils.translation import gettext_lazy as _

from yimen.modules.supervision.states import Level

from .facts import CaseRow, ClockRow, HoldRow, WorkRow
from .findings import Evidence, Finding, of_case, of_org
from .registry import Numbers, number, rule
from .snapshot import Snapshot, day_after

WATCHED = ("acceptance", "promised", "statutory")
DAYS_LEFT = number("days", _("剩余工作日"), "1", "1", "10")


def _clock_evidence(clock: ClockRow) -> Evidence:
    done = clock.stop.isoformat() if clock.stop else ""
    return Evidence(f"cases.clock:{clock.ref}", clock.kind, f"{clock.due.isoformat()} {done}".strip())


@rule(
    "R-OD-1",
    _("临近到期"),
    basis=_("行政许可法第42条；电子监察通行规则：剩余一个工作日提醒（待本市核实）"),
    level=Level.NOTICE,
    parameters=(DAYS_LEFT,),
)
def near_due(snapshot: Snapshot, numbers: Numbers) -> Iterator[Finding]:
    """临近到期 — a clock still runs on the working day on which so many working days are left."""
    left, calendar = int(numbers["days"]), snapshot.calendar
    first, last = snapshot.first.toordinal(), snapshot.last.toordinal()
    for case in snapshot.cases:
        for clock in case.clocks:
            due = clock.due.toordinal()
            if clock.kind not in WATCHED or due < first:
                continue
            warned = calendar.at(calendar.rank(due) - left)
            stop = clock.stop.toordinal() if clock.stop else None
            if (
                first <= warned <= last
                and warned > clock.start.toordinal()
                and (stop is None or stop > warned)
            ):
                day = date.fromordinal(warned)
                yield of_case(case, f"{clock.kind}:{clock.due.isoformat()}", day, _clock_evidence(clock))


def _late(snapshot: Snapshot, clock: ClockRow) -> date | None:
    """The first late day of a clock, when it is one of those that are judged."""
    ended = clock.stop or snapshot.last
    if ended <= clock.due:
        return None
    day = day_after(clock.due)
    return day if snapshot.covers(day) else None


def _overdue(snapshot: Snapshot, *kinds: str) -> Iterator[Finding]:
    for case in snapshot.cases:
        for clock in case.clocks:
            if clock.kind in kinds and (day := _late(snapshot, clock)) is not None:
                yield of_case(case, f"{clock.kind}:{clock.due.isoformat()}", day, _clock_evidence(clock))


STEP_SHARE = number("share", _("一个环节最多占承诺时限的百分比"), "50", "10", "100")
STEPS = ("accept", "decide_on_the_spot", "record_filing", "refuse_acceptance", "assign", "examine", "approve")
"""Steps of a case that have a day; to seal and to deliver has the days of the delivery clock."""


@rule(
    "R-OD-2",
    _("环节超时"),
    basis=_("电子监察通行规则：环节超时的，总时限未到也发黄牌（待本市核实）"),
    level=Level.YELLOW,
    parameters=(STEP_SHARE,),
    implied_by=("R-CN-1", "R-OD-3", "R-OD-4"),
)
def step_overdue(snapshot: Snapshot, numbers: Numbers) -> Iterator[Finding]:
    """环节超时 — one step took longer than its share, whether or not the whole is on time."""
    share = int(numbers["share"])
    for case in snapshot.cases:
        promised = next((one for one in case.clocks if one.kind == "promised"), None)
        for work in case.work:
            due = _step_due(snapshot, case, work, promised, share)
            if due is None or (work.done or snapshot.last) <= due or not snapshot.covers(day_after(due)):
                continue
            evidence = Evidence(f"cases.workitem:{work.ref}", work.kind, due.isoformat())
            yield of_case(case, f"{work.kind}:{work.opened.isoformat()}", day_after(due), evidence)


def _step_due(
    snapshot: Snapshot, case: CaseRow, work: WorkRow, promised: ClockRow | None, share: int
) -> date | None:
    """The day by which a step had to be done: its own, or its share of the promise; None where it has none.

    Days of a special procedure in the step do not count, and what was lawfully extended has no share.
    """
    if work.kind not in STEPS:
        return None
    if work.due is not None and (promised is None or work.due < promised.due):
        return work.due
    if promised is None or work.opened > promised.due or case.extensions:
        return None
    held = sum(_held_days(snapshot, hold, work.opened, promised.due) for hold in case.holds)
    budget = snapshot.days_over(promised.start, promised.due) - held
    ends = snapshot.calendar.add(work.opened, max(budget * share // 100, 1) + held).on
    return ends if ends < promised.due else None


def _held_days(snapshot: Snapshot, hold: HoldRow, start: date, end: date) -> int:
    first, last = max(hold.started, start), min(hold.ended or snapshot.last, end)
    return max(snapshot.days_over(first, last), 0)


@rule("R-OD-3", _("超过承诺时限"), basis=_("行政许可法第42条；承诺时限向社会公布，应当遵守"), level=Level.RED,
      implied_by=("R-OD-4",))  # fmt: skip
def promise_overdue(snapshot: Snapshot, numbers: Numbers) -> Iterator[Finding]:
    """超过承诺时限 — decided after the promised day, or not decided on it."""
    yield from _overdue(snapshot, "promised")


@rule("R-OD-4", _("超过法定时限"), basis=_("行政许可法第42条、第74条"), level=Level.RED)
def statutory_overdue(snapshot: Snapshot, numbers: Numbers) -> Iterator[Finding]:
    """超过法定时限 — decided after the day of the law, or not decided on it."""
    yield from _overdue(snapshot, "statutory")


@rule("R-OD-5", _("送达或者初审超时"), basis=_("行政许可法第43条、第44条"), level=Level.YELLOW)
def delivery_overdue(snapshot: Snapshot, numbers: Numbers) -> Iterator[Finding]:
    """送达或者初审超时 — the result was not delivered in ten working days, or the lower body's review was late."""
    yield from _overdue(snapshot, "delivery", "first_review")


@rule("R-OD-6", _("延期不符合规定"), basis=_("行政许可法第42条"), level=Level.RED, on_entry=True)
def irregular_extension(snapshot: Snapshot, numbers: Numbers) -> Iterator[Finding]:
    """延期不符合规定 — approved after the due day, by nobody, for longer than allowed, or not told."""
    for case in snapshot.cases:
        for one in case.extensions:
            if not snapshot.covers(one.approved_on):
                continue
            wrong = {
                "approved_late": one.approved_on > one.due_before,
                "approved_by_nobody": not one.approved_by,
                "too_long": one.days > one.most,
                "not_told": one.told_on is None or one.told_on < one.approved_on,
            }
            shown = [Evidence(f"cases.extension:{one.ref}", what) for what, is_so in wrong.items() if is_so]
            if shown:
                yield of_case(case, f"extension:{one.ref}", one.approved_on, *shown)


HOLD_LEFT = number("left", _("临近到期的工作日"), "2", "0", "10")
HOLD_TIMES = number("times", _("超过同行的倍数"), "3", "1.5", "20", places=1)
HOLD_LEAST = number("least", _("比较的最少特别程序数"), "5", "2", "1000")


@rule(
    "R-OD-7",
    _("特别程序异常"),
    basis=_("行政许可法第45条：所需时间应当书面告知"),
    level=Level.YELLOW,
    parameters=(HOLD_LEFT, HOLD_TIMES, HOLD_LEAST),
)
def irregular_hold(snapshot: Snapshot, numbers: Numbers) -> Iterator[Finding]:
    """特别程序异常 — longer than was told, without a basis, opened at the last moment; or one officer far beyond peers."""
    for case in snapshot.cases:
        for hold in case.holds:
            yield from _of_hold(snapshot, case, hold, int(numbers["left"]))
    yield from _beyond_peers(snapshot, float(numbers["times"]), int(numbers["least"]))


def _of_hold(snapshot: Snapshot, case: CaseRow, hold: HoldRow, left: int) -> Iterator[Finding]:
    ref = f"cases.hold:{hold.ref}"
    told = snapshot.calendar.add(hold.started, hold.expected_days).on
    if (hold.ended or snapshot.last) > told and snapshot.covers(day_after(told)):
        value = f"{told.isoformat()} {hold.ended.isoformat() if hold.ended else ''}".strip()
        yield of_case(case, f"longer:{hold.ref}", day_after(told), Evidence(ref, "longer_than_told", value))
    if not snapshot.covers(hold.started):
        return
    if not hold.basis.strip():
        yield of_case(case, f"basis:{hold.ref}", hold.started, Evidence(ref, "without_basis"))
    remaining = _remaining(snapshot, case, hold)
    if remaining is not None and remaining < left:
        evidence = Evidence(ref, "opened_at_the_last_moment", str(remaining))
        yield of_case(case, f"last:{hold.ref}", hold.started, evidence)


def _remaining(snapshot: Snapshot, case: CaseRow, hold: HoldRow) -> int | None:
    """Working days that were left of the statutory clock when the hold began; None when no such clock ran."""
    for clock in case.clocks:
        if (
            clock.kind == "statutory"
            and clock.start <= hold.started
            and (clock.stop or hold.started) >= hold.started
        ):
            held = snapshot.days_over(hold.started, hold.ended or snapshot.last)
            return snapshot.days_over(hold.started, clock.due) - held
    return None


def _beyond_peers(snapshot: Snapshot, times: float, least: int) -> Iterator[Finding]:
    """Officers whose held days per procedure are many times those of their peers in the body, by whole months."""
    for first, last in snapshot.whole_months():
        bodies: dict[tuple[str, str], dict[str, list[int]]] = defaultdict(lambda: defaultdict(list))
        for case in snapshot.cases:
            for hold in case.holds:
                if first <= hold.started <= last:
                    held = snapshot.days_over(hold.started, hold.ended or snapshot.last)
                    bodies[case.org, case.org_path][hold.officer].append(held)
        for (org, path), officers in bodies.items():
            for officer, days in officers.items():
                peers = [sum(one) / len(one) for other, one in officers.items() if other != officer]
                mean = sum(days) / len(days)
                if len(days) >= least and len(peers) >= 2 and mean > times * max(median(peers), 1):
                    mark = sha256(officer.encode()).hexdigest()[:12]
                    evidence = Evidence(f"officer:{mark}", "held_beyond_peers", f"{mean:.1f}")
                    yield of_org(org, path, last, f"officer:{mark}", evidence)
