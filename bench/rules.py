"""监督规则: every rule over a year of 82,830 cases; the process rule beside PM4Py's token replay and alignments.

The year is generated here, from a seed, with what is planted in it. DATABASE=name reads a year that was lived again
instead (see yimen/replay), its plants from the table of the replay; then the time includes reading the rows.
SCALE=0.1 is smaller, LOG=2000 the cases of the log that PM4Py gets too, PEER=0 leaves it out: it runs in a program of
its own (uv run --with pm4py), for its licence is AGPL. The last line is one JSON object.
"""

from __future__ import annotations

import json
import os
import random
import shutil
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Iterable
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit, urlunsplit
from zoneinfo import ZoneInfo

from bench import database

SCALE = float(os.environ.get("SCALE", "1"))
LOG = int(os.environ.get("LOG", "4000"))
PEER = os.environ.get("PEER", "1") != "0"
DATABASE = os.environ.get("DATABASE", "")
SEED = int(os.environ.get("SEED", "2008"))
PM4PY = "pm4py==2.7.15"
CITY = ZoneInfo("Asia/Shanghai")
FIRST, LAST, CUT = date(2008, 1, 1), date(2008, 12, 31), date(2008, 11, 5)
CASES, INSTANT = 82_830, 0.94
LIMIT_SECONDS = 20.0
WAY = (
    "drafted",
    "submitted",
    "accepted",
    "assigned",
    "examined",
    "approved",
    "concluded",
    "delivered",
    "closed",
)
SPOT = ("drafted", "submitted", "decided-on-the-spot", "concluded", "delivered", "closed")
A = "approvals.application."
PLANTED = """
SELECT p.rule, p.subject_kind, coalesce(c.number, p.subject_key), p.day FROM replay_planting p
LEFT JOIN cases_case c ON c.id = p.case_ref
"""


def main() -> None:
    url = os.environ["DATABASE_URL"]
    if DATABASE:
        parts = urlsplit(url)
        url = urlunsplit(parts._replace(path=f"/{DATABASE}"))
    database.settle(url)
    from yimen.modules.supervision import measuring

    began = time.perf_counter()
    snapshot, plants = lived() if DATABASE else generated()
    read = time.perf_counter() - began
    found, seconds = run_all(snapshot)
    rules_took = sum(seconds.values())
    total = rules_took + (read if DATABASE else 0)
    print(
        f"{len(snapshot.cases):,} cases, {sum(len(one.steps) for one in snapshot.cases):,} steps; "
        f"{'read' if DATABASE else 'generated'} in {read:.1f} s, {len(found)} rules in {rules_took:.1f} s"
    )
    for code in sorted(seconds, key=seconds.__getitem__, reverse=True)[:6]:
        print(f"  {code} {seconds[code]:.2f} s, {len(found[code]):,} found")
    report = {
        "seconds": round(total, 2),
        "seconds_of_rules": round(rules_took, 2),
        "cases": len(snapshot.cases),
    }
    report |= told(measuring.measured(found, plants))
    if PEER:
        report |= beside_pm4py(snapshot)
    if total > LIMIT_SECONDS * max(SCALE, 0.05):
        print(f"limit missed: {total:.1f} s", file=sys.stderr)
    print(json.dumps(report))


def run_all(snapshot: Any) -> tuple[dict[str, list[Any]], dict[str, float]]:
    """What each rule finds with its usual parameters, and how long it takes."""
    from yimen.modules.supervision import rules

    found, seconds = {}, {}
    for code, rule in rules.rules().items():
        at = time.perf_counter()
        found[code] = rule.run(snapshot, rule.usual())
        seconds[code] = time.perf_counter() - at
    return found, seconds


