"""R-OH 厅外审批: decided before it was registered, typed in afterwards, numbers and registers that do not agree."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from itertools import pairwise
from typing import NamedTuple

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from yimen.kernel.base.days import local_day
from yimen.modules.supervision.states import Level

from .answers import ASKED_TO_COME_UNREGISTERED, HANDED_IN_ELSEWHERE
from .facts import CaseRow, PaperRow, RegisterEntry, SerialRow, StepRow
from .findings import Evidence, Finding, of_answer, of_case, of_item, of_org
from .registry import Numbers, number, rule
from .snapshot import Snapshot

MOST_SHOWN = 50
SERIAL = re.compile(r"(\d+)(?=\D*$)")
HANDLING = frozenset(
    f"approvals.application.{one}"
    for one in ("accepted", "accepted-with-tolerance", "decided-on-the-spot", "filed", "examined", "approved", "refused",
                "concluded", "delivered", "submitted", "not-required", "acceptance-refused")
)  # fmt: skip
"""Steps that a person takes and may type in later; what a machine or the applicant does is never late."""


@rule("R-OH-1", _("先决定后登记，或者没有登记"), basis=_("行政许可法第26条、第32条"), level=Level.RED,
      reads=("cases", "papers"))  # fmt: skip
def decided_unregistered(snapshot: Snapshot, numbers: Numbers) -> Iterator[Finding]:
    """先决定后登记，或者没有登记 — decided before it was received or accepted; a sealed decision without a case."""
    for case in snapshot.cases:
        if case.decided_at is None:
            continue
        day = local_day(case.decided_at)
        is_late = (case.received is not None and day < case.received) or (
            case.accepted_at is not None and case.decided_at < case.accepted_at
        )
        if is_late and snapshot.covers(day):
            yield of_case(
                case, "registered-after", day, Evidence(f"case:{case.number}", "decided_before_registered")
            )
    for paper in snapshot.papers:
        if not paper.case_id and snapshot.covers(paper.day):
            evidence = Evidence(paper.ref, "paper_without_case", paper.number)
            yield of_org(paper.org, paper.org_path, paper.day, f"paper:{paper.ref}"[:80], evidence)


@rule("R-OH-2", _("未经同意在大厅以外办理"), basis=_("参照安阳市政务服务条例第56条（待本市核实）"), level=Level.RED,
      reads=("cases",), on_entry=True)  # fmt: skip
def outside_hall(snapshot: Snapshot, numbers: Numbers) -> Iterator[Finding]:
    """未经同意在大厅以外办理 — taken in at a window of another place than the one that is published for it."""
    for case in snapshot.cases:
        if (
            not case.in_hall
            or case.channel != "window"
            or case.accepted is None
            or not snapshot.covers(case.accepted)
        ):
            continue
        if case.centre and case.window_centre and not case.window_centre.startswith(case.centre):
            evidence = Evidence(f"case:{case.number}", "at_another_place", case.window_centre)
            yield of_case(case, "elsewhere", case.accepted, evidence)


class _Late(NamedTuple):
    case: CaseRow
    step: StepRow
    noted: datetime
    day: date


@rule(
    "R-OH-3",
    _("事后补录"),
    basis=_("办件应当随办随录（待本市核实）"),
    level=Level.YELLOW,
    parameters=(
        number("days", _("补录不得晚于发生后的工作日"), "1", "0", "10"),
        number("burst", _("集中补录的件数"), "10", "3", "1000"),
        number("minutes", _("集中补录的分钟"), "10", "1", "240"),
        number("quick", _("承诺件全部环节完成的分钟"), "10", "0", "120"),
    ),
)
def typed_in_late(snapshot: Snapshot, numbers: Numbers) -> Iterator[Finding]:
    """事后补录 — recorded more than a working day after it happened; many of one item at once; all steps in minutes."""
    late = _late_steps(snapshot, int(numbers["days"]))
    bursts = _bursts(late, int(numbers["burst"]), timedelta(minutes=int(numbers["minutes"])))
    seen = {one.case.id for rows in bursts for one in rows}
    for rows in bursts:
        if snapshot.covers(rows[0].day):
            yield _of_burst(rows)
    for one in late:
        if one.case.id not in seen and snapshot.covers(one.day):
            seen.add(one.case.id)
            value = " ".join(
                f"{timezone.localtime(moment):%Y-%m-%d %H:%M}" for moment in (one.step.happened, one.noted)
            )
            yield of_case(
                one.case, "late", one.day, Evidence(f"entry:{one.step.entry}", "typed_in_late", value)
            )
    yield from _in_minutes(snapshot, timedelta(minutes=int(numbers["quick"])))


def _late_steps(snapshot: Snapshot, days: int) -> list[_Late]:
    calendar, found = snapshot.calendar, []
    margin = timedelta(hours=12)
    for case in snapshot.cases:
        for step in case.steps:
            if step.noted - step.happened < margin or step.code not in HANDLING:
                continue
            day = local_day(step.noted)
            if calendar.count(local_day(step.happened), day) > days:
                found.append(_Late(case, step, step.noted, day))
    return sorted(found, key=lambda one: (one.noted, one.step.entry))


def _bursts(late: list[_Late], least: int, within: timedelta) -> list[list[_Late]]:
    """One a day, item and body: at least so many cases typed in within the minutes."""
    groups: dict[tuple[str, str, date], list[_Late]] = defaultdict(list)
    for one in late:
        groups[one.case.item, one.case.org, one.day].append(one)
    return [rows for rows in groups.values() if _most_cases(rows, within) >= least]


def _of_burst(rows: list[_Late]) -> Finding:
    """One finding for all of them: each alone would say the same again."""
    case, day = rows[0].case, rows[0].day
    shown = [Evidence(f"entry:{one.step.entry}", "typed_in_at_once") for one in rows[:MOST_SHOWN]]
    return of_item(case.item, case.org, case.org_path, day, "burst", *shown, level=Level.RED)


def _most_cases(rows: list[_Late], within: timedelta) -> int:
    """The largest number of different cases in any stretch of so many minutes."""
    most, start, counts = 0, 0, defaultdict[str, int](int)
    for one in rows:
        counts[one.case.id] += 1
        while one.noted - rows[start].noted > within:
            first = rows[start].case.id
            counts[first] -= 1
            if not counts[first]:
                del counts[first]
            start += 1
        most = max(most, len(counts))
    return most


def _in_minutes(snapshot: Snapshot, quick: timedelta) -> Iterator[Finding]:
    """A promised case whose way from acceptance to decision took minutes: its steps were taken elsewhere."""
    for case in snapshot.cases:
        if (
            case.mode != "promised"
            or case.accepted_at is None
            or case.decided_at is None
            or case.pattern == "commitment"
        ):
            continue
        day = local_day(case.decided_at)
        if timedelta(0) <= case.decided_at - case.accepted_at < quick and snapshot.covers(day):
            yield of_case(case, "in-minutes", day, Evidence(f"case:{case.number}", "all_steps_in_minutes"))


@rule(
    "R-OH-4",
    _("文书、证照编号断号、重号、乱序"),
    version=2,
    basis=_("党政机关公文处理工作条例第9条；用印登记应当与决定一致"),
    level=Level.RED,
    reads=("papers", "serials"),
)
def numbers_out_of_order(snapshot: Snapshot, numbers: Numbers) -> Iterator[Finding]:
    """文书、证照编号断号、重号、乱序 — within one series of a body or of a kind of licence; and sealed papers without a use of the seal.

    A number counts from the day on which it was given: papers may be sealed in another order than they were drawn up.
    """
    for paper in snapshot.papers:
        if paper.seal_uses == 0 and snapshot.covers(paper.day):
            evidence = Evidence(paper.ref, "sealed_without_use", paper.number)
            yield of_org(paper.org, paper.org_path, paper.day, f"seal:{paper.ref}"[:80], evidence)
    series: dict[tuple[str, str], list[tuple[int, SerialRow]]] = defaultdict(list)
    for one in snapshot.serials:
        if match := SERIAL.search(one.number):
            stem = one.number[: match.start()] + "#" + one.number[match.end() :]
            series[one.series, stem].append((int(match.group()), one))
    for rows in series.values():
        rows.sort(key=lambda row: (row[0], row[1].day, row[1].ref))
        for (serial, one), (following, other) in pairwise(rows):
            if snapshot.covers(other.day) and (what := _disorder(serial, one, following, other)):
                evidence = Evidence(other.ref, what, f"{one.number} {other.number}")
                yield of_org(other.org, other.org_path, other.day, f"{what}:{other.ref}"[:80], evidence)


def _disorder(serial: int, one: SerialRow, following: int, other: SerialRow) -> str:
    if following == serial:
        return "number_twice"
    if following > serial + 1:
        return "numbers_missing"
    return "numbers_out_of_order" if other.day < one.day else ""


@rule("R-OH-5", _("部门自有登记册与本系统不一致"), basis=_("行政许可法第40条；每月双向核对"), level=Level.RED,
      reads=("registers", "papers"))  # fmt: skip
def register_differs(snapshot: Snapshot, numbers: Numbers) -> Iterator[Finding]:
    """部门自有登记册与本系统不一致 — what a department's register has and the record has not; and the other way round."""
    known: dict[tuple[str, str], dict[str, PaperRow]] = defaultdict(dict)
    for paper in snapshot.papers:
        known[paper.org, paper.kind][paper.number] = paper
    registers: dict[tuple[str, str], list[RegisterEntry]] = defaultdict(list)
    for row in snapshot.registers:
        registers[row.ref.partition("/")[0], row.kind].append(row)
    for (ref, kind), rows in registers.items():
        if snapshot.covers(rows[0].imported):
            yield from _missing_here(ref, rows, known[rows[0].org, kind])
            yield from _missing_there(ref, rows, known[rows[0].org, kind])


