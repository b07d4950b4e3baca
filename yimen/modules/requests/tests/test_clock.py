"""答复期限: the vectors of the law, and a slow count day by day that must say the same."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from yimen.kernel.calendar.announced import year, years
from yimen.kernel.calendar.days import Day, WorkingDays
from yimen.modules.requests.clock import Happened, Regime, reckon
from yimen.modules.requests.states import ClockEventKind as Kind

OLD = Regime("2008", 15, extension_most=15)
NEW = Regime("2019", 20, extension_most=20)
RESTARTING = Regime("2019", 20, extension_most=20, fee_restarts=True)
CALENDAR = WorkingDays(Day(one.on, one.is_working, one.name) for number in years() for one in year(number))


def on(text: str) -> date:
    return date.fromisoformat(text)


def due(regime: Regime, *events: Happened, today: str = "2026-12-31") -> str:
    found = reckon(events, regime, CALENDAR, on(today)).due_on
    return found.isoformat() if found else ""


def received(text: str) -> Happened:
    return Happened(Kind.RECEIVED, on(text))


VECTORS = [
    ("2008-05-06", "2008-05-15", "2008-05-27", "2008-06-03", "2008-07-02"),
    ("2008-07-25", "2008-08-05", "2008-08-15", "2008-08-22", "2008-09-22"),
    ("2008-09-22", "2008-10-06", "2008-10-16", "2008-10-23", "2008-11-20"),
    ("2018-09-20", "2018-09-30", "2018-10-17", "2018-10-24", "2018-11-21"),
    ("2019-05-14", "2019-05-23", "2019-06-04", "2019-06-12", "2019-07-10"),
    ("2019-05-15", "2019-05-24", "2019-06-05", "2019-06-13", "2019-07-11"),
    ("2024-09-10", "2024-09-20", "2024-10-08", "2024-10-14", "2024-11-11"),
    ("2025-01-10", "2025-01-21", "2025-02-07", "2025-02-13", "2025-03-13"),
    ("2025-09-15", "2025-09-24", "2025-10-11", "2025-10-17", "2025-11-14"),
    ("2026-01-30", "2026-02-10", "2026-02-27", "2026-03-05", "2026-04-02"),
]


@pytest.mark.parametrize(("start", "seven", "fifteen", "twenty", "forty"), VECTORS)
def test_vectors(start: str, seven: str, fifteen: str, twenty: str, forty: str) -> None:
    for days, expected in ((7, seven), (15, fifteen), (20, twenty), (40, forty)):
        assert due(Regime("x", days), received(start)) == expected


def test_the_last_day_of_the_old_regulation_and_the_first_of_the_new() -> None:
    assert due(OLD, received("2019-05-14")) == "2019-06-04"
    assert due(NEW, received("2019-05-15")) == "2019-06-13"


COMPOSITE = received("2025-03-03")


def test_composite_without_anything_else() -> None:
    assert due(NEW, COMPOSITE) == "2025-03-31"


def test_composite_corrected_begins_anew_in_full() -> None:
    asked, came = Happened(Kind.CORRECTION_REQUESTED, on("2025-03-12")), on("2025-03-20")
    assert due(NEW, COMPOSITE, asked) == ""
    assert due(NEW, COMPOSITE, asked, Happened(Kind.CORRECTION_RECEIVED, came)) == "2025-04-18"


def test_composite_third_party_takes_six_working_days_out() -> None:
    sent = Happened(Kind.THIRD_PARTY_SENT, on("2025-03-10"), subject="a")
    came = Happened(Kind.THIRD_PARTY_ANSWERED, on("2025-03-18"), subject="a")
    assert due(NEW, COMPOSITE, sent, came) == "2025-04-09"


def test_composite_extended_by_twenty() -> None:
    assert due(NEW, COMPOSITE, Happened(Kind.EXTENDED, on("2025-03-28"), days=20)) == "2025-04-28"


def test_composite_third_party_has_fifteen_days_from_its_own_receipt() -> None:
    assert CALENDAR.add(on("2025-04-25"), 15).on == on("2025-05-20")


def test_a_consultation_that_is_open_supposes_that_it_ends_today() -> None:
    sent = Happened(Kind.BODY_CONSULTED, on("2025-03-10"), subject="a")
    found = reckon([COMPOSITE, sent], NEW, CALENDAR, on("2025-03-18"))
    assert (found.due_on, found.is_held) == (on("2025-04-09"), True)
    assert not found.is_overdue(on("2025-12-31"))


def test_overlapping_consultations_take_a_day_out_once() -> None:
    events = [
        COMPOSITE,
        Happened(Kind.THIRD_PARTY_SENT, on("2025-03-10"), subject="a"),
        Happened(Kind.BODY_CONSULTED, on("2025-03-12"), subject="b"),
        Happened(Kind.BODY_ANSWERED, on("2025-03-18"), subject="b"),
        Happened(Kind.THIRD_PARTY_ANSWERED, on("2025-03-17"), subject="a"),
    ]
    assert due(NEW, *events) == "2025-04-09"


def test_the_fee_stops_the_clock_and_payment_begins_it_anew_where_the_rule_says_so() -> None:
    notice = Happened(Kind.FEE_NOTICE, on("2025-03-10"), subject="f")
    paid = Happened(Kind.FEE_PAID, on("2025-03-18"), subject="f")
    assert due(NEW, COMPOSITE, notice, paid) == "2025-04-09"
    assert due(RESTARTING, COMPOSITE, notice, paid) == "2025-04-16"


def test_a_fixed_delay_is_the_day_that_was_told() -> None:
    fixed = Happened(Kind.DELAY_FIXED, on("2025-03-25"), until=on("2025-06-30"))
    assert due(NEW, COMPOSITE, fixed) == "2025-06-30"


def test_serving_stops_it_and_late_is_late() -> None:
    in_time = reckon([COMPOSITE, Happened(Kind.SERVED, on("2025-03-31"))], NEW, CALENDAR, on("2026-01-01"))
    late = reckon([COMPOSITE, Happened(Kind.SERVED, on("2025-04-01"))], NEW, CALENDAR, on("2026-01-01"))
    assert (in_time.stopped_on, in_time.is_overdue(on("2026-01-01"))) == (on("2025-03-31"), False)
    assert late.is_overdue(on("2025-04-01"))


def test_a_judgment_begins_the_period_anew() -> None:
    events = [COMPOSITE, Happened(Kind.SERVED, on("2025-03-31")), Happened(Kind.REOPENED, on("2025-09-15"))]
    found = reckon(events, NEW, CALENDAR, on("2025-09-20"))
    assert (found.due_on, found.stopped_on) == (on("2025-10-17"), None)


def test_every_line_says_day_event_count_and_law() -> None:
    regime = Regime("2019", 20, "三十三", 20, "三十三二", "三十", "三十三三", "三十五", "七")
    events = [received("2025-09-15"), Happened(Kind.EXTENDED, on("2025-10-10"), days=5)]
    found = reckon(events, regime, CALENDAR, on("2025-10-10"))
    lines = [(one.on.isoformat(), str(one), one.used, str(one.law)) for one in found.steps]
    assert lines[0] == ("2025-09-15", "收到申请，当日不计入，自次日起20个工作日内答复", 0, "三十三")
    assert ("2025-10-10", "经公开工作机构负责人同意，延长5个工作日", 14, "三十三二") in lines
    assert any("2025年9月28日是周末" in text for _day, text, _used, _law in lines)
    assert lines[-1][:3] == ("2025-10-24", "2025年10月24日为答复期限的最后一日", 25)


# --- a slow count, day by day


def slow(events: list[Happened], regime: Regime, calendar: WorkingDays, today: date) -> date | None:
    """Walks from the start day by day; a working day counts unless some wait covers it."""
    begun = [
        place for place, one in enumerate(events) if one.kind in (Kind.RECEIVED, Kind.CORRECTION_RECEIVED)
    ]
    after = events[begun[-1] + 1 :]
    if any(one.kind == Kind.CORRECTION_REQUESTED for one in after):
        return None
    fixed = [one.until for one in after if one.kind == Kind.DELAY_FIXED]
    if fixed:
        return fixed[-1]
    left = regime.days + sum(one.days for one in after)
    day = events[begun[-1]].on
    while left:
        day += timedelta(days=1)
        left -= calendar.is_working(day) and not waits_on(day, after, today)
    return day


def waits_on(day: date, events: list[Happened], today: date) -> bool:
    """Whether some consultation was out on the day."""
    sent = [one for one in events if one.kind in (Kind.THIRD_PARTY_SENT, Kind.BODY_CONSULTED)]
    came = {
        one.subject: one.on for one in events if one.kind in (Kind.THIRD_PARTY_ANSWERED, Kind.BODY_ANSWERED)
    }
    return any(one.on < day <= came.get(one.subject, today) for one in sent)


@st.composite
def histories(draw: st.DrawFn) -> tuple[list[Happened], date]:
    day = date(2008, 5, 1) + timedelta(days=draw(st.integers(0, 6500)))
    events = [Happened(Kind.RECEIVED, day)]
    if draw(st.booleans()):
        day += timedelta(days=draw(st.integers(0, 9)))
        events.append(Happened(Kind.CORRECTION_REQUESTED, day))
        if draw(st.integers(0, 9)):
            day += timedelta(days=draw(st.integers(0, 40)))
            events.append(Happened(Kind.CORRECTION_RECEIVED, day))
    for number in range(draw(st.integers(0, 3))):
        sent, came = draw(
            st.sampled_from(
                [
                    (Kind.THIRD_PARTY_SENT, Kind.THIRD_PARTY_ANSWERED),
                    (Kind.BODY_CONSULTED, Kind.BODY_ANSWERED),
                ]
            )
        )
        day += timedelta(days=draw(st.integers(0, 8)))
        events.append(Happened(sent, day, subject=str(number)))
        if draw(st.integers(0, 4)):
            events.append(Happened(came, day + timedelta(days=draw(st.integers(0, 30))), subject=str(number)))
    if draw(st.booleans()):
        events.append(Happened(Kind.EXTENDED, day, days=draw(st.integers(1, 20))))
    if not draw(st.integers(0, 5)):
        events.append(Happened(Kind.DELAY_FIXED, day, until=day + timedelta(days=90)))
    events.sort(key=lambda one: one.on)
    return events, max(one.on for one in events) + timedelta(days=draw(st.integers(0, 40)))


@settings(max_examples=400, deadline=None)
@given(histories(), st.sampled_from([OLD, NEW]))
def test_a_slow_count_says_the_same(history: tuple[list[Happened], date], regime: Regime) -> None:
    events, today = history
    found = reckon(events, regime, CALENDAR, today)
    assert found.due_on == slow(events, regime, CALENDAR, today)