def told(measured: Iterable[Any]) -> dict[str, Any]:
    """Recall and precision of all planted rules together; each is printed."""
    rows = list(measured)
    for one in rows:
        print(f"  {one.rule}: planted {one.known}, found {one.found}, of these planted {one.true}")
    planted, found, true = (sum(getattr(one, part) for one in rows) for part in ("known", "found", "true"))
    return {
        "recall": round(true / planted, 3) if planted else None,
        "precision": round(true / found, 3) if found else None,
        "ratio_to_pm4py": None,
    }


# --- the year


def lived() -> tuple[Any, list[Any]]:
    """A year that was lived again: read through the suppliers, with the plants of the replay."""
    from django.db import connection

    from yimen.modules.supervision import rules
    from yimen.modules.supervision.measuring import Known
    from yimen.modules.supervision.suppliers import building

    reads = frozenset().union(*(one.reads for one in rules.rules().values()))
    snapshot = building.of_period(FIRST, CUT, reads)
    with connection.cursor() as cursor:
        cursor.execute(PLANTED)
        plants = [Known(*row) for row in cursor.fetchall()]
    return snapshot, plants


def generated() -> tuple[Any, list[Any]]:
    """A year from the seed: instant cases and full ways, with plants of the kinds that single cases can have."""
    from yimen.kernel.calendar.days import WorkingDays
    from yimen.modules.supervision.rules.snapshot import Snapshot
    from yimen.modules.supervision.suppliers.building import procedures

    dice, calendar = random.Random(SEED), WorkingDays([])
    count = round(CASES * SCALE)
    days = [
        one
        for one in (FIRST + timedelta(days=n) for n in range((CUT - FIRST).days))
        if calendar.is_working(one)
    ]
    maker = Maker(dice, calendar, days)
    instant = round(count * INSTANT)
    cases = [maker.spot(n) for n in range(instant)]
    full = count - instant
    planted = round(0.1 * full)
    cases += [maker.full(instant + n) for n in range(full - planted)]
    cases += [maker.wrong(count - planted + n) for n in range(planted)]
    received: dict[tuple[str, str], dict[date, int]] = defaultdict(lambda: defaultdict(int))
    for one in cases:
        received[one.item, one.org][one.received] += 1
    snapshot = Snapshot(
        FIRST, LAST, calendar, cases=cases, received=received, refused={}, procedures=procedures()
    )
    return snapshot, maker.plants


