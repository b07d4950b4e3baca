"""R-ST: empty windows, silence, refusals that jump, powers that have gone."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from yimen.modules.supervision.rules.answers import TOLD_TO_COME_BACK, Answer
from yimen.modules.supervision.rules.facts import ItemRow

from .drawn import CALENDAR, MONDAY, PATH, at, case, day, found, snapshot, told

FOREVER = ((date(2020, 1, 1), None),)


def item(**more: Any) -> ItemRow:
    facts: dict[str, Any] = {
        "code": "road", "kind": "licence", "org": "construction", "org_path": PATH, "in_hall": True, "centre": "hall.",
        "windows": ("1",), "in_force": FOREVER,
    }  # fmt: skip
    return ItemRow(**facts | more)


def hall(*away: int, other: str = "2") -> dict[str, dict[str, frozenset[date]]]:
    """Two windows on ten days; at the first nobody sits on some."""
    days = [day(one) for one in range(10)]
    own = frozenset(one for place, one in enumerate(days) if place not in away)
    return {"hall.": {"1": own, other: frozenset(days)}}


def test_nobody_at_its_windows_for_days_on_which_the_hall_was_open() -> None:
    drawn = snapshot(items=[item()], shifts=hall(4, 5, 6), last=day(9))
    assert told("R-ST-1", drawn) == [("road/construction/2026-03-06", "unattended", day(4))]
    assert told("R-ST-1", drawn, days=4) == []
    assert told("R-ST-1", snapshot(items=[item()], shifts=hall(4, 6), last=day(9))) == []


def test_an_instrument_or_another_window_of_the_item_excuses() -> None:
    resting = item(rests=((day(4), day(7)),))
    both = item(windows=("1", "2"))
    for excused in (resting, both, item(in_hall=False), item(windows=())):
        assert told("R-ST-1", snapshot(items=[excused], shifts=hall(4, 5, 6), last=day(9))) == []


def test_switched_off_without_an_instrument() -> None:
    ended = ((date(2020, 1, 1), day(3)),)
    followed = ((date(2020, 1, 1), day(3)), (day(3), None))
    cancelled = item(in_force=ended, rests=((day(3), None),))
    assert told("R-ST-1", snapshot(items=[item(in_force=ended)])) == [
        ("road/construction/2026-03-05", "switched-off", day(3))
    ]
    assert told("R-ST-1", snapshot(items=[item(in_force=followed), cancelled])) == []


def year(gap: range = range(0), *, each: int = 2, others: int = 5) -> dict[tuple[str, str], dict[date, int]]:
    """Working days of a year: one item with a gap, ten others without."""
    days = [
        one for one in (date(2025, 3, 3) + timedelta(days=n) for n in range(400)) if CALENDAR.is_working(one)
    ]
    last = len(days) - 1
    own = {one: each for place, one in enumerate(days) if last - place not in gap}
    rest = {(f"item{n}", "market"): dict.fromkeys(days, others) for n in range(10)}
    return {("road", "construction"): own, **rest}


def silence(received: Any, **given: Any) -> list[tuple[str, str, date]]:
    last = max(one for days in received.values() for one in days)
    drawn = snapshot(items=[item()], received=received, first=last - timedelta(days=2), last=last)
    return told("R-ST-2", drawn, **given)


def test_silent_while_others_go_on() -> None:
    received = year(range(6))
    since = sorted(received[("item1", "market")])[-6]
    assert silence(received) == [(f"road/construction/{since}", "silent", since)]


def test_silence_is_none_when_little_was_to_come_or_all_are_silent() -> None:
    assert silence(year(range(4))) == []
    assert silence(year(range(6)), days=7) == []
    assert silence(year(range(6)), expected=20) == []
    received = year(range(6))
    quiet = max(received[("road", "construction")])
    everybody = {place: {on: n for on, n in days.items() if on <= quiet} for place, days in received.items()}
    everybody[("item9", "market")][max(received[("item1", "market")])] = 1
    assert silence(everybody) == []


def test_a_suspended_item_is_not_silent() -> None:
    received = year(range(6))
    last = max(one for days in received.values() for one in days)
    resting = item(rests=((last - timedelta(days=20), None),))
    assert told("R-ST-2", snapshot(items=[resting], received=received, first=last, last=last)) == []


def test_refusals_jump_against_the_items_own_year() -> None:
    received = year(each=4)
    days = sorted(received[("road", "construction")])
    usual = {("road", "construction"): dict.fromkeys(days[::10], 1)}
    jump = {("road", "construction"): {**usual[("road", "construction")], **dict.fromkeys(days[-8:], 3)}}
    drawn = {"items": [item()], "received": received, "first": days[-1], "last": days[-1]}
    assert told("R-ST-3", snapshot(refused=usual, **drawn)) == []
    (one,) = told("R-ST-3", snapshot(refused=jump, **drawn))
    assert one == (f"road/construction/{days[-1].replace(day=1)}", "refusing", days[-1].replace(day=1))
    assert told("R-ST-3", snapshot(refused=jump, **drawn), least=50) == []


def test_people_who_were_sent_away() -> None:
    said = [Answer("call_back", TOLD_TO_COME_BACK, "", "road", PATH, day(n), f"row:{n}") for n in range(3)]
    assert told("R-ST-3", snapshot(answers=said)) == [
        ("road/construction/2026-03-01", "sent-away", date(2026, 3, 1))
    ]
    assert told("R-ST-3", snapshot(answers=said[:2])) == []
    assert len(told("R-ST-3", snapshot(answers=said[:2]), answers=2)) == 1


def test_power_that_has_gone() -> None:
    gone, moved = item(rests=((MONDAY, None),)), item(moved_on=MONDAY)
    before = case("1", received=MONDAY - timedelta(days=1))
    on_the_day, elsewhere = case("2", received=MONDAY), case("3", received=MONDAY, org="county")
    assert [one[0] for one in told("R-ST-4", snapshot(before, on_the_day, items=[gone]))] == ["2"]
    assert [one[0] for one in told("R-ST-4", snapshot(before, on_the_day, elsewhere, items=[moved]))] == ["2"]


def test_a_filing_is_not_refused_on_its_merits() -> None:
    filing = case("1", item_kind="filing", outcome="refused", decided_at=at(day(2)))
    licence = case("2", item_kind="licence", outcome="refused", decided_at=at(day(2)))
    assert [(one.key, one.occurrence) for one in found("R-ST-4", snapshot(filing, licence))] == [
        ("1", "filing-refused")
    ]
