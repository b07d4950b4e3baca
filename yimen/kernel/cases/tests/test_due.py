"""The arithmetic of clocks: the worked examples, the law, and invariants against a slow day-by-day oracle."""

from datetime import date, timedelta
from functools import lru_cache
from timeit import repeat

import pytest
from django.utils import translation
from hypothesis import given, settings
from hypothesis import strategies as st

from yimen.kernel.calendar import announced
from yimen.kernel.calendar.days import Day, Due, WorkingDays
from yimen.kernel.cases.due import (
    CALENDAR_DAY,
    MONTH,
    WORKING_DAY,
    Extension,
    Hold,
    Terms,
    due,
    elapsed,
    explain,
    is_held,
    is_overdue,
    months_after,
    remaining,
    was_late,
)


@lru_cache
def city() -> WorkingDays:
    stated = [day for year in range(2004, 2027) for day in announced.year(year)]
    return WorkingDays([Day(day.on, day.is_working, day.name, day.name_en) for day in stated], version=23)


def day(text: str) -> date:
    return date.fromisoformat(text)


def holds(*spans: tuple[str, str | None]) -> tuple[Hold, ...]:
    return tuple(Hold(day(start), day(end) if end else None) for start, end in spans)


EXAMPLES = [
    ("2026-03-02", 20, (), "2026-03-30"),
    ("2026-03-02", 20, (("2026-03-09", "2026-03-16"),), "2026-04-07"),
    ("2026-03-02", 20, (("2026-03-09", "2026-03-16"), ("2026-03-12", "2026-03-18")), "2026-04-09"),
    ("2026-03-02", 20, (("2026-03-09", "2026-03-09"),), "2026-03-30"),
    ("2026-03-02", 20, (("2026-03-07", "2026-03-08"),), "2026-03-30"),
    ("2026-03-02", 45, (), "2026-05-08"),
    ("2026-03-02", 60, (), "2026-05-28"),
    ("2026-02-13", 1, (), "2026-02-14"),
    ("2026-02-09", 20, (), "2026-03-13"),
    ("2026-02-11", 5, (), "2026-02-25"),
    ("2026-09-21", 20, (), "2026-10-26"),
    ("2025-09-22", 20, (), "2025-10-24"),
    ("2025-12-24", 20, (), "2026-01-22"),
    ("2025-12-31", 10, (), "2026-01-15"),
]


@pytest.mark.parametrize(("start", "budget", "spans", "expected"), EXAMPLES)
def test_worked_examples(start, budget, spans, expected):
    terms = Terms(day(start), budget, holds=holds(*spans))
    assert due(terms, city(), day(start)) == Due(day(expected), is_provisional=False, is_held=False)
    assert elapsed(terms, day(expected), city()) == budget
    assert elapsed(terms, day(expected) - timedelta(days=1), city()) == budget - 1
    assert remaining(terms, city(), day(expected)) == 0


def test_forty_five_days_extended_by_fifteen():
    assert due(
        Terms(day("2026-03-02"), 45, extensions=(Extension(15),)), city(), day("2026-03-02")
    ).on == day("2026-05-28")


def test_a_year_that_is_not_loaded_gives_a_provisional_date():
    found = due(Terms(day("2026-12-25"), 10), city(), day("2026-12-25"))
    assert found == Due(day("2027-01-08"), is_provisional=True)
    assert due(Terms(day("2026-12-25"), 4), city(), day("2026-12-25")) == Due(day("2026-12-31"))


def test_working_days_of_2026_that_are_made_up():
    made_up = [one.on for one in city().unusual(day("2025-12-31"), day("2026-12-31")) if one.is_working]
    assert made_up == [day(f"2026-{one}") for one in ("01-04", "02-14", "02-28", "05-09", "09-20", "10-10")]


@pytest.mark.parametrize(
    ("start", "months", "expected"),
    [
        ("2026-01-15", 1, "2026-02-24"),  # 15 February is Spring Festival: the next working day
        ("2026-03-16", 6, "2026-09-16"),
        ("2026-01-31", 1, "2026-02-28"),  # no 31st: the month's last day, a make-up Saturday
        ("2024-01-31", 1, "2024-02-29"),
        ("2025-11-30", 3, "2026-02-28"),
        ("2026-03-31", 3, "2026-06-30"),
        ("2025-12-05", 12, "2026-12-07"),  # 5 December 2026 is a Saturday
    ],
)
def test_months_end_on_the_same_day_number(start, months, expected):
    assert due(Terms(day(start), months, MONTH), city(), day(start)).on == day(expected)


@pytest.mark.parametrize(
    ("start", "days", "expected"),
    [
        ("2026-03-02", 60, "2026-05-06"),  # 1 May, Labour Day until the 5th
        ("2026-09-10", 20, "2026-09-30"),
        ("2026-09-11", 20, "2026-10-08"),  # 1 October, National Day until the 7th
        ("2026-09-01", 19, "2026-09-20"),  # a Sunday that is worked
    ],
)
def test_calendar_days_end_on_a_working_day(start, days, expected):
    assert due(Terms(day(start), days, CALENDAR_DAY), city(), day(start)).on == day(expected)


