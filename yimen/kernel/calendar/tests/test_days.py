"""Counting and adding working days over loaded years, gaps, and years nobody has announced."""

from datetime import date, timedelta
from functools import lru_cache

import holidays
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from yimen.kernel.calendar import announced
from yimen.kernel.calendar.days import Day, Due, WorkingDays


def loaded(*years: int) -> WorkingDays:
    return WorkingDays(
        Day(day.on, day.is_working, day.name) for year in years for day in announced.year(year)
    )


@lru_cache
def city() -> WorkingDays:
    return loaded(*range(2004, 2027))


@pytest.mark.parametrize(("year", "expected"), [(2008, 251), (2025, 248), (2026, 248)])
def test_working_days_of_a_year(year, expected):
    assert city().count(date(year - 1, 12, 31), date(year, 12, 31)) == expected


def test_the_211th_working_day_of_2008_is_5_november():
    assert city().add(date(2007, 12, 31), 211) == Due(date(2008, 11, 5))


@pytest.mark.parametrize("year", range(2004, 2027))
def test_two_packages_agree_on_every_day(year):
    """One day needed a correction: 31 December 2005 was worked (国办发明电〔2005〕35号)."""
    other = holidays.country_holidays("CN", years=[year, year + 1])
    assert [day.on for day in announced.year(year) if day.is_working != other.is_working_day(day.on)] == []


def test_the_next_year_is_not_announced():
    with pytest.raises(LookupError):
        announced.year(announced.years()[-1] + 1)


def test_neighbours():
    assert city().next(date(2026, 2, 14)) == Due(date(2026, 2, 24))
    assert city().previous(date(2026, 2, 24)) == Due(date(2026, 2, 14))
    assert city().previous(date(2026, 2, 23)) == Due(date(2026, 2, 14))
    assert city().on_or_after(date(2026, 10, 1)) == Due(date(2026, 10, 8))
    assert city().on_or_after(date(2026, 10, 8)) == Due(date(2026, 10, 8))
    assert city().is_working(date(2026, 10, 10))
    assert not city().is_working(date(2026, 10, 11))


def test_beyond_the_loaded_years_every_date_is_provisional():
    assert city().add(date(2026, 12, 31), 1) == Due(date(2027, 1, 1), is_provisional=True)
    assert city().previous(date(2004, 1, 2)) == Due(date(2003, 12, 31), is_provisional=True)
    assert city().knows(date(2026, 12, 31))
    assert not city().knows(date(2027, 1, 1))
    assert not city().knows(date(2003, 12, 31))


def test_a_gap_between_loaded_years_is_provisional():
    days = loaded(2023, 2025)
    assert days.add(date(2023, 12, 29), 1) == Due(date(2024, 1, 1), is_provisional=True)
    assert days.count(date(2023, 12, 31), date(2024, 12, 31)) == 262
    assert days.add(date(2024, 12, 31), 1) == Due(date(2025, 1, 2))
    assert days.add(date(2023, 1, 3), 5) == Due(date(2023, 1, 10))
    assert days.add(date(2023, 1, 3), 400).is_provisional


def test_a_draft_of_a_year_counts_but_stays_provisional():
    draft = [Day(day.on, day.is_working, day.name, is_official=False) for day in announced.year(2026)]
    days = WorkingDays([*(Day(day.on, day.is_working) for day in announced.year(2025)), *draft])
    assert days.add(date(2026, 2, 13), 2) == Due(date(2026, 2, 24), is_provisional=True)
    assert days.add(date(2025, 12, 30), 1) == Due(date(2025, 12, 31))


def test_nothing_loaded_is_monday_to_friday_and_provisional():
    assert WorkingDays([]).add(date(2026, 3, 6), 3) == Due(date(2026, 3, 11), is_provisional=True)
    assert WorkingDays([]).add(date(1999, 12, 31), 1) == Due(date(2000, 1, 3), is_provisional=True)


def test_adding_less_than_nothing_is_refused():
    with pytest.raises(ValueError, match="not negative"):
        city().add(date(2026, 3, 2), -1)


anywhere = st.dates(date(1999, 1, 1), date(2032, 12, 31))


@settings(max_examples=300, deadline=None)
@given(anywhere, st.integers(1, 300), st.sampled_from(["all", "gap", "none"]))
def test_add_and_count_are_each_others_reverse(start, number, which):
    days = {"all": city(), "gap": gapped(), "none": WorkingDays([])}[which]
    found = days.add(start, number).on
    assert days.count(start, found) == number
    assert days.is_working(found)


@settings(max_examples=200, deadline=None)
@given(anywhere, st.integers(0, 60))
def test_count_equals_asking_every_day(start, span):
    until = start + timedelta(days=span)
    each = sum(gapped().is_working(start + timedelta(days=n)) for n in range(1, span + 1))
    assert gapped().count(start, until) == each
    assert gapped().count(until, start) == -each


@settings(max_examples=200, deadline=None)
@given(anywhere)
def test_previous_is_the_last_working_day_before(day):
    found = gapped().previous(day).on
    assert gapped().is_working(found)
    assert gapped().count(found, day - timedelta(days=1)) == 0


@lru_cache
def gapped() -> WorkingDays:
    return loaded(2005, 2006, 2024, 2026)