class Maker:
    """Makes the cases of the year, one after the other, and keeps what it planted."""

    def __init__(self, dice: random.Random, calendar: Any, days: list[date]) -> None:
        self.dice, self.calendar, self.days = dice, calendar, days
        self.items = [(f"item-{n:03d}", f"body-{n % 17:02d}") for n in range(110)]
        self.kinds = (
            "R-OD-2",
            "R-OD-3",
            "R-OD-4",
            "R-OD-5",
            "R-OD-7",
            "R-PC-1",
            "R-PC-4",
            "R-OH-3",
            "R-CN-1",
        )
        self.plants: list[Any] = []

    def at(self, day: date, minute: int) -> datetime:
        return datetime(day.year, day.month, day.day, 9, 0, tzinfo=CITY) + timedelta(minutes=minute)

    def _case(self, n: int, item: tuple[str, str], day: date, **more: Any) -> Any:
        from yimen.modules.supervision.rules.facts import CaseRow

        facts: dict[str, Any] = {
            "id": str(n), "number": f"2101002008{n:09d}", "item": item[0], "org": item[1], "org_path": f"city.{item[1]}.",
            "in_hall": True, "channel": "window", "window_centre": "city.centre.", "centre": "city.centre.", "received": day,
            "accepted": day, "concluded": day, "delivered": day, "state": "closed", "outcome": "granted",
        }  # fmt: skip
        return CaseRow(**facts | more)

    def _steps(self, n: int, names: Iterable[str], days: Iterable[date]) -> list[Any]:
        from yimen.modules.supervision.rules.facts import StepRow

        minute, found = self.dice.randrange(300), []
        for place, (name, day) in enumerate(zip(names, days, strict=True)):
            moment = self.at(day, minute + 2 * place)
            found.append(StepRow(f"{n}-{place}", A + name, f"officer-{n % 300}", moment, moment))
        return found

    def spot(self, n: int) -> Any:
        day, item = self.dice.choice(self.days), self.items[int(len(self.items) * self.dice.random() ** 2)]
        steps = self._steps(n, SPOT, [day] * len(SPOT))
        moment = steps[2].happened
        return self._case(
            n,
            item,
            day,
            pattern="on_the_spot",
            mode="instant",
            accepted_at=moment,
            decided_at=moment,
            steps=steps,
        )

    def full(
        self, n: int, names: tuple[str, ...] = WAY, *, decided: int = 5, delivered: int = 2, late: int = 0
    ) -> Any:
        from yimen.modules.supervision.rules.facts import ClockRow, DecisionRow, ReviewRow, WorkRow

        start = self.dice.randrange(len(self.days) - 45)
        on = [
            self.days[start + one]
            for one in (0, 0, late, late + 1, late + decided - 1, late + decided, late + decided)
        ]
        on += [self.days[start + late + decided + delivered]] * 2
        extra = len(names) - len(WAY)
        spread = [*on[:4], *[on[4]] * extra, *on[4:]]
        steps = self._steps(n, names, spread)
        day, end, out = on[0], on[5], on[7]

        def clock(kind: str, days: int, stop: date, since: date) -> Any:
            return ClockRow(f"{n}-{kind}", kind, since, self.calendar.add(since, days).on, stop)

        clocks = [clock("acceptance", 5, on[2], day), clock("promised", 15, end, on[2]), clock("statutory", 20, end, on[2]),
                  clock("delivery", 10, out, end)]  # fmt: skip
        work = [WorkRow(f"{n}-1", "accept", day, clocks[0].due, on[2]), WorkRow(f"{n}-2", "examine", on[3], clocks[1].due, on[4]),
                WorkRow(f"{n}-3", "approve", on[4], clocks[1].due, end)]  # fmt: skip
        accepted = next(
            (one for one in steps if one.code in (A + "accepted", A + "deemed-accepted")), steps[2]
        )
        moment = next((one.happened for one in steps if one.code == A + "approved"), steps[-3].happened)
        return self._case(
            n, self.dice.choice(self.items), day, pattern="four_ones", mode="promised", accepted=on[2],
            accepted_at=accepted.happened, decided_at=moment, steps=steps, clocks=clocks, work=work,
            reviews=[ReviewRow(f"{n}-r", "one", "", on[4])],
            decisions=[DecisionRow(f"{n}-d", "one", "two", "granted", False, True, moment)],
        )  # fmt: skip

    def wrong(self, n: int) -> Any:
        from yimen.modules.supervision.measuring import Known

        rule = self.kinds[n % len(self.kinds)]
        case = getattr(self, "_" + rule.lower().replace("-", "_"))(n)
        self.plants.append(Known(rule, "case", case.number, case.received))
        return case

    def _r_od_2(self, n: int) -> Any:
        return self.full(n, decided=13)

    def _r_od_3(self, n: int) -> Any:
        return self.full(n, decided=17)

    def _r_od_4(self, n: int) -> Any:
        return self.full(n, decided=23)

    def _r_od_5(self, n: int) -> Any:
        return self.full(n, delivered=12)

    def _r_od_7(self, n: int) -> Any:
        from yimen.modules.supervision.rules.facts import HoldRow

        case = self.full(n, decided=12)
        opened, closed = case.steps[3].happened.date(), case.steps[4].happened.date()
        case.holds = [HoldRow(f"{n}-h", "expert_review", opened, closed, 5, "45", f"officer-{n % 300}")]
        return case

    def _r_pc_1(self, n: int) -> Any:
        ways = [("drafted", "submitted", "accepted", "approved", "assigned", "examined", "concluded", "delivered", "closed"),
                ("drafted", "accepted", "submitted", "assigned", "examined", "approved", "concluded", "delivered", "closed"),
                ("drafted", "submitted", "accepted", "assigned", "examined", "concluded", "approved", "delivered", "closed")]  # fmt: skip
        return self.full(n, ways[n // len(self.kinds) % len(ways)])

    def _r_pc_4(self, n: int) -> Any:
        return self.full(n, (*WAY[:4], *("examined", "returned") * 3, *WAY[4:]))

    def _r_oh_3(self, n: int) -> Any:
        case = self.full(n, late=3)
        step = case.steps[2]
        case.steps[2] = step._replace(happened=self.at(case.received, 400))
        case.accepted_at = case.steps[2].happened
        return case

    def _r_cn_1(self, n: int) -> Any:
        case = self.full(n, (*WAY[:2], "deemed-accepted", *WAY[3:]), late=6)
        case.is_deemed = True
        return case


# --- the peer


def beside_pm4py(snapshot: Any) -> dict[str, Any]:
    """The same log, the same procedure: which cases leave it, by us, by token replay, by alignments."""
    from yimen.modules.supervision import rules
    from yimen.modules.supervision.rules.snapshot import Snapshot

    cases = [one for one in snapshot.cases if one.pattern == "four_ones" and one.steps][-LOG:]
    log = Snapshot(
        snapshot.first, snapshot.last, snapshot.calendar, cases=cases, procedures=snapshot.procedures
    )
    best, ours = float("inf"), []
    for _ in range(3):
        at = time.perf_counter()
        ours = rules.rules()["R-PC-1"].run(log, {})
        best = min(best, time.perf_counter() - at)
    deviating, procedure = {one.key for one in ours}, snapshot.procedures["four_ones"]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "log.json"
        path.write_text(
            json.dumps({"cases": [_trace(one, procedure) for one in cases], "net": _net(procedure)})
        )
        peer = _peer(path)
    if peer is None:
        return {"pm4py": "not run"}
    same = {name: set(peer[name]) == deviating for name in ("token_replay", "alignments")}
    ratios = {name: round(peer[f"{name}_seconds"] / best, 1) for name in ("token_replay", "alignments")}
    print(
        f"log of {len(cases):,} cases, {len(deviating)} deviate: ours {best * 1000:.0f} ms, "
        f"token replay {peer['token_replay_seconds']:.2f} s, alignments {peer['alignments_seconds']:.2f} s; same {same}"
    )
    return {
        "ratio_to_pm4py": min(ratios.values()),
        "ratios": ratios,
        "same_cases": same,
        "deviating": len(deviating),
    }


def _trace(case: Any, procedure: Any) -> dict[str, Any]:
    """The steps that the procedure speaks of: a lived case has others too, materials attached or papers sealed."""
    told = [one for one in case.steps if one.code in procedure.known and one.code != A + "drafted"]
    return {"case": case.number, "steps": [[one.code, one.happened.isoformat()] for one in told]}


def _net(procedure: Any) -> list[tuple[str, str, str]]:
    """The procedure as moves of one token from state to state: source, act, target."""
    return [
        (source, code, target)
        for code, move in procedure.moves.items()
        for source in sorted(move.sources)
        for target in ([source] if move.sources == move.targets else sorted(move.targets))
    ]


def _peer(path: Path) -> dict[str, Any] | None:
    uv = shutil.which("uv") or next((str(one) for one in Path(".tools").glob("uv-*/uv")), "")
    if not uv:
        print("uv is not here: PM4Py is left out", file=sys.stderr)
        return None
    command = [
        uv,
        "run",
        "--no-project",
        "--python",
        sys.executable,
        "--with",
        PM4PY,
        "python",
        "bench/pm4py_peer.py",
        str(path),
    ]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        print(done.stderr[-2000:], file=sys.stderr)
        return None
    return dict(json.loads(done.stdout.splitlines()[-1]))


if __name__ == "__main__":
    main()