def test_calendar_days_are_provisional_only_where_the_last_day_is_unknown():
    assert not due(Terms(day("2026-12-01"), 30, CALENDAR_DAY), city(), day("2026-12-01")).is_provisional
    assert due(Terms(day("2026-12-01"), 31, CALENDAR_DAY), city(), day("2026-12-01")).is_provisional


def test_a_hold_moves_calendar_days_and_months_by_its_days():
    held = holds(("2026-03-09", "2026-03-16"))
    assert due(Terms(day("2026-03-02"), 10, CALENDAR_DAY, held), city(), day("2026-03-02")).on == day(
        "2026-03-19"
    )
    assert due(Terms(day("2026-03-02"), 1, MONTH, held), city(), day("2026-03-02")).on == day("2026-04-09")


def test_an_open_hold_is_taken_to_end_today():
    terms = Terms(day("2026-03-02"), 20, holds=holds(("2026-03-09", None)))
    assert due(terms, city(), day("2026-03-09")) == Due(day("2026-03-30"), is_held=True)
    assert due(terms, city(), day("2026-03-16")) == Due(day("2026-04-07"), is_held=True)
    assert elapsed(terms, day("2026-03-16"), city()) == 5
    assert remaining(terms, city(), day("2026-03-16")) == 15
    assert is_held(terms)
    assert not is_overdue(terms, city(), day("2026-12-01"))


def test_overdue_is_by_date_and_ends_with_the_clock():
    running = Terms(day("2026-03-02"), 20)
    assert not is_overdue(running, city(), day("2026-03-30"))
    assert is_overdue(running, city(), day("2026-03-31"))
    assert remaining(running, city(), day("2026-04-01")) == -2
    stopped = Terms(day("2026-03-02"), 20, stop_on=day("2026-04-01"))
    assert not is_overdue(stopped, city(), day("2026-12-01"))
    assert was_late(stopped, city())
    assert elapsed(stopped, day("2026-12-01"), city()) == 22
    assert not was_late(Terms(day("2026-03-02"), 20, stop_on=day("2026-03-30")), city())


def test_nothing_is_due_on_the_day_of_the_start_but_a_budget_of_nothing():
    assert due(Terms(day("2026-03-02"), 0), city(), day("2026-03-02")) == Due(day("2026-03-02"))


# --- why this date


def test_explains_the_due_date_line_by_line():
    terms = Terms(
        day("2026-03-02"),
        20,
        holds=(
            Hold(day("2026-03-09"), day("2026-03-16"), "行政许可法第四十五条"),
            *holds(("2026-03-12", "2026-03-18")),
        ),
        extensions=(Extension(10, "本机关负责人批准"),),
    )
    lines = explain(terms, city(), day("2026-03-02"))
    assert [(line.code, line.what, line.days) for line in lines] == [
        ("start", "2026年3月2日起算，当日不计入", 0),
        ("budget", "期限20个工作日", 20),
        ("extension", "延长10个工作日", 10),
        ("hold", "2026年3月10日至2026年3月16日中止计时，其中5个工作日不计入", 5),
        ("hold", "2026年3月13日至2026年3月18日中止计时，其中2个工作日不计入", 2),
        ("festival", "2026年4月6日清明节放假，不计入", 1),
        ("due", "2026年4月23日到期", 0),
    ]
    assert [str(line.why) for line in lines] == [
        "民法典第二百零一条：开始的当日不计入",
        "行政许可法第八十二条：期限以工作日计算，不含法定节假日",
        "本机关负责人批准",
        "行政许可法第四十五条",
        "",
        "国务院办公厅公布的年度节假日安排",
        "",
    ]


def test_explains_festivals_and_days_made_up():
    lines = explain(Terms(day("2026-02-09"), 20), city(), day("2026-02-09"))
    assert [line.what for line in lines] == [
        "2026年2月9日起算，当日不计入",
        "期限20个工作日",
        "2026年2月14日是周末，因春节调休上班，计入",
        "2026年2月16日至2026年2月23日春节放假，6个工作日不计入",
        "2026年2月28日是周末，因春节调休上班，计入",
        "2026年3月13日到期",
    ]


def test_explains_why_the_last_day_moves():
    lines = explain(Terms(day("2026-09-11"), 20, CALENDAR_DAY), city(), day("2026-09-11"))
    assert [line.what for line in lines] == [
        "2026年9月11日起算，当日不计入",
        "期限20日",
        "最后一日2026年10月1日不是工作日，顺延到2026年10月8日",
        "2026年10月8日到期",
    ]


def test_explains_a_provisional_date_and_an_open_hold():
    terms = Terms(day("2026-12-25"), 10, holds=holds(("2026-12-28", None)))
    assert [line.what for line in explain(terms, city(), day("2026-12-30"))] == [
        "2026年12月25日起算，当日不计入",
        "期限10个工作日",
        "自2026年12月29日起中止计时，至今2个工作日不计入；到期日按今天恢复计时推算",
        "2027年1月1日以后的工作日历尚未公布，暂按周一至周五推算，公布并载入后重新计算",
        "2027年1月12日到期（暂定）",
    ]


