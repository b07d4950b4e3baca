"""Items, versions and windows: what has to be handled where on which days."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from yimen.kernel.base.days import local_day
from yimen.modules.approvals.public import watched
from yimen.modules.hall.public import watched as halls
from yimen.modules.supervision.rules.facts import Counts, ItemRow, Shifts, VersionRow

HISTORY = timedelta(days=400)
LOOK_BACK = timedelta(days=45)


def items() -> list[ItemRow]:
    """事项 with the days on which they were in force or rested."""
    by_item: dict[object, list[dict[str, Any]]] = defaultdict(list)
    for one in watched.versions():
        by_item[one["item_id"]].append(one)
    rests: dict[object, list[tuple[date, date | None]]] = defaultdict(list)
    for key, first, end in watched.rests():
        rests[key].append((first, end))
    moved = watched.devolved()
    return [
        _item(row, by_item[row[0]], tuple(rests.get(row[0], ())), moved.get(row[0]))
        for row in watched.items()
        if row[0] in by_item
    ]


def _item(
    row: tuple[Any, ...], versions: list[dict[str, Any]], rests: tuple[Any, ...], moved: date | None
) -> ItemRow:
    _key, code, kind, org, path = row
    last = versions[-1]
    spans = tuple((one["effective_from"], one["effective_to"]) for one in versions)
    centre, windows = last["centre__path"] or "", tuple(last["windows"])
    return ItemRow(code, kind, org, path, last["in_hall"], centre, windows, spans, rests, moved)


def versions() -> list[VersionRow]:
    """事项版本 with what their content hashes to now."""
    return [
        VersionRow(
            f"approvals.itemversion:{one['pk']}",
            one["item__code"],
            one["item__org__code"],
            one["item__org__path"],
            one["number"],
            local_day(one["published_at"]),
            one["content_hash"],
            one["true_hash"],
            bool(one["approved_by"]),
        )
        for one in watched.versions()
    ]


def shifts(first: date, last: date) -> Shifts:
    """Days with somebody at a window."""
    found: dict[str, dict[str, set[date]]] = defaultdict(lambda: defaultdict(set))
    for centre, window, day in halls.attended(first - LOOK_BACK, last):
        found[centre][window].add(day)
    return {
        centre: {window: frozenset(days) for window, days in windows.items()}
        for centre, windows in found.items()
    }


def received(first: date, last: date) -> Counts:
    return _counts(watched.received_counts(first - HISTORY, last))


def refused(first: date, last: date) -> Counts:
    return _counts(watched.refused_counts(first - HISTORY, last))


def _counts(rows: Any) -> Counts:
    found: dict[tuple[str, str], dict[date, int]] = defaultdict(dict)
    for item, org, _path, day, count in rows:
        found[item, org][day] = found[item, org].get(day, 0) + count
    counts: Mapping[tuple[str, str], Mapping[date, int]] = found
    return counts
