"""R-OC, R-CN, R-PA, R-DQ, R-RT, R-CK: money, words that are missing, visits, data, ratings, checks."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from yimen.kernel.base.refusals import RuleBroken
from yimen.modules.supervision import rules, words
from yimen.modules.supervision.rules.answers import (
    PAID_AN_AGENT,
    PAID_AN_INTERMEDIARY,
    PAID_OFF_THE_BILL,
    RECEIPT_NOT_OFFICIAL,
    Answer,
)
from yimen.modules.supervision.rules.facts import (
    AskedRow,
    ChargeRow,
    CheckRow,
    DecisionRow,
    OwnVisitRow,
    ReceiptRow,
    SeatRow,
    TaskRow,
    VisitRow,
)
from yimen.modules.supervision.rules.registry import checked

from .drawn import APPLICATION, MONDAY, PATH, at, case, day, found, snapshot, step, told

CASE = ("00000000-0000-7000-8000-000000000001", "1", "construction", PATH)
DEEMED, REQUIRED = APPLICATION + "deemed-accepted", "approvals.correction.required"


def test_a_line_that_no_standard_makes() -> None:
    def line(ref: str, amount: str, expected: str | None) -> ChargeRow:
        return ChargeRow(ref, *CASE, MONDAY, Decimal(amount), Decimal(expected) if expected else None)

    rows = [
        line("a", "120.00", "120.00"),
        line("b", "120.01", "120.00"),
        line("c", "10.00", None),
        line("d", "0.00", "0.00"),
    ]
    assert [one.occurrence for one in found("R-OC-1", snapshot(charges=rows))] == ["line:b", "line:c"]


def test_money_without_a_bill_after_the_days_of_matching() -> None:
    money = ReceiptRow("p", "receipt_without_bill", "construction", PATH, MONDAY, Decimal(50))
    assert told("R-OC-2", snapshot(receipts=[money])) == [("construction/2026-03", "receipt:p", MONDAY)]
    assert told("R-OC-2", snapshot(receipts=[money], last=day(2))) == []
    assert len(told("R-OC-2", snapshot(receipts=[money], last=day(2)), days=2)) == 1
    kept = ReceiptRow("o", "not_refunded", "construction", PATH, MONDAY, Decimal(50), *CASE[:2])
    assert told("R-OC-2", snapshot(receipts=[kept])) == [("1", "refund:o", day(3))]


@pytest.mark.parametrize("said", [PAID_OFF_THE_BILL, RECEIPT_NOT_OFFICIAL, PAID_AN_INTERMEDIARY])
def test_what_people_say_they_paid(said: str) -> None:
    answer = Answer("call_back", said, "1", "road", PATH, MONDAY, "row:1", CASE[0])
    other = Answer("call_back", "told_to_come_back", "1", "road", PATH, MONDAY, "row:2", CASE[0])
    assert told("R-OC-3", snapshot(answers=[answer, other])) == [("1", f"{said}:row:1", MONDAY)]


def test_a_rule_that_waits_says_for_what_and_finds_nothing() -> None:
    assert found("R-RT-1", snapshot(case())) == []
    waiting = [code for code, one in rules.rules().items() if one.waits_for]
    assert waiting == ["R-PA-3", "R-RT-1"]


def test_a_principal_says_that_the_agent_took_money() -> None:
    said = Answer("follow_up", PAID_AN_AGENT, "", "pension", PATH, MONDAY, "row:1")
    bill = Answer("call_back", PAID_OFF_THE_BILL, "", "road", PATH, MONDAY, "row:2")
    assert told("R-OC-4", snapshot(answers=[said, bill])) == [
        ("pension/construction/2026-03-02", "paid_an_agent:row:1", MONDAY)
    ]
    assert told("R-OC-4", snapshot(answers=[said], first=day(1))) == []


def test_silence_that_counts_as_acceptance() -> None:
    deemed = case("1", is_deemed=True, steps=[step(DEEMED, at(day(5)))])
    assert told("R-CN-1", snapshot(deemed, case("2"))) == [("1", "deemed", day(5))]
    assert told("R-CN-1", snapshot(deemed, last=day(4))) == []


def test_a_second_notice_that_is_not_the_first_said_again() -> None:
    def noticed(number: str, times: int, repeats: int) -> Any:
        rows = [AskedRow("n", "form", "", MONDAY, repeats)]
        return case(number, asked=rows, steps=[step(REQUIRED, at(day(n))) for n in range(times)])

    drawn = snapshot(noticed("1", 1, 0), noticed("2", 2, 1), noticed("3", 2, 0))
    assert told("R-CN-2", drawn) == [("3", "second-notice", day(1))]


def test_a_refusal_without_its_reasons() -> None:
    def decided(ref: str, outcome: str, has_reasons: bool) -> DecisionRow:
        return DecisionRow(ref, "one", "two", outcome, False, has_reasons, at(day(3)))

    rows = [decided("a", "refused", True), decided("b", "refused", False), decided("c", "granted", False)]
    assert told("R-CN-3", snapshot(case(decisions=rows))) == [("1", "reasons:b", day(3))]


def visit(ref: str, **more: Any) -> VisitRow:
    facts: dict[str, Any] = {"day": day(5), "named": True, "officers": 2, "recorded": day(5), "is_over": True}
    return VisitRow(ref, *CASE, **facts | more)


def test_named_nobody_in_time_or_recorded_nothing() -> None:
    late, absent = visit("late", named=False, officers=0, is_over=False), visit("absent", recorded=None)
    open_ = visit("open", recorded=None, is_over=False)
    drawn = snapshot(visits=[visit("good"), late, absent, open_])
    assert told("R-PA-1", drawn) == [("1", "named:late", date(2026, 3, 7))]
    assert told("R-PA-1", snapshot(visits=[late], last=day(4))) == []
    assert told("R-PA-2", drawn) == [("1", "absent:absent", day(5))]


def test_a_part_of_a_stage_that_was_not_acknowledged() -> None:
    def task(ref: str, done: date | None) -> TaskRow:
        return TaskRow(ref, *CASE, day(1), done)

    rows = [task("in_time", day(1)), task("late", day(2)), task("never", None)]
    late = [("1", "task:late", date(2026, 3, 4)), ("1", "task:never", date(2026, 3, 4))]
    assert told("R-PA-1", snapshot(tasks=rows)) == late
    assert told("R-PA-1", snapshot(tasks=rows, last=day(1))) == []


def test_a_seat_that_stayed_empty_and_a_visit_of_ones_own() -> None:
    drawn = snapshot(seats=[SeatRow("s", *CASE, day(2))], own_visits=[OwnVisitRow("o", *CASE, day(3))])
    assert told("R-PA-2", drawn) == [("1", "seat:s", day(2))]
    assert told("R-PA-3", drawn) == [("1", "own:o", day(3))]


def test_came_again_after_the_one_visit() -> None:
    over, part = "approvals.inspection.completed", "approvals.inspection.part-recorded"
    good = case("1", steps=[step(part, at(day(1))), step(over, at(day(2)))])
    again = case("2", steps=[step(over, at(day(2))), step(part, at(day(3)))])
    assert [(one[0], one[2]) for one in told("R-PA-3", snapshot(good, again))] == [("2", day(3))]


def test_fields_that_the_exchange_demands() -> None:
    whole = [case(str(n)) for n in range(1, 100)]
    lacking = case("100", missing=("phone",))
    (one,) = found("R-DQ-1", snapshot(*whole, lacking))
    assert (one.key, one.day, one.evidence[0].value) == ("construction/2026-03", date(2026, 3, 31), "1/100")
    assert found("R-DQ-1", snapshot(*whole, lacking), percent="1.1") == []
    assert found("R-DQ-1", snapshot(*whole, lacking, last=date(2026, 3, 30))) == []
    assert found("R-DQ-1", snapshot(*whole)) == []


def test_a_bad_rating_that_nobody_followed() -> None:
    def rated(number: str, rating: int) -> Any:
        return case(number, rating=rating, rated_on=MONDAY)

    assert told("R-RT-1", snapshot(rated("1", 2), rated("2", 3))) == [("1", "rating", day(2))]
    assert told("R-RT-1", snapshot(rated("1", 2), last=day(1))) == []
    assert told("R-RT-1", snapshot(rated("1", 2)), worst=1) == []


def test_a_promise_that_nobody_checked() -> None:
    due = day(5)
    rows = [CheckRow(ref, *CASE, due, done) for ref, done in (("a", due), ("b", day(7)), ("c", None))]
    assert [one.evidence[0].ref for one in found("R-CK-1", snapshot(checks=rows[1:2]))] == ["b"]
    assert found("R-CK-1", snapshot(checks=rows[:1])) == []
    assert found("R-CK-1", snapshot(checks=rows[2:], last=due)) == []
    assert len(found("R-CK-1", snapshot(checks=rows[2:]))) == 1


def test_every_family_of_the_table_is_there() -> None:
    counts = {
        "R-OD": 7,
        "R-ST": 4,
        "R-PC": 6,
        "R-OH": 6,
        "R-OC": 4,
        "R-CN": 3,
        "R-PA": 3,
        "R-DQ": 1,
        "R-RT": 1,
        "R-CK": 1,
    }
    assert list(rules.rules()) == [
        f"{family}-{n}" for family, most in counts.items() for n in range(1, most + 1)
    ]
    assert all(one.basis and one.title for one in rules.rules().values())


def test_parameters_are_numbers_within_their_bounds() -> None:
    overdue = rules.rules()["R-OH-3"]
    assert checked(overdue, overdue.usual()) == overdue.usual()
    with pytest.raises(RuleBroken) as wrong:
        checked(overdue, {"days": "11", "burst": "many", "minutes": "1.5", "colour": "red"})
    assert sorted(wrong.value.fields) == ["burst", "colour", "days", "minutes", "quick"]


def test_every_piece_of_evidence_has_words() -> None:
    assert str(words.shown("longer_than_told")) == "超过告知的天数（应结束日、实际结束日）"
    assert words.shown("new_word") == "new_word"
