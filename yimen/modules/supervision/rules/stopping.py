"""R-ST 擅自停办: windows nobody sits at, items that fall silent, refusals that jump, cases where the power has gone."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import date, timedelta

from django.utils.translation import gettext_lazy as _

from yimen.kernel.base.days import local_day
from yimen.modules.supervision.states import Level

from .answers import TOLD_TO_COME_BACK
from .facts import ItemRow
from .findings import Evidence, Finding, of_case, of_item
from .registry import Numbers, number, rule
from .series import Series
from .snapshot import Snapshot, code_of

LOOK_BACK = timedelta(days=40)
SHARE_FALSE = number("share", _("允许的误报比例（%）"), "5", "0.1", "20", places=1)


@rule(
    "R-ST-1",
    _("擅自停办"),
    basis=_("行政许可法第72条；停办须有公布的文件"),
    level=Level.RED,
    reads=("items", "shifts"),
    parameters=(number("days", _("窗口连续无人的工作日"), "2", "1", "30"),),
)
def stopped(snapshot: Snapshot, numbers: Numbers) -> Iterator[Finding]:
    """擅自停办 — in force, but nobody at its windows for days on which the hall was open; or switched off unsaid."""
    least = int(numbers["days"])
    for item in snapshot.items:
        if item.in_hall and item.windows and item.centre in snapshot.shifts:
            yield from _unattended(snapshot, item, least)
        yield from _switched_off(snapshot, item)


def _unattended(snapshot: Snapshot, item: ItemRow, least: int) -> Iterator[Finding]:
    """Runs of days without anybody, at windows that somebody had sat at not long before."""
    windows = snapshot.shifts[item.centre]
    opened = frozenset().union(*windows.values())
    seen = frozenset().union(*(windows.get(one, frozenset()) for one in item.windows))
    if not seen:
        return
    run: list[date] = []
    day = max(snapshot.first - LOOK_BACK, min(seen))
    while day <= snapshot.last:
        if day in opened and snapshot.calendar.is_working(day):
            run = [*run, day] if day not in seen and item.runs_on(day) else []
            if len(run) == least and snapshot.covers(day):
                value = f"{run[0].isoformat()}–{day.isoformat()}"
                evidence = Evidence(
                    f"windows:{item.centre}/{','.join(item.windows)}", "nobody_at_the_windows", value
                )
                yield of_item(item.code, item.org, item.org_path, run[0], "unattended", evidence)
        day += timedelta(days=1)


def _switched_off(snapshot: Snapshot, item: ItemRow) -> Iterator[Finding]:
    """A version ended, none followed, and no instrument says that the item rests or is cancelled."""
    for _first, end in item.in_force:
        if end is None or not snapshot.covers(end):
            continue
        follows = any(first <= end and (last is None or end < last) for first, last in item.in_force)
        rests = any(first <= end and (last is None or end < last) for first, last in item.rests)
        moved = item.moved_on is not None and item.moved_on <= end
        if not (follows or rests or moved):
            evidence = Evidence(f"item:{item.code}", "switched_off", end.isoformat())
            yield of_item(item.code, item.org, item.org_path, end, "switched-off", evidence)


@rule(
    "R-ST-2",
    _("突然没有收件"),
    basis=_("行政许可法第72条；与本事项过去十二个月比较，其他事项仍有收件"),
    level=Level.YELLOW,
    reads=("received", "items"),
    parameters=(
        number("days", _("没有收件的工作日"), "5", "2", "60"),
        number("expected", _("本应收件的最少件数"), "5", "3", "100"),
        SHARE_FALSE,
    ),
)
def silent(snapshot: Snapshot, numbers: Numbers) -> Iterator[Finding]:
    """突然没有收件 — none for days while so many were to be expected, and others still have theirs."""
    series = Series(snapshot.received, snapshot.calendar, snapshot.last)
    places = {(one.code, one.org): one for one in snapshot.items}
    days, expected, share = int(numbers["days"]), float(numbers["expected"]), float(numbers["share"]) / 100
    for day in snapshot.working_days():
        for (item, org), since, mean in series.silent_on(day, days, expected, share):
            known = places.get((item, org))
            if known is None or known.runs_on(day):
                path = known.org_path if known else ""
                evidence = Evidence(f"item:{item}", "nothing_received", f"{since.isoformat()} {mean:.1f}")
                yield of_item(item, org, path, since, "silent", evidence)


@rule(
    "R-ST-3",
    _("不予受理、不予许可突增"),
    basis=_("行政许可法第38条、第72条；与本事项过去十二个月比较"),
    level=Level.YELLOW,
    reads=("received", "refused", "items", "answers"),
    parameters=(
        number("days", _("比较的工作日"), "20", "5", "60"),
        number("least", _("最少的不予决定数"), "5", "2", "100"),
        number("answers", _("一个月内“改日再来”的回答数"), "3", "1", "100"),
        SHARE_FALSE,
    ),
)
def refusing(snapshot: Snapshot, numbers: Numbers) -> Iterator[Finding]:
    """不予受理、不予许可突增 — far more than the item's own year says; or people say they were sent away."""
    series = Series(snapshot.received, snapshot.calendar, snapshot.last, snapshot.refused)
    paths = {(one.code, one.org): one.org_path for one in snapshot.items}
    days, least, share = int(numbers["days"]), int(numbers["least"]), float(numbers["share"]) / 100
    for day in snapshot.working_days():
        for (item, org), count, mean in series.refusing_on(day, days, least, share):
            evidence = Evidence(f"item:{item}", "refusals", f"{count} {mean:.1f}")
            yield of_item(item, org, paths.get((item, org), ""), day.replace(day=1), "refusing", evidence)
    yield from _sent_away(snapshot, int(numbers["answers"]))


def _sent_away(snapshot: Snapshot, least: int) -> Iterator[Finding]:
    said: dict[tuple[str, str, date], list[str]] = defaultdict(list)
    for one in snapshot.answers:
        if one.said == TOLD_TO_COME_BACK and snapshot.covers(one.day):
            said[one.item_code, one.org_path, one.day.replace(day=1)].append(one.row)
    for (item, path, month), rows in said.items():
        if len(rows) >= least:
            evidence = [Evidence(row, TOLD_TO_COME_BACK) for row in sorted(rows)]
            yield of_item(item, code_of(path), path, month, "sent-away", *evidence)


@rule(
    "R-ST-4",
    _("事项已取消、下放仍在原机关办理"),
    basis=_("行政许可法第22条；取消和下放的决定"),
    level=Level.RED,
    reads=("cases", "items"),
    on_entry=True,
)
def power_gone(snapshot: Snapshot, numbers: Numbers) -> Iterator[Finding]:
    """事项已取消、下放仍在原机关办理 — received although the power has gone; or a filing was refused on its merits."""
    items = {one.code: one for one in snapshot.items}
    for case in snapshot.cases:
        item = items.get(case.item)
        if item is not None and case.received is not None and snapshot.covers(case.received):
            gone = next((first for first, end in item.rests if end is None and first <= case.received), None)
            if gone is None and item.moved_on and item.moved_on <= case.received and case.org == item.org:
                gone = item.moved_on
            if gone is not None:
                evidence = Evidence(f"item:{item.code}", "power_gone", gone.isoformat())
                yield of_case(case, "power-gone", case.received, evidence)
        if case.item_kind == "filing" and case.outcome == "refused" and case.decided_at is not None:
            day = local_day(case.decided_at)
            if snapshot.covers(day):
                yield of_case(case, "filing-refused", day, Evidence(f"item:{case.item}", "filing_refused"))