def test_a_line_is_written_in_the_language_of_its_reader():
    line = explain(Terms(day("2026-03-02"), 20), city(), day("2026-03-02"))[-1]
    with translation.override("zh-hans"):
        assert line.what == "2026年3月30日到期"


# --- invariants

starts = st.dates(date(2024, 1, 1), date(2026, 10, 1))
budgets = st.integers(0, 70)
units = st.sampled_from([WORKING_DAY, CALENDAR_DAY])
spans = st.builds(
    lambda start, days: Hold(start, start + timedelta(days=days)),
    st.dates(date(2023, 12, 1), date(2027, 2, 1)),
    st.integers(0, 40),
)
held = st.lists(spans, max_size=4).map(tuple)


def slow_due(terms: Terms, calendar: WorkingDays) -> date:
    """Day by day, as one would count on a wall calendar."""
    target = terms.budget + sum(one.days for one in terms.extensions)
    here, used = terms.start_on, 0
    if terms.unit == WORKING_DAY and target == 0:
        return here
    while True:
        is_out = any(one.from_on < here <= one.to_on for one in terms.holds)
        works = calendar.is_working(here)
        if here > terms.start_on and not is_out and (works or terms.unit != WORKING_DAY):
            used += 1
        if used >= target and works and not (here > terms.start_on and is_out):
            return here
        here += timedelta(days=1)


@settings(max_examples=300, deadline=None)
@given(starts, budgets, units, held, st.lists(st.integers(1, 15), max_size=1))
def test_equals_counting_day_by_day(start, budget, unit, held, more):
    terms = Terms(start, budget, unit, held, tuple(Extension(days) for days in more))
    assert due(terms, city(), start).on == slow_due(terms, city())


@settings(max_examples=200, deadline=None)
@given(starts, budgets, units, held, spans)
def test_a_hold_only_moves_the_date_later(start, budget, unit, held, another):
    without = due(Terms(start, budget, unit, held), city(), start).on
    assert due(Terms(start, budget, unit, (*held, another)), city(), start).on >= without


@settings(max_examples=200, deadline=None)
@given(starts, budgets, units, held)
def test_overlapping_holds_count_once(start, budget, unit, held):
    assert due(Terms(start, budget, unit, held * 2), city(), start) == due(
        Terms(start, budget, unit, held), city(), start
    )


@settings(max_examples=200, deadline=None)
@given(starts, budgets, units, held, st.dates(date(2024, 1, 1), date(2026, 12, 31)))
def test_a_hold_that_ends_on_its_first_day_changes_nothing(start, budget, unit, held, on):
    same_day = Hold(on, on)
    assert due(Terms(start, budget, unit, (*held, same_day)), city(), start) == due(
        Terms(start, budget, unit, held), city(), start
    )


@settings(max_examples=100, deadline=None)
@given(starts, budgets, held, st.integers(1, 15))
def test_removing_an_extension_equals_never_having_had_it(start, budget, held, more):
    plain = Terms(start, budget, holds=held)
    longer = Terms(start, budget, holds=held, extensions=(Extension(more),))
    shorter_again = Terms(longer.start_on, longer.budget, longer.unit, longer.holds)
    assert due(shorter_again, city(), start) == due(plain, city(), start)
    assert due(longer, city(), start).on > due(plain, city(), start).on


@settings(max_examples=200, deadline=None)
@given(starts, budgets, held, st.integers(0, 90))
def test_elapsed_and_remaining_make_the_whole(start, budget, held, later):
    terms, on = Terms(start, budget, holds=held), start + timedelta(days=later)
    assert elapsed(terms, on, city()) + remaining(terms, city(), on) == budget


@settings(max_examples=100, deadline=None)
@given(st.dates(date(2004, 1, 1), date(2026, 12, 31)), st.integers(0, 30))
def test_months_after_is_the_same_day_number_or_the_last(start, months):
    found = months_after(start, months)
    assert (found.year * 12 + found.month) - (start.year * 12 + start.month) == months
    assert found.day == start.day or (found + timedelta(days=1)).day == 1


def test_equals_the_second_opinion_on_working_days():
    import holidays

    other = holidays.country_holidays("CN", years=range(2024, 2027))
    start, here, left = day("2024-01-02"), day("2024-01-02"), 500
    while left:
        here += timedelta(days=1)
        left -= other.is_working_day(here)
    assert due(Terms(start, 500), city(), start).on == here


def test_takes_less_than_twenty_microseconds():
    terms = Terms(day("2026-03-02"), 20, holds=holds(("2026-03-09", "2026-03-16")))
    calendar = city()
    best = min(repeat(lambda: due(terms, calendar, day("2026-03-02")), number=1000, repeat=5)) / 1000
    assert best < 20e-6
