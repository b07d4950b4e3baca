"""R-OH: decided before it was registered, typed in afterwards, numbers and registers that do not agree."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

from yimen.modules.supervision.rules.answers import ASKED_TO_COME_UNREGISTERED, HANDED_IN_ELSEWHERE, Answer
from yimen.modules.supervision.rules.facts import PaperRow, RegisterEntry, SerialRow
from yimen.modules.supervision.suppliers.record import noted

from .drawn import APPLICATION, MONDAY, PATH, after, at, case, day, found, snapshot, step, told

ACCEPTED = APPLICATION + "accepted"


def paper(number: str, **more: Any) -> PaperRow:
    facts: dict[str, Any] = {
        "ref": f"licences:{number}", "kind": "licences", "number": number, "org": "construction", "org_path": PATH,
        "day": MONDAY, "case_number": "1", "case_id": "1", "seal_uses": 1,
    }  # fmt: skip
    return PaperRow(**facts | more)


def serial(number: str, **more: Any) -> SerialRow:
    facts: dict[str, Any] = {
        "ref": f"decisions:{number}", "number": number, "series": "construction", "org": "construction",
        "org_path": PATH, "day": MONDAY,
    }  # fmt: skip
    return SerialRow(**facts | more)


def test_decided_before_it_was_received_or_accepted() -> None:
    good = case("1", decided_at=at(day(1)))
    before = case("2", decided_at=at(MONDAY - timedelta(days=3)), accepted_at=None)
    same_day = case("3", accepted_at=at(day(1), 15), decided_at=at(day(1), 14))
    rows = told("R-OH-1", snapshot(good, before, same_day))
    assert [(one[0], one[1]) for one in rows] == [("2", "registered-after"), ("3", "registered-after")]


def test_a_sealed_paper_without_a_case() -> None:
    rows = told("R-OH-1", snapshot(papers=[paper("1"), paper("2", case_id="")]))
    assert rows == [("construction/2026-03", "paper:licences:2", MONDAY)]


def test_taken_in_at_another_place() -> None:
    here, there = case("1"), case("2", window_centre="city.other.")
    free = [case("3", window_centre="city.other.", in_hall=False), case("4", window_centre="", channel="web")]
    inside = case("5", window_centre="city.centre.annex.")
    assert [one[0] for one in told("R-OH-2", snapshot(here, there, *free, inside))] == ["2"]


def typed(number: str, happened: int, on: int, hour: int = 10, minute: int = 0, **more: Any) -> Any:
    moment = step(ACCEPTED, at(day(happened), 16), at(day(on), hour, minute))
    return case(number, steps=[step(APPLICATION + "submitted", at(day(happened), 9)), moment], **more)


def test_typed_in_more_than_a_working_day_later() -> None:
    evening, next_day, late = typed("1", 0, 0, 20), typed("2", 0, 1, 15), typed("3", 0, 2)
    assert told("R-OH-3", snapshot(evening, next_day, late)) == [("3", "late", day(2))]
    (row,) = found("R-OH-3", snapshot(evening, next_day, late))
    assert row.evidence[0].value == "2026-03-02 16:00 2026-03-04 10:00"
    assert [one[0] for one in told("R-OH-3", snapshot(evening, next_day, late), days=0)] == ["2", "3"]


def test_over_the_weekend_is_one_working_day() -> None:
    friday, monday = 4, 5
    assert told("R-OH-3", snapshot(typed("1", friday, monday, 8))) == []


def test_what_a_machine_does_is_never_late() -> None:
    deemed = step(APPLICATION + "deemed-accepted", at(day(0)), at(day(9)))
    assert told("R-OH-3", snapshot(case(steps=[deemed]))) == []


def test_a_burst_is_told_once_and_its_cases_not_again() -> None:
    rows = [typed(str(n), 0, 3, 16, n) for n in range(1, 11)]
    (one,) = found("R-OH-3", snapshot(*rows))
    assert (one.key, one.occurrence, one.level, len(one.evidence)) == (
        "road/construction/2026-03-05",
        "burst",
        "red",
        10,
    )
    slow = [typed(str(n), 0, 3, 10, 2 * n) for n in range(1, 11)]
    assert {one[1] for one in told("R-OH-3", snapshot(*slow))} == {"late"}
    assert [one[1] for one in told("R-OH-3", snapshot(*slow), minutes=20)] == ["burst"]
    assert len(told("R-OH-3", snapshot(*rows[:9]))) == 9
    other = [typed(str(n), 0, 3, 16, n, item=f"item{n}") for n in range(1, 11)]
    assert {one[1] for one in told("R-OH-3", snapshot(*other))} == {"late"}


def test_all_steps_in_minutes() -> None:
    quick = case("1", accepted_at=at(day(1), 10), decided_at=at(day(1), 10, 9))
    slow = case("2", accepted_at=at(day(1), 10), decided_at=at(day(1), 10, 10))
    instant = case("3", mode="instant", accepted_at=at(day(1), 10), decided_at=at(day(1), 10))
    assert told("R-OH-3", snapshot(quick, slow, instant)) == [("1", "in-minutes", day(1))]
    assert told("R-OH-3", snapshot(quick), quick=5) == []


def test_the_records_clock_in_life_and_in_a_year_that_is_lived_again() -> None:
    chain, moments = UUID(int=1), [at(day(0)), at(day(3)), at(day(0), 16)]

    def read(later: timedelta, typed_in: datetime | None = None) -> list[timedelta]:
        written = [at(day(0)), at(day(3)), after(at(day(3)), minutes=1)]
        rows = [
            (uuid4(), chain, ACCEPTED, "one", happened, recorded + later)
            for happened, recorded in zip(moments, written, strict=True)
        ]
        told = {rows[2][0]: typed_in} if typed_in else {}
        return [one.noted - one.happened for one in noted(rows, lambda: told)[chain]]

    lag = at(day(3)) - at(day(0), 16)
    assert read(timedelta(0)) == [timedelta(0), timedelta(0), lag + timedelta(minutes=1)]
    assert read(timedelta(days=6000)) == [timedelta(0), timedelta(0), lag]
    said = timedelta(days=1)
    assert read(timedelta(days=6000), moments[2] + said) == [timedelta(0), timedelta(0), said]
    assert read(timedelta(0), moments[2] + said) == [timedelta(0), timedelta(0), lag + timedelta(minutes=1)]


def test_numbers_twice_missing_or_out_of_order() -> None:
    good = [serial(f"沈建许〔2026〕{n}号", ref=f"p{n}", day=day(n)) for n in (1, 2, 3)]
    assert told("R-OH-4", snapshot(serials=good)) == []
    missing = [good[0], good[2]]
    assert [one[1] for one in told("R-OH-4", snapshot(serials=missing))] == ["numbers_missing:p3"]
    twice = [*good, good[1]._replace(ref="p2b")]
    assert [one[1] for one in told("R-OH-4", snapshot(serials=twice))] == ["number_twice:p2b"]
    disorder = [good[0], good[1]._replace(day=day(0)), good[2]]
    assert [one[1] for one in told("R-OH-4", snapshot(serials=disorder))] == ["numbers_out_of_order:p2"]
    other_years = [serial("沈建许〔2025〕9号"), serial("沈建许〔2026〕1号")]
    assert told("R-OH-4", snapshot(serials=other_years)) == []


def test_licences_of_a_kind_are_numbered_for_the_whole_city() -> None:
    turns = ("construction", "market", "construction")
    given = [serial(f"沈建证字〔2026〕{n}号", series="", org=org) for n, org in enumerate(turns, 1)]
    assert told("R-OH-4", snapshot(serials=given)) == []
    missing = told("R-OH-4", snapshot(serials=[given[0], given[2]]))
    assert [one[1] for one in missing] == ["numbers_missing:decisions:沈建证字〔2026〕3号"]
    own = [one._replace(series=one.org) for one in given]
    assert [one[1] for one in told("R-OH-4", snapshot(serials=own))] == [missing[0][1]]


def test_papers_may_be_sealed_in_another_order_than_they_were_numbered() -> None:
    numbers = [f"沈建许〔2026〕{n}号" for n in (1, 2, 3)]
    given = [serial(one, day=day(0)) for one in numbers]
    sealed = [paper(numbers[0], day=day(3)), paper(numbers[2], day=day(1))]
    assert told("R-OH-4", snapshot(serials=given, papers=sealed)) == []


def test_sealed_without_a_use_of_the_seal() -> None:
    rows = told("R-OH-4", snapshot(papers=[paper("1"), paper("2", seal_uses=0)]))
    assert [one[1] for one in rows] == ["seal:licences:2"]


def entry(number: str, on: int = 0, register: str = "a") -> RegisterEntry:
    return RegisterEntry(
        f"register:{register}/{number}", "licences", "construction", PATH, number, day(on), day(20)
    )


def test_a_register_is_matched_both_ways() -> None:
    papers = [paper("1"), paper("2", day=day(1)), paper("9", day=day(2), org="market")]
    same = [entry("1"), entry("2", 1)]
    assert told("R-OH-5", snapshot(papers=papers, registers=same)) == []
    more = told("R-OH-5", snapshot(papers=papers, registers=[*same, entry("3", 2), entry("4", 30)]))
    assert more == [
        ("construction/2026-03", "missing-here:register:a", MONDAY.replace(day=1)),
        ("construction/2026-04", "missing-here:register:a", MONDAY.replace(month=4, day=1)),
    ]
    less = found("R-OH-5", snapshot(papers=papers, registers=[entry("1"), entry("3", 3)]))
    assert [(one.occurrence, [e.value for e in one.evidence]) for one in less] == [
        ("missing-here:register:a", ["3"]),
        ("missing-there:register:a", ["2"]),
    ]
    assert told("R-OH-5", snapshot(papers=papers, registers=[entry("3")], last=day(19))) == []


def test_what_people_say_about_the_place() -> None:
    said = [
        Answer("visit", HANDED_IN_ELSEWHERE, "", "road", PATH, MONDAY, "row:1"),
        Answer("visit", ASKED_TO_COME_UNREGISTERED, "", "road", PATH, day(1), "row:2"),
        Answer("visit", "told_to_come_back", "", "road", PATH, day(1), "row:3"),
    ]
    rows = found("R-OH-6", snapshot(answers=said))
    assert [(one.kind, one.evidence[0].ref) for one in rows] == [("item", "row:1"), ("item", "row:2")]
