"""The arithmetic of figures: the seed's own numbers."""

from datetime import date
from decimal import Decimal

import pytest

from yimen.kernel.metrics import periods
from yimen.kernel.metrics.figures import per_day, percent
from yimen.kernel.metrics.periods import Period
from yimen.kernel.metrics.scope import WHOLE_CITY, Scope

TODAY = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("part", "whole", "shown"),
    [
        (82_818, 82_830, "99.99"),  # 99.98551…: the report prints 100
        (82_830, 82_830, "100.00"),
        (999_999, 1_000_000, "99.99"),  # 99.9999
        (0, 12, "0.00"),
        (1, 3, "33.33"),
        (2, 3, "66.67"),
        (13, 12, "108.33"),
    ],
)
def test_a_rate_is_rounded_but_never_up_to_all(part, whole, shown):
    assert percent(part, whole) == Decimal(shown)


def test_a_rate_of_nothing_is_no_number():
    assert percent(0, 0) is None


@pytest.mark.parametrize(("count", "shown"), [(82_830, "392.6"), (82_818, "392.5"), (0, "0.0")])
def test_the_seed_s_average_a_working_day(count, shown):
    assert per_day(count, 211) == Decimal(shown)


def test_no_working_day_no_average():
    assert per_day(5, 0) is None


def test_named_periods():
    assert periods.named("week", TODAY) == Period(date(2026, 11, 23), date(2026, 11, 29), TODAY, "week")
    assert periods.named("month", TODAY) == Period(date(2026, 11, 1), date(2026, 11, 30), TODAY, "month")
    assert periods.named("month", date(2026, 12, 5)).last == date(2026, 12, 31)
    assert periods.named("year", TODAY) == Period(date(2026, 1, 1), date(2026, 12, 31), TODAY, "year")
    assert periods.named("nonsense", TODAY) == Period(TODAY, TODAY, TODAY, "today")


@pytest.mark.parametrize(
    ("asked", "first", "last"),
    [
        ({}, date(2026, 11, 1), date(2026, 11, 30)),
        ({"span": "today"}, TODAY, TODAY),
        ({"span": "custom", "from": "2008-01-01", "to": "2008-11-05"}, date(2008, 1, 1), date(2008, 11, 5)),
        ({"from": "2008-01-01"}, date(2008, 1, 1), date(2008, 1, 1)),
        ({"from": "2008-11-05", "to": "2008-01-01"}, date(2026, 11, 1), date(2026, 11, 30)),
        ({"from": "0001-01-01", "to": "9999-12-31"}, date(2026, 11, 1), date(2026, 11, 30)),
        ({"span": "custom", "from": "x"}, date(2026, 11, 1), date(2026, 11, 30)),
        ({"span": "x"}, date(2026, 11, 1), date(2026, 11, 30)),
    ],
)
def test_what_an_address_asks(asked, first, last):
    period = periods.read(asked, TODAY)
    assert (period.first, period.last) == (first, last)


def test_an_address_asks_for_the_same_period_again():
    for asked in ({"span": "week"}, {"from": "2008-01-01", "to": "2008-11-05"}):
        period = periods.read(asked, TODAY)
        assert periods.read(period.params, TODAY) == period


@pytest.mark.django_db
def test_working_days_of_the_seed_s_period():
    assert Period(date(2008, 1, 1), date(2008, 11, 5), TODAY).working_days == 211


@pytest.mark.django_db
def test_working_days_that_have_not_begun_are_not_counted():
    running = periods.named("week", date(2026, 11, 25))
    assert (running.working_days, running.is_running) == (3, True)
    to_come = Period(date(2026, 12, 1), date(2026, 12, 31), TODAY)
    assert to_come.working_days == 0


def test_the_whole_city_costs_no_condition():
    assert not WHOLE_CITY.narrow()
    assert Scope(paths=("city.a.",)).narrow() == Scope(paths=("city.a.",)).narrow("org_path")


@pytest.mark.parametrize(
    ("period", "first", "last"),
    [
        (periods.named("month", TODAY), date(2026, 10, 1), date(2026, 10, 23)),
        (periods.named("year", TODAY), date(2025, 1, 1), date(2025, 11, 23)),
        (periods.named("week", TODAY), date(2026, 11, 16), date(2026, 11, 16)),
        (periods.named("today", TODAY), date(2026, 11, 22), date(2026, 11, 22)),
        (periods.named("month", date(2026, 3, 31)), date(2026, 2, 1), date(2026, 2, 28)),
        (Period(date(2008, 1, 11), date(2008, 1, 20), TODAY), date(2008, 1, 1), date(2008, 1, 10)),
    ],
)
def test_the_period_before(period, first, last):
    assert (period.before.first, period.before.last) == (first, last)
    assert period.before.today == period.today


def test_the_days_behind_a_month():
    period = Period(date(2026, 2, 15), date(2026, 4, 20), TODAY)
    assert period.of("month", date(2026, 2, 1)) == (date(2026, 2, 15), date(2026, 2, 28))
    assert period.of("month", date(2026, 4, 1)) == (date(2026, 4, 1), date(2026, 4, 20))
    assert period.of("day", date(2026, 3, 1)) == (date(2026, 3, 1), date(2026, 3, 1))
    assert period.of("department", None) == (date(2026, 2, 15), date(2026, 4, 20))
