"""The day of a moment."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from yimen.kernel.base.days import local_day


@pytest.mark.parametrize(
    ("hour", "day"), [(15, date(2026, 3, 2)), (16, date(2026, 3, 3)), (23, date(2026, 3, 3))]
)
def test_the_day_is_that_of_the_city(hour: int, day: date) -> None:
    assert local_day(datetime(2026, 3, 2, hour, 59, tzinfo=UTC)) == day


def test_a_moment_without_a_zone_has_no_day() -> None:
    with pytest.raises(ValueError, match="naive"):
        local_day(datetime(2026, 3, 2, 12))  # noqa: DTZ001 - what is refused