def _missing_here(ref: str, rows: list[RegisterEntry], known: dict[str, PaperRow]) -> Iterator[Finding]:
    months: dict[date, list[RegisterEntry]] = defaultdict(list)
    for row in rows:
        if row.number not in known:
            months[row.day.replace(day=1)].append(row)
    for month, missing in months.items():
        shown = [Evidence(one.ref, "not_in_the_record", one.number) for one in missing[:MOST_SHOWN]]
        yield of_org(rows[0].org, rows[0].org_path, month, f"missing-here:{ref[-36:]}", *shown)


def _missing_there(ref: str, rows: list[RegisterEntry], known: dict[str, PaperRow]) -> Iterator[Finding]:
    """Papers of the days that the register speaks of, which it does not list."""
    listed = {one.number for one in rows}
    first, last = min(one.day for one in rows), max(one.day for one in rows)
    months: dict[date, list[PaperRow]] = defaultdict(list)
    for paper in known.values():
        if first <= paper.day <= last and paper.number not in listed:
            months[paper.day.replace(day=1)].append(paper)
    for month, missing in months.items():
        shown = [Evidence(one.ref, "not_in_the_register", one.number) for one in missing[:MOST_SHOWN]]
        yield of_org(rows[0].org, rows[0].org_path, month, f"missing-there:{ref[-36:]}", *shown)


@rule(
    "R-OH-6",
    _("群众反映在大厅以外递交"),
    basis=_("行政许可法第26条；核实后按红牌处理"),
    level=Level.RED,
    reads=("answers",),
)
def handed_in_elsewhere(snapshot: Snapshot, numbers: Numbers) -> Iterator[Finding]:
    """群众反映在大厅以外递交 — somebody says so; it stands when it has been checked."""
    for one in snapshot.answers:
        if one.said in (HANDED_IN_ELSEWHERE, ASKED_TO_COME_UNREGISTERED) and snapshot.covers(one.day):
            yield of_answer(one)
